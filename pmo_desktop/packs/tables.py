"""Tables: no vertical rules, no boxes, no stripes; heads repeated, rows whole, numbers at the right.

A row is as many lines as its fullest cell needs. What is too wide breaks into more lines, it never shrinks;
only a row that no page could hold is split.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal

from pmo_desktop.i18n import tr
from pmo_desktop.packs.marks import change_bar
from pmo_desktop.packs.pen import Align, Pen
from pmo_desktop.packs.styles import (
    CELL,
    CELL_BOLD,
    CELL_GREY,
    GREY,
    HAIR,
    INK,
    LINE,
    SMALL,
    SMALL_BOLD,
    SMALL_GREY,
    TINT,
    Style,
)
from pmo_desktop.packs.text import MOST_CHARACTERS, Line, capped, grid, spans, wrap

PAD = 3.5
"""White between columns."""
NARROW = 116.0
NARROW_LINES = 8
"""A text in a column narrower than this is shortened, with a problem, after so many lines."""
Kind = Literal["plain", "group", "total", "grand"]
Paint = Callable[[Pen, float, float], None]
"""Draws a mark: pen, middle of the column, middle of the row."""


@dc.dataclass(frozen=True, slots=True)
class Column:
    """A column: head, width in points, alignment, a word over its head; `indent` parts it from numbers."""

    head: str
    width: float
    align: Align = "l"
    upper: str = ""
    bold_head: bool = False
    indent: float = 0.0


@dc.dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a row under a column: text, a grey second part below it, or a mark that is drawn."""

    text: str = ""
    bold: bool = False
    grey: bool = False
    detail: str = ""
    paint: Paint | None = None
    link: str = ""
    columns: int = 1

    def style(self) -> Style:
        """How its text is set."""
        if self.bold:
            return dc.replace(CELL_BOLD, colour=GREY) if self.grey else CELL_BOLD
        return CELL_GREY if self.grey else CELL


