"""What a register in a table says, before anything is made of it: sheets, columns, rows, questions.

A *sheet* holds raw cells as the file has them. A *table plan* says which column is which field, what
each row of the file is, which cells were taken and which were not and why. Records and edits are made
from it later; until then nothing is decided that the person importing cannot see.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from pmo_desktop.domain.ratings import RatingRead
from pmo_desktop.domain.values import Money, Points

Cell = str | int | float | bool | date | None
"""One raw cell: text as written, or the value a workbook stores."""
FieldValue = str | date | Money | Points | RatingRead
"""What a taken cell became."""


class RegisterField(StrEnum):
    """What a column of a register can be about; `other` is named in the receipt and not taken."""

    REF = "ref"
    TITLE = "title"
    DESCRIPTION = "description"
    UNIT = "unit"
    PROGRAMME = "programme"
    CATEGORY = "category"
    STATE = "state"
    PHASE = "phase"
    RATING = "rating"
    RATING_TEXT = "rating_text"
    START = "start"
    START_BASELINE = "start_baseline"
    START_FORECAST = "start_forecast"
    START_ACTUAL = "start_actual"
    FINISH = "finish"
    FINISH_BASELINE = "finish_baseline"
    FINISH_FORECAST = "finish_forecast"
    FINISH_ACTUAL = "finish_actual"
    BUDGET = "budget"
    FORECAST_COST = "forecast_cost"
    ACTUAL_COST = "actual_cost"
    WHOLE_LIFE_COST = "whole_life_cost"
    BENEFITS = "benefits"
    VARIANCE = "variance"
    VARIANCE_PERCENT = "variance_percent"
    SCHEDULE_TEXT = "schedule_text"
    VARIANCE_TEXT = "variance_text"
    BUDGET_TEXT = "budget_text"
    BENEFITS_TEXT = "benefits_text"
    SPONSOR = "sponsor"
    MANAGER = "manager"
    COUNTRY = "country"
    URL = "url"
    AS_AT = "as_at"
    PERIOD = "period"
    OTHER = "other"


DATE_FIELDS = frozenset(
    f for f in RegisterField if f.value.startswith(("start", "finish")) or f is RegisterField.AS_AT
)
MONEY_FIELDS = frozenset(
    {
        RegisterField.BUDGET,
        RegisterField.FORECAST_COST,
        RegisterField.ACTUAL_COST,
        RegisterField.WHOLE_LIFE_COST,
        RegisterField.BENEFITS,
        RegisterField.VARIANCE,
    }
)


class Orientation(StrEnum):
    """Which way a table runs in its file."""

    ROWS = "rows"
    """One work per row, as usual."""
    TURNED = "turned"
    """Fields down the first column, one work per column; the sheet was turned while reading."""


@dc.dataclass(frozen=True, slots=True)
class SheetRow:
    """One row below the header; `number` counts from 1 as a spreadsheet does (columns when turned)."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def empty(self) -> bool:
        """Whether no cell says anything."""
        return all(said(c) == "" for c in self.cells)


@dc.dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file: its header, its rows, and the lines that stood above the header."""

    file: str
    name: str
    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    header_row: int = 1
    orientation: Orientation = Orientation.ROWS
    formats: tuple[str, ...] = ()
    """The number format of each column where the file has one, as a spreadsheet writes it."""
    before: tuple[tuple[int, str], ...] = ()
    """Lines above the header with their row numbers, such as a title."""
    warnings: tuple[str, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class Guess:
    """Which field a column is, how sure that is (0 to 1), why, and the unit its header names."""

    column: int
    header: str
    field: RegisterField
    confidence: float
    reason: str
    currency: str = ""
    factor: int = 0
    """What one unit of the column is worth in whole money: 1,000,000 for millions; 0 when unsaid."""
    period: str = ""
    """The year or years that the header names, as written."""
    dimension: str = "overall"
    """What a rating column rates: overall, time, cost, scope, benefits, risk or resources."""


@dc.dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer to a question."""

    value: str
    label: str


@dc.dataclass(frozen=True, slots=True)
class Question:
    """Something the file does not say; `suggested` is used until answered, when there is one."""

    key: str
    text: str
    choices: tuple[Choice, ...]
    suggested: str = ""
    reason: str = ""


@dc.dataclass(frozen=True, slots=True)
class Taken:
    """One cell that became a value; `words` are the file's own, `note` what was assumed."""

    field: RegisterField
    column: int
    value: FieldValue
    words: str
    note: str = ""
    period: str = ""
    dimension: str = "overall"
    header: str = ""
    """The name of its column, as the file has it."""


