"""One page for a work out of tolerance: ratings, what, why, remaining milestones, cost, way back, ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pmo_desktop.i18n import tr, trn
from pmo_desktop.packs import marks
from pmo_desktop.packs.blocks import Block, BlockHead, Drawing, Gap, one_line, para, stacked
from pmo_desktop.packs.cells import counted, or_nothing
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.gantt import HEAD, RULE, Window, paint_milestones
from pmo_desktop.packs.layout import body_top
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.sections.resolution import resolution_box
from pmo_desktop.packs.styles import (
    BODY,
    BOX_H,
    BOX_W,
    GREY,
    INK,
    LINE,
    SMALL,
    SMALL_BOLD,
    SMALL_GREY,
    TITLE,
)
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.packs.text import balanced, grid, measured, spans, wrap
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_portfolio import MilestoneLine
from pmo_desktop.readmodels.pack_works import CostPoint, ExceptionPage

_HALF = 227.0
_LONG = 12
_CHART, _LOW_CHART = 112.0, 84.0
"""How high the charts are, and how low they may be for all to stay on one page."""
_NAMES, _ROW = 100.0, 18.0
"""How wide the names of milestones are, and how high their rows."""
_COST_AT = 336.0
_COST_W = BOX_W - _COST_AT


def compose(page: ExceptionPage) -> Composed:
    """From the name of the work to the resolution."""
    title = page.head.finding or _title(page)
    room = BOX_H - body_top(len(balanced(spans(title, TITLE), BOX_W)))
    blocks = _blocks(page, _CHART)
    if sum(b.height for b in blocks) > room:
        blocks = _blocks(page, _LOW_CHART)
    return Composed(page, title, tuple(blocks))


def _blocks(page: ExceptionPage, least: float) -> list[Block]:
    """All blocks, the charts at least so high."""
    deep = 2 if _long_name(page) else 1
    blocks: list[Block] = [Drawing(deep * LINE, lambda pen: _paint_name(pen, page))]
    if page.ratings:
        blocks.append(Drawing(2.5 * LINE, lambda pen: _paint_ratings(pen, page)))
    blocks += [*_reasons(page), Gap(), *_charts(page, least), Gap(), *_path(page), *_options(page)]
    if page.help_asked:
        blocks += [Gap(LINE / 2), BlockHead(tr("Help asked of the body")), para(page.help_asked, BODY)]
    if page.resolution:
        blocks += [Gap(), resolution_box(page.resolution)]
    return blocks


def _title(page: ExceptionPage) -> str:
    late = max((m.days for m in page.milestones if m.days is not None), default=0)
    if late <= 0:
        return tr("{work} is out of tolerance", work=page.name)
    return trn(
        "{work} is out of tolerance and {count} working day late",
        "{work} is out of tolerance and {count} working days late",
        late,
        work=page.name,
        count=counted(late),
    )


def _long_name(page: ExceptionPage) -> bool:
    """Whether name and detail need a line each."""
    return measured(_name(page), SMALL_BOLD) + measured(page.detail, SMALL_GREY) + 12 > BOX_W


def _name(page: ExceptionPage) -> str:
    return f"{page.ref}  {page.name}"


def _paint_name(pen: Pen, page: ExceptionPage) -> None:
    deep = _long_name(page)
    taken = pen.fitted(0, 10, _name(page), SMALL_BOLD, BOX_W)
    if deep:
        pen.fitted(0, 10 + LINE, page.detail, SMALL_GREY, BOX_W)
    else:
        pen.fitted(BOX_W, 10, page.detail, SMALL_GREY, BOX_W - taken - 12, "r")
    pen.rule(0, 2 * LINE if deep else LINE, BOX_W, 0.8, INK)
    pen.link(f"status-{page.ref}", 0, 0, taken, LINE)


def _paint_ratings(pen: Pen, page: ExceptionPage) -> None:
    step = BOX_W / max(len(page.ratings), 7)
    for n, (dimension, value) in enumerate(page.ratings):
        x = n * step
        marks.rating(pen, x + 7.5, 14, marks.ROW, value)
        pen.fitted(x + 19, 14, dimension, SMALL_BOLD, step - 20)
        pen.fitted(x + 19, 26, marks.rating_word(value), SMALL_GREY, step - 20)


def _reasons(page: ExceptionPage) -> list[Block]:
    pairs = ((tr("What"), page.what), (tr("Why"), page.why))
    if all(len(wrap(spans(text, BODY), _HALF)) <= _LONG for _word, text in pairs):
        columns = [
            (n * (BOX_W - _HALF), (BlockHead(word, width=_HALF), para(or_nothing(text), BODY, _HALF)))
            for n, (word, text) in enumerate(pairs)
        ]
        return [stacked(columns)]
    blocks: list[Block] = []
    for word, text in pairs:
        blocks += [BlockHead(word), para(or_nothing(text), BODY), Gap(LINE / 2)]
    return blocks


def _charts(page: ExceptionPage, least: float) -> list[Block]:
    lines = [m for m in page.milestones if m.baseline or m.forecast][:8]
    if not lines and not page.costs:
        return [one_line(tr("No milestone or forecast cost is on record."))]
    high = grid(HEAD + len(lines) * _ROW if lines else least)
    if page.costs:
        high = max(high, least)

    def paint(pen: Pen) -> None:
        if lines:
            _paint_milestones(pen, lines)
        if page.costs:
            with pen.at(_COST_AT, 0):
                _paint_costs(pen, page, high)

    def heads(pen: Pen) -> None:
        BlockHead(tr("Remaining milestones"), tr("open baseline, solid forecast"), width=_COST_AT - 20).draw(
            pen
        )
        if page.costs:
            unit = tr("{currency} million", currency=page.costs[0].forecast.currency)
            with pen.at(_COST_AT, 0):
                BlockHead(tr("Forecast cost"), unit, width=_COST_W).draw(pen)

    return [Drawing(LINE, heads, with_next=True), Drawing(high, paint)]


def _paint_milestones(pen: Pen, lines: Sequence[MilestoneLine]) -> None:
    days = [d for m in lines for d in (m.baseline, m.forecast) if d]
    after = max(40, (max(days) - min(days)).days // 4)  # room for the last date
    window = Window(min(days) - dt.timedelta(days=10), max(days) + dt.timedelta(days=after))
    paint_milestones(pen, _NAMES, lines, window, _COST_AT - 18 - _NAMES, _ROW)
    for n, line in enumerate(lines):
        pen.fitted(0, HEAD + n * _ROW + _ROW / 2 + 2.5, line.title, SMALL, _NAMES - 8)
        pen.rule(0, HEAD + (n + 1) * _ROW, _NAMES, RULE)
    pen.rule(0, HEAD, _COST_AT - 18, 0.6, INK)


def _paint_costs(pen: Pen, page: ExceptionPage, high: float) -> None:
    levels = [p.forecast.minor for p in page.costs]
    levels += [m.minor for m in (page.budget, page.tolerance) if m]
    low, most = min(levels), max(levels)
    bottom, span = high - 14, (most - low) or 1
    wide = _COST_W - 32

    def y(minor: int) -> float:
        return bottom - 13 - (minor - low) / span * (bottom - 26)

    if page.budget:
        at = y(page.budget.minor)
        pen.stroke([(0, at), (wide, at)], 1.1, GREY, (4.0, 2.2))
        if abs(at - y(page.costs[-1].forecast.minor)) > 10:
            pen.fitted(wide + 3, at + 3, shown.millions(page.budget), SMALL_GREY, 30)
        pen.fitted(0, at + 9.5, tr("budget"), SMALL_GREY, wide)
    if page.tolerance:
        at = y(page.tolerance.minor)
        pen.stroke([(0, at), (wide, at)], 1.0, INK, (1.0, 1.6))
        said = tr("tolerance {amount}", amount=shown.millions(page.tolerance))
        above = y(page.costs[-1].forecast.minor) > at  # on the side that the line does not end on
        pen.fitted(wide, at - 3 if above else at + 9.5, said, SMALL_GREY, wide, "r")
    _paint_cost_line(pen, page.costs, wide, y(page.costs[0].forecast.minor), [y(v) for v in levels])
    pen.stroke([(0, bottom), (wide, bottom)], 0.7, INK)
    for x, point in ((0.0, page.costs[0]), (wide, page.costs[-1])):
        pen.text(x, bottom + 11, shown.month_name(point.on), SMALL_GREY, "l" if x == 0 else "r")


def _paint_cost_line(
    pen: Pen, costs: Sequence[CostPoint], wide: float, first: float, heights: Sequence[float]
) -> None:
    step = wide / max(len(costs) - 1, 1)
    points = [(n * step, heights[n]) for n in range(len(costs))]
    if len(points) > 1:
        pen.stroke(points, 2.0, INK)
    x, y = points[-1] if len(points) > 1 else (0.0, first)
    pen.disc(x, y, 2.6, INK)
    pen.text(x + 6, y + 3, shown.millions(costs[-1].forecast), SMALL_BOLD)


def _path(page: ExceptionPage) -> list[Block]:
    head = BlockHead(tr("Path to green"))
    if not page.path:
        return [head, one_line(tr("No path to green has been agreed."))]
    columns = (
        Column("", 22),
        Column(tr("Step"), BOX_W - 22 - 110 - 92),
        Column(tr("Owner"), 110),
        Column(tr("Date"), 92, "r"),
    )
    rows = [
        Row((Cell(str(n), bold=True), Cell(s.text), Cell(or_nothing(s.owner)), Cell(shown.day(s.on))))
        for n, s in enumerate(page.path, 1)
    ]
    return [head, table(columns, rows)]


def _options(page: ExceptionPage) -> list[Block]:
    if not page.options:
        return []
    currency = next((o.cost.currency for o in page.options if o.cost), "")
    scale = tr("{currency} million, finish, and whether it can be undone", currency=currency)
    columns = (
        Column("", 22),
        Column(tr("Option"), BOX_W - 22 - 44 - 84 - 44 - 84),
        Column(tr("Cost"), 44, "r"),
        Column(tr("Finish"), 84, "r"),
        Column(tr("Risk"), 44, "r"),
        Column(tr("Reversible"), 84, "r"),
    )
    rows: list[Row] = []
    for o in page.options:
        name = tr("{option} (recommended)", option=o.text) if o.recommended else o.text
        finish = shown.day(o.finish) if o.finish else tr("not known")
        texts = (name, shown.millions(o.cost), finish, or_nothing(str(o.risk or "")), o.reversible)
        rows.append(Row((Cell(o.letter, bold=True), *(Cell(t, bold=o.recommended) for t in texts))))
    return [Gap(), BlockHead(tr("Options"), scale if currency else ""), table(columns, rows)]
