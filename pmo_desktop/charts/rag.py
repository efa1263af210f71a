"""Rating history: marks by work and month, and the counts of each month as bars."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from pmo_desktop.charts.fonts import SEMIBOLD, elided, text_width
from pmo_desktop.charts.marks import RagMark, look, put_marks
from pmo_desktop.charts.palette import PAPER, Palette
from pmo_desktop.charts.parts import ROW, empty, spread, title_room
from pmo_desktop.charts.sheet import SIZE, Floats, Sheet, Word, boxes, centred, dots, hatch, rules
from pmo_desktop.domain.health import WORST_FIRST, Rating
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.charts import RagCounts, RagHistory, RagHistoryRow, counted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_PITCH = 22.4


@dc.dataclass(frozen=True, slots=True)
class _Grid:
    """Where the columns of months stand."""

    first: float
    pitch: float
    top: float
    right: float

    def x(self, column: int) -> float:
        """The middle of a month's column."""
        return self.first + self.pitch * (column + 0.5)


def _lines(history: RagHistory) -> Iterator[str | RagHistoryRow]:
    """Group names before their first row."""
    group = ""
    for row in history.rows:
        if row.group != group:
            group = row.group
            yield group
        yield row


def rag_history_height(history: RagHistory) -> float:
    """Points of height that the chart needs at 14 points a line."""
    return title_room(history.title) + ROW * (2 + len(list(_lines(history))) + len(_sums(history)) + 0.6)


def _sums(history: RagHistory) -> list[tuple[str, list[int]]]:
    counts = counted(history).months
    if not history.rows:
        return []
    return [
        (tr("Red"), [c.red for c in counts]),
        (tr("Amber"), [c.amber for c in counts]),
        (tr("Green"), [c.green for c in counts]),
        (tr("Complete or not rated"), [c.complete + c.none for c in counts]),
    ]


def rag_history(figure: Figure, history: RagHistory, palette: Palette = PAPER) -> None:
    """The heat strip: one line a work, one mark a month; green is quiet so that the eye goes to the rest."""
    sheet = Sheet(figure, palette.page)
    if not history.rows or not history.months:
        empty(sheet, tr("No ratings have been reported yet."), palette)
        return
    top = title_room(history.title, sheet, palette)
    grid = _grid(sheet, history, top)
    _months(sheet, history, grid, palette)
    under = _works(sheet, history, grid, palette)
    _totals(sheet, history, grid, under, palette)


def _grid(sheet: Sheet, history: RagHistory, top: float) -> _Grid:
    notes = max((text_width(r.note, SIZE) + 10 for r in history.rows if r.note), default=0.0)
    names = max(text_width(r.name, SIZE, SEMIBOLD) for r in history.rows) + 10
    names = max(names, text_width(tr("Complete or not rated"), SIZE) + 10)
    names = min(names, sheet.width * 0.4)
    pitch = min(_PITCH, (sheet.width - names - notes) / len(history.months))
    return _Grid(names, pitch, top, sheet.width)


def _months(sheet: Sheet, history: RagHistory, grid: _Grid, palette: Palette) -> None:
    year = 0
    for i, month in enumerate(history.months):
        meeting = month in history.meetings
        if month.year != year:
            year = month.year
            sheet.say(Word(grid.x(i), centred(grid.top + ROW / 2), str(year), palette.text2, anchor="middle"))
        sheet.say(
            Word(
                grid.x(i),
                centred(grid.top + ROW * 1.5),
                shown.month_name(month),
                palette.text if meeting else palette.text2,
                SIZE,
                SEMIBOLD if meeting else 400,
                "middle",
            )
        )
    sheet.lines(rules(0, grid.top + 2 * ROW, grid.right, grid.top + 2 * ROW), palette.axis, 0.8)


def _works(sheet: Sheet, history: RagHistory, grid: _Grid, palette: Palette) -> float:
    """The rows; returns where they end."""
    marks: list[RagMark] = []
    y = grid.top + 2 * ROW
    hairs: list[float] = []
    for line in _lines(history):
        middle = y + ROW / 2
        if isinstance(line, str):
            sheet.say(Word(0, centred(middle), line, palette.text2, SIZE, SEMIBOLD))
        else:
            red = bool(line.ratings) and line.ratings[-1] is Rating.RED
            name = elided(line.name, grid.first - 8, SIZE, SEMIBOLD if red else 400)
            sheet.say(Word(0, centred(middle), name, palette.text, SIZE, SEMIBOLD if red else 400))
            if line.note:
                sheet.say(Word(grid.right, centred(middle), line.note, palette.text, anchor="end"))
            marks.extend(
                RagMark(grid.x(i), middle, rating, quiet=True)
                for i, rating in enumerate(line.ratings)
                if rating is not None
            )
        y += ROW
        hairs.append(y)
    sheet.lines(rules(0, np.array(hairs[:-1]), grid.right, np.array(hairs[:-1])), palette.hair, 0.35)
    sheet.lines(rules(0, y, grid.right, y), palette.axis, 0.8)
    put_marks(sheet, marks, palette)
    return y


def _totals(sheet: Sheet, history: RagHistory, grid: _Grid, y: float, palette: Palette) -> None:
    for label, values in _sums(history):
        middle = centred(y + ROW / 2)
        strong = SEMIBOLD if label == tr("Red") else 400
        sheet.say(Word(0, middle, label, palette.text, SIZE, strong))
        sheet.say(
            *(
                Word(
                    grid.x(i),
                    middle,
                    shown.number(n) if n else "·",
                    palette.text if n else palette.text3,
                    SIZE,
                    strong,
                    "middle",
                )
                for i, n in enumerate(values)
            )
        )
        y += ROW


