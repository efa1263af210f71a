"""A sheet of a meeting on paper: decisions and actions to read back, or the scribe's crib; with a QR code."""

from __future__ import annotations

import io

from pmo_desktop.i18n import speaking, tr
from pmo_desktop.packs import fonts, furniture
from pmo_desktop.packs.blocks import Block, BlockHead, Gap, para
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.document import DRAWING, new_canvas
from pmo_desktop.packs.layout import Page, number, paginate, title_lines
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.qr import QR_SIDE, draw_qr
from pmo_desktop.packs.styles import BOX_H, BOX_W, CELL_GREY, LINE, MM, SHEETS, SMALL_BOLD, SMALL_GREY
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels.meetings_sheets import Part, SheetModel
from pmo_desktop.readmodels.pack_front import Contents
from pmo_desktop.readmodels.pack_values import Head


def build_sheet(model: SheetModel) -> bytes:
    """Print a sheet; the same model always gives the same bytes.

    Raises `fonts.GlyphMissing` for a character that no bundled font has.
    """
    with speaking(model.language), DRAWING:
        fonts.register()
        blocks: list[Block] = [para(model.facts, CELL_GREY), Gap()]
        for part in model.parts:
            blocks += _part(part)
        composed = Composed(Contents(Head("sheet", model.title)), model.title, tuple(blocks))
        return _draw(model, paginate([composed], [model.title], duplex=False))


def _part(part: Part) -> list[Block]:
    head = BlockHead(part.title)
    if not part.rows:
        return [head, para(tr("None"), CELL_GREY), Gap()]
    columns = [Column(title, BOX_W * share) for title, share in part.columns]
    rows = [Row(tuple(Cell(text, bold=n == 0) for n, text in enumerate(row))) for row in part.rows]
    return [head, table(columns, rows), Gap()]


def _draw(model: SheetModel, pages: list[Page]) -> bytes:
    sheet, out = SHEETS[model.paper], io.BytesIO()
    canvas = new_canvas(out, sheet, model.language)
    canvas.setTitle(fonts.fold(model.title))
    canvas.setSubject(fonts.fold(model.code))
    canvas.setCreator("PMO Desktop")
    places = number(pages).pages
    for page in pages:
        pen = Pen(canvas, page.number, places)
        pen.x, pen.y = sheet.inside, sheet.height - sheet.top
        _page(pen, page, model, len(pages))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page(pen: Pen, page: Page, model: SheetModel, total: int) -> None:
    """Title, tables, and a foot with the page, the version in words and both as a QR code."""
    composed = page.of
    assert composed is not None
    for n, line in enumerate(title_lines(composed, first=page.nth == 1, continued=model.title)):
        pen.line(0, furniture.TITLE_AT + n * furniture.TITLE_LEAD, line)
    for item in page.placed:
        with pen.at(0, item.y):
            item.block.draw(pen)
    low = BOX_H + 8.2 * MM
    pen.rule(0, BOX_H + 3.5 * MM, BOX_W)
    pen.text(BOX_W, low, tr("Page {number} of {total}", number=page.number, total=total), SMALL_BOLD, "r")
    draw_qr(pen, 0.0, BOX_H + 4.6 * MM, model.code)
    words = tr("Meeting {meeting}, version {version}", meeting=model.meeting, version=model.version)
    pen.fitted(QR_SIDE + 2.5 * MM, low, words, SMALL_GREY, BOX_W * 0.66)
    note = tr("Read back at the meeting; the minutes follow.") if model.kind == "decisions" else ""
    pen.fitted(QR_SIDE + 2.5 * MM, low + LINE - 3, note, SMALL_GREY, BOX_W * 0.66)
