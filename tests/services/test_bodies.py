"""Bodies: read with figures, constituted when they can work, dissolved without losing an action."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import between
from pmo_desktop.domain.governance import (
    BodyState,
    Capacity,
    GovernanceBody,
    Interest,
    Membership,
    QuorumKind,
    QuorumRule,
)
from pmo_desktop.domain.ids import MembershipId, PersonId
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.terms import TermsState
from pmo_desktop.readmodels.bodies import (
    MemberRow,
    interests_read,
    interests_said,
    lacking,
    marked,
    quorum_problems,
    quorum_said,
    sides_read,
    sides_said,
)
from pmo_desktop.readmodels.terms_templates import template
from pmo_desktop.services.bodies.acts import TermsStep, stepped
from pmo_desktop.services.bodies.life import (
    NewBody,
    brought,
    creating,
    dissolved,
    made,
    problems,
    takers,
    why_not,
)
from pmo_desktop.services.bodies.reading import BodyFile, read_bodies, read_body
from pmo_desktop.services.bodies.terms import drafted
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.office import Office
from tests import builders as make

TODAY = date(2026, 7, 30)
MOMENT = Moment(datetime(2026, 7, 30, 12, tzinfo=UTC), uuid4)


def seat(name: str, capacity: Capacity, side: str = "", **more: object) -> MemberRow:
    """A row of a member who is called so."""
    who = make.person(name)
    held = Membership(
        id=MembershipId(uuid4()), body=make.body().id, person=who.id, capacity=capacity, represents=side
    )
    return dc.replace(MemberRow.of(held, {who.id: name}), **more)  # type: ignore[arg-type]


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    opened = open_office(database_url)
    yield opened
    opened.close()


def file_of(office: Office, body: GovernanceBody) -> BodyFile:
    found = read_body(office.store.reader, body.id, TODAY)
    assert found is not None
    return found


def in_force(office: Office, body: GovernanceBody) -> None:
    """Draft, propose and bring in the terms of a body."""
    office.change(drafted(file_of(office, body).terms, MOMENT), "draft")
    for step in (TermsStep.PROPOSE, TermsStep.BRING_IN):
        terms = file_of(office, body).terms
        office.change(stepped(terms, terms.versions[0], step, TODAY), str(step))


def seated(body: GovernanceBody, *capacities: Capacity) -> list[Record]:
    people = [make.person(f"Person {n}") for n in range(len(capacities))]
    seats = [
        Membership(id=MembershipId(uuid4()), body=body.id, person=PersonId(p.id), capacity=c)
        for p, c in zip(people, capacities, strict=True)
    ]
    return [*people, *seats]


def test_a_new_body_takes_the_rules_of_its_template_and_is_constituted_when_it_can_work(
    office: Office,
) -> None:
    wanted = NewBody("Design authority", "da", template("change_authority"))
    body = made(wanted, MOMENT)
    assert (body.code, body.quorum.kind, body.quorum.least) == ("DA", QuorumKind.NUMBER, 3)
    make.stored(office, make.organisation())
    office.change(creating(body), "new")
    assert why_not(file_of(office, body), BodyState.CONSTITUTED, TODAY).startswith("Its terms")
    in_force(office, body)
    assert why_not(file_of(office, body), BodyState.CONSTITUTED, TODAY) == "It has no chair."
    make.stored(office, *seated(body, Capacity.CHAIR, Capacity.VOTING))
    office.change(brought(file_of(office, body), BodyState.CONSTITUTED, TODAY), "constitute")
    assert file_of(office, body).body.state is BodyState.CONSTITUTED
    (row,) = read_bodies(office.store.reader, TODAY)
    assert (row.members, row.voting, row.terms_version, row.review_by) == (2, 2, 1, date(2027, 7, 30))


def test_a_code_is_short_and_taken_once() -> None:
    there = [make.body("Works board")]
    code = there[0].code
    assert problems(NewBody("", "", template("community")), there).keys() == {"name", "code"}
    assert problems(NewBody("Board", code.lower(), template("community")), there).keys() == {"code"}
    assert not problems(NewBody("Board", "X1", template("community")), there)


def test_open_actions_move_before_a_body_ends(office: Office) -> None:
    old = make.body("Old board", code="OB", state=BodyState.CONSTITUTED)
    new = make.body("New board", code="NB", state=BodyState.CONSTITUTED)
    open_ = make.action("Measure the quay", body=old.id)
    make.stored(office, make.organisation(), old, new, open_)
    file = file_of(office, old)
    assert [a.id for a in file.actions] == [open_.id]
    assert [b.id for b in takers(file)] == [new.id]
    with pytest.raises(ValueError, match="choose the body"):
        dissolved(file, None)
    office.change(dissolved(file, new.id), "end")
    assert file_of(office, old).body.state is BodyState.DISSOLVED
    assert [a.id for a in file_of(office, new).actions] == [open_.id]
    assert not file_of(office, old).actions


def test_terms_are_proposed_taken_back_and_brought_in(office: Office) -> None:
    body = make.body("Works board")
    make.stored(office, make.organisation(), body)
    office.change(drafted(file_of(office, body).terms, MOMENT), "draft")
    terms = file_of(office, body).terms
    with pytest.raises(ValueError, match="Draft"):
        stepped(terms, terms.versions[0], TermsStep.BRING_IN, TODAY)
    for step, state in (
        (TermsStep.PROPOSE, TermsState.PROPOSED),
        (TermsStep.TAKE_BACK, TermsState.DRAFT),
    ):
        terms = file_of(office, body).terms
        office.change(stepped(terms, terms.versions[0], step, TODAY), str(step))
        assert file_of(office, body).terms.versions[0].state is state


def test_past_seats_do_not_count(office: Office) -> None:
    body = make.body("Works board")
    people = seated(body, Capacity.CHAIR, Capacity.VOTING)
    make.stored(office, make.organisation(), body, *people)
    last = people[-1]
    assert isinstance(last, Membership)
    office.change(between(last, dc.replace(last, until=date(2026, 7, 29))), "left")
    assert [r.members for r in read_bodies(office.store.reader, TODAY)] == [1]
    assert len(file_of(office, body).seats) == 2


# -- words -------------------------------------------------------------------------------------------

NINE = [
    seat("Maya Kaur", Capacity.CHAIR),
    seat("Tomas Okafor", Capacity.VOTING, "finance"),
    *(seat(f"Member {n}", Capacity.VOTING) for n in range(7)),
    seat("Leon Wirth", Capacity.SCRIBE),
]


def test_the_quorum_is_said_with_all_its_parts() -> None:
    rule = QuorumRule(chair_needed=True, sides=(("finance", 1),))
    assert quorum_said(rule, NINE) == (
        "Needs 5 of 9, with the chair or deputy chair and at least 1 of finance."
    )
    assert quorum_said(QuorumRule(), NINE) == "Needs 5 of 9."
    assert quorum_said(QuorumRule(QuorumKind.FRACTION, hundredths=6667), NINE) == "Needs 6 of 9."


def test_a_quorum_that_can_never_be_met_is_told() -> None:
    rule = QuorumRule(QuorumKind.NUMBER, 12, sides=(("users", 2),))
    assert quorum_problems(rule, NINE) == [
        "Only 9 members vote: it can never be quorate.",
        "2 of users are needed, and 0 sit here.",
    ]
    assert quorum_problems(QuorumRule(sides=(("finance", 1),)), NINE) == []


def test_missing_offices_and_double_seats_are_told() -> None:
    assert lacking(NINE, TODAY) == ["No deputy chair is named.", "No secretary is named."]
    chair = seat("Maya Kaur", Capacity.CHAIR)
    scribe = dc.replace(chair, id=MembershipId(uuid4()), capacity=Capacity.SCRIBE)
    assert {s.wrong for s in marked([chair, scribe], None, TODAY)} == {
        "Scribe and chair are one person; nobody can do both at once."
    }
    (alone,) = marked([scribe], scribe.person, TODAY)
    assert alone.wrong == "The scribe leads the PMO, who is to attend to the meeting."


@pytest.mark.parametrize(
    ("typed", "sides"),
    [("finance 1, users 2", (("finance", 1), ("users", 2))), ("the users", (("the users", 1),)), (" ", ())],
)
def test_sides_are_typed_with_their_numbers(typed: str, sides: tuple[tuple[str, int], ...]) -> None:
    assert sides_read(typed) == sides
    assert sides_read(sides_said(sides)) == sides


@pytest.mark.parametrize("typed", ["finance 0", "3", "users 1, users 2"])
def test_sides_that_make_no_sense_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="side"):
        sides_read(typed)


def test_interests_keep_their_day_and_new_ones_begin_today() -> None:
    before = (Interest("Shares in a supplier", date(2025, 3, 1)),)
    typed = f"{interests_said(before)}; Sits on a council"
    assert interests_read(typed, before, TODAY) == (*before, Interest("Sits on a council", TODAY))


def test_an_interest_written_as_a_sentence_is_said_in_one_with_its_day() -> None:
    before = (Interest("Shares in a supplier.", date(2025, 3, 1)),)
    assert interests_said(before).startswith("Shares in a supplier, since ")
    assert interests_read(interests_said(before), before, TODAY) == before
