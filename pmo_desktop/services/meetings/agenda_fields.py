"""What is typed into an item of the agenda becomes a value of its field; one edit sets many items."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Collection
from typing import Any
from uuid import UUID

from pmo_desktop.domain.edits import Batch, batch, between
from pmo_desktop.domain.initials import resolve
from pmo_desktop.domain.meetings import AgendaItem
from pmo_desktop.domain.values import LText, Minutes, Rich
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.agenda_order import in_part, put_under


def field_set(facts: MeetingFacts, chosen: Collection[UUID], field: str, typed: Any) -> Batch | None:
    """Set a field of items to what was typed or chosen; None when nothing changes.

    Raises ValueError with a sentence where a person or a work is not known.
    """
    if field == "section":
        return put_under(facts, chosen, typed)
    if field == "part":
        return in_part(facts, chosen, typed)
    edits = []
    for item in facts.items:
        if item.id in chosen:
            wanted = dc.replace(item, **{field: _value(facts, item, field, typed)})
            edits += [between(item, wanted)] if wanted != item else []
    return batch(edits) if edits else None


def _value(facts: MeetingFacts, item: AgendaItem, field: str, typed: Any) -> Any:
    match field:
        case "title":
            return LText.from_map({**dict(item.title.texts), facts.body.language: typed})
        case "allotted":
            return Minutes(typed)
        case "presenter":
            return _person(facts, item, typed) if typed else None
        case "guests":
            names = [name.strip() for name in str(typed).replace(";", ",").split(",")]
            return tuple(dict.fromkeys(_person(facts, item, name) for name in names if name))
        case "work":
            return _work(facts, typed) if typed else None
        case "proposed_resolution" | "background":
            return Rich(typed)
        case _:
            return typed


def _person(facts: MeetingFacts, item: AgendaItem, typed: str) -> Any:
    found = resolve(typed, facts.candidates(item))
    if found is None:
        raise ValueError(tr("Nobody is called {name}", name=typed))
    return found.id


def _work(facts: MeetingFacts, typed: str) -> Any:
    found = facts.work_called(typed.strip())
    if found is None:
        raise ValueError(tr("There is no work with the code {code}", code=typed.strip()))
    return found.id
