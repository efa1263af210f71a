"""Sheets of a plan made in the background: as a PDF to look at or to print, or as files. Knows no Qt."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import language, tr

if TYPE_CHECKING:
    from pmo_desktop.charts.paper.pages import PaperSettings, PrintFacts
    from pmo_desktop.charts.paper.plan import Layout
    from pmo_desktop.readmodels.gantt import GanttModel
    from pmo_desktop.services.office import Office

PlanPdf: TypeAlias = Callable[[Iterable[tuple[Any, str, str]], str, str], bytes]
"""Makes a PDF of drawings with their labels and bookmarks; then title and language."""
Tell: TypeAlias = Callable[[float, str], None]
"""Takes how far the work is (0 to 1) and words for it; raises to stop it."""
FORMS = (".pdf", ".svg", ".png")


@dc.dataclass(frozen=True)
class PlanToPrint:
    """A plan as it is seen: what is folded and selected, and what the margins say.

    A service is never done, so the plan of one has no per cent complete.
    """

    model: GanttModel
    collapsed: frozenset[str]
    selected: frozenset[str]
    facts: PrintFacts
    service: bool = False

    def laid_out(self, settings: PaperSettings) -> Layout:
        """The plan parted into sheets."""
        from pmo_desktop.charts.paper.layout import arrange
        from pmo_desktop.charts.paper.pages import Column

        if self.service:
            columns = tuple(c for c in settings.columns if c is not Column.DONE)
            settings = dc.replace(settings, columns=columns)
        return arrange(self.model, settings, self.collapsed, self.selected)


@dc.dataclass(frozen=True)
class Proof:
    """Sheets to look at: all of a plan, or the first of many."""

    layout: Layout
    pdf: bytes
    shown: int

    @property
    def complete(self) -> bool:
        """Whether every sheet is there."""
        return self.shown == len(self.layout.sheets)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the sheets that are there."""
        return tuple(sheet.label for sheet in self.layout.sheets[: self.shown])


def proof(layout: Layout, facts: PrintFacts, make: PlanPdf, tell: Tell, most: int = 10**6) -> Proof:
    """The first sheets of a layout as a PDF."""
    from pmo_desktop.charts.export import pdf_pages

    count = min(most, len(layout.sheets))
    pages = _told(islice(pdf_pages(layout, facts), count), count, tell)
    return Proof(layout, make(pages, layout.name or tr("Plan"), language()), count)


def _told(parts: Iterable[Any], count: int, tell: Tell) -> Iterator[Any]:
    """The same parts; before each it is told how far the work is, so that it can be stopped there."""
    tell(0.0, "")
    for n, part in enumerate(parts, 1):
        yield part
        tell(n / max(count, 1), tr("{n} of {all}", n=n, all=count))


def write_plan(
    path: Path, layout: Layout, facts: PrintFacts, make: PlanPdf, tell: Tell, dpi: float = 150
) -> tuple[Path, ...]:
    """Write a plan as .pdf, .svg or .png and give the files: pictures of several sheets are several files.

    All files take their places together at the end, or none does. Raises Fault with the file and the reason,
    and whatever `tell` raises.
    """
    from pmo_desktop.services.filing import placed

    form = path.suffix.lower()
    if form not in FORMS:
        raise Fault(tr("{path}: the name must end in .pdf, .svg or .png.", path=path))
    with ExitStack() as stack:
        written = []
        for place, body in _bodies(path, layout, facts, make, tell, dpi):
            stack.enter_context(placed(place))(body)
            written.append(place)
        return tuple(written)


def _bodies(
    path: Path, layout: Layout, facts: PrintFacts, make: PlanPdf, tell: Tell, dpi: float
) -> Iterator[tuple[Path, bytes]]:
    from pmo_desktop.charts.export import sheet_pictures

    form = path.suffix.lower()
    if form == ".pdf":
        yield path, proof(layout, facts, make, tell).pdf
        return
    count = len(layout.sheets)
    for sheet, body in _told(sheet_pictures(layout, facts, form, dpi), count, tell):
        yield path if count == 1 else path.with_name(f"{path.stem}-{sheet.label}{path.suffix}"), body


def name_of(office: Office) -> str:
    """The name of who prints, for the margins."""
    found = office.store.reader.get("person", [office.who]).get(office.who)
    return str(found.display_name) if found is not None else ""
