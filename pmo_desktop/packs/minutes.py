"""The minutes of one meeting as a document of its own, draft or approved."""

from __future__ import annotations

import io

from pmo_desktop.i18n import speaking, tr
from pmo_desktop.packs import fonts, furniture
from pmo_desktop.packs.blocks import Block, Gap, para
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.document import DRAWING, new_canvas
from pmo_desktop.packs.layout import Page, number, paginate, title_lines
from pmo_desktop.packs.located import placed
from pmo_desktop.packs.minuteblocks import corrections, endings, item_blocks, roll_call
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.sections.previous import state_words
from pmo_desktop.packs.styles import BOX_H, BOX_W, GREY, LINE, MM, SHEETS, SMALL_BOLD, SMALL_GREY, Style
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.minutes import MinutesModel, MinutesStage
from pmo_desktop.readmodels.pack_front import PreviousMinutes
from pmo_desktop.readmodels.pack_values import Head

_KEY = "minutes"


def build_minutes(model: MinutesModel) -> bytes:
    """Print minutes; the same model always gives the same bytes.

    Raises `fonts.GlyphMissing` for a character that no bundled font has.
    """
    with speaking(model.language), placed(model), DRAWING:
        fonts.register()
        composed = _compose(model)
        pages = paginate([composed], [tr("Minutes, continued")], duplex=True)
        return _draw(model, pages)


def _compose(model: MinutesModel) -> Composed:
    day = shown.date(shown.local(model.starts).date())
    title = tr("Minutes of the {body}, {date}", body=model.body, date=day)
    blocks: list[Block] = [para(state_words(model), Style("sans-bold", 8.5, colour=GREY)), Gap(LINE / 2)]
    blocks += [_facts(model), Gap(), *roll_call(model), Gap(), *item_blocks(model, _KEY)]
    blocks += [*corrections(model), *endings(model)]
    draft = model.stage is not MinutesStage.APPROVED
    outline = tuple((f"{i.number} {i.title}", f"{_KEY}-{i.number}") for i in model.items)
    section = PreviousMinutes(Head(_KEY, tr("Minutes")), model)
    return Composed(section, title, tuple(blocks), watermark=tr("DRAFT") if draft else "", outline=outline)


def _facts(model: MinutesModel) -> Block:
    start = shown.local(model.starts)
    until = f"–{shown.time(shown.local(model.ends))}" if model.ends else ""
    time = f"{shown.long_date(start.date())}, {shown.time(start)}{until} ({shown.offset(model.starts)})"
    rows = [
        (tr("Meeting"), f"{model.meeting}, {model.title}" if model.title else model.meeting),
        (tr("Time"), time),
        (tr("Place"), model.place or shown.NOTHING),
        (tr("Chair"), model.chair or shown.NOTHING),
        (
            tr("Secretary, scribe"),
            ", ".join(n for n in (model.secretary, model.scribe) if n) or shown.NOTHING,
        ),
    ]
    cells = [Row((Cell(label, grey=True), Cell(value))) for label, value in rows]
    return table((Column("", 92), Column("", BOX_W - 92)), cells, headed=False)


def _draw(model: MinutesModel, pages: list[Page]) -> bytes:
    sheet = SHEETS[model.paper_size]
    out = io.BytesIO()
    canvas = new_canvas(out, sheet, model.language)
    canvas.setTitle(fonts.fold(tr("Minutes of {meeting}", meeting=model.meeting)))
    canvas.setAuthor(fonts.fold(model.organisation))
    canvas.setCreator("PMO Desktop")
    places = number(pages).pages
    for page in pages:
        pen = Pen(canvas, page.number, places)
        pen.x = sheet.inside if page.number % 2 else sheet.outside
        pen.y = sheet.height - sheet.top
        _page(pen, page, model, len(pages))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page(pen: Pen, page: Page, model: MinutesModel, total: int) -> None:
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
    _footer(pen, model, page.number, total)


def _header(pen: Pen, model: MinutesModel) -> None:
    right = pen.fitted(BOX_W, -20, model.classification, SMALL_BOLD, BOX_W * 0.45, "r")
    said = "  ·  ".join(t for t in (model.organisation, model.body, model.meeting) if t)
    pen.fitted(0, -20, said, SMALL_GREY, BOX_W - right - 14)
    pen.rule(0, -13.6, BOX_W)


def _footer(pen: Pen, model: MinutesModel, page: int, total: int) -> None:
    low = BOX_H + 8.2 * MM
    pen.rule(0, BOX_H + 3.5 * MM, BOX_W)
    said = tr("Page {number} of {total}", number=page, total=total)
    if pen.outer_right:
        pen.text(BOX_W, low, said, SMALL_BOLD, "r")
        pen.fitted(0, low, state_words(model), SMALL_GREY, BOX_W * 0.7)
    else:
        pen.text(0, low, said, SMALL_BOLD)
        pen.fitted(BOX_W, low, state_words(model), SMALL_GREY, BOX_W * 0.7, "r")
