"""Edits of one action on the actions list: state, day, owner."""

from __future__ import annotations

import dataclasses as dc
from datetime import date

from pmo_desktop.domain.ageing import TO_BE_CONFIRMED
from pmo_desktop.domain.edits import Edit, batch, between
from pmo_desktop.domain.ids import PersonId
from pmo_desktop.domain.raid import Action, ActionState, DueChange
from pmo_desktop.services.meetings.steps import walked


def set_state(action: Action, state: ActionState, today: date) -> Edit:
    """Another state; one that is done is dated, one taken up again is not."""
    done = state in (ActionState.DONE, ActionState.VERIFIED)
    done_on = (action.done_on or today) if done else None
    return batch(walked(action, state, done_on=done_on))


def set_due(action: Action, due: date | None, today: date, agreed_by: str = "") -> Edit:
    """Another day; the one before is kept with the day it was moved on and who agreed."""
    moved = action.due is not None and due != action.due
    history = (*action.due_history, DueChange(action.due, today, agreed_by)) if moved and action.due else None
    tags = tuple(t for t in action.tags if t != TO_BE_CONFIRMED)
    wanted = dc.replace(action, due=due, tags=tags, due_history=history or action.due_history)
    return between(action, wanted)


def set_owner(action: Action, owner: PersonId | None) -> Edit:
    """Somebody else answers for it."""
    return between(action, dc.replace(action, owner=owner))
