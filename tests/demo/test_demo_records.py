"""What the demo holds: counts, references, rules, dates, and texts that are said once."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest

from pmo_desktop.demo import demo_edits
from pmo_desktop.domain.governance import Capacity
from pmo_desktop.domain.initials import fold
from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.domain.minutes import MinutesState
from pmo_desktop.domain.schema import Shape, kind_of
from pmo_desktop.domain.works import WorkState
from tests.demo.world import DAYS, TODAY, World, world

on_any_day = pytest.mark.parametrize("today", DAYS, ids=str)


def pointed_at(record: Any) -> list[Any]:
    """Ids that a record's fields refer to."""
    found: list[Any] = []
    for field in kind_of(record).fields:
        value = getattr(record, field.name)
        if field.shape is Shape.REF and field.name != "id" and value is not None:
            found.append((field.target, value))
        elif field.shape is Shape.REFS:
            found += [(field.target, uid) for uid in value]
    return found


@on_any_day
def test_it_is_as_large_as_promised(today: date) -> None:
    found = Counter(r.ABOUT.kind for r in world(today).every())
    assert (found["project"], found["programme"], found["service"], found["portfolio"]) == (30, 4, 6, 1)
    assert found["person"] == 40
    assert {loc.country for loc in world(today).all("location")} == {"GB", "DE", "AE"}
    assert 35 <= found["risk"] <= 45
    assert (found["issue"], found["action"]) == (15, 45)
    assert found["plan"] == 32


@on_any_day
def test_the_board_has_met_three_times_and_meets_again_soon(today: date) -> None:
    records = world(today)
    board = next(b for b in records.all("body") if b.code == "PB")
    meetings = sorted((m for m in records.all("meeting") if m.body == board.id), key=lambda m: m.starts.at)
    held = [m for m in meetings if m.starts.at.date() < today]
    assert [m.state for m in held] == [
        MeetingState.MINUTES_APPROVED, MeetingState.MINUTES_APPROVED, MeetingState.ENDED,
    ]  # fmt: skip
    upcoming = [m for m in meetings if m.starts.at.date() > today]
    assert [m.state for m in upcoming] == [MeetingState.AGENDA_AGREED, MeetingState.PLANNED]
    assert 7 <= (upcoming[0].starts.at.date() - today).days <= 14
    voting = [m for m in records.all("membership") if m.body == board.id and m.capacity.votes]
    assert len(voting) == 9
    assert sum(m.capacity is Capacity.CHAIR for m in voting) == 1
    assert [m.previous for m in meetings] == [None, *(m.id for m in meetings[:-1])]


@on_any_day
def test_past_minutes_stand_where_the_story_says(today: date) -> None:
    records = world(today)
    states = Counter(s.state for s in records.all("minute_set"))
    assert states == {MinutesState.APPROVED: 2, MinutesState.CIRCULATED: 3}
    for meeting in (m for m in records.all("meeting") if m.opened_at):
        items = records.where("agenda_item", "meeting", meeting.id)
        entries = records.where("minute_entry", "meeting", meeting.id)
        assert {e.item for e in entries} == {i.id for i in items}
        assert all(meeting.opened_at <= e.at <= meeting.closed_at for e in entries)
        assert all(note.quorate for note in meeting.quorum_log)


@on_any_day
def test_every_reference_points_at_a_record(today: date) -> None:
    records = world(today)
    lost = [(r, t) for r in records.every() for t, uid in pointed_at(r) if records.get(t, uid) is None]
    assert lost == []


@on_any_day
def test_no_rule_is_broken(today: date) -> None:
    assert world(today).problems == []


def test_each_batch_refers_to_itself_or_to_those_before() -> None:
    seen: set[Any] = set()
    for edit in demo_edits(TODAY)[:4]:
        made = [world().records[step.id] for step in edit.edits]  # type: ignore[union-attr]
        seen |= {r.id for r in made}
        assert [r for r in made for _, uid in pointed_at(r) if uid not in seen] == []