@dc.dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right. A `group` row has two: a label (bold, then grey detail), and one at right."""

    cells: tuple[Cell, ...]
    kind: Kind = "plain"
    anchor: str = ""
    changed: bool = False


@dc.dataclass(frozen=True, slots=True)
class _Set:
    """A row whose cells are broken into lines."""

    row: Row
    lines: tuple[tuple[Line, ...], ...]
    lead: float
    cut_text: bool = False

    @property
    def height(self) -> float:
        most = max((len(c) for c in self.lines), default=1)
        return LINE if most <= 1 else grid(most * self.lead + 2)

    def cut(self, count: int) -> tuple[_Set, _Set]:
        """A row too high for any page, after so many lines."""
        tail = tuple(c[count:] for c in self.lines)
        rest = dc.replace(self, lines=tail, row=dc.replace(self.row, anchor=""))
        return dc.replace(self, lines=tuple(c[:count] for c in self.lines)), rest


def _set_cell(cell: Cell, room: float) -> tuple[Line, ...]:
    if cell.paint is not None:
        return ()
    narrow = room < NARROW
    text, detail = (t[:MOST_CHARACTERS] if narrow else t for t in (cell.text, cell.detail))
    lines = wrap(spans(text, cell.style()), room) if text else ()
    if detail:
        lines += wrap(spans(detail, CELL_GREY), room)
    return capped(lines, NARROW_LINES + 1) if narrow else lines


def _set_row(row: Row, columns: Sequence[Column]) -> _Set:
    if row.kind == "group":
        return _Set(row, _group_lines(row, sum(c.width for c in columns)), 12.0)
    found: list[tuple[Line, ...]] = []
    at, cut = 0, False
    for cell in row.cells:
        room = sum(c.width for c in columns[at : at + cell.columns]) - PAD - columns[at].indent
        found.append(_set_cell(cell, room))
        if room < NARROW and len(found[-1]) > NARROW_LINES:
            cut, found[-1] = True, capped(found[-1], NARROW_LINES)
        at += cell.columns
    return _Set(row, tuple(found), 12.0, cut)


def _group_lines(row: Row, width: float) -> tuple[tuple[Line, ...], ...]:
    first = row.cells[0]
    right = row.cells[1].text if len(row.cells) > 1 else ""
    end = wrap(spans(right, SMALL), width * 0.45) if right else ()
    label = spans(first.text, SMALL_BOLD)
    if first.detail:
        label += spans(" \u00a0" + first.detail, SMALL_GREY)
    used = max((sum(s.width() for s in line) for line in end), default=0.0)
    return (wrap(label, width - used - 14), end)


@dc.dataclass(frozen=True, slots=True)
class Table:
    """Columns, rows and the notes that stay under the last rule."""

    columns: tuple[Column, ...]
    rows: tuple[_Set, ...]
    notes: tuple[Line, ...] = ()
    headed: bool = True
    with_next: bool = False

    @property
    def _head_height(self) -> float:
        if not self.headed:
            return 0.0
        return 2 * LINE if any(c.upper or len(_head_lines(c)) > 1 for c in self.columns) else LINE

    @property
    def height(self) -> float:
        """Head, rows, notes."""
        return self._head_height + sum(r.height for r in self.rows) + self._notes_height

    @property
    def _notes_height(self) -> float:
        return grid(len(self.notes) * 12 + 2, LINE / 2) if self.notes else 0.0

    @property
    def anchors(self) -> tuple[str, ...]:
        """One for each row that has one."""
        return tuple(r.row.anchor for r in self.rows if r.row.anchor)

    def split(self, room: float) -> tuple[Table, Table] | None:
        """After a row: at least two rows before, a total with two rows after, no group row last."""
        count, used = 0, self._head_height
        for row in self.rows:
            if used + row.height > room:
                break
            used += row.height
            count += 1
        if count < len(self.rows) and self.rows[count].height > 40 * LINE:
            return self._split_inside(count, room - used)
        count = self._better_break(self._before_group(min(count, len(self.rows) - 1), room))
        if count < 1:
            return None
        return self._parts(self.rows[:count], (*self._group_again(count), *self.rows[count:]))

    def _group_of(self, count: int) -> int:
        """The row of the group that a break after so many rows would cut in two, or 0."""
        if self.rows[count].row.kind in ("group", "total", "grand"):
            return 0
        return next((n for n in range(count - 1, 0, -1) if self.rows[n].row.kind == "group"), 0)

    def _before_group(self, count: int, room: float) -> int:
        """Move a whole group on, unless that would leave the page more than a third empty."""
        group = self._group_of(count) if count > 0 else 0
        used = self._head_height + sum(r.height for r in self.rows[:group])
        return group if group and used >= room * 0.66 else count

    def _group_again(self, count: int) -> tuple[_Set, ...]:
        """The name of a group that had to be cut, said again over its second part."""
        group = self._group_of(count)
        return (self.rows[group],) if group else ()

    def _better_break(self, count: int) -> int:
        while count > 0 and self._bad_break(count):
            count -= 1
        return count if count >= min(2, len(self.rows)) else 0

    def _bad_break(self, count: int) -> bool:
        last, rest = self.rows[count - 1].row, self.rows[count:]
        if last.kind == "group" or rest[0].row.kind in ("total", "grand"):
            return True
        after = rest[1].row.kind if len(rest) > 1 else ""
        return after in ("total", "grand") or (len(rest) == 1 and count > 3)

    def _split_inside(self, count: int, room: float) -> tuple[Table, Table] | None:
        high = self.rows[count]
        fits = int((room - 2) // high.lead)
        if fits < 2:
            return self._parts(self.rows[:count], self.rows[count:]) if count else None
        head, tail = high.cut(fits)
        return self._parts((*self.rows[:count], head), (tail, *self.rows[count + 1 :]))

    def _parts(self, first: tuple[_Set, ...], second: tuple[_Set, ...]) -> tuple[Table, Table]:
        return dc.replace(self, rows=first, notes=()), dc.replace(self, rows=second)

    def draw(self, pen: Pen) -> None:
        """Head, rows with their rules, notes."""
        down = self._draw_head(pen)
        for n, row in enumerate(self.rows):
            with pen.at(0, down):
                self._draw_row(pen, row)
            down += row.height
            self._draw_rule(pen, down, n)
        for n, line in enumerate(self.notes):
            pen.line(0, down + 10 + 12 * n, line)

    @property
    def _width(self) -> float:
        return sum(c.width for c in self.columns)

    def _draw_rule(self, pen: Pen, down: float, n: int) -> None:
        last = n == len(self.rows) - 1
        following = self.rows[n + 1].row.kind if not last else "plain"
        if self.rows[n].row.kind == "group" and not last:
            return
        weight = 0.8 if last else 0.6 if following in ("total", "grand") else 0.25
        pen.rule(0, down, self._width, weight, INK if weight > 0.5 else HAIR)

    def _draw_head(self, pen: Pen) -> float:
        if not self.headed:
            return 0.0
        high = self._head_height
        left = 0.0
        for column in self.columns:
            if column.upper:
                pen.text(_edge(left, column), high - LINE - 4, column.upper, SMALL_GREY, column.align)
            _draw_words(pen, column, left, high)
            left += column.width
        pen.rule(0, high, left, 0.8, INK)
        return high

    def _draw_row(self, pen: Pen, row: _Set) -> None:
        if row.row.anchor:
            pen.anchor(row.row.anchor)
        if row.cut_text:
            pen.report(tr("A text in a narrow column was too long for it and is shortened."))
        if row.row.changed:
            change_bar(pen, 0, row.height, self._width)
        if row.row.kind == "group":
            self._draw_group(pen, row)
            return
        at, left = 0, 0.0
        for cell, lines in zip(row.row.cells, row.lines, strict=True):
            over = self.columns[at : at + cell.columns]
            room = sum(c.width for c in over)
            self._draw_cell(pen, cell, lines, dc.replace(over[0], width=room), left, row)
            at, left = at + cell.columns, left + room

    def _draw_cell(
        self, pen: Pen, cell: Cell, lines: tuple[Line, ...], column: Column, left: float, row: _Set
    ) -> None:
        middle = row.height / 2 if _two_lined(row) else LINE / 2
        if cell.paint is not None:
            cell.paint(pen, left + column.width / 2, middle)
        else:
            top = middle + 3 if len(lines) == 1 and left > 0 else 10.0
            for n, line in enumerate(lines):
                pen.line(_edge(left, column), top + n * row.lead, line, column.align)
        if cell.link:
            pen.link(cell.link, left, 0, column.width, row.height)

    def _draw_group(self, pen: Pen, row: _Set) -> None:
        pen.box(0, 0.4, self._width, row.height - 0.8, TINT)
        label, right = row.lines
        for n, line in enumerate(label):
            pen.line(2.5, 10 + 12 * n, line)
        for n, line in enumerate(right):
            pen.line(self._width - 2.5, 10 + 12 * n, line, "r")


def _head_style(column: Column) -> Style:
    return SMALL_BOLD if column.bold_head else SMALL_GREY


def _head_room(column: Column) -> float:
    return column.width - (1 if column.align == "c" else PAD / 2 + column.indent)


@lru_cache(maxsize=1024)
def _head_lines(column: Column) -> tuple[Line, ...]:
    """The head of a column in one line, or in two where it has words to break between."""
    lines = wrap(spans(column.head, _head_style(column)), _head_room(column)) if column.head else ()
    breakable = len(lines) == 2 and not column.upper and len(column.head.split()) > 1
    return lines if breakable else lines[:1]


def _draw_words(pen: Pen, column: Column, left: float, high: float) -> None:
    lines = _head_lines(column)
    if len(lines) > 1:
        for n, line in enumerate(lines):
            pen.line(_edge(left, column), high - 4 - 11 * (1 - n), line, column.align)
    elif column.head:
        style = _head_style(column)
        pen.fitted(_edge(left, column), high - 4, column.head, style, _head_room(column), column.align)


def _two_lined(row: _Set) -> bool:
    """Whether the row has a name with a detail below it, so that other cells stand in its middle."""
    return bool(row.row.cells and row.row.cells[0].detail)


def _edge(left: float, column: Column) -> float:
    match column.align:
        case "r":
            return left + column.width - 1.7
        case "c":
            return left + column.width / 2
        case "l":
            return left + column.indent


def table(columns: Sequence[Column], rows: Sequence[Row], notes: str = "", *, headed: bool = True) -> Table:
    """A table of foreign texts; `notes` stand under its last rule."""
    note_lines = wrap(spans(notes, SMALL_GREY), sum(c.width for c in columns)) if notes else ()
    parted = tuple(
        dc.replace(c, indent=7.0) if n and c.align == "l" and columns[n - 1].align == "r" else c
        for n, c in enumerate(columns)
    )
    return Table(parted, tuple(_set_row(r, parted) for r in rows), note_lines, headed)
