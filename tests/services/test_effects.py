"""Decisions move the register on a real database, and only decisions move it back."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import Op, between, creation
from pmo_desktop.domain.effects import Effect, EffectKind, EffectState
from pmo_desktop.domain.ids import EffectId, MinuteSetId
from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.domain.minutes import Decision, DecisionState, MinuteSet, MinutesState
from pmo_desktop.domain.plans import Plan
from pmo_desktop.domain.values import Minutes
from pmo_desktop.domain.works import Project, WorkState
from pmo_desktop.services.meetings.effects import applying, approving, read_targets
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Refused
from tests import builders as make

NOW = dt.datetime(2026, 7, 30, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=30)


@dc.dataclass
class Desk:
    office: Office
    project: Project
    decision: Decision

    def effect(self, kind: EffectKind, decision: Decision | None = None, **given: Any) -> Effect:
        what: dict[str, Any] = {"work": self.project.id, **given}
        made = Effect(id=EffectId(uuid4()), decision=(decision or self.decision).id, effect_kind=kind, **what)
        self.office.change(creation(made), "decided")
        stored: Effect = self.now("effect", made)
        return stored

    def bring_in(self, *effects: Effect, at: dt.datetime = NOW) -> tuple[str, ...]:
        reader = self.office.store.reader
        decisions = reader.get("decision", [e.decision for e in effects])
        found = applying(effects, decisions, read_targets(reader, effects), Moment(at, uuid4))
        self.office.change(found.edit, "D-1")
        return tuple(left.why for left in found.left)

    def now(self, kind: str, record: Any) -> Any:
        return self.office.store.reader.get(kind, [record.id])[record.id]

    @property
    def work(self) -> Project:
        found: Project = self.now("project", self.project)
        return found

    def another(self, **given: Any) -> Decision:
        made = make.decision("Another", ref=f"D-{uuid4().hex[:6]}", **given)
        self.office.change(creation(made), "decided")
        return made


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    office = open_office(database_url)
    people = make.person("Tomas Okafor"), make.person("Maya Kaur")
    project = make.project(sponsor=people[0].id, manager=people[1].id, budget=make.eur(1), phase="Design")
    decision = make.decision(ref="D-PB-2026-07-03", works=[project.id])
    make.stored(office, make.organisation(), *people, project, decision)
    yield Desk(office, project, decision)
    office.close()


def test_a_budget_comes_in_with_its_authority_and_stays(desk: Desk) -> None:
    effect = desk.effect(EffectKind.CHANGE_BUDGET, amount=make.eur(1.2))
    assert desk.bring_in(effect) == ()
    assert (desk.work.budget, desk.work.budget_authority) == (make.eur(1.2), desk.decision.id)
    stored = desk.now("effect", effect)
    assert (stored.state, stored.applied_at, stored.before) == (EffectState.APPLIED, NOW, "EUR\xa01,000,000")
    with pytest.raises(Refused, match="D-PB-2026-07-03"):
        desk.office.change(between(desk.work, dc.replace(desk.work, budget=make.eur(2))), "by hand")


def test_another_decision_changes_it_and_the_first_is_marked(desk: Desk) -> None:
    first = desk.effect(EffectKind.CHANGE_BUDGET, amount=make.eur(1.2))
    desk.bring_in(first)
    other = desk.another()
    second = desk.effect(EffectKind.CHANGE_BUDGET, other, amount=make.eur(0.9))
    desk.bring_in(second, at=LATER)
    assert (desk.work.budget, desk.work.budget_authority) == (make.eur(0.9), other.id)
    reversed_ = desk.now("effect", first)
    assert (reversed_.state, reversed_.reversed_by) == (EffectState.REVERSED, other.id)


def test_undo_does_not_take_a_decision_out_of_the_register(desk: Desk) -> None:
    effect = desk.effect(EffectKind.PASS_GATE, phase="Build")
    reader = desk.office.store.reader
    decisions = reader.get("decision", [effect.decision])
    edit = applying([effect], decisions, read_targets(reader, [effect]), Moment(NOW, uuid4)).edit
    op = desk.office.op(edit, "gate")
    desk.office.editor.apply(op)
    back = Op(uuid4(), edit.inverse(), NOW, op.who, "gate", op.id)
    with pytest.raises(Refused, match="Only another decision"):
        desk.office.editor.apply(back, strict=True)
    assert desk.work.phase == "Build"


@pytest.mark.parametrize(
    ("kind", "goal", "refused"),
    [
        (EffectKind.HOLD_WORK, WorkState.ON_HOLD, WorkState.ACTIVE),
        (EffectKind.STOP_WORK, WorkState.STOPPED, WorkState.ACTIVE),
    ],
)
def test_a_work_is_held_or_stopped(desk: Desk, kind: EffectKind, goal: WorkState, refused: WorkState) -> None:
    desk.bring_in(desk.effect(kind))
    assert desk.work.state is goal
    with pytest.raises(Refused):
        desk.office.change(between(desk.work, dc.replace(desk.work, state=refused)), "by hand")


def test_work_that_was_started_goes_on_by_itself_but_is_not_held_by_hand(desk: Desk) -> None:
    desk.bring_in(desk.effect(EffectKind.HOLD_WORK))
    desk.bring_in(desk.effect(EffectKind.START_WORK, desk.another()), at=LATER)
    held = between(desk.work, dc.replace(desk.work, state=WorkState.ON_HOLD))
    with pytest.raises(Refused):
        desk.office.change(held, "by hand")
    desk.office.change(between(desk.work, dc.replace(desk.work, state=WorkState.CLOSING)), "by hand")
    assert desk.work.state is WorkState.CLOSING


def test_two_decisions_about_one_work_follow_each_other(desk: Desk) -> None:
    hold = desk.effect(EffectKind.HOLD_WORK)
    stop = desk.effect(EffectKind.STOP_WORK)
    assert desk.bring_in(hold, stop) == ()
    assert desk.work.state is WorkState.STOPPED


def test_what_cannot_be_done_is_left_and_told(desk: Desk) -> None:
    ratify = desk.another(state=DecisionState.TO_RATIFY)
    waits = desk.effect(EffectKind.HOLD_WORK, ratify)
    nameless = desk.effect(EffectKind.CHANGE_FINISH)
    told = desk.bring_in(waits, nameless)
    assert told == (f"Decision {ratify.ref}: Subject to ratification.", "The date is not named.")
    assert desk.work.state is WorkState.ACTIVE
    assert desk.now("effect", waits).state is EffectState.DECIDED


def test_a_new_baseline_is_taken_by_a_decision(desk: Desk) -> None:
    plan = make.plan(desk.project.id)
    gate = make.gate(plan.id, "G3", dt.date(2026, 9, 1))
    make.stored(desk.office, plan, gate)
    effect = desk.effect(EffectKind.REBASELINE, work=None, plan=plan.id, name="After the flood")
    desk.bring_in(effect)
    stored: Plan = desk.now("plan", plan)
    assert [b.name for b in stored.baseline_names] == ["After the flood"]
    with pytest.raises(Refused):
        desk.office.change(between(stored, dc.replace(stored, baseline_names=())), "by hand")


def test_approving_minutes_applies_what_was_decided_in_one_step(desk: Desk) -> None:
    body = make.body()
    meeting = make.meeting(body.id, state=MeetingState.ENDED)
    minutes = MinuteSet(id=MinuteSetId(uuid4()), meeting=meeting.id, state=MinutesState.TABLED)
    make.stored(desk.office, body, meeting, minutes)
    facts = read_meeting(desk.office.store.reader, meeting.id)
    assert facts is not None
    effect = desk.effect(EffectKind.CHANGE_FINISH, day=dt.date(2027, 3, 1))
    told = dc.replace(facts, decisions=facts.decisions.put(desk.decision), effects=facts.effects.put(effect))
    step = approving(desk.office.store.reader, told, MinutesState.APPROVED, Moment(NOW, uuid4))
    desk.office.change(step.edit, "approved")
    assert desk.now("minute_set", minutes).state is MinutesState.APPROVED
    assert desk.work.finish_planned == dt.date(2027, 3, 1)


@pytest.mark.parametrize(
    ("kind", "given", "says"),
    [
        ("body", {"papers_due": 10_000_000}, "between 0 and 366"),
        ("body", {"minutes_draft": -1}, "between 0 and 366"),
        ("meeting", {"length": Minutes(-600)}, "between 1 and"),
    ],
)
def test_numbers_that_no_meeting_has_are_refused(desk: Desk, kind: str, given: Any, says: str) -> None:
    body = make.body()
    wrong: Any = dc.replace(body, **given) if kind == "body" else make.meeting(body.id, **given)
    records = (wrong,) if kind == "body" else (body, wrong)
    with pytest.raises(Refused, match=says):
        make.stored(desk.office, *records)


def test_no_budget_is_below_nothing(desk: Desk) -> None:
    with pytest.raises(Refused, match="below 0"):
        desk.effect(EffectKind.CHANGE_BUDGET, amount=make.eur(-1))
