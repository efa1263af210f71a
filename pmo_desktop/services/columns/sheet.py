"""From the tables of a file to a register understood: columns guessed, rows read, questions gathered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from pmo_desktop.domain.registersheet import (
    Guess,
    KnownWork,
    Orientation,
    RegisterSheet,
    RowKind,
    Sheet,
    SkippedRow,
    TablePlan,
    WorkRow,
    said,
)
from pmo_desktop.domain.registersheet import (
    RegisterField as F,
)
from pmo_desktop.i18n import tr
from pmo_desktop.services.columns.asking import Asker
from pmo_desktop.services.columns.dates import read_date
from pmo_desktop.services.columns.duplicates import duplicates
from pmo_desktop.services.columns.guess import guess_columns, labels_of
from pmo_desktop.services.columns.readings import ColumnReading, readings_of
from pmo_desktop.services.columns.rows import rows_of

_DATED_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_AS_AT = re.compile(r"\b(?:as at|as of|at|stand|status|au|am|a fecha de|al)\b:? *(.{6,30})$", re.IGNORECASE)


def sheet_plan(
    sheets: Sequence[Sheet], known: Sequence[KnownWork] = (), answers: Mapping[str, str] | None = None
) -> RegisterSheet:
    """Understand the tables of one file; nothing is made or changed.

    `known` are the works the register holds. `answers` maps a question's key, or only its last part
    (`unit`, `currency`, `date-order`, `as-at`), to a choice. Every row of the sheets that holds anything
    comes back as a work or as a skipped row with its reason.
    """
    tables = tuple(_table(sheet, answers or {}) for sheet in sheets)
    rows = [row for table in tables for row in table.rows]
    file = sheets[0].file if sheets else ""
    return RegisterSheet(file, tables, tuple(duplicates(rows, known)))


def _table(sheet: Sheet, answers: Mapping[str, str]) -> TablePlan:
    guesses = guess_columns(sheet, answers)
    asker = Asker(sheet, answers, [])
    readings = readings_of(sheet, guesses, asker)
    lines = list(rows_of(sheet, readings))
    works = tuple(line for line in lines if isinstance(line, WorkRow))
    titles = (_above(sheet, number, text) for number, text in sheet.before)
    skipped = (*titles, *(line for line in lines if isinstance(line, SkippedRow)))
    as_at = _as_at(sheet, guesses, works, asker) if works else None
    warnings = (*sheet.warnings, *_warnings(sheet, guesses, readings, works))
    return TablePlan(sheet.name, guesses, works, skipped, tuple(asker.asked), warnings, as_at)


def _above(sheet: Sheet, number: int, text: str) -> SkippedRow:
    return SkippedRow(sheet.name, number, RowKind.TITLE, text[:200], tr("A line above the header"))


def _as_at(sheet: Sheet, guesses: Sequence[Guess], works: Sequence[WorkRow], asker: Asker) -> date | None:
    """The day that the figures describe, from a column, a title line or the file's name; else it is asked."""
    days = Counter(t.value for w in works if (t := w.first(F.AS_AT)) and isinstance(t.value, date))
    if len(days) == 1 and days.total() == len(works):
        return next(iter(days))
    told = _day_of_title(sheet) or _day_of_name(sheet)
    rated = any(g.field is F.RATING for g in guesses)
    return told if told or not rated else _asked_day(_year_of(sheet, works), asker)


def _asked_day(year: str, asker: Asker) -> date | None:
    reason = tr("Only the year {year} is given", year=year) if year else tr("The file names no day")
    last = f"{year}-12-31" if year else ""
    told = asker.ask("as-at", tr("On which day did the ratings hold?"), (), last, reason)
    return read_date(told).value if told else None


def _day_of_title(sheet: Sheet) -> date | None:
    found = (_AS_AT.search(line) for _, line in sheet.before)
    return next((day for m in found if m and (day := read_date(m[1]).value)), None)


def _day_of_name(sheet: Sheet) -> date | None:
    found = _DATED_NAME.search(sheet.file)
    return read_date("-".join(found.groups())).value if found else None


def _year_of(sheet: Sheet, works: Sequence[WorkRow]) -> str:
    """The year that a column gives for every row, else that of the sheet's or the file's name."""
    given = {w.text(F.PERIOD) for w in works}
    if len(given) == 1 and _YEAR.fullmatch(year := given.pop()):
        return year
    found = _YEAR.search(sheet.name) or _YEAR.search(sheet.file)
    return found[1] if found else ""


def _warnings(
    sheet: Sheet, guesses: Sequence[Guess], readings: Sequence[ColumnReading], works: Sequence[WorkRow]
) -> list[str]:
    """The columns that are not taken, and what was assumed, each named once."""
    labels = labels_of(sheet)
    told: list[str] = []
    if sheet.orientation is Orientation.TURNED:
        told.append(tr("The table runs sideways, one work per column: it was turned"))
    used = [any(said(row.cells[g.column]) for row in sheet.rows) for g in guesses]
    told.extend(
        tr("Column “{column}” is not taken: {reason}", column=labels[g.column], reason=g.reason)
        for g in guesses
        if g.field is F.OTHER and used[g.column]
    )
    notes = Counter(
        (readings[t.column].label, t.note)
        for w in works
        for t in w.taken
        if t.note and t.field is not F.RATING
    )
    told.extend(
        tr("Column “{column}”, {n} cells: {note}", column=c, n=n, note=note) for (c, note), n in notes.items()
    )
    return told
