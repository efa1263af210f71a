"""From the records of an office to the content of a board's pack: read once, put together purely.

`gather` reads, `assemble` fills every section without touching a database, `issue` freezes.
Nothing is invented: a section without records stays empty, and its page says so in one true line.
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from pmo_desktop import i18n
from pmo_desktop.domain.documents import Pack
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.domain.record import Secrecy
from pmo_desktop.domain.values import Zoned
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack import PackContent, Section
from pmo_desktop.readmodels.pack_front import PreviousMinutes
from pmo_desktop.readmodels.pack_works import IssueFacts, MeetingFacts, PrintFacts
from pmo_desktop.services.meetings.minuting import model_of
from pmo_desktop.services.office import Office
from pmo_desktop.services.publishing import (
    actions,
    changes,
    definitions,
    front,
    health,
    milestones,
    portfolio,
    risks,
    status,
    walls,
    works,
)
from pmo_desktop.services.publishing import numbers as keys
from pmo_desktop.services.publishing.facts import PackFacts, gather
from pmo_desktop.services.publishing.frame import Frame
from pmo_desktop.services.publishing.health import with_health
from pmo_desktop.services.publishing.issue import Build, issue, papers_of
from pmo_desktop.services.publishing.numbers import ORDER, Numbers
from pmo_desktop.services.publishing.walls import BOARD, HEALTH, chosen_charts, with_plans

__all__ = [
    "BOARD",
    "HEALTH",
    "ORDER",
    "Choice",
    "Issued",
    "PackFacts",
    "assemble",
    "gather",
    "publish",
    "rearranged",
    "usual_language",
    "usual_paper",
    "with_health",
    "with_plans",
]


@dc.dataclass(frozen=True, slots=True)
class Choice:
    """Which sections a pack has, in which order, and how it is printed."""

    sections: tuple[str, ...] = ORDER
    paper: PaperSize = PaperSize.A4
    duplex: bool = True
    watermark: str = ""
    restricted: bool = False


EVERYTHING = Choice()


def assemble(
    facts: PackFacts,
    as_of: Zoned,
    language: str = "en",
    paper: PaperSize = PaperSize.A4,
    choice: Choice = EVERYTHING,
) -> PackContent:
    """The content of the pack as the data stood at an instant, in one language. Pure."""
    with i18n.speaking(language):
        frame = Frame(facts, as_of, language, choice.restricted)
        numbers = Numbers(frame)
        sections = _timed_once(s for key in choice.sections for s in _BUILT[key](frame, numbers))
        return PackContent(
            organisation=frame.title(facts.organisation),
            title=tr(
                "{body}, board pack {ref}",
                body=frame.title(facts.meeting.body),
                ref=facts.meeting.meeting.ref,
            ),
            meeting=_meeting(frame),
            version=facts.next_version,
            as_of=as_of,
            classification=_classification(facts),
            issue=IssueFacts(office=tr("Portfolio management office"), issued_on=frame.day),
            printing=PrintFacts(language, paper, choice.duplex, choice.watermark),
            sections=sections,
        )


def usual_language(facts: PackFacts) -> str:
    """The language of the body, else that of the organisation."""
    return facts.meeting.body.language or (facts.organisation.base_language if facts.organisation else "en")


def usual_paper(facts: PackFacts, wanted: str = "") -> PaperSize:
    """The sheet that is wanted ("a4" or "letter"), else that of the organisation."""
    if wanted:
        return PaperSize.LETTER if wanted == PaperSize.LETTER else PaperSize.A4
    return facts.organisation.paper if facts.organisation else PaperSize.A4


def _timed_once(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The minutes of an item stand on the first section that it takes, so that they add up."""
    seen: set[str] = set()
    found: list[Section] = []
    for section in sections:
        head = section.head
        if head.item and head.item in seen:
            section = dc.replace(section, head=dc.replace(head, minutes=None))
        seen.add(head.item)
        found.append(section)
    return tuple(found)


@dc.dataclass(frozen=True, slots=True)
class Issued:
    """A pack that was just frozen, and its pages."""

    pack: Pack
    pdf: bytes
    problems: tuple[Any, ...] = ()


def _keep(_: bytes) -> None:
    """Nobody else wants the pages."""


