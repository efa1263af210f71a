"""What changed since the last pack: ratings, dates and money as pairs of was and is."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_desktop.domain.health import Rating, Trend
from pmo_desktop.i18n import tr, trn
from pmo_desktop.packs import marks
from pmo_desktop.packs.blocks import Block, BlockHead, Gap, one_line
from pmo_desktop.packs.cells import counted, listed, sentence, trend_cell
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import BOX_W, INK, NAVY, SMALL, SMALL_BOLD
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.packs.text import Span
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_portfolio import DateMove, MoneyMove, RatingMove, WhatChanged

_BAR_W = 205.0


def compose(changed: WhatChanged) -> Composed:
    """Three tables and the notes."""
    blocks: list[Block] = [*_ratings(changed.ratings), Gap(), *_dates(changed), Gap(), *_money(changed)]
    if changed.notes:
        rows = [Row((Cell(label, bold=True), Cell(text))) for label, text in changed.notes]
        blocks += [
            Gap(),
            BlockHead(tr("Also")),
            table((Column("", 150), Column("", BOX_W - 150)), rows, headed=False),
        ]
    return Composed(changed, changed.head.finding or _title(changed), tuple(blocks))


def _title(changed: WhatChanged) -> str:
    n = len(changed.ratings)
    day = shown.date(changed.since)
    if not n:
        return tr("No rating moved since {day}", day=day)
    by = {t: sum(r.trend is t for r in changed.ratings) for t in Trend}
    silent = sum(r.now is Rating.NONE for r in changed.ratings)
    ways = [(by[t], marks.trend_word(t)) for t in (Trend.WORSE, Trend.BETTER, Trend.NEW)]
    parts = listed(
        tr("{count} {direction}", count=counted(n), direction=word)
        for n, word in (*ways, (silent, tr("not rated")))
        if n
    )
    said = trn(
        "{count} rating moved since {day}", "{count} ratings moved since {day}", n, count=counted(n), day=day
    )
    return sentence(f"{said}: {parts}" if parts else said)


def _ratings(moves: Sequence[RatingMove]) -> list[Block]:
    head = BlockHead(tr("Ratings"))
    if not moves:
        return [head, one_line(tr("No rating changed."))]
    word = max(42.0, *(Span(marks.trend_word(t), SMALL).width() + 5 for t in Trend))
    columns = (
        Column(tr("Work"), 148),
        Column(tr("Was, is"), 62),
        Column("", 16),
        Column("", word),
        Column(tr("Reason"), BOX_W - 148 - 62 - 16 - word),
    )
    rows = [
        Row(
            (
                Cell(m.work, bold=True, link=m.key),
                _was_is(m.was, m.now),
                trend_cell(m.trend),
                Cell(marks.trend_word(m.trend)),
                Cell(m.reason),
            )
        )
        for m in moves
    ]
    return [head, table(columns, rows)]


def _was_is(was: Rating, now: Rating) -> Cell:
    def paint(pen: Pen, x: float, y: float) -> None:
        marks.rating(pen, x - 23, y, marks.SMALLEST, was)
        pen.stroke([(x - 13, y), (x + 4, y)], 0.9, INK)
        pen.shape([(x + 6, y), (x + 2.4, y - 2), (x + 2.4, y + 2)], INK)
        marks.rating(pen, x + 16, y, marks.SMALLEST, now)

    return Cell(paint=paint)


def _dates(changed: WhatChanged) -> list[Block]:
    title = tr("Finish dates moved by {n} working days or more", n=counted(changed.least_days))
    head = BlockHead(title, tr("forecast finish; days = working days"))
    if not changed.dates:
        return [head, one_line(tr("No finish date moved so far."))]
    columns = (
        Column(tr("Work"), BOX_W - 66 - 66 - _BAR_W),
        Column(tr("Was"), 66, "r"),
        Column(tr("Is"), 66, "r"),
        Column(tr("Days later"), _BAR_W),
    )
    most = max(abs(d.days) for d in changed.dates) or 1
    return [head, table(columns, [_date_row(d, most) for d in changed.dates])]


def _date_row(move: DateMove, most: int) -> Row:
    def paint(pen: Pen, x: float, y: float) -> None:
        left = x - _BAR_W / 2 + 7
        wide = abs(move.days) / most * (_BAR_W - 45)
        if move.days >= 0:
            pen.box(left, y - 3, wide, 6, NAVY)
        else:
            pen.box(left, y - 3, wide, 6, "#FFFFFF", NAVY, 0.8)
        pen.text(left + wide + 4, y + 3, shown.signed(move.days), SMALL_BOLD)

    cells = (
        Cell(move.work, bold=True),
        Cell(shown.day(move.was)),
        Cell(shown.day(move.now)),
        Cell(paint=paint),
    )
    return Row(cells)


def _money(changed: WhatChanged) -> list[Block]:
    currency = changed.money[0].was.currency if changed.money else ""
    title = tr("Money moved by {part} or more", part=shown.percent(changed.least_points))
    scale = tr("forecast at completion, {currency} million", currency=currency) if currency else ""
    head = BlockHead(title, scale)
    if not changed.money:
        return [head, one_line(tr("No forecast cost moved so far."))]
    columns = (
        Column(tr("Work"), BOX_W - 4 * 68 - 60),
        Column(tr("Was"), 68, "r"),
        Column(tr("Is"), 68, "r"),
        Column(tr("Change"), 68, "r"),
        Column("%", 68, "r"),
        Column("", 60),
    )
    rows = [_money_row(m) for m in changed.money]
    if len(rows) > 1:
        rows.append(_money_sum(changed.money))
    return [head, table(columns, rows)]


def _money_row(move: MoneyMove) -> Row:
    return Row((Cell(move.work, bold=True), *_money_cells(move.was.minor, move.now.minor, move, bold=False)))


def _money_sum(moves: Sequence[MoneyMove]) -> Row:
    was, now = sum(m.was.minor for m in moves), sum(m.now.minor for m in moves)
    label = tr("Sum of {n}", n=counted(len(moves)))
    return Row((Cell(label, bold=True), *_money_cells(was, now, moves[0], bold=True)), "total")


def _money_cells(was: int, now: int, like: MoneyMove, *, bold: bool) -> tuple[Cell, ...]:
    def scaled(minor: int) -> float:
        return minor / 10 ** shown.minor_digits(like.was.currency) / 1e6

    direction = tr("more") if now > was else tr("less") if now < was else ""
    part = shown.signed(100 * (now - was) / was, 1) if was else shown.NOTHING
    return (
        Cell(shown.number(scaled(was), 1), bold=bold),
        Cell(shown.number(scaled(now), 1), bold=bold),
        Cell(shown.signed(scaled(now) - scaled(was), 1), bold=bold),
        Cell(part, bold=bold),
        Cell(direction),
    )
