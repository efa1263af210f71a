"""Lines changed in the table: a cell becomes the line as one would type it, so that both agree."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pmo_desktop.domain.edits import Batch, Edit, batch, between
from pmo_desktop.domain.ids import AgendaItemId
from pmo_desktop.domain.markers import EntryKind, Line, parse_line, typed
from pmo_desktop.domain.minutes import MinuteEntry
from pmo_desktop.domain.schema import kind_of
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, applied
from pmo_desktop.services.meetings.entries import entered, removed, revised
from pmo_desktop.services.meetings.records import record_of
from pmo_desktop.services.meetings.steps import Moment

_OWN = frozenset({"speaker", "part", "check_later"})
"""What a line has itself; all else is said by its words."""


def changed(facts: MeetingFacts, lines: Iterable[UUID], field: str, value: Any, moment: Moment) -> Batch:
    """One cell of one or several lines; those that cannot take the value stay as they are."""
    edits: list[Edit] = []
    for uid in lines:
        entry = facts.notes.get(uid)
        edit = _cell(facts, entry, field, value, moment) if entry is not None else None
        if edit is not None:
            edits += edit.edits
            facts = applied(facts, edit)
    return batch(edits)


def _cell(facts: MeetingFacts, entry: MinuteEntry, field: str, value: Any, moment: Moment) -> Batch | None:
    if field in _OWN:
        return batch([between(entry, dc.replace(entry, **{field: value}))])
    if field == "text":
        if entry.tidied:
            return batch([between(entry, dc.replace(entry, text=Rich(value)))])
        return revised(facts, entry, _read(facts, value), value, moment)
    line = _read(facts, entry.raw or entry.text)
    make = _SAYS[field]
    wanted = make(facts, line, value)
    if wanted is None or wanted == line:
        return None
    raw = typed(wanted, facts.body.language)
    return revised(facts, entry, _read(facts, raw), raw, moment)


def _read(facts: MeetingFacts, raw: str) -> Line:
    return parse_line(raw, facts.body.language, initials=facts.initials.values())


def _kind(_facts: MeetingFacts, line: Line, kind: EntryKind) -> Line | None:
    return None if line.kind is EntryKind.REASON else dc.replace(line, kind=kind)


def _owner(facts: MeetingFacts, line: Line, person: UUID | None) -> Line | None:
    return dc.replace(line, owner_typed=facts.initials.get(person, "") if person else "")


def _due(_facts: MeetingFacts, line: Line, day: date | None) -> Line | None:
    return dc.replace(line, due_typed=day.isoformat() if day else "", due_read=day is not None)


_SAYS: Mapping[str, Callable[[MeetingFacts, Line, Any], Line | None]] = {
    "kind": _kind,
    "owner": _owner,
    "due": _due,
}


def moved_to(facts: MeetingFacts, lines: Sequence[UUID], item: UUID | None, before: UUID | None) -> Batch:
    """Lines dragged to an item, in front of a line of it (or to its end); what they made goes with them."""
    gone = frozenset(lines)
    stay = [e for e in facts.of_item(item) if e.id not in gone]
    at = next((n for n, e in enumerate(stay) if e.id == before), len(stay))
    dragged = [e for e in facts.entries if e.id in gone]
    edits: list[Edit] = []
    for place, entry in enumerate([*stay[:at], *dragged, *stay[at:]], 1):
        wanted = dc.replace(entry, item=AgendaItemId(item) if item else None, sequence=place)
        if wanted != entry:
            edits.append(between(entry, wanted))
        record = record_of(facts, entry) if entry.item != item else None
        if record is not None and any(f.name == "item" for f in kind_of(record).fields):
            edits.append(between(record, dc.replace(record, item=item)))  # type: ignore[call-arg]
    return batch(edits)


def put_away(facts: MeetingFacts, lines: Iterable[UUID]) -> Batch:
    """Put several lines away, with what they made."""
    found = (facts.notes.get(uid) for uid in lines)
    return batch([edit for e in found if e is not None for edit in removed(facts, e).edits])


def pasted(facts: MeetingFacts, item: UUID | None, text: str, moment: Moment) -> Batch:
    """Lines from the clipboard at the end of an item: a table as this one copies it, else a line a line."""
    edits: list[Edit] = []
    for raw in lines_in(text):
        made = entered(facts, facts.agenda.get(item), _read(facts, raw), raw, moment)
        edits += made.edit.edits
        facts = applied(facts, made.edit)
    return batch(edits)


def lines_in(text: str) -> list[str]:
    """What is on the clipboard as lines to be typed, heads left out."""
    rows = [row.split("\t") for row in text.splitlines() if row.strip()]
    heads = _heads(rows[0]) if rows else {}
    if "text" not in heads:
        return [" ".join(" ".join(row).split()) for row in rows]
    return [said for row in rows[1:] if (said := _line(row, heads))]


def _heads(cells: Sequence[str]) -> dict[str, int]:
    known = {tr("Kind"): "kind", tr("Text"): "text", tr("Owner"): "owner", tr("Due"): "due"}
    return {known[c.strip()]: n for n, c in enumerate(cells) if c.strip() in known}


def _line(row: Sequence[str], heads: Mapping[str, int]) -> str:
    def cell(name: str) -> str:
        at = heads.get(name, len(row))
        return " ".join(row[at].split()) if at < len(row) else ""

    kinds = {tr(k.label).casefold(): k for k in EntryKind}
    kind = kinds.get(cell("kind").casefold(), EntryKind.NOTE)
    owner = cell("owner").replace(" ", "")
    line = Line(kind, cell("text"), owner_typed=owner, due_typed=cell("due"), due_read=bool(cell("due")))
    return typed(line) if line.text else ""
