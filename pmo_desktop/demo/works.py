"""Portfolio, programmes, projects and services, with ranks and roles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pmo_desktop.demo import keys
from pmo_desktop.demo.clock import Clock, months_away
from pmo_desktop.demo.content import Row, choice, millions, rows
from pmo_desktop.demo.facts import Facts, ProjectFacts
from pmo_desktop.domain.ids import ComponentId, PersonId, RoleAssignmentId
from pmo_desktop.domain.organisation import Role, RoleAssignment
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import LText, Points, Rich, Score
from pmo_desktop.domain.works import (
    Approach,
    Category,
    ComponentState,
    OngoingService,
    Portfolio,
    PortfolioComponent,
    PortfolioState,
    Programme,
    Project,
    ServiceLevel,
    ServiceState,
    Size,
    WorkState,
)

PORTFOLIO = "portfolio"
_BEGUN = (WorkState.ACTIVE, WorkState.ON_HOLD, WorkState.CLOSING, WorkState.CLOSED, WorkState.STOPPED)
_MEMBER = {
    "proposed": ComponentState.CANDIDATE,
    "closed": ComponentState.COMPLETE,
    "stopped": ComponentState.REMOVED,
}
_OFFICE = {"nt": Role.PMO_LEADER, "cw": Role.COORDINATOR, "ig": Role.SCRIBE, "ok": Role.CONTRIBUTOR}
"""Who runs the project management office."""
_BUDGET_DECISIONS = {"wing": "wing-contingency", "nurses": "nurses-cohort", "theatreplan": "tool-trial"}
"""Works whose budget was last touched by a decision of the board."""
GERMAN = {
    "energy": "Energiezentrale Bremen",
    "theatres": "Lüftung der Operationssäle, Hafenwall",
    "mri": "MRT-Einheit 2, Hafenwall",
    "sterile": "Neuordnung der Sterilgutversorgung",
    "pharmacy": "Automatisierung der Apotheke Bremen",
    "radiation": "Strahlenschutzgenehmigung",
    "congress": "Klinischer Kongress, Bremen",
}


def _title(row: Row) -> LText:
    return LText.of(row["title"], de=GERMAN.get(row["key"], ""))


def works(clock: Clock, facts: Facts) -> Iterator[Record]:
    """All works, parents first, then ranks and roles."""
    yield Portfolio(
        id=keys.work(PORTFOLIO),
        ref="PF-001",
        title=LText.of("Hospital portfolio", de="Krankenhaus-Portfolio"),
        description=Rich("All change and all shared services that the portfolio board answers for."),
        owner=keys.person("em"),
        org_unit=keys.unit("group"),
        sponsor=keys.person("em"),
        manager=keys.person("nt"),
        state=PortfolioState.ACTIVE,
    )
    for row in rows("programmes"):
        yield _programme(row, clock)
    for row in rows("services"):
        yield _service(row, clock)
    for row in rows("projects"):
        yield _project(facts.projects[row["key"]])
    yield from _components()
    yield from _roles(clock, facts)


def _programme(row: Row, clock: Clock) -> Programme:
    days = clock.calendars["gb"]
    today = days.on_or_before(clock.status_date)
    return Programme(
        id=keys.work(row["key"]),
        ref=f"PRG-{int(row['no']):03}",
        title=_title(row),
        owner=keys.person(row["sponsor"]),
        org_unit=keys.unit(row["unit"]),
        parent=keys.work(PORTFOLIO),
        sponsor=keys.person(row["sponsor"]),
        manager=keys.person(row["manager"]),
        priority=Score(int(row["no"])),
        budget=millions(row["budget"]),
        state=WorkState.ACTIVE,
        vision=Rich(row["vision"]),
        start_planned=days.add_working_days(today, int(row["start"])),
        finish_planned=days.add_working_days(today, int(row["finish"])),
        finish_forecast=days.add_working_days(today, int(row["finish"])),
    )


def _level(text: str) -> ServiceLevel:
    measure, unit, target, actual, higher = text.split(",")
    return ServiceLevel(measure.strip(), unit, float(target), float(actual), higher == "1")


def _service(row: Row, clock: Clock) -> OngoingService:
    return OngoingService(
        id=keys.work(row["key"]),
        ref=f"SVC-{int(row['no']):03}",
        title=_title(row),
        owner=keys.person(row["owner"]),
        org_unit=keys.unit(row["unit"]),
        parent=keys.work(PORTFOLIO),
        sponsor=keys.person(row["sponsor"]),
        manager=keys.person(row["owner"]),
        priority=Score(int(row["priority"])),
        category=Category.RUN,
        budget=millions(row["budget"]),
        state=choice(ServiceState, row["state"]),
        purpose=Rich(row["purpose"]),
        customers=row["customers"],
        levels=tuple(map(_level, row["levels"].split(";"))),
        forecast_cost=millions(row["forecast"]),
        actual_cost=millions(row["actual"]),
        next_review=clock.working(int(row["review"])),
    )


def _project(facts: ProjectFacts) -> Project:
    row, state = facts.row, choice(WorkState, facts.row["state"])
    begun, ended = state in _BEGUN, state is WorkState.CLOSED
    stopped = state is WorkState.STOPPED
    authority = _BUDGET_DECISIONS.get(facts.key)
    return Project(
        id=keys.work(facts.key),
        ref=facts.ref,
        title=_title(row),
        description=Rich(row["description"]),
        owner=keys.person(row["manager"]),
        org_unit=keys.unit(row["unit"]),
        parent=keys.work(row["programme"]),
        sponsor=keys.person(row["sponsor"]),
        manager=keys.person(row["manager"]),
        priority=Score(int(row["priority"])),
        category=choice(Category, row["category"]),
        budget=millions(row["budget"]),
        budget_authority=keys.decision(authority) if authority else None,
        state=state,
        phase=row["phase"],
        lifecycle=row["cycle"],
        approach=choice(Approach, row["approach"]),
        size=choice(Size, row["size"]),
        countries=tuple(row["countries"].split()),
        start_planned=facts.start,
        finish_planned=facts.finish,
        start_actual=facts.start if begun else None,
        finish_actual=facts.forecast if ended else None,
        start_forecast=facts.start,
        finish_forecast=None if stopped else facts.forecast,
        forecast_cost=millions(row["forecast"]),
        actual_cost=millions(row["actual"]),
        contingency=millions(row["contingency"]),
        benefit_value=millions(row["benefit"]),
        tolerance_time=int(row["time"]),
        tolerance_cost=Points(int(row["cost"])),
        handover_to=keys.work(row["handover"]),
    )


def _components() -> Iterator[PortfolioComponent]:
    ranked = sorted(rows("projects"), key=lambda r: (r["priority"], -float(r["budget"])))
    services = [(row, ComponentState.IN_DELIVERY) for row in rows("services")]
    members = [(row, _MEMBER.get(row["state"], ComponentState.IN_DELIVERY)) for row in ranked]
    programmes = [(row, ComponentState.IN_DELIVERY) for row in rows("programmes")]
    for rank, (row, state) in enumerate([*members, *services, *programmes], 1):
        mandate = row.get("category") == "mandatory"
        yield PortfolioComponent(
            id=ComponentId(keys.uid("component", row["key"])),
            portfolio=keys.work(PORTFOLIO),
            work=keys.work(row["key"]),
            rank=rank if rank <= len(members) else None,
            state=state,
            mandate_reason="Law or licence" if mandate else "",
        )


def coordinator() -> PersonId:
    """The person who keeps the records of the office."""
    return keys.person(next(who for who, role in _OFFICE.items() if role is Role.COORDINATOR))


def _roles(clock: Clock, facts: Facts) -> Iterator[RoleAssignment]:
    began = months_away(clock.today, -18)
    for who, role in _OFFICE.items():
        yield _role(who, role, PORTFOLIO, began)
    yield _role("em", Role.PORTFOLIO_DIRECTOR, PORTFOLIO, began)
    yield _role("bh", Role.ASSURER, PORTFOLIO, began)
    for row in rows("programmes"):
        yield _role(row["sponsor"], Role.SPONSOR, row["key"], began)
        yield _role(row["manager"], Role.PROGRAMME_MANAGER, row["key"], began)
    for row in rows("services"):
        yield _role(row["owner"], Role.SERVICE_OWNER, row["key"], began)
    for project in facts.projects.values():
        yield _role(project.row["sponsor"], Role.SPONSOR, project.key, project.start)
        yield _role(project.row["manager"], Role.PROJECT_MANAGER, project.key, project.start)


def _role(who: str, role: Role, work: str, since: date) -> RoleAssignment:
    return RoleAssignment(
        id=RoleAssignmentId(keys.uid("role", who, role, work)),
        person=keys.person(who),
        role=role,
        work=keys.work(work),
        since=since,
    )
