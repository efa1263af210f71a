"""Every work in one table, worst first inside its programme, and its ratings month by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.domain.reports import Ratings
from pmo_desktop.domain.values import Money
from pmo_desktop.domain.works import OngoingService, Programme, ServiceLevel
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_portfolio import (
    HistoryGroup,
    HistoryLine,
    RagHistory,
    StatusGroup,
    StatusLine,
    StatusTable,
)
from pmo_desktop.readmodels.project_phases import phase_word
from pmo_desktop.services.publishing import numbers as keys
from pmo_desktop.services.publishing.facts import before
from pmo_desktop.services.publishing.frame import Delivered, Frame
from pmo_desktop.services.publishing.numbers import Numbers

FEWEST_PERIODS, MOST_PERIODS = 6, 12
FIELDS = ("time", "cost", "scope", "benefits", "risk", "resources")
Group = tuple[Programme | None, list[Delivered]]


def dimensions() -> tuple[tuple[str, str], ...]:
    """The rated dimensions as pairs of letter and word, in the order of `FIELDS`."""
    return (
        (tr("T"), tr("time")),
        (tr("C"), tr("cost")),
        (tr("S"), tr("scope")),
        (tr("B"), tr("benefits")),
        (tr("R"), tr("risk")),
        (tr("P"), tr("people")),
    )


def dimension_ratings(frame: Frame, work: Delivered) -> tuple[Rating, ...]:
    """What was declared for each dimension, else what the rules compute; empty without a report."""
    said = frame.report(work.id)
    if said is None or frame.ratings[work.id] in (Rating.NONE, Rating.COMPLETE):
        return ()
    return tuple(_one(said.declared, said.derived, name) for name in FIELDS)


def _one(declared: Ratings, derived: Ratings, name: str) -> Rating:
    first: Rating = getattr(declared, name)
    second: Rating = getattr(derived, name)
    return first if first is not Rating.NONE else second


def grouped(frame: Frame, works: Iterable[Delivered]) -> list[Group]:
    """Works by programme in the order of its code, those outside one last."""
    found: dict[Programme | None, list[Delivered]] = {}
    for work in works:
        found.setdefault(frame.programme(work), []).append(work)
    return sorted(found.items(), key=lambda pair: (pair[0] is None, pair[0].ref if pair[0] else ""))


def status_table(frame: Frame, numbers: Numbers) -> StatusTable:
    """One row a work; the ongoing services stand in their own block at the end."""
    groups = [
        _group(frame, numbers, frame.title(programme) or tr("Outside programmes"), works, programme)
        for programme, works in grouped(frame, frame.projects)
    ]
    if frame.services:
        groups.append(_group(frame, numbers, tr("Ongoing services"), list(frame.services), None, "service"))
    head = frame.head(
        keys.STATUS,
        tr("Status of projects and services"),
        numbers.taken_by(keys.STATUS),
        paper=numbers.own(keys.STATUS),
    )
    return StatusTable(head, dimensions(), tuple(groups), frame.since)


def _group(
    frame: Frame,
    numbers: Numbers,
    name: str,
    works: Sequence[Delivered],
    programme: Programme | None,
    kind: str = "programme",
) -> StatusGroup:
    budgets = [w.budget for w in works]
    total: Money | None = frame.total(budgets) if any(budgets) else None
    return StatusGroup(
        name=name,
        lead=frame.name(programme.manager) if programme else "",
        kind=kind,
        budget=total,
        lines=tuple(_line(frame, numbers, w) for w in frame.worst_first(works)),
    )


def _line(frame: Frame, numbers: Numbers, work: Delivered) -> StatusLine:
    said, rating = frame.report(work.id), frame.ratings[work.id]
    was = frame.rating_at(work, frame.since) if frame.since else None
    return StatusLine(
        ref=work.ref,
        name=frame.title(work),
        detail=_service_detail(work) if isinstance(work, OngoingService) else _detail(frame, work),
        overall=rating,
        trend=frame.trend(work),
        dimensions=dimension_ratings(frame, work),
        baseline=None if isinstance(work, OngoingService) else work.finish_planned,
        forecast=frame.forecast(work),
        days=frame.days_late(work),
        cost=frame.over(work),
        age=(frame.day - said.status_date).days if said and rating is not Rating.COMPLETE else None,
        changed=was is not None and was is not rating,
        key=numbers.work_key(work),
    )


def _detail(frame: Frame, work: Delivered) -> str:
    gate = next_gate(frame, work)
    said = ""
    if gate is not None and gate.finish is not None:
        said = tr("{gate} {date}", gate=gate.gate, date=shown.day_month(gate.finish.date()))
    phase = phase_word(work.phase) if not isinstance(work, OngoingService) else ""
    return " · ".join(t for t in (phase, said) if t)


def next_gate(frame: Frame, work: Delivered) -> PlanItem | None:
    """The next gate of a work that has not been passed."""
    ahead = [
        item
        for item, plan in frame.facts.milestones
        if plan.work == work.id and item.gate and item.actual_finish is None and item.finish is not None
    ]
    return min(ahead, key=lambda i: (i.finish, i.position), default=None)


def _service_detail(service: OngoingService) -> str:
    """How many of its promises are kept."""
    known = [level for level in service.levels if level.actual is not None and level.target]
    kept = sum(attainment(level) >= 1 for level in known)
    return tr("{kept} of {n} levels met", kept=kept, n=len(known)) if known else ""


def attainment(level: ServiceLevel) -> float:
    """Actual over target, turned round where less is better: 1 keeps the promise."""
    actual = level.actual or 0.0
    if level.higher_is_better:
        return actual / level.target
    return level.target / actual if actual else 1.0


# -- history ---------------------------------------------------------------------------------------


def rag_history(frame: Frame, numbers: Numbers) -> RagHistory:
    """The rating of every work at the end of each month, for six to twelve months."""
    head = frame.head(
        keys.HISTORY, tr("Rating history"), numbers.taken_by(keys.HISTORY), paper=numbers.own(keys.HISTORY)
    )
    periods = months(frame)
    groups = [
        HistoryGroup(
            frame.title(programme) or tr("Outside programmes"),
            tuple(_history(frame, numbers, w, periods) for w in frame.worst_first(works)),
        )
        for programme, works in grouped(frame, frame.projects)
    ]
    if frame.services:
        lines = tuple(_history(frame, numbers, w, periods) for w in frame.worst_first(frame.services))
        groups.append(HistoryGroup(tr("Ongoing services"), lines))
    met = {shown.local(m.starts).date().replace(day=1) for m in before(frame.facts.meeting)}
    return RagHistory(
        head=head,
        periods=tuple(periods),
        meetings=tuple(n for n, first in enumerate(periods) if first in met),
        groups=tuple(groups),
    )


def months(frame: Frame) -> list[dt.date]:
    """The first day of each month shown, oldest first: back to the first report, six at least."""
    here = {w.id for w in frame.works}
    first = min(
        (said[0].status_date for work, said in frame.reports.items() if work in here), default=frame.day
    )
    count = (frame.day.year - first.year) * 12 + frame.day.month - first.month + 1
    shown_months = min(max(count, FEWEST_PERIODS), MOST_PERIODS)
    return [months_before(frame.day, n) for n in reversed(range(shown_months))]


def months_before(day: dt.date, months_back: int) -> dt.date:
    """The first day of the month so many months before."""
    count = day.year * 12 + day.month - 1 - months_back
    return dt.date(count // 12, count % 12 + 1, 1)


def month_end(first: dt.date, latest: dt.date) -> dt.date:
    """The last day of a month, but never later than a day."""
    following = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return min(following - dt.timedelta(days=1), latest)


def _history(frame: Frame, numbers: Numbers, work: Delivered, periods: Sequence[dt.date]) -> HistoryLine:
    ratings = [frame.rating_at(work, month_end(first, frame.day)) for first in periods[:-1]]
    return HistoryLine(frame.title(work), (*ratings, frame.ratings[work.id]), numbers.work_key(work))
