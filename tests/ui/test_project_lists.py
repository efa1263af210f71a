"""Risks, issues, actions, reports and documents of a work: typed, stored, said, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.documents import DocumentState
from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.raid import ActionState, Assessment, RiskState
from pmo_desktop.domain.reports import ReportState
from pmo_desktop.domain.values import Score
from pmo_desktop.ui.pages.project.actions import ActionsTab
from pmo_desktop.ui.pages.project.documents import DocumentsTab
from pmo_desktop.ui.pages.project.listing import Listing
from pmo_desktop.ui.pages.project.raid import RaidTab
from pmo_desktop.ui.pages.project.reports import ReportsTab
from tests.ui.project_window import Made, Opened

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "office.db")


@pytest.fixture
def opened(made: Made, qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    found = Opened(made, qtbot, qapp, str(made.work.id))
    yield found
    found.close()


def shown(opened: Opened, tab: str, cls: type[Any]) -> Any:
    opened.page.show_tab(tab)
    opened.settle()
    assert isinstance(opened.page.tab, cls)
    return opened.page.tab


def put(opened: Opened, listing: Listing, column: str, text: object) -> None:
    """Type into a cell of the first row, as the delegate does."""
    model = listing.model
    model.setData(model.index(0, model.column_of(column)), text)
    opened.settle()


# -- risks, issues, actions ----------------------------------------------------------------------------


def test_a_risk_is_scored_owned_and_closed_in_its_cells(opened: Opened) -> None:
    tab, uid = shown(opened, "risks", RaidTab), opened.made.risk.id
    put(opened, tab.risks, "probability", "2")
    assert opened.record("risk", uid).current == Assessment(Score(2), Score(5))
    put(opened, tab.risks, "owner", "ingrid")
    assert opened.record("risk", uid).owner == opened.made.sponsor.id
    for _ in range(2):
        opened.desk.undo()
        opened.settle()
    assert opened.record("risk", uid).current == opened.made.risk.current
    assert tab.risks.model.row(0).score == 20
    put(opened, tab.risks, "state", RiskState.CLOSED)
    assert opened.record("risk", uid).state is RiskState.CLOSED
    assert opened.page.tabs._tabs["risks"].count is None, "no open risk is left"


def test_a_cell_that_is_not_understood_says_why(opened: Opened) -> None:
    tab = shown(opened, "risks", RaidTab)
    opened.bot.wait(120)
    put(opened, tab.risks, "probability", "9")
    assert opened.said[-1] == ("Not changed", "“9” is not a step. Type 1 to 5.")


def test_a_new_risk_is_a_sentence_in_three_parts(opened: Opened) -> None:
    tab = shown(opened, "risks", RaidTab)
    tab.new_risk()
    form = tab.form
    form.send()
    assert form._event.error == "Say what could happen."
    QTest.keyClicks(form.cause, "the quay wall is of 1911")
    QTest.keyClicks(form.event_, "the anchors do not hold")
    QTest.keyClicks(form.effect, "stop the piling for eight weeks")
    QTest.keyClicks(form.owner, "nobody at all")
    QTest.keyClick(form.owner, Qt.Key.Key_Return, CTRL)
    assert "Nobody here is called" in form._owner.error
    form.owner.clear()
    QTest.keyClicks(form.owner, "tomas")
    QTest.keyClick(form.owner, Qt.Key.Key_Return, CTRL)
    opened.settle()
    opened.until(lambda: tab.risks.model.rowCount() == 2)
    (new,) = [r for r in opened.office.store.reader.all("risk") if r.id != opened.made.risk.id]
    assert (str(new.title), new.state, new.owner) == (
        "The anchors do not hold", RiskState.OPEN, opened.made.manager.id,
    )  # fmt: skip
    assert new.current == Assessment(Score(3), Score(3))
    opened.bot.wait(100)
    said = tab._sentence.text()
    assert said == (
        "Because the quay wall is of 1911, there is a chance that the anchors do not hold, "
        "which would stop the piling for eight weeks."
    )


def test_the_matrix_numbers_the_open_risks(opened: Opened) -> None:
    tab = shown(opened, "risks", RaidTab)
    assert tab.risks.model.index(0, 0).data() == "1"
    assert tab.matrix.accessibleName() == "1 open risk on the matrix"
    assert not tab.matrix.grab().isNull()


def test_a_new_issue_waits_for_its_title(opened: Opened) -> None:
    tab = shown(opened, "risks", RaidTab)
    tab.new_issue()
    opened.until(lambda: bool(tab.issues.table.viewport().findChildren(QLineEdit)))
    (line,) = tab.issues.table.viewport().findChildren(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "Crane broke down")
    QTest.keyClick(line, Qt.Key.Key_Return)
    opened.settle()
    titles = {str(i.title) for i in opened.office.store.reader.all("issue")}
    assert "Crane broke down" in titles


def test_actions_are_typed_and_added(opened: Opened) -> None:
    tab = shown(opened, "actions", ActionsTab)
    put(opened, tab.actions_list, "due", "31 Dec 2030")
    put(opened, tab.actions_list, "state", "In progress")
    action = opened.record("action", opened.made.action.id)
    assert (str(action.due), action.state) == ("2030-12-31", ActionState.IN_PROGRESS)
    tab.new_action()
    opened.until(lambda: tab.actions_list.model.rowCount() == 2)
    assert opened.page.tabs._tabs["actions"].count == 2


# -- reports -------------------------------------------------------------------------------------------


def test_a_new_report_begins_with_the_last_and_is_taken_through_its_states(opened: Opened) -> None:
    tab = shown(opened, "reports", ReportsTab)
    assert tab.model.rowCount() == 2
    opened.page.new_report()
    opened.settle()
    view = tab.view
    report = view.report
    assert report is not None
    assert report.state is ReportState.DRAFT
    assert report.headline == opened.made.reports[1].headline
    assert view.texts["headline"].hasFocus()
    view.boxes["time"].picked.emit(Rating.RED)
    opened.settle()
    view.texts["achieved"].setFocus()
    QTest.keyClicks(view.texts["achieved"], "Pier 1 is done")
    view.texts["next_steps"].setFocus()
    opened.settle()
    stored = opened.record("status_report", report.id)
    assert (stored.declared.time, stored.achieved) == (Rating.RED, "Pier 1 is done")
    for state in (ReportState.SUBMITTED, ReportState.ACCEPTED):
        tab.view.buttons[state].click()
        opened.settle()
        assert opened.record("status_report", report.id).state is state
    assert not tab.view.texts, "a report that was handed in is read, not written"
    assert list(tab.view.buttons) == [ReportState.RETURNED, ReportState.VALIDATED]


def test_typing_stays_while_another_field_is_stored(opened: Opened) -> None:
    tab = shown(opened, "reports", ReportsTab)
    opened.page.new_report()
    opened.settle()
    view = tab.view
    view.texts["achieved"].setFocus()
    QTest.keyClicks(view.texts["achieved"], "Half a sen")
    view.boxes["cost"].picked.emit(Rating.AMBER)
    opened.settle()
    assert view.texts["achieved"].toPlainText() == "Half a sen"
    assert tab.view.texts["achieved"] is view.texts["achieved"]


def test_a_report_without_path_to_green_is_not_handed_in(opened: Opened) -> None:
    tab = shown(opened, "reports", ReportsTab)
    opened.page.new_report()
    opened.settle()
    tab.view.texts["path_to_green"].setPlainText("")
    tab.view.step(ReportState.SUBMITTED)
    opened.settle()
    assert ("Not yet", "An amber or red report needs a path to green.") in opened.said
    assert opened.record("status_report", tab.view.report.id).state is ReportState.DRAFT


def test_there_is_one_draft_at_a_time(opened: Opened) -> None:
    shown(opened, "reports", ReportsTab)
    for _ in range(2):
        opened.page.new_report()
        opened.settle()
    drafts = opened.office.store.reader.where("status_report", "state", [ReportState.DRAFT])
    assert len(drafts) == 1
    assert opened.said[-1][0] == "There is a draft already"


def test_a_rating_against_the_figures_needs_a_note(opened: Opened) -> None:
    tab = shown(opened, "reports", ReportsTab)
    view = tab.view
    assert view.report is not None
    assert view.report.state is ReportState.ACCEPTED
    view.validated.set_rating(Rating.GREEN)
    view.step(ReportState.VALIDATED)
    assert "differs from the derived one" in opened.said[-1][1]
    view.note.setPlainText("Checked on site with the contractor on Monday.")
    view.step(ReportState.VALIDATED)
    opened.settle()
    stored = opened.record("status_report", opened.made.reports[1].id)
    assert (stored.state, stored.validated) == (ReportState.VALIDATED, Rating.GREEN)


# -- documents -----------------------------------------------------------------------------------------


def test_files_are_kept_by_drop_numbered_exported_and_taken_back(opened: Opened, tmp_path: Path) -> None:
    tab = shown(opened, "documents", DocumentsTab)
    path = tmp_path / "Bridge_brief.txt"
    path.write_bytes(b"G\xfcnstig")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    place = QPointF(QPoint(20, 20))
    drop = QDropEvent(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    tab.dropEvent(drop)
    opened.until(lambda: tab.model.rowCount() == 1)
    path.write_bytes(b"second")
    tab.add_files([path, tmp_path / "gone.txt", tmp_path])
    opened.until(lambda: tab.model.rowCount() == 2)
    opened.until(lambda: len(opened.toasts) == 2)
    assert "gone.txt could not be read" in opened.toasts[0]
    assert "is a folder" in opened.toasts[1]
    stored = sorted(opened.office.store.reader.all("document"), key=lambda d: d.version)
    assert [(d.version, str(d.title), d.size) for d in stored] == [
        ("1.0", "Bridge brief", 7), ("1.1", "Bridge brief", 6),
    ]  # fmt: skip
    assert opened.office.store.files.get(stored[0].file_hash) == b"G\xfcnstig"
    row = next(r for r in tab.model.all_rows() if r.document.version == "1.0")
    tab.export_to(row, tmp_path / "copy.txt")
    opened.until(lambda: len(opened.toasts) == 3)
    assert (tmp_path / "copy.txt").read_bytes() == b"G\xfcnstig"
    assert row.added == opened.office.now().date()
    opened.desk.undo()
    opened.until(lambda: tab.model.rowCount() == 1)


def test_a_document_is_renamed_and_approved_in_its_cells(opened: Opened, tmp_path: Path) -> None:
    tab = shown(opened, "documents", DocumentsTab)
    path = tmp_path / "a.txt"
    path.write_text("one", encoding="utf-8")
    tab.add_files([path])
    opened.until(lambda: tab.model.rowCount() == 1)
    for column, value in (("title", "Brief"), ("state", "Approved"), ("state", "Baselined")):
        tab.model.setData(tab.model.index(0, tab.model.column_of(column)), value)
        opened.settle()
    (stored,) = opened.office.store.reader.all("document")
    assert (str(stored.title), stored.state) == ("Brief", DocumentState.BASELINED)
    assert not tab.model.flags(tab.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable, (
        "baselined: no more changes"
    )