@dc.dataclass(frozen=True, slots=True)
class NotTaken:
    """One cell that is not empty and did not become a value, and why."""

    column: str
    text: str
    reason: str
    field: RegisterField


@dc.dataclass(frozen=True, slots=True)
class WorkRow:
    """One row of the file that is a piece of work."""

    sheet: str
    number: int
    taken: tuple[Taken, ...]
    not_taken: tuple[NotTaken, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    """Cells of the columns that are no field here, by the column's name, so that nothing is lost."""
    section: str = ""
    """The heading line that this row stands under, if the sheet has any."""

    def all(self, field: RegisterField) -> tuple[Taken, ...]:
        """Every value of a field, in the order of the columns."""
        return tuple(t for t in self.taken if t.field is field)

    def first(self, field: RegisterField) -> Taken | None:
        """The first value of a field, or None."""
        return next((t for t in self.taken if t.field is field), None)

    def text(self, field: RegisterField) -> str:
        """The first value of a text field, or an empty text."""
        found = self.first(field)
        return str(found.value) if found else ""

    @property
    def title(self) -> str:
        """The work's title."""
        return self.text(RegisterField.TITLE)

    @property
    def rating(self) -> RatingRead | None:
        """The rating to show: the first that rates, else the first that says anything."""
        reads = [t.value for t in self.all(RegisterField.RATING) if isinstance(t.value, RatingRead)]
        return next((r for r in reads if r.five_point), reads[0] if reads else None)


class RowKind(StrEnum):
    """What a row that is not a work is."""

    SECTION = "section"
    TOTAL = "total"
    NOTE = "note"
    TITLE = "title"
    HEADING = "heading"
    NAMELESS = "nameless"
    NO_REGISTER = "no_register"


@dc.dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that holds something but is not a work, and why."""

    sheet: str
    number: int
    kind: RowKind
    text: str
    reason: str


class Suggestion(StrEnum):
    """What to do about a duplicate."""

    UPDATE = "update"
    """Change the known work instead of creating another."""
    SKIP = "skip"
    """Leave the row out: it says what an earlier row said."""
    KEEP = "keep"
    """Create it all the same: the same reference, but another work."""


@dc.dataclass(frozen=True, slots=True)
class KnownWork:
    """A work that the register already holds; `ref` is its own, `their_ref` that of an earlier file."""

    ref: str
    title: str
    unit: str = ""
    their_ref: str = ""


@dc.dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that looks like an earlier row (`of_row`) or like a known work (`of_ref`)."""

    sheet: str
    number: int
    suggestion: Suggestion
    reason: str
    of_row: int = 0
    of_ref: str = ""


@dc.dataclass(frozen=True, slots=True)
class TablePlan:
    """One sheet understood: its columns, its works, what was skipped, and what is to be asked."""

    sheet: str
    columns: tuple[Guess, ...]
    rows: tuple[WorkRow, ...]
    skipped: tuple[SkippedRow, ...] = ()
    questions: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()
    as_at: date | None = None
    """The day that the ratings and figures describe, when the file or an answer says it."""

    @property
    def row_count(self) -> int:
        """Rows of the sheet that hold anything: every one is a work or a skipped row."""
        return len(self.rows) + len(self.skipped)


@dc.dataclass(frozen=True, slots=True)
class RegisterSheet:
    """A whole file understood; nothing has been made of it yet."""

    file: str
    tables: tuple[TablePlan, ...]
    duplicates: tuple[Duplicate, ...] = ()

    @property
    def rows(self) -> tuple[WorkRow, ...]:
        """Every work, in the order of the file."""
        return tuple(r for t in self.tables for r in t.rows)

    @property
    def skipped(self) -> tuple[SkippedRow, ...]:
        """Every row that holds something and is not a work."""
        return tuple(s for t in self.tables for s in t.skipped)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is to be asked before importing."""
        return tuple(q for t in self.tables for q in t.questions)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the person importing should know."""
        return tuple(w for t in self.tables for w in t.warnings)

    @property
    def row_count(self) -> int:
        """Rows of the file that hold anything."""
        return sum(t.row_count for t in self.tables)

    def duplicates_of(self, row: WorkRow) -> Iterator[Duplicate]:
        """What a row looks like."""
        return (d for d in self.duplicates if (d.sheet, d.number) == (row.sheet, row.number))


def said(cell: Cell) -> str:
    """A cell as one would read it aloud: trimmed text, whole numbers without a fraction, ISO dates."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).strip()
