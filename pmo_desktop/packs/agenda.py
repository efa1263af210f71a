"""The agenda alone on paper: facts, then items under their headings; the chair's copy has a note margin."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator

from pmo_desktop.i18n import speaking, tr, trc, trn
from pmo_desktop.packs import fonts
from pmo_desktop.packs.blocks import Block, Gap, one_line
from pmo_desktop.packs.cells import ask_cell, ask_width
from pmo_desktop.packs.document import DRAWING
from pmo_desktop.packs.located import placed
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.single import Single, build_single
from pmo_desktop.packs.styles import BOX_W, HAIR, LINE, SMALL_GREY
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels.agenda_printed import PrintedAgenda, PrintedBlock, PrintedItem

_LABEL_W = 110.0
_NOTES_W = 112.0
_NOTES_GAP = 10.0
_TIME_W, _NUMBER_W, _DETAIL_W, _MINUTES_W = 34.0, 24.0, 84.0, 40.0
_LEAD_W, _LEAD_NARROW = 84.0, 70.0
_ASK_W = 63.0
_COLUMNS = 7


@dc.dataclass(frozen=True, slots=True)
class Noted:
    """A block with ruled lines beside it to write on."""

    block: Block
    with_next: bool = False

    @property
    def height(self) -> float:
        """That of the block."""
        return self.block.height

    @property
    def anchors(self) -> tuple[str, ...]:
        """Those of the block."""
        return self.block.anchors

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Where the block may be split; both parts have lines beside them."""
        parts = self.block.split(room)
        return (Noted(parts[0]), Noted(parts[1])) if parts else None

    def draw(self, pen: Pen) -> None:
        """The block, a word over the margin, and its lines."""
        self.block.draw(pen)
        left = BOX_W - _NOTES_W
        pen.fitted(left, LINE - 4, tr("Notes"), SMALL_GREY, _NOTES_W)
        down = LINE
        while down <= self.height:
            pen.rule(left, down, _NOTES_W, 0.25, HAIR)
            down += 1.5 * LINE


def build_agenda(agenda: PrintedAgenda) -> bytes:
    """Print an agenda; the same agenda always gives the same bytes.

    Raises `fonts.GlyphMissing` for a character that no bundled font has.
    """
    with speaking(agenda.language), placed(agenda), DRAWING:
        fonts.register()
        return build_single(_frame(agenda), tuple(_blocks(agenda)))


def _frame(agenda: PrintedAgenda) -> Single:
    return Single(
        agenda.title(),
        tr("Agenda, continued"),
        agenda.language,
        agenda.organisation,
        agenda.body,
        agenda.classification,
        agenda.said(),
        agenda.paper_size,
        "" if agenda.agreed else tr("DRAFT"),
    )


def _blocks(agenda: PrintedAgenda) -> Iterator[Block]:
    facts = [Row((Cell(label, grey=True), Cell(value))) for label, value in agenda.facts]
    yield table((Column("", _LABEL_W), Column("", BOX_W - _LABEL_W)), facts, headed=False)
    yield Gap()
    if not agenda.blocks:
        yield one_line(tr("No item is on the agenda yet."))
        return
    width = BOX_W - _NOTES_W - _NOTES_GAP if agenda.chair else BOX_W
    ask = ask_width(_ASK_W)
    rows: list[Row] = []
    for n, block in enumerate(agenda.blocks):
        named = dc.replace(block, heading=block.heading or (tr("General") if n else ""))
        rows += _block_rows(named, ask)  # else it would read as part of the heading above it
    lead = _LEAD_NARROW if agenda.chair else _LEAD_W
    business = table(_columns(width, ask, lead), [*rows, *_end(agenda)], _note(agenda))
    yield Noted(business) if agenda.chair else business


def _columns(width: float, ask: float, lead: float) -> tuple[Column, ...]:
    """Seven columns; an item takes the third and fourth, which part for what stands under it."""
    taken = _TIME_W + _NUMBER_W + _DETAIL_W + ask + lead + _MINUTES_W
    return (
        Column(tr("Time"), _TIME_W),
        Column(tr("No."), _NUMBER_W),
        Column(tr("Item"), _DETAIL_W),
        Column("", width - taken),
        Column(tr("Purpose"), ask),
        Column(tr("Presenter"), lead),
        Column(trc("time", "Minutes"), _MINUTES_W, "r"),
    )


def _block_rows(block: PrintedBlock, ask: float) -> Iterator[Row]:
    if block.withheld:
        yield Row((Cell(block.heading, detail=block.starts), Cell(_minutes(block.minutes))), "group")
        return
    if block.heading:
        rule = tr("without discussion, unless a member asks for it") if block.consent else ""
        yield Row((Cell(block.heading, detail=rule), Cell(_minutes(block.minutes))), "group")
    for item in block.items:
        yield from _item_rows(item, ask)


def _item_rows(item: PrintedItem, ask: float) -> Iterator[Row]:
    yield Row(
        (
            Cell(item.starts, bold=item.late),
            Cell(item.number, bold=True),
            Cell(item.title, bold=True, columns=2),
            ask_cell(item.purpose, ask),
            Cell(item.presenter),
            Cell(str(item.minutes), bold=True),
        )
    )
    for label, value in _details(item):
        yield Row((Cell(columns=2), Cell(label, grey=True), Cell(value, columns=_COLUMNS - 3)))


def _details(item: PrintedItem) -> Iterator[tuple[str, str]]:
    """What stands under an item: label and value; the label of a run only once."""
    for n, paper in enumerate(item.papers):
        yield ("" if n else tr("Papers")), paper
    if item.resolution:
        yield tr("Proposed resolution"), item.resolution
    if item.guests:
        yield tr("Guests"), item.guests
    if item.background:
        yield tr("Background"), item.background
    for n, said in enumerate(item.against):
        yield ("" if n else tr("Conflicts")), said
    if item.deferrals:
        times = trn("{n} time", "{n} times", item.deferrals)
        yield tr("Deferred"), times


def _minutes(count: int) -> str:
    return trn("{n} minute", "{n} minutes", count)


def _end(agenda: PrintedAgenda) -> Iterator[Row]:
    yield Row((Cell(agenda.closes), Cell(), Cell(tr("Close"), columns=_COLUMNS - 2)))
    total = Cell(str(agenda.planned), bold=True)
    yield Row((Cell(columns=2), Cell(tr("Sum"), bold=True, columns=_COLUMNS - 3), total), "total")


def _note(agenda: PrintedAgenda) -> str:
    spare = agenda.booked - agenda.planned
    if spare >= 0:
        return tr("{spare} of the {booked} minutes booked are held back.", spare=spare, booked=agenda.booked)
    return tr("The items take {over} minutes more than the {booked} booked.",
              over=-spare, booked=agenda.booked)  # fmt: skip
