"""The way of the minutes after a meeting: to the chair, round, to the table, approved, signed, published."""

from __future__ import annotations

import dataclasses as dc
import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from pmo_desktop.domain.edits import Batch, Set, batch, between
from pmo_desktop.domain.lifecycle import next_states
from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.domain.minutes import MinuteSet, MinutesState
from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels.meetings_corrections import approving_meeting, corrections
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.meetings_numbers import fixed, places
from pmo_desktop.services.meetings.steps import walked

_ACTS: Mapping[MinutesState, str] = {
    MinutesState.CHAIR_REVIEW: N_("Send to the chair"),
    MinutesState.CIRCULATED: N_("Circulate the draft"),
    MinutesState.TABLED: N_("Table for approval"),
    MinutesState.APPROVED: N_("Approve"),
    MinutesState.CORRECTED: N_("Approve as corrected"),
    MinutesState.SIGNED: N_("Mark as signed"),
    MinutesState.PUBLISHED: N_("Publish"),
    MinutesState.REVISED: N_("Mark as revised"),
    MinutesState.DRAFTING: N_("Back to drafting"),
}
"""What brings the minutes into a state; the way forward first, the way back last."""
_APPROVAL = (MinutesState.APPROVED, MinutesState.CORRECTED)


@dc.dataclass(frozen=True, slots=True)
class MinutesStep:
    """A state the minutes may go to now, and the act that brings them there (translate it where shown)."""

    state: MinutesState
    act: str


def next_steps(minutes: MinuteSet | None) -> tuple[MinutesStep, ...]:
    """What may be done with the minutes now; nothing while they are taken."""
    if minutes is None or minutes.state is MinutesState.CAPTURING:
        return ()
    possible = next_states("minute_set", minutes.state)
    return tuple(MinutesStep(state, act) for state, act in _ACTS.items() if state in possible)


def lacking(facts: MeetingFacts, goal: MinutesState) -> str:
    """Why the minutes cannot go to a state yet; else nothing.

    The chair gets no action without owner or date; what was corrected is not approved as it was.
    """
    if goal is MinutesState.APPROVED and (noted := corrections(facts)):
        where = noted[0].where
        return tr("A correction to {n} was noted: approve the minutes as corrected.", n=where)
    if goal is not MinutesState.CHAIR_REVIEW:
        return ""
    return next(_unfinished(facts), "")


def _unfinished(facts: MeetingFacts) -> Iterator[str]:
    for entry in facts.entries:
        action, number = facts.actions.get(entry.action), facts.numbers[entry.id]
        if action is not None and action.owner is None:
            yield tr("Action {n} has no owner.", n=number)
        elif action is not None and action.due is None and not action.tags:
            yield tr("Action {n} has no date.", n=number)


def advance(facts: MeetingFacts, goal: MinutesState) -> Batch:
    """Bring the minutes to a state.

    Going out to the members fixes the numbers of the lines. Approval names the meeting that gives it and
    keeps a hash of the text.
    """
    minutes = facts.minutes
    if minutes is None:
        return batch(())
    more: dict[str, Any] = {}
    if goal in _APPROVAL:
        more = {"approved_at": approving_meeting(facts), "body_hash": text_hash(facts)}
    edits = [*_fixed_numbers(facts, goal), *walked(minutes, goal, **more)]
    if goal in _APPROVAL and facts.meeting.state is MeetingState.ENDED:
        edits += walked(facts.meeting, MeetingState.MINUTES_APPROVED)
    return batch(edits)


def _fixed_numbers(facts: MeetingFacts, goal: MinutesState) -> Iterator[Set]:
    """The places of the lines as the draft showed them, stored when the draft goes out."""
    if facts.minutes is None or fixed(facts.minutes.state) or not fixed(goal):
        return
    for entry_id, place in places(facts.entries).items():
        entry = facts.notes.by_id[entry_id]
        if entry.sequence != place:
            yield between(entry, dc.replace(entry, sequence=place))


def text_hash(facts: MeetingFacts) -> str:
    """SHA-256 of the lines with number, kind and wording, as hexadecimal digits."""
    digest = hashlib.sha256()
    for e in facts.entries:
        item = facts.agenda.get(e.item)
        number = f"{item.number if item else 0}.{e.sequence}"
        digest.update(f"{number}\x1f{e.entry_kind.value}\x1f{e.part.value}\x1f{e.text}\x1e".encode())
    return digest.hexdigest()
