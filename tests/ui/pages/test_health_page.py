"""The page of governance health: bodies, measures, the records behind one, and the way to them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.governancehealth import Measure
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.health import HealthPage
from pmo_desktop.ui.pages.health.page import trends_of
from tests.services.boardroom import Boardroom, boardroom
from tests.ui.windows import statements


@pytest.fixture
def room(sqlite_url: str) -> Boardroom:
    office = open_office(sqlite_url)
    found = boardroom(office)
    office.close()
    return found


@pytest.fixture
def page(qtbot: QtBot, sqlite_url: str, room: Boardroom) -> Iterator[HealthPage]:
    desk = Desk(lambda: open_office(sqlite_url))
    with qtbot.waitSignal(desk.opened):
        desk.start()
    made = HealthPage(desk)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitUntil(lambda: made.seen is not None and not desk.busy, timeout=20_000)
    yield made
    desk.close()


def choose(page: HealthPage, measure: Measure) -> None:
    page.table.select_row(page.model.line_of(measure.value))
    page.table.followed.emit(page.table.currentIndex())


def test_sixteen_measures_and_a_tab_a_body(page: HealthPage, room: Boardroom) -> None:
    assert page.model.rowCount() == 16
    assert page.tabs.keys() == ["all", room.body.id.hex]
    page.open("PB")
    assert page.tabs.key == room.body.id.hex
    assert page.seen is not None
    assert page.seen.meetings >= 1


def test_the_page_is_read_in_five_statements(qtbot: QtBot, page: HealthPage) -> None:
    with statements() as sent:
        page.refresh()
        qtbot.waitUntil(lambda: not page._desk.busy, timeout=20_000)
    assert len(sent) == 5


def test_the_records_behind_a_measure_are_one_click_away(page: HealthPage, room: Boardroom) -> None:
    choose(page, Measure.ATTENDANCE)
    [behind] = [r for r in page.behind.all_rows() if r.code == room.before.ref]
    assert "1 of 2 members" in behind.said
    gone: list[str] = []
    page.go.connect(gone.append)
    line = page.behind.line_of(behind.id)
    page.records.acted.emit(page.behind.index(line, 0))
    assert gone == [f"meetings/{room.before.id}"]


def test_what_cannot_be_counted_says_so(page: HealthPage) -> None:
    choose(page, Measure.LATENCY)
    assert page.behind.rowCount() == 0
    row = page.model.row(page.model.line_of(Measure.LATENCY.value))
    assert row is not None
    assert (row.said(), row.counted()) == ("n/a", "nothing to count yet")
    assert trends_of(row).lines == ()


def test_a_measure_is_drawn_with_its_target(page: HealthPage) -> None:
    row = page.model.row(page.model.line_of(Measure.HELD.value))
    assert row is not None
    actual, target = trends_of(row).lines
    assert (actual.kind, target.kind) == ("actual", "limit")
    assert {value for _, value in target.points} == {90}
