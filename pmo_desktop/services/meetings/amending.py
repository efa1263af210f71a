"""Approved minutes put right: another wording is proposed, and only a decision of the body makes it one."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping
from uuid import UUID

from pmo_desktop.domain.edits import Batch, batch, between, creation
from pmo_desktop.domain.ids import AmendmentId, PersonId
from pmo_desktop.domain.minutes import Decision, DecisionState, MinuteEntry
from pmo_desktop.domain.reviewing import Amendment, AmendmentState, AmendmentWhy
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live
from pmo_desktop.readmodels.review import ReviewFacts
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.ports import Reader

_IN_FORCE = (
    DecisionState.MADE,
    DecisionState.COMMUNICATED,
    DecisionState.IMPLEMENTED,
    DecisionState.RATIFIED,
    DecisionState.CLOSED,
)


def amended(
    facts: MeetingFacts, review: ReviewFacts, entry: MinuteEntry, reads: str, by: UUID | None, m: Moment
) -> Batch:
    """Propose another wording of a line of approved minutes to the body. The line itself never changes."""
    said = Rich(" ".join(reads.split()))
    if not said or said == entry.text:
        return batch(())
    made = Amendment(
        id=AmendmentId(m.new_id()),
        meeting=facts.meeting.id,
        entry=entry.id,
        number=review.next_number,
        why=AmendmentWhy.RESOLUTION,
        was=entry.text,
        reads=said,
        by=PersonId(by) if by else None,
        at=m.now,
    )
    return batch([creation(made)])


def against(decision: Decision | None) -> str:
    """Why a decision cannot amend minutes; nothing when it can."""
    if decision is None:
        return tr("Name the decision that agreed to it, such as D-PB-2026-08-01.")
    if decision.state not in _IN_FORCE or decision.archived_at is not None:
        return tr("Decision {code}: {state}.", code=decision.ref, state=tr(decision.state.label))
    return ""


def adopted(amendment: Amendment, decision: Decision) -> Batch:
    """An amendment that the body agreed to, with its decision."""
    wanted = dc.replace(amendment, state=AmendmentState.ACCEPTED, decision=decision.id)
    return batch([between(amendment, wanted)])


def refused(amendment: Amendment, reason: str, decision: Decision | None = None) -> Batch:
    """An amendment that the body did not agree to."""
    wanted = dc.replace(
        amendment,
        state=AmendmentState.DECLINED,
        reason=Rich(reason),
        decision=decision.id if decision else None,
    )
    return batch([between(amendment, wanted)])


def decisions_after(reader: Reader, facts: MeetingFacts) -> tuple[Decision, ...]:
    """The decisions of the body that may amend these minutes: those of later meetings, the latest first."""
    later = [m.id for m in facts.meetings.all() if live(m) and m.starts.at > facts.meeting.starts.at]
    found: list[Decision] = reader.where("decision", "meeting", later) if later else []
    return tuple(sorted(found, key=lambda d: d.ref, reverse=True))


def codes_of(decisions: Iterable[Decision]) -> Mapping[UUID, str]:
    """The code of each decision by its id."""
    return {d.id: d.ref for d in decisions}
