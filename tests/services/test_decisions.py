"""Decisions after the meeting: carried out, overturned by another one, made between meetings and ratified."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import Edit, between, creation
from pmo_desktop.domain.effects import Effect, EffectKind, EffectState
from pmo_desktop.domain.governance import Capacity, EffectsWhen, GovernanceBody, Membership
from pmo_desktop.domain.ids import EffectId, MembershipId
from pmo_desktop.domain.meetings import AgendaKind
from pmo_desktop.domain.minutes import Decision, DecisionState, Route
from pmo_desktop.domain.values import Zoned
from pmo_desktop.domain.votes import VoteValue
from pmo_desktop.domain.works import Project, WorkState
from pmo_desktop.readmodels.decisions import FACETS, Carried, DecisionEntry, DecisionView, in_view
from pmo_desktop.readmodels.facets import keeps
from pmo_desktop.services.decisions.acts import overturned, ratified, standing_of, what_stood, why_not
from pmo_desktop.services.decisions.between import (
    SOURCE,
    BetweenMeetings,
    agenda_edit,
    counted,
    problems,
    recorded,
    with_ratification,
)
from pmo_desktop.services.decisions.forming import Draft, added, preview, targets, why_closed
from pmo_desktop.services.decisions.reading import read_authorities, read_file, read_register
from pmo_desktop.services.meetings.effects import applying, read_targets
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.series import meeting_creation
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Refused
from tests import builders as make

NOW = dt.datetime(2026, 7, 10, 12, tzinfo=dt.UTC)


@dc.dataclass
class Desk:
    office: Office
    body: GovernanceBody
    seats: list[Membership]
    project: Project
    decision: Decision

    @property
    def moment(self) -> Moment:
        return Moment(NOW, uuid4)

    def do(self, edit: Edit) -> None:
        self.office.change(edit, "test")

    def now(self, kind: str, record: Any) -> Any:
        return self.office.store.reader.get(kind, [record.id])[record.id]

    def budget(self, decision: Decision, millions: float) -> Effect:
        made = Effect(
            id=EffectId(uuid4()),
            decision=decision.id,
            effect_kind=EffectKind.CHANGE_BUDGET,
            work=self.project.id,
            amount=make.eur(millions),
        )
        self.do(creation(made))
        stored: Effect = self.now("effect", made)
        return stored

    def bring_in(self, *effects: Effect) -> None:
        reader = self.office.store.reader
        decisions = reader.get("decision", [e.decision for e in effects])
        self.do(applying(effects, decisions, read_targets(reader, effects), self.moment).edit)

    def wanted(self, **given: Any) -> BetweenMeetings:
        usual: dict[str, Any] = {
            "body": self.body,
            "route": Route.CHAIRS_ACTION,
            "text": "Hire a second crane for six weeks",
            "taken_at": NOW,
            "taken_where": "Harbour House",
            "urgent_because": "The crane is free until Friday only",
            "taken_by": (self.seats[0].person,),
            "works": (self.project.id,),
        }
        return BetweenMeetings(**{**usual, **given})

    def made_between(self, **given: Any) -> Decision:
        self.do(recorded(self.wanted(**given), self.seats, self.moment))
        found: list[Decision] = [
            d for d in self.office.store.reader.all("decision") if d.route is not Route.MEETING
        ]
        return max(found, key=lambda d: str(d.ref))


@pytest.fixture
def desk(database_url: str) -> Iterator[Desk]:
    office = open_office(database_url)
    people = [make.person(name) for name in ("Ingrid Solberg", "Henrik Baum", "Sofia Lindqvist")]
    project = make.project(sponsor=people[0].id, manager=people[1].id, budget=make.eur(1), phase="Design")
    body = make.body()
    capacities = (Capacity.CHAIR, Capacity.VOTING, Capacity.VOTING)
    seats = [
        Membership(id=MembershipId(uuid4()), body=body.id, person=p.id, capacity=c)
        for p, c in zip(people, capacities, strict=True)
    ]
    meeting = make.meeting(body.id)
    decision = make.decision(ref="D-PB-2026-06-03", works=[project.id], body=body.id)
    make.stored(office, make.organisation(), *people, project, body, *seats, meeting, decision)
    yield Desk(office, body, seats, project, decision)
    office.close()


def test_the_register_tells_what_a_decision_changes(desk: Desk) -> None:
    desk.budget(desk.decision, 1.2)
    (row,) = read_register(desk.office.store.reader).rows
    assert (row.ref, row.body_code, row.carried) == ("D-PB-2026-06-03", desk.body.code, Carried.NOT_YET)
    (line,) = row.effects
    assert line.says.replace("\xa0", " ").endswith("budget EUR 1.0 m → EUR 1.2 m")
    assert line.state == "Decided, not yet in the register"
    assert in_view(DecisionView.OPEN, NOW.date())(row)
    changes = [("effect", [EffectKind.CHANGE_BUDGET])]
    assert keeps(FACETS, lambda _r: True, changes, "1.2", DecisionEntry.words)(row)
    held = [("effect", [EffectKind.HOLD_WORK])]
    assert not keeps(FACETS, lambda _r: True, held, "", DecisionEntry.words)(row)


def test_a_governed_field_names_its_decision(desk: Desk) -> None:
    desk.bring_in(desk.budget(desk.decision, 1.2))
    found = read_authorities(desk.office.store.reader, "work", desk.project.id)
    assert found["budget"].said == "Set by D-PB-2026-06-03"
    assert "Only another decision" in found["budget"].refusal
    assert "finish_planned" not in found


def test_rescinding_takes_the_field_back_with_the_authority_of_the_other(desk: Desk) -> None:
    effect = desk.budget(desk.decision, 1.2)
    desk.bring_in(effect)
    other = make.decision("Take it back", ref="D-PB-2026-07-01", body=desk.body.id)
    desk.do(creation(other))
    stored, reader = desk.now("effect", effect), desk.office.store.reader
    (back,) = what_stood(reader, [stored], other.id, desk.moment)
    assert back.again is not None
    assert back.again.amount == make.eur(1)
    later = Moment(NOW + dt.timedelta(days=1), uuid4)
    decision = desk.now("decision", desk.decision)
    desk.do(overturned(reader, decision, [stored], other, DecisionState.RESCINDED, later))
    work, gone = desk.now("project", desk.project), desk.now("effect", effect)
    assert (work.budget, work.budget_authority) == (make.eur(1), other.id)
    assert (gone.state, gone.reversed_by) == (EffectState.REVERSED, other.id)
    assert desk.now("decision", desk.decision).state is DecisionState.RESCINDED
    row = read_register(reader).row("D-PB-2026-06-03")
    assert row is not None
    assert row.replaced_by == "D-PB-2026-07-01"
    with pytest.raises(Refused, match="D-PB-2026-07-01"):
        desk.do(between(work, dc.replace(work, budget=make.eur(3))))


def test_replacing_keeps_the_value_until_the_other_changes_it(desk: Desk) -> None:
    effect = desk.budget(desk.decision, 1.2)
    desk.bring_in(effect)
    other = make.decision("Replace it", ref="D-PB-2026-07-01", body=desk.body.id)
    desk.do(creation(other))
    reader, decision = desk.office.store.reader, desk.now("decision", desk.decision)
    stored = desk.now("effect", effect)
    desk.do(overturned(reader, decision, [stored], other, DecisionState.SUPERSEDED, desk.moment))
    assert desk.now("project", desk.project).budget == make.eur(1.2)
    assert desk.now("decision", other).supersedes == decision.id
    assert desk.now("effect", effect).state is EffectState.REVERSED


def test_chairs_action_waits_on_the_next_agenda(desk: Desk) -> None:
    made = desk.made_between()
    assert (made.ref, made.state) == (f"D-{desk.body.code}-2026-C01", DecisionState.TO_RATIFY)
    effect = desk.budget(made, 1.1)
    desk.bring_in(effect)
    assert desk.now("effect", effect).state is EffectState.DECIDED  # not in force before it is ratified
    desk.do(agenda_edit(desk.office.store.reader, desk.body.id, desk.moment))
    items = [i for i in desk.office.store.reader.all("agenda_item") if i.source == SOURCE]
    assert [i.proposed_resolution for i in items] == [f"Ratify {made.ref}."]
    assert "Harbour House" in items[0].background
    assert "Ingrid Solberg" in items[0].background
    assert agenda_edit(desk.office.store.reader, desk.body.id, desk.moment).edits == ()
    second = desk.made_between(text="Extend the lease by a month")
    desk.do(agenda_edit(desk.office.store.reader, desk.body.id, desk.moment))
    items = [i for i in desk.office.store.reader.all("agenda_item") if i.source == SOURCE]
    assert [i.proposed_resolution for i in items] == [f"Ratify {made.ref}, {second.ref}."]


def test_the_four_facts_are_all_needed(desk: Desk) -> None:
    bare = desk.wanted(text="", taken_where=" ", urgent_because="", taken_by=())
    assert set(problems(bare, desk.seats, NOW)) == {"text", "where", "urgent", "by"}
    ahead = desk.wanted(taken_at=NOW + dt.timedelta(hours=1))
    assert set(problems(ahead, desk.seats, NOW)) == {"at"}
    strict = dc.replace(desk.body, chairs_action=False)
    assert set(problems(desk.wanted(body=strict), desk.seats, NOW)) == {"route"}


def test_silence_is_never_consent(desk: Desk) -> None:
    seats = desk.seats
    votes = {seats[0].person: VoteValue.FOR}
    ends = NOW + dt.timedelta(days=2)
    written = desk.wanted(route=Route.CORRESPONDENCE, votes=votes, window_ends=ends)
    assert set(problems(written, seats, NOW)) == {"votes"}
    late = NOW + dt.timedelta(days=3)
    assert problems(written, seats, late) == {}
    assert not counted(written, seats, late).passed  # one of three answered: below the quorum
    two = desk.wanted(
        route=Route.CORRESPONDENCE, votes={**votes, seats[1].person: VoteValue.FOR}, window_ends=ends
    )
    assert counted(two, seats, late).passed
    strict = dc.replace(two, body=dc.replace(desk.body, correspondence_unanimous=True))
    assert not counted(strict, seats, late).passed
    assert "no consent" in counted(two, seats, late).says


def test_a_lost_resolution_is_kept_and_goes_on_no_agenda(desk: Desk) -> None:
    votes = {s.person: VoteValue.AGAINST for s in desk.seats}
    made = desk.made_between(route=Route.CORRESPONDENCE, votes=votes, taken_where="E-mail")
    assert made.state is DecisionState.LAPSED
    assert agenda_edit(desk.office.store.reader, desk.body.id, desk.moment).edits == ()


@pytest.mark.parametrize("granted", [True, False])
def test_ratified_or_not(desk: Desk, granted: bool) -> None:
    made = desk.made_between()
    effect = desk.budget(made, 1.1)
    by = make.decision("Ratify", ref="D-PB-2026-07-02", body=desk.body.id)
    desk.do(creation(by))
    edit = ratified(
        desk.office.store.reader, made, [effect], by, granted=granted, now=True, moment=desk.moment
    )
    desk.do(edit)
    work, after = desk.now("project", desk.project), desk.now("decision", made)
    assert after.ratified_by == by.id
    if granted:
        assert (after.state, work.budget) == (DecisionState.RATIFIED, make.eur(1.1))
        assert (work.budget_authority, desk.now("effect", effect).state) == (made.id, EffectState.APPLIED)
    else:
        assert (after.state, work.budget) == (DecisionState.NOT_RATIFIED, make.eur(1))
        assert desk.now("effect", effect).state is EffectState.LAPSED


def test_the_form_shows_what_the_register_would(desk: Desk) -> None:
    reader = desk.office.store.reader
    (work,) = targets(reader, EffectKind.CHANGE_BUDGET)
    said, why = preview(Draft(EffectKind.CHANGE_BUDGET, work, amount=make.eur(1.2)))
    assert said.replace("\xa0", " ").endswith("budget EUR 1.0 m → EUR 1.2 m")
    assert why == ""
    assert preview(Draft(EffectKind.CHANGE_BUDGET, work))[1] == "The amount is not named."
    assert preview(Draft(EffectKind.HOLD_WORK))[1] == "Choose what it changes."


def test_a_waiver_is_made_with_its_decision(desk: Desk) -> None:
    (work,) = targets(desk.office.store.reader, EffectKind.GRANT_WAIVER)
    draft = Draft(EffectKind.GRANT_WAIVER, work, clause="STD-02 4.3", day=dt.date(2027, 1, 31))
    desk.do(added(desk.decision, draft, desk.moment))
    (waiver,) = desk.office.store.reader.all("waiver")
    (effect,) = desk.office.store.reader.all("effect")
    desk.bring_in(effect)
    stored = desk.now("waiver", waiver)
    assert (stored.state.value, stored.decision, stored.expires) == (
        "granted",
        desk.decision.id,
        dt.date(2027, 1, 31),
    )


def test_nothing_is_set_up_once_it_is_in_the_register(desk: Desk) -> None:
    effect = desk.budget(desk.decision, 1.2)
    assert why_closed(desk.decision, (), effect) == ""
    desk.bring_in(effect)
    assert "Only another decision" in why_closed(desk.decision, (), desk.now("effect", effect))


def test_who_could_take_part_between_meetings(desk: Desk) -> None:
    made = desk.made_between()
    row = read_register(desk.office.store.reader).row(made.ref)
    assert row is not None
    file = read_file(desk.office.store.reader, row)
    assert [label for label, _ in file.taken.lines] == ["Day", "Time", "Place", "By"]
    assert file.taken.present == ("Ingrid Solberg",)


def test_a_decision_moves_nothing_before_its_minutes_are_approved(desk: Desk) -> None:
    meeting = next(iter(desk.office.store.reader.all("meeting")))
    made = make.decision("In session", ref="D-X-1", body=desk.body.id, meeting=meeting.id)
    desk.do(creation(made))
    reader = desk.office.store.reader
    assert "not approved yet" in standing_of(reader, made)
    early = dc.replace(desk.now("body", desk.body), effects_when=EffectsWhen.MEETING_ENDED)
    desk.do(between(desk.now("body", desk.body), early))
    assert "has not ended" in standing_of(reader, made)
    assert why_not(made, DecisionState.IMPLEMENTED) == ""
    assert why_not(made, DecisionState.MADE) != ""
    assert desk.now("project", desk.project).state is WorkState.ACTIVE


def test_what_waits_goes_on_the_agenda_of_a_meeting_made_later(desk: Desk) -> None:
    reader = desk.office.store.reader
    made = desk.made_between()
    (meeting,) = reader.all("meeting")
    facts = read_meeting(reader, meeting.id)
    starts = Zoned(NOW + dt.timedelta(days=60), "Europe/London")
    fresh = meeting_creation(desk.body, starts, desk.seats, desk.moment, previous=meeting)
    desk.do(with_ratification(fresh, desk.body, [made], facts, desk.moment))
    later = next(m for m in reader.all("meeting") if m.id != meeting.id)
    items = sorted(reader.where("agenda_item", "meeting", [later.id]), key=lambda i: i.position)
    assert [i.number for i in items] == [str(n + 1) for n in range(len(items))]
    before = next(n for n, i in enumerate(items) if i.agenda_kind is AgendaKind.MINUTES)
    assert items[before + 1].source == SOURCE
    assert items[before + 1].proposed_resolution == f"Ratify {made.ref}."
    assert with_ratification(fresh, desk.body, [], facts, desk.moment) is fresh
