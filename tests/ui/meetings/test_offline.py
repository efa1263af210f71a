"""The server goes while minutes are taken: the scribe types on, and all of it arrives once, in order."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import make_url

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import batch, between
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.minutes import MinuteEntry, MinutesState
from pmo_desktop.domain.reviewing import AmendmentWhy
from pmo_desktop.domain.values import Rich
from pmo_desktop.services.meetings import late
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.steps import Moment, walked
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Clash
from pmo_desktop.ui.conflicts import disputes
from pmo_desktop.ui.desk import StoreState
from tests.outages import Road
from tests.ui.meeting_table import Table
from tests.ui.meeting_window import Made, database, hold, read

pytestmark = pytest.mark.postgres
LONG = 60_000
KINDS = (
    "{n} supplier spoke",
    "k point {n}",
    "d approve part {n}",
    "a do part {n} @mk >fri week",
    "? why {n}",
)


@pytest.fixture
def road(postgres_url: str) -> Iterator[Road]:
    with Road(make_url(postgres_url).port or 0) as made:
        yield made


@pytest.fixture
def made(postgres_url: str) -> Made:
    found = database(postgres_url)
    hold(found)
    return found


@pytest.fixture
def live(made: Made, road: Road, qapp: QApplication, qtbot: QtBot, postgres_url: str) -> Iterator[Table]:
    """The scribe, whose road to the server can be cut."""
    way = make_url(postgres_url).set(port=road.port).render_as_string(hide_password=False)
    table = Table(dc.replace(made, url=way), qtbot)
    table.page.open(f"{made.meeting}/live")
    table.until(lambda: table.page.sitting.facts is not None)
    yield table
    road.mend()
    table.close()


@pytest.fixture
def other(made: Made, postgres_url: str) -> Iterator[Office]:
    """Somebody else, at another computer."""
    office = dc.replace(open_office(postgres_url), who=uuid4())
    yield office
    office.close()


def enter(live: Table, text: str) -> None:
    """One line, put whole into the field, and Enter."""
    live.page.live.capture.edit.insertPlainText(text)
    live.key(Qt.Key.Key_Return)


def entries(office: Office, made: Made) -> list[MinuteEntry]:
    return list(read(office, made.meeting).entries)


def back(live: Table, road: Road) -> None:
    road.mend()
    live.bot.waitUntil(lambda: live.desk.state is StoreState.SAVED and not live.desk.busy, timeout=LONG)


def test_an_offline_hour_is_merged_once_and_in_order(
    live: Table, made: Made, road: Road, other: Office
) -> None:
    before = entries(other, made)
    clashes: list[Clash] = []
    live.desk.clashed.connect(lambda found: clashes.extend(found))
    road.cut()
    typed = [KINDS[n % len(KINDS)].format(n=f"number {n}") for n in range(150)]
    for text in typed[:75]:
        enter(live, text)
    live.until(lambda: live.desk.state is StoreState.KEPT)
    mine = next(e for e in live.facts.entries if e.id == before[1].id)
    live.page.sitting.send(between(mine, dc.replace(mine, text=Rich("Mine, offline"))), "mine")
    for text in typed[75:]:
        enter(live, text)
    assert len(live.facts.entries) == len(before) + 150
    assert live.desk.office.journal is not None
    assert len(list(live.desk.office.journal.waiting())) == 151

    theirs = before[1]
    other.change(batch([between(theirs, dc.replace(theirs, text=Rich("Theirs, meanwhile")))]), "theirs")
    back(live, road)

    stored = entries(other, made)
    raws = [e.raw for e in stored if e.raw in set(typed)]
    assert raws == typed
    assert len(stored) == len(before) + 150
    facts = read(other, made.meeting)
    assert sum(a.text.startswith("Do part") for a in facts.actions.all()) == 30
    assert sum(d.text.startswith("Approve part") for d in facts.decisions.all()) == 30
    assert len({d.ref for d in facts.decisions.all()}) == len(facts.decisions.all())
    assert [(c.field, c.mine, c.theirs) for c in clashes] == [("text", "Mine, offline", "Theirs, meanwhile")]
    told = disputes(other, tuple(clashes), other.now())
    assert [(d.target, d.before) for d in told] == [(f"meetings/{made.meeting}", str(theirs.text))]
    assert list(live.desk.office.journal.waiting()) == []
    live.until(lambda: [e.raw for e in live.facts.entries] == [e.raw for e in stored])
    assert not live.page.sitting.unsaved


def test_undo_while_offline_takes_back_what_only_waits_here(
    live: Table, made: Made, road: Road, other: Office
) -> None:
    before = len(entries(other, made))
    road.cut()
    for text in ("one", "two", "three"):
        enter(live, text)
    live.until(lambda: live.desk.outbox.held)
    live.desk.undo()
    live.desk.undo()
    assert [e.raw for e in live.facts.entries][before:] != ["one", "two", "three"]
    back(live, road)
    assert [e.raw for e in entries(other, made) if e.raw in ("one", "two", "three")] == ["one"]


def test_a_server_that_says_nothing_does_not_stop_the_scribe(
    live: Table, made: Made, road: Road, other: Office
) -> None:
    road.hang()
    for text in ("one", "two", "three"):
        enter(live, text)
    assert [e.raw for e in live.facts.entries if e.raw in ("one", "two", "three")] == ["one", "two", "three"]
    assert live.desk.state is StoreState.SAVING
    back(live, road)
    assert [e.raw for e in entries(other, made) if e.raw in ("one", "two", "three")] == [
        "one",
        "two",
        "three",
    ]


def test_what_comes_after_approval_waits_as_amendments(
    live: Table, made: Made, road: Road, other: Office
) -> None:
    before = entries(other, made)
    told: list[Any] = []
    live.desk.late.connect(told.extend)
    road.cut()
    for n in range(10):
        enter(live, KINDS[n % 4].format(n=f"late {n}"))
    live.until(lambda: live.desk.state is StoreState.KEPT)
    first = next(e for e in live.facts.entries if e.id == before[1].id)
    live.page.sitting.send(
        between(first, dc.replace(first, text=Rich("Better words"), raw="better words")), "change"
    )
    unborn = next(e for e in live.facts.entries if e.raw == "late 0 supplier spoke")
    live.page.sitting.send(
        between(unborn, dc.replace(unborn, text=Rich("It spoke well"), raw="it spoke well")), "x"
    )
    minutes = read(other, made.meeting).minutes
    assert minutes is not None
    other.change(batch(walked(minutes, MinutesState.APPROVED)), "approved meanwhile")
    back(live, road)

    assert [(e.id, e.text) for e in entries(other, made)] == [(e.id, e.text) for e in before]
    waiting = late.waiting(other.store.reader, MeetingId(made.meeting))
    assert [a.number for a in waiting] == list(range(1, 12))
    assert {a.why for a in waiting} == {AmendmentWhy.LATE}
    said = {str(a.reads): a.was for a in waiting}
    assert said["Better words"] == before[1].text
    assert "It spoke well" in said
    assert "Item 3: Action: Do part late 3" in said
    assert sum(each.lines for each in told) == 11
    live.until(lambda: len(live.facts.entries) == len(before))

    facts = read_meeting(other.store.reader, MeetingId(made.meeting))
    assert facts is not None
    action = next(a for a in waiting if "Action" in a.reads)
    decision = facts.decisions.all()[0]
    other.change(late.accepted(facts, action, decision, Moment(other.now(), uuid4)), "agreed")
    again = [a for a in other.store.reader.all("action") if a.text == "Do part late 3"]
    assert [(facts.name(a.owner), a.meeting, a.item) for a in again] == [
        ("Marta Kowalska", made.meeting, facts.items[2].id)
    ]
    assert len(late.waiting(other.store.reader, MeetingId(made.meeting))) == 10
