"""One work as its page shows it: the records around it, and the head with figures and phases."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pmo_desktop.domain.health import Rating, Seen, Trend, seen_on, trend
from pmo_desktop.domain.minutes import Decision
from pmo_desktop.domain.organisation import OrgUnit, Person
from pmo_desktop.domain.plans import Plan, PlanItem
from pmo_desktop.domain.reports import StatusReport
from pmo_desktop.domain.works import OngoingService, Portfolio, Programme, Project, Work
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.register import COUNTING, ENDED

GROUPS = (Portfolio, Programme)
"""Works that hold other works."""


@dc.dataclass(frozen=True)
class WorkFile:
    """A work with its people, unit, programme, authority, reports (the latest first) and plan."""

    work: Work
    sponsor: Person | None = None
    manager: Person | None = None
    unit: OrgUnit | None = None
    parent: Work | None = None
    authority: Decision | None = None
    reports: tuple[StatusReport, ...] = ()
    plan: PlanFile | None = None

    @property
    def kind(self) -> str:
        """portfolio, programme, project or service."""
        return type(self.work).ABOUT.kind

    @property
    def title(self) -> str:
        """Its title in the language in force."""
        return self.work.title.said(language())

    @property
    def items(self) -> tuple[PlanItem, ...]:
        """The lines of its plan."""
        return self.plan.items if self.plan else ()

    @property
    def counting(self) -> tuple[StatusReport, ...]:
        """Reports that say how the work stands, the latest first."""
        return tuple(r for r in self.reports if r.state in COUNTING)

    @property
    def report(self) -> StatusReport | None:
        """The latest report that counts."""
        return next(iter(self.counting), None)

    @property
    def ended(self) -> bool:
        """Whether it is over."""
        return str(getattr(self.work, "state")) in ENDED  # noqa: B009 - every kind has its own states

    def health(self, today: date) -> Seen:
        """The rating to show on a day: a work that ended is complete, an old report rates nothing."""
        report = self.report
        if self.ended:
            return seen_on(today, Rating.COMPLETE, report.status_date if report else today)
        return seen_on(today, report.shown if report else Rating.NONE, report.status_date if report else None)

    @property
    def trend(self) -> Trend | None:
        """How the rating moved since the report before."""
        now, before = (*self.counting[:2], None, None)[:2]
        return trend(before.shown if before else None, now.shown) if now else None


def work_file(rows: Sequence[tuple[Any, ...]]) -> WorkFile | None:
    """Put a work together from joined rows: work, sponsor, manager, unit, parent, authority, report."""
    if not rows:
        return None
    work, sponsor, manager, unit, parent, authority, _ = rows[0]
    reports = {row[6].id: row[6] for row in rows if row[6] is not None}
    latest_first = sorted(reports.values(), key=lambda r: (r.status_date, r.ref), reverse=True)
    return WorkFile(work, sponsor, manager, unit, parent, authority, tuple(latest_first))


def plan_file(rows: Iterable[tuple[Any, ...]]) -> PlanFile | None:
    """Put a plan together from joined rows: plan, line, who is responsible. Of several plans the first."""
    plan: Plan | None = None
    items: list[PlanItem] = []
    names: dict[int, str] = {}
    for found, item, person in rows:
        plan = plan or found
        if found.id != plan.id or item is None:
            continue
        items.append(item)
        if person is not None:
            names[item.number] = person.display_name
    if plan is None:
        return None
    items.sort(key=lambda i: (i.position, i.number))
    return PlanFile(plan, tuple(items), names)


def people_words(file: WorkFile) -> str:
    """The line under the title: programme or unit, sponsor, manager."""
    above = file.parent.title.said(language()) if file.parent else ""
    place = above or (file.unit.title.said(language()) if file.unit else "")
    parts = [place] if place else []
    if file.sponsor:
        parts.append(tr("sponsor {name}", name=file.sponsor.display_name))
    if file.manager:
        name = file.manager.display_name
        owns = isinstance(file.work, OngoingService)
        parts.append(tr("owner {name}", name=name) if owns else tr("manager {name}", name=name))
    return " · ".join(parts)


def finish(work: Work) -> date | None:
    """When a work ended, else when it is expected to end, else when it was to end."""
    if isinstance(work, Project):
        return work.finish_actual or work.finish_forecast or work.finish_planned
    if isinstance(work, Programme):
        return work.finish_forecast or work.finish_planned
    return None
