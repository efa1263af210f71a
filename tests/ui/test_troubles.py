"""Fields that two people wrote, and edits that were refused: nothing typed is lost, all else goes on."""

from __future__ import annotations

import dataclasses as dc
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.edits import FieldChange, Set, between, creation
from pmo_desktop.domain.values import LText, Rich
from pmo_desktop.domain.works import Project
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.ui.pages.register import RegisterPage
from pmo_desktop.ui.window import Workplace
from tests.builders import project
from tests.ui.windows import settled, window

BEFORE, MINE, THEIRS = date(2026, 11, 14), date(2026, 12, 10), date(2026, 12, 3)


def clashing(qtbot: QtBot, place: Workplace) -> Project:
    """A work whose finish somebody else has moved while I did."""
    bridge = project("Harbour Link Bridge", finish_forecast=BEFORE)
    place.desk.submit(creation(bridge), "Begin")
    place.desk.submit(between(bridge, dc.replace(bridge, finish_forecast=THEIRS)), "Theirs")
    place.desk.submit(between(bridge, dc.replace(bridge, finish_forecast=MINE)), "Mine")
    settled(qtbot, place)
    return bridge


def stored(place: Workplace, record: Any) -> Any:
    return place.desk.office.store.reader.get("project", [record.id])[record.id]


def test_mine_is_kept_by_one_key(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        bridge = clashing(qtbot, place)
        strip = place.troubles.conflicts
        assert strip.isVisible()
        assert stored(place, bridge).finish_forecast == THEIRS
        assert "1" in place.shell.strip.store.text()
        assert strip.first is not None
        assert (strip.first.before, strip.first.words(MINE)) == ("14 Nov 2026", "10 Dec 2026")
        QTest.keyClick(place.shell, Qt.Key.Key_F8)
        settled(qtbot, place)
        assert place.shell.target == f"project/{bridge.id}"
        QTest.keyClick(strip, Qt.Key.Key_1)
        settled(qtbot, place)
        assert stored(place, bridge).finish_forecast == MINE
        assert not strip.isVisible()
        place.desk.undo()
        settled(qtbot, place)
        assert stored(place, bridge).finish_forecast == THEIRS


def test_theirs_stays_and_later_waits(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        bridge = clashing(qtbot, place)
        strip = place.troubles.conflicts
        QTest.keyClick(strip, Qt.Key.Key_Escape)
        assert not strip.isVisible()
        assert strip.waiting == 1
        place.shell.store_clicked.emit()
        assert strip.isVisible()
        QTest.keyClick(strip, Qt.Key.Key_2)
        assert strip.waiting == 0
        assert stored(place, bridge).finish_forecast == THEIRS


def register_of(qtbot: QtBot, place: Workplace) -> RegisterPage:
    place.shell.go("register")
    settled(qtbot, place)
    page = place.shell.page_shown()
    assert isinstance(page, RegisterPage)
    return page


def finish_of(page: RegisterPage, work: Project) -> QModelIndex:
    page.open(str(work.id))
    line = page.listed.model.line_of(work.id)
    assert line >= 0
    return page.listed.index_of(line, "finish_forecast")


def test_the_cell_in_the_register_is_marked_and_settled_there(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        page = register_of(qtbot, place)
        bridge = clashing(qtbot, place)
        cell, table = finish_of(page, bridge), page.listed.table
        assert cell.data(Role.CONFLICT) is True
        assert cell.siblingAtColumn(page.listed.model.column_of("title")).data(Role.CONFLICT) is False
        tip = cell.data(Qt.ItemDataRole.ToolTipRole)
        assert "Yours: 10 Dec 2026. Theirs, stored: 3 Dec 2026." in tip
        table.setCurrentIndex(cell)
        QTest.keyClick(table, Qt.Key.Key_1)
        settled(qtbot, place)
        assert stored(place, bridge).finish_forecast == MINE
        assert place.troubles.conflicts.waiting == 0
        assert finish_of(page, bridge).data(Role.CONFLICT) is False


def test_theirs_left_in_the_strip_is_no_more_marked_in_the_register(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        page = register_of(qtbot, place)
        bridge = clashing(qtbot, place)
        assert finish_of(page, bridge).data(Role.CONFLICT) is True
        place.troubles.conflicts.reveal()
        QTest.keyClick(place.troubles.conflicts, Qt.Key.Key_2)
        assert finish_of(page, bridge).data(Role.CONFLICT) is False
        assert stored(place, bridge).finish_forecast == THEIRS


def test_another_value_is_typed(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        bridge = clashing(qtbot, place)
        strip = place.troubles.conflicts
        line = strip.findChild(QLineEdit)
        assert line is not None
        line.setText("nonsense")
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert strip.waiting == 1
        line.setText("7 Dec 2026")
        QTest.keyClick(line, Qt.Key.Key_Return)
        settled(qtbot, place)
        assert stored(place, bridge).finish_forecast == date(2026, 12, 7)


def test_a_refused_edit_keeps_what_was_typed(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    typed = "Long words of a scribe that nobody wants to type again"
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        bridge = project("Harbour Link Bridge")
        place.desk.submit(creation(bridge), "Begin")
        settled(qtbot, place)
        changes = (
            FieldChange("title", bridge.title, LText()),
            FieldChange("description", bridge.description, Rich(typed)),
        )
        place.desk.submit(Set("project", bridge.id, changes), "Describe")
        settled(qtbot, place)
        strip = place.troubles.refused
        assert strip.isVisible()
        assert typed in strip.text
        strip.copy.click()
        assert typed in QApplication.clipboard().text()
        strip.retry.click()
        settled(qtbot, place)
        assert strip.isVisible(), "it is refused again, and kept again"
        assert stored(place, bridge).title == bridge.title


def test_edits_of_an_earlier_session_that_were_not_taken_are_shown(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "office.db"
    with window(qtbot, qapp, path) as place:
        journal = place.desk.office.journal
        assert journal is not None
        for title in ("Ring Road East", "Old Mint Tunnel"):
            op = place.desk.office.op(creation(project(title)), f"New work {title}")
            journal.write(op)
            journal.refuse(op.id, "the work is closed")
        kept_in = journal.path
    with window(qtbot, qapp, path, create=False) as place:
        strip, journal = place.troubles.refused, place.desk.office.journal
        assert journal is not None
        said = [label.text() for label in strip.findChildren(QLabel) if label.isVisible()]
        assert "New work Ring Road East: the work is closed." in said
        assert f"2 edits were not taken; kept in {kept_in}" in said
        strip.retry.click()
        settled(qtbot, place)
        assert [w.title.said("en") for w in place.desk.office.store.reader.all("project")] == [
            "Ring Road East"
        ]
        assert [op.label for op, _ in journal.refused()] == ["New work Old Mint Tunnel"]
        assert strip.isVisible()
        strip.forget.click()
        settled(qtbot, place)
        assert (journal.refused(), strip.isVisible()) == ([], False)
