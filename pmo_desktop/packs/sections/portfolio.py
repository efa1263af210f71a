"""The portfolio on a page: ratings by number and money, five figures, three messages, the commentary."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence

from pmo_desktop.domain.health import WORST_FIRST, Rating
from pmo_desktop.i18n import tr, trn
from pmo_desktop.packs import marks
from pmo_desktop.packs.blocks import Block, BlockHead, Drawing, Gap, one_line, para, stacked
from pmo_desktop.packs.cells import counted, sentence
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import (
    BLACK,
    BLOCK,
    BODY,
    BOX_W,
    INK,
    LEAD,
    LINE,
    SMALL,
    SMALL_BOLD,
    SMALL_GREY,
    TILE,
    TINT,
    WHITE,
)
from pmo_desktop.packs.text import Line, Span, grid, spans, wrap
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_portfolio import PortfolioPage, RatingShare, Tile

_BAR_LEFT = 57.0
_BAR_W = BOX_W - _BAR_LEFT
_COLUMN_W = 149.0
_LONG = 14


def compose(page: PortfolioPage) -> Composed:
    """Bars, tiles, columns, box."""
    title = page.head.finding or _title(page.shares)
    if not page.shares:
        return Composed(page, title, (one_line(tr("The portfolio holds no work yet.")),))
    total = sum(s.count for s in page.shares)
    words = trn("Rating of {n} work", "Rating of {n} works", total)
    scale = tr("by number, and by approved budget ({currency} million)", currency=_currency(page.shares))
    blocks: list[Block] = [
        BlockHead(words, scale),
        Drawing(6 * LINE, lambda pen: _paint_shares(pen, page.shares)),
        Gap(LINE / 2),
    ]
    if page.tiles:
        blocks += [Drawing(9 * LINE, lambda pen: _paint_tiles(pen, page.tiles)), Gap(LINE / 2)]
    blocks += _messages(page)
    if page.commentary:
        blocks += [Gap(), _commentary(page)]
    return Composed(page, title, tuple(blocks))


def _currency(shares: Sequence[RatingShare]) -> str:
    return shares[0].budget.currency if shares else ""


def _title(shares: Sequence[RatingShare]) -> str:
    total, money = sum(s.count for s in shares), sum(s.budget.minor for s in shares)
    red = next((s for s in shares if s.rating is Rating.RED), None)
    if red is None or not red.count:
        return sentence(tr("no work is red of {all}", all=total))
    part = round(100 * red.budget.minor / money) if money else 0
    said = trn(
        "{count} of {all} works is red, and holds {part}\u00a0% of the budget",
        "{count} of {all} works are red, and hold {part}\u00a0% of the budget",
        red.count,
        count=counted(red.count),
        all=total,
        part=part,
    )
    return sentence(said)


def _paint_shares(pen: Pen, shares: Sequence[RatingShare]) -> None:
    ordered = [s for r in WORST_FIRST for s in shares if s.rating is r and (s.count or s.budget.minor)]
    counts = [(s.rating, float(s.count), str(s.count)) for s in ordered]
    money = [(s.rating, float(s.budget.minor), shown.millions(s.budget)) for s in ordered]
    _paint_bar(pen, 20, tr("Works"), counts, named=True)
    rest = _paint_bar(pen, 50, tr("Money"), money, named=False)
    if rest:
        pen.fitted(BOX_W, 75, rest, SMALL_GREY, BOX_W, "r")


def _paint_bar(
    pen: Pen, top: float, label: str, parts: Sequence[tuple[Rating, float, str]], *, named: bool
) -> str:
    """One bar of 100 %; the parts too narrow for their number come back in words."""
    pen.fitted(_BAR_LEFT - 6, top + 10, label, SMALL_BOLD, _BAR_LEFT - 8, "r")
    total = sum(p[1] for p in parts) or 1.0
    x, unsaid, free = _BAR_LEFT, [], _BAR_LEFT
    for value, amount, words in parts:
        wide = amount / total * _BAR_W
        marks.pattern(pen, x, top, wide, 13, value)
        if wide > 24 or (named and wide > 12):
            _on_patch(pen, x + wide / 2, top, words, value)
        else:
            unsaid.append(tr("{rating} {amount}", rating=marks.rating_word(value).lower(), amount=words))
        if named and x >= free - 1:
            marks.rating(pen, x + 7, top - 7, marks.SMALLEST, value)
            word = marks.rating_word(value)
            fits = Span(word, SMALL).width() + 17 <= wide
            long = pen.text(x + 15, top - 4, word, SMALL) if fits else 0
            free = x + 16 + long
        x += wide
    return ", ".join(unsaid)


def _on_patch(pen: Pen, x: float, top: float, words: str, value: Rating) -> None:
    plain = value in (Rating.RED, Rating.COMPLETE)
    style = dc.replace(SMALL_BOLD, colour=WHITE if plain else BLACK)
    if value in (Rating.AMBER, Rating.GREEN):
        wide = 5.2 * len(words) + 4
        fill = {Rating.AMBER: "#FFBF1F", Rating.GREEN: "#2FA36B"}[value]
        pen.box(x - wide / 2, top + 1.6, wide, 9.8, fill)
    pen.text(x, top + 9.6, words, style, "c")


def _paint_tiles(pen: Pen, tiles: Sequence[Tile]) -> None:
    step = (BOX_W + 8.5) / len(tiles)
    wide = step - 8.5
    for n, tile in enumerate(tiles):
        x = n * step
        pen.rule(x, 0, wide, 0.8, INK)
        pen.fitted(x, 14, tile.title, BLOCK, wide)
        pen.fitted(x, 39, tile.value, TILE, wide)
        pen.fitted(x, 55, tile.line, SMALL, wide)
        pen.fitted(x, 68, tile.before, SMALL_GREY, wide)
        if len(tile.spark) > 1:
            with pen.at(x, 82):
                _paint_spark(pen, tile.spark, wide)
        pen.fitted(x, 119, tile.spark_note, SMALL_GREY, wide)


def _paint_spark(pen: Pen, values: Sequence[float], wide: float) -> None:
    """Its own scale, no axis; the first value written, a point at the last."""
    low, high = min(values), max(values)
    span = high - low or 1.0
    first = shown.number(values[0], 0 if values[0] == int(values[0]) else 1)
    left = 6 + pen.text(0, _spark_y(values[0], low, span) + 3, first, SMALL_GREY)
    step = (wide - left - 4) / (len(values) - 1)
    points = [(left + n * step, _spark_y(v, low, span)) for n, v in enumerate(values)]
    pen.stroke(points, 1.1, INK)
    pen.disc(*points[-1], 1.9, INK)


def _spark_y(value: float, low: float, span: float) -> float:
    return 20 - (value - low) / span * 18


def _messages(page: PortfolioPage) -> list[Block]:
    """Three columns; one under another where a text is long."""
    three = (
        (_better, tr("Better"), page.better),
        (_worse, tr("Worse"), page.worse),
        (_needs, tr("Needs you"), page.needs_you),
    )
    columns: list[tuple[float, list[Block]]] = []
    for n, (mark, title, text) in enumerate(three):
        words = para(text or tr("Nothing to report."), BODY, _COLUMN_W)
        columns.append((n * (BOX_W - _COLUMN_W) / 2, [_message_head(mark, title, _COLUMN_W), words]))
    if all(len(wrap(spans(t, BODY), _COLUMN_W)) <= _LONG for _m, _w, t in three):
        return [stacked(columns)]
    blocks: list[Block] = []
    for mark, title, text in three:
        blocks += [
            _message_head(mark, title, BOX_W),
            para(text or tr("Nothing to report."), BODY),
            Gap(LINE / 2),
        ]
    return blocks


def _message_head(mark: object, title: str, wide: float) -> Drawing:
    def paint(pen: Pen) -> None:
        pen.rule(0, 0, wide, 0.8, INK)
        assert callable(mark)
        mark(pen)
        style = LEAD if Span(title, LEAD).width() <= wide - 13 else BLOCK
        pen.fitted(13, 14, title, style, wide - 13)

    return Drawing(20.0, paint, with_next=True)


def _better(pen: Pen) -> None:
    pen.shape([(0.5, 13), (8.5, 13), (4.5, 5.5)], INK)


def _worse(pen: Pen) -> None:
    pen.shape([(0.5, 6), (8.5, 6), (4.5, 13.5)], INK)


def _needs(pen: Pen) -> None:
    pen.box(0.5, 5.5, 8, 8, INK)


@dc.dataclass(frozen=True, slots=True)
class TintBox:
    """Prose on a tinted ground with a head and a signature; long prose goes on on the next page."""

    title: str
    signed: str
    lines: tuple[Line, ...]
    anchors: tuple[str, ...] = ()
    with_next: bool = False

    @property
    def height(self) -> float:
        """Head, lines and white around."""
        return grid((len(self.lines) + bool(self.title)) * LINE + 22, LINE / 2)

    def split(self, room: float) -> tuple[Block, Block] | None:
        """At least two lines on each side."""
        count = min(int((room - 22) // LINE) - 1, len(self.lines) - 2)
        if count < 2:
            return None
        return dc.replace(self, lines=self.lines[:count]), dc.replace(
            self, title="", signed="", lines=self.lines[count:]
        )

    def draw(self, pen: Pen) -> None:
        """Ground, head, prose."""
        pen.box(0, 0, BOX_W, self.height, TINT)
        down = 21.0
        if self.title:
            pen.fitted(11, down, self.title, BLOCK, BOX_W / 2)
            pen.fitted(BOX_W - 11, down, self.signed, SMALL_GREY, BOX_W / 2 - 24, "r")
            down += LINE + 2
        for n, line in enumerate(self.lines):
            pen.line(11, down + n * LINE, line)


def _commentary(page: PortfolioPage) -> Block:
    signed = ", ".join(t for t in (page.commentary_by, _signed_on(page)) if t)
    lines = wrap(spans(page.commentary, BODY), BOX_W - 24)
    return TintBox(tr("Commentary of the PMO leader"), signed, lines)


def _signed_on(page: PortfolioPage) -> str:
    return shown.day(page.commentary_on) if page.commentary_on else ""
