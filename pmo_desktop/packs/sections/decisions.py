"""Decisions sought: every proposed resolution in its exact words, the money, the page that argues it."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence

from pmo_desktop.domain.values import Money
from pmo_desktop.i18n import tr, trn
from pmo_desktop.packs import marks
from pmo_desktop.packs.blocks import Block, BlockHead, Drawing, Gap, one_line, para, texts
from pmo_desktop.packs.cells import counted, sentence
from pmo_desktop.packs.context import Composed, Context
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import (
    BLOCK,
    BODY,
    BOX_W,
    CELL,
    HAIR,
    INK,
    INTRO,
    LEAD,
    LINE,
    NAVY,
    SMALL,
    SMALL_BOLD,
    SMALL_GREY,
    WHITE,
)
from pmo_desktop.packs.text import Line, grid, spans, wrap
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_front import DecisionsSought, Fund, SoughtDecision

_FUND_STEP = 34.0
_PANEL = 37.0
_WORDS_AT = 47.0
_SIDE_AT = 349.0
_SIDE_W = BOX_W - _SIDE_AT - 8
_WORDS_W = _SIDE_AT - _WORDS_AT - 22


@dc.dataclass(frozen=True, slots=True)
class DecisionBox:
    """One numbered box: the words at left, amount, consequence, date and page at right."""

    number: str
    words: tuple[Line, ...]
    side: tuple[Line, ...]
    by: str = ""
    page: str = ""
    key: str = ""
    anchors: tuple[str, ...] = ()
    with_next: bool = False

    @property
    def height(self) -> float:
        """Box and the half line of white below it."""
        inner = max(len(self.words) * LINE, len(self.side) * 12 + (LINE if self.by or self.page else 0))
        return grid(max(inner + 10, 2 * LINE), LINE) + LINE / 2

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Only a box that no page could hold is split, inside its words."""
        count = int((room - 2 * LINE) // LINE)
        if self.height < 40 * LINE or count < 4:
            return None
        side = int((room - 2 * LINE) // 12)
        rest = dc.replace(self, words=self.words[count:], side=self.side[side:], anchors=())
        return dc.replace(self, words=self.words[:count], side=self.side[:side], by="", page=""), rest

    def draw(self, pen: Pen) -> None:
        """Dark panel, words, a thin rule, the facts."""
        for key in self.anchors:
            pen.anchor(key)
        high = self.height - LINE / 2
        pen.box(0, 0, BOX_W, high, WHITE, INK, 0.9)
        pen.box(0, 0, _PANEL, high, INK)
        pen.fitted(_PANEL / 2, 18, self.number, dc.replace(LEAD, colour=WHITE), _PANEL - 4, "c")
        pen.stroke([(_SIDE_AT - 9, 7), (_SIDE_AT - 9, high - 7)], 0.6, HAIR)
        for n, line in enumerate(self.words):
            pen.line(_WORDS_AT, 17 + n * LINE, line)
        for n, line in enumerate(self.side):
            pen.line(_SIDE_AT, 16 + n * 12, line)
        if self.by:
            pen.text(_SIDE_AT, high - 7, self.by, SMALL_GREY)
        if self.page:
            pen.text(BOX_W - 8, high - 7, self.page, SMALL_BOLD, "r")
        pen.link(self.key, 0, 0, BOX_W, high)


def compose(section: DecisionsSought, context: Context) -> Composed:
    """The boxes, then what is asked against what there is."""
    title = section.head.finding or _title(section)
    if not section.decisions:
        words = tr("No decision is sought at this meeting.")
        return Composed(section, title, (one_line(words),))
    intro = tr("The words below are the proposed resolutions and go to the scribe’s screen as they stand.")
    blocks: list[Block] = [para(intro, INTRO, after=LINE / 2)]
    blocks += [_box(d, context) for d in section.decisions]
    if section.funds:
        blocks += [Gap(LINE / 2), *_funds(section.funds)]
    return Composed(section, title, tuple(blocks))


def _title(section: DecisionsSought) -> str:
    n = len(section.decisions)
    if not n:
        return tr("Nothing to decide")
    asked = sum(f.asked.minor for f in section.funds)
    if not section.funds or not asked:
        return _title_of_amounts(section)
    money = dc.replace(section.funds[0].asked, minor=asked)
    left = dc.replace(money, minor=sum(f.available.minor for f in section.funds))
    return sentence(
        trn(
            "{count} decision, {money} asked of {available} available",
            "{count} decisions, {money} asked of {available} available",
            n,
            count=counted(n),
            money=_million_words(money),
            available=_million_words(left),
        )
    )


def _title_of_amounts(section: DecisionsSought) -> str:
    """What the decisions release and what they give back, where no fund says how much there is."""
    n = len(section.decisions)
    amounts = [d.amount for d in section.decisions if d.amount]
    out, back = (sum(max(sign * a.minor, 0) for a in amounts) for sign in (1, -1))
    words = trn("{count} decision", "{count} decisions", n, count=counted(n))
    if not out and not back:
        return sentence(trn("{count} decision, no money", "{count} decisions, no money", n, count=counted(n)))
    asked, returned = (_million_words(dc.replace(amounts[0], minor=minor)) for minor in (out, back))
    if not back:
        return sentence(tr("{decisions}, {money} asked", decisions=words, money=asked))
    if not out:
        return sentence(tr("{decisions}, {money} returned", decisions=words, money=returned))
    return sentence(
        tr("{decisions}: {money} asked, {back} returned", decisions=words, money=asked, back=returned)
    )


def _million_words(money: Money) -> str:
    return tr("{currency} {amount} million", currency=money.currency, amount=shown.millions(money))


def _box(decision: SoughtDecision, context: Context) -> DecisionBox:
    money = shown.money(decision.amount, in_millions=True) if decision.amount else tr("No money")
    side = wrap(texts((money, BLOCK), ("  " + decision.fund, SMALL_GREY)), _SIDE_W)
    if decision.consequence:
        side += wrap(spans(tr("If not: {what}", what=decision.consequence), CELL), _SIDE_W)
    page = context.page(decision.key)
    return DecisionBox(
        decision.number,
        wrap(spans(decision.text, BODY), _WORDS_W),
        side,
        tr("By {day}", day=shown.day(decision.by)) if decision.by else "",
        tr("p. {number}", number=page) if decision.key in context.numbering.pages else "",
        decision.key,
        (f"decision-{decision.number}",),
    )


def _funds(funds: Sequence[Fund]) -> list[Block]:
    scale = tr("{currency} million", currency=funds[0].available.currency)
    high = grid(8 + _FUND_STEP * len(funds))
    return [
        BlockHead(tr("Asked against available"), scale),
        Drawing(high, lambda pen: _paint_funds(pen, funds)),
    ]


def _paint_funds(pen: Pen, funds: Sequence[Fund]) -> None:
    left, wide = 96.0, 300.0
    most = max(max(f.available.minor, f.committed.minor + f.asked.minor, 1) for f in funds)
    for n, fund in enumerate(funds):
        top = 18 + n * _FUND_STEP
        pen.fitted(left - 8, top + 10, fund.name, SMALL_BOLD, left - 10, "r")
        asked, committed, whole = (
            m.minor / most * wide for m in (fund.asked, fund.committed, fund.available)
        )
        pen.box(left, top, max(whole, asked + committed), 13, WHITE, INK, 0.7)
        pen.box(left, top, asked, 13, NAVY, INK, 0.7)
        if committed:
            x = left + asked
            corners = [(x, top), (x + committed, top), (x + committed, top + 13), (x, top + 13)]
            marks.hatch(pen, corners, INK, 1.7)
            pen.shape(corners, "", INK, 0.7)
        pen.text(left, top - 4, _fund_words(fund), SMALL)
        free = fund.available.minor - fund.committed.minor - fund.asked.minor
        end = left + max(whole, asked + committed) + 6
        said = tr("{amount} free", amount=shown.millions(dc.replace(fund.asked, minor=free)))
        pen.fitted(end, top + 10, said, SMALL, BOX_W - end)


def _fund_words(fund: Fund) -> str:
    words = tr(
        "{asked} asked of {available}",
        asked=shown.millions(fund.asked),
        available=shown.millions(fund.available),
    )
    if not fund.committed.minor:
        return words
    used = tr("{amount} already in forecasts", amount=shown.millions(fund.committed))
    return f"{words}; {used}"
