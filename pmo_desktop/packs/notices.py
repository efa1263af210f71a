"""The action notice of one owner on paper: what was agreed, by when, and where each action came from."""

from __future__ import annotations

import dataclasses as dc
import io
from typing import cast

from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.i18n import languages, speaking, tr, trn
from pmo_desktop.packs import fonts, furniture
from pmo_desktop.packs.blocks import Block, Gap, para
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.document import DRAWING, new_canvas
from pmo_desktop.packs.layout import Page, number, paginate, title_lines
from pmo_desktop.packs.located import placed
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import BODY, BOX_H, BOX_W, LINE, MM, SHEETS, SMALL_BOLD, SMALL_GREY
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.notices import Notice, NoticedAction
from pmo_desktop.readmodels.pack import Section
from pmo_desktop.readmodels.pack_values import Head

_KEY = "notice"
_REF, _DUE, _FROM = 92.0, 98.0, 146.0


@dc.dataclass(frozen=True, slots=True)
class _Noticed:
    """The one section of a notice."""

    head: Head
    notice: Notice


def build_notice(notice: Notice, paper: PaperSize = PaperSize.A4) -> bytes:
    """Print a notice in the language of its owner; the same notice always gives the same bytes.

    Raises `fonts.GlyphMissing` for a character that no bundled font has.
    """
    short = notice.language.partition("-")[0]
    lang = next((code for code in (notice.language, short) if code in languages()), "en")
    with speaking(lang), placed(notice), DRAWING:
        fonts.register()
        pages = paginate([_compose(notice)], [tr("Your actions, continued")], duplex=False)
        return _draw(notice, pages, paper, lang)


def _compose(notice: Notice) -> Composed:
    day = shown.date(shown.local(notice.starts).date())
    title = tr("Actions of {name} from {meeting}", name=notice.name, meeting=notice.meeting)
    said = trn(
        "At the meeting of {body} on {date} you took on {n} action. The minutes follow.",
        "At the meeting of {body} on {date} you took on {n} actions. The minutes follow.",
        len(notice.actions),
        body=notice.body,
        date=day,
    )
    tell = tr("Tell {scribe} if this is not what was agreed.", scribe=notice.scribe or notice.chair)
    rest = BOX_W - _REF - _DUE - _FROM
    columns = (
        Column(tr("Action"), _REF),
        Column(tr("What"), rest),
        Column(tr("Due"), _DUE),
        Column(tr("Comes from"), _FROM),
    )
    rows = [_row(action) for action in notice.actions]
    blocks: list[Block] = [para(said, BODY), Gap(LINE), table(columns, rows), Gap(LINE), para(tell, BODY)]
    section = cast("Section", _Noticed(Head(_KEY, title), notice))  # no section of a pack: it stands alone
    return Composed(section, title, tuple(blocks))


def _row(action: NoticedAction) -> Row:
    due = shown.date(action.due) if action.due else tr("date to be confirmed")
    helpers = tr("with {names}", names=", ".join(action.helpers)) if action.helpers else ""
    came = tr("Decision {code}: {text}", code=action.decision, text=action.decision_text)
    return Row(
        (
            Cell(action.ref, bold=True),
            Cell(action.text, detail=helpers),
            Cell(due),
            Cell(tr("Item {item}", item=action.item), detail=came if action.decision else ""),
        )
    )


def _draw(notice: Notice, pages: list[Page], paper: PaperSize, lang: str) -> bytes:
    sheet = SHEETS[paper]
    out = io.BytesIO()
    canvas = new_canvas(out, sheet, lang)
    canvas.setTitle(
        fonts.fold(tr("Actions of {name} from {meeting}", name=notice.name, meeting=notice.meeting))
    )
    canvas.setCreator("PMO Desktop")
    places = number(pages).pages
    for page in pages:
        pen = Pen(canvas, page.number, places)
        pen.x, pen.y = sheet.inside, sheet.height - sheet.top
        _page(pen, page, notice, len(pages))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page(pen: Pen, page: Page, notice: Notice, total: int) -> None:
    composed = page.of
    if composed is None:
        return
    said = "  ·  ".join(t for t in (notice.body, notice.meeting, notice.name) if t)
    pen.fitted(0, -20, said, SMALL_GREY, BOX_W)
    pen.rule(0, -13.6, BOX_W)
    titles = title_lines(composed, first=page.nth == 1, continued=tr("Your actions, continued"))
    for n, line in enumerate(titles):
        pen.line(0, furniture.TITLE_AT + n * furniture.TITLE_LEAD, line)
    for item in page.placed:
        with pen.at(0, item.y):
            item.block.draw(pen)
    low = BOX_H + 8.2 * MM
    pen.rule(0, BOX_H + 3.5 * MM, BOX_W)
    pen.text(BOX_W, low, tr("Page {number} of {total}", number=page.number, total=total), SMALL_BOLD, "r")
