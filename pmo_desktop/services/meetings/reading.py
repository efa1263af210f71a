"""Read a meeting with all that belongs to it, in five statements; after a change only what was touched."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Collection, Mapping
from typing import Any

from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, Shelf
from pmo_desktop.services.ports import Join, Reader

Part = Callable[[Reader, MeetingFacts], dict[str, Any]]


def read_meeting(reader: Reader, meeting: MeetingId) -> MeetingFacts | None:
    """Everything about a meeting; None when there is none with this id."""
    head = _meetings(reader, meeting)
    if not head:
        return None
    facts = MeetingFacts(**head)
    for part in _PARTS.values():
        facts = dc.replace(facts, **part(reader, facts))
    return facts


def reread(reader: Reader, facts: MeetingFacts, touched: Collection[str]) -> MeetingFacts:
    """The facts with the parts that hold these kinds read anew."""
    values = {} if _HEAD.isdisjoint(touched) else _meetings(reader, facts.meeting.id)
    for kinds, part in _PARTS.items():
        if not kinds.isdisjoint(touched):
            values |= part(reader, facts)
    return dc.replace(facts, **values)


_HEAD = frozenset({"meeting", "body", "calendar", "minute_set"})


_CORRECTIONS = (("entry_kind", EntryKind.CORRECTION.value),)


def _meetings(reader: Reader, meeting: MeetingId) -> dict[str, Any]:
    joins = (
        Join("body", "id", "meeting", "body"),
        Join("calendar", "id", "body", "calendar"),
        Join("meeting", "body", "meeting", "body", name="sibling"),
        Join("minute_set", "meeting", "sibling"),
        Join("minute_entry", "meeting", "sibling", only=_CORRECTIONS),
    )
    rows = reader.joined("meeting", joins, "id", [meeting])
    if not rows:
        return {}
    held = rows[0][0]
    return {
        "meeting": held,
        "body": rows[0][1] or reader.get("body", [held.body])[held.body],  # its body may be put away
        "calendar": rows[0][2],
        "meetings": Shelf.of(row[3] for row in rows),
        "minute_sets": Shelf.of(row[4] for row in rows),
        "corrections": Shelf.of(row[5] for row in rows),
    }


def _agenda(reader: Reader, facts: MeetingFacts) -> dict[str, Any]:
    joins = (Join("paper", "item", "agenda_item"), Join("business", "id", "agenda_item", "business"))
    rows = reader.joined("agenda_item", joins, "meeting", [facts.meeting.id])
    names = ("agenda", "papers", "business")
    return {name: Shelf.of(row[n] for row in rows) for n, name in enumerate(names)}


def _people(reader: Reader, facts: MeetingFacts) -> dict[str, Any]:
    here = (("meeting", facts.meeting.id),)
    joins = (
        Join("attendance", "person", "person", only=here),
        Join("membership", "person", "person", only=(("body", facts.body.id),)),
        Join("declaration", "person", "person", only=here),
    )
    rows = reader.joined("person", joins)
    names = ("people", "attendance", "memberships", "declarations")
    return {name: Shelf.of(row[n] for row in rows) for n, name in enumerate(names)}


def _entries(reader: Reader, facts: MeetingFacts) -> dict[str, Any]:
    made = ("decision", "action", "vote", "risk", "issue")
    joins = (
        *(Join(kind, "id", "minute_entry", kind) for kind in made),
        Join("effect", "decision", "decision"),
    )
    rows = reader.joined("minute_entry", joins, "meeting", [facts.meeting.id])
    names = ("notes", "decisions", "actions", "votes", "risks", "issues", "effects")
    return {name: Shelf.of(row[n] for row in rows) for n, name in enumerate(names)}


def _works(reader: Reader, _facts: MeetingFacts) -> dict[str, Any]:
    return {"works": Shelf.of(reader.all("work"))}


_PARTS: Mapping[frozenset[str], Part] = {
    frozenset({"agenda_item", "paper", "business"}): _agenda,
    frozenset({"person", "attendance", "membership", "declaration"}): _people,
    frozenset({"minute_entry", "decision", "action", "vote", "risk", "issue", "effect"}): _entries,
    frozenset({"portfolio", "programme", "project", "service"}): _works,
}
