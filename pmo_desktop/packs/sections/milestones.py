"""Milestones and gates: a timeline whose rows are a table's rows, names at left, days and readiness right."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.i18n import tr, trn
from pmo_desktop.packs import marks
from pmo_desktop.packs.blocks import Block, Drawing, Gap, one_line
from pmo_desktop.packs.cells import counted, sentence
from pmo_desktop.packs.composing import Composed
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.sections.timeline import Axis, month_words, paint_day, paint_milestone, paint_months
from pmo_desktop.packs.styles import (
    BOX_W,
    HAIR,
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
_AXIS_END = 386.0
_DAYS_AT = 433.0
_SLIPS = 5
"""Working days after which a milestone counts as slipped."""


@dc.dataclass(frozen=True, slots=True)
class Chart:
    """Rows of the timeline; a page break falls between rows, and the months are said again."""

    section: Milestones
    rows: tuple[MilestoneGroup | MilestoneLine, ...]
    anchors: tuple[str, ...] = ()
    with_next: bool = True

    @property
    def _names(self) -> float:
        """How wide the names are, over the whole section, within bounds."""
        lines = (line for group in self.section.groups for line in group.lines)
        widest = max((measured(line.title, _name_style(line)) for line in lines), default=0.0)
        return min(max(widest + 2, _NAME_W), _WIDEST_NAME)

    @property
    def height(self) -> float:
        """One line for the months, one a row."""
        return (len(self.rows) + 1) * LINE

    def split(self, room: float) -> tuple[Block, Block] | None:
        """After at least three rows, never after the name of a group."""
        count = min(int(room // LINE) - 1, len(self.rows) - 2)
        while count > 2 and isinstance(self.rows[count - 1], MilestoneGroup):
            count -= 1
        if count < 3:
            return None
        return dc.replace(self, rows=self.rows[:count]), dc.replace(self, rows=self.rows[count:])

    def draw(self, pen: Pen) -> None:
        """Axis, lines of data and meeting, rows."""
        left = self._names + 8
        axis = Axis(self.section.first, self.section.last, left, _AXIS_END - left)
        pen.text(0, 10, tr("Milestone or gate"), SMALL_GREY)
        month_words(pen, axis, 10)
        pen.text(_DAYS_AT - 2, 10, tr("Days"), SMALL_GREY, "r")
        pen.text(BOX_W, 10, tr("Ready %") if _prepared(self.section) else "", SMALL_GREY, "r")
        for n, row in enumerate(self.rows, 1):
            if isinstance(row, MilestoneGroup):
                pen.box(0, n * LINE + 0.4, BOX_W, LINE - 0.8, TINT)
        paint_months(pen, axis, LINE, self.height)
        paint_day(pen, axis, self.section.data_on, LINE - 5, self.height, dotted=False)
        paint_day(pen, axis, self.section.meeting_on, LINE - 5, self.height, dotted=True)
        pen.rule(0, LINE, BOX_W, 0.8, INK)
        for n, row in enumerate(self.rows, 1):
            with pen.at(0, n * LINE):
                self._draw_row(pen, row, axis)
        pen.rule(0, self.height, BOX_W, 0.8, INK)

    def _draw_row(self, pen: Pen, row: MilestoneGroup | MilestoneLine, axis: Axis) -> None:
        if isinstance(row, MilestoneGroup):
            pen.fitted(2.5, 10, row.name, SMALL_BOLD, BOX_W - 5)
            return
        pen.rule(0, LINE, BOX_W, 0.25, HAIR)
        pen.fitted(0, 10, row.title, _name_style(row), self._names)
        pen.link(row.key, 0, 0, self._names, LINE)
        paint_milestone(pen, axis, LINE / 2, row)
        if row.days is not None:
            late = row.days > 20
            pen.text(_DAYS_AT - 2, 10, shown.signed(row.days), SMALL_BOLD if late else SMALL, "r")
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
    """The chart and its key."""
    rows: list[MilestoneGroup | MilestoneLine] = []
    for group in section.groups:
        if group.lines:
            rows += [group, *group.lines]
    title = section.head.finding or _title(section)
    if not rows:
        words = tr("No milestone of board level lies between {first} and {last}.", **_span(section))
        return Composed(section, title, (one_line(words),))
    key = Drawing(LINE, lambda pen: _key(pen, section))
    return Composed(section, title, (Gap(LINE / 2), Chart(section, tuple(rows)), key))


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
    x = _word(pen, x + 5, tr("meeting"))
    pen.fitted(x, 10, tr("days: working days"), SMALL_GREY, BOX_W - x)


def _word(pen: Pen, x: float, text: str) -> float:
    said, _cut = shortened(text, SMALL_GREY, 90)
    return x + pen.text(x, 10, said, SMALL_GREY) + 14
