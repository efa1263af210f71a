"""Quality, risk and baselines of a plan on the page of a work, and the lines that a risk delays."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.edits import between
from pmo_desktop.domain.values import Minutes
from pmo_desktop.readmodels.baselines import name_of
from pmo_desktop.ui.pages.project.analysis import AnalysisTab
from pmo_desktop.ui.pages.project.plan import PlanTab
from pmo_desktop.ui.pages.project.raid import RaidTab
from pmo_desktop.ui.pages.project.risk_ways import WaysDialog
from tests.ui.project_window import Made, Opened
from tests.ui.windows import statements

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "office.db")


@pytest.fixture
def opened(made: Made, qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    found = Opened(made, qtbot, qapp, str(made.work.id))
    found.page.go.connect(lambda target: found.page.open(target.partition("/")[2]))
    yield found
    found.close()


def analysis(opened: Opened, part: str = "quality") -> AnalysisTab:
    opened.page.open(f"{opened.made.work.id}/analysis/{part}")
    opened.settle()
    tab = opened.page.tab
    assert isinstance(tab, AnalysisTab)
    opened.until(lambda: not opened.desk.busy)
    return tab


def ran(opened: Opened) -> AnalysisTab:
    """The risk pane after a run of a thousand."""
    tab = analysis(opened, "risk")
    tab.risk.side.form.runs.setCurrentIndex(0)
    tab.risk.run()
    opened.until(lambda: tab.risk.risk is not None and not opened.jobs.running)
    opened.settle()
    return tab


# -- quality -------------------------------------------------------------------------------------------


def test_the_checks_are_listed_with_the_first_that_failed_chosen(opened: Opened) -> None:
    tab = analysis(opened)
    opened.until(lambda: tab.quality.quality is not None)
    assert tab.quality.checks.rowCount() == 14
    assert tab.quality.table.currentIndex().row() == 0
    assert [row.name for row in tab.quality.lines.all_rows()] == ["Piling, pier 1", "Piling, pier 2"]
    assert any(lead == "Schedule quality" and "passed" in rest for lead, rest in opened.said)


def test_a_click_on_a_check_lists_its_lines_and_one_more_goes_to_the_plan(opened: Opened) -> None:
    tab = analysis(opened)
    opened.until(lambda: tab.quality.quality is not None)
    tab.quality.table.select_row(9)
    lines = tab.quality.offenders
    assert tab.quality.lines.rowCount() == 2
    lines.select_row(1)
    lines.acted.emit(lines.currentIndex())
    opened.settle()
    plan = opened.page.tab
    assert isinstance(plan, PlanTab)
    assert plan.view.selected_ids == (str(opened.made.lines[2].id),)


def test_a_change_of_the_plan_is_checked_again_and_the_chosen_check_stays(opened: Opened) -> None:
    tab = analysis(opened)
    opened.until(lambda: tab.quality.quality is not None)
    tab.quality.table.select_row(7)
    before = tab.quality.quality
    line = opened.record("plan_item", opened.made.lines[1].id)
    without = {"baseline_start": None, "baseline_finish": None}
    opened.desk.submit(between(line, dc.replace(line, duration=Minutes(60 * 480), **without)), "Longer")
    opened.until(lambda: tab.quality.quality is not before)
    assert tab.quality.table.currentIndex().row() == 7
    assert [row.name for row in tab.quality.lines.all_rows()] == ["Piling, pier 1"]


# -- risk ----------------------------------------------------------------------------------------------


def test_a_run_shows_curve_figures_lines_and_what_was_assumed(opened: Opened) -> None:
    tab = ran(opened)
    risk = tab.risk.risk
    assert risk is not None
    assert risk.runs == 1000
    assert tab.risk.items.rowCount() == len(risk.items) > 0
    assert tab.risk.curve.accessibleName() == risk.finding
    assert tab.risk.side.risks.rowCount() == 1
    assert opened.said[-1] == ("Schedule risk", risk.finding)


def test_a_run_begins_by_key_in_the_pane_and_in_its_tools(opened: Opened) -> None:
    tab = analysis(opened, "risk")
    for place in (tab.risk.side.form.seed, tab.risk.head):
        before = tab.risk.risk
        place.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        place.setFocus()
        QTest.keyClick(place, Qt.Key.Key_Return, CTRL)
        opened.until(lambda before=before: tab.risk.risk is not before)  # type: ignore[misc]
        opened.until(lambda: not opened.jobs.running)
        opened.settle()


def test_a_run_is_stopped_and_keeps_what_was_found(opened: Opened) -> None:
    tab = analysis(opened, "risk")
    tab.risk.side.form.runs.setCurrentIndex(3)
    tab.risk.run()
    opened.until(lambda: tab.risk.risk is not None)
    tab.risk.stop()
    opened.until(lambda: not opened.jobs.running)
    opened.settle()
    found = tab.risk.risk
    assert found is not None
    assert 1000 <= found.runs <= found.wanted == 50_000


def test_what_cannot_be_read_is_marked_and_nothing_runs(opened: Opened) -> None:
    tab = analysis(opened, "risk")
    tab.risk.side.form.seed.setText("many")
    tab.risk.run()
    assert not opened.jobs.running
    assert tab.risk.side.form.settings() is None
    assert tab.risk.risk is None


def test_settings_are_remembered_in_whatever_form_they_were_kept(opened: Opened, tmp_path: Path) -> None:
    tab = analysis(opened, "risk")
    form = tab.risk.side.form
    form.seed.setText("7")
    form.together.setCurrentIndex(2)
    form.correlation.setText("0,5")
    form.spread.setChecked(False)
    found = form.settings()
    assert found is not None
    assert (found.seed, found.correlation, found.spread) == (7, 0.5, None)
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    for key, value in opened.kept.items():
        kept.setValue(key, value)
    kept.sync()
    again = type(form)(QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))
    assert again.settings() == found


def test_a_plan_that_changed_since_says_so_beside_the_curve(opened: Opened) -> None:
    tab = ran(opened)
    line = opened.record("plan_item", opened.made.lines[1].id)
    opened.desk.submit(between(line, dc.replace(line, duration=Minutes(20 * 480))), "Longer")
    opened.until(lambda: tab.risk.strip.itemAt(3).widget().text().startswith("The plan has changed"))  # type: ignore[union-attr]
    assert tab.risk.risk is not None


def test_the_chart_is_written_as_a_page(opened: Opened, tmp_path: Path) -> None:
    tab = ran(opened)
    tab.risk.write_pdf(tmp_path / "risk.pdf")
    opened.until(lambda: bool(opened.toasts))
    assert (tmp_path / "risk.pdf").read_bytes().startswith(b"%PDF")


# -- baselines -----------------------------------------------------------------------------------------


def test_a_baseline_is_taken_named_and_taken_back(opened: Opened) -> None:
    tab = analysis(opened, "baselines")
    pane = tab.baselines
    opened.until(lambda: pane.heads.rowCount() == 1)
    pane.name.setText("Agreed in July")
    QTest.keyClick(pane.name, Qt.Key.Key_Return)
    opened.until(lambda: pane.heads.rowCount() == 2)
    assert [head.name for head in pane.heads.all_rows()] == ["Baseline 1", "Agreed in July"]
    assert pane.rows.columnCount() == 5
    opened.desk.undo()
    opened.until(lambda: pane.heads.rowCount() == 1)


def test_the_focus_is_on_the_baselines_also_while_they_are_read(
    made: Made, qtbot: QtBot, qapp: QApplication
) -> None:
    opened = Opened(made, qtbot, qapp, "PRJ-0000-000")
    opened.page.open(f"{made.work.id}/analysis/baselines")
    opened.page.take_focus(None)
    pane = analysis(opened, "baselines").baselines
    opened.until(lambda: pane.heads.rowCount() == 1)
    assert opened.page.focusWidget() is pane.bases
    opened.close()


def test_a_baseline_is_renamed_and_dated_in_its_cells(opened: Opened) -> None:
    pane = analysis(opened, "baselines").baselines
    opened.until(lambda: pane.heads.rowCount() == 1)
    pane.heads.setData(pane.heads.index(0, 0), "Contract")
    opened.settle()
    pane.heads.setData(pane.heads.index(0, 1), "1 Jun 2026")
    opened.settle()
    plan = opened.record("plan", opened.made.plan.id)
    assert (name_of(plan, 0).name, name_of(plan, 0).taken) == ("Contract", dt.date(2026, 6, 1))


# -- the tab -------------------------------------------------------------------------------------------


def test_a_work_without_a_plan_says_what_is_needed(made: Made, qtbot: QtBot, qapp: QApplication) -> None:
    opened = Opened(made, qtbot, qapp, f"{made.programme.id}/analysis")
    tab = opened.page.tab
    assert isinstance(tab, AnalysisTab)
    assert tab.does.offered()
    assert not tab.parts.isVisible()
    opened.close()


def test_the_pane_in_front_is_remembered_and_changes_by_key(opened: Opened) -> None:
    tab = analysis(opened)
    tab.setFocus()
    QTest.keyClick(tab, Qt.Key.Key_3, CTRL | Qt.KeyboardModifier.AltModifier)
    assert tab.parts.key == "baselines"
    assert opened.kept.value("project/analysis") == "baselines"


@pytest.mark.parametrize("part", ["quality", "risk", "baselines"])
def test_each_pane_opens_with_at_most_five_statements(
    made: Made, qtbot: QtBot, qapp: QApplication, part: str
) -> None:
    opened = Opened(made, qtbot, qapp, "PRJ-0000-000")
    with statements() as sent:
        opened.page.open(f"{made.work.id}/analysis/{part}")
        opened.settle()
    assert 1 <= len(sent) <= 5, sent
    opened.close()


# -- what a risk delays --------------------------------------------------------------------------------


def test_the_lines_that_a_risk_delays_are_chosen_and_counted_and_taken_back(opened: Opened) -> None:
    opened.page.show_tab("risks")
    opened.settle()
    tab = opened.page.tab
    assert isinstance(tab, RaidTab)
    tab.choose_delays()
    opened.settle()
    assert [i.name for i in tab.delays.picks.all_rows()] == ["Piling, pier 1", "Piling, pier 2"]
    tab.delays.days.setText("15")
    QTest.keyClick(tab.delays.table, Qt.Key.Key_Return)
    QTest.keyClick(tab.delays, Qt.Key.Key_Return, CTRL)
    opened.settle()
    risk = opened.record("risk", opened.made.risk.id)
    assert (risk.delay_impact, risk.delays) == (15, (opened.made.lines[1].id,))
    found = ran(opened).risk.risk
    assert found is not None
    assert [one.ref for one in found.assumed.counted] == [risk.ref]
    opened.desk.undo()
    opened.settle()
    assert opened.record("risk", opened.made.risk.id).delays == ()


def test_a_delay_that_is_no_number_is_marked(opened: Opened) -> None:
    opened.page.show_tab("risks")
    opened.settle()
    tab = opened.page.tab
    assert isinstance(tab, RaidTab)
    tab.choose_delays()
    opened.settle()
    tab.delays.days.setText("soon")
    tab.delays.sent.emit()
    opened.settle()
    assert opened.record("risk", opened.made.risk.id).delay_impact is None
    assert tab.delays.isVisible()


def test_ways_the_work_may_go_are_set_with_undo_and_counted_in_the_runs(opened: Opened) -> None:
    tab = analysis(opened, "risk")
    first, second = opened.made.lines[1], opened.made.lines[2]
    tab.risk.edit_ways()
    form = tab.risk.findChild(WaysDialog)
    assert form is not None
    for box, line in ((form.after, first), (form.ways[0][0], second)):
        box.setCurrentIndex(box.findText(line.name, Qt.MatchFlag.MatchEndsWith))
    form.ways[1][0].setCurrentIndex(0)
    for (_, share), typed in zip(form.ways, ("30", "60"), strict=True):
        share.setText(typed)
    form.apply()
    assert form.edit is None
    form.ways[1][1].setText("70 %")
    form.apply()
    opened.until(lambda: tab.risk.side.ways.rows.rowCount() == 2)
    assert [row.taken for row in tab.risk.side.ways.rows.all_rows()] == [None, None]
    tab.risk.side.form.runs.setCurrentIndex(0)
    tab.risk.run()
    opened.until(lambda: tab.risk.risk is not None and not opened.jobs.running)
    assert all(row.taken for row in tab.risk.side.ways.rows.all_rows())
    opened.desk.undo()
    opened.until(lambda: tab.risk.side.ways.rows.rowCount() == 0)
