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
from pmo_desktop.i18n import tr
from pmo_desktop.services.columns_dates import read_date
from pmo_desktop.services.columns_guess import title_column
from pmo_desktop.services.columns_money import AmountRead, read_amount, read_percent
from pmo_desktop.services.columns_readings import ColumnReading

_TOTAL = re.compile(
    r"^(grand |sub-?)?(total|totals|summe|gesamtsumme|gesamt|zwischensumme|insgesamt|somme|suma|subtotal"
    r"|total general)( (general|for|of|pour|fur|de|all)\b.*)?( ?\(.*\)| ?:.*)?$"
)
_NOTE = re.compile(r"^(note|notes|source|quelle|fuente|hinweis|\*|†|©|contains |data exempt|key:|legend)")
_LONG_LINE = 80
_USUAL_CELLS = 3


def rows_of(sheet: Sheet, readings: Sequence[ColumnReading]) -> Iterator[WorkRow | SkippedRow]:
    """Every row that holds anything, as a work or as what else it is; empty rows are passed over."""
    title = title_column([r.guess for r in readings])
    ref = next((r.guess.column for r in readings if r.guess.field is F.REF), None)
    filled = [row for row in sheet.rows if not row.empty]
    usual = (
        sorted(sum(1 for c in row.cells if said(c)) for row in filled)[len(filled) * 3 // 4] if filled else 0
    )
    last_full = max((row.number for row in filled if _count(row) * 2 >= usual), default=0)
    section = ""
    for row in filled:
        other = _other_line(sheet, row, (title, ref), usual, last_full)
        if other is None:
            yield _titled(_work(sheet, row, readings, section), title or 0)
            continue
        section = other.text if other.kind is RowKind.SECTION else section
        yield other


def _count(row: SheetRow) -> int:
    return sum(1 for c in row.cells if said(c))


def _other_line(
    sheet: Sheet, row: SheetRow, named: tuple[int | None, int | None], usual: int, last_full: int
) -> SkippedRow | None:
    """What a row is that is not a work; None for a work. `named` are the columns of title and reference."""
    title, ref = named
    first = next(said(c) for c in row.cells if said(c))

    def skipped(kind: RowKind, reason: str) -> SkippedRow:
        return SkippedRow(sheet.name, row.number, kind, first[:200], reason)

    if title is None:
        return skipped(
            RowKind.NO_REGISTER,
            tr("The sheet is no register: it has no column of titles with anything about them"),
        )
    if [said(c) for c in row.cells] == [h.strip() for h in sheet.headers]:
        return skipped(RowKind.HEADING, tr("The header again"))
    if _TOTAL.match(folded(first)) and all(not isinstance(c, date) for c in row.cells):
        return skipped(RowKind.TOTAL, tr("A line of totals"))
    if _count(row) == 1 and usual >= _USUAL_CELLS:
        if row.number > last_full or len(first) > _LONG_LINE or _NOTE.match(folded(first)):
            return skipped(RowKind.NOTE, tr("A note below or between the rows"))
        return skipped(RowKind.SECTION, tr("A heading above the rows that follow"))
    if not said(row.cells[title]) and (ref is None or not said(row.cells[ref])):
        return skipped(RowKind.NAMELESS, tr("The row has neither title nor reference"))
    return None


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
