"""Steps in the life of one version of terms of reference, each with the reason when it cannot be taken."""

from __future__ import annotations

import dataclasses as dc
from datetime import date

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.edits import Batch, batch, between
from pmo_desktop.domain.ids import DecisionId
from pmo_desktop.domain.terms import TermsOfReference, TermsState
from pmo_desktop.i18n import N_, tr
from pmo_desktop.services.bodies.terms import TermsFile, brought_in


class TermsStep(Worded):
    """What is done with a version."""

    PROPOSE = "propose", N_("Propose")
    TAKE_BACK = "take_back", N_("Back to draft")
    BRING_IN = "bring_in", N_("Bring into force")


_FROM = {
    TermsStep.PROPOSE: TermsState.DRAFT,
    TermsStep.TAKE_BACK: TermsState.PROPOSED,
    TermsStep.BRING_IN: TermsState.PROPOSED,
}
_TO = {TermsStep.PROPOSE: TermsState.PROPOSED, TermsStep.TAKE_BACK: TermsState.DRAFT}


def step_why_not(terms: TermsOfReference | None, step: TermsStep) -> str:
    """Why a step cannot be taken, as a sentence; "" when it can."""
    if terms is None:
        return tr("This body has no terms of reference yet")
    if terms.state is not _FROM[step]:
        return tr("This version is: {state}", state=tr(terms.state.label))
    return ""


def stepped(
    file: TermsFile,
    terms: TermsOfReference,
    step: TermsStep,
    on: date,
    decision: DecisionId | None = None,
) -> Batch:
    """The edit of a step. Raises ValueError, in words, when it cannot be taken."""
    if why := step_why_not(terms, step):
        raise ValueError(why)
    if step is TermsStep.BRING_IN:
        return brought_in(file, terms, on, decision)
    if step is TermsStep.PROPOSE and (empty := next((s for s in terms.sections if not s.text.strip()), None)):
        raise ValueError(tr("The section “{head}” is empty.", head=empty.head))
    return batch([between(terms, dc.replace(terms, state=_TO[step]))])
