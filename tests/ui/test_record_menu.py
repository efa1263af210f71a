"""The menu Record, the palette and the context menu offer the same acts and show, not take, their keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.governance import BodyKind
from pmo_desktop.domain.reports import ReportState
from pmo_desktop.ui.actions import Menu
from pmo_desktop.ui.pages.history import HistoryPage
from pmo_desktop.ui.pages.home import HomePage
from pmo_desktop.ui.pages.meetings import MeetingsPage
from pmo_desktop.ui.pages.packs import PacksPage
from pmo_desktop.ui.pages.project import ProjectPage
from pmo_desktop.ui.pages.register import RegisterPage
from pmo_desktop.ui.pages.register_export import write_rows
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.shell.commands import found_commands, offered
from pmo_desktop.ui.widgets.tablefile import shown_table
from pmo_desktop.ui.window import Workplace
from tests import builders as b
from tests.ui.windows import settled, window

TODAY = dt.datetime.now().astimezone().date()
DAY = dt.timedelta(days=1)
TABS = ("summary", "plan", "risks", "actions", "reports", "documents")


class Made:
    """A database with two works, a report that waits, late actions and a board."""

    def __init__(self, path: Path) -> None:
        self.path = path
        office = open_office(str(path), create=True)
        self.bridge, self.road = b.project(), b.project("Ring Road East")
        waits = b.report(self.bridge.id, TODAY - DAY, state=ReportState.SUBMITTED)
        self.actions = [b.action(f"Act {n}", TODAY - n * DAY, work=self.bridge.id) for n in (1, 2)]
        board = b.body("Portfolio board", body_kind=BodyKind.PORTFOLIO_BOARD)
        self.meeting = b.meeting(board.id, TODAY + 14 * DAY)
        b.stored(office, self.bridge, self.road, board)
        b.stored(office, waits, *self.actions, self.meeting)
        office.close()


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "office.db")


@pytest.fixture
def place(made: Made, qtbot: QtBot, qapp: QApplication) -> Iterator[Workplace]:
    with window(qtbot, qapp, made.path) as found:
        yield found


def targets(made: Made) -> list[str]:
    """Every page, and every part of those that have several."""
    return [
        *("home", "register", "history", "settings", "receipt", "meetings", f"packs/{made.meeting.id}"),
        *(f"project/{made.bridge.id}/{tab}" for tab in TABS),
        *(f"meetings/{made.meeting.id}/{tab}" for tab in ("agenda", "live", "actions")),
    ]


def go(place: Workplace, qtbot: QtBot, target: str) -> Page:
    place.shell.go(target)
    settled(qtbot, place)
    page = place.shell.page_shown()
    assert isinstance(page, Page)
    return page


def record(place: Workplace) -> QMenu:
    """The menu as it is when it has just been opened."""
    menu = place.shell.actions_.menu(Menu.RECORD)
    menu.aboutToShow.emit()
    return menu


def lines(menu: QMenu) -> list[QAction]:
    """The lines of a menu and of those below it."""
    found: list[QAction] = []
    for action in menu.actions():
        if action.menu() is not None:
            found += lines(action.menu())  # type: ignore[arg-type]
        elif not action.isSeparator():
            found.append(action)
    return found


def choose(place: Workplace, qtbot: QtBot, text: str) -> None:
    """Choose a line of the menu Record by the beginning of its text."""
    line = next(a for a in lines(record(place)) if a.text().startswith(text))
    assert line.isEnabled(), line.toolTip()
    line.trigger()
    settled(qtbot, place)


def test_menu_palette_and_context_menu_agree_on_every_page(
    place: Workplace, made: Made, qtbot: QtBot, qapp: QApplication
) -> None:
    for target in targets(made):
        page = go(place, qtbot, target)
        acts = offered(place.shell)
        shown = [
            (a.text().partition("\t")[0].replace("&&", "&"), a.isEnabled()) for a in lines(record(place))
        ]
        found = [i for i in found_commands(place.shell) if i.kind == "command"]
        assert acts, target
        assert shown == [(act.text, not act.off) for act in acts], target
        assert [(i.text, not i.off) for i in found[-len(acts) :]] == shown, target
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, QPoint(4, 4), page.mapToGlobal(QPoint(4, 4))
        )
        qapp.sendEvent(page, event)
        popped = QApplication.activePopupWidget()
        assert isinstance(popped, QMenu), target
        assert [a.text() for a in lines(popped)] == [
            a.text() for a, act in zip(lines(record(place)), acts, strict=True) if not act.elsewhere
        ]
        popped.close()


def test_stand_ins_show_keys_but_have_none(place: Workplace, made: Made, qtbot: QtBot) -> None:
    for target in targets(made):
        go(place, qtbot, target)
        for line, act in zip(lines(record(place)), offered(place.shell), strict=True):
            assert line.shortcut().isEmpty()
            assert line.text().partition("\t")[2] == act.key
            assert line.toolTip() == (act.off or act.text)
            assert line.icon().isNull() is (not act.icon)
    texts = [a.text() for a in lines(record(place))]
    go(place, qtbot, "home")
    native = QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText)
    assert f"New work\t{native}" in [a.text() for a in lines(record(place))]
    assert texts != [a.text() for a in lines(record(place))]


def test_bands_are_parted_by_hairlines(place: Workplace, made: Made, qtbot: QtBot) -> None:
    go(place, qtbot, "register")
    bands = {act.band for act in offered(place.shell)}
    kinds = [a.isSeparator() for a in record(place).actions()]
    assert sum(kinds) == len(bands) - 1
    assert (kinds[0], kinds[-1]) == (False, False)


def test_a_page_without_acts_says_so(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HomePage, "offered", lambda _page: [])
    (only,) = record(place).actions()
    assert (only.text(), only.isEnabled()) == ("This page has no acts of its own", False)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_C])
def test_no_key_is_heard_twice_or_by_another_page(
    place: Workplace, made: Made, qtbot: QtBot, qtlog: Any, key: Qt.Key
) -> None:
    for target in targets(made):
        page = go(place, qtbot, target)
        record(place)
        QTest.keyClick(page, key)
        settled(qtbot, place)
        home = target == "home" and key == Qt.Key.Key_C
        assert place.shell.target == (f"project/{made.bridge.id}/reports" if home else target)
        assert QApplication.activePopupWidget() is None
    assert not [r.message for r in qtlog.records if "mbiguous" in r.message]


def test_the_register_archives_exports_and_clears_from_the_menu(
    place: Workplace, made: Made, qtbot: QtBot, tmp_path: Path
) -> None:
    page = go(place, qtbot, "register")
    assert isinstance(page, RegisterPage)
    page.listed.bar.line.setText("bridge")
    choose(place, qtbot, "Clear filters")
    assert page.listed.bar.text == ""
    assert page.listed.select(made.road.id)
    choose(place, qtbot, "Archive the selected works")
    assert [r.id for r in page.listed.kept_rows()] == [made.bridge.id]
    place.desk.undo()
    settled(qtbot, place)
    assert len(page.listed.kept_rows()) == 2
    for name in ("rows.csv", "rows.xlsx"):
        assert page.table_bytes is not None
        write_rows(page, page.listed.table, "Register", page.table_bytes, tmp_path / name)
    text = (tmp_path / "rows.csv").read_text(encoding="utf-8-sig")
    assert len(text.splitlines()) == 3
    assert "Ring Road East" in text
    assert len(shown_table(page.listed.table, "Register").rows) == 2
    assert page.listed.select(made.road.id)
    choose(place, qtbot, "Open the selected work")
    assert place.shell.target == f"project/{made.road.id}"


def test_a_row_of_home_is_done_from_the_menu(place: Workplace, made: Made, qtbot: QtBot) -> None:
    page = go(place, qtbot, "home")
    assert isinstance(page, HomePage)
    page._actions.table.select_row(0)
    page._actions.table.setFocus()
    first = lines(record(place))[0].text()
    assert first.startswith("Done: Act 2")
    choose(place, qtbot, "Done: Act 2")
    assert page._home is not None
    assert [a.text for a in page._home.overdue] == ["Act 1"]
    choose(place, qtbot, "Open the next meeting")
    assert place.shell.target == f"meetings/{made.meeting.id}"


def test_a_work_gets_plan_risks_and_actions_from_the_menu(place: Workplace, made: Made, qtbot: QtBot) -> None:
    page = go(place, qtbot, f"project/{made.bridge.id}/plan")
    assert isinstance(page, ProjectPage)
    choose(place, qtbot, "New plan")
    choose(place, qtbot, "New line")
    reader = place.desk.office.store.reader
    assert len(reader.all("plan_item")) == 1
    go(place, qtbot, f"project/{made.bridge.id}/risks")
    choose(place, qtbot, "New issue")
    page.tab.issues.table.setFocus()  # type: ignore[union-attr]
    choose(place, qtbot, "Archive")
    assert not reader.all("issue")
    place.desk.undo()
    settled(qtbot, place)
    assert len(reader.all("issue")) == 1
    go(place, qtbot, f"project/{made.bridge.id}/actions")
    choose(place, qtbot, "Mark as done")
    assert sorted(a.state.value for a in reader.all("action")) == ["done", "open"]
    go(place, qtbot, f"project/{made.bridge.id}/reports")
    texts = [a.text() for a in lines(record(place))]
    assert "Accept" in " ".join(texts)
    choose(place, qtbot, "Show in the register")
    assert place.shell.target == f"register/{page.file.work.ref}"  # type: ignore[union-attr]


def test_meetings_pack_and_history_act_from_the_menu(place: Workplace, made: Made, qtbot: QtBot) -> None:
    page = go(place, qtbot, "meetings")
    assert isinstance(page, MeetingsPage)
    choose(place, qtbot, "Open\t")
    assert place.shell.target == f"meetings/{made.meeting.id}"
    page.choose("agenda")
    choose(place, qtbot, "New item")
    assert page.agenda.model.rowCount() == 1
    choose(place, qtbot, "Take off the agenda")
    assert page.agenda.model.rowCount() == 0
    choose(place, qtbot, "Open its pack")
    packs = place.shell.page_shown()
    assert isinstance(packs, PacksPage)
    settled(qtbot, place)
    before = packs.content_keys()
    packs.sections.table.select_row(0)
    choose(place, qtbot, "Section on or off")
    assert len(packs.content_keys()) == len(before) - 1
    packs.acts.verify(made.path)
    settled(qtbot, place)
    assert [n.tone for n in place.shell.banners.notices()] == ["neg"]
    history = go(place, qtbot, "history")
    assert isinstance(history, HistoryPage)
    choose(place, qtbot, "Only this record")
    assert history.bar.tokens()
    choose(place, qtbot, "Clear filters")
    assert not history.bar.tokens()
