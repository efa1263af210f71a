"""One typed line as one edit: the entry of the minutes and, at once, the record it makes."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence
from typing import Any

from pmo_desktop.domain.edits import Archive, Batch, Edit, batch, between, creation
from pmo_desktop.domain.effects import Effect
from pmo_desktop.domain.ids import MinuteEntryId, PersonId
from pmo_desktop.domain.markers import EntryKind, Line
from pmo_desktop.domain.meetings import AgendaItem, Attendance, Part
from pmo_desktop.domain.minutes import Decision, MinuteEntry
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import kind_of
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import again, speaking, tr, trl
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, applied
from pmo_desktop.services.meetings.effectwords import (
    as_resolved,
    followed,
    of_decision,
    offered,
    ratified,
    taken,
)
from pmo_desktop.services.meetings.records import MAKES, Made, last_decision, made_by, record_of
from pmo_desktop.services.meetings.session import RUNNING, came_or_went, with_quorum
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.meetings.typed import Typed, language_of

_LINKS = ("decision", "action", "risk", "issue", "vote")
_FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "decision": ("text", "works"),
    "action": ("text", "owner", "due", "helpers", "work", "tags"),
    "vote": ("text", "in_favour", "against", "abstain", "result"),
    "risk": ("title", "event", "owner", "work", "review_by"),
    "issue": ("title", "impact", "owner", "work", "due"),
    "declaration": ("person", "nature", "effect"),
    "agenda_item": ("title", "presenter", "work"),
}
"""The fields of a record that its line says; all others stay when the line is edited."""


@dc.dataclass(frozen=True, slots=True)
class Entered:
    """The edit of one line, the id of its entry, and its names: "Action 4.9" for undo, "Line 4.9"."""

    edit: Batch
    entry: MinuteEntryId
    label: str
    says: str = ""


def number_of(facts: MeetingFacts, entry: MinuteEntry) -> str:
    """The number people read: item and order ("4.9")."""
    return facts.numbers.get(entry.id, "")


def entered(
    facts: MeetingFacts,
    item: AgendaItem | None,
    line: Line,
    raw: str,
    moment: Moment,
    effects: Sequence[Effect] | None = None,
) -> Entered:
    """A new line. Before the session is opened it is prepared text and makes no records.

    `raw` is what was typed, kept beside the wording; a vote, risk or interest that lacks what its record
    needs (counts, a work, a person) is still a line, and nothing typed is lost. `effects` are what a decision
    does to the register as the scribe took it; None takes those of a proposed resolution and no others.
    """
    uid = MinuteEntryId(moment.new_id())
    prepared = facts.meeting.opened_at is None
    plain = dc.replace(line, kind=EntryKind.NOTE) if prepared and line.kind in MAKES else line
    typed = Typed(facts, item, plain, uid, moment)
    if (also := None if prepared else _to_last(typed, effects)) is not None:
        return also
    made = Made() if prepared else made_by(typed)
    entry = MinuteEntry(
        id=uid,
        meeting=facts.meeting.id,
        item=item.id if item else None,
        sequence=_next_sequence(facts, item),
        at=moment.now,
        prepared=prepared,
        **_said(typed, made, raw),
        **_links(typed, made),
    )
    record = [creation(made.record)] if made.record else []
    edits: list[Edit] = [*record, *made.beside, *_decided(typed, made, effects), creation(entry)]
    number = number_of(applied(facts, creation(entry)), entry)
    label, says = (
        trl("{kind} {number}", kind=trl(line.kind.label), number=number),
        tr("Line {number}", number=number),
    )
    return Entered(with_quorum(facts, edits, moment.now), uid, label, says)


def _to_last(typed: Typed, effects: Sequence[Effect] | None) -> Entered | None:
    """A line that changes what the last decision does to the register, instead of being one."""
    found = followed(typed, effects)
    if found is None:
        return None
    number = number_of(typed.facts, found[0])
    label = trl("Effects of {number}", number=number)
    return Entered(batch(found[1]), found[0].id, label, tr("Line {number}", number=number))


def _decided(typed: Typed, made: Made, effects: Sequence[Effect] | None) -> list[Edit]:
    """What a new decision does: to the register as taken, to earlier decisions that waited for it."""
    if not isinstance(made.record, Decision):
        return []
    if effects is None:
        effects = [o.effect for o in offered(typed)] if as_resolved(typed.item, typed.line.text) else []
    return [*taken(typed.facts, made.record.id, effects, typed), *ratified(typed, made.record)]


def moved(facts: MeetingFacts, item: AgendaItem | None, seat: Attendance, moment: Moment) -> Entered:
    """One person joins or leaves; a line says so in the language of the minutes once the session runs.

    Both are one step, so that one undo takes both back.
    """
    name = facts.name(seat.person)
    gone = seat.presence.here
    label = trl("{name} left the meeting", name=name) if gone else trl("{name} joined", name=name)
    with speaking(language_of(facts)):
        said = str(again(label))
    going = came_or_went(facts, seat, moment)
    if facts.meeting.state not in RUNNING:
        return Entered(going, MinuteEntryId(seat.id), label, said)
    made = entered(applied(facts, going), item, Line(EntryKind.NOTE, said), said, moment)
    return dc.replace(made, edit=batch([*going.edits, *made.edit.edits]), label=label)


def _next_sequence(facts: MeetingFacts, item: AgendaItem | None) -> int:
    used = [e.sequence for e in facts.notes.all() if e.item == (item.id if item else None)]
    return max(used, default=0) + 1


def _said(typed: Typed, made: Made, raw: str) -> dict[str, Any]:
    """What the entry itself says."""
    line = typed.line
    restricted = line.restricted or (typed.item is not None and typed.item.part is Part.B)
    speaker: PersonId | None = typed.person(line.person_typed) if line.person_typed else None
    return {
        "entry_kind": line.kind,
        "text": made.text or typed.text or Rich(raw.strip()),
        "raw": raw,
        "speaker": speaker,
        "part": Part.B if restricted else Part.A,
    }


def _links(typed: Typed, made: Made) -> dict[str, Any]:
    """What the entry points at; a reason points at its decision."""
    links: dict[str, Any] = dict.fromkeys(_LINKS)
    if typed.line.kind is EntryKind.REASON and made.beside:
        decision = last_decision(typed.facts, typed.item.id if typed.item else None)
        links["decision"] = decision.id if decision else None
    if made.record is not None and (name := kind_of(made.record).name) in links:
        links[name] = made.record.id
    return links


def revised(
    facts: MeetingFacts,
    entry: MinuteEntry,
    line: Line,
    raw: str,
    moment: Moment,
    effects: Sequence[Effect] | None = None,
) -> Batch:
    """A line in other words or of another kind; its record follows, or is put away for a new one.

    `effects` are what a decision does from now on; None leaves them.
    """
    item = facts.agenda.get(entry.item)
    plain = dc.replace(line, kind=EntryKind.NOTE) if entry.prepared and line.kind in MAKES else line
    typed = Typed(facts, item, plain, entry.id, moment)
    before = record_of(facts, entry)
    if entry.entry_kind is EntryKind.REASON and plain.kind is EntryKind.REASON:
        return batch(_reason_revised(facts, entry, typed, raw))
    made = Made() if entry.prepared else made_by(typed)
    if before is not None and made.record is not None and type(before) is type(made.record):
        wanted = dc.replace(entry, **_said(typed, made, raw))
        moves = (
            taken(facts, before.id, effects, typed)
            if isinstance(before, Decision) and effects is not None
            else []
        )
        return batch([between(entry, wanted), _followed(before, made.record), *moves])
    gone: list[Edit] = _put_away(facts, before)
    made = dc.replace(made, beside=(*made.beside, *_decided(typed, made, effects)))
    fresh = [creation(made.record)] if made.record else []
    wanted = dc.replace(entry, **_said(typed, made, raw), **_links(typed, made))
    gone += _unreasoned(facts, entry)
    return with_quorum(facts, [*fresh, *made.beside, between(entry, wanted), *gone], moment.now)


def _followed(before: Record, made: Record) -> Edit:
    """The record with what the line now says."""
    names = _FOLLOWS[kind_of(before).name]
    return between(before, dc.replace(before, **{name: getattr(made, name) for name in names}))


def _reason_revised(facts: MeetingFacts, entry: MinuteEntry, typed: Typed, raw: str) -> list[Edit]:
    wanted = dc.replace(entry, **_said(typed, Made(), raw))
    return [between(entry, wanted), *_unreasoned(facts, entry, typed.text)]


def _unreasoned(facts: MeetingFacts, entry: MinuteEntry, instead: str = "") -> list[Edit]:
    """The decision with other words in place of those that a line of reason gave it."""
    decision = facts.decisions.get(entry.decision) if entry.entry_kind is EntryKind.REASON else None
    if decision is None:
        return []
    said = Rich(" ".join(decision.reasons.replace(entry.text, instead).split()))
    return [between(decision, dc.replace(decision, reasons=said))]


def removed(facts: MeetingFacts, entry: MinuteEntry) -> Batch:
    """Put a line away, with the record it made."""
    record = record_of(facts, entry)
    gone: list[Edit] = [Archive("minute_entry", entry.id), *_put_away(facts, record)]
    return batch([*gone, *_unreasoned(facts, entry)])


def _put_away(facts: MeetingFacts, record: Record | None) -> list[Edit]:
    """A record that its line no longer makes goes, with what it was to do to the register."""
    if record is None:
        return []
    effects = of_decision(facts, record.id)
    return [Archive(kind_of(record).name, record.id), *(Archive("effect", e.id) for e in effects)]


def marked(entry: MinuteEntry) -> Batch:
    """Mark a line to be checked later, or take the mark off."""
    return batch([between(entry, dc.replace(entry, check_later=not entry.check_later))])
