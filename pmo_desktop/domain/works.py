"""Works: portfolio, programme, project and ongoing service, siblings in one family."""

from __future__ import annotations

import dataclasses as dc
from datetime import date

from pmo_desktop.domain.declare import Need, Worded, record, says
from pmo_desktop.domain.ids import ComponentId, DecisionId, PersonId, WorkId
from pmo_desktop.domain.record import Record, Titled
from pmo_desktop.domain.values import Money, Points, Rich, Score
from pmo_desktop.i18n import N_

LATER = Need.BEFORE_OPEN


class WorkState(Worded):
    """The life of a programme or project."""

    PROPOSED = "proposed", N_("Proposed")
    ACTIVE = "active", N_("Active")
    ON_HOLD = "on_hold", N_("On hold")
    CLOSING = "closing", N_("Closing")
    CLOSED = "closed", N_("Closed")
    STOPPED = "stopped", N_("Stopped")


class PortfolioState(Worded):
    """The life of a portfolio."""

    DRAFT = "draft", N_("Draft")
    ACTIVE = "active", N_("Active")
    CLOSED = "closed", N_("Closed")


class ServiceState(Worded):
    """The life of an ongoing service, which has no finish."""

    PROPOSED = "proposed", N_("Proposed")
    IN_TRANSITION = "in_transition", N_("In transition")
    LIVE = "live", N_("Live")
    UNDER_REVIEW = "under_review", N_("Under review")
    RETIRING = "retiring", N_("Retiring")
    RETIRED = "retired", N_("Retired")


class Approach(Worded):
    """How the work is planned."""

    PREDICTIVE = "predictive", N_("Predictive")
    AGILE = "agile", N_("Agile")
    HYBRID = "hybrid", N_("Hybrid")


class Size(Worded):
    """How big a project is, from triage."""

    SMALL = "small", N_("Small")
    MEDIUM = "medium", N_("Medium")
    LARGE = "large", N_("Large")


class PortfolioKind(Worded):
    """What a portfolio gathers."""

    ENTERPRISE = "enterprise", N_("Enterprise")
    UNIT = "unit", N_("Unit")
    THEME = "theme", N_("Theme")


class Category(Worded):
    """Why the money is spent."""

    RUN = "run", N_("Run")
    GROW = "grow", N_("Grow")
    TRANSFORM = "transform", N_("Transform")
    MANDATORY = "mandatory", N_("Mandatory")


class ComponentState(Worded):
    """The life of a work's membership in a portfolio."""

    CANDIDATE = "candidate", N_("Candidate")
    SELECTED = "selected", N_("Selected")
    DEFERRED = "deferred", N_("Deferred")
    REJECTED = "rejected", N_("Rejected")
    IN_DELIVERY = "in_delivery", N_("In delivery")
    COMPLETE = "complete", N_("Complete")
    REMOVED = "removed", N_("Removed")


@dc.dataclass(frozen=True, slots=True)
class ServiceLevel:
    """One promise of a service: what is measured, in which unit, the target and the latest figure."""

    measure: str
    unit: str
    target: float
    actual: float | None = None
    higher_is_better: bool = True


@record("work", "Work", "Works")
class Work(Titled):
    """What all works share. State, phase, health and priority are four separate things."""

    id: WorkId = says("Id", need=Need.COMPUTED)
    parent: WorkId | None = says("Part of", "The programme or portfolio it belongs to.", default=None)
    sponsor: PersonId | None = says(
        "Sponsor",
        "Answers for the business case and the benefits.",
        default=None,
        need=LATER,
        also=("senior responsible owner", "executive"),
    )
    manager: PersonId | None = says(
        "Manager", "Runs it day by day.", default=None, need=LATER, also=("project manager", "lead")
    )
    priority: Score | None = says("Priority", "1 is first.", default=None)
    category: Category | None = says("Category", default=None)
    budget: Money | None = says("Budget", "Approved, without reserve.", default=None, need=LATER)
    budget_authority: DecisionId | None = says("Budget set by", default=None)
    external_ref: str = says(
        "Their code", "The code of the file that it came from.", default="", longest=80, search=True
    )


