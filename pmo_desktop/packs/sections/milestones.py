"""Milestones and gates: a Gantt chart whose rows are those of a table, with names left and figures right."""

from __future__ import annotations

import dataclasses as dc
from typing import TypeAlias

from pmo_desktop.i18n import tr, trn
from pmo_desktop.packs import marks
from pmo_desktop.packs.blocks import Block, Gap, one_line
from pmo_desktop.packs.cells import counted, sentence
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.gantt import HEAD, RULE, Window, paint_milestones
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import (
    BOX_W,
    INK,
    LINE,
    MID,
    SMALL,
    SMALL_BOLD,
    SMALL_GREY,
    STEEL,
    TINT,
    WHITE,
    Style,
)
from pmo_desktop.packs.text import measured, shortened
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_portfolio import MilestoneGroup, MilestoneLine, Milestones

_NAME_W, _WIDEST_NAME = 166.0, 216.0
_DAYS_W, _READY_W = 44.0, 51.0
_SLIPS = 5
"""Working days after which a milestone counts as slipped."""
_Row: TypeAlias = MilestoneGroup | MilestoneLine


@dc.dataclass(frozen=True, slots=True)
class Chart:
    """Rows of the Gantt chart between their names and figures, and the key; a page break falls between rows.

    Time scale, name of the group and key are said again on the next page.
    """

    section: Milestones
    rows: tuple[_Row, ...]
    anchors: tuple[str, ...] = ()
    with_next: bool = False

    @property
    def _names(self) -> float:
        """How wide the names are, over the whole section, within bounds."""
        lines = (line for group in self.section.groups for line in group.lines)
        widest = max((measured(line.title, _name_style(line)) for line in lines), default=0.0)
        return min(max(widest + 2, _NAME_W), _WIDEST_NAME)

    @property
    def _days_at(self) -> float:
        """Where the column of days ends: at the edge, or left of how far gates are prepared."""
        return BOX_W - (_READY_W if _prepared(self.section) else 0.0)

    @property
    def height(self) -> float:
        """Two lines for the time scale, one a row, one for the key."""
        return self._bottom + LINE

    @property
    def _bottom(self) -> float:
        """Where the last row ends."""
        return HEAD + len(self.rows) * LINE

    def split(self, room: float) -> tuple[Block, Block] | None:
        """After at least three rows, never after the name of a group."""
        count = min(int((room - HEAD - LINE) // LINE), len(self.rows) - 2)
        while count > 2 and isinstance(self.rows[count - 1], MilestoneGroup):
            count -= 1
        if count < 3:
            return None
        rest = self.rows[count:]
        if not isinstance(rest[0], MilestoneGroup):
            group = [row for row in self.rows[:count] if isinstance(row, MilestoneGroup)][-1]
            rest = (group, *rest)
        return dc.replace(self, rows=self.rows[:count]), dc.replace(self, rows=rest)

    def draw(self, pen: Pen) -> None:
        """Heads and tints, the chart over them, then names and figures, then the key."""
        section, left = self.section, self._names + 8
        pen.text(0, HEAD - 3, tr("Milestone or gate"), SMALL_GREY)
        for n, row in enumerate(self.rows):
            if isinstance(row, MilestoneGroup):
                pen.box(0, HEAD + n * LINE + 0.4, BOX_W, LINE - 0.8, TINT)
        window = Window(section.first, section.last, section.data_on, section.meeting_on)
        right = self._days_at - _DAYS_W
        paint_milestones(pen, left, self.rows, window, right - left)
        pen.text(self._days_at - 2, HEAD - 3, tr("Days"), SMALL_GREY, "r")
        if _prepared(section):
            pen.text(BOX_W, HEAD - 3, tr("Ready %"), SMALL_GREY, "r")
        pen.rule(0, HEAD, BOX_W, 0.8, INK)
        for n, row in enumerate(self.rows):
            with pen.at(0, HEAD + n * LINE):
                pen.rule(0, LINE, left, RULE)
                pen.rule(right, LINE, BOX_W - right, RULE)
                self._draw_row(pen, row)
        pen.rule(0, self._bottom, BOX_W, 0.8, INK)
        with pen.at(0, self._bottom):
            _key(pen, section)

    def _draw_row(self, pen: Pen, row: _Row) -> None:
        if isinstance(row, MilestoneGroup):
            pen.fitted(2.5, 10, row.name, SMALL_BOLD, BOX_W - 5)
            return
        pen.fitted(0, 10, row.title, _name_style(row), self._names)
        pen.link(row.key, 0, 0, self._names, LINE)
        if row.days is not None:
            late = row.days > 20
            style = SMALL_BOLD if late else SMALL
            pen.text(self._days_at - 2, 10, shown.signed(row.days), style, "r")
        if _prepared(self.section):
            self._draw_ready(pen, row)

    def _draw_ready(self, pen: Pen, row: MilestoneLine) -> None:
        if row.done:
            pen.text(BOX_W, 10, tr("done"), SMALL_GREY, "r")
        elif row.ready is not None:
            part = min(max(row.ready / 10_000, 0.0), 1.0)
            low = row.ready < self.section.ready_limit
            pen.box(441, 4.2, 23, 6, WHITE, INK, 0.7)
            pen.box(441, 4.2, 23 * part, 6, INK if low else STEEL)
            pen.text(BOX_W, 10, shown.number(row.ready / 100), SMALL_BOLD if low else SMALL, "r")


def _name_style(line: MilestoneLine) -> Style:
    return SMALL_BOLD if line.gate else SMALL


def _prepared(section: Milestones) -> bool:
    """Whether anybody said how far a gate is prepared."""
    return any(line.ready is not None for group in section.groups for line in group.lines)


def compose(section: Milestones) -> Composed:
    """The chart, or one sentence."""
    rows: list[_Row] = []
    for group in section.groups:
        if group.lines:
            rows += [group, *group.lines]
    title = section.head.finding or _title(section)
    if not rows:
        words = tr("No milestone of board level lies between {first} and {last}.", **_span(section))
        return Composed(section, title, (one_line(words),))
    return Composed(section, title, (Gap(LINE / 2), Chart(section, tuple(rows))))


def _span(section: Milestones) -> dict[str, str]:
    return {"first": shown.date(section.first), "last": shown.date(section.last)}


def _title(section: Milestones) -> str:
    gates = [x for g in section.groups for x in g.lines if x.gate and not x.done]
    low = [x for x in gates if x.ready is not None and x.ready < section.ready_limit]
    last = shown.date(section.last)
    if not gates:
        return tr("No gate is due before {last}", last=last)
    if all(x.ready is None for x in gates):
        return sentence(_slips(section))
    limit = shown.percent(section.ready_limit)
    said = trn(
        "{count} of {all} gates before {last} is under {limit} ready",
        "{count} of {all} gates before {last} are under {limit} ready",
        len(low),
        count=counted(len(low)),
        all=len(gates),
        last=last,
        limit=limit,
    )
    return sentence(said)


def _slips(section: Milestones) -> str:
    """How many of those to come slip, where nobody said how far they are prepared."""
    ahead = [x for g in section.groups for x in g.lines if not x.done]
    late = sum((x.days or 0) > _SLIPS for x in ahead)
    return trn(
        "{late} of {all} milestone ahead slips by more than {days} working days",
        "{late} of {all} milestones ahead slip by more than {days} working days",
        len(ahead),
        late=counted(late),
        all=counted(len(ahead)),
        days=counted(_SLIPS),
    )


def _key(pen: Pen, section: Milestones) -> None:
    y, x = 7.0, 4.0
    marks.diamond(pen, x, y, 3.4, solid=False)
    x = _word(pen, x + 8, tr("baseline"))
    marks.diamond(pen, x, y, 4.0, solid=True)
    x = _word(pen, x + 8, tr("forecast"))
    pen.stroke([(x, y), (x + 18, y)], 2.2, MID)
    x = _word(pen, x + 22, tr("slip"))
    marks.done(pen, x, y)
    x = _word(pen, x + 8, tr("done"))
    pen.stroke([(x, 2), (x, 12)], 0.9, INK)
    x = _word(pen, x + 5, tr("data, {day}", day=shown.day_month(section.data_on)))
    pen.stroke([(x, 2), (x, 12)], 0.9, INK, (1, 1.6))
    x = _word(pen, x + 5, tr("meeting, {day}", day=shown.day_month(section.meeting_on)))
    pen.fitted(x, 10, tr("days: working days"), SMALL_GREY, BOX_W - x)


def _word(pen: Pen, x: float, text: str) -> float:
    said, _cut = shortened(text, SMALL_GREY, 90)
    return x + pen.text(x, 10, said, SMALL_GREY) + 14
