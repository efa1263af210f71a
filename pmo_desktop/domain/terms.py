"""Terms of reference: a versioned document that says what a body is for and how it works."""

from __future__ import annotations

import dataclasses as dc
from datetime import date

from pmo_desktop.domain.declare import Need, Worded, record, says
from pmo_desktop.domain.ids import BodyId, DecisionId, TermsId
from pmo_desktop.domain.record import Titled
from pmo_desktop.i18n import N_


class TermsState(Worded):
    """The life of one version of the terms."""

    DRAFT = "draft", N_("Draft")
    PROPOSED = "proposed", N_("Proposed")
    CURRENT = "current", N_("In force")
    RETIRED = "retired", N_("Retired")


@dc.dataclass(frozen=True, slots=True)
class TermsSection:
    """One numbered section: its key in the template, heading and words.

    `own` says that somebody worded it: it is not written anew from the rules.
    """

    key: str
    head: str
    text: str = ""
    own: bool = False


@record("terms", "Terms of reference", "Terms of reference")
class TermsOfReference(Titled):
    """One version of the terms of a body; frozen once it is in force."""

    id: TermsId = says("Id", need=Need.COMPUTED)
    body: BodyId = says("Body")
    version: int = says("Version", default=1)
    state: TermsState = says("State", default=TermsState.DRAFT)
    template: str = says("Template", default="", longest=60)
    language: str = says("Language", default="en", longest=12)
    sections: tuple[TermsSection, ...] = says("Sections", default=())
    in_force: date | None = says("In force from", default=None)
    review_by: date | None = says("Review by", default=None)
    approved_by: DecisionId | None = says("Approved by", default=None)
