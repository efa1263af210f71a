"""Small builders of believable records for tests: every field that a test does not name has a value.

`stored(office, *records)` puts them into a database as one edit. Ids are new on every call, unless given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID, uuid4

from pmo_desktop.domain.edits import batch, creation
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.ids import (
    ActionId,
    BodyId,
    DecisionId,
    IssueId,
    MeetingId,
    OrganisationId,
    OrgUnitId,
    PersonId,
    PlanId,
    PlanItemId,
    RiskId,
    StatusReportId,
    WorkId,
)
from pmo_desktop.domain.initials import unique_initials
from pmo_desktop.domain.meetings import Meeting
from pmo_desktop.domain.minutes import Decision
from pmo_desktop.domain.organisation import Organisation, OrgUnit, Person
from pmo_desktop.domain.plans import ItemKind, Plan, PlanItem
from pmo_desktop.domain.raid import Action, Assessment, Issue, Risk, RiskState
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.reports import Ratings, ReportState, StatusReport
from pmo_desktop.domain.values import LText, Money, Rich, Score, Wall, Zoned
from pmo_desktop.domain.works import (
    OngoingService,
    Portfolio,
    PortfolioState,
    Programme,
    Project,
    ServiceState,
    WorkState,
)
from pmo_desktop.services.office import Office

R = TypeVar("R", bound=Record)
TODAY = dt.date(2026, 7, 15)
"""The day on which tests live: the board meets on 30 July."""


def eur(millions: float) -> Money:
    """So many million euros."""
    return Money(round(millions * 100_000_000), "EUR")


def stored(office: Office, *records: R) -> tuple[R, ...]:
    """Store new records as one edit; gives them back as they were given."""
    office.change(batch(creation(r) for r in records), "Set up")
    return records


def titled(title: str | LText) -> LText:
    """A title from a plain text, or as it is."""
    return title if isinstance(title, LText) else LText.of(title)


def _with(cls: type[R], usual: dict[str, Any], given: dict[str, Any]) -> R:
    return cls(**(usual | given))


def organisation(title: str | LText = "Northwind", **given: Any) -> Organisation:
    """The organisation."""
    return _with(Organisation, {"id": OrganisationId(uuid4()), "title": titled(title)}, given)


def unit(title: str | LText = "Roads", **given: Any) -> OrgUnit:
    """A unit."""
    return _with(OrgUnit, {"id": OrgUnitId(uuid4()), "title": titled(title)}, given)


def person(name: str = "Tomas Okafor", **given: Any) -> Person:
    """A person with initials from the name."""
    usual = {"id": PersonId(uuid4()), "display_name": name, "initials": unique_initials([name])[0]}
    return _with(Person, usual, given)


def portfolio(title: str | LText = "All works", **given: Any) -> Portfolio:
    """An active portfolio."""
    usual = {"id": WorkId(uuid4()), "title": titled(title), "state": PortfolioState.ACTIVE}
    return _with(Portfolio, usual, given)


def programme(title: str | LText = "Roads and bridges", **given: Any) -> Programme:
    """An active programme."""
    usual = {"id": WorkId(uuid4()), "title": titled(title), "state": WorkState.ACTIVE}
    return _with(Programme, usual, given)


def project(title: str | LText = "Harbour Link Bridge", **given: Any) -> Project:
    """An active project in its build phase, planned from March 2025 to November 2026, 96.4 m."""
    usual = {
        "id": WorkId(uuid4()),
        "title": titled(title),
        "state": WorkState.ACTIVE,
        "phase": "Build",
        "source": "tests",
        "budget": eur(96.4),
        "forecast_cost": eur(99.5),
        "start_planned": dt.date(2025, 3, 3),
        "finish_planned": dt.date(2026, 11, 16),
        "finish_forecast": dt.date(2026, 12, 10),
    }
    return _with(Project, usual, given)


def service(title: str | LText = "Winter maintenance", **given: Any) -> OngoingService:
    """A live ongoing service."""
    usual = {"id": WorkId(uuid4()), "title": titled(title), "state": ServiceState.LIVE}
    return _with(OngoingService, usual, given)


def ratings(overall: str = "green", **dimensions: str) -> Ratings:
    """Ratings by their stored words; every dimension as overall unless named."""
    names = ("overall", "time", "cost", "scope", "benefits", "risk", "resources")
    known = {r.value: r for r in Rating}
    return Ratings(**{n: known[dimensions.get(n, overall)] for n in names})


def report(
    work: UUID, on: dt.date = dt.date(2026, 7, 14), overall: str = "amber", **given: Any
) -> StatusReport:
    """An accepted status report with every dimension declared alike."""
    usual = {
        "id": StatusReportId(uuid4()),
        "work": WorkId(work),
        "status_date": on,
        "state": ReportState.ACCEPTED,
        "headline": "Piling is three weeks behind, a second shift starts on 27 July",
        "declared": ratings(overall),
        "path_to_green": Rich("Second shift on piling from 27 July wins back 12 of 18 days."),
    }
    return _with(StatusReport, usual, given)


def plan(work: UUID, **given: Any) -> Plan:
    """The plan of a work."""
    return _with(Plan, {"id": PlanId(uuid4()), "work": WorkId(work)}, given)


def gate(of_plan: UUID, name: str, on: dt.date, number: int = 1, **given: Any) -> PlanItem:
    """A gate of a plan on a day."""
    at = Wall(dt.datetime.combine(on, dt.time(17)))
    usual = {
        "id": PlanItemId(uuid4()),
        "plan": PlanId(of_plan),
        "number": number,
        "name": f"Gate {name}",
        "item_kind": ItemKind.MILESTONE,
        "gate": name,
        "start": at,
        "finish": at,
    }
    return _with(PlanItem, usual, given)


def risk(
    work: UUID, score: tuple[int, int] = (4, 5), title: str | LText = "Late steel", **given: Any
) -> Risk:
    """An open risk with probability and impact."""
    usual = {
        "id": RiskId(uuid4()),
        "work": WorkId(work),
        "title": titled(title),
        "state": RiskState.OPEN,
        "event": Rich("the steel comes six weeks late"),
        "current": Assessment(Score(score[0]), Score(score[1])),
    }
    return _with(Risk, usual, given)


def issue(work: UUID, title: str | LText = "Drawings are out of date", **given: Any) -> Issue:
    """An open issue."""
    return _with(Issue, {"id": IssueId(uuid4()), "work": WorkId(work), "title": titled(title)}, given)


def action(
    text: str = "Send the revised drawings", due: dt.date | None = dt.date(2026, 7, 10), **given: Any
) -> Action:
    """An open action, five days late on `TODAY`."""
    return _with(Action, {"id": ActionId(uuid4()), "text": Rich(text), "due": due}, given)


def body(title: str = "Project board", code: str = "PB", **given: Any) -> GovernanceBody:
    """A governance body."""
    return _with(GovernanceBody, {"id": BodyId(uuid4()), "title": titled(title), "code": code}, given)


def meeting(of_body: UUID, on: dt.date = dt.date(2026, 7, 30), **given: Any) -> Meeting:
    """A meeting of a body at ten in the morning, in Lisbon."""
    at = dt.datetime.combine(on, dt.time(9), tzinfo=dt.UTC)
    usual = {
        "id": MeetingId(uuid4()),
        "body": BodyId(of_body),
        "title": LText.of("Board"),
        "starts": Zoned(at, "Europe/Lisbon"),
    }
    return _with(Meeting, usual, given)


def decision(text: str = "Approve the budget", works: Sequence[UUID] = (), **given: Any) -> Decision:
    """A decision that was made."""
    usual = {"id": DecisionId(uuid4()), "text": Rich(text), "works": tuple(WorkId(w) for w in works)}
    return _with(Decision, usual, given)
