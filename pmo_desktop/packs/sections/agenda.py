"""The agenda: time, item, purpose, lead, paper, page and minutes; who is there for which item."""

from __future__ import annotations

from itertools import groupby

from pmo_desktop.domain.meetings import Purpose
from pmo_desktop.i18n import tr, trc, trn
from pmo_desktop.packs.blocks import Block, BlockHead, Gap, one_line, para
from pmo_desktop.packs.cells import ask_cell, ask_width, counted, sentence
from pmo_desktop.packs.context import Composed, Context
from pmo_desktop.packs.styles import BOX_W, INTRO
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_front import Agenda, AgendaLine

_ASK_WIDTH = 63.0


def compose(agenda: Agenda, context: Context) -> Composed:
    """The table of business with its sum, and attendance by item."""
    title = agenda.head.finding or _title(agenda)
    if not agenda.lines:
        return Composed(agenda, title, (one_line(tr("No item is on the agenda yet.")),))
    blocks: list[Block] = [para(_intro(agenda), INTRO), Gap(), _table(agenda, context)]
    if agenda.attending:
        rows = [Row((Cell(item, bold=True), Cell(people))) for item, people in agenda.attending]
        columns = (Column("", 85), Column("", BOX_W - 85))
        head = BlockHead(tr("In attendance by item"))
        blocks += [Gap(), head, table(columns, rows, headed=False)]
    return Composed(agenda, title, tuple(blocks))


def _title(agenda: Agenda) -> str:
    top = [line for line in agenda.lines if line.level == 1]
    deciding = sum(line.ask is Purpose.DECIDE for line in top)
    minutes = sum(line.minutes for line in top)
    if not top:
        return tr("Nothing on the agenda yet")
    if not deciding:
        words = trn("{count} item", "{count} items", len(top), count=counted(len(top)))
        return sentence(tr("{items}, {minutes} minutes, none to decide", items=words, minutes=minutes))
    said = trn(
        "{count} item, {minutes} minutes, {deciding} to decide",
        "{count} items, {minutes} minutes, {deciding} of them to decide",
        len(top),
        count=counted(len(top)),
        minutes=minutes,
        deciding=counted(deciding),
    )
    return sentence(said)


def _intro(agenda: Agenda) -> str:
    first = agenda.lines[0].starts
    opens = tr("The meeting opens at {time}.", time=shown.time(first)) if first else ""
    quorum = tr("Quorum is {n}; it is needed for every item marked decide.", n=counted(agenda.quorum_needed))
    return " ".join(t for t in (opens, quorum) if t)


def _table(agenda: Agenda, context: Context) -> Block:
    ask = ask_width(_ASK_WIDTH)
    columns = (
        Column(tr("Time"), 36),
        Column(tr("No."), 24),
        Column(tr("Item"), BOX_W - 36 - 24 - ask - 76 - 40 - 34 - 40),
        Column(tr("Purpose"), ask),
        Column(tr("Lead"), 76),
        Column(tr("Paper"), 40),
        Column(tr("Page"), 34, "r"),
        Column(trc("time", "Minutes"), 40, "r"),
    )
    rows: list[Row] = []
    for part, lines in groupby(agenda.lines, key=lambda line: line.part.upper()):
        if part != "A":
            rows.append(Row((Cell(tr("Part {letter}, restricted", letter=part), bold=True, columns=8),)))
        rows += [_row(line, agenda.head.key, context, ask) for line in lines]
    if agenda.closes:
        rows.append(Row((Cell(shown.time(agenda.closes)), Cell(), Cell(tr("Close"), columns=6))))
    total = sum(line.minutes for line in agenda.lines if line.level == 1)
    cells = (Cell(columns=2), Cell(tr("Sum"), bold=True, columns=5), Cell(str(total), bold=True))
    rows.append(Row(cells, "total"))
    return table(columns, rows, _note(agenda, total))


def _row(line: AgendaLine, key: str, context: Context, ask: float) -> Row:
    bold = line.level == 1
    page = context.page(line.key) if line.key in context.numbering.pages else ""
    return Row(
        (
            Cell(shown.time(line.starts) if line.starts else ""),
            Cell(line.number, bold=bold),
            Cell(line.title, bold=bold, link=line.key),
            ask_cell(line.ask, ask),
            Cell(line.lead),
            Cell(line.paper, link=line.key),
            Cell(page, link=line.key),
            Cell(str(line.minutes), bold=bold),
        ),
        anchor=f"{key}-{line.number}",
    )


def _note(agenda: Agenda, total: int) -> str:
    if not agenda.minutes_booked:
        return ""
    spare = agenda.minutes_booked - total
    if spare >= 0:
        return tr(
            "{spare} of the {booked} minutes booked are held back.", spare=spare, booked=agenda.minutes_booked
        )
    return tr(
        "The items take {over} minutes more than the {booked} booked.",
        over=-spare,
        booked=agenda.minutes_booked,
    )
