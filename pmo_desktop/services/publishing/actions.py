"""Matters arising: how late actions are, what was closed, what became of the last decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from pmo_desktop.domain.meetings import AgendaKind
from pmo_desktop.domain.minutes import Decision, DecisionState, Route
from pmo_desktop.domain.raid import Action, ActionState
from pmo_desktop.domain.values import Zoned
from pmo_desktop.domain.workdays import Overdue, goes_to_the_chair, overdue, overdue_days
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_front import (
    ActionLog,
    AgeCount,
    ClosedAction,
    DecidedBetween,
    DecisionFollowed,
    OpenAction,
)
from pmo_desktop.services.publishing import numbers as keys
from pmo_desktop.services.publishing.facts import before
from pmo_desktop.services.publishing.frame import Frame
from pmo_desktop.services.publishing.numbers import Numbers

BETWEEN = (Route.CHAIRS_ACTION, Route.CORRESPONDENCE)
OPEN = (ActionState.OPEN, ActionState.IN_PROGRESS, ActionState.BLOCKED)
DONE = (ActionState.DONE, ActionState.VERIFIED)
_FOLLOWED = 2
"""Meetings whose decisions are followed."""
_OUT = (DecisionState.PROPOSED, DecisionState.RESCINDED, DecisionState.SUPERSEDED, DecisionState.LAPSED)


def action_log(frame: Frame, numbers: Numbers) -> ActionLog:
    """The open actions of this body at the meeting, the latest first; those closed since the last one."""
    mine = body_actions(frame)
    still = [a for a in mine if a.state in OPEN]
    still.sort(key=lambda a: (a.due or dt.date.max, a.ref))
    since = frame.last_meeting
    closed = [a for a in mine if a.state in DONE and a.done_on and (since is None or a.done_on > since)]
    head = frame.head(
        keys.ACTIONS,
        tr("Matters arising and action log"),
        numbers.taken_by(keys.ACTIONS),
        paper=numbers.own(keys.ACTIONS),
    )
    return ActionLog(
        head=head,
        since=since,
        ages=_ages(frame, mine) if mine else (),
        open=tuple(_open(frame, a) for a in still),
        closed=tuple(_closed(frame, a) for a in sorted(closed, key=lambda a: (a.done_on or since, a.ref))),
        decisions=tuple(_decisions(frame, mine)),
        between=tuple(_between(frame)),
    )


def _between(frame: Frame) -> Iterable[DecidedBetween]:
    """What was decided between meetings since the last one, and what still waits to be ratified."""
    since = frame.last_meeting
    kept = [d for d in frame.facts.decisions if d.archived_at is None and d.route in BETWEEN]
    fresh = [
        d
        for d in kept
        if d.state is DecisionState.TO_RATIFY
        or since is None
        or (d.made_on is not None and d.made_on > since)
    ]
    for d in sorted(fresh, key=lambda d: (d.made_on or dt.date.min, d.ref)):
        at = shown.local(Zoned(d.taken_at, frame.facts.meeting.meeting.starts.zone)) if d.taken_at else None
        yield DecidedBetween(
            ref=d.ref,
            text=d.text,
            route=tr(d.route.label),
            on=at.date() if at else d.made_on,
            at=at.time().replace(second=0, microsecond=0) if at else None,
            place=d.taken_where,
            names=", ".join(n for n in (frame.name(p) for p in d.taken_by) if n),
            state=tr(d.state.label),
        )


def body_actions(frame: Frame) -> list[Action]:
    """The actions that this body agreed on at its meetings."""
    meetings = {m.id for m in frame.facts.meeting.meetings.all()}
    body = frame.facts.meeting.body.id
    return [
        a
        for a in frame.facts.actions
        if (a.body == body or a.meeting in meetings)
        and frame.may_tell(frame.facts.meeting.agenda.get(a.item))
    ]


def _open(frame: Frame, action: Action) -> OpenAction:
    late = overdue_days(action.due, frame.held_on) if action.due else 0
    moved = len(action.due_history)
    since = frame.since
    changed = since is not None and any(change.on > since for change in action.due_history)
    return OpenAction(
        ref=action.ref,
        text=action.text,
        owner=frame.short_name(action.owner),
        due=action.due,
        late=late,
        moved=moved,
        state=tr(action.state.label),
        escalated=action.due is not None and goes_to_the_chair(action.due, frame.held_on, moved),
        changed=changed,
    )


def _closed(frame: Frame, action: Action) -> ClosedAction:
    return ClosedAction(action.ref, action.text, frame.name(action.owner), action.done_on)


def _ages(frame: Frame, actions: Sequence[Action]) -> tuple[AgeCount, ...]:
    """How many were open, by age, at the meeting before and at this one."""
    then = frame.last_meeting
    earlier = [_age(_due_then(a, then), then) for a in actions if _open_then(a, then)] if then else []
    now = [_age(a.due, frame.held_on) for a in actions if a.state in OPEN]
    return tuple(AgeCount(label, earlier.count(o), now.count(o)) for o, label in _labels().items())


def _labels() -> dict[Overdue, str]:
    """Days overdue as they stand under the bars."""
    return {
        Overdue.NOT_DUE: tr("not due"),
        Overdue.WEEK: tr("1–7"),
        Overdue.FORTNIGHT: tr("8–14"),
        Overdue.MONTH: tr("15–30"),
        Overdue.LONGER: tr("over 30"),
    }


def _age(due: dt.date | None, day: dt.date) -> Overdue:
    return overdue(due, day) if due else Overdue.NOT_DUE


def _open_then(action: Action, day: dt.date | None) -> bool:
    if day is None or action.raised_at is None or action.raised_at > day:
        return False
    return action.state in OPEN or (action.done_on is not None and action.done_on > day)


def _due_then(action: Action, day: dt.date | None) -> dt.date | None:
    """The due date that stood on a day: what the first later change says it was."""
    later = sorted((c for c in action.due_history if day is not None and c.on > day), key=lambda c: c.on)
    return later[0].was if later else action.due


def followed(frame: Frame, meetings: int = _FOLLOWED) -> list[Decision]:
    """What the last meetings decided and may still be under way; approved minutes are not such a thing."""
    last = {m.id for m in before(frame.facts.meeting)[-meetings:]}
    formal = {i.id for i in frame.facts.earlier_items if i.agenda_kind is AgendaKind.MINUTES}
    made = [d for d in frame.facts.decisions if d.meeting in last and d.state not in _OUT]
    return sorted((d for d in made if d.item not in formal), key=lambda d: d.ref)


def _decisions(frame: Frame, actions: Sequence[Action]) -> list[DecisionFollowed]:
    return [
        DecisionFollowed(d.ref, d.text, d.effective or d.made_on, progress(d, actions), _done_on(d, actions))
        for d in followed(frame)
    ]


def _done_on(decision: Decision, actions: Sequence[Action]) -> dt.date | None:
    """The day on which the last action from a decision was done."""
    return max((a.done_on for a in actions if a.decision == decision.id and a.done_on), default=None)


def progress(decision: Decision, actions: Sequence[Action]) -> int:
    """0 not started, 50 in hand, 100 done: by its state, else by the actions that follow."""
    if decision.state in (DecisionState.IMPLEMENTED, DecisionState.CLOSED):
        return 100
    mine = [a.state for a in actions if a.decision == decision.id]
    if mine and all(state is ActionState.VERIFIED for state in mine):
        return 100
    begun = any(state in (*DONE, ActionState.IN_PROGRESS) for state in mine)
    return 50 if begun or decision.state is DecisionState.COMMUNICATED else 0
