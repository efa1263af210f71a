"""Status reports: what the manager says, what the rules compute, what the office stands behind."""

from __future__ import annotations

import dataclasses as dc
from datetime import date

from pmo_desktop.domain.declare import Need, Worded, record, says
from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.ids import StatusReportId, WorkId
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import Money, Rich
from pmo_desktop.i18n import N_

LATER = Need.BEFORE_OPEN


class ReportState(Worded):
    """The life of a status report."""

    DRAFT = "draft", N_("Draft")
    SUBMITTED = "submitted", N_("Submitted")
    RETURNED = "returned", N_("Returned")
    ACCEPTED = "accepted", N_("Accepted")
    VALIDATED = "validated", N_("Validated")
    PUBLISHED = "published", N_("Published")
    MISSING = "missing", N_("Missing")


@dc.dataclass(frozen=True, slots=True)
class Ratings:
    """The rating of each dimension of a work."""

    overall: Rating = Rating.NONE
    time: Rating = Rating.NONE
    cost: Rating = Rating.NONE
    scope: Rating = Rating.NONE
    benefits: Rating = Rating.NONE
    risk: Rating = Rating.NONE
    resources: Rating = Rating.NONE


@record("status_report", "Status report", "Status reports")
class StatusReport(Record):
    """How one work stood on one date."""

    id: StatusReportId = says("Id", need=Need.COMPUTED)
    work: WorkId = says("Work")
    status_date: date = says("Status date", "The date to which progress is reported.")
    state: ReportState = says("State", default=ReportState.DRAFT)
    headline: str = says("Headline", default="", longest=200, need=LATER, search=True)
    achieved: Rich = says("Achieved", default=Rich(""), need=LATER, search=True)
    next_steps: Rich = says("Next", default=Rich(""), need=LATER, search=True)
    decisions_needed: Rich = says("Decisions needed", default=Rich(""), search=True)
    declared: Ratings = says("Declared rating", "What the manager says.", default=Ratings())
    declared_words: str = says("Rating in the file", "The words of the source.", default="", longest=200)
    derived: Ratings = says("Derived rating", "What the rules compute.", default=Ratings())
    validated: Rating | None = says("Validated rating", "What the office stands behind.", default=None)
    validation_note: Rich = says("Validation note", default=Rich(""))
    rag_reason: Rich = says("Reason", "Needed when amber or red.", default=Rich(""), search=True)
    path_to_green: Rich = says("Path to green", "Steps, owners and date.", default=Rich(""), search=True)
    forecast_finish: date | None = says("Forecast finish", default=None)
    forecast_cost: Money | None = says("Forecast cost", default=None)
    slip: int | None = says(
        "Against plan", "Finish against plan, later is positive.", unit="wd", default=None
    )

    @property
    def shown(self) -> Rating:
        """The rating that counts: validated, else declared, else derived."""
        if self.validated is not None:
            return self.validated
        return self.declared.overall if self.declared.overall is not Rating.NONE else self.derived.overall
