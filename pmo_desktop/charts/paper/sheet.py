"""Draws one sheet of a plan on paper: its part of the chart, its table, and what stands round them.

Only the lines and the time of the sheet are drawn, so the cost of a sheet does not depend on the plan.
"""

from __future__ import annotations

import dataclasses as dc

import numpy as np
from matplotlib.figure import Figure

from pmo_desktop.charts.fonts import SEMIBOLD, elided, text_width
from pmo_desktop.charts.gantt.draw import GanttChart
from pmo_desktop.charts.gantt.frame import GanttView
from pmo_desktop.charts.palette import PAPER, Palette
from pmo_desktop.charts.paper.furniture import Board, furnish
from pmo_desktop.charts.paper.geometry import DESIGN_TYPE
from pmo_desktop.charts.paper.links import references
from pmo_desktop.charts.paper.pages import COLUMN_NAMES, NO_FACTS, Column, PrintFacts
from pmo_desktop.charts.paper.plan import Layout, SheetPlan
from pmo_desktop.charts.paper.table import INDENT, NUMBERS, PAD, TableColumn, name_lines, weight
from pmo_desktop.charts.sheet import Word, centred, rules
from pmo_desktop.i18n import tr

_HAIR = 0.35
_LEADING = 1.14
"""From one line of a long name to the next, in parts of the type size."""
_LEAST_SCALE = 6.0
"""Type below which the time scale gets no finer, so that its lines do not become a grey."""


def sheet_figure(
    layout: Layout,
    sheet: SheetPlan,
    facts: PrintFacts = NO_FACTS,
    palette: Palette = PAPER,
) -> Figure:
    """A figure as large as the paper, with one sheet on it."""
    geometry = sheet.geometry
    figure = Figure(figsize=(geometry.width / 72, geometry.height / 72), dpi=72)
    draw_sheet(figure, layout, sheet, facts, palette)
    return figure


def draw_sheet(
    figure: Figure, layout: Layout, sheet: SheetPlan, facts: PrintFacts, palette: Palette = PAPER
) -> None:
    """Draw one sheet on a figure of the size of the paper; the figure is cleared."""
    geometry = sheet.geometry
    right = geometry.width - sheet.chart_left - sheet.chart_width
    chart = GanttChart(figure, palette, (sheet.chart_left, geometry.top, right, geometry.bottom))
    hits = chart.show(sheet.part.model, _view(layout, sheet))
    board = Board(chart.sheet, sheet, layout, facts, palette)
    chart.sheet.replace_words([*hits.words, *hits.head_words])
    if layout.settings.links and sheet.count and not sheet.summary:
        chart.sheet.say(*references(hits.frame, layout, sheet.label, palette, hits.words))
    _table(board)
    furnish(board)


def _view(layout: Layout, sheet: SheetPlan) -> GanttView:
    geometry, settings = sheet.geometry, layout.settings
    start, finish = sheet.seen
    return GanttView(
        first_row=sheet.first,
        row_count=sheet.count,
        start=start,
        finish=finish,
        row_height=geometry.row,
        head=geometry.head,
        font=geometry.type_size,
        links=settings.links,
        critical=settings.critical,
        baseline=settings.baseline,
        people=settings.people,
        scale_at=geometry.per_day * DESIGN_TYPE / max(geometry.type_size, _LEAST_SCALE),
        own_links=True,
    )


def _table(board: Board) -> None:
    """Heads, lines, and the names of the summaries that a continued sheet begins within."""
    sheet, colour, on = board.plan, board.palette, board.on
    geometry, left = sheet.geometry, board.left
    size, head, row = geometry.type_size, geometry.head, geometry.row
    under = head + row * np.arange(1, sheet.count + 1) - 0.5
    on.lines(rules(left, under, 0, under), colour.hair, _HAIR)
    on.lines(rules(left, head - 0.5, 0, head - 0.5), colour.axis, 0.5)
    on.lines(rules(0, 0, 0, head + row * sheet.count), colour.hair, _HAIR)
    for column in sheet.table.columns:
        title = tr(COLUMN_NAMES[column.column])
        on.say(_placed(board, column, title, centred(head * 0.77, size), colour.text2))
    on.say(
        *(
            word
            for n, line in enumerate(sheet.rows)
            for column in sheet.table.columns
            if sheet.part.text.texts[column.column][line]
            for word in _cell(board, column, line, centred(head + (n + 0.5) * row, size))
        )
    )
    if sheet.crumbs:
        said = _crumbs(sheet.crumbs, -left - PAD * size, size)
        on.say(Word(left, centred(head * 0.27, size), said, colour.text, size, SEMIBOLD))


def _placed(board: Board, column: TableColumn, text: str, base: float, colour: str, bold: int = 400) -> Word:
    """A text in its column: numbers end at its right, others begin at its left."""
    size = board.plan.geometry.type_size
    left = board.left + column.left
    if column.column in NUMBERS:
        return Word(left + column.width - PAD * size, base, text, colour, size, bold, anchor="end")
    return Word(left, base, text, colour, size, bold)


def _cell(board: Board, column: TableColumn, line: int, base: float) -> list[Word]:
    part, colour, size = board.plan.part, board.palette, board.plan.geometry.type_size
    text, row = part.text.texts[column.column][line], part.model.rows[line]
    if column.column is Column.NAME:
        said = name_lines(row, column, size, board.plan.geometry.lines)
        up = _LEADING * size * (len(said) - 1) / 2
        words = [
            _placed(board, column, words, base - up + n * _LEADING * size, colour.text, weight(row))
            for n, words in enumerate(said)
        ]
        return [dc.replace(word, x=word.x + size * INDENT * row.level) for word in words]
    tone = colour.text2 if column.column in (Column.NUMBER, Column.WBS) else colour.text
    return [_placed(board, column, elided(text, column.width - 0.5 * PAD * size, size), base, tone)]


def _crumbs(names: tuple[str, ...], room: float, size: float) -> str:
    """Where a continued sheet begins: the summaries above, the nearest one last and kept longest."""
    for first in range(len(names)):
        path = " › ".join(("…", *names[first:]) if first else names)
        said = tr("{path}, continued", path=path)
        if text_width(said, size, SEMIBOLD) <= room:
            return said
    return elided(names[-1], room, size, SEMIBOLD)