@record("portfolio", "Portfolio", "Portfolios", "work")
class Portfolio(Work):
    """Investments managed together against the objectives; no end date."""

    state: PortfolioState = says("State", default=PortfolioState.DRAFT)
    portfolio_kind: PortfolioKind = says("Gathers", default=PortfolioKind.ENTERPRISE)


@record("programme", "Programme", "Programmes", "work")
class Programme(Work):
    """Related projects and other work managed together for benefits not had separately."""

    state: WorkState = says("State", default=WorkState.PROPOSED)
    vision: Rich = says("Vision", default=Rich(""), search=True)
    start_planned: date | None = says("Planned start", default=None, need=LATER)
    finish_planned: date | None = says("Planned finish", default=None, need=LATER)
    finish_forecast: date | None = says("Forecast finish", default=None)


@record("project", "Project", "Projects", "work")
class Project(Work):
    """A temporary undertaking to an agreed scope, time and cost."""

    state: WorkState = says("State", default=WorkState.PROPOSED)
    phase: str = says("Phase", "Where it stands in its life cycle.", default="", longest=60)
    lifecycle: str = says("Life cycle", "Template and version.", default="", longest=80, need=LATER)
    approach: Approach = says("Approach", default=Approach.PREDICTIVE)
    size: Size | None = says("Size", default=None)
    countries: tuple[str, ...] = says("Countries", "ISO 3166-1.", default=())
    start_planned: date | None = says("Planned start", default=None, need=LATER, also=("start", "begin"))
    finish_planned: date | None = says(
        "Planned finish", default=None, need=LATER, also=("finish", "end", "due")
    )
    start_actual: date | None = says("Actual start", default=None)
    finish_actual: date | None = says("Actual finish", default=None)
    start_forecast: date | None = says("Forecast start", default=None)
    finish_forecast: date | None = says("Forecast finish", default=None)
    forecast_cost: Money | None = says("Forecast cost", "At completion.", default=None)
    actual_cost: Money | None = says("Actual cost", "To date.", default=None)
    whole_life_cost: Money | None = says("Whole life cost", default=None)
    contingency: Money | None = says("Contingency", "Inside the baseline, the manager's.", default=None)
    benefit_value: Money | None = says("Benefits", "Money value of the benefits.", default=None)
    tolerance_time: int | None = says("Time tolerance", unit="wd", default=None)
    tolerance_cost: Points | None = says("Cost tolerance", unit="%", default=None)
    handover_to: WorkId | None = says("Hands over to", "The service that runs the result.", default=None)


@record("service", "Ongoing service", "Ongoing services", "work")
class OngoingService(Work):
    """Permanent activity with rhythm and service levels; it never shows per cent complete."""

    state: ServiceState = says("State", default=ServiceState.PROPOSED)
    purpose: Rich = says("Purpose", default=Rich(""), need=LATER, search=True)
    customers: str = says("Customers", default="", longest=200)
    levels: tuple[ServiceLevel, ...] = says("Service levels", default=())
    actual_cost: Money | None = says("Actual cost", "This year to date.", default=None)
    forecast_cost: Money | None = says("Forecast cost", "This year.", default=None)
    review_months: int = says("Reviewed every", unit="months", default=12)
    next_review: date | None = says("Next review", default=None, need=LATER)
    retire_by: date | None = says("Retire by", default=None)


@record("component", "Portfolio component", "Portfolio components")
class PortfolioComponent(Record):
    """That a work belongs to a portfolio, with its rank."""

    id: ComponentId = says("Id", need=Need.COMPUTED)
    portfolio: WorkId = says("Portfolio")
    work: WorkId = says("Work")
    rank: int | None = says("Rank", default=None)
    state: ComponentState = says("State", default=ComponentState.CANDIDATE)
    mandate_reason: str = says("Mandatory because", default="", longest=200)
    decision: DecisionId | None = says("Decided by", default=None)
