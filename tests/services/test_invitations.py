"""Calling a meeting and taking answers in, each with the reason when it is not taken."""

from __future__ import annotations

import dataclasses as dc
from datetime import timedelta
from typing import Any

import pytest

from pmo_desktop.domain.edits import Batch
from pmo_desktop.domain.invitations import Answer
from pmo_desktop.domain.meetings import MeetingState, Part, Reply
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, applied
from pmo_desktop.services.meetings.invitations import answers_in, called, invitation, uid_of, without_address
from tests.meetings import Room, room


def with_addresses(made: Room) -> MeetingFacts:
    facts = made.facts
    for person in facts.people.all():
        email = f"{facts.initials[person.id]}@example.org"
        facts = dc.replace(facts, people=facts.people.put(dc.replace(person, email=email)))
    return facts


def answer(facts: MeetingFacts, email: str, **given: Any) -> Answer:
    usual: dict[str, Any] = {
        "uid": uid_of(facts.meeting.id),
        "sequence": facts.meeting.invitation,
        "email": email,
        "name": "",
        "reply": Reply.ACCEPTED,
        "at": facts.meeting.starts.at - timedelta(days=3),
    }
    return Answer(**usual | given)


def test_what_goes_out() -> None:
    made = room()
    facts = with_addresses(made)
    restricted = dc.replace(facts.items[-1], part=Part.B)
    facts = dc.replace(facts, agenda=facts.agenda.put(restricted))
    sent = invitation(facts, made.moment)
    assert {p.name for p in sent.people} == {facts.name(a.person) for a in facts.present_list}
    assert str(facts.items[0].title) in sent.text
    assert str(restricted.title) not in sent.text
    assert "There is also a restricted part." in sent.text
    assert without_address(facts) == ()
    assert without_address(made.facts) != ()


def test_calling_stamps_the_day_and_counts_changes() -> None:
    made = room()
    planned = dc.replace(made.facts.meeting, state=MeetingState.PLANNED)
    facts = dc.replace(made.facts, meeting=planned, meetings=made.facts.meetings.put(planned))
    first = called(facts, made.moment)
    after = applied(facts, first.edit)
    assert (after.meeting.state, after.meeting.called_at) == (MeetingState.CALLED, made.moment.now)
    assert first.short_by > 0, "called on the day itself"
    again = called(after, made.moment)
    assert applied(after, again.edit).meeting.invitation == 1
    assert again.short_by == 0


def test_answers_are_taken_in() -> None:
    made = room()
    facts = with_addresses(made)
    seat = facts.present_list[0]
    email = f"{facts.initials[seat.person]}@EXAMPLE.org"
    edit, receipt = answers_in([facts], [answer(facts, email.lower(), reply=Reply.DECLINED)], made.moment)
    after = applied(facts, edit)
    assert after.attendance.by_id[seat.id].reply is Reply.DECLINED
    assert [(t.who, t.says, t.done) for t in receipt] == [(facts.name(seat.person), "Declined", True)]


def test_the_latest_answer_counts_whatever_the_order() -> None:
    made = room()
    facts = with_addresses(made)
    seat = facts.present_list[0]
    email = f"{facts.initials[seat.person]}@example.org"
    early = answer(facts, email, reply=Reply.DECLINED)
    assert early.at is not None
    late = answer(facts, email, at=early.at + timedelta(days=1))
    edit, _ = answers_in([facts], [late, early], made.moment)
    assert applied(facts, edit).attendance.by_id[seat.id].reply is Reply.ACCEPTED


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"email": "nobody@example.org"}, "Nobody who was asked"),
        ({"uid": "x@elsewhere"}, "not in this database"),
        ({"uid": "not-a-uuid@meetings.pmo-desktop"}, "not in this database"),
        ({"sequence": -1}, "earlier invitation"),
    ],
)
def test_what_is_not_taken(given: dict[str, Any], why: str) -> None:
    made = room()
    facts = with_addresses(made)
    email = f"{facts.initials[facts.present_list[0].person]}@example.org"
    edit, (told,) = answers_in([facts], [answer(facts, **{"email": email} | given)], made.moment)
    assert edit == Batch(())
    assert not told.done
    assert why in told.says
