"""Action notices: what each owner agreed to at a meeting, sent the same day and ahead of the minutes."""

from __future__ import annotations

import dataclasses as dc
from datetime import date
from uuid import UUID

from pmo_desktop.domain.minutes import Decision
from pmo_desktop.domain.organisation import Person
from pmo_desktop.domain.raid import Action
from pmo_desktop.domain.values import Zoned
from pmo_desktop.readmodels.meetings_facts import MeetingFacts


@dc.dataclass(frozen=True, slots=True)
class NoticedAction:
    """One action as its owner reads it: code, words, day, and the item and decision it came from."""

    ref: str
    text: str
    due: date | None
    item: str
    decision: str = ""
    decision_text: str = ""
    helpers: tuple[str, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class Notice:
    """All that one person agreed to at a meeting, in that person's language."""

    person: UUID
    name: str
    email: str
    language: str
    body: str
    meeting: str
    starts: Zoned
    chair: str
    scribe: str
    actions: tuple[NoticedAction, ...]

    @property
    def id(self) -> UUID:
        """One row a person."""
        return self.person


def notices(facts: MeetingFacts) -> tuple[Notice, ...]:
    """A notice for each owner of an action of this meeting, by name."""
    owned: dict[UUID, list[NoticedAction]] = {}
    for entry in facts.entries:
        action = facts.actions.get(entry.action)
        if action is not None and action.owner is not None and action.archived_at is None:
            owned.setdefault(action.owner, []).append(_action(facts, action))
    people = [p for uid in owned if (p := facts.people.get(uid)) is not None]
    return tuple(_notice(facts, p, tuple(owned[p.id])) for p in sorted(people, key=lambda p: p.display_name))


def _action(facts: MeetingFacts, action: Action) -> NoticedAction:
    item = facts.agenda.get(action.item)
    decision: Decision | None = facts.decisions.get(action.decision)
    lang = facts.body.language
    return NoticedAction(
        action.ref,
        action.text,
        action.due,
        f"{item.number} {item.title.said(lang)}" if item else "",
        decision.ref if decision else "",
        decision.text if decision else "",
        tuple(facts.name(h) for h in action.helpers),
    )


def _notice(facts: MeetingFacts, person: Person, actions: tuple[NoticedAction, ...]) -> Notice:
    meeting, lang = facts.meeting, facts.body.language
    return Notice(
        person.id,
        person.display_name,
        person.email,
        person.languages[0] if person.languages else lang,
        facts.body.title.said(lang),
        meeting.ref,
        meeting.starts,
        facts.name(meeting.chair),
        facts.name(meeting.scribe),
        actions,
    )
