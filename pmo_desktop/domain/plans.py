"""The plan of a work: items of kind task, event and duty, links, calendars, resources."""

from __future__ import annotations

import dataclasses as dc
from datetime import date

from pmo_desktop.domain.declare import Need, Worded, record, says
from pmo_desktop.domain.ids import (
    AssignmentId,
    CalendarId,
    PersonId,
    PlanCalendarId,
    PlanId,
    PlanItemId,
    PlanLinkId,
    PlanResourceId,
    WorkId,
)
from pmo_desktop.domain.planp6 import P6Line, P6Project
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schedulecalendar import Calendar as FileCalendar
from pmo_desktop.domain.values import Minutes, Money, Points, Rich, Wall
from pmo_desktop.i18n import N_


class PlanMode(Worded):
    """How a plan is kept."""

    NETWORK = "network", N_("Full network")
    MILESTONES = "milestones", N_("Milestones only")
    RHYTHM = "rhythm", N_("Rhythm of duties")
    BACKLOG = "backlog", N_("Backlog")


class ItemKind(Worded):
    """Task (finite work), event (a dated occurrence), duty (a recurring obligation), and the helpers."""

    TASK = "task", N_("Task")
    EVENT = "event", N_("Event")
    DUTY = "duty", N_("Duty")
    SUMMARY = "summary", N_("Summary line")
    MILESTONE = "milestone", N_("Milestone")
    LOE = "loe", N_("Level of effort")


class ConstraintKind(Worded):
    """What holds an item to a date."""

    ASAP = "asap", N_("As soon as possible")
    ALAP = "alap", N_("As late as possible")
    SNET = "snet", N_("Start no earlier than")
    FNET = "fnet", N_("Finish no earlier than")
    SNLT = "snlt", N_("Start no later than")
    FNLT = "fnlt", N_("Finish no later than")
    MSO = "mso", N_("Must start on")
    MFO = "mfo", N_("Must finish on")


class LinkKind(Worded):
    """Which ends of two items are tied."""

    FS = "fs", N_("Finish to start")
    SS = "ss", N_("Start to start")
    FF = "ff", N_("Finish to finish")
    SF = "sf", N_("Start to finish")


class LagKind(Worded):
    """How a lag is counted."""

    WORKING = "working", N_("Working time")
    ELAPSED = "elapsed", N_("Elapsed time")
    PERCENT = "percent", N_("Per cent of the predecessor")


class ResourceKind(Worded):
    """What does the work."""

    WORK = "work", N_("Labour")
    MATERIAL = "material", N_("Material")
    COST = "cost", N_("Cost")


@dc.dataclass(frozen=True, slots=True)
class BaselineDates:
    """An item in baseline `number`: wall-clock start and finish, minutes of duration and work."""

    number: int
    start: Wall | None = None
    finish: Wall | None = None
    duration: int | None = None
    work: int | None = None


@dc.dataclass(frozen=True, slots=True)
class BaselineName:
    """What baseline `number` of a plan is called, when it was taken, and why."""

    number: int
    name: str = ""
    taken: date | None = None
    reason: str = ""


@dc.dataclass(frozen=True, slots=True)
class Pause:
    """An interruption of an item: after so many minutes of its work, for so many working minutes."""

    after: int
    length: int
    levelled: bool = False
    """Levelling made it, and takes it away again."""


@dc.dataclass(frozen=True, slots=True)
class Way:
    """One way that work may go on: how likely it is, and the line that is done then; None for no line."""

    share: Points
    item: int | None = None


@dc.dataclass(frozen=True, slots=True)
class Branching:
    """What may follow line `after`: of its ways exactly one is taken, so their shares add up to 100 %.

    A way that names a summary takes all that lies under it. What is not taken costs no time.
    """

    after: int
    ways: tuple[Way, ...] = ()


@record("plan", "Plan", "Plans")
class Plan(Record):
    """The plan of one work. `file_start` and `file_finish` are those that an imported file said."""

    id: PlanId = says("Id", need=Need.COMPUTED)
    work: WorkId = says("Work")
    title: str = says("Title", default="", longest=200)
    mode: PlanMode = says("Kept as", default=PlanMode.NETWORK)
    calendar: CalendarId | None = says("Calendar", default=None)
    status_date: date | None = says("Status date", "The date to which progress is reported.", default=None)
    file_name: str = says("File", default="", longest=260)
    file_start: Wall | None = says("Start in the file", default=None)
    file_finish: Wall | None = says("Finish in the file", default=None)
    minutes_per_day: Minutes = says("Working day", unit="min", default=Minutes(480))
    calendar_number: int | None = says("Calendar of the plan", "One that came with the plan.", default=None)
    automatic: bool = says(
        "Dates follow at once", "Otherwise they stay until somebody asks to reschedule.", default=False
    )
    begins: Wall | None = says("Begins", "No item starts earlier unless a date says so.", default=None)
    from_finish: bool = says("Planned backwards", "From the finish, as late as possible.", default=False)
    ends: Wall | None = says("Ends", "Where a plan that is planned backwards begins.", default=None)
    critical_limit: Minutes = says(
        "Critical up to", "Float that still counts as critical.", unit="min", default=Minutes(0)
    )
    honour_constraints: bool = says("Must-dates hold", "Against links; otherwise links win.", default=True)
    baseline_names: tuple[BaselineName, ...] = says("Names of baselines", default=())
    branchings: tuple[Branching, ...] = says(
        "Ways it may go", "Work that follows with a probability, for schedule risk.", default=()
    )
    p6: tuple[P6Project, ...] = says("Rules of Primavera", "Of the projects that it came from.", default=())


