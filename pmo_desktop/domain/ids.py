"""The id type of every record: a person's id in a work's place does not pass the type check."""

from __future__ import annotations

from typing import NewType
from uuid import UUID

OrganisationId = NewType("OrganisationId", UUID)
OrgUnitId = NewType("OrgUnitId", UUID)
LocationId = NewType("LocationId", UUID)
CalendarId = NewType("CalendarId", UUID)
CurrencyId = NewType("CurrencyId", UUID)
FxRateId = NewType("FxRateId", UUID)
PersonId = NewType("PersonId", UUID)
RoleAssignmentId = NewType("RoleAssignmentId", UUID)

WorkId = NewType("WorkId", UUID)
ComponentId = NewType("ComponentId", UUID)
PlanId = NewType("PlanId", UUID)
PlanItemId = NewType("PlanItemId", UUID)
PlanLinkId = NewType("PlanLinkId", UUID)
PlanCalendarId = NewType("PlanCalendarId", UUID)
PlanResourceId = NewType("PlanResourceId", UUID)
AssignmentId = NewType("AssignmentId", UUID)

StatusReportId = NewType("StatusReportId", UUID)
RiskId = NewType("RiskId", UUID)
IssueId = NewType("IssueId", UUID)
ActionId = NewType("ActionId", UUID)
DocumentId = NewType("DocumentId", UUID)

BodyId = NewType("BodyId", UUID)
MembershipId = NewType("MembershipId", UUID)
SeriesId = NewType("SeriesId", UUID)
MeetingId = NewType("MeetingId", UUID)
AgendaItemId = NewType("AgendaItemId", UUID)
PaperId = NewType("PaperId", UUID)
AttendanceId = NewType("AttendanceId", UUID)
DeclarationId = NewType("DeclarationId", UUID)
MinuteSetId = NewType("MinuteSetId", UUID)
MinuteEntryId = NewType("MinuteEntryId", UUID)
DecisionId = NewType("DecisionId", UUID)
VoteId = NewType("VoteId", UUID)
PackId = NewType("PackId", UUID)
SavedViewId = NewType("SavedViewId", UUID)
TermsId = NewType("TermsId", UUID)
BusinessId = NewType("BusinessId", UUID)
EffectId = NewType("EffectId", UUID)
WaiverId = NewType("WaiverId", UUID)
MinuteCommentId = NewType("MinuteCommentId", UUID)
AmendmentId = NewType("AmendmentId", UUID)
