"""What all sections of a pack share: the day, the works in scope and their ratings, one currency."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from uuid import UUID

from pmo_desktop.domain.health import Rating, Trend, seen_on, trend
from pmo_desktop.domain.meetings import AgendaItem, AgendaKind, Paper, PaperState, Part, Purpose
from pmo_desktop.domain.organisation import RateKind
from pmo_desktop.domain.record import Titled
from pmo_desktop.domain.reports import ReportState, StatusReport
from pmo_desktop.domain.values import Money, Points, Zoned
from pmo_desktop.domain.works import OngoingService, Programme, Project, ServiceState, Work, WorkState
from pmo_desktop.readmodels.pack_front import AgendaLine
from pmo_desktop.readmodels.pack_values import Head
from pmo_desktop.readmodels.shown import local
from pmo_desktop.services.publishing.facts import PackFacts, before

RUNNING = (WorkState.ACTIVE, WorkState.ON_HOLD, WorkState.CLOSING)
SERVING = (ServiceState.IN_TRANSITION, ServiceState.LIVE, ServiceState.UNDER_REVIEW, ServiceState.RETIRING)
SAID = (
    ReportState.SUBMITTED,
    ReportState.ACCEPTED,
    ReportState.VALIDATED,
    ReportState.PUBLISHED,
)
CLOSED_FOR_DAYS = 90
WORST = {Rating.RED: 0, Rating.AMBER: 1, Rating.NONE: 2, Rating.GREEN: 3, Rating.COMPLETE: 4}
Delivered = Project | OngoingService
"""What has a row in the status table: projects and ongoing services."""


@dc.dataclass(frozen=True)
class Frame:
    """The facts seen from one instant, in one language; `restricted` lets Part B in."""

    facts: PackFacts
    as_of: Zoned
    language: str
    restricted: bool = False

    @cached_property
    def day(self) -> dt.date:
        """The day of the data, where the meeting is held."""
        return local(Zoned(self.as_of.at, self.facts.meeting.meeting.starts.zone)).date()

    @cached_property
    def held_on(self) -> dt.date:
        """The day of the meeting."""
        return self.facts.meeting.zone_day

    @cached_property
    def since(self) -> dt.date | None:
        """The day that changes are counted from: of the last pack's data, else of the last meeting."""
        if self.facts.last is not None:
            return local(self.facts.last.as_of).date()
        return self.last_meeting

    @cached_property
    def last_meeting(self) -> dt.date | None:
        """The day of the meeting before."""
        held = before(self.facts.meeting)
        return local(held[-1].starts).date() if held else None

    @cached_property
    def currency(self) -> str:
        """The currency that sums are given in."""
        if self.facts.organisation is not None:
            return self.facts.organisation.base_currency
        budgets = (w.budget.currency for w in self.facts.meeting.works.all() if w.budget)
        return next(budgets, "EUR")

    def title(self, record: Titled | None) -> str:
        """The title of a record in the language of the pack, or nothing."""
        return record.title.said(self.language) if record is not None else ""

    def name(self, person: UUID | None) -> str:
        """A person's name, or nothing."""
        return self.facts.meeting.name(person)

    def short_name(self, person: UUID | None) -> str:
        """A person's name for a narrow column: I. Solheim."""
        found = self.facts.meeting.people.get(person)
        if found is None:
            return ""
        return f"{found.given[0]}. {found.family}" if found.given and found.family else found.display_name

    # -- works -------------------------------------------------------------------------------------

    @cached_property
    def works(self) -> tuple[Delivered, ...]:
        """Projects and services that the body looks after and that run, or closed a short while ago."""
        every = [w for w in self.facts.meeting.works.all() if isinstance(w, Project | OngoingService)]
        scoped = [w for w in every if self._in_scope(w)]
        return tuple(w for w in scoped or every if w.archived_at is None and self._runs(w))

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """The projects among the works."""
        return tuple(w for w in self.works if isinstance(w, Project))

    @cached_property
    def services(self) -> tuple[OngoingService, ...]:
        """The ongoing services among the works."""
        return tuple(w for w in self.works if isinstance(w, OngoingService))

    def ancestors(self, work: Work) -> tuple[Work, ...]:
        """The programme and portfolio above a work, nearest first."""
        found: list[Work] = []
        at = self.facts.meeting.works.get(work.parent)
        while at is not None and at not in found:
            found.append(at)
            at = self.facts.meeting.works.get(at.parent)
        return tuple(found)

    def programme(self, work: Work) -> Programme | None:
        """The programme that a work is part of."""
        return next((a for a in self.ancestors(work) if isinstance(a, Programme)), None)

    def _in_scope(self, work: Work) -> bool:
        scope = set(self.facts.meeting.body.scope)
        return not scope or work.id in scope or any(a.id in scope for a in self.ancestors(work))

    def _runs(self, work: Delivered) -> bool:
        if isinstance(work, OngoingService):
            return work.state in SERVING
        if work.state is WorkState.CLOSED and work.finish_actual is not None:
            return (self.day - work.finish_actual).days <= CLOSED_FOR_DAYS
        return work.state in RUNNING

    # -- reports and ratings -----------------------------------------------------------------------

    @cached_property
    def reports(self) -> Mapping[UUID, tuple[StatusReport, ...]]:
        """The reports handed in on each work up to the day, oldest first."""
        found: dict[UUID, list[StatusReport]] = {}
        for report in self.facts.reports:
            if report.state in SAID and report.status_date <= self.day:
                found.setdefault(report.work, []).append(report)
        return {work: tuple(sorted(said, key=lambda r: r.status_date)) for work, said in found.items()}

    def report_at(self, work: UUID, day: dt.date) -> StatusReport | None:
        """The last report on a work up to a day."""
        said = [r for r in self.reports.get(work, ()) if r.status_date <= day]
        return said[-1] if said else None

    def report(self, work: UUID) -> StatusReport | None:
        """The last report on a work."""
        said = self.reports.get(work, ())
        return said[-1] if said else None

    def rating_at(self, work: Delivered, day: dt.date) -> Rating | None:
        """The rating that counted on a day; none when the report was too old, None before the first."""
        if isinstance(work, Project) and work.finish_actual and work.finish_actual <= day:
            return Rating.COMPLETE
        report = self.report_at(work.id, day)
        return seen_on(day, report.shown, report.status_date).rating if report else None

    @cached_property
    def ratings(self) -> Mapping[UUID, Rating]:
        """The rating of every work now; closed is complete, too old is not rated."""
        return {w.id: self._rating_now(w) for w in self.works}

    def _rating_now(self, work: Delivered) -> Rating:
        if work.state is WorkState.CLOSED:
            return Rating.COMPLETE
        return self.rating_at(work, self.day) or Rating.NONE

    def trend(self, work: Delivered) -> Trend | None:
        """Which way the rating went since the last pack, else since the report before."""
        now = self.ratings[work.id]
        if self.since is not None:
            return trend(self.rating_at(work, self.since), now)
        said = self.reports.get(work.id, ())
        return trend(said[-2].shown if len(said) > 1 else None, now)

    def worst_first(self, works: Iterable[Delivered]) -> list[Delivered]:
        """Red before amber before not rated, later before earlier."""
        return sorted(works, key=lambda w: (WORST[self.ratings[w.id]], -(self.days_late(w) or 0), w.ref))

    @cached_property
    def reds(self) -> tuple[Delivered, ...]:
        """The red works, the latest first."""
        return tuple(w for w in self.worst_first(self.works) if self.ratings[w.id] is Rating.RED)

    @cached_property
    def silent(self) -> tuple[Delivered, ...]:
        """The works whose report is missing or too old to rate."""
        return tuple(w for w in self.works if self.ratings[w.id] is Rating.NONE)

    # -- dates and money ---------------------------------------------------------------------------

    def forecast(self, work: Delivered) -> dt.date | None:
        """The finish as expected now; an ongoing service has none."""
        if isinstance(work, OngoingService):
            return None
        said = self.report(work.id)
        return work.finish_actual or work.finish_forecast or (said.forecast_finish if said else None)

    def days_late(self, work: Delivered) -> int | None:
        """Working days of the body's calendar that the finish lies after the planned one."""
        found = self.forecast(work)
        if isinstance(work, OngoingService) or work.finish_planned is None or found is None:
            return None
        return self.facts.meeting.work_days.working_days_between(work.finish_planned, found)

    @cached_property
    def _rates(self) -> Mapping[tuple[str, str], int]:
        budget = [r for r in self.facts.rates if r.rate_kind is RateKind.BUDGET and r.valid_from <= self.day]
        return {(r.base, r.quote): r.millionths for r in sorted(budget, key=lambda r: r.valid_from)}

    def base(self, money: Money | None) -> Money | None:
        """An amount in the currency of the pack at the budget rate; None without a rate."""
        if money is None or money.currency == self.currency:
            return money
        there = self._rates.get((money.currency, self.currency))
        back = self._rates.get((self.currency, money.currency))
        if there:
            return Money(round(money.minor * there / 1_000_000), self.currency)
        return Money(round(money.minor * 1_000_000 / back), self.currency) if back else None

    def total(self, amounts: Iterable[Money | None]) -> Money:
        """The sum in the currency of the pack; what has no rate is left out."""
        return Money(sum(m.minor for m in map(self.base, amounts) if m is not None), self.currency)

    def cost_forecast(self, work: Delivered) -> Money | None:
        """The cost at completion (of the year, for a service) as expected now."""
        said = self.report(work.id)
        return work.forecast_cost or (said.forecast_cost if said else None)

    def over(self, work: Delivered) -> Points | None:
        """Forecast cost over (+) or under (−) the budget, in hundredths of a per cent."""
        cost, budget = self.cost_forecast(work), work.budget
        if cost is None or budget is None or budget.minor <= 0 or cost.currency != budget.currency:
            return None
        return Points(round(10_000 * (cost.minor - budget.minor) / budget.minor))

    # -- agenda ------------------------------------------------------------------------------------

    @cached_property
    def items(self) -> tuple[AgendaItem, ...]:
        """The agenda that this copy may tell of, in order."""
        return tuple(i for i in self.facts.meeting.items if self.may_tell(i))

    def may_tell(self, item: AgendaItem | None) -> bool:
        """Whether a copy of this pack may say what an item is about."""
        return item is None or self.restricted or item.part is Part.A

    @cached_property
    def numbers(self) -> Mapping[UUID, str]:
        """The number of each item, counted where none is given."""
        return {i.id: i.number or str(n) for n, i in enumerate(self.facts.meeting.items, 1)}

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """The papers that go into this copy, by number: those with a file, of items it may tell of."""
        kept = []
        for paper in self.facts.papers:
            item = self.facts.meeting.agenda.get(paper.item)
            out = paper.archived_at is not None or paper.state is PaperState.WITHDRAWN
            if not out and paper.document in self.facts.documents and self.may_tell(item):
                kept.append(paper)
        return tuple(sorted(kept, key=lambda p: (_natural(short_number(p.number)), p.ref, p.id.int)))

    def item_for(self, *kinds: AgendaKind) -> AgendaItem | None:
        """The first item of one of these kinds."""
        return next((i for i in self.items if i.agenda_kind in kinds), None)

    def head(
        self, key: str, title: str, item: AgendaItem | None = None, *, paper: str = "", tab: str = ""
    ) -> Head:
        """The head of a section: for noting, unless the item that takes it asks for more."""
        if item is None:
            return Head(key, title, ask=Purpose.NOTE, paper=paper, tab=tab)
        return Head(
            key,
            title,
            ask=item.purpose,
            item=self.numbers[item.id],
            paper=paper,
            minutes=item.allotted,
            tab=tab,
        )


def short_number(number: str) -> str:
    """The number of a paper within its meeting: "14" of "PB-2026-07/14"."""
    return number.rsplit("/", 1)[-1].strip()


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """An order in which 9 comes before 10."""
    return tuple((int(p), "") if p.isdigit() else (0, p) for p in re.findall(r"\d+|\D+", text))


def first_sentence(text: str, longest: int = 160) -> str:
    """The beginning of a text up to its first full stop, for a table."""
    line = " ".join(text.split())
    said = re.split(r"(?<=[.!?])\s", line, maxsplit=1)[0]
    return said if len(said) <= longest else said[: longest - 1].rsplit(" ", 1)[0] + "…"


def booked(lines: Iterable[AgendaLine]) -> int:
    """Minutes of all top-level lines."""
    return sum(line.minutes for line in lines if line.level == 1)
