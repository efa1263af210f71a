"""What people do with actions: each act is an edit; a day that moves keeps the one before and who agreed."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from pmo_desktop.domain.ageing import CLOSED, TO_BE_CONFIRMED
from pmo_desktop.domain.edits import Batch, Set, batch, between
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import PersonId
from pmo_desktop.domain.raid import Action, ActionState, Chase, DueChange
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import tr
from pmo_desktop.services.meetings.steps import path, walked


class NotPossible(Fault, ValueError):
    """An act that the state of the action does not allow, in one sentence."""


def _to(action: Action, state: ActionState, **more: Any) -> Iterator[Set]:
    """Walk to a state by allowed steps. Raises NotPossible where no way leads there."""
    if action.state is not state and not path("action", action.state, state):
        words = tr(action.state.label), tr(state.label)
        raise NotPossible(
            tr("{ref} is {now} and cannot become {wanted}.", ref=action.ref, now=words[0], wanted=words[1])
        )
    return walked(action, state, **more)


def note_with(action: Action, said: str) -> Rich:
    """The note with one more line; what stands there stays."""
    return Rich("\n".join(part for part in (str(action.done_note).strip(), said.strip()) if part))


def done(action: Action, today: date, note: str = "", evidence: str = "") -> Iterator[Set]:
    """Done on a day, with what was done and what shows it."""
    return _to(
        action,
        ActionState.DONE,
        done_on=today,
        done_note=note_with(action, note),
        evidence=evidence.strip() or action.evidence,
        wished_due=None,
        quiet_until=None,
    )


def blocked(action: Action, why: str) -> Iterator[Set]:
    """It cannot go on, and why."""
    return _to(action, ActionState.BLOCKED, done_note=note_with(action, why))


def taken_up(action: Action) -> Iterator[Set]:
    """Somebody works at it (again)."""
    return _to(action, ActionState.IN_PROGRESS, done_on=None)


def verified(action: Action) -> Iterator[Set]:
    """Somebody looked, and it is done."""
    return _to(action, ActionState.VERIFIED)


def cancelled(action: Action, why: str) -> Iterator[Set]:
    """Given up, with the reason. Raises NotPossible without one."""
    if not why.strip():
        raise NotPossible(tr("To cancel {ref}, say why.", ref=action.ref))
    return _to(action, ActionState.CANCELLED, done_note=note_with(action, why))


def transferred(action: Action, to: PersonId) -> Iterator[Set]:
    """On its way to another owner, who still has to accept."""
    if to == action.owner:
        raise NotPossible(tr("{ref} is that person's already.", ref=action.ref))
    return _to(action, ActionState.TRANSFERRED, owner=to)


def accepted(action: Action) -> Iterator[Set]:
    """The new owner takes it. Raises NotPossible when it was not on its way to anybody."""
    if action.state is not ActionState.TRANSFERRED:
        raise NotPossible(tr("{ref} was not transferred to anybody.", ref=action.ref))
    return _to(action, ActionState.OPEN)


def wished(action: Action, day: date, why: str = "") -> Iterator[Set]:
    """The owner asks for a later day; it counts when somebody has agreed."""
    wanted = dc.replace(action, wished_due=day, done_note=note_with(action, why))
    yield between(action, wanted)


def moved(action: Action, day: date | None, today: date, agreed_by: str) -> Iterator[Set]:
    """Another due day: the one before is kept with the day it was moved on and who agreed."""
    if day == action.due:
        wanted = dc.replace(action, wished_due=None)
    else:
        before = (DueChange(action.due, today, agreed_by),) if action.due else ()
        history = (*action.due_history, *before)
        tags = tuple(t for t in action.tags if t != TO_BE_CONFIRMED)
        wanted = dc.replace(action, due=day, due_history=history, wished_due=None, tags=tags)
    if wanted != action:
        yield between(action, wanted)


def escalated(action: Action, today: date) -> Iterator[Set]:
    """On the chair's list by hand."""
    yield between(action, dc.replace(action, escalated_on=action.escalated_on or today))


def calmed(action: Action) -> Iterator[Set]:
    """Off the chair's list, unless its age puts it there."""
    yield between(action, dc.replace(action, escalated_on=None))


def snoozed(action: Action, until: date | None) -> Iterator[Set]:
    """No reminder before a day; None lets them begin again."""
    yield between(action, dc.replace(action, quiet_until=until))


def reminded(action: Action, chase: Chase) -> Set:
    """That its owner was told."""
    return between(action, dc.replace(action, chases=(*action.chases, chase)))


def changed(action: Action, field: str, value: Any, today: date, agreed_by: str) -> Iterator[Set]:
    """What typing a value into a cell means; a due day is moved, a state walked to."""
    match field:
        case "due":
            day, by = value if isinstance(value, tuple) else (value, "")
            return moved(action, day, today, by or agreed_by)
        case "state":
            over = value in CLOSED
            return _to(action, value, done_on=(action.done_on or today) if over else None)
        case _:
            return iter((between(action, dc.replace(action, **{field: value})),))


def together(edits: Iterable[Iterable[Set]]) -> Batch:
    """Acts on several actions as one step. Raises NotPossible, and then nothing is done."""
    return batch([one for edit in edits for one in edit])


def settled_note(refs: Sequence[str]) -> str:
    """The actions of an act in a few words."""
    return refs[0] if len(refs) == 1 else tr("{n} actions", n=len(refs))
