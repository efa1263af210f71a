"""The register of works: works with their latest report, and what stands beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from pmo_desktop.domain.raid import HIGH_RISK, OPEN_ACTION, OPEN_RISK
from pmo_desktop.domain.reports import ReportState
from pmo_desktop.domain.works import (
    Category,
    OngoingService,
    Portfolio,
    PortfolioState,
    Programme,
    Project,
    ServiceState,
    WorkState,
)
from pmo_desktop.readmodels.register import COUNTING, ReportSeen, WorkRow, counting_rating
from pmo_desktop.storage.asking import Asking
from pmo_desktop.storage.collector import COLLECTOR
from pmo_desktop.storage.queries.cells import (
    RATING,
    id_of,
    ids,
    members,
    money,
    ratings,
    raw,
    title_of,
    titles,
    words,
)
from pmo_desktop.storage.tables import TABLES

_NO_DAY = datetime.fromordinal(1)
_NO_GATE = (None, "", "", None, 0)
Touched = Iterable[tuple[str, UUID]]
"""Records that changed, as (kind, id)."""

WORK = TABLES["work"]
_PARENT, _SPONSOR, _MANAGER = WORK.alias("above"), TABLES["person"].alias("sp"), TABLES["person"].alias("ma")
_UNIT, _DECISION = TABLES["org_unit"], TABLES["decision"]
_NOW, _BEFORE, _ANY = (TABLES["status_report"].alias(n) for n in ("now", "before", "anyone"))
_RISK, _ACTION = TABLES["risk"], TABLES["action"]
_PLAN, _ITEM, _GATE = TABLES["plan"], TABLES["plan_item"].alias("item"), TABLES["plan_item"].alias("gate")
_KINDS: Mapping[str, Any] = {
    Portfolio.ABOUT.kind: members(PortfolioState),
    Programme.ABOUT.kind: members(WorkState),
    Project.ABOUT.kind: members(WorkState),
    OngoingService.ABOUT.kind: members(ServiceState),
}


def _latest_report(before: sa.ColumnElement[date] | None = None) -> sa.ScalarSelect[Any]:
    """The id of the latest report of the work that counts; `before` a date when one is given."""
    r = _ANY.c
    query = sa.select(r.id).where(r.work == WORK.c.id, r.archived_at.is_(None), r.state.in_(COUNTING))
    if before is not None:
        query = query.where(r.status_date < before)
    query = query.order_by(r.status_date.desc(), r.id).limit(1)
    return query.correlate(WORK, _NOW).scalar_subquery()


def _next_gates() -> sa.Select[Any]:
    """The earliest gate of each plan that was not passed, with its work."""
    i = _ITEM.c
    first = sa.select(i.id).where(
        i.plan == _PLAN.c.id, i.archived_at.is_(None), i.gate != "", i.active, i.actual_finish.is_(None)
    )
    when = sa.func.coalesce(i.finish, i.start)
    first = first.order_by(when.is_(None), when, i.number).limit(1).correlate(_PLAN)
    g = _GATE.c
    at = sa.func.coalesce(g.finish, g.start, type_=sa.DateTime())
    query = sa.select(raw(_PLAN.c.work), g.gate, g.name, at, g.number)
    query = query.join_from(_PLAN, _GATE, g.id == first.scalar_subquery())
    return query.where(_PLAN.c.archived_at.is_(None), _PLAN.c.work.is_not(None))


def _high_risks() -> sa.Select[Any]:
    """The work of each open risk with a high score, in the columns of a gate without a code."""
    c = _RISK.c
    score = c.current["probability"].as_integer() * c.current["impact"].as_integer()
    none = sa.cast(sa.null(), sa.DateTime())
    query = sa.select(raw(c.work), sa.literal(""), sa.literal(""), none, sa.literal(0))
    query = query.where(c.work.is_not(None), c.archived_at.is_(None))
    return query.where(c.state.in_(OPEN_RISK), score > HIGH_RISK)


def _gone_back() -> sa.Select[Any]:
    """The work and status date of each report that was returned, in the columns of a gate without a code."""
    c = _ANY.c
    at = sa.type_coerce(c.status_date, sa.DateTime())
    query = sa.select(raw(c.work), sa.literal(""), sa.literal(""), at, sa.literal(0))
    return query.where(c.state == ReportState.RETURNED.value, c.archived_at.is_(None))


def _late_actions() -> sa.ScalarSelect[Any]:
    c = _ACTION.c
    query = sa.select(sa.func.count()).select_from(_ACTION)
    query = query.where(c.work == WORK.c.id, c.archived_at.is_(None), c.state.in_(OPEN_ACTION))
    return query.where(c.due < sa.bindparam("today", type_=sa.Date)).correlate(WORK).scalar_subquery()


def _columns() -> list[sa.ColumnElement[Any]]:
    w, n, b = WORK.c, _NOW.c, _BEFORE.c
    return [
        raw(w.id), w.kind, w.ref, w.revision, words(w.title), w.state, w.phase, w.priority, w.category,
        w.external_ref, raw(w.org_unit), words(_UNIT.c.title), raw(w.parent), _PARENT.c.kind,
        words(_PARENT.c.title), raw(w.sponsor), _SPONSOR.c.display_name, raw(w.manager),
        _MANAGER.c.display_name, w.budget_minor, w.budget_currency, w.forecast_cost_minor,
        w.forecast_cost_currency, w.actual_cost_minor, w.actual_cost_currency, raw(w.budget_authority),
        _DECISION.c.ref, w.start_planned, w.start_forecast, w.finish_planned, w.finish_forecast,
        w.finish_actual, w.tolerance_time, w.tolerance_cost,
        n.status_date, n.state, words(n.declared), words(n.derived), n.validated, n.headline,
        n.path_to_green, n.slip, n.forecast_finish, words(b.declared), words(b.derived), b.validated,
        _late_actions(),
    ]  # fmt: skip


@cache
def _statement() -> sa.Select[Any]:
    joined = (
        WORK.outerjoin(_PARENT, _PARENT.c.id == WORK.c.parent)
        .outerjoin(_UNIT, _UNIT.c.id == WORK.c.org_unit)
        .outerjoin(_SPONSOR, _SPONSOR.c.id == WORK.c.sponsor)
        .outerjoin(_MANAGER, _MANAGER.c.id == WORK.c.manager)
        .outerjoin(_DECISION, _DECISION.c.id == WORK.c.budget_authority)
        .outerjoin(_NOW, _NOW.c.id == _latest_report())
        .outerjoin(_BEFORE, _BEFORE.c.id == _latest_report(_NOW.c.status_date))
    )
    return sa.select(*_columns()).select_from(joined).where(WORK.c.archived_at.is_(None))


def _of(table: sa.Table, found: list[UUID]) -> sa.ColumnElement[bool]:
    return WORK.c.id.in_(sa.select(table.c.work).where(table.c.id.in_(found)))


def _concerned(kind: str, found: list[UUID]) -> sa.ColumnElement[bool] | None:
    """Which works show something of these records; None for kinds that no work shows."""
    match kind:
        case "project" | "programme" | "portfolio" | "service":
            return sa.or_(WORK.c.id.in_(found), WORK.c.parent.in_(found))
        case "status_report" | "risk" | "action" | "plan":
            return _of(TABLES[kind], found)
        case "plan_item":
            return WORK.c.id.in_(
                sa.select(_PLAN.c.work).join_from(_PLAN, _ITEM, _ITEM.c.plan == _PLAN.c.id)
                .where(_ITEM.c.id.in_(found))
            )  # fmt: skip
        case "person":
            return sa.or_(WORK.c.sponsor.in_(found), WORK.c.manager.in_(found))
        case "org_unit":
            return WORK.c.org_unit.in_(found)
        case "decision":
            return WORK.c.budget_authority.in_(found)
        case _:
            return None


def works(reader: Asking, today: date, touched: Touched | None = None) -> list[WorkRow]:
    """Every work that is not archived, by code; with `touched`, those that show one of these records.

    `today` is the day against which actions are late.
    """
    if touched is not None:
        by_kind: dict[str, list[UUID]] = {}
        for kind, uid in touched:
            by_kind.setdefault(kind, []).append(uid)
        parts = [p for kind, found in by_kind.items() if (p := _concerned(kind, found)) is not None]
        if not parts:
            return []
        return _together(reader, today, sa.or_(*parts))
    with COLLECTOR.rests():  # two statements: a union of so many rows takes a fifth longer
        found = reader.rows(_statement().order_by(WORK.c.ref, WORK.c.id).params(today=today))
        reads = _Reads(reader.rows(sa.union_all(*(query for query, _of in _beside()))))
        return [reads.row(*cells) for cells in found]


def under(reader: Asking, work: UUID, today: date) -> list[WorkRow]:
    """The works under a programme or portfolio at any depth, in one statement."""
    children = sa.select(_PARENT.c.id).where(_PARENT.c.archived_at.is_(None))
    inside = children.where(_PARENT.c.parent == work).cte("inside", recursive=True)
    inside = inside.union(children.where(_PARENT.c.parent == inside.c.id))
    return _together(reader, today, WORK.c.id.in_(sa.select(inside.c.id)))


def _together(reader: Asking, today: date, chosen: sa.ColumnElement[bool]) -> list[WorkRow]:
    """Some works, in one statement."""
    with COLLECTOR.rests():
        found = reader.rows(_asked(chosen).params(today=today))
        count = len(_CELLS_BESIDE)
        reads = _Reads((cells[0], *cells[-count:]) for cells in found if cells[1] is None)
        return [reads.row(*cells[:-count]) for cells in found if cells[1] is not None]


_CELLS_BESIDE = (sa.Text(), sa.Text(), sa.DateTime(), sa.BigInteger())
"""What stands beside a work: a gate's code and name, a date, a number."""


