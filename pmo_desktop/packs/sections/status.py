"""The status table: one row a work, worst first inside each programme, services in their own block."""

from __future__ import annotations

import datetime as dt

from pmo_desktop.domain.health import Rating
from pmo_desktop.i18n import tr, trn
from pmo_desktop.packs.blocks import Block, one_line
from pmo_desktop.packs.cells import (
    counted,
    listed,
    overall_cell,
    rating_cell,
    rating_counts,
    sentence,
    trend_cell,
)
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.styles import BOX_W
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_portfolio import StatusGroup, StatusLine, StatusTable

_MARK_W = 19.2


def compose(status: StatusTable) -> Composed:
    """Groups under one head that every page repeats."""
    title = status.head.finding or _title(status)
    if not any(g.lines for g in status.groups):
        return Composed(status, title, (one_line(tr("No work is in the portfolio yet.")),))
    rows: list[Row] = []
    for group in status.groups:
        rows.append(_group_row(group))
        if not group.lines:
            rows.append(Row((Cell(tr("No work in this group."), grey=True, columns=len(_columns(status))),)))
        rows += [_row(line, status) for line in group.lines]
    body: Block = table(_columns(status), rows, _note(status))
    return Composed(status, title, (body,))


def _title(status: StatusTable) -> str:
    ratings = [line.overall for g in status.groups for line in g.lines]
    words = {
        Rating.RED: tr("red"),
        Rating.AMBER: tr("amber"),
        Rating.NONE: tr("not rated"),
    }
    parts = [
        tr("{count} {rating}", count=counted(ratings.count(r)), rating=word)
        for r, word in words.items()
        if ratings.count(r)
    ]
    if not parts:
        return tr("All works are green or complete")
    return sentence(tr("{counts}: worst first inside each programme", counts=listed(parts)))


def _columns(status: StatusTable) -> tuple[Column, ...]:
    letters = [Column(letter, _MARK_W, "c") for letter, _word in status.dimensions]
    middle = len(letters) // 2
    if letters:
        upper = tr("Rating by dimension")
        letters[middle] = Column(letters[middle].head, _MARK_W, "c", upper)
    ends = (
        Column(tr("Baseline"), 46, "r"),
        Column(tr("Forecast"), 47, "r"),
        Column(tr("Days"), 27, "r"),
        Column(tr("Cost %"), 34, "r"),
        Column(tr("Age"), 24, "r"),
    )
    marked = (Column(tr("All"), 25, "c"), Column("", 14, "c"), *letters)
    first = BOX_W - sum(c.width for c in (*marked, *ends))
    return (Column(tr("Work, code, phase, gate"), first), *marked, *ends)


def _group_row(group: StatusGroup) -> Row:
    budget = tr("budget {amount}", amount=shown.money(group.budget, in_millions=True)) if group.budget else ""
    n = len(group.lines)
    count = (
        trn("{n} project", "{n} projects", n)
        if group.kind != "service"
        else trn("{n} service", "{n} services", n)
    )
    detail = "  ·  ".join(t for t in (group.lead, count, budget) if t)
    counts = rating_counts(line.overall for line in group.lines)
    return Row((Cell(group.name, bold=True, detail=detail), Cell(counts)), "group")


def _row(line: StatusLine, status: StatusTable) -> Row:
    ratings = tuple(rating_cell(r) for r in line.dimensions)
    blank = tuple(Cell() for _ in range(len(status.dimensions) - len(ratings)))
    days = "" if line.days is None else shown.signed(line.days)
    cost = "" if line.cost is None else shown.signed(line.cost / 100, 1)
    return Row(
        (
            Cell(
                line.name,
                bold=True,
                detail=f"{short_ref(line.ref)} · {line.detail}" if line.detail else line.ref,
                link=line.key,
            ),
            overall_cell(line.overall),
            trend_cell(line.trend),
            *ratings[: len(status.dimensions)],
            *blank,
            Cell(_day(line.baseline), grey=True),
            Cell(_day(line.forecast)),
            Cell(days, bold=line.days is not None and line.days > status.days_limit),
            Cell(cost, bold=line.cost is not None and line.cost > status.cost_limit),
            Cell("" if line.age is None else str(line.age)),
        ),
        anchor=f"status-{line.ref}",
        changed=line.changed,
    )


def short_ref(ref: str) -> str:
    """A reference without the letters that all share (2024-003 for PRJ-2024-003)."""
    letters, _dash, rest = ref.partition("-")
    return rest if letters.isalpha() and len(rest) > 6 and rest[0].isdigit() else ref


def _day(day: dt.date | None) -> str:
    return shown.short_day(day) if day else ""


def _note(status: StatusTable) -> str:
    letters = listed(tr("{letter} {word}", letter=letter, word=word) for letter, word in status.dimensions)
    words = tr(
        "Green is a ring here, solid in the overall column. Days: working days later than baseline, bold "
        "over {days}. Cost %: forecast over (+) or under (−) budget, bold over {cost}. Age: days since the "
        "report.",
        days=status.days_limit,
        cost=shown.number(status.cost_limit / 100),
    )
    moved = ""
    if status.since:
        moved = tr("Bar in the margin: rating moved since {day}.", day=shown.day_month(status.since))
    return f"{letters}. {words} {moved}".strip()
