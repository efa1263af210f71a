"""The words of a Gantt chart: time axis, today, gates and milestones with dates, people after bars."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator

import numpy as np

from pmo_desktop.charts.fonts import SEMIBOLD, elided, text_width
from pmo_desktop.charts.gantt.frame import Frame
from pmo_desktop.charts.gantt.marks import beside_from
from pmo_desktop.charts.palette import Palette
from pmo_desktop.charts.sheet import Word, centred
from pmo_desktop.charts.timeaxis import Span, TimeAxis
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import DONE, POINT_KINDS, GanttKind, GanttRow, day_of


def _tier(frame: Frame, spans: tuple[Span, ...], y: float, colour: str, weight: int) -> Iterator[Word]:
    size, pad = frame.view.font, frame.view.font / 2
    for span in spans:
        begin, end = frame.x(span.start), frame.x(span.finish)
        taken = text_width(span.text, size, weight) + pad + 2
        text = span.text if taken <= end - begin else span.short  # one cut by the edge keeps its name
        left, right = max(begin, frame.view.left), min(end, frame.width)
        if text and text_width(text, size, weight) + pad + 2 <= right - left:
            yield Word(left + pad, y, text, colour, size, weight)


def _narrow(frame: Frame, spans: tuple[Span, ...], y: float, colour: str) -> Iterator[Word]:
    """A tier of short periods: names in the middle, and only those that fit."""
    size = frame.view.font
    for span in spans:
        left, right = frame.x(span.start), frame.x(span.finish)
        inside = left >= frame.view.left and right <= frame.width
        if inside and text_width(span.text, size) + 2 <= right - left:
            yield Word((left + right) / 2, y, span.text, colour, size, anchor="middle")


def head_words(frame: Frame, axis: TimeAxis, palette: Palette) -> list[Word]:
    """The two tiers, and the date of the line."""
    size, head = frame.view.font, frame.view.head
    high, low = centred(head * 0.27, size), centred(head * 0.77, size)
    words = list(_tier(frame, axis.upper, high, palette.text, SEMIBOLD))
    short = bool(axis.lower) and frame.x(axis.lower[0].finish) - frame.x(axis.lower[0].start) < 2.4 * size
    lower = (
        _narrow(frame, axis.lower, low, palette.text2)
        if short
        else _tier(frame, axis.lower, low, palette.text2, 400)
    )
    words.extend(lower)
    if frame.model.as_at is not None:
        x = frame.x(day_of(frame.model.as_at))
        if frame.view.left <= x <= frame.width:
            words = _beside_today(frame, words, x, high, palette)
    return words


def _beside_today(frame: Frame, words: list[Word], x: float, y: float, palette: Palette) -> list[Word]:
    assert frame.model.as_at is not None
    day = shown.day_month(frame.model.as_at.date())
    text = tr("As at {day}", day=day) if palette.paper else tr("Today {day}", day=day)
    room = text_width(text, frame.view.font, SEMIBOLD) / 2 + 3
    found: list[list[Word]] = []
    for at in (x, x + room, x - room):  # over its line, else on the side where it hides no period
        at = min(max(at, frame.view.left + room), frame.width - room)
        kept = [w for w in words if w.y != y or w.left + w.width < at - room or w.left > at + room]
        found.append([*kept, Word(at, y, text, palette.today, frame.view.font, SEMIBOLD, "middle")])
    return max(found, key=len)


def row_words(frame: Frame, palette: Palette) -> list[Word]:
    """What stands beside bars and diamonds, only where there is room for it."""
    edges = frame.edges
    after, points = beside_from(frame, edges), frame.model.columns.point[frame.rows]
    found = []
    for i, (index, left, right) in enumerate(zip(frame.rows, edges.left, edges.right, strict=True)):
        if not np.isfinite(left) or (
            (right < frame.view.left or left > frame.width) and not frame.view.slips
        ):
            continue
        row, right = frame.model.rows[int(index)], right if points[i] else after[i]
        y = centred(float(edges.above[i] + edges.below[i]) / 2 + 0.5, frame.view.font)
        word = _beside(frame, row, (float(left), float(right)), y, palette)
        if word is not None and word.left >= frame.view.left and word.left + word.width <= frame.width - 4:
            found.append(
                dc.replace(word, patch=palette.selected if row.id in frame.view.selected else palette.page)
            )
    return found


def _beside(
    frame: Frame, row: GanttRow, sides: tuple[float, float], y: float, palette: Palette
) -> Word | None:
    size, unit = frame.view.font, frame.view.unit
    left, right = sides
    if right < frame.view.left or left > frame.width:
        return _beyond(frame, row, y, palette, before=right < frame.view.left)
    if row.kind in POINT_KINDS:
        return _beside_diamond(frame, row, sides, y, palette)
    if row.people and frame.view.people and row.kind is not GanttKind.SUMMARY:
        return Word(right + 9 * unit, y, row.people, palette.text2, size * 0.92)
    return None


def _beyond(frame: Frame, row: GanttRow, y: float, palette: Palette, *, before: bool) -> Word | None:
    """In a chart of milestones alone: the day of one outside its time, at the edge nearer to it."""
    when = row.finish or row.start
    if not frame.view.slips or row.kind not in POINT_KINDS or when is None:
        return None
    size, date = frame.view.font, shown.day(when.date())
    if before:
        return Word(frame.view.left + 2, y, f"← {date}", palette.text2, size)
    return Word(frame.width - 4, y, f"{date} →", palette.text2, size, anchor="end")


def _beside_diamond(
    frame: Frame, row: GanttRow, sides: tuple[float, float], y: float, palette: Palette
) -> Word:
    """Mark and date after the diamond, past that of the baseline if it would be hidden; else before both."""
    size, gap = frame.view.font, 6 * frame.view.unit
    when = row.finish or row.start
    date = shown.day_month(when.date() if when else None)
    text = f"{row.mark} · {date}" if row.mark else date
    gate = row.kind is GanttKind.GATE
    colour, weight = (palette.text, SEMIBOLD) if gate else (palette.text2, 400)
    if frame.view.slips:  # its name, in the table beside, tells a gate
        colour, weight = palette.text2 if row.progress >= DONE else palette.text, 400
    wide, (left, right) = text_width(text, size, weight), sides
    if row.baseline_finish is not None and frame.view.baseline:
        planned, half = float(frame.x(day_of(row.baseline_finish))), (right - left) / 2
        if right - half < planned < right + gap + wide + half:
            right = planned + half
        if not frame.view.slips or planned + half > left - gap - wide:  # the patch may lie on a slip
            left = min(left, planned - half)
    if right + gap + wide <= frame.width - 4:
        return Word(right + gap, y, text, colour, size, weight)
    return Word(left - gap, y, text, colour, size, weight, "end")


def name_words(frame: Frame, palette: Palette) -> list[Word]:
    """Numbers and names in the column at the left, indented by level; names end with … when too long."""
    if not frame.view.left:
        return []
    size = frame.view.font
    words = []
    for line, index in zip(range(*frame.lines), frame.rows, strict=True):
        row = frame.model.rows[int(index)]
        weight = SEMIBOLD if row.kind in (GanttKind.SUMMARY, GanttKind.GATE) else 400
        y = centred(float(frame.top(line)) + frame.view.row_height / 2, size)
        indent = size * (3.2 + 1.1 * row.level)
        words.append(Word(size * 2.4, y, str(row.number), palette.text3, size, anchor="end"))
        name = elided(row.name, frame.view.left - indent - size, size, weight)
        words.append(Word(indent, y, name, palette.text, size, weight))
    return words
