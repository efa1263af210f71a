"""Terms of reference: written from rules, versioned, and frozen once in force."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import between
from pmo_desktop.domain.governance import (
    Capacity,
    DelegationKind,
    DelegationLimit,
    GovernanceBody,
    Membership,
    QuorumRule,
)
from pmo_desktop.domain.ids import MembershipId
from pmo_desktop.domain.terms import TermsState
from pmo_desktop.readmodels.terms import SECTIONS, TermsFacts, limit_words, quorum_words, written
from pmo_desktop.readmodels.terms_templates import TEMPLATES
from pmo_desktop.services.bodies.terms import (
    TermsFile,
    brought_in,
    compared,
    drafted,
    outdated,
    read_terms,
    reworded,
)
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Refused
from tests import builders as make

TODAY = date(2026, 7, 30)
MOMENT = Moment(datetime(2026, 7, 30, 12, tzinfo=UTC), uuid4)


@dc.dataclass
class Room:
    office: Office
    body: GovernanceBody

    @property
    def file(self) -> TermsFile:
        found = read_terms(self.office.store.reader, self.body.id, TODAY)
        assert found is not None
        return found

    def in_force(self) -> None:
        self.office.change(drafted(self.file, MOMENT), "draft")
        self.office.change(brought_in(self.file, self.file.versions[0], TODAY, None), "in force")


@pytest.fixture
def room(database_url: str) -> Iterator[Room]:
    office = open_office(database_url)
    rule = QuorumRule(chair_needed=True, sides=(("finance", 1),))
    body = make.body("Programme board", quorum=rule)
    people = [make.person(name) for name in ("Maya Kaur", "Tomas Okafor", "Inga Berg", "Leon Wirth")]
    capacities = (Capacity.CHAIR, Capacity.VOTING, Capacity.VOTING, Capacity.SCRIBE)
    seats = [
        Membership(id=MembershipId(uuid4()), body=body.id, person=p.id, capacity=c, represents=side)
        for p, c, side in zip(people, capacities, ("", "finance", "", ""), strict=True)
    ]
    make.stored(office, make.organisation(), *people, body, *seats)
    yield Room(office, body)
    office.close()


def text_of(room: Room, key: str) -> str:
    return next(s.text for s in room.file.versions[0].sections if s.key == key)


def test_the_draft_says_what_the_rules_are(room: Room) -> None:
    room.office.change(drafted(room.file, MOMENT), "draft")
    assert len(room.file.versions[0].sections) == 15
    assert "Of 3 members these are 2." in text_of(room, "quorum")
    assert "At least 1 of them speaks for finance." in text_of(room, "quorum")
    assert "Chair: Maya Kaur." in text_of(room, "offices")
    assert "Secretary: to be named." in text_of(room, "offices")
    assert "Tomas Okafor, Member, for finance." in text_of(room, "members")
    assert "Papers are due 7 working days before the meeting." in text_of(room, "papers")


def test_a_version_in_force_stays_and_the_next_one_retires_it(room: Room) -> None:
    room.in_force()
    first = room.file.versions[0]
    assert (first.state, first.in_force, first.review_by) == (TermsState.CURRENT, TODAY, date(2027, 7, 30))
    with pytest.raises(Refused, match="in force"):
        room.office.change(reworded(first, "purpose", "Other words"), "by hand")
    room.in_force()
    second, first = room.file.versions
    assert (second.version, second.state, first.state) == (2, TermsState.CURRENT, TermsState.RETIRED)


def test_rules_that_changed_since_are_told(room: Room) -> None:
    room.in_force()
    assert outdated(room.file) == ()
    body = room.file.body
    room.office.change(between(body, dc.replace(body, papers_due=9)), "rules")
    assert outdated(room.file) == ("papers",)


def test_versions_are_compared_section_by_section(room: Room) -> None:
    room.in_force()
    room.office.change(drafted(room.file, MOMENT), "draft")
    room.office.change(reworded(room.file.versions[0], "purpose", "It looks after two programmes."), "words")
    newer, older = room.file.versions
    (change,) = compared(older.sections, newer.sections)
    assert (change.head, change.after) == ("Name and purpose", "It looks after two programmes.")


def test_words_of_ones_own_stay_when_the_rules_are_written_anew(room: Room) -> None:
    room.office.change(drafted(room.file, MOMENT), "draft")
    room.office.change(reworded(room.file.versions[0], "purpose", "It looks after two programmes."), "words")
    body = room.file.body
    room.office.change(between(body, dc.replace(body, papers_due=9)), "rules")
    room.office.change(drafted(room.file, MOMENT), "anew")
    assert text_of(room, "purpose") == "It looks after two programmes."
    assert "Papers are due 9 working days before the meeting." in text_of(room, "papers")
    room.office.change(brought_in(room.file, room.file.versions[0], TODAY, None), "in force")
    assert outdated(room.file) == ()
    room.office.change(drafted(room.file, MOMENT), "next")
    assert text_of(room, "purpose") == "It looks after two programmes."


def test_an_empty_section_is_not_brought_in(room: Room) -> None:
    room.office.change(drafted(room.file, MOMENT), "draft")
    room.office.change(reworded(room.file.versions[0], "review", " "), "words")
    with pytest.raises(ValueError, match="Review of its own work"):
        brought_in(room.file, room.file.versions[0], TODAY, None)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda t: t.key)
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_template_writes_every_section(template: object, language: str) -> None:
    found = next(t for t in TEMPLATES if t is template)
    body = dc.replace(make.body(), **dict(found.rules))
    sections = written(found, TermsFacts(body, "Board"), language)
    assert [s.key for s in sections] == [key for key, _, _ in SECTIONS]
    assert all(s.text and "{" not in s.text for s in sections)


def test_limits_and_quorum_in_words() -> None:
    limit = DelegationLimit(DelegationKind.COST, make.eur(0.2), 1000)
    assert limit_words(limit) == "Cost: up to EUR\xa0200,000; up to 10\xa0%."
    assert quorum_words(make.body(), 9).endswith("Of 9 members these are 5.")
