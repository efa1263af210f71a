"""What a simulation of a plan says: when it ends and how surely, what decides that, and what was assumed."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pmo_desktop.domain.plans import ItemKind, PlanItem
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.scheduling.ticks import moment, tick

if TYPE_CHECKING:
    from pmo_desktop.scheduling.simulation.result import Simulation

MOST_BARS = 12
"""Bars of a tornado."""
_BINS = 40
_POINTS = 101


@dc.dataclass(frozen=True, slots=True)
class Percentile:
    """By when the work is finished in so many per cent of the runs, and how that stands."""

    share: int
    on: datetime
    to_plan: int
    """Working days after the finish that the plan says; negative is earlier."""
    to_baseline: int | None
    """Working days after the finish of the baseline; None without one."""

    @property
    def label(self) -> str:
        """P10, P50 and so on."""
        return tr("P{n}", n=self.share)


@dc.dataclass(frozen=True, slots=True)
class Bin:
    """A bar of the histogram: from, to, and the share of runs (0 to 1) that ended between."""

    begin: datetime
    end: datetime
    share: float


@dc.dataclass(frozen=True, slots=True)
class ItemRisk:
    """What one line has to do with the finish."""

    id: UUID
    wbs: str
    name: str
    finish: date | None
    criticality: float
    """The share of runs, 0 to 1, in which it held up the finish."""
    influence: float
    """The correlation of its length with the finish, -1 to 1."""
    days: float
    """By how many days (of 24 hours) a usual change of its length moves the finish."""


@dc.dataclass(frozen=True, slots=True)
class TornadoBar:
    """A bar of the tornado: a line and the days (of 24 hours) by which it moves the finish."""

    id: UUID
    name: str
    days: float


@dc.dataclass(frozen=True, slots=True)
class CountedRisk:
    """A risk that was, or was not, part of the runs: chance 0 to 1, working days, lines it delays.

    `left_out` says why it is not; it is empty for one that was counted.
    """

    id: UUID
    ref: str
    title: str
    chance: float | None
    days: int | None
    lines: int
    left_out: str = ""


@dc.dataclass(frozen=True, slots=True)
class WayRisk:
    """One way that work may go after a line: its share, and the share of runs that took it (0 to 1)."""

    after: int
    """Number of the line after which the ways part."""
    after_name: str
    id: UUID | None
    name: str
    """The line that is done then; empty where nothing more is done."""
    share: float
    taken: float | None = None
    """None before a run."""

    @property
    def said(self) -> str:
        """The line, or that nothing more is done."""
        return self.name or tr("Nothing more is done")


@dc.dataclass(frozen=True, slots=True)
class Assumed:
    """What went in: how many lines with which estimates, correlation, risks; said beside every result."""

    own: int = 0
    """Lines with a best and a worst duration of their own."""
    spread: int = 0
    """Lines that got the spread chosen for all others."""
    exact: int = 0
    """Lines whose duration did not vary."""
    low: int = 0
    """Of that spread, per cent below the planned duration; positive."""
    high: int = 0
    """Of that spread, per cent above the planned duration."""
    correlation: float = 0.0
    together: str = ""
    """Within what durations go together, in words; empty where they do not."""
    risks: tuple[CountedRisk, ...] = ()

    @property
    def counted(self) -> tuple[CountedRisk, ...]:
        """The risks that were part of the runs."""
        return tuple(risk for risk in self.risks if not risk.left_out)


@dc.dataclass(frozen=True, slots=True)
class ScheduleRisk:
    """The outcome of a simulation so far: finishes, what drives them, and what was assumed."""

    runs: int
    wanted: int
    """Runs that were asked for; more than `runs` while it goes on or when it was stopped."""
    seed: int
    planned: datetime
    """The finish that the plan shows."""
    worked_out: datetime
    """The finish by durations and links alone, when nothing varies."""
    baseline: datetime | None
    percentiles: tuple[Percentile, ...]
    chance: float
    """Of the planned finish, 0 to 1."""
    chance_baseline: float | None
    curve: tuple[tuple[datetime, float], ...]
    bins: tuple[Bin, ...]
    items: tuple[ItemRisk, ...]
    """Lines that can matter, the most critical first."""
    tornado: tuple[TornadoBar, ...]
    assumed: Assumed = Assumed()
    strained: int = 0
    """Lines that the plan has earlier than their links allow; the runs start them where links do."""
    ways: tuple[WayRisk, ...] = ()
    """Ways that the work could go, and how often each was taken."""

    def percentile(self, share: int) -> Percentile:
        """One of the percentiles kept; KeyError for others."""
        return {one.share: one for one in self.percentiles}[share]

    @property
    def finding(self) -> str:
        """What the S-curve says, in one sentence."""
        late = self.percentile(80)
        chance = shown.percent(round(self.chance * 10_000))
        return tr(
            "{chance} chance of {plan}; {day} is kept in 8 of 10 runs",
            chance=chance, plan=shown.day(self.planned.date()), day=shown.day(late.on.date()),
        )  # fmt: skip


def schedule_risk(
    found: Simulation,
    rows: Sequence[int],
    items: Mapping[int, PlanItem],
    *,
    days: WorkDays,
    wanted: int,
    assumed: Assumed,
) -> ScheduleRisk:
    """A simulation in dates and names.

    `rows` are the numbers of lines in the order of the network's rows, `items` the lines by number.
    """
    worked_out = _at(found.planned)
    planned = max((i.finish for i in items.values() if i.active and i.finish), default=worked_out)
    baseline = baseline_finish(items.values())
    return ScheduleRisk(
        runs=found.runs,
        wanted=wanted,
        seed=found.seed,
        planned=planned,
        worked_out=worked_out,
        baseline=baseline,
        percentiles=_percentiles(found, planned, baseline, days),
        chance=found.chance_of(tick(planned)),
        chance_baseline=None if baseline is None else found.chance_of(tick(baseline)),
        curve=_curve(found),
        bins=_bins(found),
        items=_items(found, rows, items),
        tornado=_tornado(found, rows, items),
        assumed=assumed,
        strained=len(found.strained),
    )


def _at(instant: int) -> datetime:
    found = moment(instant)
    assert found is not None
    return found


def baseline_finish(items: Iterable[PlanItem]) -> datetime | None:
    """When the first baseline has the last line end; None without a baseline."""
    kept = [i.baseline_finish for i in items if i.active and i.baseline_finish]
    return max(kept, default=None)


def _percentiles(
    found: Simulation, planned: datetime, baseline: datetime | None, days: WorkDays
) -> tuple[Percentile, ...]:
    from pmo_desktop.scheduling.simulation.result import PERCENTILES

    made = []
    for share, instant in zip(PERCENTILES, found.percentiles, strict=True):
        on = _at(instant)
        late = days.working_days_between(planned.date(), on.date())
        against = None if baseline is None else days.working_days_between(baseline.date(), on.date())
        made.append(Percentile(share, on, late, against))
    return tuple(made)


def _curve(found: Simulation) -> tuple[tuple[datetime, float], ...]:
    instants, shares = found.curve(_POINTS)
    return tuple((_at(int(at)), float(share)) for at, share in zip(instants, shares, strict=True))


def _bins(found: Simulation) -> tuple[Bin, ...]:
    """Bars of equal width, whole days wide, from the first finish to the last."""
    import numpy as np

    from pmo_desktop.scheduling.ticks import DAY

    first = int(found.finish[0]) // DAY
    last = int(found.finish[-1]) // DAY + 1
    width = max(1, -(-(last - first) // _BINS))
    edges = np.arange(first, last + width, width) * DAY
    counts, _ = np.histogram(found.finish, edges)
    return tuple(
        Bin(_at(int(edges[n])), _at(int(edges[n + 1])), float(count) / found.runs)
        for n, count in enumerate(counts)
    )


def _items(found: Simulation, rows: Sequence[int], items: Mapping[int, PlanItem]) -> tuple[ItemRisk, ...]:
    made = []
    for row, number in enumerate(rows):
        item = items.get(number)
        if item is None or item.item_kind is ItemKind.SUMMARY:
            continue
        share, push = float(found.criticality[row]), float(found.influence[row])
        if share > 0 or push:
            made.append(_item(item, share, push, float(found.spread[row])))
    return tuple(sorted(made, key=lambda one: (-one.criticality, -abs(one.days))))


def _item(item: PlanItem, criticality: float, influence: float, days: float) -> ItemRisk:
    on = item.finish.date() if item.finish else None
    return ItemRisk(item.id, item.wbs, item.name, on, criticality, influence, days)


def _tornado(found: Simulation, rows: Sequence[int], items: Mapping[int, PlanItem]) -> tuple[TornadoBar, ...]:
    bars = []
    for row in found.tornado(MOST_BARS):
        item = items.get(rows[row])
        if item is not None:
            bars.append(TornadoBar(item.id, item.name, float(found.spread[row])))
    return tuple(bars)


def assumed_words(assumed: Assumed) -> tuple[str, ...]:
    """What went into the runs, a sentence each."""
    own, spread, exact = assumed.own, assumed.spread, assumed.exact
    said = []
    if own:
        said.append(trn("{n} line with estimates of its own", "{n} lines with estimates of their own", own))
    if spread:
        how = tr("\u2212{low}\u00a0% to +{high}\u00a0% of the plan", low=assumed.low, high=assumed.high)
        lines = trn("{n} line without estimates", "{n} lines without estimates", spread)
        said.append(tr("{lines}: {how}", lines=lines, how=how))
    if exact:
        said.append(trn("{n} line exactly as planned", "{n} lines exactly as planned", exact))
    if assumed.counted:
        said.append(tr("Risks counted: {refs}", refs=", ".join(risk.ref for risk in assumed.counted)))
    if assumed.together and assumed.correlation:
        share = shown.number(assumed.correlation, 1)
        said.append(tr("Correlation {n}: {what}", n=share, what=assumed.together))
    else:
        said.append(tr("Correlation not modelled"))
    return tuple(said)
