"""Every kind of record, in an order in which each comes after those that it usually points at."""

from __future__ import annotations

from pmo_desktop.domain.business import Business
from pmo_desktop.domain.documents import Document, Pack, SavedView
from pmo_desktop.domain.effects import Effect, Waiver
from pmo_desktop.domain.governance import GovernanceBody, MeetingSeries, Membership
from pmo_desktop.domain.meetings import AgendaItem, Attendance, Declaration, Meeting, Paper
from pmo_desktop.domain.minutes import Decision, MinuteEntry, MinuteSet, Vote
from pmo_desktop.domain.organisation import (
    Calendar,
    Currency,
    FxRate,
    Location,
    Organisation,
    OrgUnit,
    Person,
    RoleAssignment,
)
from pmo_desktop.domain.plans import Assignment, Plan, PlanCalendar, PlanItem, PlanLink, PlanResource
from pmo_desktop.domain.raid import Action, Issue, Risk
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.reports import StatusReport
from pmo_desktop.domain.reviewing import Amendment, MinuteComment
from pmo_desktop.domain.terms import TermsOfReference
from pmo_desktop.domain.works import OngoingService, Portfolio, PortfolioComponent, Programme, Project

ALL: tuple[type[Record], ...] = (
    Organisation, Calendar, Location, OrgUnit, Currency, FxRate, Person,
    Portfolio, Programme, Project, OngoingService, PortfolioComponent, RoleAssignment,
    Plan, PlanItem, PlanLink, PlanCalendar, PlanResource, Assignment,
    StatusReport, GovernanceBody, Membership, MeetingSeries, Meeting, Business, AgendaItem, Document, Paper,
    Attendance, Declaration, MinuteSet, Decision, TermsOfReference, Vote, Risk, Issue, Action, MinuteEntry,
    Waiver, Effect, MinuteComment, Amendment, Pack, SavedView,
)  # fmt: skip
