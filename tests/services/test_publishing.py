"""A pack is put together from records alone, says what they say, and costs few statements."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import TypeVar
from uuid import uuid4

import pytest
import sqlalchemy as sa

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import between
from pmo_desktop.domain.health import Rating, Trend
from pmo_desktop.domain.ids import DeclarationId
from pmo_desktop.domain.meetings import InterestEffect, Purpose
from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.domain.values import LText, Money, Rich
from pmo_desktop.readmodels import pack_front as front
from pmo_desktop.readmodels import pack_portfolio as folio
from pmo_desktop.readmodels import pack_works as single
from pmo_desktop.readmodels.pack import PackContent, from_json, to_json
from pmo_desktop.services.office import Office
from pmo_desktop.services.publishing.assembling import Choice, assemble, gather, rearranged
from pmo_desktop.services.publishing.money import amount, asked
from pmo_desktop.services.publishing.problems import Weight, problems
from tests import builders as make
from tests.services.boardroom import NOON, Boardroom, boardroom

T = TypeVar("T")


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Office]:
    """An office on a database of its own."""
    opened = open_office(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def room(office: Office) -> Boardroom:
    """The board of these tests."""
    return boardroom(office)


@pytest.fixture
def content(office: Office, room: Boardroom) -> PackContent:
    """The whole pack of the next meeting."""
    return assemble(gather(office.store, room.meeting.id), NOON)


def one(content: PackContent, kind: type[T]) -> T:
    """The only section of a kind."""
    found = [s for s in content.sections if isinstance(s, kind)]
    assert len(found) == 1
    return found[0]


def test_few_statements_however_many_works(office: Office, room: Boardroom) -> None:
    make.stored(office, *(make.project(f"Project {n}", parent=room.programme.id) for n in range(60)))
    said: list[str] = []
    engine = office.store.reader.engine  # type: ignore[attr-defined]
    sa.event.listen(engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    gather(office.store, room.meeting.id)
    assert len([s for s in said if s.startswith("SELECT")]) <= 25


def test_sections_in_the_order_readers_know(content: PackContent) -> None:
    keys = [s.head.key for s in content.sections]
    assert keys == [
        "cover",
        "contents",
        "decisions",
        "agenda",
        "attendance",
        "minutes",
        "actions",
        "portfolio",
        "changes",
        "status",
        "history",
        "milestones",
        "risks",
        "work-PRJ-2026-001",
        "paper-04",
        "definitions",
    ]
    assert from_json(to_json(content)) == content


def test_cover_counts_what_the_pages_say(content: PackContent) -> None:
    cover = one(content, front.Cover)
    assert (cover.decisions, cover.reds, cover.reports_missing) == (1, 1, 1)
    assert cover.asked == Money(120_000_000, "EUR")
    assert (cover.chair, cover.secretary, cover.voting_members) == ("Ingrid Solberg", "Marta Kowalska", 2)


def test_resolutions_keep_their_words_everywhere(content: PackContent, room: Boardroom) -> None:
    words = room.items["decide"].proposed_resolution
    (sought,) = one(content, front.DecisionsSought).decisions
    paper, page = one(content, single.UploadedPaper), one(content, single.ExceptionPage)
    assert sought.number == "D1"
    assert sought.text == words
    assert sought.fund == "portfolio contingency"
    assert paper.resolution == page.resolution
    assert page.resolution is not None
    assert page.resolution.text == words
    assert sought.key == "paper-04"


def test_restricted_business_keeps_its_number_and_loses_its_name(office: Office, room: Boardroom) -> None:
    facts = gather(office.store, room.meeting.id)
    open_copy, closed_copy = assemble(facts, NOON), assemble(facts, NOON, choice=Choice(restricted=True))
    line = one(open_copy, front.Agenda).lines[-1]
    assert (line.number, line.title, line.lead, line.part) == ("5", "Restricted", "", "B")
    assert "claim" not in to_json(open_copy).casefold()
    assert "Claim of the tunnel" in to_json(closed_copy)
    assert len(one(closed_copy, front.DecisionsSought).decisions) == 2


def test_agenda_times_follow_one_another(content: PackContent) -> None:
    lines = one(content, front.Agenda).lines
    assert [line.starts for line in lines] == [dt.time(10, n) for n in (0, 10, 20, 30, 50)]
    assert lines[3].paper == "04"
    assert lines[3].lead
    assert lines[3].ask is Purpose.DECIDE


def test_quorum_leaves_out_who_declared_an_interest(content: PackContent) -> None:
    section = one(content, front.Attendance)
    assert {q.item: q.expected for q in section.quorum} == {"2": 2, "4": 1}
    assert [m.name for m in section.members] == ["Ingrid Solberg", "Tomas Okafor"]
    assert section.interests[0].leaves


def test_an_interest_called_again_at_the_meeting_is_told_once(office: Office, room: Boardroom) -> None:
    (declared,) = gather(office.store, room.meeting.id).meeting.declarations.all()
    again = dc.replace(
        declared,
        id=DeclarationId(uuid4()),
        item=None,
        nature=Rich("owns shares, leaves for item 4"),
        source="minute 7",
        revision=0,
    )
    other = dc.replace(again, id=DeclarationId(uuid4()), nature=Rich("A cousin"), effect=InterestEffect.NOTED)
    make.stored(office, again, other)
    told = one(assemble(gather(office.store, room.meeting.id), NOON), front.Attendance).interests
    assert [(i.interest, i.leaves) for i in told] == [
        ("Owns shares of the builder", True),
        ("A cousin", False),
    ]


def test_actions_are_as_late_as_they_will_be_at_the_meeting(content: PackContent) -> None:
    log = one(content, front.ActionLog)
    (action,) = log.open
    assert (action.late, action.moved, action.changed) == (20, 1, True)
    assert action.escalated
    assert [age.now for age in log.ages] == [0, 0, 0, 1, 0]
    assert [d.ref for d in log.decisions] == ["D-PB-2026-01-01"]


def test_ratings_money_and_dates_that_moved(content: PackContent) -> None:
    changed = one(content, folio.WhatChanged)
    assert [(m.was, m.now, m.trend) for m in changed.ratings] == [(Rating.AMBER, Rating.RED, Trend.WORSE)]
    assert changed.ratings[0].reason == "Boulders at pier 1 slowed piling."
    assert [(m.was, m.now) for m in changed.money] == [(make.eur(96.4), make.eur(99.5))]
    assert [d.days for d in changed.dates] == [12]


def test_status_is_worst_first_and_never_green_without_a_report(content: PackContent) -> None:
    programme, services = one(content, folio.StatusTable).groups
    assert [(line.ref, line.overall) for line in programme.lines] == [
        ("PRJ-2026-001", Rating.RED),
        ("PRJ-2026-002", Rating.NONE),
    ]
    assert programme.lines[0].days == 18
    assert programme.lines[0].cost == 322
    assert programme.lines[0].age == 8
    assert services.kind == "service"
    assert services.lines[0].baseline is None


def test_history_shows_the_months_that_were_reported(content: PackContent) -> None:
    history = one(content, folio.RagHistory)
    bridge = history.groups[0].lines[0]
    assert history.periods[-1] == dt.date(2026, 7, 1)
    assert len(history.periods) == 6
    assert bridge.ratings == (None, None, None, None, Rating.AMBER, Rating.RED)
    assert history.meetings == (4,)


def test_timeline_holds_the_gates_around_the_meeting(content: PackContent) -> None:
    section = one(content, folio.Milestones)
    (line,) = section.groups[0].lines
    assert (line.title, line.days, line.gate) == ("Harbour Link Bridge: G4", 13, True)
    assert section.meeting_on == dt.date(2026, 7, 30)


def test_risks_say_where_they_came_from(content: PackContent) -> None:
    worst, mild = one(content, folio.TopRisks).risks
    assert (worst.score_before, worst.score, worst.trend) == (15, 20, Trend.WORSE)
    assert worst.exposure == make.eur(1.2)
    assert mild.exposure is None


def test_path_to_green_is_taken_apart_only_where_it_says_owner_and_date(content: PackContent) -> None:
    first, second = one(content, single.ExceptionPage).path
    assert (first.text, first.owner, first.on) == ("Second shift", "T. Okafor", dt.date(2026, 7, 27))
    assert (second.text, second.owner, second.on) == ("Ask for a night permit", "", None)


def test_nothing_is_invented_for_an_empty_office(office: Office) -> None:
    body = make.body()
    meeting = make.meeting(body.id)
    make.stored(office, body, meeting)
    content = assemble(gather(office.store, meeting.id), NOON)
    assert one(content, folio.PortfolioPage).shares == ()
    assert one(content, folio.StatusTable).groups == ()
    assert one(content, front.DecisionsSought).decisions == ()
    assert one(content, folio.WhatChanged).since is None
    assert not [s for s in content.sections if isinstance(s, front.PreviousMinutes)]


def test_chosen_sections_in_chosen_order(office: Office, room: Boardroom) -> None:
    facts = gather(office.store, room.meeting.id)
    content = assemble(facts, NOON, paper=PaperSize.LETTER, choice=Choice(("cover", "risks", "agenda")))
    assert [s.head.key for s in content.sections] == ["cover", "risks", "agenda"]
    assert content.printing.paper is PaperSize.LETTER
    assert [s.head.key for s in rearranged(content, ["agenda", "cover"]).sections] == ["agenda", "cover"]


def test_risks_go_to_their_own_report_in_any_language(office: Office, room: Boardroom) -> None:
    named = dc.replace(room.items["report"], title=LText.of("Top risks"))
    office.change(between(room.items["report"], named), "Rename")
    content = assemble(gather(office.store, room.meeting.id), NOON, "de")
    heads = {s.head.key: s.head.item for s in content.sections}
    assert heads["risks"] == "3"
    assert heads["status"] == ""


def test_problems_name_their_cause(office: Office, room: Boardroom) -> None:
    found = problems(gather(office.store, room.meeting.id), NOON, "en")
    assert [p.title for p in found if p.weight is Weight.STOPS] == []
    silent = next(p for p in found if "no valid report" in p.title)
    assert silent.goes_to == f"project/{room.tunnel.id}"


@pytest.mark.parametrize(
    ("words", "minor"),
    [
        ("The Board releases EUR 2.9 million from the contingency.", 290_000_000),
        ("It returns EUR 1.10 million to the portfolio contingency.", -110_000_000),
        ("It grants EUR 250,000 and adds EUR 1.5 m for courses.", 175_000_000),
        ("The Board sets the budget at EUR 41.3 million.", None),
        ("The Board releases the report.", None),
    ],
)
def test_money_asked_is_read_from_the_words(words: str, minor: int | None) -> None:
    found = asked(words)
    assert (found.amount.minor if found else None) == minor


def test_a_lone_amount_is_an_amount() -> None:
    assert amount("EUR 43.9 million") == Money(4_390_000_000, "EUR")
    assert amount("exit cost EUR 0.15 million") is None


def test_the_last_month_of_the_history_counts_as_the_other_pages_do(content: PackContent) -> None:
    lines = [line for group in one(content, folio.RagHistory).groups for line in group.lines]
    last = Counter(line.ratings[-1] for line in lines)
    table = Counter(line.overall for g in one(content, folio.StatusTable).groups for line in g.lines)
    assert last == table
    assert last[Rating.NONE] == one(content, front.Cover).reports_missing


def test_decisions_done_are_those_that_the_action_log_lists(content: PackContent, room: Boardroom) -> None:
    listed = one(content, front.ActionLog).decisions
    last = [d for d in listed if d.ref.startswith(f"D-{room.before.ref}")]
    done = sum(d.progress == 100 for d in last)
    notes = dict(one(content, folio.WhatChanged).notes)
    assert notes["Decisions of the last meeting"] == f"{done} of {len(last)} done"


def test_a_risk_raised_at_the_last_meeting_is_new(office: Office, room: Boardroom) -> None:
    held = room.before.starts.at.date()
    fresh = make.risk(room.tunnel.id, raised_at=held)
    make.stored(office, fresh)
    found = one(assemble(gather(office.store, room.meeting.id), NOON), folio.TopRisks).risks
    assert Trend.NEW in {risk.trend for risk in found}
