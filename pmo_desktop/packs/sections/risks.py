"""Top risks: where each stands, came from and shall go; the ten worst, and all others in one line."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.domain.values import Money
from pmo_desktop.i18n import tr, trn
from pmo_desktop.packs.blocks import Block, BlockHead, Drawing, Gap, one_line
from pmo_desktop.packs.cells import counted, or_nothing, sentence, trend_cell
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.layout import body_top
from pmo_desktop.packs.sections import matrix
from pmo_desktop.packs.styles import BOX_H, BOX_W, LINE, TITLE
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.packs.text import balanced, grid, spans
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_portfolio import RiskLine, TopRisks

VERY_HIGH = 4


def compose(section: TopRisks) -> Composed:
    """Matrix and table."""
    title = section.head.finding or _title(section)
    if not section.risks:
        return Composed(section, title, (one_line(tr("No risk is open.")),))
    scale = tr("disc = risk; arrow from last meeting; ring = target")
    listing = _table(section)
    field = _field_height(title, listing)
    blocks: tuple[Block, ...] = (
        BlockHead(tr("Now, and where each came from and goes"), scale),
        Gap(LINE / 2, with_next=True),
        Drawing(grid(matrix.height(field)), lambda pen: matrix.paint(pen, section, field)),
        Gap(LINE / 2),
        listing,
    )
    return Composed(section, title, blocks)


def _field_height(title: str, listing: Block) -> float:
    """As high as leaves the table on the same page; never so low that discs and rings touch."""
    above = body_top(len(balanced(spans(title, TITLE), BOX_W))) + 2 * LINE
    room = (BOX_H - above - listing.height) // LINE * LINE
    return min(max((room - matrix.height(0)) / 5, matrix.LOWEST), matrix.HIGHEST)


def _level(section: TopRisks, risk: RiskLine) -> int:
    if not (1 <= risk.now.chance <= 5 and 1 <= risk.now.impact <= 5):
        return 0
    return section.levels[risk.now.chance - 1][risk.now.impact - 1]


def _title(section: TopRisks) -> str:
    top = [r for r in section.risks if _level(section, r) == VERY_HIGH]
    if not section.risks:
        return tr("No risk is open")
    if not top:
        return tr("No risk is very high")
    carried, whole = _sum(section, *top), _sum(section, *section.risks, others=True)
    if carried is None or whole is None:
        return sentence(
            trn("{count} risk is very high", "{count} risks are very high", len(top), count=counted(len(top)))
        )
    said = trn(
        "{count} very high risk carries {part} of {whole} at threat",
        "{count} very high risks carry {part} of {whole} at threat",
        len(top),
        count=counted(len(top)),
        part=shown.millions(carried),
        whole=tr("{currency} {amount} million", currency=whole.currency, amount=shown.millions(whole)),
    )
    return sentence(said)


def _sum(section: TopRisks, *risks: RiskLine, others: bool = False) -> Money | None:
    known = [r.exposure for r in risks if r.exposure]
    if others and section.others_exposure:
        known.append(section.others_exposure)
    return dc.replace(known[0], minor=sum(m.minor for m in known)) if known else None


def _table(section: TopRisks) -> Block:
    total = _sum(section, *section.risks, others=True)
    unit = tr("{currency} m", currency=total.currency) if total else ""
    columns = (
        Column(tr("No."), 22),
        Column(tr("Work"), 92),
        Column(tr("Risk"), BOX_W - 22 - 92 - 66 - 31 - 29 - 16 - 32 - 40),
        Column(tr("Owner"), 66),
        Column(tr("Was"), 31, "r"),
        Column(tr("Now"), 29, "r"),
        Column("", 16, "c"),
        Column(tr("Target"), 32, "r"),
        Column(unit, 40, "r"),
    )
    rows = [_row(section, r) for r in section.risks]
    rows += _sums(section, total)
    return table(columns, rows, _note(section))


def _row(section: TopRisks, risk: RiskLine) -> Row:
    worst = _level(section, risk) == VERY_HIGH
    return Row(
        (
            Cell(risk.number, bold=True),
            Cell(risk.work, link=risk.key),
            Cell(risk.text, bold=worst),
            Cell(risk.owner),
            Cell("" if risk.score_before is None else str(risk.score_before)),
            Cell(str(risk.score), bold=worst),
            trend_cell(risk.trend),
            Cell("" if risk.score_target is None else str(risk.score_target)),
            Cell(or_nothing(shown.millions(risk.exposure))),
        ),
        anchor=f"risk-{risk.number}",
    )


def _sums(section: TopRisks, total: Money | None) -> list[Row]:
    if total is None:
        return []
    top = _sum(section, *section.risks)
    n = len(section.risks)
    rows = [_sum_row(trn("{count} worst", "{count} worst", n, count=counted(n)), top, bold=True)]
    if section.others:
        words = trn("All other {n} threat", "All other {n} threats", section.others)
        rows.append(dc.replace(_sum_row(words, section.others_exposure, bold=False), kind="plain"))
        rows.append(_sum_row(tr("Open threats"), total, bold=True))
    return rows


def _sum_row(words: str, amount: Money | None, *, bold: bool) -> Row:
    cells = (Cell(), Cell(sentence(words), bold=bold, columns=7), Cell(shown.millions(amount), bold=bold))
    return Row(cells, "total")


def _note(section: TopRisks) -> str:
    parts = [tr("Exposure is chance × cost. Scores are chance × impact; the field decides the level.")]
    if section.contingency:
        amount = shown.money(section.contingency, in_millions=True)
        parts.append(tr("Free contingency: {amount}.", amount=amount))
    if section.note:
        parts.append(section.note)
    return " ".join(parts)
