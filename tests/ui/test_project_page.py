"""The page of a work: opening, five statements a tab, reading only what changed, empty states."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.edits import between
from pmo_desktop.domain.values import LText
from pmo_desktop.readmodels.project_figures import Figure
from pmo_desktop.ui.pages.project.header import FigureRow
from pmo_desktop.ui.pages.project.tabs import SPECS
from pmo_desktop.ui.widgets.figures import KeyFigure
from tests.ui.project_window import Made, Opened
from tests.ui.windows import statements

MOST = 5


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "office.db")


@pytest.fixture
def opened(made: Made, qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    found = Opened(made, qtbot, qapp, str(made.work.id))
    yield found
    found.close()


def texts(opened: Opened) -> str:
    return "\n".join(label.text() for label in opened.page.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize("tab", [spec.key for spec in SPECS])
@pytest.mark.parametrize("which", ["work", "programme", "service"])
def test_a_tab_is_opened_from_nothing_with_at_most_five_statements(
    made: Made, qtbot: QtBot, qapp: QApplication, tab: str, which: str
) -> None:
    opened = Opened(made, qtbot, qapp, "PRJ-0000-000")
    with statements() as sent:
        opened.page.open(f"{getattr(made, which).id}/{tab}")
        opened.settle()
    assert opened.page.tab is not None
    assert opened.page.tabs.key == tab
    assert 1 <= len(sent) <= MOST, sent
    opened.close()


def test_the_focus_waits_for_the_work_and_goes_on_to_its_tab(
    made: Made, qtbot: QtBot, qapp: QApplication
) -> None:
    opened = Opened(made, qtbot, qapp, "PRJ-0000-000")
    opened.page.open(f"{made.work.id}/plan")
    opened.page.take_focus(None)
    opened.settle()
    assert opened.page.tab is not None
    held = opened.page.focusWidget()
    assert held is not None
    assert opened.page.tab.isAncestorOf(held)
    opened.close()


def test_the_summary_says_how_the_work_stands_and_why(opened: Opened) -> None:
    said = texts(opened)
    for words in (
        "Harbour Link Bridge", "sponsor Ingrid Solberg", "EUR\u00a099.5\u00a0m", "Declared", "Derived",
        "Validated", "Path to green", "+3.2\u00a0%", "Late steel", "Send the revised drawings",
        "Approve the budget",
        "Portfolio board", "Gate G3",
    ):  # fmt: skip
        assert words in said, words


def test_a_figure_of_many_words_gets_more_room_than_one_of_few(opened: Opened) -> None:
    row = FigureRow()
    row.set_figures([Figure("Works", "8", "1 red"), Figure("Critical path", "184 wd", "10 tasks, float 0")])
    row.resize(row.sizeHint())
    row.show()
    few, many = row.findChildren(KeyFigure)
    assert many.width() >= many.sizeHint().width()
    assert few.width() < many.width()
    row.close()


def test_a_service_shows_levels_and_never_per_cent_complete(
    made: Made, qtbot: QtBot, qapp: QApplication
) -> None:
    opened = Opened(made, qtbot, qapp, str(made.service.id))
    said = texts(opened)
    assert "1 of 2 met" in said
    assert "Roads gritted before six" in said
    assert "% done" not in said.replace("\u00a0", " ")
    opened.close()


def test_a_programme_lists_its_works(made: Made, qtbot: QtBot, qapp: QApplication) -> None:
    opened = Opened(made, qtbot, qapp, str(made.programme.id))
    tab = opened.page.tab
    parts = getattr(tab, "parts", None)
    assert parts is not None
    assert [row.id for row in parts.all_rows()] == [made.work.id]
    opened.close()


def test_a_change_reads_only_what_it_touches(opened: Opened) -> None:
    opened.page.show_tab("plan")
    opened.settle()
    with statements() as sent:
        action = opened.record("action", opened.made.action.id)
        opened.desk.submit(between(action, dc.replace(action, priority=2)), "Priority")
        opened.settle()
    assert not any(" plan_item" in s for s in sent), "an action is not on the plan"
    with statements() as sent:
        work = opened.record("project", opened.made.work.id)
        opened.desk.submit(between(work, dc.replace(work, title=LText.of("Harbour Bridge"))), "Rename")
        opened.settle()
    assert any("plan_item" in s for s in sent)
    assert "Harbour Bridge" in texts(opened)


def test_without_a_target_the_project_that_needs_somebody_most_is_open(
    made: Made, qtbot: QtBot, qapp: QApplication
) -> None:
    opened = Opened(made, qtbot, qapp)
    opened.until(lambda: opened.page.file is not None)
    assert opened.page.file is not None
    assert opened.page.file.work.id == made.work.id
    opened.close()


def test_a_work_that_is_not_there_leads_to_a_list_to_choose_from(
    made: Made, qtbot: QtBot, qapp: QApplication
) -> None:
    opened = Opened(made, qtbot, qapp, "PRJ-0000-000")
    chooser = opened.page.chooser
    assert chooser is not None
    assert chooser.isVisible()
    assert "PRJ-0000-000" in texts(opened)
    opened.page.focus_filter()
    QTest.keyClicks(chooser.filter, "winter")
    QTest.keyClick(chooser.filter, Qt.Key.Key_Return)
    opened.settle()
    assert opened.page.file is not None
    assert opened.page.file.work.id == made.service.id
    assert not chooser.isVisible(), "the list makes room for the work"
    opened.close()


def test_the_last_work_and_tab_are_remembered(opened: Opened) -> None:
    opened.page.show_tab("reports")
    opened.settle()
    assert opened.kept.value("project/last") == str(opened.made.work.id)
    assert opened.kept.value("project/tab") == "reports"


def test_a_work_is_found_by_its_code_and_an_unknown_one_is_said_to_be(opened: Opened) -> None:
    assert opened.page.file is not None
    code = opened.page.file.work.ref
    opened.page.open(f"{opened.made.service.id}/documents")
    opened.settle()
    assert "No documents yet" in texts(opened)
    opened.page.open(code)
    opened.settle()
    assert opened.page.file.work.id == opened.made.work.id
    opened.page.open("PRJ-1900-001")
    opened.settle()
    assert "There is no work “PRJ-1900-001” here." in texts(opened)


def test_every_tab_has_a_key_and_counts(opened: Opened) -> None:
    for at, spec in enumerate(SPECS, 1):
        keys = [a.shortcut().toString() for a in opened.page.actions() if a.text().endswith(spec.title)]
        assert f"Alt+{at}" in keys
    opened.page.show_tab("risks")
    opened.settle()
    assert opened.page.tabs._tabs["risks"].count == 1
    assert opened.page.tabs._tabs["reports"].count == 2


def test_user_text_is_never_markup(opened: Opened) -> None:
    work = opened.record("project", opened.made.work.id)
    opened.desk.submit(between(work, dc.replace(work, title=LText.of("<b>Bridge</b> & co"))), "Rename")
    opened.settle()
    assert "<b>Bridge</b> & co" in texts(opened)


def test_going_back_to_a_tab_reads_nothing_while_nothing_changed(opened: Opened) -> None:
    for key in ("plan", "summary"):
        opened.page.show_tab(key)
        opened.settle()
    with statements() as sent:
        opened.page.show_tab("plan")
        opened.page.open(f"{opened.made.work.id}/summary")
        opened.settle()
    assert sent == []
    assert opened.page.tabs.key == "summary"
