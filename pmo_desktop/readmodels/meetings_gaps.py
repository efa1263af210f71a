"""What an item or a whole meeting still lacks. It is said, and never stops anybody from typing."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from uuid import UUID

from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.meetings import AgendaItem, Presence, Purpose
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_facts import MeetingFacts


def hint_of(facts: MeetingFacts, item: AgendaItem | None) -> tuple[str, str]:
    """What an item lacks before it closes, and how to add it; two empty texts when it lacks nothing."""
    return next(_hints(facts, item), ("", "")) if item else ("", "")


def _hints(facts: MeetingFacts, item: AgendaItem) -> Iterator[tuple[str, str]]:
    entries = facts.of_item(item.id)
    for e in entries:
        number = facts.numbers[e.id]
        made = facts.decisions.get(e.decision) if e.entry_kind is not EntryKind.REASON else None
        if made is not None and not made.reasons:
            said = tr("Before item {item} closes: decision {n} has no reason yet", item=item.number, n=number)
            yield said, tr("type “d because …” to add it")
    for e in entries:
        action, number = facts.actions.get(e.action), facts.numbers[e.id]
        if action is not None and action.owner is None:
            said = tr("Before item {item} closes: action {n} has no owner", item=item.number, n=number)
            yield said, tr("press ↑ and add @ and a person")
        elif action is not None and action.due is None and not action.tags:
            said = tr("Before item {item} closes: action {n} has no date", item=item.number, n=number)
            yield said, tr("press ↑ and add > and a day")
    decides = item.purpose in (Purpose.DECIDE, Purpose.ENDORSE)
    if decides and entries and not any(e.decision for e in entries) and item.outcome is None:
        said = tr("Before item {item} closes: no decision yet", item=item.number)
        yield said, tr("type “d” and the decision")


@dc.dataclass(frozen=True, slots=True)
class Gap:
    """Something that a meeting lacks at its end."""

    item: UUID
    says: str


def gaps(facts: MeetingFacts) -> tuple[Gap, ...]:
    """What keeps the minutes from being complete: people never called, decisions, owners, dates, reasons."""
    found: list[Gap] = []
    missed = [facts.name(a.person) for a in facts.present_list if a.presence is Presence.EXPECTED]
    if missed and facts.items and facts.meeting.opened_at is not None:
        found.append(Gap(facts.items[0].id, tr("Never called: {names}.", names=", ".join(missed))))
    for item in facts.items:
        decides = item.purpose in (Purpose.DECIDE, Purpose.ENDORSE)
        open_now = item.outcome is None and not any(e.decision for e in facts.of_item(item.id))
        if decides and open_now and item.started_at is not None:
            found.append(Gap(item.id, tr("Item {n} asks for a decision and has no outcome.", n=item.number)))
        found += [Gap(item.id, said) for said in _lacking(facts, item)]
    return tuple(found)


def _lacking(facts: MeetingFacts, item: AgendaItem) -> Iterator[str]:
    for e in facts.of_item(item.id):
        number = facts.numbers[e.id]
        action = facts.actions.get(e.action)
        if action is not None and action.owner is None:
            yield tr("Action {n} has no owner.", n=number)
        if action is not None and action.due is None and not action.tags:
            yield tr("Action {n} has no date.", n=number)
        made = facts.decisions.get(e.decision) if e.entry_kind is not EntryKind.REASON else None
        if made is not None and not made.reasons:
            yield tr("Decision {n} has no reason.", n=number)
