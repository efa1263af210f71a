"""Each measure of governance on meetings made by hand, with the records behind it."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import pytest

from pmo_desktop.domain.documents import Pack, PackState
from pmo_desktop.domain.governancehealth import Measure
from pmo_desktop.domain.ids import MinuteSetId, PackId, PersonId
from pmo_desktop.domain.meetings import Meeting, MeetingState, QuorumNote
from pmo_desktop.domain.minutes import DecisionState, MinuteSet
from pmo_desktop.domain.raid import ActionState, DueChange
from pmo_desktop.domain.reports import ReportState
from pmo_desktop.domain.values import LText
from pmo_desktop.readmodels.governance_health import Health, HealthRow, health
from pmo_desktop.readmodels.health_facts import (
    HealthFacts,
    ItemFact,
    LeaderFact,
    PaperFact,
    SeatFact,
    window,
)
from tests import builders as make

TODAY = dt.date(2026, 9, 30)
BODY = make.body()
CHAIR, SCRIBE = PersonId(uuid4()), PersonId(uuid4())


def at(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=dt.UTC)


def meeting(day: dt.date, state: MeetingState = MeetingState.ENDED, **more: Any) -> Meeting:
    usual: dict[str, Any] = {"chair": CHAIR, "scribe": SCRIBE, "ref": f"PB-{day:%m}"}
    return make.meeting(BODY.id, day, state=state, **(usual | more))


def item(of: Meeting, planned: int = 30, took: int | None = None, **more: Any) -> ItemFact:
    begin = at(of.starts.at.date(), 10)
    usual: dict[str, Any] = {
        "id": uuid4(), "meeting": of.id, "title": LText.of("Harbour"), "number": "4", "purpose": "discuss",
        "outcome": "noted", "kind": "discussion", "allotted": planned,
        "started_at": begin if took is not None else None,
        "ended_at": begin + dt.timedelta(minutes=took) if took is not None else None,
    }  # fmt: skip
    return ItemFact(**(usual | more))


def paper(of: Meeting, lateness: str = "on_time", **more: Any) -> PaperFact:
    usual: dict[str, Any] = {
        "id": uuid4(), "meeting": of.id, "item": None, "title": LText.of("Paper"), "number": "04",
        "state": "in_pack", "lateness": lateness, "pages": 4, "submitted_at": None,
    }  # fmt: skip
    return PaperFact(**(usual | more))


def seat(of: Meeting, presence: str, capacity: str = "voting") -> SeatFact:
    return SeatFact(uuid4(), of.id, uuid4(), capacity, presence)


def facts(*meetings: Meeting, **more: Any) -> HealthFacts:
    return HealthFacts(TODAY, {UUID(int=BODY.id.int): BODY}, meetings, **more)


def row(found: Health, measure: Measure) -> HealthRow:
    return next(r for r in found.rows if r.measure is measure)


def read(measure: Measure, *meetings: Meeting, **more: Any) -> HealthRow:
    return row(health(facts(*meetings, **more)), measure)


JULY, AUGUST = dt.date(2026, 7, 30), dt.date(2026, 8, 27)


def test_an_empty_office_has_nothing_to_count() -> None:
    found = health(facts())
    assert (found.index, found.measured, found.short, found.meetings) == (None, 0, 0, 0)
    assert {r.said() for r in found.rows} == {"n/a"}
    assert {r.counted() for r in found.rows} == {"nothing to count yet"}


def test_held_of_those_planned() -> None:
    held, gone = meeting(JULY), meeting(AUGUST, MeetingState.CANCELLED)
    later = meeting(dt.date(2026, 12, 1), MeetingState.PLANNED)
    found = read(Measure.HELD, held, gone, later)
    assert (found.reading.part, found.reading.whole, found.said()) == (1, 2, "50\u00a0%")
    assert [(b.code, b.good) for b in found.reading.behind] == [("PB-07", True), ("PB-08", False)]
    assert found.reading.behind[0].target == f"meetings/{held.id}"
    assert found.met is False


def test_only_the_last_six_meetings_count_and_the_six_before_are_the_trend() -> None:
    days = [dt.date(2025 + (8 + n) // 12, (8 + n) % 12 + 1, 3) for n in range(13)]
    all_ = [
        meeting(day, MeetingState.CANCELLED if n < 7 else MeetingState.ENDED, ref=f"PB-{n}")
        for n, day in enumerate(days)
    ]
    given = facts(*all_)
    assert [m.ref for m in window(given, None).meetings] == [f"PB-{n}" for n in range(7, 13)]
    found = row(health(given), Measure.HELD)
    assert (found.value, found.before, found.trend) == (100, 0, "better")
    assert len(found.points) == 6


def test_a_pack_is_on_time_by_the_bodys_day() -> None:
    one, two = meeting(JULY), meeting(AUGUST)

    def pack(of: Meeting, day: dt.date) -> Pack:
        return Pack(
            id=PackId(uuid4()),
            title=LText.of("Pack"),
            meeting=of.id,
            state=PackState.ISSUED,
            as_of=at(day, 8),
            issued_at=at(day, 9),
            pages=40,
        )

    packs = (pack(one, dt.date(2026, 7, 23)), pack(two, dt.date(2026, 8, 21)))
    found = read(Measure.PACK, one, two, packs=packs)
    assert (found.reading.part, found.reading.whole) == (1, 2)
    size = read(Measure.PACK_SIZE, one, two, packs=packs, facts=(paper(one), paper(two)))
    assert size.value == 2 * 4 + 36
    assert size.met is True


def test_papers_late_and_tabled_are_told_beside() -> None:
    one = meeting(JULY)
    papers = (paper(one), paper(one, "late"), paper(one, "tabled"), paper(one, state="commissioned"))
    found = read(Measure.PAPERS, one, facts=papers)
    assert (found.reading.part, found.reading.whole) == (1, 3)
    assert found.reading.beside == "1 late, 1 tabled"


def test_quorate_minutes_of_those_in_session() -> None:
    notes = (
        QuorumNote(at(JULY, 10), 5, quorate=True),
        QuorumNote(at(JULY, 11), 3, quorate=False),
        QuorumNote(at(JULY, 11, 30), 5, quorate=True),
    )
    one = meeting(JULY, opened_at=at(JULY, 10), closed_at=at(JULY, 12), quorum_log=notes)
    found = read(Measure.QUORATE, one)
    assert (found.reading.part, found.reading.whole, found.value) == (90, 120, 75)


def test_attendance_leaves_deputies_out() -> None:
    one = meeting(JULY)
    seats = (seat(one, "present"), seat(one, "remote"), seat(one, "deputy"), seat(one, "absent"),
             seat(one, "apologies"), seat(one, "present", "in_attendance"))  # fmt: skip
    found = read(Measure.ATTENDANCE, one, facts=seats)
    assert (found.reading.part, found.reading.whole) == (2, 4)
    assert found.reading.beside == "1 by deputy"


def test_time_on_decisions_and_how_well_the_agenda_held() -> None:
    one = meeting(JULY)
    items = (item(one, 30, 40, purpose="decide"), item(one, 20, 10), item(one, 10))
    deciding = read(Measure.DECIDING, one, facts=items)
    assert (deciding.reading.part, deciding.reading.whole, deciding.value) == (40, 50, 80)
    accuracy = read(Measure.ACCURACY, one, facts=items)
    assert (accuracy.reading.part, accuracy.reading.whole, accuracy.value) == (30, 50, 60)


def test_deferred_items_of_those_of_business() -> None:
    one = meeting(JULY)
    items = (item(one, outcome="deferred"), item(one), item(one), item(one, kind="opening"))
    found = read(Measure.DEFERRED, one, facts=items)
    assert (found.reading.part, found.reading.whole) == (1, 3)
    assert found.met is False


def test_decision_latency_is_the_median_from_paper_to_decision() -> None:
    one = meeting(JULY)
    subject = item(one)
    sent = paper(one, item=subject.id, submitted_at=at(dt.date(2026, 7, 16), 9))
    decision = make.decision(body=BODY.id, meeting=one.id, item=subject.id, made_on=JULY, ref="D-1")
    found = read(Measure.LATENCY, one, facts=(subject, sent), decisions=(decision,))
    assert (found.value, found.said(), found.counted()) == (10, "10 wd", "median of 1 value")
    assert found.reading.behind[0].target == f"decisions/{decision.id}"


def test_minutes_turnaround_and_approval_at_the_next_meeting() -> None:
    one, two = meeting(JULY), meeting(AUGUST)
    minutes = MinuteSet(
        id=MinuteSetId(uuid4()), meeting=one.id, drafted_at=at(dt.date(2026, 8, 4), 9), approved_on=AUGUST
    )
    found = read(Measure.MINUTES, one, two, minutes={UUID(int=one.id.int): minutes})
    assert (found.value, found.met) == (3, False)
    assert found.reading.beside == "1 of 2 approved by the next meeting"


def test_actions_count_by_the_day_agreed_first() -> None:
    one = meeting(JULY)
    closed: dict[str, Any] = {"state": ActionState.DONE, "body": BODY.id, "done_on": dt.date(2026, 7, 20)}
    moved = DueChange(dt.date(2026, 7, 1), dt.date(2026, 7, 1))
    actions = (
        make.action(due=dt.date(2026, 7, 25), **closed),
        make.action(due=dt.date(2026, 7, 25), due_history=(moved,), **closed),
        make.action(due=dt.date(2026, 7, 25), body=BODY.id),
    )
    found = read(Measure.ACTIONS, one, actions=actions)
    assert (found.reading.part, found.reading.whole) == (1, 2)


def test_decisions_have_thirty_days_to_be_carried_out() -> None:
    one = meeting(JULY)
    day = dt.date(2026, 7, 1)
    done = make.decision(body=BODY.id, made_on=day, state=DecisionState.IMPLEMENTED)
    open_one = make.decision(body=BODY.id, made_on=day)
    gone = make.decision(body=BODY.id, made_on=day, state=DecisionState.RESCINDED)
    fresh = make.decision(body=BODY.id, made_on=dt.date(2026, 9, 20))
    late = make.action(
        body=BODY.id, decision=open_one.id, due=day, state=ActionState.DONE, done_on=dt.date(2026, 9, 1)
    )
    found = read(Measure.IMPLEMENTED, one, decisions=(done, open_one, gone, fresh), actions=(late,))
    assert (found.reading.part, found.reading.whole) == (1, 2)


def test_reports_that_came_and_those_that_went_back() -> None:
    one, work = meeting(JULY), make.project()
    states = (ReportState.ACCEPTED, ReportState.RETURNED, ReportState.MISSING, ReportState.DRAFT)
    reports = tuple(make.report(work.id, dt.date(2026, 7, 14), "green", state=s) for s in states)
    found = read(Measure.REPORTS, one, reports=reports)
    assert (found.reading.part, found.reading.whole) == (2, 3)
    assert found.reading.beside == "50\u00a0% accepted first time"


@pytest.mark.parametrize(
    ("scribe", "leader", "apart"),
    [(SCRIBE, None, True), (CHAIR, None, False), (None, None, False), (SCRIBE, SCRIBE, False)],
)
def test_the_scribe_is_neither_chair_nor_leader(scribe: Any, leader: Any, apart: bool) -> None:
    one = meeting(JULY, scribe=scribe)
    leads = (LeaderFact(uuid4(), leader),) if leader else ()
    assert (read(Measure.SCRIBE, one, facts=leads).value == 100) is apart


def test_an_item_for_interests() -> None:
    one, two = meeting(JULY), meeting(AUGUST)
    found = read(Measure.DECLARED, one, two, facts=(item(one, kind="declarations"),))
    assert (found.reading.part, found.reading.whole) == (1, 2)


def test_one_body_is_counted_alone() -> None:
    other = make.body("Design authority", "DA")
    theirs = dc.replace(meeting(AUGUST, MeetingState.CANCELLED), body=other.id)
    given = dc.replace(facts(meeting(JULY), theirs), bodies={UUID(int=b.id.int): b for b in (BODY, other)})
    assert row(health(given, UUID(int=BODY.id.int)), Measure.HELD).value == 100
    assert row(health(given), Measure.HELD).value == 50
