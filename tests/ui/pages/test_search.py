"""The page Search: found while one types, chips, completion, keys, saved searches, export."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.edits import batch, creation
from pmo_desktop.domain.ids import PersonId
from pmo_desktop.domain.record import Record
from pmo_desktop.ui.pages.search import SearchPage
from pmo_desktop.ui.window import Workplace
from tests import builders as b
from tests.ui.windows import settled, statements, window


def records() -> list[Record]:
    mary, board = b.person("Mary Kay", initials="MK"), b.body()
    meeting = b.meeting(board.id, ref="PB-2026-07")
    said = '<b>Widen</b> the quay & "raise" it'
    first = b.decision(said, body=board.id, meeting=meeting.id)
    second = b.action("Measure the quay", owner=PersonId(mary.id), meeting=meeting.id)
    return [mary, board, meeting, first, second]


@pytest.fixture
def place(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Workplace]:
    with window(qtbot, qapp, tmp_path / "new.db") as made:
        made.desk.submit(batch(creation(r) for r in records()), "Begin")
        settled(qtbot, made)
        yield made


@pytest.fixture
def page(qtbot: QtBot, place: Workplace) -> SearchPage:
    place.shell.actions_.get("search").trigger()
    settled(qtbot, place)
    found = place.shell.page_shown()
    assert isinstance(found, SearchPage)
    return found


def texts(page: SearchPage) -> list[str]:
    return [row.line.text for row in page.model.shown_rows()]


def typed(qtbot: QtBot, place: Workplace, page: SearchPage, text: str) -> None:
    page.line.clear()
    QTest.keyClicks(page.line, text)
    qtbot.wait(60)
    settled(qtbot, place)


def test_lines_are_found_while_one_types(qtbot: QtBot, place: Workplace, page: SearchPage) -> None:
    assert page.teaching.isVisible()
    with statements() as sent:
        typed(qtbot, place, page, "qua")
    assert len(texts(page)) == 2
    assert len(sent) <= 6  # a slow machine may search between two keys
    typed(qtbot, place, page, "quay is:open owner:mk")
    assert texts(page) == ["Measure the quay"]
    typed(qtbot, place, page, "owner:zz")
    assert page.hint.text() == "Nobody is called “zz”."
    assert not page.table.isVisible()
    typed(qtbot, place, page, "")
    assert page.teaching.isVisible()


def test_the_newest_text_wins(qtbot: QtBot, place: Workplace, page: SearchPage) -> None:
    for text in ("q", "qu", "measure"):
        page.ask(text)
    settled(qtbot, place)
    assert texts(page) == ["Measure the quay"]
    assert page.answer is not None
    assert page.answer.text == "measure"


def test_text_is_never_markup(qtbot: QtBot, place: Workplace, page: SearchPage) -> None:
    typed(qtbot, place, page, "raise")
    (row,) = page.model.shown_rows()
    assert row.text.text == '<b>Widen</b> the quay & "raise" it'
    assert [row.text.text[a:z] for a, z in row.text.hits] == ["raise"]
    assert not page.grab().isNull()


def test_a_chip_narrows_by_what_stands_in_the_line(qtbot: QtBot, place: Workplace, page: SearchPage) -> None:
    typed(qtbot, place, page, "quay")
    page.chips.chosen.emit("action")
    settled(qtbot, place)
    assert page.line.text() == "quay kind:action"
    assert (texts(page), page.chips.key) == (["Measure the quay"], "action")
    page.chips.chosen.emit("all")
    settled(qtbot, place)
    assert (page.line.text(), len(texts(page))) == ("quay", 2)


def test_keys_and_values_are_completed(qtbot: QtBot, place: Workplace, page: SearchPage) -> None:
    typed(qtbot, place, page, "own")
    (key,) = page.line.choices
    page.line.take(key)
    qtbot.waitUntil(lambda: [c.label for c in page.line.choices] == ["MK"])
    page.line.take(page.line.choices[0])
    assert page.line.text() == "owner:MK "
    qtbot.wait(60)
    settled(qtbot, place)
    assert texts(page) == ["Measure the quay"]


def test_enter_leads_to_the_minutes_of_the_meeting(qtbot: QtBot, place: Workplace, page: SearchPage) -> None:
    typed(qtbot, place, page, "measure")
    QTest.keyClick(page.line, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settled(qtbot, place)
    assert place.shell.target.startswith("meetings/")


def test_a_search_is_saved_and_forgotten(qtbot: QtBot, place: Workplace, page: SearchPage) -> None:
    typed(qtbot, place, page, "quay is:open")
    page.save()
    settled(qtbot, place)
    saved = place.desk.office.store.reader.all("saved_view")
    assert [(v.page, v.title.said("en")) for v in saved] == [("search", "quay is:open")]
    page.save()
    page.forget()
    settled(qtbot, place)
    assert place.desk.office.store.reader.all("saved_view") == []


def test_what_is_found_is_copied_and_exported(
    qtbot: QtBot, place: Workplace, page: SearchPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(qtbot, place, page, "quay")
    page.table.select_row(texts(page).index("Measure the quay"))
    page.does.offered()[2].action.trigger()
    assert QApplication.clipboard().text().endswith("Measure the quay")
    path = tmp_path / "found.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), "CSV (*.csv)"))
    page.export()
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0][0] == "Kind"
    assert len(rows) == 3
