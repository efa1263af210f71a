"""The register of works as an item model: its columns, groups, totals and edits."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pmo_desktop.domain.edits import Set
from pmo_desktop.domain.schema import kinds
from pmo_desktop.domain.values import Money
from pmo_desktop.i18n import N_, language, tr, trn
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.ordering import Grouping, Head
from pmo_desktop.itemmodels.register_columns import (
    age_column,
    budget_lock,
    category_column,
    cost_column,
    count_column,
    date_column,
    gate_column,
    health_column,
    kind_column,
    money_column,
    person_column,
    phase_column,
    priority_column,
    programme_column,
    ref_column,
    signed_percent,
    slip_column,
    state_column,
    title_column,
    unit_column,
)
from pmo_desktop.itemmodels.register_context import Context
from pmo_desktop.itemmodels.roles import GroupRow, Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.history import value_words
from pmo_desktop.readmodels.project_phases import phase_word
from pmo_desktop.readmodels.register import Sums, WorkRow, rating_counts, sums
from pmo_desktop.readmodels.registerfilter import programme_key, programme_name


def columns(at: Context) -> tuple[Column[WorkRow], ...]:
    """All columns of the register, in their first order; the rarer ones hidden."""
    shown_first: tuple[Column[WorkRow], ...] = (
        health_column(at),
        ref_column(),
        title_column(),
        phase_column(),
        gate_column(),
        date_column(at, "finish_forecast", lambda row: row.finish, title=tr("Finish")),
        slip_column(),
        money_column(at, "budget", locked=budget_lock),
        cost_column(),
        age_column(at),
    )
    rarer: tuple[Column[WorkRow], ...] = (
        kind_column(),
        state_column(),
        person_column(at, "sponsor", lambda row: row.sponsor_name),
        person_column(at, "manager", lambda row: row.manager_name),
        unit_column(at),
        programme_column(),
        priority_column(),
        category_column(),
        date_column(at, "start_planned", lambda row: row.start_planned),
        date_column(at, "finish_planned", lambda row: row.finish_planned),
        money_column(at, "forecast_cost"),
        money_column(at, "actual_cost"),
        count_column(tr("Risks above 15"), "high_risks", lambda row: row.high_risks),
        count_column(tr("Actions overdue"), "late_actions", lambda row: row.late_actions),
    )
    every = (*shown_first, *(dc.replace(c, hidden=True) for c in rarer))
    return tuple(_disputed(c, at) if c.field else c for c in every)


def _disputed(column: Column[WorkRow], at: Context) -> Column[WorkRow]:
    """A column whose cells are marked while two people's values wait to be settled."""
    tone, tip = column.roles.get(Role.TONE), column.tip

    def inked(row: WorkRow) -> Any:
        return "warn" if at.dispute(row, column.field) else tone(row) if tone else None

    def tipped(row: WorkRow) -> str:
        clash = at.dispute(row, column.field)
        if clash is None:
            return tip(row) if tip else ""
        field, names = kinds()[row.kind].field(column.field), at.named()
        mine, theirs = value_words(field, clash.mine, names), value_words(field, clash.theirs, names)
        return tr("Two people changed this. Yours: {mine}. Theirs, stored: {theirs}.\n"
                  "Press 1 to keep yours, 2 to take theirs.", mine=mine, theirs=theirs)  # fmt: skip

    marked = {Role.CONFLICT: lambda row: at.dispute(row, column.field) is not None, Role.TONE: inked}
    return dc.replace(column, tip=tipped, roles={**column.roles, **marked})


def edit_of(row: WorkRow, column: Column[WorkRow], wanted: Any) -> Set:
    """The edit that a cell asks for."""
    return editing.set_of(row.kind, row, {column.field: wanted})


# -- groups and totals -----------------------------------------------------------------------------


@dc.dataclass(frozen=True, slots=True)
class GroupBy:
    """One way to group the register: the key and the name of the group that a work falls into."""

    key: str
    label: str
    of: Callable[[WorkRow], str]
    name: Callable[[WorkRow], str]


GROUPS: Mapping[str, GroupBy] = {
    g.key: g
    for g in (
        GroupBy("programme", N_("Programme"), programme_key, programme_name),
        GroupBy("unit", N_("Unit"), lambda r: r.org_unit.hex if r.org_unit else "",
                lambda r: r.unit.said(language()) or tr("Without a unit")),
        GroupBy("state", N_("State"), lambda r: r.state.value, lambda r: tr(r.state.label)),
        GroupBy("phase", N_("Phase"), lambda r: r.phase,
                lambda r: phase_word(r.phase) or tr("Without a phase")),
        GroupBy("sponsor", N_("Sponsor"), lambda r: r.sponsor.hex if r.sponsor else "",
                lambda r: r.sponsor_name or tr("Without a sponsor")),
        GroupBy("manager", N_("Manager"), lambda r: r.manager.hex if r.manager else "",
                lambda r: r.manager_name or tr("Without a manager")),
        GroupBy("kind", N_("Kind"), lambda r: r.kind, lambda r: tr(kinds()[r.kind].plural)),
    )
}  # fmt: skip


def group_head(by: GroupBy, at: Context) -> Callable[[str, Sequence[WorkRow]], GroupRow]:
    """What stands in the head of a group: name, count, sum and ratings; never one colour for a group."""

    def head(_key: str, rows: Sequence[WorkRow]) -> GroupRow:
        found = sums(rows, at.currency)
        facts = trn("{n} work", "{n} works", len(rows))
        if found.budget:
            money = shown.millions(Money(found.budget, found.currency))
            facts = tr("{works} · {money} m", works=facts, money=money)
        facts = _with_others(facts, found)
        return GroupRow(by.name(rows[0]), facts, rating_counts(rows, at.today, at.rating))

    return head


def _with_others(said: str, found: Sums) -> str:
    """A sum never hides what it leaves out: the works whose budget is in another currency."""
    if not found.others:
        return said
    others = trn("{n} in another currency", "{n} in other currencies", found.others)
    return tr("{works}, {others}", works=said, others=others)


def grouping(
    key: str, rows: Iterable[WorkRow], at: Context
) -> tuple[Grouping[WorkRow] | None, Head[WorkRow] | None]:
    """How rows fall into groups by a key of `GROUPS`, and what makes their heads; None for no groups."""
    by = GROUPS.get(key)
    if by is None:
        return None, None
    first: dict[str, WorkRow] = {}
    for row in rows:
        first.setdefault(by.of(row), row)
    names = {group: by.name(row).casefold() for group, row in first.items()}
    return Grouping(by.of, lambda found: (found == "", names.get(found, ""))), group_head(by, at)


def totals(rows: Sequence[WorkRow], at: Context) -> dict[str, str]:
    """What stands below the columns, by their key: works, mean slip, budget, cost against budget."""
    found = sums(rows, at.currency)
    said = {"title": _with_others(trn("{n} work", "{n} works", found.works), found)}
    if found.slip is not None:
        said["slip"] = shown.signed(found.slip)
    if found.budget:
        said["budget"] = shown.millions(Money(found.budget, found.currency))
        said["cost"] = signed_percent(found.share)
    return said
