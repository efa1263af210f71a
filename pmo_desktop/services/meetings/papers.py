"""Papers on their way to a meeting: commissioned, handed in, checked, returned or accepted, numbered."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pmo_desktop.domain.deadlines import Milestone, deadlines
from pmo_desktop.domain.edits import Batch, batch, creation
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import PaperId, PersonId
from pmo_desktop.domain.meetings import AgendaItem, Lateness, MeetingState, Paper, PaperState
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.agenda_item import VERSION, version_of
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.steps import Moment, walked

CHAIR_SAID_YES = N_("late, taken by the chair")
"""The tag of a late paper that the chair lets in."""
_WRITING = (PaperState.COMMISSIONED, PaperState.DRAFTING, PaperState.RETURNED)
_JUDGED = (PaperState.SUBMITTED, PaperState.PRE_CHECK)
_ISSUED = (MeetingState.PACK_ISSUED, MeetingState.IN_SESSION, MeetingState.ADJOURNED)


def due_day(facts: MeetingFacts) -> date:
    """The day that papers for this meeting are due."""
    found = deadlines(facts.zone_day, facts.body, facts.work_days)
    return next(d.due for d in found if d.step is Milestone.PAPERS)


def commissioned(
    facts: MeetingFacts, item: AgendaItem, moment: Moment, author: PersonId | None = None
) -> Batch:
    """Ask for a paper on an item, by its presenter unless somebody else is to write it."""
    paper = Paper(
        id=PaperId(moment.new_id()),
        meeting=facts.meeting.id,
        item=item.id,
        title=item.title,
        author=author or item.presenter,
        presenter=item.presenter,
        work=item.work,
        purpose=item.purpose,
        proposed_resolution=item.proposed_resolution,
        part=item.part,
    )
    return batch([creation(paper)])


def lateness(facts: MeetingFacts, moment: Moment) -> Lateness:
    """How a paper comes that is handed in now: tabled once the pack is out, late after the day it was due."""
    if facts.meeting.state in _ISSUED:
        return Lateness.TABLED
    today = shown.local(facts.zoned(moment.now)).date()
    return Lateness.LATE if today > due_day(facts) else Lateness.ON_TIME


def submitted(facts: MeetingFacts, paper: Paper, moment: Moment) -> Batch:
    """Hand a paper in: the moment is noted, and whether it was in time."""
    came = lateness(facts, moment)
    return batch(walked(paper, PaperState.SUBMITTED, submitted_at=moment.now, lateness=came))


def checking(paper: Paper) -> Batch:
    """Begin to check a paper."""
    return batch(walked(paper, PaperState.PRE_CHECK))


def returned(paper: Paper, reason: str) -> Batch:
    """Give a paper back to its author. Raises Fault without a reason."""
    why = " ".join(reason.split())
    if not why:
        raise Fault(tr("Say why the paper goes back."))
    said = Rich("\n".join(part for part in (paper.description, tr("Returned: {reason}", reason=why)) if part))
    return batch(walked(paper, PaperState.RETURNED, description=said))


def accepted(paper: Paper, *, chair_agrees: bool = False) -> Batch:
    """Take a paper for the pack. Raises Fault for one that came late, unless the chair agrees."""
    late = paper.lateness is not Lateness.ON_TIME
    if late and not chair_agrees:
        raise Fault(tr("The paper came late: only the chair can let it in."))
    tags = tuple(dict.fromkeys((*paper.tags, CHAIR_SAID_YES))) if late else paper.tags
    return batch(walked(paper, PaperState.ACCEPTED, tags=tags))


def fresh_numbers(papers: Iterable[Paper], held: Sequence[Paper]) -> dict[UUID, str]:
    """Numbers for papers that go into a pack and have none, after the highest given at the meeting."""
    given = [p.number.rsplit("/", 1)[-1] for p in papers]
    last = max((int(n) for n in given if n.isdecimal()), default=0)
    bare = [p for p in held if not p.number]
    return {p.id: f"{n:02}" for n, p in enumerate(bare, last + 1)}


def filed_again(facts: MeetingFacts, paper: Paper, moment: Moment) -> dict[str, Any]:
    """What changes beside the file when it comes: stamped while the paper is written, else a new version."""
    if paper.state in _WRITING:
        return {"submitted_at": moment.now, "lateness": lateness(facts, moment)}
    kept = tuple(t for t in paper.tags if not t.startswith(VERSION))
    return {"tags": (*kept, f"{VERSION}{version_of(paper) + 1}")} if paper.document is not None else {}


@dc.dataclass(frozen=True, slots=True)
class PaperStep:
    """Something that can be done with a paper now."""

    key: str
    act: str


def paper_steps(paper: Paper) -> tuple[PaperStep, ...]:
    """What can be done with a paper, the next step first."""
    if paper.state in _WRITING:
        return (PaperStep("submit", tr("Handed in")),)
    if paper.state not in _JUDGED:
        return ()
    late = paper.lateness is not Lateness.ON_TIME
    accept = PaperStep("accept", tr("Chair lets it in") if late else tr("Accept"))
    check = (PaperStep("check", tr("Begin to check")),) if paper.state is PaperState.SUBMITTED else ()
    return (accept, PaperStep("return", tr("Return…")), *check)
