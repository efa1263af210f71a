"""The portfolio in a pack: one page of it, what changed, status, history, milestones, risks."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

from pmo_desktop.domain.health import Rating, Trend
from pmo_desktop.domain.values import Money, Points
from pmo_desktop.readmodels.pack_values import Head

TWO_PER_CENT = Points(200)
TEN_PER_CENT = Points(1000)
SIXTY_PER_CENT = Points(6000)


@dc.dataclass(frozen=True, slots=True)
class RatingShare:
    """How many works, and how much approved budget, stand at one rating."""

    rating: Rating
    count: int
    budget: Money


@dc.dataclass(frozen=True, slots=True)
class Tile:
    """One figure: `value` large, `line` what it is made of, `before` the last value, `spark` its history."""

    title: str
    value: str
    line: str = ""
    before: str = ""
    spark: tuple[float, ...] = ()
    spark_note: str = ""


@dc.dataclass(frozen=True, slots=True)
class PortfolioPage:
    """The whole portfolio on one page, with the leader's own words."""

    head: Head
    shares: tuple[RatingShare, ...] = ()
    tiles: tuple[Tile, ...] = ()
    better: str = ""
    worse: str = ""
    needs_you: str = ""
    commentary: str = ""
    commentary_by: str = ""
    commentary_on: dt.date | None = None


@dc.dataclass(frozen=True, slots=True)
class RatingMove:
    """A rating that is not what it was."""

    work: str
    was: Rating
    now: Rating
    trend: Trend | None
    reason: str
    key: str = ""


@dc.dataclass(frozen=True, slots=True)
class DateMove:
    """A forecast finish that moved; `days` are working days, later is positive."""

    work: str
    was: dt.date
    now: dt.date
    days: int


@dc.dataclass(frozen=True, slots=True)
class MoneyMove:
    """A forecast cost at completion that moved."""

    work: str
    was: Money
    now: Money


@dc.dataclass(frozen=True, slots=True)
class WhatChanged:
    """What moved since the last pack; `notes` are pairs of label and sentence (new, closed, done)."""

    head: Head
    since: dt.date | None = None
    ratings: tuple[RatingMove, ...] = ()
    dates: tuple[DateMove, ...] = ()
    money: tuple[MoneyMove, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    least_days: int = 5
    least_points: Points = TWO_PER_CENT


@dc.dataclass(frozen=True, slots=True)
class StatusLine:
    """One work in the status table.

    `dimensions` are in the order of the table's letters. `days` are working days later than the baseline,
    `cost` forecast over (+) or under (−) budget, `age` days since the report. `key` names its own page.
    """

    ref: str
    name: str
    detail: str
    overall: Rating
    trend: Trend | None
    dimensions: tuple[Rating, ...] = ()
    baseline: dt.date | None = None
    forecast: dt.date | None = None
    days: int | None = None
    cost: Points | None = None
    age: int | None = None
    changed: bool = False
    key: str = ""


@dc.dataclass(frozen=True, slots=True)
class StatusGroup:
    """A programme, or all works outside one, or the ongoing services; worst first."""

    name: str
    lead: str
    kind: str
    budget: Money | None
    lines: tuple[StatusLine, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class StatusTable:
    """Every work in one table. `dimensions` are pairs of letter and word (T, time)."""

    head: Head
    dimensions: tuple[tuple[str, str], ...] = ()
    groups: tuple[StatusGroup, ...] = ()
    since: dt.date | None = None
    days_limit: int = 20
    cost_limit: Points = TEN_PER_CENT


@dc.dataclass(frozen=True, slots=True)
class HistoryLine:
    """The ratings of one work, oldest first; `None` where it had not started."""

    name: str
    ratings: tuple[Rating | None, ...]
    key: str = ""


@dc.dataclass(frozen=True, slots=True)
class HistoryGroup:
    """The works of one programme."""

    name: str
    lines: tuple[HistoryLine, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class RagHistory:
    """Ratings by period; `meetings` are the positions of periods in which the body met."""

    head: Head
    periods: tuple[dt.date, ...] = ()
    meetings: tuple[int, ...] = ()
    groups: tuple[HistoryGroup, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone or gate of a work; `days` are working days late, `ready` how far a gate is prepared."""

    title: str
    baseline: dt.date | None
    forecast: dt.date | None
    days: int | None = None
    gate: bool = False
    done: bool = False
    ready: Points | None = None
    key: str = ""


@dc.dataclass(frozen=True, slots=True)
class MilestoneGroup:
    """The milestones of one programme, by forecast."""

    name: str
    lines: tuple[MilestoneLine, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class Milestones:
    """Milestones and gates around the meeting, on one time axis from `first` to `last`."""

    head: Head
    first: dt.date
    last: dt.date
    data_on: dt.date
    meeting_on: dt.date
    groups: tuple[MilestoneGroup, ...] = ()
    ready_limit: Points = SIXTY_PER_CENT


@dc.dataclass(frozen=True, slots=True)
class Place:
    """A place in the risk matrix: chance and impact, each 1 to 5."""

    chance: int
    impact: int


@dc.dataclass(frozen=True, slots=True)
class RiskLine:
    """One of the worst risks: where it is, came from and shall go; exposure is chance times cost."""

    number: str
    work: str
    text: str
    owner: str
    now: Place
    score: int
    before: Place | None = None
    score_before: int | None = None
    target: Place | None = None
    score_target: int | None = None
    trend: Trend | None = Trend.SAME
    exposure: Money | None = None
    key: str = ""


@dc.dataclass(frozen=True, slots=True)
class TopRisks:
    """The worst risks, and the sum of all others, so that the column adds up.

    `levels` is the lookup table of the matrix by chance (1 first) and impact: 1 low to 4 very high.
    """

    head: Head
    risks: tuple[RiskLine, ...] = ()
    others: int = 0
    others_exposure: Money | None = None
    contingency: Money | None = None
    levels: tuple[tuple[int, ...], ...] = (
        (1, 1, 1, 1, 3),
        (1, 1, 2, 2, 4),
        (1, 2, 2, 3, 4),
        (1, 2, 3, 4, 4),
        (2, 3, 4, 4, 4),
    )
    note: str = ""
