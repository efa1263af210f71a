"""What decisions do to the register, and waivers that they grant."""

from __future__ import annotations

from datetime import date, datetime

from pmo_desktop.domain.declare import Need, Worded, record, says
from pmo_desktop.domain.ids import (
    BodyId,
    DecisionId,
    EffectId,
    IssueId,
    MinuteSetId,
    PlanId,
    RiskId,
    WaiverId,
    WorkId,
)
from pmo_desktop.domain.record import Record, Titled
from pmo_desktop.domain.values import Money, Rich
from pmo_desktop.i18n import N_


class EffectKind(Worded):
    """What a decision changes."""

    PASS_GATE = "pass_gate", N_("Pass a gate")
    APPROVE_CHANGE = "approve_change", N_("Approve a change")
    REBASELINE = "rebaseline", N_("Take a new baseline")
    CHANGE_BUDGET = "change_budget", N_("Change the budget")
    CHANGE_FINISH = "change_finish", N_("Change the planned finish")
    ACCEPT_RISK = "accept_risk", N_("Accept a risk")
    START_WORK = "start_work", N_("Start work")
    HOLD_WORK = "hold_work", N_("Hold work")
    STOP_WORK = "stop_work", N_("Stop work")
    GRANT_WAIVER = "grant_waiver", N_("Grant a waiver")
    APPROVE_MINUTES = "approve_minutes", N_("Approve minutes")


class EffectState(Worded):
    """Whether the register has it yet."""

    DECIDED = "decided", N_("Decided, not yet in the register")
    APPLIED = "applied", N_("In the register")
    REVERSED = "reversed", N_("Reversed by a later decision")
    LAPSED = "lapsed", N_("Lapsed")


class WaiverState(Worded):
    """The life of a waiver."""

    REQUESTED = "requested", N_("Requested")
    RECOMMENDED = "recommended", N_("Recommended")
    REFUSED = "refused", N_("Refused")
    GRANTED = "granted", N_("Granted")
    ACTIVE = "active", N_("Active")
    EXPIRED = "expired", N_("Expired")
    REVOKED = "revoked", N_("Revoked")
    CLOSED = "closed", N_("Closed")


@record("waiver", "Waiver", "Waivers")
class Waiver(Titled):
    """That a work need not meet a clause of a standard, why, and until when."""

    id: WaiverId = says("Id", need=Need.COMPUTED)
    work: WorkId = says("Work", also=("project",))
    state: WaiverState = says("State", default=WaiverState.REQUESTED)
    clause: str = says("Clause", "Standard and number of the clause.", longest=120, search=True)
    reason: Rich = says("Because", default=Rich(""), need=Need.BEFORE_OPEN, search=True)
    instead: Rich = says("What is done instead", default=Rich(""))
    body: BodyId | None = says("Granted by", default=None)
    decision: DecisionId | None = says("Decision", default=None)
    expires: date | None = says("Ends", default=None, need=Need.BEFORE_OPEN)


@record("effect", "Effect of a decision", "Effects of decisions")
class Effect(Record):
    """One change that a decision makes to the register, and where it stands.

    Which fields are filled follows from the kind: a gate names the phase after it, a budget the amount.
    While it is applied, the field it set has that value and only another decision changes it.
    """

    id: EffectId = says("Id", need=Need.COMPUTED)
    decision: DecisionId = says("Decision")
    effect_kind: EffectKind = says("Changes")
    state: EffectState = says("State", default=EffectState.DECIDED)
    work: WorkId | None = says("Work", default=None)
    plan: PlanId | None = says("Plan", default=None)
    risk: RiskId | None = says("Risk", default=None)
    issue: IssueId | None = says("Change request", default=None)
    waiver: WaiverId | None = says("Waiver", default=None)
    minutes: MinuteSetId | None = says("Minutes", default=None)
    phase: str = says("Phase that follows", default="", longest=60)
    amount: Money | None = says("Amount", default=None)
    day: date | None = says("Date", default=None)
    name: str = says("Name", "Of a new baseline.", default="", longest=80)
    before: str = says("What stood before", "As the register had it, for people.", default="", longest=200)
    applied_at: datetime | None = says("In the register since", default=None)
    reversed_by: DecisionId | None = says("Reversed by", default=None)
