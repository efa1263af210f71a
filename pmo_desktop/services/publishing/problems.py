"""What should be looked at before a pack is issued: each thing with its cause and where to go."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

from pmo_desktop.domain.meetings import AgendaKind, PaperState, Purpose
from pmo_desktop.domain.values import Zoned
from pmo_desktop.i18n import tr, trc, trn
from pmo_desktop.services.publishing.facts import PackFacts
from pmo_desktop.services.publishing.frame import Frame
from pmo_desktop.services.publishing.numbers import PAPERS, PORTFOLIO, STATUS, Numbers

STALE_DAYS = 14
NAMED = 3


class Weight(StrEnum):
    """How much a problem matters."""

    STOPS = "stops"
    LOOK = "look"


@dc.dataclass(frozen=True, slots=True)
class PackProblem:
    """One thing to look at. `goes_to` is a page of the window, `section` the part of the pack it touches,
    `about` the id of the record.
    """

    weight: Weight
    title: str
    detail: str = ""
    act: str = ""
    goes_to: str = ""
    section: str = ""
    about: str = ""


def problems(facts: PackFacts, as_of: Zoned, language: str) -> tuple[PackProblem, ...]:
    """The problems that the records show, those that stop the issue first."""
    frame = Frame(facts, as_of, language)
    parts = (_papers, _resolutions, _reports, _agenda, _words)
    found = [problem for part in parts for problem in part(frame)]
    return tuple(sorted(found, key=lambda p: p.weight is not Weight.STOPS))


def _papers(frame: Frame) -> Iterator[PackProblem]:
    """Papers announced without a file, and papers not accepted yet."""
    place = f"meetings/{frame.facts.meeting.meeting.id}"
    numbers = Numbers(frame)
    for paper in frame.facts.papers:
        if paper.archived_at is not None or paper.state is PaperState.WITHDRAWN:
            continue
        name = " ".join(t for t in (paper.number, frame.title(paper)) if t)
        if paper.document not in frame.facts.documents:
            detail = tr("{author} writes it", author=frame.name(paper.author)) if paper.author else ""
            title = tr("Paper {name} has no file", name=name)
            yield PackProblem(Weight.STOPS, title, detail, tr("Add file…"), "", PAPERS, str(paper.id))
        elif paper.state in (PaperState.COMMISSIONED, PaperState.DRAFTING, PaperState.RETURNED):
            yield PackProblem(
                Weight.LOOK,
                tr("Paper {name} is not handed in", name=name),
                tr(paper.state.label),
                trc("act", "Open"),
                place,
                numbers.paper_key(paper),
            )


def _resolutions(frame: Frame) -> Iterator[PackProblem]:
    """Items to decide without words to decide on."""
    numbers = Numbers(frame)
    for item in frame.items:
        asks = item.purpose is Purpose.DECIDE and item.agenda_kind is not AgendaKind.MINUTES
        if asks and item.id not in numbers.resolutions:
            yield PackProblem(
                Weight.STOPS,
                tr("Item {number} has no proposed resolution", number=frame.numbers[item.id]),
                frame.title(item),
                trc("act", "Open"),
                f"meetings/{frame.facts.meeting.meeting.id}",
            )


def _reports(frame: Frame) -> Iterator[PackProblem]:
    """Works without a report, and reports that grow old."""
    for work in frame.silent:
        yield PackProblem(
            Weight.LOOK,
            tr("{work} has no valid report", work=frame.title(work)),
            _age(frame, work.id),
            trc("act", "Open"),
            f"project/{work.id}",
            STATUS,
        )
    old = [w for w in frame.works if w not in frame.silent and _days(frame, w.id) > STALE_DAYS]
    if old:
        names = ", ".join(frame.title(w) for w in old[:NAMED])
        rest = len(old) - NAMED
        more = trn("{names} and {n} more", "{names} and {n} more", rest, names=names) if rest > 0 else names
        title = trn("{n} report is older than 14 days", "{n} reports are older than 14 days", len(old))
        yield PackProblem(Weight.LOOK, title, more, tr("Show"), "register", STATUS)


def _days(frame: Frame, work: UUID) -> int:
    said = frame.report(work)
    return (frame.day - said.status_date).days if said else 0


def _age(frame: Frame, work: UUID) -> str:
    days = _days(frame, work)
    return trn("Last report {n} day old", "Last report {n} days old", days) if days else tr("Never reported")


def _agenda(frame: Frame) -> Iterator[PackProblem]:
    """An empty agenda, or one longer than the meeting."""
    place = f"meetings/{frame.facts.meeting.meeting.id}"
    if not frame.facts.meeting.items:
        yield PackProblem(
            Weight.STOPS,
            tr("The agenda is empty"),
            tr("A pack follows the agenda."),
            trc("act", "Open"),
            place,
        )
        return
    total = sum(i.allotted for i in frame.facts.meeting.items if "." not in frame.numbers[i.id])
    length = frame.facts.meeting.meeting.length
    if total > length:
        detail = tr("{total} of {length} minutes", total=total, length=length)
        yield PackProblem(
            Weight.LOOK, tr("The agenda is longer than the meeting"), detail, trc("act", "Open"), place
        )


def _words(frame: Frame) -> Iterator[PackProblem]:
    if not frame.facts.commentary:
        detail = tr("At most 120 words on the portfolio page, signed by the leader.")
        yield PackProblem(Weight.LOOK, tr("No commentary yet"), detail, tr("Write…"), "commentary", PORTFOLIO)
