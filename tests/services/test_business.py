"""Business that travels keeps its id from body to body, and its way can be told."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.business import Business, BusinessState
from pmo_desktop.domain.edits import creation, steps
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.ids import BusinessId, MeetingId
from pmo_desktop.domain.meetings import Outcome, Purpose
from pmo_desktop.domain.values import LText
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.occurrences import next_day
from pmo_desktop.services.meetings import session
from pmo_desktop.services.meetings.agenda_plan import (
    WAITING,
    back_to_wait,
    put_row,
    read_forward,
    taken_along,
)
from pmo_desktop.services.meetings.business import (
    from_item,
    put_on,
    read_way,
    sent_item,
    sent_on,
    waiting_for,
)
from pmo_desktop.services.meetings.business_proposed import proposed
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.series import carry_over
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.office import Office
from tests import builders as make

NOW = datetime(2026, 7, 30, 12, tzinfo=UTC)
MOMENT = Moment(NOW, uuid4)


@dc.dataclass
class Office2:
    office: Office
    first: GovernanceBody
    second: GovernanceBody

    def meeting(self, body: GovernanceBody, on: date) -> MeetingId:
        made = make.meeting(body.id, on, ref=f"{body.code}-{on:%m}")
        self.office.change(creation(made), "meeting")
        return made.id

    def facts(self, meeting: MeetingId) -> MeetingFacts:
        found = read_meeting(self.office.store.reader, meeting)
        assert found is not None
        return found

    def business(self, **given: Any) -> Business:
        made = Business(id=BusinessId(uuid4()), title=LText.of("Second crane"), body=self.first.id, **given)
        self.office.change(creation(made), "business")
        return made

    def now(self, business: Business) -> Business:
        found: Business = self.office.store.reader.get("business", [business.id])[business.id]
        return found

    def hold(self, meeting: MeetingId, outcome: Outcome) -> None:
        """Open the meeting, end the item under discussion in this way, and close."""
        self.office.change(session.start(self.facts(meeting), MOMENT), "start")
        facts = self.facts(meeting)
        assert facts.current is not None
        self.office.change(session.set_outcome(facts.current, outcome, MOMENT), "outcome")
        self.office.change(session.end_meeting(self.facts(meeting), MOMENT), "end")


@pytest.fixture
def there(database_url: str) -> Iterator[Office2]:
    office = open_office(database_url)
    first, second = make.body("Project board", "PB"), make.body("Investment committee", "IC")
    make.stored(office, make.organisation(), first, second)
    yield Office2(office, first, second)
    office.close()


def test_from_board_to_committee_with_one_deferral(there: Office2) -> None:
    business = there.business(goes_on_to=(there.second.id,), purpose=Purpose.DECIDE)
    july, august = (there.meeting(there.first, date(2026, n, 20)) for n in (7, 8))
    there.office.change(put_on(there.facts(july), business, MOMENT), "on")
    assert there.now(business).state is BusinessState.ON_AGENDA
    there.hold(july, Outcome.DEFERRED)
    assert there.now(business).state is BusinessState.WAITING
    there.office.change(put_on(there.facts(august), there.now(business), MOMENT), "on")
    there.hold(august, Outcome.DECIDED)
    after = there.now(business)
    assert (after.body, after.state, after.goes_on_to) == (there.second.id, BusinessState.WAITING, ())
    september = there.meeting(there.second, date(2026, 9, 20))
    there.office.change(put_on(there.facts(september), after, MOMENT), "on")
    there.hold(september, Outcome.DECIDED)
    assert there.now(business).state is BusinessState.CONCLUDED
    way = read_way(there.office.store.reader, business.id)
    assert way is not None
    assert [(s.ref, s.outcome) for s in way.stops] == [
        ("PB-07", Outcome.DEFERRED),
        ("PB-08", Outcome.DECIDED),
        ("IC-09", Outcome.DECIDED),
    ]
    assert way.deferrals == 1


def test_business_of_the_yearly_plan_comes_back(there: Office2) -> None:
    business = there.business(recurrence="FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1")
    july = there.meeting(there.first, date(2026, 7, 20))
    there.office.change(put_on(there.facts(july), business, MOMENT), "on")
    there.hold(july, Outcome.NOTED)
    after = there.now(business)
    assert (after.state, after.wanted) == (BusinessState.WAITING, date(2026, 10, 1))


def test_what_waits_for_a_body(there: Office2) -> None:
    soon = there.business(wanted=date(2026, 8, 1))
    later = there.business(wanted=date(2026, 12, 1))
    some = [later, soon]
    assert waiting_for(some, there.first.id) == (soon, later)
    assert waiting_for(some, there.first.id, date(2026, 9, 1)) == (soon,)
    there.office.change(sent_on(soon, there.second.id), "sent")
    assert there.now(soon).body == there.second.id


def test_an_item_of_one_meeting_can_begin_to_travel(there: Office2) -> None:
    business = there.business()
    july = there.meeting(there.first, date(2026, 7, 20))
    there.office.change(put_on(there.facts(july), business, MOMENT), "on")
    facts = there.facts(july)
    own = dc.replace(facts.items[0], business=None)
    edit = from_item(facts, own, MOMENT)
    assert [step.kind for step in steps(edit)] == ["business", "agenda_item"]
    assert [c.item and c.item.business for c in carry_over(facts)] == [business.id]


@pytest.mark.parametrize("rule", ["", "nonsense", "FREQ=SECONDLY", "FREQ=MONTHLY;UNTIL=20200101"])
def test_a_rule_without_a_next_day_ends(rule: str) -> None:
    assert next_day(rule, date(2026, 7, 20)) is None


def test_backlog_and_plan_are_read_and_items_move_between_meetings(there: Office2) -> None:
    business = there.business(wanted=date(2026, 8, 1))
    july, august = (there.meeting(there.first, date(2026, n, 20)) for n in (7, 8))
    reader = there.office.store.reader
    plan = read_forward(reader, there.first.id, datetime(2026, 7, 1, tzinfo=UTC))
    assert [(r.business, r.slot) for r in plan.rows] == [(business.id, WAITING), (None, "1"), (None, "2")]
    assert [s.meeting for s in plan.slots] == [july, august]
    placed = put_row(there.facts(july), plan, plan.rows[0], MOMENT)
    assert placed is not None
    there.office.change(placed, "on")
    item = there.facts(july).items[0]
    there.office.change(taken_along(there.facts(july), item, there.facts(august)), "moved")
    assert there.facts(july).items == ()
    assert [i.id for i in there.facts(august).items] == [item.id]
    there.office.change(back_to_wait(there.facts(august), there.facts(august).items[0], MOMENT), "back")
    assert there.now(business).state is BusinessState.WAITING


def test_an_item_is_sent_on_after_it_was_concluded(there: Office2) -> None:
    business = there.business()
    july = there.meeting(there.first, date(2026, 7, 20))
    there.office.change(put_on(there.facts(july), business, MOMENT), "on")
    facts = there.facts(july)
    there.office.change(sent_item(facts, facts.items[0], there.second.id, MOMENT), "send")
    assert there.now(business).goes_on_to == (there.second.id,)
    there.hold(july, Outcome.DECIDED)
    assert (there.now(business).body, there.now(business).state) == (there.second.id, BusinessState.WAITING)


def test_works_and_decisions_are_put_before_a_body(there: Office2) -> None:
    portfolio = make.portfolio()
    work = make.project("Harbour Link Bridge")
    made = make.decision("Hold the works at pier 2", [work.id])
    make.stored(there.office, portfolio, dc.replace(work, parent=portfolio.id), made)
    edit = proposed([work, made], there.first.id, None, uuid4)
    there.office.change(edit, "put before")
    kept = waiting_for(there.office.store.reader.all("business"), there.first.id)
    assert {str(b.title) for b in kept} == {"Harbour Link Bridge", "Hold the works at pier 2"}
    assert {b.work for b in kept} == {work.id}


@pytest.mark.parametrize("end", ["", ";COUNT=3", ";UNTIL=99991231"])
def test_a_day_that_never_comes_is_not_sought_to_the_end_of_the_calendar(
    end: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateutil import rrule

    walked = 0
    rebuild = rrule._iterinfo.rebuild

    def counted(self: Any, year: int, month: int) -> None:
        nonlocal walked
        walked += 1
        rebuild(self, year, month)

    monkeypatch.setattr(rrule._iterinfo, "rebuild", counted)
    assert next_day(f"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30{end}", date(2026, 7, 20)) is None
    assert walked < 30_000


def test_a_rule_that_fails_only_when_it_is_walked_has_no_next_day() -> None:
    assert next_day("FREQ=YEARLY;BYEASTER=400;COUNT=1", date(2026, 7, 20)) is None
