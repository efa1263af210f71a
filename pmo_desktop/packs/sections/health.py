"""Governance health: sixteen measures in a table, met or short, with a line meeting by meeting."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_desktop.i18n import tr, trn
from pmo_desktop.packs.blocks import one_line
from pmo_desktop.packs.cells import counted, marked_word, or_nothing, sentence
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import BOX_W, INK, SMALL, SMALL_BOLD
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels.pack_health import GovernanceHealth, HealthLine

_VALUE_W, _TARGET_W, _STATE_W, _BEFORE_W, _SPARK_W, _COUNTED_W = 44.0, 46.0, 66.0, 40.0, 56.0, 110.0
_HIGH = 4.0
"""Half the height of the small line, in points."""


def compose(section: GovernanceHealth) -> Composed:
    """The table with the index in its title, or one sentence."""
    title = section.head.finding or _title(section)
    if not section.lines or not section.meetings:
        return Composed(section, title, (one_line(tr("This body has not met yet.")),))
    rows = [_row(line) for line in section.lines]
    return Composed(section, title, (table(_columns(), rows, _note(section)),))


def _columns() -> tuple[Column, ...]:
    first = BOX_W - sum((_VALUE_W, _TARGET_W, _STATE_W, _BEFORE_W, _SPARK_W, _COUNTED_W))
    return (
        Column(tr("Measure"), first),
        Column(tr("Now"), _VALUE_W, "r"),
        Column(tr("Target"), _TARGET_W, "r"),
        Column("", _STATE_W, "c"),
        Column(tr("Before"), _BEFORE_W, "r"),
        Column(tr("By meeting"), _SPARK_W, "c"),
        Column(tr("Counted"), _COUNTED_W),
    )


def _row(line: HealthLine) -> Row:
    short = line.state == "short"
    return Row(
        (
            Cell(line.title, bold=short),
            Cell(line.value, bold=short, grey=line.state == "none"),
            Cell(line.target, grey=True),
            _state(line.state),
            Cell(or_nothing(line.before), grey=True),
            _spark(line.spark),
            Cell(line.counted, detail=line.beside),
        )
    )


def _state(state: str) -> Cell:
    """A dot and a word: full where the target is met, empty where it is not."""
    if state == "none":
        return Cell()
    met = state == "met"
    mark, word = ("full", tr("met")) if met else ("empty", tr("short"))
    return marked_word(mark, word, _STATE_W - 8, SMALL if met else SMALL_BOLD)


def _spark(values: Sequence[float]) -> Cell:
    """The value of each meeting on a scale of its own, a point at the last."""
    if len(values) < 2:
        return Cell()

    def paint(pen: Pen, x: float, y: float) -> None:
        low, high = min(values), max(values)
        span, wide = (high - low) or 1.0, _SPARK_W - 14
        step = wide / (len(values) - 1)
        points = [
            (x - wide / 2 + n * step, y + _HIGH - (v - low) / span * 2 * _HIGH) for n, v in enumerate(values)
        ]
        if high == low:
            points = [(px, y) for px, _ in points]
        pen.stroke(points, 1.0, INK)
        pen.disc(*points[-1], 1.7, INK)

    return Cell(paint=paint)


def _title(section: GovernanceHealth) -> str:
    short = sum(line.state == "short" for line in section.lines)
    whole = sum(line.state != "none" for line in section.lines)
    if not whole:
        return tr("Nothing could be counted yet")
    said = trn(
        "{count} of {all} measures is short of its target",
        "{count} of {all} measures are short of their target",
        short,
        count=counted(short),
        all=whole,
    )
    if not section.index:
        return sentence(said)
    return sentence(tr("{measures}; the index is {index}", measures=said, index=section.index))


def _note(section: GovernanceHealth) -> str:
    """Over which meetings, and what the index leaves out."""
    over = trn(
        "Counted over the last {n} meeting of the body.",
        "Counted over the last {n} meetings of the body.",
        section.meetings,
    )
    if not section.index:
        return over
    parts = tr("The index is made of {n} of its {all} parts; 100 is best.",
               n=section.measured_parts, all=section.parts)  # fmt: skip
    before = tr("It was {index} before.", index=section.before) if section.before else ""
    return " ".join(part for part in (over, parts, before) if part)
