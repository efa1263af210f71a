"""The minutes of one meeting as a document of its own, draft or approved."""

from __future__ import annotations

import io

from pmo_desktop.domain.governance import MinuteStyle
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.packs import fonts, furniture
from pmo_desktop.packs.blocks import Block, Gap, para
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.document import DRAWING, new_canvas
from pmo_desktop.packs.layout import Page, number, paginate, title_lines
from pmo_desktop.packs.located import placed
from pmo_desktop.packs.minuteblocks import endings, item_blocks, piece_blocks, roll_call
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.qr import QR_SIDE, draw_qr
from pmo_desktop.packs.styles import (
    BODY,
    BOX_H,
    BOX_W,
    GREY,
    LINE,
    MM,
    SHEETS,
    SMALL_BOLD,
    SMALL_GREY,
    Style,
)
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels.minutes import MinutesModel, MinutesStage
from pmo_desktop.readmodels.minutes_parts import front, meeting_facts, people, status, title_of
from pmo_desktop.readmodels.minutes_printed import PrintedMinutes, page_code, qr_words, short_code, whole
from pmo_desktop.readmodels.minutes_words import state_words
from pmo_desktop.readmodels.pack_front import PreviousMinutes
from pmo_desktop.readmodels.pack_values import Head

_KEY = "minutes"


def build_minutes(found: MinutesModel | PrintedMinutes) -> bytes:
    """Print a set of minutes; the same set always gives the same bytes.

    Raises `fonts.GlyphMissing` for a character that no bundled font has.
    """
    printed = whole(found)
    model = printed.minutes
    with speaking(model.language), placed(printed), DRAWING:
        fonts.register()
        composed = _compose(printed)
        pages = paginate([composed], [tr("Minutes, continued")], duplex=True)
        return _draw(printed, pages)


def _compose(printed: PrintedMinutes) -> Composed:
    model = printed.minutes
    blocks: list[Block] = [para(status(printed), Style("sans-bold", 8.5, colour=GREY)), Gap(LINE / 2)]
    blocks += [_facts(printed), *_people(printed)]
    blocks += [b for piece in front(printed) for b in piece_blocks(piece)]
    blocks += [Gap(), *item_blocks(printed, _KEY)]
    if printed.restricted:
        blocks.append(para(tr("The meeting had a restricted part, which is minuted apart."), BODY))
    blocks += endings(printed)
    draft = model.stage is not MinutesStage.APPROVED
    outline = tuple((f"{i.number} {i.title}", f"{_KEY}-{i.number}") for i in model.items)
    section = PreviousMinutes(Head(_KEY, tr("Minutes")), model)
    title = title_of(printed)
    return Composed(section, title, tuple(blocks), watermark=tr("DRAFT") if draft else "", outline=outline)


def _people(printed: PrintedMinutes) -> list[Block]:
    """Who was there: the list with times, or what a short style says instead."""
    if printed.style in (MinuteStyle.ONE_PAGE, MinuteStyle.CORRESPONDENCE):
        return [Gap(LINE / 2), *(b for piece in people(printed) for b in piece_blocks(piece))]
    said: list[Block] = [para(text, BODY) for text in printed.quorum_lost]
    return [Gap(), *roll_call(printed.minutes), *([Gap(LINE / 2), *said] if said else [])]


def _facts(printed: PrintedMinutes) -> Block:
    facts = meeting_facts(printed)[:-2]  # class and code stand on every page
    cells = [Row((Cell(label, grey=True), Cell(value))) for label, value in facts]
    return table((Column("", 92), Column("", BOX_W - 92)), cells, headed=False)


def _draw(printed: PrintedMinutes, pages: list[Page]) -> bytes:
    model = printed.minutes
    sheet = SHEETS[model.paper_size]
    out = io.BytesIO()
    canvas = new_canvas(out, sheet, model.language)
    canvas.setTitle(fonts.fold(title_of(printed)))
    canvas.setAuthor(fonts.fold(model.organisation))
    canvas.setSubject(fonts.fold(short_code(printed)))
    canvas.setCreator("PMO Desktop")
    places = number(pages).pages
    code = short_code(printed)
    for page in pages:
        pen = Pen(canvas, page.number, places)
        pen.x = sheet.inside if page.number % 2 else sheet.outside
        pen.y = sheet.height - sheet.top
        _page(pen, page, model)
        _footer(pen, printed, code, len(pages))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page(pen: Pen, page: Page, model: MinutesModel) -> None:
    composed = page.of
    assert composed is not None
    if composed.watermark:
        furniture.watermark(pen, composed.watermark)
    if page.nth == 1:
        pen.anchor(_KEY)
        pen.outline(composed.title, _KEY, 0)
        for title, key in composed.outline:
            pen.outline(title, key, 1)
    _header(pen, model)
    for n, line in enumerate(title_lines(composed, first=page.nth == 1, continued=tr("Minutes, continued"))):
        pen.line(0, furniture.TITLE_AT + n * furniture.TITLE_LEAD, line)
    for item in page.placed:
        with pen.at(0, item.y):
            item.block.draw(pen)


def _header(pen: Pen, model: MinutesModel) -> None:
    right = pen.fitted(BOX_W, -20, model.classification, SMALL_BOLD, BOX_W * 0.45, "r")
    said = "  ·  ".join(t for t in (model.organisation, model.body, model.meeting) if t)
    pen.fitted(0, -20, said, SMALL_GREY, BOX_W - right - 14)
    pen.rule(0, -13.6, BOX_W)


def _footer(pen: Pen, printed: PrintedMinutes, code: str, total: int) -> None:
    """Page x of y outside; inside a QR code of meeting, version, part and page, and the same in words."""
    low = BOX_H + 8.2 * MM
    pen.rule(0, BOX_H + 3.5 * MM, BOX_W)
    said = tr("Page {number} of {total}", number=pen.page, total=total)
    mine = page_code(code, pen.page)
    aside = QR_SIDE + 2.5 * MM
    rows = ((low, state_words(printed.minutes)), (low + 11, mine))
    outer, inner, sides = (BOX_W, aside, ("r", "l")) if pen.outer_right else (0.0, BOX_W - aside, ("l", "r"))
    pen.text(outer, low, said, SMALL_BOLD, "r" if sides[0] == "r" else "l")
    for y, text in rows:
        pen.fitted(inner, y, text, SMALL_GREY, BOX_W * 0.66, "r" if sides[1] == "r" else "l")
    draw_qr(pen, 0.0 if pen.outer_right else BOX_W - QR_SIDE, BOX_H + 4.6 * MM, qr_words(code, pen.page))
