"""The way of the minutes after a meeting: to the chair, round, to the table, approved, signed, published."""

from __future__ import annotations

import dataclasses as dc
import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pmo_desktop.domain.edits import Batch, Set, batch, between
from pmo_desktop.domain.ids import DocumentId, PersonId
from pmo_desktop.domain.lifecycle import next_states
from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.domain.minutes import MinuteSet, MinutesState, SignedHow
from pmo_desktop.domain.tabling import open_comments
from pmo_desktop.i18n import N_, tr, trn
from pmo_desktop.readmodels.meetings_corrections import approving_meeting, corrections
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.meetings_numbers import fixed, places
from pmo_desktop.readmodels.review import ReviewFacts
from pmo_desktop.readmodels.shown import local
from pmo_desktop.services.meetings.reviewing import comments_due
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


def lacking(facts: MeetingFacts, goal: MinutesState, review: ReviewFacts | None = None) -> str:
    """Why the minutes cannot go to a state yet; else nothing.

    The chair gets no action without owner or date; what was corrected is not approved as it was; nothing
    goes round or to the table while the chair's wordings or somebody's comments wait.
    """
    if review is not None and (why := _waiting(review, goal)):
        return why
    if goal is MinutesState.APPROVED and (noted := corrections(facts)):
        where = noted[0].where
        return tr("A correction to {n} was noted: approve the minutes as corrected.", n=where)
    if goal is not MinutesState.CHAIR_REVIEW:
        return ""
    return next(_unfinished(facts), "")


_OUT = (MinutesState.CIRCULATED, MinutesState.TABLED, *_APPROVAL)
"""States in which others read the text as it stands."""


def _waiting(review: ReviewFacts, goal: MinutesState) -> str:
    if goal in _OUT and (n := len(review.proposed)):
        return trn(
            "{n} other wording waits: accept or decline it.",
            "{n} other wordings wait: accept or decline them.",
            n,
        )
    if goal is MinutesState.TABLED and review.open_comments:
        return open_comments(review.open_comments)
    return ""


def _unfinished(facts: MeetingFacts) -> Iterator[str]:
    for entry in facts.entries:
        action, number = facts.actions.get(entry.action), facts.numbers[entry.id]
        if action is not None and action.owner is None:
            yield tr("Action {n} has no owner.", n=number)
        elif action is not None and action.due is None and not action.tags:
            yield tr("Action {n} has no date.", n=number)


def advance(facts: MeetingFacts, goal: MinutesState, now: datetime | None = None) -> Batch:
    """Bring the minutes to a state, stamped with the instant where one is given.

    Going out to the members fixes the numbers of the lines. Approval names the meeting that gives it and
    keeps a hash of the text.
    """
    minutes = facts.minutes
    if minutes is None:
        return batch(())
    more = _approval(facts, now) if goal in _APPROVAL else _stamps(facts, minutes, goal, now)
    edits = [*_fixed_numbers(facts, goal), *walked(minutes, goal, **more)]
    if goal in _APPROVAL and facts.meeting.state is MeetingState.ENDED:
        edits += walked(facts.meeting, MeetingState.MINUTES_APPROVED)
    return batch(edits)


def _approval(facts: MeetingFacts, now: datetime | None) -> dict[str, Any]:
    """What approval leaves on the minutes: where, when, and the hash of what was approved."""
    at = approving_meeting(facts)
    meeting = facts.meetings.get(at)
    held = local(meeting.starts).date() if meeting else None
    today = local(facts.zoned(now)).date() if now else None
    day = min((d for d in (held, today) if d is not None), default=None)
    return {"approved_at": at, "approved_on": day, "body_hash": text_hash(facts)}


def _stamps(
    facts: MeetingFacts, minutes: MinuteSet, goal: MinutesState, now: datetime | None
) -> dict[str, Any]:
    """When the draft first went to the chair, when it went round, and until when comments are taken."""
    if now is None:
        return {}
    if goal is MinutesState.CHAIR_REVIEW:
        return {"drafted_at": minutes.drafted_at or now}
    if goal is MinutesState.CIRCULATED:
        until = comments_due(facts, local(facts.zoned(now)).date())
        return {"circulated_at": now, "comments_until": until}
    return {}


def signed(minutes: MinuteSet, by: UUID, on: date, how: SignedHow, copy: DocumentId | None = None) -> Batch:
    """Note who signed approved minutes, when and how, with the scan of the signed copy."""
    wanted = {"signed_by": PersonId(by), "signed_on": on, "signed_how": how}
    if copy is not None:
        wanted["signed_copy"] = copy
    return batch(walked(minutes, MinutesState.SIGNED, **wanted))


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
