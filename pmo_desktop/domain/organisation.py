"""The organisation, its units and places, its people, calendars and currencies."""

from __future__ import annotations

import dataclasses as dc
from datetime import date

from pmo_desktop.domain.declare import Need, Worded, record, says
from pmo_desktop.domain.ids import (
    BodyId,
    CalendarId,
    CurrencyId,
    FxRateId,
    LocationId,
    OrganisationId,
    OrgUnitId,
    PersonId,
    RoleAssignmentId,
    WorkId,
)
from pmo_desktop.domain.record import Record, Titled
from pmo_desktop.domain.values import Minutes, Points
from pmo_desktop.i18n import N_


class PaperSize(Worded):
    """The sheet that packs are printed on."""

    A4 = "a4", N_("A4")
    LETTER = "letter", N_("Letter")


class WeekRule(Worded):
    """How weeks are numbered."""

    ISO = "iso", N_("Monday, ISO 8601")
    US = "us", N_("Sunday, United States")
    SATURDAY = "saturday", N_("Saturday")


class UnitKind(Worded):
    """The level of a unit."""

    ORGANISATION = "organisation", N_("Organisation")
    DIVISION = "division", N_("Division")
    DEPARTMENT = "department", N_("Department")
    TEAM = "team", N_("Team")
    EXTERNAL = "external", N_("External")


class Employment(Worded):
    """How a person belongs to the organisation."""

    STAFF = "staff", N_("Staff")
    CONTRACTOR = "contractor", N_("Contractor")
    EXTERNAL = "external", N_("External")


class PersonState(Worded):
    """Whether a person works here now."""

    INVITED = "invited", N_("Invited")
    ACTIVE = "active", N_("Active")
    INACTIVE = "inactive", N_("Inactive")


class Role(Worded):
    """What a person is answerable for."""

    PMO_LEADER = "pmo_leader", N_("PMO leader")
    COORDINATOR = "coordinator", N_("Coordinator")
    SCRIBE = "scribe", N_("Scribe")
    SPONSOR = "sponsor", N_("Sponsor")
    PORTFOLIO_DIRECTOR = "portfolio_director", N_("Portfolio director")
    PORTFOLIO_MANAGER = "portfolio_manager", N_("Portfolio manager")
    PROGRAMME_MANAGER = "programme_manager", N_("Programme manager")
    PROJECT_MANAGER = "project_manager", N_("Project manager")
    SERVICE_OWNER = "service_owner", N_("Service owner")
    CHANGE_MANAGER = "change_manager", N_("Business change manager")
    BENEFIT_OWNER = "benefit_owner", N_("Benefit owner")
    ASSURER = "assurer", N_("Assurer")
    CONTRIBUTOR = "contributor", N_("Contributor")


class RateKind(Worded):
    """What an exchange rate is for."""

    BUDGET = "budget", N_("Budget")
    PERIOD_AVERAGE = "period_average", N_("Period average")
    CLOSING = "closing", N_("Closing")
    SPOT = "spot", N_("Spot")


@dc.dataclass(frozen=True, slots=True)
class WeekPattern:
    """Working times of a week: seven days from Monday, each with (from, to) minutes after midnight."""

    days: tuple[tuple[tuple[int, int], ...], ...]
    valid_from: date | None = None


@dc.dataclass(frozen=True, slots=True)
class CalendarException:
    """Days that differ from the week: `times` is empty when nobody works."""

    first: date
    last: date
    name: str = ""
    times: tuple[tuple[int, int], ...] = ()
    rule: str = ""


MONDAY_TO_FRIDAY = WeekPattern(((((480, 720), (780, 1020)),) * 5) + ((), ()))
"""Eight hours from Monday to Friday, 08:00 to 12:00 and 13:00 to 17:00."""


@record("organisation", "Organisation", "Organisations")
class Organisation(Titled):
    """The organisation that the office serves. There is one per database."""

    id: OrganisationId = says("Id", need=Need.COMPUTED)
    base_language: str = says("Language", "Used where a text has no other.", default="en", longest=12)
    base_currency: str = says("Currency", "ISO 4217.", default="EUR", longest=3)
    fiscal_year_start: str = says("Fiscal year starts", "Month and day.", default="01-01", longest=5)
    paper: PaperSize = says("Paper size", default=PaperSize.A4)
    week_rule: WeekRule = says("Weeks begin", default=WeekRule.ISO)
    class_scheme: tuple[str, ...] = says("Classes", "Handling markings, from open to closed.", default=())


