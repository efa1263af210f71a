"""The script of the live meeting, the full papers, and the small readers behind them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from pmo_desktop.demo import demo_minutes_lines, demo_minutes_script, demo_papers
from pmo_desktop.demo.clock import Clock, rule_of, same_weekday
from pmo_desktop.demo.content import choice, filled, rows
from pmo_desktop.demo.network import Span, Step, Tie, ties, timed
from pmo_desktop.domain.markers import EntryKind, parse_line
from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.domain.plans import ItemKind, LinkKind
from pmo_desktop.domain.works import Size
from tests.demo.world import DAYS, TODAY, world


def test_forty_lines_follow_the_agenda_of_the_next_meeting() -> None:
    script = demo_minutes_lines()
    assert len(script) == len(demo_minutes_script()) == 40
    numbers = [int(line.item) for line in script]
    assert numbers == sorted(numbers)
    board = [m for m in world().all("meeting") if m.ref.startswith("PB-")]
    meeting = next(m for m in board if m.state is MeetingState.AGENDA_AGREED)
    items = {i.number for i in world().where("agenda_item", "meeting", meeting.id)}
    assert {line.item for line in script} == items


def test_every_line_of_the_script_is_understood() -> None:
    initials = {p.initials.lower() for p in world().all("person")}
    seen = set()
    for text in demo_minutes_script():
        line = parse_line(text)
        seen.add(line.kind)
        assert not line.owner_typed or line.owner_typed in initials
        assert not line.person_typed or line.person_typed in initials
        if line.kind is EntryKind.ACTION:
            assert line.owner_typed, text
            assert line.due_read, text
        if line.kind is EntryKind.VOTE:
            assert line.votes is not None
    assert seen >= {
        EntryKind.NOTE, EntryKind.KEY_POINT, EntryKind.DECISION, EntryKind.REASON, EntryKind.ACTION,
        EntryKind.VOTE, EntryKind.INTEREST, EntryKind.QUESTION, EntryKind.RISK, EntryKind.ISSUE,
        EntryKind.PARKED, EntryKind.CORRECTION,
    }  # fmt: skip


def test_lines_of_past_minutes_were_typed_as_what_they_became() -> None:
    for row in rows("entries"):
        if row["raw"]:
            assert parse_line(row["raw"]).kind == choice(EntryKind, row["kind"]), row["raw"]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_each_full_paper_belongs_to_a_paper_of_the_next_meeting(today: date) -> None:
    meetings = {m.id: m.ref for m in world(today).all("meeting")}
    papers = {(meetings[p.meeting], p.number): p for p in world(today).all("paper")}
    texts = demo_papers(today)
    assert len(texts) == 4
    for text in texts.values():
        paper = papers[text.meeting, text.number]
        assert str(paper.title) == text.title
        if paper.proposed_resolution:
            assert text.parts[-1].paragraphs == (paper.proposed_resolution,)
        assert all(len({len(row) for row in t.rows}) == 1 for part in text.parts for t in part.tables)
        assert len(paper.summary.split()) <= 150


def test_holes_are_filled_and_unknown_ones_refused() -> None:
    assert filled("See {ref:x}.", {"ref": str.upper}) == "See X."
    with pytest.raises(KeyError):
        filled("{nothing:x}", {})
    with pytest.raises(ValueError, match="huge"):
        choice(Size, "huge")


def test_the_rule_of_a_day_gives_that_day_in_other_months() -> None:
    assert rule_of(date(2026, 12, 3)) == "FREQ=MONTHLY;BYDAY=1TH"
    assert rule_of(date(2026, 11, 26)) == "FREQ=MONTHLY;BYDAY=-1TH"
    assert same_weekday(date(2026, 12, 3), -1) == date(2026, 11, 5)
    assert same_weekday(date(2026, 7, 30), -1) == date(2026, 6, 25)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_status_dates_are_fridays_a_month_apart(today: date) -> None:
    cycles = Clock(today).cycles
    assert all(day.weekday() == 4 for day in cycles)
    assert all((a - b).days in (28, 35) for a, b in pairwise(cycles))


def test_links_are_read_with_kind_and_lag() -> None:
    assert ties("1.2, 3SS+5,4FS-2") == (Tie("1.2"), Tie("3", LinkKind.SS, 5), Tie("4", LinkKind.FS, -2))
    with pytest.raises(ValueError, match="not a link"):
        ties("after lunch")


def test_a_network_is_timed_both_ways() -> None:
    a = Step("1.1", "a", ItemKind.TASK, 5, 8)
    b = Step("1.2", "b", ItemKind.TASK, 3, 3, ties("1.1SS+1"))
    c = Step("1.3", "c", ItemKind.TASK, 2, 2, ties("1.1,1.2"))
    found = timed([Step("1", "all", ItemKind.SUMMARY), a, b, c])
    assert found["1.3"].base == Span(5, 7)
    assert found["1.3"].now == Span(8, 10)
    assert (found["1.1"].slack, found["1.2"].slack, found["1.3"].slack) == (0, 4, 0)
    assert found["1"].now == Span(0, 10)


def test_a_circle_of_links_is_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        timed(
            [Step("1", "a", ItemKind.TASK, 1, 1, ties("2")), Step("2", "b", ItemKind.TASK, 1, 1, ties("1"))]
        )


def test_people_are_where_the_story_needs_them() -> None:
    names = {p.initials: p for p in world(TODAY).all("person")}
    assert names["EM"].job == "Chief executive"
    assert all(p.email.isascii() and p.email.count("@") == 1 for p in names.values())
