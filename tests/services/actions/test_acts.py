"""What people do with actions, as edits of the record."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable
from datetime import date
from uuid import uuid4

import pytest

from pmo_desktop.domain.edits import Set
from pmo_desktop.domain.ids import PersonId
from pmo_desktop.domain.raid import Action, ActionState
from pmo_desktop.services.actions import acts
from tests import builders as make

TODAY = date(2026, 9, 17)


def after(action: Action, edits: Iterable[Set]) -> Action:
    """The action once the edits are stored."""
    for edit in edits:
        action = dc.replace(action, **{change.name: change.new for change in edit.changes})
    return action


def test_a_moved_day_keeps_the_one_before_and_who_agreed() -> None:
    action = make.action(due=date(2026, 9, 1), wished_due=date(2026, 10, 1))
    now = after(action, acts.moved(action, date(2026, 10, 1), TODAY, "Ingrid Solberg"))
    assert now.due == date(2026, 10, 1)
    assert now.wished_due is None
    [change] = now.due_history
    assert (change.was, change.on, change.agreed_by) == (date(2026, 9, 1), TODAY, "Ingrid Solberg")


def test_done_from_blocked_goes_by_allowed_steps_and_keeps_the_note() -> None:
    action = make.action(state=ActionState.BLOCKED, done_note="waits for the permit")
    edits = list(acts.done(action, TODAY, "permit came", "letter 12"))
    assert len(edits) == 2
    now = after(action, edits)
    assert (now.state, now.done_on, now.evidence) == (ActionState.DONE, TODAY, "letter 12")
    assert str(now.done_note) == "waits for the permit\npermit came"


def test_cancelling_needs_a_reason() -> None:
    action = make.action()
    with pytest.raises(acts.NotPossible, match="say why"):
        acts.cancelled(action, "  ")
    assert after(action, acts.cancelled(action, "not needed")).state is ActionState.CANCELLED


def test_a_transfer_waits_for_the_new_owner() -> None:
    other = PersonId(uuid4())
    action = make.action(owner=PersonId(uuid4()))
    now = after(action, acts.transferred(action, other))
    assert (now.owner, now.state) == (other, ActionState.TRANSFERRED)
    assert after(now, acts.accepted(now)).state is ActionState.OPEN
    with pytest.raises(acts.NotPossible):
        acts.accepted(action)


def test_only_what_is_done_can_be_verified() -> None:
    done = make.action(state=ActionState.DONE)
    assert after(done, acts.verified(done)).state is ActionState.VERIFIED
    cancelled = make.action(state=ActionState.CANCELLED)
    with pytest.raises(acts.NotPossible, match="cannot become"):
        acts.verified(cancelled)


def test_one_act_that_is_refused_stops_all() -> None:
    good, bad = make.action(), make.action(state=ActionState.CANCELLED)
    with pytest.raises(acts.NotPossible):
        acts.together(acts.done(a, TODAY) for a in (good, bad))


def test_the_chairs_list_is_entered_and_left_by_hand() -> None:
    action = make.action()
    now = after(action, acts.escalated(action, TODAY))
    assert now.escalated_on == TODAY
    assert after(now, acts.calmed(now)).escalated_on is None


def test_a_typed_cell_means_the_act() -> None:
    action = make.action(due=date(2026, 9, 1))
    now = after(action, acts.changed(action, "due", (date(2026, 10, 1), "Ida"), TODAY, "me"))
    assert now.due_history[0].agreed_by == "Ida"
    mine = after(action, acts.changed(action, "due", (date(2026, 10, 1), ""), TODAY, "me"))
    assert mine.due_history[0].agreed_by == "me"
    done = after(action, acts.changed(action, "state", ActionState.DONE, TODAY, "me"))
    assert done.done_on == TODAY


def test_a_day_settles_what_was_to_be_confirmed_and_leaves_other_tags() -> None:
    action = make.action(due=None, tags=("to be confirmed", "finance"))
    now = after(action, acts.moved(action, date(2026, 10, 1), TODAY, "me"))
    assert (now.tags, now.due_history) == (("finance",), ())
