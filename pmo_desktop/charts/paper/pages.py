"""What a person chooses for a plan on paper: sheet, type, time, rows, columns, layers; kept as JSON."""

from __future__ import annotations

import dataclasses as dc
import json
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pmo_desktop.i18n import N_

POINTS_PER_MM = 72 / 25.4
SMALLEST_TYPE, LARGEST_TYPE = 4.0, 14.0
"""Points that a person may choose as the smallest type."""


@dc.dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper, upright; sizes in millimetres. `family` holds sizes that follow one another."""

    key: str
    name: str
    width: float
    height: float
    family: str


PAPERS: tuple[Paper, ...] = (
    Paper("A4", "A4", 210, 297, "A"),
    Paper("A3", "A3", 297, 420, "A"),
    Paper("A2", "A2", 420, 594, "A"),
    Paper("A1", "A1", 594, 841, "A"),
    Paper("A0", "A0", 841, 1189, "A"),
    Paper("letter", "Letter", 215.9, 279.4, "US"),
    Paper("tabloid", "Tabloid", 279.4, 431.8, "US"),
    Paper("archA", "Arch A", 228.6, 304.8, "Arch"),
    Paper("archB", "Arch B", 304.8, 457.2, "Arch"),
    Paper("archC", "Arch C", 457.2, 609.6, "Arch"),
    Paper("archD", "Arch D", 609.6, 914.4, "Arch"),
    Paper("archE", "Arch E", 914.4, 1219.2, "Arch"),
)
"""From small to large within each family."""


def paper(key: str) -> Paper:
    """A sheet by its key, in small or large letters. Raises KeyError for one that is not known."""
    for found in PAPERS:
        if found.key.casefold() == key.casefold():
            return found
    raise KeyError(key)


def larger(key: str) -> tuple[Paper, ...]:
    """The sheets larger than one, in the order in which a person would try them."""
    own = paper(key)
    follow = {"US": ("US", "Arch")}.get(own.family, (own.family,))
    area = own.width * own.height
    return tuple(p for p in PAPERS if p.family in follow and p.width * p.height > area)


class Fit(StrEnum):
    """How the plan is parted into sheets."""

    READABLE = "readable"
    WIDE = "wide"
    PAGES = "pages"
    ONE = "one"


class Rows(StrEnum):
    """Which lines of the plan are printed."""

    SHOWN = "shown"
    ALL = "all"
    SELECTED = "selected"
    LEVEL = "level"


class Scale(StrEnum):
    """The finest unit of the time scale."""

    AUTO = "auto"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    QUARTERS = "quarters"
    YEARS = "years"


class Column(StrEnum):
    """What may stand in the table beside the chart."""

    NUMBER = "number"
    WBS = "wbs"
    NAME = "name"
    DURATION = "duration"
    START = "start"
    FINISH = "finish"
    SLIP = "slip"
    DONE = "done"
    FLOAT = "float"
    PEOPLE = "people"


COLUMN_NAMES: dict[Column, str] = {
    Column.NUMBER: N_("#"),
    Column.WBS: N_("WBS"),
    Column.NAME: N_("Name"),
    Column.DURATION: N_("Duration"),
    Column.START: N_("Start"),
    Column.FINISH: N_("Finish"),
    Column.SLIP: N_("± plan"),
    Column.DONE: N_("Done"),
    Column.FLOAT: N_("Float"),
    Column.PEOPLE: N_("People"),
}
FIXED = (Column.NUMBER, Column.NAME)
"""Columns that every sheet needs."""


@dc.dataclass(frozen=True, slots=True)
class PaperSettings:
    """How a plan is put on paper. `type_size` in points, `margin` in millimetres."""

    paper: str = "A3"
    portrait: bool = False
    margin: float = 10.0
    type_size: float = 7.0
    """The smallest type that may be read; larger type is taken where it costs no sheet."""
    fit: Fit = Fit.WIDE
    pages: int = 4
    """The most sheets, for `Fit.PAGES`."""
    scale: Scale = Scale.AUTO
    first: date | None = None
    last: date | None = None
    rows: Rows = Rows.SHOWN
    level: int = 2
    """How many levels of the outline are printed, for `Rows.LEVEL`."""
    columns: tuple[Column, ...] = (
        Column.NUMBER,
        Column.NAME,
        Column.DURATION,
        Column.START,
        Column.FINISH,
        Column.DONE,
    )
    short_table: bool = True
    """Sheets to the right carry number and name only."""
    links: bool = True
    critical: bool = True
    baseline: bool = True
    people: bool = False
    today: bool = True
    summary: bool = True
    """A page with summaries, milestones and gates comes first."""
    leave_blank: bool = True
    """Sheets to the right on which no line has anything are left out; the key plan shows them grey."""
    classification: str = ""
    dpi: int = 150
    """Pixels an inch of pictures."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the sheet in points."""
        found = paper(self.paper)
        wide, high = found.width * POINTS_PER_MM, found.height * POINTS_PER_MM
        return (wide, high) if self.portrait else (high, wide)


@dc.dataclass(frozen=True, slots=True)
class PrintFacts:
    """What the margins say beside the plan's own name."""

    code: str = ""
    printed: datetime | None = None
    by: str = ""
    baseline: str = ""
    """The name of the baseline that the ghosts show."""
    framed: bool = False
    """Whether the sheet is a page of another document, whose foot says page, time and classification."""


NO_FACTS = PrintFacts()


def settings_text(settings: PaperSettings) -> str:
    """Settings to be remembered."""
    return json.dumps(dc.asdict(settings), default=str)


def settings_from(text: str) -> PaperSettings:
    """What `settings_text` wrote; each field that cannot be read takes its default."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return PaperSettings()
    made = PaperSettings()
    for field in dc.fields(PaperSettings) if isinstance(found, dict) else ():
        if field.name in found:
            value = _read(field.name, found[field.name], getattr(made, field.name))
            made = dc.replace(made, **{field.name: value})
    return made


def _read(name: str, value: Any, usual: Any) -> Any:
    try:
        match name:
            case "paper":
                return paper(value).key
            case "columns":
                return columns_of(value)
            case "first" | "last":
                return date.fromisoformat(value) if value else None
            case "type_size":
                return min(max(float(value), SMALLEST_TYPE), LARGEST_TYPE)
            case "margin":
                return min(max(float(value), 0.0), 50.0)
            case "dpi":
                return min(max(int(value), 50), 600)
            case "pages" | "level":
                return min(max(int(value), 1), 999)
            case _:
                return type(usual)(value)
    except (ValueError, TypeError, KeyError, AttributeError):
        return usual


def columns_of(names: Any) -> tuple[Column, ...]:
    """Columns by their names, in the order in which they are printed; number and name always."""
    wanted = {Column(name) for name in names} | set(FIXED)
    return tuple(c for c in Column if c in wanted)
