"""What stands around the text on every page: header, footer, tab, watermark; and the head of a section."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence

from pmo_desktop.domain.meetings import Purpose
from pmo_desktop.i18n import N_, tr
from pmo_desktop.packs import marks
from pmo_desktop.packs.context import Context
from pmo_desktop.packs.pen import Align, Pen
from pmo_desktop.packs.styles import (
    GREY,
    INK,
    LEAD,
    MM,
    SMALL_BOLD,
    SMALL_GREY,
    WATERMARK,
    WHITE,
    Style,
)
from pmo_desktop.packs.text import Line, measured
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_values import Head

ASK_BANNERS = {
    Purpose.DECIDE: N_("FOR DECISION"),
    Purpose.ENDORSE: N_("FOR ENDORSEMENT"),
    Purpose.DISCUSS: N_("FOR DISCUSSION"),
    Purpose.NOTE: N_("TO NOTE"),
}
TITLE_AT = 34.5
TITLE_LEAD = 22.4
TABS_THAT_FIT = 12
_BOLD_GREY = dc.replace(SMALL_BOLD, colour=GREY)
_SEPARATOR = "  ·  "
_APART = 9.0


@dc.dataclass(frozen=True, slots=True)
class Foot:
    """What the foot of one page says."""

    page: int
    total: int
    name: str
    part: tuple[int, int] | None = None


@dc.dataclass(frozen=True, slots=True)
class Tab:
    """The index at the outer edge: its number and word."""

    number: int
    word: str


def header(pen: Pen, context: Context, agenda: str) -> None:
    """Body, meeting and date at left, classification at right; it leads back to the agenda."""
    content = context.content
    right = pen.fitted(pen.wide, -20, content.classification, SMALL_BOLD, pen.wide * 0.45, "r")
    room = pen.wide - right - 14
    taken = pen.fitted(0, -20, content.meeting.body, _BOLD_GREY, room * 0.6)
    rest = _SEPARATOR.join(
        ("", content.meeting.ref, shown.long_date(shown.local(content.meeting.starts).date()))
    )
    taken += pen.fitted(taken, -20, rest, SMALL_GREY, room - taken)
    pen.rule(0, -13.6, pen.wide)
    pen.link(agenda, 0, -30, taken, 16)


def footer(pen: Pen, context: Context, foot: Foot, agenda: str) -> None:
    """Page and copy at the outer edge, paper and data instant at the inner, classification between."""
    outer, inner = (pen.wide, 0.0) if pen.outer_right else (0.0, pen.wide)
    out_align: Align = "r" if pen.outer_right else "l"
    in_align: Align = "l" if pen.outer_right else "r"
    top, low = pen.high + 8.2 * MM, pen.high + 12.4 * MM
    away = -1 if pen.outer_right else 1
    pen.rule(0, pen.high + 3.5 * MM, pen.wide)
    said = tr("Page {number} of {total}", number=foot.page, total=foot.total)
    wide = pen.text(outer, top, said, SMALL_BOLD, out_align)
    if foot.part:
        words = tr("{n} of {all} in paper", n=foot.part[0], all=foot.part[1])
        wide += 8 + pen.text(outer + away * (wide + 8), top, words, SMALL_GREY, out_align)
    _copy(pen, context, outer, low)
    back = ""
    if agenda and context.numbering.pages.get(agenda) != foot.page:
        back = tr("Back to agenda, page {number}", number=context.page(agenda))
    need = measured(back, SMALL_GREY) + 2 * _APART if back else _APART
    named = pen.fitted(inner, top, foot.name, SMALL_GREY, pen.wide - wide - need, in_align)
    _back(pen, back, agenda, top, (named, wide))
    data = tr(
        "Pack v{version}  ·  data {instant}  ·  {hash}",
        version=context.content.version,
        instant=shown.zoned(context.content.as_of),
        hash=context.digest,
    )
    taken = pen.fitted(inner, low, data, SMALL_GREY, pen.wide * 0.52, in_align)
    _middle(pen, context, taken, low)


def _back(pen: Pen, words: str, agenda: str, top: float, taken: tuple[float, float]) -> None:
    """The way back in the middle of the page, or of what the words at the inner and outer edge leave."""
    if not words:
        return
    half = measured(words, SMALL_GREY) / 2
    first, last = taken if pen.outer_right else reversed(taken)
    low, high = first + _APART + half, pen.wide - last - _APART - half
    centre = min(max(pen.wide / 2, low), high)
    pen.text(centre, top, words, SMALL_GREY, "c")
    pen.link(agenda, centre - half, top - 9, half * 2, 13)


def _copy(pen: Pen, context: Context, outer: float, low: float) -> None:
    issue = context.content.issue
    if issue.copy_number is None:
        return
    said = tr("Copy {n} of {all}", n=issue.copy_number, all=issue.copies or issue.copy_number)
    pen.text(outer, low, said, SMALL_GREY, "r" if pen.outer_right else "l")


def _middle(pen: Pen, context: Context, taken: float, low: float) -> None:
    """The classification again, in the middle of what data line and copy number leave."""
    copy = 0.0 if context.content.issue.copy_number is None else 62.0
    room = pen.wide - taken - copy
    centre = taken + room / 2 if pen.outer_right else copy + room / 2
    pen.fitted(centre, low, context.content.classification, SMALL_GREY, room - 12, "c")


def tab(pen: Pen, mark: Tab, sheet_outside: float) -> None:
    """A block bleeding off the outer edge with the number, the word turned beside it."""
    step = (mark.number - 1) % TABS_THAT_FIT
    y = step * 17 * MM
    high, wide = 12 * MM, 7 * MM
    edge = pen.wide + sheet_outside if pen.outer_right else -sheet_outside
    left = edge - wide if pen.outer_right else edge
    pen.box(left - (0 if pen.outer_right else 9), y, wide + 9, high, INK)
    white = dc.replace(LEAD, colour=WHITE)
    pen.text(left + wide / 2, y + high / 2 + 4.7, str(mark.number), white, "c")
    turn = -90 if pen.outer_right else 90
    x = left - 11.0 if pen.outer_right else left + wide + 11.0
    canvas = pen.canvas
    canvas.saveState()
    canvas.translate(pen.x + x, pen.y - y)
    canvas.rotate(turn)
    turned = Pen(canvas, pen.page, pen.pages)
    turned.fitted(0, 0, mark.word, SMALL_GREY, 32 * MM, "l" if pen.outer_right else "r")
    canvas.restoreState()


def watermark(pen: Pen, word: str) -> None:
    """One pale word across the page, drawn before everything else."""
    canvas = pen.canvas
    size = min(150.0, 63_000 / max(measured(word, Style("sans-bold", 100)), 1.0))
    canvas.saveState()
    canvas.translate(pen.x + pen.wide / 2, pen.y - pen.high / 2)
    canvas.rotate(52)
    across = Pen(canvas, pen.page, pen.pages)
    across.fitted(0, size * 0.35, word, Style("sans-bold", size, colour=WATERMARK), 640, "c")
    canvas.restoreState()


def section_head(pen: Pen, head: Head, lines: Sequence[Line], meeting: str, agenda: str) -> None:
    """The ask at left, item and paper at right, the finding as title under them."""
    if head.ask is not None:
        marks.ask(pen, 3.4, 7, head.ask, 6.6)
        pen.text(11, 10, tr(ASK_BANNERS[head.ask]), SMALL_BOLD)
    where = _where(head, meeting)
    if where:
        wide = pen.fitted(pen.wide, 10, where, SMALL_GREY, pen.wide * 0.6, "r")
        place = f"{agenda}-{head.item}" if f"{agenda}-{head.item}" in pen.pages else agenda
        pen.link(place, pen.wide - wide, 0, wide, 14)
    for n, line in enumerate(lines):
        pen.line(0, TITLE_AT + n * TITLE_LEAD, line)


def _where(head: Head, meeting: str) -> str:
    parts: list[str] = []
    if head.item:
        parts.append(tr("Item {number}", number=head.item))
    if head.paper:
        parts.append(tr("Paper {meeting}/{number}", meeting=meeting, number=head.paper))
    if head.minutes:
        parts.append(shown.minutes(head.minutes))
    return _SEPARATOR.join(parts)
