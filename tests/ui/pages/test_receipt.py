"""The import receipt: questions, columns, several files, files that are not taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.registersheet import RegisterField
from pmo_desktop.domain.values import Money
from pmo_desktop.ui.pages.receipt import ReceiptPage
from pmo_desktop.ui.window import Workplace
from tests.ui.windows import register_file, settled, window

ASKING = (
    "Title,Manager,Finish,Budget\n"
    "Harbour Link Bridge,Tomas Okafor,03/04/2027,$500\n"
    "Ring Road,Ana Ruiz,05/06/2027,$700\n"
)


def receipt(place: Workplace) -> ReceiptPage:
    page = place.shell.page("receipt")
    assert isinstance(page, ReceiptPage)
    return page


def asking_file(folder: Path) -> Path:
    path = folder / "asking.csv"
    path.write_text(ASKING, encoding="utf-8")
    return path


def test_an_answer_changes_what_would_be_stored(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.import_files([asking_file(tmp_path)])
        settled(qtbot, place)
        page = receipt(place)
        file = page.files[0]
        currency = next(key for key in file.asked if key.endswith("/currency"))
        asked = file.unanswered
        assert not page.pane.questions.isHidden()
        page.answer(currency, "AUD")
        settled(qtbot, place)
        assert file.unanswered == asked - 1
        assert currency in file.asked, "an answered question stays, so that it can be answered otherwise"
        for key, value in (("unit", "1000000"), ("date-order", "day_first")):
            page.answer(next(k for k in file.asked if k.endswith(f"/{key}")), value)
            settled(qtbot, place)
        assert file.unanswered == 0
        page.import_now()
        settled(qtbot, place)
        works = place.desk.office.store.reader.all("work")
        assert [w.budget for w in works] == [Money(50_000_000_000, "AUD"), Money(70_000_000_000, "AUD")]
        assert [w.finish_planned for w in works] == [date(2027, 4, 3), date(2027, 6, 5)]


def test_a_digit_answers_the_first_open_question(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.import_files([asking_file(tmp_path)])
        settled(qtbot, place)
        page = receipt(place)
        row = page.pane.questions.first_open()
        assert row is not None
        page.pane.table.setFocus()
        QTest.keyClick(page.pane.table, Qt.Key.Key_2)
        settled(qtbot, place)
        assert page.files[0].answers == {row.question.key: row.question.choices[1].value}


def test_a_column_can_be_said_to_be_another_field(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.import_files([register_file(tmp_path)])
        settled(qtbot, place)
        page = receipt(place)
        model = page.pane.columns
        manager = next(n for n, c in enumerate(model.all_rows()) if c.header == "Manager")
        assert model.all_rows()[manager].field is RegisterField.MANAGER
        assert not model.setData(model.index(manager, 2), RegisterField.SPONSOR)
        settled(qtbot, place)
        assert model.all_rows()[manager].field is RegisterField.SPONSOR
        page.import_now()
        settled(qtbot, place)
        work = place.desk.office.store.reader.all("work")[0]
        assert work.sponsor is not None
        assert work.manager is None


def test_a_refused_file_says_why_and_stops_none(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    bad = tmp_path / "broken.xlsx"
    bad.write_bytes(b"this is no workbook")
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.import_files([bad, register_file(tmp_path)])
        settled(qtbot, place)
        page = receipt(place)
        refused, good = page.files
        assert "broken.xlsx" in refused.refused
        assert good.ready
        page.import_now()
        settled(qtbot, place)
        assert good.stored
        assert not refused.stored
        assert len(place.desk.office.store.reader.all("work")) == 3


def test_the_second_file_knows_what_the_first_has_brought(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.import_files([register_file(tmp_path), register_file(tmp_path, "again.csv", works=4)])
        settled(qtbot, place)
        page = receipt(place)
        assert [f.found.count("created") for f in page.files if f.found] == [3, 4]
        page.import_now()
        settled(qtbot, place)
        assert all(f.stored for f in page.files)
        assert len(place.desk.office.store.reader.all("work")) == 4
        assert len(place.desk.office.store.reader.all("person")) == 1


def test_rows_are_filtered_by_what_becomes_of_them(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    path = register_file(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + "Total,,,,,EUR 600000\n", encoding="utf-8")
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.import_files([path])
        settled(qtbot, place)
        pane = receipt(place).pane
        assert len(pane.rows.shown_rows()) == 4
        pane.tabs.choose("skipped")
        pane.tabs.chosen.emit("skipped")
        (left,) = pane.rows.shown_rows()
        assert left.reason
