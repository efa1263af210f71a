"""Status reports of a work: the list, ratings side by side with reasons, the draft of the next one."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pmo_desktop.domain.health import Dimension, Rating, trend
from pmo_desktop.domain.ids import PersonId, StatusReportId
from pmo_desktop.domain.lifecycle import next_states
from pmo_desktop.domain.raid import HIGH_RISK
from pmo_desktop.domain.reports import Ratings, ReportState, StatusReport
from pmo_desktop.domain.values import Rich
from pmo_desktop.domain.works import Project
from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.project import WorkFile
from pmo_desktop.readmodels.project_figures import cost_share, signed_share, slip_of

DIMENSIONS = ("time", "cost", "scope", "benefits", "risk", "resources")
"""The rated dimensions of a report, in the order of their columns."""
OVERALL = "overall"
_LABELS = {d.value: d.label for d in Dimension} | {OVERALL: N_("Overall")}
EDITABLE = (ReportState.DRAFT, ReportState.RETURNED)
"""States in which the manager may still change what is declared."""
CHOICES = (Rating.GREEN, Rating.AMBER, Rating.RED, Rating.COMPLETE, Rating.NONE)


def dimension_label(key: str) -> str:
    """The word of a dimension, or of the overall rating."""
    return tr(_LABELS[key])


@dc.dataclass(frozen=True, slots=True)
class RatingRow:
    """One dimension: what is declared, derived and validated, how it moved, and the reason."""

    id: str
    label: str
    declared: Rating
    derived: Rating
    validated: Rating | None
    trend: str
    reason: str

    @property
    def counts(self) -> Rating:
        """The rating that counts: validated, else declared, else derived."""
        if self.validated is not None:
            return self.validated
        return self.declared if self.declared is not Rating.NONE else self.derived


def rating_of(ratings: Ratings, key: str) -> Rating:
    """The rating of a dimension by its key."""
    found: Rating = getattr(ratings, key)
    return found


def rating_rows(
    file: WorkFile, report: StatusReport, before: StatusReport | None, high_risks: int | None = None
) -> tuple[RatingRow, ...]:
    """The overall rating and every dimension of a report, with the reason where there is a figure for it.

    `high_risks` counts the open risks that score above 15; None where that is not known (older reports).
    """
    rows = tuple(_row(file, report, before, key) for key in (OVERALL, *DIMENSIONS))
    if not high_risks:
        return rows
    said = tr("{n} above {limit}", n=high_risks, limit=HIGH_RISK)
    return tuple(dc.replace(row, reason=said) if row.id == "risk" else row for row in rows)


def _row(file: WorkFile, report: StatusReport, before: StatusReport | None, key: str) -> RatingRow:
    declared, derived = rating_of(report.declared, key), rating_of(report.derived, key)
    validated = report.validated if key == OVERALL else None
    row = RatingRow(key, dimension_label(key), declared, derived, validated, "", "")
    was = rating_of(before.declared, key) if before else None
    moved = trend(was, row.counts)
    return dc.replace(row, trend=moved.value if moved else "", reason=_reason(file, report, row))


def _reason(file: WorkFile, report: StatusReport, row: RatingRow) -> str:
    work = file.work
    match row.id:
        case "overall" if row.validated is not None:
            return str(report.validation_note) or tr("Validated by the office")
        case "overall":
            return str(report.rag_reason)
        case "time":
            slip = report.slip if report.slip is not None else slip_of(work)
            limit = work.tolerance_time if isinstance(work, Project) else None
            if slip is None:
                return ""
            if limit is None:
                return tr("{slip} wd against plan", slip=shown.signed(slip))
            return tr("{slip} wd, tolerance {n}", slip=shown.signed(slip), n=limit)
        case "cost":
            share = cost_share(work.budget, report.forecast_cost or getattr(work, "forecast_cost", None))
            return "" if share is None else tr("{share} against budget", share=signed_share(share))
        case _:
            return _differs(row)


def _differs(row: RatingRow) -> str:
    """Where the rules say something else than the manager."""
    if Rating.NONE in (row.declared, row.derived) or row.declared is row.derived:
        return ""
    return tr("The figures say {rating}", rating=tr(row.derived.label).lower())


@dc.dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of the list of reports."""

    report: StatusReport
    trend: str

    @property
    def id(self) -> UUID:
        """That of the report."""
        return self.report.id


def report_rows(reports: Sequence[StatusReport]) -> tuple[ReportRow, ...]:
    """The list, the latest first, each with its trend against the one before it."""
    found = []
    for now, before in zip(reports, (*reports[1:], None), strict=False):
        moved = trend(before.shown if before else None, now.shown)
        found.append(ReportRow(now, moved.value if moved else ""))
    return tuple(found)


def drafted(file: WorkFile, on: date, uid: UUID, who: UUID | None = None) -> StatusReport:
    """The next report, filled in from the last one and from the forecasts of the work."""
    last, work = file.report, file.work
    finish = getattr(work, "finish_forecast", None)
    return StatusReport(
        id=StatusReportId(uid),
        owner=PersonId(who) if who else work.manager,
        work=work.id,
        status_date=on,
        headline=last.headline if last else "",
        achieved=Rich(""),
        next_steps=last.next_steps if last else Rich(""),
        declared=last.declared if last else Ratings(),
        derived=last.derived if last else Ratings(),
        rag_reason=last.rag_reason if last else Rich(""),
        path_to_green=last.path_to_green if last else Rich(""),
        forecast_finish=finish or (last.forecast_finish if last else None),
        forecast_cost=getattr(work, "forecast_cost", None),
        slip=slip_of(work),
    )


def missing(report: StatusReport) -> str:
    """What a draft lacks before it can be handed in; "" when nothing is."""
    if not report.headline.strip():
        return tr("A report needs a headline.")
    if report.declared.overall is Rating.NONE:
        return tr("A report needs an overall rating.")
    if report.declared.overall in (Rating.AMBER, Rating.RED) and not report.path_to_green.strip():
        return tr("An amber or red report needs a path to green.")
    return ""


VERBS = {
    ReportState.SUBMITTED: N_("Submit"),
    ReportState.RETURNED: N_("Return"),
    ReportState.ACCEPTED: N_("Accept report"),
    ReportState.VALIDATED: N_("Validate"),
    ReportState.PUBLISHED: N_("Publish"),
    ReportState.MISSING: N_("Mark as missing"),
}
"""What a button says that takes a report to a state."""


def steps(report: StatusReport) -> tuple[ReportState, ...]:
    """The states that a report may go to, the way forward first."""
    found = next_states("status_report", report.state)
    back = (ReportState.RETURNED, ReportState.MISSING)
    ahead = [s for s in found if isinstance(s, ReportState)]
    return tuple(sorted(ahead, key=lambda s: s in back))
