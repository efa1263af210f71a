"""Rating history: one mark a period and work, counts below, so that a run is seen before it turns red."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from pmo_desktop.domain.health import Rating
from pmo_desktop.i18n import tr, trn
from pmo_desktop.packs.blocks import one_line
from pmo_desktop.packs.cells import counted, listed, rating_cell, sentence
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.styles import BOX_W
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_portfolio import HistoryLine, RagHistory

_PITCH = 30.0
_RUN_W = 66.0


def compose(history: RagHistory) -> Composed:
    """The heat strip as a table of marks, with counts as its total rows."""
    title = history.head.finding or _title(history)
    lines = [line for group in history.groups for line in group.lines]
    if not lines or not history.periods:
        return Composed(history, title, (one_line(tr("No rating has been reported yet.")),))
    rows: list[Row] = []
    for group in history.groups:
        rows.append(Row((Cell(group.name, bold=True, grey=True, columns=len(history.periods) + 2),)))
        rows += [_row(line, len(history.periods)) for line in group.lines]
    rows += _counts(lines, len(history.periods))
    note = tr(
        "An empty cell is a work that had not started or was not rated then. Months of meetings are bold."
    )
    return Composed(history, title, (table(_columns(history), rows, note),))


def _columns(history: RagHistory) -> tuple[Column, ...]:
    year, periods = 0, []
    pitch = min(_PITCH, (BOX_W - 144 - _RUN_W) / max(len(history.periods), 1))
    for n, day in enumerate(history.periods):
        upper = str(day.year) if day.year != year else ""
        year = day.year
        periods.append(Column(shown.month_name(day), pitch, "c", upper, bold_head=n in history.meetings))
    first = BOX_W - _RUN_W - sum(c.width for c in periods)
    return (Column("", first), *periods, Column("", _RUN_W, "r"))


def _row(line: HistoryLine, periods: int) -> Row:
    red = bool(line.ratings) and line.ratings[-1] is Rating.RED
    cells = tuple(rating_cell(_at(line, n), h=9.0) for n in range(periods))
    return Row((Cell(line.name, bold=red, link=line.key), *cells, Cell(_run(line.ratings) if red else "")))


def _run(ratings: Sequence[Rating | None]) -> str:
    """How long it has been red, and amber before that."""
    amber, red = runs_to_red(ratings)
    return listed((tr("amber {n}", n=amber) if amber else "", tr("red {n}", n=red)))


def runs_to_red(ratings: Sequence[Rating | None]) -> tuple[int, int]:
    """Periods of amber directly before the present run of red, and periods of that run."""
    back = list(reversed(ratings))
    red = sum(1 for _ in takewhile(lambda r: r is Rating.RED, back))
    amber = sum(1 for _ in takewhile(lambda r: r is Rating.AMBER, back[red:]))
    return amber, red


def _title(history: RagHistory) -> str:
    lines = [
        line for g in history.groups for line in g.lines if line.ratings and line.ratings[-1] is Rating.RED
    ]
    if not lines:
        return sentence(tr("no work is red in the latest of {n} periods", n=counted(len(history.periods))))
    before = [runs_to_red(line.ratings)[0] for line in lines]
    warned = sum(n > 0 for n in before)
    if warned < len(lines):
        said = tr(
            "{n} of {all} reds came without an amber period first",
            n=counted(len(lines) - warned),
            all=len(lines),
        )
        return sentence(said)
    if min(before) == max(before):
        return sentence(
            trn(
                "Each red was amber for {count} period first",
                "Each red was amber for {count} periods first",
                before[0],
                count=counted(before[0]),
            )
        )
    return tr(
        "Each red was amber for {least} to {most} periods first",
        least=counted(min(before)),
        most=counted(max(before)),
    )


def _counts(lines: Sequence[HistoryLine], periods: int) -> list[Row]:
    kinds = (
        (tr("Red"), (Rating.RED,), True),
        (tr("Amber"), (Rating.AMBER,), False),
        (tr("Green"), (Rating.GREEN,), False),
        (tr("Complete or not rated"), (Rating.COMPLETE, Rating.NONE), False),
    )
    rows: list[Row] = []
    for label, wanted, bold in kinds:
        counts = [sum(_at(line, n) in wanted for line in lines) for n in range(periods)]
        cells = tuple(Cell(str(c) if c else "·", bold=bold and c > 0) for c in counts)
        rows.append(Row((Cell(label, bold=bold), *cells, Cell()), "plain" if rows else "total"))
    return rows


def _at(line: HistoryLine, n: int) -> Rating | None:
    return line.ratings[n] if n < len(line.ratings) else None
