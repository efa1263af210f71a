"""The numbers in a pack: decisions sought as D1, D2 ..., papers as 01, 02 ..., and the keys of sections."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import count
from uuid import UUID

from pmo_desktop.domain.ids import WorkId
from pmo_desktop.domain.meetings import AgendaItem, AgendaKind, Paper, Purpose
from pmo_desktop.domain.works import Work
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.pack_values import Resolution
from pmo_desktop.services.publishing.frame import Delivered, Frame, short_number

COVER, CONTENTS, DECISIONS, AGENDA, ATTENDANCE = "cover", "contents", "decisions", "agenda", "attendance"
MINUTES, ACTIONS, PORTFOLIO, CHANGES, STATUS = "minutes", "actions", "portfolio", "changes", "status"
HISTORY, MILESTONES, RISKS, DEFINITIONS = "history", "milestones", "risks", "definitions"
EXCEPTIONS, PAPERS = "exceptions", "papers"
ROADMAP, PLANS, HEALTH = "roadmap", "plans", "health"
ORDER = (
    COVER,
    CONTENTS,
    DECISIONS,
    AGENDA,
    ATTENDANCE,
    MINUTES,
    ACTIONS,
    PORTFOLIO,
    CHANGES,
    STATUS,
    HISTORY,
    MILESTONES,
    RISKS,
    EXCEPTIONS,
    PAPERS,
    HEALTH,
    DEFINITIONS,
    ROADMAP,
    PLANS,
)
"""Every section in the order that readers learn; one exception page a red work, one section a paper.

Wall charts and the health of governance are there only where they were read.
"""

_GENERATED = (
    (MINUTES,),
    (ACTIONS,),
    (PORTFOLIO, CHANGES),
    (STATUS, HISTORY),
    (MILESTONES,),
    (RISKS,),
    (EXCEPTIONS,),
)
"""Sections that are papers; those on a line share a number."""


@dc.dataclass(frozen=True)
class Numbers:
    """The numbers of one pack, fixed before any section is written."""

    frame: Frame

    @cached_property
    def papers(self) -> Mapping[UUID, str]:
        """The number of each paper handed in; those without get the next ones."""
        given: dict[UUID, str] = {p.id: short_number(p.number) for p in self.frame.papers if p.number}
        taken = {*given.values(), *self._own.values()}
        free = (f"{n:02}" for n in count(1) if f"{n:02}" not in taken)
        return given | {p.id: next(free) for p in self.frame.papers if not p.number}

    @cached_property
    def _own(self) -> Mapping[str, str]:
        used = {short_number(p.number) for p in self.frame.facts.papers if p.number}
        free: Iterator[str] = (f"{n:02}" for n in count(1) if f"{n:02}" not in used)
        return {key: number for keys in _GENERATED for number in [next(free)] for key in keys}

    def own(self, key: str) -> str:
        """The paper number of a section that the program writes, or nothing."""
        return self._own.get(key, "")

    @cached_property
    def resolutions(self) -> Mapping[UUID, Resolution]:
        """What each item asks the body to decide or endorse, by item, numbered as on the agenda.

        Approving the minutes is no decision in this sense.
        """
        found: dict[UUID, Resolution] = {}
        for item in self.frame.items:
            words = self._words(item)
            formal = item.agenda_kind is AgendaKind.MINUTES
            if words and not formal and item.purpose in (Purpose.DECIDE, Purpose.ENDORSE):
                found[item.id] = Resolution(tr("D{n}", n=len(found) + 1), words)
        return found

    def _words(self, item: AgendaItem) -> str:
        paper = self.paper_of(item)
        return (item.proposed_resolution or (paper.proposed_resolution if paper else "")).strip()

    def paper_of(self, item: AgendaItem) -> Paper | None:
        """The first paper under an item."""
        return next((p for p in self.frame.papers if p.item == item.id), None)

    def item_of(self, work: WorkId) -> AgendaItem | None:
        """The item about a work, one that asks for a decision first."""
        about = [i for i in self.frame.items if i.work == work]
        return next((i for i in about if i.id in self.resolutions), about[0] if about else None)

    def work_key(self, work: Work | None) -> str:
        """The exception page of a work, when it has one."""
        if work is None or all(red.id != work.id for red in self.frame.reds):
            return ""
        return f"work-{work.ref}"

    def paper_key(self, paper: Paper) -> str:
        """The section of a paper handed in; two papers that people gave one number stay two sections."""
        number = self.papers[paper.id]
        same = [uid for uid, other in self.papers.items() if other == number]
        again = f"-{same.index(paper.id) + 1}" if same[0] != paper.id else ""
        return f"paper-{number}{again}"

    def exception_number(self, work: Delivered) -> str:
        """The number of an exception page: 07.1, 07.2 ..."""
        place = [red.id for red in self.frame.reds].index(work.id) + 1
        return f"{self.own(EXCEPTIONS)}.{place}"

    @cached_property
    def _reports(self) -> tuple[AgendaItem, ...]:
        return tuple(i for i in self.frame.items if i.agenda_kind is AgendaKind.REPORT)

    def taken_by(self, key: str) -> AgendaItem | None:
        """The item that takes a section: risks and milestones by their own report, else the first report."""
        match key:
            case "attendance":
                return self.frame.item_for(AgendaKind.APOLOGIES, AgendaKind.DECLARATIONS, AgendaKind.OPENING)
            case "minutes":
                return self.frame.item_for(AgendaKind.MINUTES)
            case "actions":
                return self.frame.item_for(AgendaKind.MATTERS_ARISING)
            case "risks":
                return self._own_reports.get(key) or self._general
            case "milestones":
                return self._own_reports.get(key) or self._general
            case "portfolio" | "changes" | "status" | "history":
                return self._general
            case _:
                return None

    @cached_property
    def _own_reports(self) -> Mapping[str, AgendaItem]:
        """Reports that are about risks or milestones by their title, whatever its language."""
        words = {
            RISKS: ("risk", tr("risk")),
            MILESTONES: ("milestone", tr("milestone"), "gates"),
        }
        found: dict[str, AgendaItem] = {}
        for key, signs in words.items():
            named = (i for i in self._reports if _says(i, signs))
            item = next(named, None)
            if item is not None:
                found[key] = item
        return found

    @cached_property
    def _general(self) -> AgendaItem | None:
        special = {i.id for i in self._own_reports.values()}
        return next((i for i in self._reports if i.id not in special), None)

    def key_of(self, item: AgendaItem) -> str:
        """The section that an item takes: its paper, the page of its work, or what the kind of item says."""
        paper = self.paper_of(item)
        if paper is not None:
            return self.paper_key(paper)
        page = self.work_key(self.frame.facts.meeting.works.get(item.work))
        if page:
            return page
        if item.agenda_kind in (AgendaKind.APOLOGIES, AgendaKind.DECLARATIONS):
            return ATTENDANCE
        taken = (ATTENDANCE, MINUTES, ACTIONS, PORTFOLIO, RISKS, MILESTONES)
        return next((key for key in taken if self.taken_by(key) == item), "")

    def paper_number(self, item: AgendaItem) -> str:
        """The paper that an item takes, by its number."""
        paper = self.paper_of(item)
        if paper is not None:
            return self.papers[paper.id]
        work = self.frame.facts.meeting.works.get(item.work)
        red = next((r for r in self.frame.reds if work is not None and r.id == work.id), None)
        return self.exception_number(red) if red is not None else self.own(self.key_of(item))


def _says(item: AgendaItem, signs: tuple[str, ...]) -> bool:
    said = " ".join(text for _, text in item.title.texts).casefold()
    return any(sign.casefold() in said for sign in signs)
