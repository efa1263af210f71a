"""What each row of a sheet is: a work with its cells taken or named, or a line that is not a work."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Iterator, Sequence
from datetime import date

from pmo_desktop.domain.absences import folded
from pmo_desktop.domain.ratings import RatingKind, read_rating
from pmo_desktop.domain.registersheet import (
    DATE_FIELDS,
    MONEY_FIELDS,
    Cell,
    FieldValue,
    NotTaken,
    RowKind,
    Sheet,
    SheetRow,
    SkippedRow,
    Taken,
    WorkRow,
    said,
)
from pmo_desktop.domain.registersheet import (
    RegisterField as F,
)
from pmo_desktop.i18n import N_, tr
from pmo_desktop.services.columns.dates import read_date
from pmo_desktop.services.columns.guess import title_column
from pmo_desktop.services.columns.money import AmountRead, read_amount, read_percent
from pmo_desktop.services.columns.readings import ColumnReading

_TOTAL = re.compile(
    r"^(grand |sub-?)?(total|totals|summe|gesamtsumme|gesamt|zwischensumme|insgesamt|somme|suma|subtotal"
    r"|total general)( (general|for|of|pour|fur|de|all)\b.*)?( ?\(.*\)| ?:.*)?$"
)
_NOTE = re.compile(r"^(note|notes|source|quelle|fuente|hinweis|\*|†|©|contains |data exempt|key:|legend)")
_REASONS = {
    RowKind.NO_REGISTER: N_("The sheet is no register: it has no column of titles with anything about them"),
    RowKind.HEADING: N_("The header again"),
    RowKind.TOTAL: N_("A line of totals"),
    RowKind.NOTE: N_("A note below or between the rows"),
    RowKind.SECTION: N_("A heading above the rows that follow"),
    RowKind.NAMELESS: N_("The row has neither title nor reference"),
}
_LONG_LINE = 80
_USUAL_CELLS = 3


@dc.dataclass(frozen=True, slots=True)
class _Shape:
    """Where titles and references stand, how many cells a row usually fills, and the last full row."""

    title: int | None
    ref: int | None
    usual: int
    last_full: int


def _shape_of(filled: Sequence[SheetRow], readings: Sequence[ColumnReading]) -> _Shape:
    counts = sorted(map(_count, filled))
    usual = counts[len(counts) * 3 // 4] if counts else 0
    return _Shape(
        title_column([r.guess for r in readings]),
        next((r.guess.column for r in readings if r.guess.field is F.REF), None),
        usual,
        max((row.number for row in filled if _count(row) * 2 >= usual), default=0),
    )


def rows_of(sheet: Sheet, readings: Sequence[ColumnReading]) -> Iterator[WorkRow | SkippedRow]:
    """Every row that holds anything, as a work or as what else it is; empty rows are passed over."""
    filled = [row for row in sheet.rows if not row.empty]
    shape = _shape_of(filled, readings)
    section = ""
    for row in filled:
        other = _other_line(sheet, row, shape)
        if other is None:
            yield _titled(_work(sheet, row, readings, section), shape.title or 0)
            continue
        section = other.text if other.kind is RowKind.SECTION else section
        yield other


def _count(row: SheetRow) -> int:
    return sum(1 for c in row.cells if said(c))


def _other_line(sheet: Sheet, row: SheetRow, shape: _Shape) -> SkippedRow | None:
    """What a row is that is not a work; None for a work."""
    first = next(said(c) for c in row.cells if said(c))
    kind = _kind_of(sheet, row, first, shape)
    return SkippedRow(sheet.name, row.number, kind, first[:200], tr(_REASONS[kind])) if kind else None


def _kind_of(sheet: Sheet, row: SheetRow, first: str, shape: _Shape) -> RowKind | None:
    if shape.title is None:
        return RowKind.NO_REGISTER
    if [said(c) for c in row.cells] == [h.strip() for h in sheet.headers]:
        return RowKind.HEADING
    if _TOTAL.match(folded(first)) and not any(isinstance(c, date) for c in row.cells):
        return RowKind.TOTAL
    if _count(row) == 1 and shape.usual >= _USUAL_CELLS:
        below = row.number > shape.last_full
        return (
            RowKind.NOTE
            if below or len(first) > _LONG_LINE or _NOTE.match(folded(first))
            else RowKind.SECTION
        )
    named = said(row.cells[shape.title]) or (shape.ref is not None and said(row.cells[shape.ref]))
    return None if named else RowKind.NAMELESS


def _titled(work: WorkRow, column: int) -> WorkRow:
    """A work without a title is called by its reference."""
    if work.title:
        return work
    ref = work.text(F.REF)
    note = tr("The row has no title: its reference stands in")
    return dc.replace(work, taken=(Taken(F.TITLE, column, ref, "", note), *work.taken))


def _work(sheet: Sheet, row: SheetRow, readings: Sequence[ColumnReading], section: str) -> WorkRow:
    taken: list[Taken] = []
    missed: list[NotTaken] = []
    others: list[tuple[str, str]] = []
    for reading in readings:
        cell = row.cells[reading.guess.column]
        if not said(cell):
            continue
        if reading.guess.field is F.OTHER:
            others.append((reading.label, said(cell)))
            continue
        got = _read(cell, reading)
        if isinstance(got, Taken):
            taken.append(got)
        else:
            missed.append(NotTaken(reading.label, said(cell), got, reading.guess.field))
    return WorkRow(sheet.name, row.number, tuple(taken), tuple(missed), tuple(others), section)


def _read(cell: Cell, reading: ColumnReading) -> Taken | str:
    """One cell as a value, or the reason why not."""
    guess = reading.guess
    field, words = guess.field, said(cell)

    def taken(value: FieldValue, note: str = "") -> Taken:
        return Taken(field, guess.column, value, words, note, guess.period, guess.dimension, reading.label)

    if field in DATE_FIELDS:
        day = read_date(cell, reading.order, last=field.value.startswith("finish"))
        return taken(day.value, day.note) if day.value else day.reason
    if field in MONEY_FIELDS:
        amount = _amount(cell, reading)
        return taken(amount.value) if amount.value else amount.reason
    if field is F.VARIANCE_PERCENT:
        points, reason = read_percent(cell, share=reading.share)
        return reason if points is None else taken(points)
    if field is F.RATING:
        rating = read_rating(words, numbers=reading.numbers)
        return rating.reason if rating.kind is RatingKind.UNKNOWN else taken(rating, rating.reason)
    return taken(words)


def _amount(cell: Cell, reading: ColumnReading) -> AmountRead:
    if reading.style is None:
        return AmountRead(None, tr("What one unit is worth is not known yet"))
    return read_amount(cell, reading.style)
