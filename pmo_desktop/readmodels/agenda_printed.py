"""The agenda alone on paper: what every member gets, or the copy that only the chair has."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.domain.meetings import Purpose
from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.i18n import tr


@dc.dataclass(frozen=True, slots=True)
class PrintedItem:
    """One item. `background`, `against` and `deferrals` are filled for the chair only."""

    number: str
    title: str
    purpose: Purpose
    minutes: int
    starts: str
    presenter: str = ""
    papers: tuple[str, ...] = ()
    resolution: str = ""
    guests: str = ""
    background: str = ""
    against: tuple[str, ...] = ()
    deferrals: int = 0
    late: bool = False


@dc.dataclass(frozen=True, slots=True)
class PrintedBlock:
    """Items under one heading, "" for none; a restricted part that is withheld has no items to show."""

    heading: str
    starts: str
    minutes: int
    items: tuple[PrintedItem, ...] = ()
    consent: bool = False
    withheld: bool = False


@dc.dataclass(frozen=True, slots=True)
class PrintedAgenda:
    """An agenda in the language of its body; `facts` are pairs of label and value."""

    language: str
    organisation: str
    body: str
    meeting: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[PrintedBlock, ...]
    booked: int
    closes: str
    classification: str = ""
    agreed: bool = False
    chair: bool = False
    paper_size: PaperSize = PaperSize.A4

    @property
    def planned(self) -> int:
        """The minutes of all items, those withheld too."""
        return sum(block.minutes for block in self.blocks)

    def title(self) -> str:
        """Agenda of the meeting."""
        if self.chair:
            return tr("Chair's copy of the agenda: {name}", name=self.body)
        return tr("Agenda: {name}", name=self.body)

    def said(self) -> str:
        """Which agenda it is, as the foot of each page shows it."""
        if self.agreed:
            return tr("{meeting}: agenda as agreed", meeting=self.meeting)
        return tr("{meeting}: draft agenda", meeting=self.meeting)