@record("org_unit", "Unit", "Units")
class OrgUnit(Titled):
    """A part of the organisation, in force between two dates."""

    id: OrgUnitId = says("Id", need=Need.COMPUTED)
    parent: OrgUnitId | None = says("Under", default=None)
    unit_kind: UnitKind = says("Kind", default=UnitKind.DEPARTMENT)
    function: str = says("Function", "Finance, IT, operations ...", default="", longest=60)
    head: PersonId | None = says("Head", default=None)
    location: LocationId | None = says("Place", default=None)
    cost_centre: str = says("Cost centre", default="", longest=30)
    active_from: date | None = says("From", default=None)
    active_to: date | None = says("To", default=None)


@record("location", "Place", "Places")
class Location(Titled):
    """A place with its country, time zone, calendar and paper."""

    id: LocationId = says("Id", need=Need.COMPUTED)
    country: str = says("Country", "ISO 3166-1.", longest=2)
    subdivision: str = says("Region", "ISO 3166-2.", default="", longest=6)
    city: str = says("City", default="", longest=80)
    time_zone: str = says("Time zone", "IANA name.", longest=60)
    calendar: CalendarId | None = says("Calendar", default=None)
    paper: PaperSize = says("Paper size", default=PaperSize.A4)


@record("calendar", "Calendar", "Calendars")
class Calendar(Titled):
    """Working time: a week, or several that follow one another, and the days that differ."""

    id: CalendarId = says("Id", need=Need.COMPUTED)
    parent: CalendarId | None = says("Derived from", default=None)
    week: WeekPattern = says("Week", default=MONDAY_TO_FRIDAY)
    later_weeks: tuple[WeekPattern, ...] = says("Weeks from a date on", default=())
    hours_per_day: Minutes = says("Working day", unit="min", default=Minutes(480))
    exceptions: tuple[CalendarException, ...] = says("Days that differ", default=())


@record("currency", "Currency", "Currencies")
class Currency(Titled):
    """A currency and how many digits its minor unit has (JPY 0, EUR 2, BHD 3)."""

    id: CurrencyId = says("Id", need=Need.COMPUTED)
    code: str = says("Code", "ISO 4217.", longest=3)
    digits: int = says("Digits", default=2)


@record("fx_rate", "Exchange rate", "Exchange rates")
class FxRate(Record):
    """What one unit of a currency is worth in another, in millionths."""

    id: FxRateId = says("Id", need=Need.COMPUTED)
    base: str = says("From", longest=3)
    quote: str = says("To", longest=3)
    rate_kind: RateKind = says("Kind", default=RateKind.BUDGET)
    valid_from: date = says("Valid from")
    millionths: int = says("Rate", "One unit of the first currency in the second, in millionths.")


@record("person", "Person", "People")
class Person(Record):
    """Somebody who owns, attends, sponsors or works."""

    id: PersonId = says("Id", need=Need.COMPUTED)
    display_name: str = says("Name", longest=120, search=True)
    given: str = says("Given name", default="", longest=60)
    family: str = says("Family name", default="", longest=60)
    initials: str = says("Initials", "Used by the scribe.", default="", longest=6, search=True)
    email: str = says("E-mail", default="", longest=200)
    job: str = says("Job", "What the person does here.", default="", longest=120)
    org_unit: OrgUnitId | None = says("Unit", default=None)
    location: LocationId | None = says("Place", default=None)
    manager: PersonId | None = says("Line manager", default=None)
    employment: Employment = says("Employment", default=Employment.STAFF)
    state: PersonState = says("State", default=PersonState.ACTIVE)
    active_from: date | None = says("From", default=None)
    active_to: date | None = says("To", default=None)
    hours_per_week: Minutes = says("Hours a week", unit="min", default=Minutes(2400))
    languages: tuple[str, ...] = says("Languages", "BCP 47 tags.", default=())


@record("role_assignment", "Role", "Roles")
class RoleAssignment(Record):
    """One person in one role, for one work or body, for a time."""

    id: RoleAssignmentId = says("Id", need=Need.COMPUTED)
    person: PersonId = says("Person")
    role: Role = says("Role")
    work: WorkId | None = says("For work", default=None)
    body: BodyId | None = says("For body", default=None)
    since: date | None = says("From", default=None)
    until: date | None = says("To", default=None)
    deputy_of: PersonId | None = says("Deputy of", default=None)
    share: Points | None = says("Share of time", unit="%", default=None)
