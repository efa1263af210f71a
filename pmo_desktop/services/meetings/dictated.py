"""What became of a line that was dictated: the record in a few fields, and what is still asked."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from pmo_desktop.domain.ids import MinuteEntryId
from pmo_desktop.domain.markers import EntryKind, Line, next_hint
from pmo_desktop.domain.minutes import Decision, DecisionState, MinuteEntry
from pmo_desktop.domain.raid import Action
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.records import record_of
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.meetings.typed import Typed


@dc.dataclass(frozen=True, slots=True)
class Reply:
    """The answer to one line. `did` says what was done: line, start, roll, item, left, joined, undo, end ...

    `kind` is that of a line of the minutes, `ref` the code of the record it made. `asks` are questions that
    stay open though the line is stored; `refused` says why nothing was stored.
    """

    did: str
    kind: str = ""
    number: str = ""
    ref: str = ""
    text: str = ""
    owner: str = ""
    due: date | None = None
    state: str = ""
    people: tuple[str, ...] = ()
    quorum: str = ""
    asks: tuple[str, ...] = ()
    refused: str = ""

    def facts(self) -> dict[str, Any]:
        """The fields that say something, for a machine."""
        said = {f.name: getattr(self, f.name) for f in dc.fields(self)}
        if self.due is not None:
            said["due"] = self.due.isoformat()
        return {name: list(v) if isinstance(v, tuple) else v for name, v in said.items() if v}

    def said(self) -> str:
        """One line for a person; questions are not part of it."""
        if self.refused:
            return tr("Not stored: {why}", why=self.refused)
        what = " ".join(t for t in (self.number, self.kind, self.ref) if t)
        due = shown.weekday_day(self.due) if self.due else ""
        more = ", ".join(t for t in (*self.people, self.owner, due, self.state, self.quorum) if t)
        parts = [": ".join(t for t in (what, self.text) if t), more]
        return " · ".join(t for t in parts if t)


def of_entry(facts: MeetingFacts, uid: UUID, line: Line, moment: Moment) -> Reply:
    """The answer to a line of the minutes, with the record that it made as it is stored."""
    entry = facts.notes.get(uid)
    if entry is None:
        return Reply("line")
    record = _record(facts, entry)
    owner = getattr(record, "owner", None)
    state = getattr(record, "state", None) if isinstance(record, Decision) else None
    return Reply(
        "line",
        kind=tr(entry.entry_kind.label),
        number=facts.numbers.get(entry.id, ""),
        ref=getattr(record, "ref", "") or "",
        text=_words(record, entry),
        owner=facts.name(owner),
        due=getattr(record, "due", None),
        state=tr(state.label) if state is DecisionState.TO_RATIFY else "",
        asks=tuple(dict.fromkeys(_asks(facts, entry, record, line, moment))),
    )


def _record(facts: MeetingFacts, entry: MinuteEntry) -> Any:
    if entry.entry_kind is EntryKind.REASON:
        return facts.decisions.get(entry.decision)
    return record_of(facts, entry)


def _words(record: Any, entry: MinuteEntry) -> str:
    title = getattr(record, "title", None)
    said = title.said(language()) if isinstance(title, LText) else getattr(record, "text", "")
    return entry.text or said


def _asks(facts: MeetingFacts, entry: MinuteEntry, record: Any, line: Line, moment: Moment) -> Iterator[str]:
    if entry.prepared:
        yield tr("The meeting is not open yet, so this is prepared text and makes no record.")
        return
    item = facts.agenda.get(entry.item)
    typed = Typed(facts, item, line, MinuteEntryId(entry.id), moment)
    for who in (line.owner_typed, *line.helpers_typed, line.person_typed):
        if who and typed.person(who) is None:
            yield tr("Nobody is called {initials}, or several are.", initials=who)
    if line.work_typed and facts.work_called(line.work_typed) is None:
        yield tr("There is no work called {code}.", code=line.work_typed)
    yield from _asks_of_record(facts, entry, record, typed)
    if line.kind is not EntryKind.ACTION and (hint := next_hint(line)):
        yield hint


def _asks_of_record(facts: MeetingFacts, entry: MinuteEntry, record: Any, typed: Typed) -> Iterator[str]:
    number = facts.numbers.get(entry.id, "")
    if isinstance(record, Action):
        if record.owner is None:
            yield tr("Action {n} has no owner.", n=number)
        if record.due is None and not record.tags:
            yield tr("Action {n} has no date.", n=number)
        elif typed.line.due_read and typed.due.ambiguous and typed.due.alternatives and typed.due.date:
            day, other = (shown.weekday_day(d) for d in (typed.due.date, typed.due.alternatives[0]))
            yield tr("{day}, not {other}", day=day, other=other)
    if record is None and entry.entry_kind in (EntryKind.RISK, EntryKind.ISSUE):
        yield tr("Line {n} names no work, so it is not in a register.", n=number)
    if isinstance(record, Decision) and entry.entry_kind is not EntryKind.REASON and not record.reasons:
        yield tr("Decision {n} has no reason.", n=number)