def _beside() -> tuple[tuple[sa.Select[Any], sa.FromClause], ...]:
    """What stands beside works, and the table that names the work."""
    return (_next_gates(), _PLAN), (_high_risks(), _RISK), (_gone_back(), _ANY)


def _asked(chosen: sa.ColumnElement[bool]) -> sa.CompoundSelect[Any]:
    """Works and what stands beside them, told apart by the kind of a work, in one statement."""
    named = sa.select(WORK.c.id).where(chosen, WORK.c.archived_at.is_(None)).correlate(None)
    works = _statement().where(chosen)
    works = works.add_columns(*(sa.cast(sa.null(), kind) for kind in _CELLS_BESIDE))
    empty = [sa.null() for _ in _columns()[1:]]
    others = []
    for query, of in _beside():
        work, *cells = query.selected_columns
        others.append(query.where(of.c.work.in_(named)).with_only_columns(work, *empty, *cells))
    return sa.union_all(works, *others).order_by(sa.text("3, 1"))  # by code and id


def _soonest(gates: Iterable[Any]) -> dict[Any, Any]:
    """By work, the first of the gates of its plans: those without a date last."""
    first: dict[Any, Any] = {}
    for gate in gates:
        work, _, _, at, number = gate
        place = (at is None, at or _NO_DAY, number)
        if work not in first or place < first[work][0]:
            first[work] = (place, gate)
    return {work: gate for work, (_, gate) in first.items()}


