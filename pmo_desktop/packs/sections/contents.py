"""Contents and how to read: sections with paper, ask, minutes, reading time and page; the key to marks."""

from __future__ import annotations

from pmo_desktop.domain.health import WORST_FIRST, Trend
from pmo_desktop.domain.meetings import Purpose
from pmo_desktop.i18n import N_, tr, trc
from pmo_desktop.packs import marks
from pmo_desktop.packs.blocks import Block, BlockHead, Drawing, Gap, para
from pmo_desktop.packs.cells import ask_cell, listed
from pmo_desktop.packs.context import READING_MINUTES_PER_PAGE, Composed, Context
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import BOX_W, INK, SMALL, SMALL_BOLD, SMALL_GREY
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack import Section
from pmo_desktop.readmodels.pack_front import Agenda, Contents, Cover

_ASK_WIDTH = 92.0
_MEANINGS = (N_("out of tolerance"), N_("needs attention"), N_("on course"), N_("finished"), N_("no report"))


def compose(contents: Contents, context: Context) -> Composed:
    """One table of all sections and the key."""
    blocks: list[Block] = [_table(contents, context), Gap()]
    blocks += [BlockHead(tr("How to read")), Drawing(66.0, _key), para(_explained(), SMALL)]
    return Composed(
        contents, contents.head.finding or tr("What is in this pack, and how to read it"), tuple(blocks)
    )


def _table(contents: Contents, context: Context) -> Block:
    columns = (
        Column(tr("Tab"), 25),
        Column(tr("Section"), BOX_W - 25 - 45 - _ASK_WIDTH - 44 - 44 - 36),
        Column(tr("Paper"), 45),
        Column(tr("Ask"), _ASK_WIDTH),
        Column(trc("time", "Minutes"), 44, "r"),
        Column(tr("Reading"), 44, "r"),
        Column(tr("Page"), 36, "r"),
    )
    rows: list[Row] = []
    tabs = 0
    for section in context.content.sections:
        tabs += bool(section.head.tab)
        if not isinstance(section, (Cover, Contents)):
            rows.append(_row(section, tabs, context))
    return table(columns, rows, _note(contents, context))


def _row(section: Section, tabs: int, context: Context) -> Row:
    head = section.head
    bold = head.ask is Purpose.DECIDE
    length = context.numbering.lengths.get(head.key, 1)
    return Row(
        (
            Cell(str(tabs) if head.tab else "", bold=True),
            Cell(head.title, bold=bold, link=head.key),
            Cell(head.paper),
            ask_cell(head.ask, _ASK_WIDTH),
            Cell(shown.number(head.minutes)),
            Cell(str(length * READING_MINUTES_PER_PAGE)),
            Cell(context.page(head.key), bold=True, link=head.key),
        )
    )


def _note(contents: Contents, context: Context) -> str:
    agenda = next((s for s in context.content.sections if isinstance(s, Agenda)), None)
    planned = sum(line.minutes for line in agenda.lines if line.level == 1) if agenda else 0
    parts: list[str] = []
    if agenda and contents.minutes_booked:
        parts.append(
            tr("{planned} of {booked} minutes are planned.", planned=planned, booked=contents.minutes_booked)
        )
    if contents.late_papers:
        parts.append(tr("Late papers expected: {papers}.", papers=listed(contents.late_papers)))
    return " ".join(parts)


def _key(pen: Pen) -> None:
    pen.rule(0, 0, BOX_W, 0.8, INK)
    for n, (value, meaning) in enumerate(zip(WORST_FIRST, _MEANINGS, strict=True)):
        x = n * 97.0
        marks.rating(pen, x + 7, 13, marks.ROW, value)
        pen.fitted(x + 19, 16, marks.rating_word(value), SMALL_BOLD, 74)
        pen.fitted(x + 19, 30, tr(meaning), SMALL_GREY, 74)
    for n, trend in enumerate((Trend.BETTER, Trend.SAME, Trend.WORSE, Trend.NEW)):
        marks.trend(pen, n * 97.0 + 7, 48, trend)
        pen.fitted(n * 97.0 + 19, 51, marks.trend_word(trend).capitalize(), SMALL_BOLD, 74)
    pen.box(4 * 97.0 + 5, 43, 3.1, 11, INK)
    pen.text(4 * 97.0 + 19, 51, tr("Changed"), SMALL_BOLD)


def _explained() -> str:
    return tr(
        "Shape and letter always say what colour says. A missing figure gives “not rated”, never green. "
        "Words in the serif letter are sentences somebody signs for: titles, resolutions, minutes, "
        "commentary. All that is counted is in sans. Minus means less or earlier; over and under are "
        "written out. Item numbers, project names and page numbers are links on a tablet."
    )