def test_the_same_day_gives_the_same_edits() -> None:
    assert demo_edits(TODAY) == demo_edits(TODAY)


@on_any_day
def test_initials_and_references_are_unique(today: date) -> None:
    records = world(today)
    initials = [fold(p.initials) for p in records.all("person")]
    assert len(set(initials)) == len(initials)
    refs = Counter((r.ABOUT.family, r.ref) for r in records.every() if r.ref)
    assert [ref for ref, n in refs.items() if n > 1] == []
    for kind in ("project", "programme", "service", "risk", "issue", "action", "decision", "meeting", "body"):
        assert all(r.ref for r in records.all(kind)), kind


@on_any_day
def test_nothing_has_happened_that_lies_ahead(today: date) -> None:
    records = world(today)
    ahead: list[Any] = []
    for record in records.every():
        for name in ("start_actual", "finish_actual", "raised_at", "done_on", "made_on", "status_date"):
            value = getattr(record, name, None)
            ahead += [(record, name)] if value is not None and value > today else []
        for name in ("actual_start", "actual_finish", "opened_at", "closed_at", "at"):
            value = getattr(record, name, None)
            late = isinstance(value, datetime) and value.date() > today
            ahead += [(record, name)] if late else []
    assert ahead == []


@on_any_day
def test_dates_of_works_and_actions_are_in_order(today: date) -> None:
    records = world(today)
    for p in records.all("project"):
        assert p.start_planned < p.finish_planned
        assert p.finish_forecast is None or p.finish_forecast > p.start_planned
        assert (p.start_planned <= today) is (p.state is not WorkState.PROPOSED), p.title
        assert p.ref.startswith(f"PRJ-{p.start_planned.year}-")
        if p.state in (WorkState.ACTIVE, WorkState.ON_HOLD, WorkState.CLOSING):
            assert p.finish_forecast > today, p.title
    for action in records.all("action"):
        assert action.raised_at < action.due, action.text
        assert all(c.was < action.due and c.on >= action.raised_at for c in action.due_history), action.text
        assert action.done_on is None or action.done_on >= action.raised_at, action.text


@on_any_day
def test_money_is_in_one_currency_and_adds_up(today: date) -> None:
    for p in world(today).all("project"):
        assert {m.currency for m in (p.budget, p.forecast_cost, p.actual_cost) if m} == {"EUR"}
        if p.forecast_cost:
            assert p.actual_cost.minor <= p.forecast_cost.minor
    programmes = {p.id: p for p in world(today).all("programme")}
    for uid, programme in programmes.items():
        inside = sum(p.budget.minor for p in world(today).all("project") if p.parent == uid)
        assert programme.budget.minor == inside, programme.title


def test_texts_are_said_once() -> None:
    records = world()
    for texts in (
        [r.headline for r in records.all("status_report")],
        [str(r.title) for r in records.all("risk")],
        [r.event for r in records.all("risk")],
        [a.text for a in records.all("action")],
        [d.text for d in records.all("decision")],
    ):
        assert [t for t, n in Counter(texts).items() if n > 1] == []


def test_no_hole_is_left_in_a_text() -> None:
    for record in world().every():
        said = [getattr(record, f.name) for f in kind_of(record).fields if f.shape in TEXTS]
        assert not any("{" in str(t) or "}" in str(t) or "//" in str(t) for t in said), record


TEXTS = (Shape.TEXT, Shape.RICH, Shape.LTEXT)


def votes_possible(records: World, vote: Any) -> bool:
    """Whether no more votes were counted than voting members were there."""
    meeting = records.records[vote.meeting]
    there: int = max(n.present for n in meeting.quorum_log)
    counted: int = vote.in_favour + vote.against + vote.abstain + vote.recused
    return counted <= there


def test_votes_fit_those_present() -> None:
    assert all(votes_possible(world(), vote) for vote in world().all("vote"))
