"""Single works and papers in a pack: exception pages, uploaded papers, definitions."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.domain.values import Money, Zoned
from pmo_desktop.readmodels.pack_portfolio import MilestoneLine
from pmo_desktop.readmodels.pack_values import Head, Resolution


@dc.dataclass(frozen=True, slots=True)
class CostPoint:
    """The forecast cost at completion as reported on a date."""

    on: dt.date
    forecast: Money


@dc.dataclass(frozen=True, slots=True)
class PathStep:
    """One step on the path to green."""

    text: str
    owner: str
    on: dt.date | None


@dc.dataclass(frozen=True, slots=True)
class OptionLine:
    """One way out: what it costs, when it ends, what risk stays, whether it can be undone."""

    letter: str
    text: str
    cost: Money | None = None
    finish: dt.date | None = None
    risk: int | None = None
    reversible: str = ""
    recommended: bool = False


@dc.dataclass(frozen=True, slots=True)
class ExceptionPage:
    """One page for a work out of tolerance: what, why, way back, and what is asked of the body."""

    head: Head
    ref: str
    name: str
    detail: str
    ratings: tuple[tuple[str, Rating], ...] = ()
    what: str = ""
    why: str = ""
    milestones: tuple[MilestoneLine, ...] = ()
    costs: tuple[CostPoint, ...] = ()
    budget: Money | None = None
    tolerance: Money | None = None
    path: tuple[PathStep, ...] = ()
    options: tuple[OptionLine, ...] = ()
    resolution: Resolution | None = None
    help_asked: str = ""


@dc.dataclass(frozen=True, slots=True)
class UploadedPaper:
    """A paper handed in as a PDF. `sha256` (hex) names its bytes; `pages` is its length as counted then."""

    head: Head
    file_name: str
    sha256: str
    pages: int
    author: str = ""
    summary: str = ""
    recommendation: str = ""
    resolution: Resolution | None = None


@dc.dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means here."""

    term: str
    meaning: str


@dc.dataclass(frozen=True, slots=True)
class Definitions:
    """The rules and words that the pack uses."""

    head: Head
    definitions: tuple[Definition, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class IssueFacts:
    """When, by whom and for whom a version is issued; `copy_number` 0 is the file copy."""

    office: str
    contact: str = ""
    issued_on: dt.date | None = None
    copy_number: int | None = None
    copies: int | None = None
    holder: str = ""
    return_note: str = ""


@dc.dataclass(frozen=True, slots=True)
class MeetingFacts:
    """Which meeting the pack is for."""

    body: str
    ref: str
    title: str
    starts: Zoned
    ends: Zoned | None
    place: str


@dc.dataclass(frozen=True, slots=True)
class PrintFacts:
    """How the pack is printed; `duplex` begins the great sections on right-hand pages."""

    language: str = "en"
    paper: PaperSize = PaperSize.A4
    duplex: bool = True
    watermark: str = ""