class _Reads:
    """Turns cells into rows; what repeats within a list is read once."""

    def __init__(self, beside: Iterable[Any]) -> None:
        """`beside` holds gates and, without a code, returned reports and, without a date too, risks."""
        gates, self._risks = [], Counter[Any]()
        self._back: dict[Any, datetime] = {}
        for cells in beside:
            work, code, _, at, _ = cells
            if code:
                gates.append(cells)
            elif at is not None:
                self._back[work] = max(at, self._back.get(work, at))
            else:
                self._risks[work] += 1
        self._gates = _soonest(gates)
        self._ids, self._titles, self._ratings = ids(), titles(), ratings()
        self._category, self._report_state = members(Category), members(ReportState)

    def row(
        self, uid: Any, kind: str, ref: str, revision: int, title: str, state: str, phase: str | None,
        priority: Any, category: Any, external: str, org_unit: Any, unit: Any, parent: Any, parent_kind: Any,
        parent_title: Any, sponsor: Any, sponsor_name: Any, manager: Any, manager_name: Any, budget: Any,
        budget_in: Any, forecast: Any, forecast_in: Any, actual: Any, actual_in: Any, authority: Any,
        authority_ref: Any, start_planned: Any, start_forecast: Any, finish_planned: Any,
        finish_forecast: Any, finish_actual: Any, tolerance_time: Any, tolerance_cost: Any, *rest: Any,
    ) -> WorkRow:  # fmt: skip
        """One row, from the cells in the order of `_columns`."""
        read, of = self._titles, self._ids
        said, above, part = title_of(title), read[parent_title], read[unit]
        _, gate, gate_name, gate_at, _ = self._gates.get(uid, _NO_GATE)
        back = self._back.get(uid)
        return WorkRow(
            id_of(uid), kind, ref, revision, said, _KINDS[kind][state], phase or "", priority,
            self._category[category], of[org_unit], part, of[parent], parent_kind or "", above, of[sponsor],
            sponsor_name or "", of[manager], manager_name or "", money(budget, budget_in),
            money(forecast, forecast_in), money(actual, actual_in), of[authority], authority_ref or "",
            start_planned, start_forecast, finish_planned, finish_forecast, finish_actual, tolerance_time,
            tolerance_cost, self._report(*rest[:-1]) if rest[0] is not None else None, gate, gate_name,
            gate_at.date() if gate_at else None, self._risks[uid], rest[-1], external,
            back.date() if back else None,
        )  # fmt: skip

    def _report(
        self, on: date, state: str, declared: str, derived: str, validated: Any, headline: str, path: str,
        slip: Any, finish: Any, before_declared: Any, before_derived: Any, before_validated: Any,
    ) -> ReportSeen:  # fmt: skip
        read = self._ratings
        before = None
        if before_declared is not None:
            said = RATING[before_validated] if before_validated else None
            before = counting_rating(said, read[before_declared], read[before_derived])
        return ReportSeen(
            on, self._report_state[state], read[declared], read[derived],
            RATING[validated] if validated else None, before, headline, path, slip, finish,
        )  # fmt: skip
