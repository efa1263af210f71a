"""Terms of reference as a document: one version with what stands round it, for paper and word processors."""

from __future__ import annotations

import dataclasses as dc
from datetime import date

from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.domain.terms import TermsSection, TermsState
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown


@dc.dataclass(frozen=True, slots=True)
class TermsDocument:
    """One version of the terms of a body, in its language."""

    language: str
    organisation: str
    body: str
    code: str
    version: int
    state: TermsState
    sections: tuple[TermsSection, ...] = ()
    in_force: date | None = None
    review_by: date | None = None
    decision: str = ""
    classification: str = ""
    paper_size: PaperSize = PaperSize.A4

    @property
    def settled(self) -> bool:
        """Whether the version is, or was, in force."""
        return self.state in (TermsState.CURRENT, TermsState.RETIRED)

    def title(self) -> str:
        """Terms of reference of the Portfolio board."""
        return tr("Terms of reference: {name}", name=self.body)

    def said(self) -> str:
        """Code and version, as the foot of each page shows them."""
        state = tr(self.state.label)
        return tr("{code}, version {n}: {state}", code=self.code, n=self.version, state=state)

    def facts(self) -> list[tuple[str, str]]:
        """What stands above the sections: label and value."""
        found = [
            (tr("Body"), f"{self.body} ({self.code})"),
            (tr("Version"), f"{self.version}, {tr(self.state.label)}"),
        ]
        if self.in_force is not None:
            found.append((tr("In force from"), shown.long_date(self.in_force)))
        if self.review_by is not None:
            found.append((tr("Review by"), shown.long_date(self.review_by)))
        if self.decision:
            found.append((tr("Approved by"), self.decision))
        return found
