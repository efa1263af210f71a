"""What the scribe typed while the minutes were being approved elsewhere: amendments proposed to the body.

The line of an approved record never changes. So each line that arrives too late is kept beside it: what
stands there, what it is to read, and, as its reason, what was typed. Accepting one takes a decision.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from pmo_desktop.domain.edits import Archive, Batch, Create, Edit, Op, Set, batch, between, creation, steps
from pmo_desktop.domain.ids import AmendmentId, MeetingId, MinuteEntryId, PersonId
from pmo_desktop.domain.markers import EntryKind, parse_line
from pmo_desktop.domain.meetings import AgendaItem, Attendance
from pmo_desktop.domain.minutes import Decision, MinuteEntry, MinuteSet
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.reviewing import Amendment, AmendmentState, AmendmentWhy
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import speaking, tr, trl
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.amending import adopted
from pmo_desktop.services.meetings.records import made_by
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.meetings.typed import Typed, language_of
from pmo_desktop.services.ports import Reader

_AFTER_ALL = (EntryKind.ACTION, EntryKind.RISK, EntryKind.ISSUE)
"""Lines whose record lives in a register of its own, so that accepting them makes it."""


@dc.dataclass(frozen=True, slots=True)
class Late:
    """The op that proposes the amendments, the meeting, and how many lines wait there because of it."""

    op: Op
    meeting: MeetingId
    lines: int


@dc.dataclass(frozen=True)
class _Look:
    """The records that a late op meets."""

    reader: Reader
    op: Op
    entries: Mapping[UUID, MinuteEntry]
    seats: Mapping[UUID, Attendance]
    earlier: Mapping[UUID, Amendment]

    def amendment(self, meeting: MeetingId, subject: UUID, **said: Any) -> Edit:
        """A new amendment, or the one on this subject in other words."""
        known = self.earlier.get(amendment_id(subject))
        if known is not None and known.state is AmendmentState.PROPOSED:
            return between(known, dc.replace(known, reads=said["reads"], reason=said.get("reason", Rich(""))))
        by = PersonId(self.op.who) if self.reader.get("person", [self.op.who]) else None
        made = Amendment(
            id=amendment_id(subject if known is None else self.op.id),
            meeting=meeting, why=AmendmentWhy.LATE, by=by, at=self.op.at, **said,
        )  # fmt: skip
        return creation(made)


def amendment_id(subject: UUID) -> AmendmentId:
    """The id of the amendment on a line (or a seat): always the same, so that it is proposed once."""
    return AmendmentId(uuid5(subject, "late amendment"))


def amended(reader: Reader, op: Op) -> Late | None:
    """The op as amendments to minutes that are approved; None when it is about something else."""
    single = list(steps(op.edit))
    ids = {s.id for s in single if s.kind == "minute_entry"}
    seats = {s.id for s in single if s.kind == "attendance"}
    if not ids and not seats:
        return None
    look = _Look(
        reader, op, reader.get("minute_entry", ids), reader.get("attendance", seats),
        reader.get("amendment", {amendment_id(uid) for uid in ids | seats}),
    )  # fmt: skip
    minutes = _settled(look, single)
    if minutes is None:
        return None
    meeting = minutes.meeting
    with speaking(minutes.language):
        made = _numbered(reader, meeting, _proposals(look, single, meeting))
    if not made:
        return None
    again = Op(
        uuid5(op.id, "late"), batch(made), op.at, op.who, trl("Proposed amendment: {what}", what=op.label)
    )
    return Late(again, meeting, sum(isinstance(e, Create) for e in made))


def _settled(look: _Look, single: list[Any]) -> MinuteSet | None:
    """The approved minutes that the op is about."""
    found = {e.meeting for e in look.entries.values()} | {s.meeting for s in look.seats.values()}
    found |= {a.meeting for a in look.earlier.values()}
    found |= {dict(s.values)["meeting"] for s in single if isinstance(s, Create) and s.kind == "minute_entry"}
    sets: list[MinuteSet] = look.reader.where("minute_set", "meeting", found)
    return next((s for s in sets if s.state.settled), None)


def _proposals(look: _Look, single: list[Any], meeting: MeetingId) -> list[Edit]:
    lines = [e for s in single if s.kind == "minute_entry" for e in _of_line(look, s, meeting)]
    if lines:
        return lines  # coming and going is said by its line
    return [e for s in single if s.kind == "attendance" for e in _of_seat(look, s, meeting)]


def _of_line(look: _Look, step: Any, meeting: MeetingId) -> Iterator[Edit]:
    stands, earlier = look.entries.get(step.id), look.earlier.get(amendment_id(step.id))
    match step:
        case Create():
            new = dict(step.values)
            item = look.reader.get("agenda_item", [new["item"]]).get(new["item"]) if new.get("item") else None
            said = {"reads": _said(new, item), "reason": Rich(new.get("raw", ""))}
            yield look.amendment(meeting, step.id, **said)
        case Set():
            new = {c.name: c.new for c in step.changes}
            if "text" in new and (stands or earlier):
                was = {"entry": MinuteEntryId(stands.id), "was": stands.text} if stands else {}
                said = {"reads": Rich(new["text"]), "reason": Rich(new.get("raw", ""))}
                yield look.amendment(meeting, step.id, **was, **said)
        case Archive() if stands:
            yield look.amendment(
                meeting, step.id, entry=MinuteEntryId(stands.id), was=stands.text, reads=Rich("")
            )
        case Archive() if earlier:
            yield Archive("amendment", earlier.id)
        case _:
            return


def _said(values: Mapping[str, Any], item: AgendaItem | None) -> Rich:
    """A new line as it would stand in the minutes, with its item and kind in front."""
    kind: EntryKind = values.get("entry_kind", EntryKind.NOTE)
    text = values.get("text", "") or values.get("raw", "")
    text = text if kind is EntryKind.NOTE else tr("{kind}: {text}", kind=tr(kind.label), text=text)
    return Rich(_under(item, text) if item else text)


def _under(item: AgendaItem, text: str) -> str:
    return tr("Item {number}: {text}", number=item.number, text=text)


def _of_seat(look: _Look, step: Any, meeting: MeetingId) -> Iterator[Edit]:
    seat = look.seats.get(step.id)
    change = next((c for c in step.changes if c.name == "presence"), None) if isinstance(step, Set) else None
    if seat is None or change is None:
        return
    person = look.reader.get("person", [seat.person]).get(seat.person)
    name = person.display_name if person else ""
    was, reads = (
        Rich(tr("{name}: {presence}", name=name, presence=tr(p.label))) for p in (seat.presence, change.new)
    )
    yield look.amendment(meeting, step.id, was=was, reads=reads)


def _numbered(reader: Reader, meeting: MeetingId, edits: list[Edit]) -> list[Edit]:
    """New amendments with the numbers that follow in their meeting."""
    last = max((a.number for a in of_meeting(reader, meeting)), default=0)
    numbered: list[Edit] = []
    for edit in edits:
        if isinstance(edit, Create):
            last += 1
            values = {**dict(edit.values), "number": last}
            edit = Create(edit.kind, edit.id, tuple(values.items()))
        numbered.append(edit)
    return numbered


def of_meeting(reader: Reader, meeting: MeetingId) -> tuple[Amendment, ...]:
    """All amendments to the minutes of a meeting, by number, those withdrawn too."""
    found: list[Amendment] = reader.where("amendment", "meeting", [meeting], archived=True)
    return tuple(sorted(found, key=lambda a: a.number))


def waiting(reader: Reader, meeting: MeetingId) -> tuple[Amendment, ...]:
    """The late lines of a meeting that nobody has answered yet, by number."""
    return tuple(
        a
        for a in of_meeting(reader, meeting)
        if a.why is AmendmentWhy.LATE and a.state is AmendmentState.PROPOSED and a.archived_at is None
    )


def accepted(facts: MeetingFacts, amendment: Amendment, decision: Decision, moment: Moment) -> Batch:
    """Accept an amendment by a decision of the body; the action, risk or issue of a late line is made.

    The approved line itself stays; the amendment is printed with the minutes.
    """
    made = _record_of(facts, amendment, moment) if amendment.why is AmendmentWhy.LATE else None
    return batch([*adopted(amendment, decision).edits, *([creation(made)] if made is not None else [])])


def _record_of(facts: MeetingFacts, amendment: Amendment, moment: Moment) -> Record | None:
    line = parse_line(amendment.reason, facts.body.language, initials=facts.initials.values())
    if amendment.was or line.kind not in _AFTER_ALL:
        return None
    with speaking(language_of(facts)):
        item = next((i for i in facts.items if amendment.reads.startswith(_under(i, ""))), None)
    typed = Typed(facts, item, line, MinuteEntryId(amendment.id), Moment(amendment.at, moment.new_id))
    with speaking(typed.lang):
        return made_by(typed).record
