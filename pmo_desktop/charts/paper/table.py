"""The table beside a chart on paper: what its cells say, and how wide its columns are."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from pmo_desktop.charts.fonts import REGULAR, SEMIBOLD, elided, text_width
from pmo_desktop.charts.paper.pages import COLUMN_NAMES, FIXED, Column
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import POINT_KINDS, GanttKind, GanttModel, GanttRow

INDENT = 1.0
"""Of a level of the outline, in parts of the type size."""
PAD = 0.9
"""Between columns, in parts of the type size."""
NUMBERS = frozenset({Column.NUMBER, Column.DURATION, Column.SLIP, Column.DONE, Column.FLOAT})
"""Columns that are aligned at the right."""
_DROPPED_FIRST = (Column.PEOPLE, Column.FLOAT, Column.SLIP, Column.DONE, Column.WBS, Column.DURATION)
_LONGEST = {Column.WBS: 12.0, Column.PEOPLE: 18.0}
"""Widths that a column is not given more than, in parts of the type size."""
_HOURLY = timedelta(days=5)
"""The longest plan whose table says times."""
_BOLD = (GanttKind.SUMMARY, GanttKind.GATE)


@dc.dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of the table: from `left`, `width` wide, in points from the edge of the table."""

    column: Column
    left: float
    width: float


@dc.dataclass(frozen=True, slots=True)
class Table:
    """The columns with their places, the names that had to be cut, and columns that found no room."""

    columns: tuple[TableColumn, ...]
    cut: int = 0
    dropped: tuple[Column, ...] = ()

    @property
    def width(self) -> float:
        """Points from the left edge to the chart."""
        last = self.columns[-1]
        return last.left + last.width


def weight(row: GanttRow) -> int:
    """Summaries and gates are bold."""
    return SEMIBOLD if row.kind in _BOLD else REGULAR


def cell(model: GanttModel, row: GanttRow, column: Column) -> str:
    """What a cell says; empty where a value is not known."""
    return _CELLS[column](model, row)


def _duration(model: GanttModel, row: GanttRow) -> str:
    return "" if row.kind in POINT_KINDS else _days(row.duration, model.minutes_per_day)


def _slip(model: GanttModel, row: GanttRow) -> str:
    slip = model.slip(row)
    return "" if slip is None else shown.signed(slip)


@lru_cache(maxsize=4096)
def _day(day: date, _language: str) -> str:
    return shown.short_day(day)


def _when(model: GanttModel, at: datetime | None) -> str:
    """The day; in a plan of a few days, where the day tells nothing, with the time."""
    if at is None:
        return ""
    day = _day(at.date(), language())
    if model.start is None or model.finish is None or model.finish - model.start > _HOURLY:
        return day
    return tr("{day}, {time}", day=day, time=shown.time(at))


def _days(minutes: int | None, per_day: int) -> str:
    if minutes is None:
        return ""
    if 0 < minutes < per_day / 2:
        return tr("{n} h", n=shown.number(minutes / 60, 0 if minutes % 60 == 0 else 1))
    days = minutes / per_day
    return tr("{n} d", n=shown.number(days, 0 if abs(days - round(days)) < 0.05 else 1))


_CELLS: dict[Column, Callable[[GanttModel, GanttRow], str]] = {
    Column.NUMBER: lambda _m, row: str(row.number),
    Column.WBS: lambda _m, row: row.wbs,
    Column.NAME: lambda _m, row: row.name,
    Column.DURATION: _duration,
    Column.START: lambda model, row: _when(model, row.start),
    Column.FINISH: lambda model, row: _when(model, row.finish),
    Column.SLIP: _slip,
    Column.DONE: lambda _m, row: "" if row.kind is GanttKind.DUTY else shown.percent(row.progress),
    Column.FLOAT: lambda model, row: _days(row.total_slack, model.minutes_per_day),
    Column.PEOPLE: lambda _m, row: row.people,
}


@dc.dataclass(frozen=True)
class TableText:
    """All that a table may say: the texts of each column by line, and widths in parts of the type size."""

    texts: Mapping[Column, tuple[str, ...]]
    widths: Mapping[Column, float]
    names: tuple[float, ...]
    """What each name needs, with its indent."""

    @classmethod
    def of(cls, model: GanttModel, columns: Sequence[Column]) -> TableText:
        """The columns asked for, but for those in which no line has anything to say."""
        texts = {c: tuple(cell(model, row, c) for row in model.rows) for c in columns}
        texts = {c: said for c, said in texts.items() if c in FIXED or any(said)}
        names = tuple(
            text_width(row.name, 1.0, weight(row)) + INDENT * row.level + 1.4 * PAD for row in model.rows
        )
        widths: dict[Column, float] = {
            c: _width(c, said) for c, said in texts.items() if c is not Column.NAME
        }
        head = text_width(tr(COLUMN_NAMES[Column.NAME]), 1.0) + 2 * PAD
        widths[Column.NAME] = max(head, max(names, default=0.0), 12.0)
        return cls(texts, widths, names)


def _width(column: Column, said: Sequence[str]) -> float:
    head = text_width(tr(COLUMN_NAMES[column]), 1.0)
    longest = max((text_width(text, 1.0) for text in set(said)), default=0.0)
    return max(head, min(longest, _LONGEST.get(column, longest))) + PAD


def table(text: TableText, size: float, room: float, only: Sequence[Column] = tuple(Column)) -> Table:
    """Columns as wide as what they hold, in at most `room` points; the name takes what is left of it.

    Where figures would leave the name too little, the least needed columns are left out.
    """
    widths = {c: text.widths[c] * size for c in text.texts if c in only}
    natural = widths[Column.NAME]
    dropped: list[Column] = []
    for column in _DROPPED_FIRST:
        others = sum(widths.values()) - natural
        if others + min(natural, 0.5 * room) <= room:
            break
        if column in widths:
            dropped.append(column)
            del widths[column]
    name = min(natural, max(room - (sum(widths.values()) - natural), 8 * size))
    cut = sum(wide * size > name + 0.01 for wide in text.names) if name < natural else 0
    widths[Column.NAME] = name
    placed, left = [], 0.0
    for column, width in widths.items():
        placed.append(TableColumn(column, left, width))
        left += width
    return Table(tuple(placed), cut, tuple(dropped))


def name_lines(row: GanttRow, column: TableColumn, size: float, lines: int) -> tuple[str, ...]:
    """A name in its column, broken between words into at most so many lines; the last ends with … if cut."""
    room, bold = name_room(row, column, size), weight(row)
    if lines == 1 or text_width(row.name, size, bold) <= room:
        return (elided(row.name, room, size, bold),)
    first = row.name
    while first and text_width(first, size, bold) > room:
        shorter = first.rpartition(" ")[0].rstrip()
        if not shorter:  # one long word is broken where it must be
            first = elided(row.name, room, size, bold).removesuffix("…")
            return first + "-", elided(row.name[len(first) :], room, size, bold)
        first = shorter
    return first, elided(row.name[len(first) :].strip(), room, size, bold)


def name_room(row: GanttRow, column: TableColumn, size: float) -> float:
    """Points for a name beside its indent."""
    return column.width - size * (INDENT * row.level + PAD)