def publish(
    office: Office,
    meeting: MeetingId,
    build: Build,
    *,
    language: str = "",
    paper: str = "",
    charts: Collection[str] = (),
    keep: Callable[[bytes], None] = _keep,
) -> Issued:
    """Gather, assemble, print and freeze the next version of a meeting's pack.

    An empty language is that of the body, an empty paper that of the organisation. `charts` are the wall
    charts to be added: references of works, `BOARD` for the roadmap of them all; and `HEALTH` for how well
    the body is governed. `keep` gets the pages before they are frozen: what it raises leaves everything as
    it was. Raises Fault when the meeting does not exist or somebody else issued the same version.
    """
    facts = gather(office.store, meeting)
    if set(charts) - {HEALTH}:
        facts = with_plans(office.store.reader, facts)
    if HEALTH in charts:
        facts = health.with_health(office.store.reader, facts)
    zone = facts.meeting.meeting.starts.zone
    sheet = usual_paper(facts, paper)
    content = assemble(facts, Zoned(office.now(), zone), language or usual_language(facts), sheet)
    content = chosen_charts(content, charts)
    built = build(content, papers_of(office.store.files, content))
    keep(built.pdf)
    return Issued(issue(office, facts.meeting.meeting, content, built), built.pdf, built.problems)


def rearranged(content: PackContent, shown_keys: Iterable[str]) -> PackContent:
    """The same content with only these sections, in this order; for a preview without new figures."""
    by_key = {s.head.key: s for s in content.sections}
    return dc.replace(content, sections=tuple(by_key[k] for k in shown_keys if k in by_key))


def _meeting(frame: Frame) -> MeetingFacts:
    meeting = frame.facts.meeting.meeting
    ends = Zoned(meeting.starts.at + dt.timedelta(minutes=meeting.length), meeting.starts.zone)
    return MeetingFacts(
        body=frame.title(frame.facts.meeting.body),
        ref=meeting.ref,
        title=tr("Board pack for meeting {ref}", ref=meeting.ref),
        starts=meeting.starts,
        ends=ends,
        place=meeting.venue or frame.facts.meeting.body.venue,
    )


def _classification(facts: PackFacts) -> str:
    """The class of the meeting; a pack is never open by mistake."""
    secrecy = facts.meeting.meeting.secrecy
    return tr((secrecy if secrecy is not Secrecy.PUBLIC else Secrecy.INTERNAL).label)


def _previous(frame: Frame, numbers: Numbers) -> Iterable[Section]:
    """The minutes of the meeting before, when there was one."""
    before = frame.facts.previous
    if before is None:
        return
    item = numbers.taken_by(keys.MINUTES)
    day = shown.day_month(shown.local(before.meeting.starts).date())
    title = tr("Minutes of {ref}, {date}", ref=before.meeting.ref, date=day)
    head = frame.head(keys.MINUTES, title, item, paper=numbers.own(keys.MINUTES))
    model = model_of(before, frame.facts.organisation, part_b=frame.restricted)
    yield PreviousMinutes(head, model)


def _one(build: Callable[[Frame, Numbers], Section]) -> Callable[[Frame, Numbers], Iterable[Section]]:
    return lambda frame, numbers: (build(frame, numbers),)


_BUILT: Mapping[str, Callable[[Frame, Numbers], Iterable[Section]]] = {
    keys.COVER: _one(front.cover),
    keys.CONTENTS: _one(front.contents),
    keys.DECISIONS: _one(front.decisions),
    keys.AGENDA: _one(front.agenda),
    keys.ATTENDANCE: _one(front.attendance),
    keys.MINUTES: _previous,
    keys.ACTIONS: _one(actions.action_log),
    keys.PORTFOLIO: _one(portfolio.portfolio_page),
    keys.CHANGES: _one(changes.what_changed),
    keys.STATUS: _one(status.status_table),
    keys.HISTORY: _one(status.rag_history),
    keys.MILESTONES: _one(milestones.milestones),
    keys.RISKS: _one(risks.top_risks),
    keys.EXCEPTIONS: works.exception_pages,
    keys.PAPERS: works.uploaded_papers,
    keys.HEALTH: health.governance_health,
    keys.DEFINITIONS: _one(definitions.definitions),
    keys.ROADMAP: walls.roadmap_chart,
    keys.PLANS: walls.plan_charts,
}
