"""The meetings of a series for a year ahead: proposed, chosen, and made as one step."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from pmo_desktop.domain.edits import Batch, Edit, batch, between
from pmo_desktop.domain.governance import GovernanceBody, MeetingSeries, Membership, SeriesState
from pmo_desktop.domain.ids import BodyId
from pmo_desktop.domain.meetings import Meeting
from pmo_desktop.domain.proposing import Proposal
from pmo_desktop.domain.values import Zoned
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import live
from pmo_desktop.services.meetings.proposing import attendees, proposals
from pmo_desktop.services.meetings.series import meeting_creation, next_meetings
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.ports import Reader

AHEAD = 12
"""Meetings of a series that are proposed at once."""


class Choice(StrEnum):
    """What becomes of a proposed day."""

    MAKE = "make"
    MOVE = "move"
    LEAVE = "leave"


@dc.dataclass(frozen=True, slots=True)
class Chosen:
    """A proposal and what is wanted of it."""

    proposal: Proposal
    choice: Choice = Choice.MAKE

    @property
    def starts(self) -> Zoned | None:
        """When it is to be held; None when it is left out."""
        match self.choice:
            case Choice.MAKE:
                return self.proposal.starts
            case Choice.MOVE:
                return self.proposal.better
            case _:
                return None


@dc.dataclass(frozen=True, slots=True)
class SeriesPlan:
    """A series with what its meetings are made from, and the days proposed."""

    body: GovernanceBody
    series: MeetingSeries
    members: tuple[Membership, ...]
    last: Meeting | None
    proposals: tuple[Proposal, ...]


def read_plan(reader: Reader, body: BodyId, now: datetime) -> SeriesPlan | str:
    """The next year of a body's series after its last meeting; a sentence when there can be none.

    Raises `BadRule`, in words, for a series whose rule cannot be read.
    """
    held: GovernanceBody | None = reader.get("body", [body]).get(body)
    active = [s for s in reader.where("series", "body", [body]) if s.state is SeriesState.ACTIVE]
    if held is None or not active:
        return tr("{body} has no series of meetings yet.", body=str(held.title) if held else "")
    meetings = sorted(
        (m for m in reader.where("meeting", "body", [body]) if live(m)), key=lambda m: m.starts.at
    )
    last = meetings[-1] if meetings else None
    after = max(now, last.starts.at) if last else now - timedelta(minutes=1)
    coming = next_meetings(active[0], after, AHEAD)
    if not coming:
        return tr("The series of {body} has ended.", body=str(held.title))
    people = attendees(reader, held, now.date())
    found = proposals(active[0], coming, people)
    members = tuple(reader.where("membership", "body", [body]))
    return SeriesPlan(held, active[0], members, last, found)


def usual_choice(proposal: Proposal) -> Chosen:
    """What is offered first: a better day where there is one."""
    return Chosen(proposal, Choice.MOVE if proposal.better is not None else Choice.MAKE)


def made(plan: SeriesPlan, chosen: Sequence[Chosen], moment: Moment) -> Batch:
    """All meetings that are wanted, each after the one before; days left out are noted in the series."""
    edits: list[Edit] = []
    previous = plan.last
    left = list(plan.series.left_out)
    for one in chosen:
        if one.choice is not Choice.MAKE:
            left.append(one.proposal.day.isoformat())
        if one.starts is None:
            continue
        edit = meeting_creation(
            plan.body, one.starts, plan.members, moment, series=plan.series, previous=previous
        )
        edits += edit.edits
        previous = None  # its code is given by the store: the agenda of the next names no minutes yet
    wanted = dc.replace(plan.series, left_out=tuple(dict.fromkeys(left)))
    if wanted != plan.series:
        edits.append(between(plan.series, wanted))
    return batch(edits)


def said(proposal: Proposal) -> str:
    """Whom a day does not suit, in words; nothing when it suits all."""
    parts = []
    for clash in proposal.clashes:
        why = tr(clash.why.label)
        why = tr("{why}: {detail}", why=why, detail=clash.detail) if clash.detail else why
        parts.append(tr("{name} ({why})", name=clash.name, why=why))
    return "; ".join(parts)


def day_said(starts: Zoned | None) -> str:
    """A day with its hour, where the meeting is held."""
    if starts is None:
        return ""
    at = shown.local(starts)
    return f"{shown.weekday_day(at.date())} {at.year}, {shown.time(at)}"