@record("plan_item", "Plan item", "Plan items")
class PlanItem(Record):
    """One line of a plan. `number` is its key within the plan; links and parents use it.

    Dates are wall-clock times of the plan's place. What an imported file said is kept as it was.
    """

    id: PlanItemId = says("Id", need=Need.COMPUTED)
    plan: PlanId = says("Plan")
    number: int = says("No.", "Key within the plan; links use it.")
    position: int = says("Line", "Order within the plan.", default=0)
    parent: int | None = says("Under", "Number of the summary item.", default=None)
    wbs: str = says("WBS", default="", longest=120)
    name: str = says("Name", longest=1000, search=True)
    item_kind: ItemKind = says("Kind", default=ItemKind.TASK)
    gate: str = says("Gate", "Number of the gate that this milestone is.", default="", longest=12)
    manual: bool = says("Scheduled by hand", default=False)
    active: bool = says("Active", default=True)
    start: Wall | None = says("Start", default=None)
    finish: Wall | None = says("Finish", default=None)
    duration: Minutes = says("Duration", unit="min", default=Minutes(0))
    elapsed: bool = says("Elapsed duration", default=False)
    effort: Minutes | None = says("Effort", unit="min", default=None)
    constraint: ConstraintKind = says("Constraint", default=ConstraintKind.ASAP)
    constraint_date: Wall | None = says("Constraint date", default=None)
    deadline: Wall | None = says("Deadline", "Shown, never moves the item.", default=None)
    priority: int = says("Levelling priority", default=500)
    calendar_number: int | None = says("Item calendar", default=None)
    percent: Points = says("Done", unit="%", default=Points(0))
    actual_start: Wall | None = says("Actual start", default=None)
    actual_finish: Wall | None = says("Actual finish", default=None)
    remaining: Minutes | None = says("Remaining", unit="min", default=None)
    resume: Wall | None = says("Goes on", "When work that has begun is taken up again.", default=None)
    pauses: tuple[Pause, ...] = says("Pauses", default=())
    fixed_duration: bool = says(
        "Duration holds", "Whoever works on it; otherwise their hours decide.", default=True
    )
    ignore_resource_calendars: bool = says("Calendars of people do not count", default=False)
    external: bool = says("From another plan", "A stand-in: its dates are kept there.", default=False)
    levelling_delay: Minutes = says("Delay for resources", unit="min", default=Minutes(0))
    levelling_elapsed: bool = says("That delay is elapsed time", default=False)
    may_split: bool = says("May be broken off", "By levelling, to be taken up again.", default=True)
    optimistic: Minutes | None = says("Duration at best", unit="min", default=None)
    pessimistic: Minutes | None = says("Duration at worst", unit="min", default=None)
    total_slack: Minutes | None = says("Total float", unit="min", default=None)
    free_slack: Minutes | None = says("Free float", unit="min", default=None)
    critical: bool = says("Critical", default=False)
    baseline_start: Wall | None = says("Baseline start", default=None)
    baseline_finish: Wall | None = says("Baseline finish", default=None)
    baselines: tuple[BaselineDates, ...] = says("Later baselines", default=())
    responsible: PersonId | None = says("Responsible", default=None)
    recurrence: str = says("Repeats", "RFC 5545 rule of a duty.", default="", longest=300)
    venue: str = says("Venue", "Of an event.", default="", longest=200)
    notes: Rich = says("Notes", default=Rich(""), search=True)
    p6: P6Line | None = says("What Primavera asks", default=None)


@record("plan_link", "Link", "Links")
class PlanLink(Record):
    """One item waits for another, within a plan. Lag in minutes, or hundredths of a per cent."""

    id: PlanLinkId = says("Id", need=Need.COMPUTED)
    plan: PlanId = says("Plan")
    from_no: int = says("From")
    to_no: int = says("To")
    link_kind: LinkKind = says("Kind", default=LinkKind.FS)
    lag: int = says("Lag", default=0)
    lag_kind: LagKind = says("Lag counted in", default=LagKind.WORKING)


@record("plan_calendar", "Plan calendar", "Plan calendars")
class PlanCalendar(Record):
    """A calendar that came with a plan."""

    id: PlanCalendarId = says("Id", need=Need.COMPUTED)
    plan: PlanId = says("Plan")
    number: int = says("No.")
    name: str = says("Name", default="", longest=300)
    times: FileCalendar = says("Working time", "Week, exceptions and base, as the file states them.")


@record("plan_resource", "Resource", "Resources")
class PlanResource(Record):
    """Somebody or something that a plan's items need."""

    id: PlanResourceId = says("Id", need=Need.COMPUTED)
    plan: PlanId = says("Plan")
    number: int = says("No.")
    name: str = says("Name", default="", longest=300)
    initials: str = says("Initials", default="", longest=30)
    resource_kind: ResourceKind = says("Kind", default=ResourceKind.WORK)
    max_units: Points | None = says("Most at once", unit="%", default=None)
    calendar_number: int | None = says("Calendar", default=None)
    person: PersonId | None = says("Person", default=None)
    rate: Money | None = says("Rate an hour", default=None)


@record("assignment", "Assignment", "Assignments")
class Assignment(Record):
    """A resource on an item."""

    id: AssignmentId = says("Id", need=Need.COMPUTED)
    plan: PlanId = says("Plan")
    item_no: int = says("Item")
    resource_no: int | None = says("Resource", default=None)
    units: Points | None = says("Units", unit="%", default=None)
    work_minutes: Minutes | None = says("Effort", unit="min", default=None)
    actual_minutes: Minutes | None = says("Effort spent", unit="min", default=None)
    remaining_minutes: Minutes | None = says("Effort left", unit="min", default=None)
    delay_minutes: Minutes = says(
        "Begins after", "Working time after the item.", unit="min", default=Minutes(0)
    )