def rag_stacked(figure: Figure, counts: RagCounts, palette: Palette = PAPER) -> None:
    """Works by rating and month as stacked bars: red plain, amber striped, green dotted, named at the end."""
    sheet = Sheet(figure, palette.page)
    most = max((c.total for c in counts.months), default=0)
    if not most:
        empty(sheet, tr("No ratings have been reported yet."), palette)
        return
    top = title_room(counts.title, sheet, palette)
    label = max(text_width(tr(r.label), SIZE, SEMIBOLD) for r in WORST_FIRST) + 40
    pitch, low = (sheet.width - label) / len(counts.months), sheet.height - ROW - 2
    per_work = (low - top - 4) / most
    rects = _stack(counts, pitch, low, per_work)
    for rating in WORST_FIRST:
        drawn = [r for r, (_, of, _) in zip(rects.boxes, rects.parts, strict=True) if of is rating]
        if drawn:
            _pattern(sheet, np.array(drawn), rating, palette)
    sheet.lines(rules(0, low, sheet.width - label + 4, low), palette.axis, 0.6)
    _bar_words(sheet, counts, rects, pitch, low, palette)
    _end_words(sheet, counts, sheet.width - label + 8, low, per_work, palette)


@dc.dataclass(frozen=True, slots=True)
class _Stack:
    boxes: Floats
    parts: list[tuple[int, Rating, int]]
    """Month, rating and count of each box."""


def _stack(counts: RagCounts, pitch: float, low: float, per_work: float) -> _Stack:
    sides: list[tuple[float, float, float, float]] = []
    parts: list[tuple[int, Rating, int]] = []
    for i, month in enumerate(counts.months):
        y = low
        for rating in WORST_FIRST:
            n = month.of(rating)
            if n:
                x = pitch * (i + 0.5)
                sides.append((x - pitch * 0.31, y - n * per_work, x + pitch * 0.31, y))
                parts.append((i, rating, n))
                y -= n * per_work
    return _Stack(boxes(*np.array(sides).T), parts)


def _pattern(sheet: Sheet, drawn: Floats, rating: Rating, palette: Palette) -> None:
    """Fill, pattern, then outline: told apart without colour."""
    colours = look(palette, rating)
    sheet.fills(
        drawn, colours.fill, edges=palette.page if rating is not Rating.NONE else colours.edge, width=0.5
    )
    if rating is Rating.AMBER:
        sheet.lines(hatch(drawn, 3.4), palette.hatch_amber, 0.6)
    elif rating is Rating.GREEN:
        sheet.paths([dots(drawn)], palette.dot_green)
    if rating is not Rating.NONE:
        sheet.fills(drawn, "none", edges=colours.edge, width=0.6)


def _bar_words(
    sheet: Sheet, counts: RagCounts, rects: _Stack, pitch: float, low: float, palette: Palette
) -> None:
    for box, (_, rating, n) in zip(rects.boxes, rects.parts, strict=True):
        if box[2, 1] - box[0, 1] >= 10:
            colours = look(palette, rating)
            sheet.say(
                Word(
                    float(box[:2, 0].mean()),
                    centred(float(box[0, 1] + box[2, 1]) / 2),
                    shown.number(n),
                    colours.letter,
                    SIZE,
                    SEMIBOLD,
                    "middle",
                    patch=colours.fill,
                )
            )
    year = 0
    for i, month in enumerate(counts.months):
        name = shown.month(month.month) if month.month.year != year else shown.month_name(month.month)
        if text_width(name, SIZE) > pitch + 6:
            name = shown.month_name(month.month)
        year = month.month.year
        x = max(pitch * (i + 0.5), text_width(name, SIZE) / 2)
        sheet.say(Word(x, low + 2 + centred(ROW / 2), name, palette.text2, anchor="middle"))


def _end_words(
    sheet: Sheet, counts: RagCounts, x: float, low: float, per_work: float, palette: Palette
) -> None:
    """Mark, word and count beside the last bar, pushed apart where they would touch."""
    last = counts.months[-1]
    found: list[tuple[Rating, float]] = []
    y = low
    for rating in WORST_FIRST:
        n = last.of(rating)
        if n:
            found.append((rating, y - n * per_work / 2))
            y -= n * per_work
    heights = spread([h for _, h in found], 12.0, low - 4)
    put_marks(sheet, [RagMark(x + 6, h, r) for (r, _), h in zip(found, heights, strict=True)], palette)
    for (rating, _), h in zip(found, heights, strict=True):
        said = tr("{rating} {count}", rating=tr(rating.label), count=shown.number(last.of(rating)))
        sheet.say(
            Word(x + 15, centred(h), said, palette.text, SIZE, SEMIBOLD if rating is Rating.RED else 400)
        )


def months_said(history: Sequence[Rating | None]) -> str:
    """How long the last ratings have lasted, such as "amber 5, red 3"; empty for a work that is well."""
    runs: list[tuple[Rating, int]] = []
    for rating in history:
        if rating is None:
            continue
        if runs and runs[-1][0] is rating:
            runs[-1] = (rating, runs[-1][1] + 1)
        else:
            runs.append((rating, 1))
    tail = [run for run in runs[-2:] if run[0] in (Rating.AMBER, Rating.RED)]
    return ", ".join(f"{tr(rating.label).lower()} {count}" for rating, count in tail)
