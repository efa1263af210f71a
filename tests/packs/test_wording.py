"""What pages say and where they put it, worked out from small sections."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

import pytest

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.meetings import Purpose
from pmo_desktop.domain.values import Money
from pmo_desktop.i18n import speaking
from pmo_desktop.packs.blocks import Block, BlockHead
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.fonts import fold
from pmo_desktop.packs.layout import paginate
from pmo_desktop.packs.minuteblocks import endings, item_blocks
from pmo_desktop.packs.sections import (
    actions,
    agenda,
    attendance,
    changes,
    cover,
    decisions,
    milestones,
    risks,
)
from pmo_desktop.packs.styles import LINE
from pmo_desktop.readmodels import pack_front as front
from pmo_desktop.readmodels import pack_portfolio as folio
from pmo_desktop.readmodels.minutes import EntryKind, MinutedItem, MinuteLine
from pmo_desktop.readmodels.pack_values import Head
from tests.packs import sample
from tests.packs.sample_minutes import minutes_model

HEAD = Head("here", "Here")


def euro(millions: float) -> Money:
    return Money(round(millions * 100_000_000), "EUR")


@pytest.mark.parametrize(
    ("amounts", "title"),
    [
        ((2.9, -1.1, None), "Three decisions: EUR 2.9 million asked, EUR 1.1 million returned"),
        ((2.9, None), "Two decisions, EUR 2.9 million asked"),
        ((-1.1,), "One decision, EUR 1.1 million returned"),
        ((None,), "One decision, no money"),
    ],
)
def test_decisions_say_what_is_asked_and_what_comes_back(
    amounts: tuple[float | None, ...], title: str
) -> None:
    sought = tuple(
        front.SoughtDecision(f"D{n}", "Do it.", None if a is None else euro(a)) for n, a in enumerate(amounts)
    )
    assert decisions._title(front.DecisionsSought(HEAD, sought)) == title


def test_an_agenda_without_decisions_says_so() -> None:
    note = front.AgendaLine("1", "Opening", Purpose.NOTE, 5)
    assert agenda._title(front.Agenda(HEAD)) == "Nothing on the agenda yet"
    assert agenda._title(front.Agenda(HEAD, (note,))) == "One item, 5 minutes, none to decide"
    told = agenda._title(front.Agenda(HEAD, (note, dc.replace(note, ask=Purpose.DECIDE))))
    assert told == "Two items, 10 minutes, one of them to decide"


def test_parts_of_the_money_asked_are_a_sum() -> None:
    assert cover._parts((euro(2.9), euro(-1.1), euro(0.4))) == "2.9 \u2212 1.1 + 0.4"
    assert cover._parts((euro(-1.1),)) == "\u22121.1"


def test_a_member_with_two_interests_leaves_once() -> None:
    member = front.ExpectedMember("A. Ode", "Finance", "Accepted", expected=True)
    twice = tuple(front.Interest("A. Ode", "Owns it", item, "Leaves", leaves=True) for item in ("2", "6"))
    section = front.Attendance(HEAD, members=(member,), quorum_needed=1, interests=twice)
    assert attendance._title(section).endswith("; one leaves for an interest")


def test_works_that_fell_silent_are_counted_among_the_moves() -> None:
    moves = (
        folio.RatingMove("One", Rating.GREEN, Rating.NONE, None, "No report"),
        folio.RatingMove("Two", Rating.AMBER, Rating.NONE, None, "No report"),
    )
    changed = folio.WhatChanged(HEAD, dt.date(2026, 11, 5), moves)
    assert changes._title(changed) == "Two ratings moved since 5 November 2026: two not rated"


def test_milestones_say_how_many_slip_where_nobody_said_how_ready_they_are() -> None:
    day = dt.date(2026, 12, 1)
    lines = tuple(folio.MilestoneLine(f"G{n}", day, day, days=n, gate=True) for n in (0, 5, 6, 20))
    section = folio.Milestones(HEAD, day, day, day, day, (folio.MilestoneGroup("All", lines),))
    assert milestones._title(section) == "Two of four milestones ahead slip by more than five working days"


def test_a_scale_too_long_for_its_line_stands_below() -> None:
    assert BlockHead("Quorum", "five needed").height == LINE
    assert BlockHead("Quorum", "a member who leaves does not count " * 4).height == 2 * LINE


def test_german_dates_and_sums_do_not_break() -> None:
    assert " " not in fold("5. November 2026")
    assert " " not in fold("5. Nov. 2026")
    assert " " not in fold("2,9 Mio. EUR")


def test_the_matrix_gives_way_so_that_all_risks_stay_on_one_page() -> None:
    sought = next(s for s in sample.content().sections if isinstance(s, folio.TopRisks))
    worst = tuple(dc.replace(sought.risks[0], number=str(n), text="A long text " * 6) for n in range(1, 11))
    composed = risks.compose(dc.replace(sought, risks=worst))
    assert len(paginate([composed], ["continued"], duplex=True)) == 1


def test_actions_of_the_chair_say_so_in_their_state() -> None:
    late = front.OpenAction("A-1", "Ask", "A. Ode", None, 20, 2, "Open", escalated=True)
    assert actions._state(late) == "Open, chair’s list"
    assert actions._state(dc.replace(late, escalated=False)) == "Open"


def test_minutes_begin_with_a_capital_and_never_end_in_a_lonely_line() -> None:
    blocks: tuple[Block, ...] = ()
    line = MinuteLine("1.1", EntryKind.NOTE, "the plant was seen", reasons="nobody had")
    for count in range(1, 60):
        lines = tuple(dc.replace(line, number=f"1.{n}") for n in range(count))
        model = dc.replace(minutes_model(), items=(MinutedItem("1", "Only item", lines),), parked=())
        with speaking("en"):
            blocks = (*item_blocks(model, "m"), *endings(model))
        section = front.PreviousMinutes(HEAD, model)
        pages = paginate([Composed(section, "Minutes", blocks)], ["Minutes, continued"], duplex=True)
        assert len(pages[-1].placed) > 2, count
    entry = blocks[1]
    said = "".join(span.text for row in entry.lines for span in row)  # type: ignore[attr-defined]
    assert said == "The plant was seen. Reasons: Nobody had."
