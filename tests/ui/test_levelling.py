"""Levelling in its window: chosen, watched, stopped or let go, looked at, taken as one step and undone."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import between
from pmo_desktop.domain.ids import PersonId, PlanLinkId
from pmo_desktop.domain.plans import ConstraintKind, ItemKind, Pause, Plan, PlanItem, PlanLink
from pmo_desktop.domain.values import Minutes
from pmo_desktop.services.levelling.plans import Levelling, Means, Step, Wishes, levelled
from pmo_desktop.services.plans.reading import plan_choices, plan_files
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.levelling.dialog import LevelDialog
from pmo_desktop.ui.levelling.live import Live
from pmo_desktop.ui.levelling.wishes import INSTALL, LevelWishes
from pmo_desktop.ui.pages.project.plan import PlanTab
from pmo_desktop.ui.pages.project.plan_dialogs import MovesDialog
from pmo_desktop.ui.pages.roadmap import RoadmapPage
from pmo_desktop.ui.theme import Look, Mode
from tests import builders as b
from tests.ui.project_window import Made, line, wall
from tests.ui.project_window import Opened as OpenedPage
from tests.ui.windows import settled, window

LONGEST_MS = 60_000
MONDAY = dt.date(2026, 12, 7)


def two_plans(plans: Sequence[Plan], person: PersonId) -> list[PlanItem]:
    """Lines of two plans, three of them of one person from Monday on."""
    return [
        line(plans[0], 1, "Paint", MONDAY, dt.date(2026, 12, 9), responsible=person),
        line(plans[0], 2, "Clean", MONDAY, dt.date(2026, 12, 8), responsible=person),
        line(plans[1], 1, "Hang", MONDAY, MONDAY, responsible=person),
    ]


class Opened:
    """The window over a small real database: two plans in which one person has three lines at once."""

    def __init__(self, path: Path, bot: QtBot, app: QApplication) -> None:
        url = f"sqlite:///{path / 'level.db'}"
        office = open_office(url, create=True)
        person = b.person("Ada Lovelace")
        self.north, self.south = b.project(title="North"), b.project(title="South")
        self.plans = [b.plan(work.id, status_date=b.TODAY) for work in (self.north, self.south)]
        self.lines = two_plans(self.plans, person.id)
        b.stored(office, person, self.north, self.south, *self.plans, *self.lines)
        office.close()
        self.bot, self.look = bot, Look(app, Mode.LIGHT)
        self.desk, self.jobs = Desk(lambda: open_office(url)), Jobs()
        self.said: list[str] = []
        with bot.waitSignal(self.desk.opened, timeout=LONGEST_MS):
            self.desk.start()
        self.dialog = self.open(self.north.id)

    def open(self, *works: Any) -> LevelDialog:
        dialog = LevelDialog(self.desk, self.jobs, works, MONDAY, lambda table, _suffix: str(table).encode())
        dialog.stored.connect(self.said.append)
        self.bot.addWidget(dialog)
        dialog.open()
        self.bot.waitUntil(lambda: dialog.now.model.rowCount() > 0, timeout=LONGEST_MS)
        return dialog

    def level(self) -> Levelling:
        QTest.mouseClick(self.dialog.begin, Qt.MouseButton.LeftButton)
        self.bot.waitUntil(lambda: self.dialog.made is not None, timeout=LONGEST_MS)
        assert self.dialog.made is not None
        return self.dialog.made

    def item(self, at: int) -> PlanItem:
        found = self.desk.office.store.reader.get("plan_item", [self.lines[at].id])
        return found[self.lines[at].id]  # type: ignore[no-any-return]

    def is_nobodys(self, at: int) -> bool:
        return self.item(at).responsible is None

    def close(self) -> None:
        self.dialog.reject()
        self.jobs.shut_down()
        self.desk.close()


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    made = Opened(tmp_path, qtbot, qapp)
    yield made
    made.close()


def test_who_is_asked_for_too_much_shows_before_anything_is_done(opened: Opened) -> None:
    rows = opened.dialog.now.model
    assert [rows.index(0, column).data() for column in (0, 3, 4)] == [
        "Ada Lovelace",
        "200\u00a0%",
        "100\u00a0%",
    ]
    assert "16 hours" in opened.dialog.now.told.text()
    assert opened.dialog.begin.isVisible()
    assert not opened.dialog.apply.isVisible()


def test_the_line_that_asks_for_it_is_one_click_away(opened: Opened) -> None:
    wanted: list[str] = []
    opened.dialog.line_wanted.connect(wanted.append)
    opened.dialog.now.table.acted.emit(opened.dialog.now.model.index(0, 0))
    assert wanted == [f"project/{opened.north.id}/plan/{opened.lines[1].id}"]
    assert not opened.dialog.isVisible()


def test_what_moves_is_listed_with_its_reason_and_stored_as_one_step(opened: Opened) -> None:
    before = opened.item(1)
    made = opened.level()
    moves = opened.dialog.outcome.moves
    assert [moves.index(0, column).data() for column in (1, 2, 3)] == ["Clean", "7 Dec 2026", "10 Dec 2026"]
    assert moves.index(0, 5).data() == "Ada Lovelace is at “Paint” on 7 Dec 2026"
    assert not made.after
    QTest.mouseClick(opened.dialog.apply, Qt.MouseButton.LeftButton)
    opened.bot.waitUntil(lambda: bool(opened.said), timeout=LONGEST_MS)
    assert opened.said == ["1 line moved by levelling"]
    start = opened.item(1).start
    assert start is not None
    assert start.date() == dt.date(2026, 12, 10)
    assert opened.item(1).levelling_delay == 3 * 480
    opened.desk.undo()
    opened.bot.waitUntil(lambda: opened.item(1).start == before.start, timeout=LONGEST_MS)
    assert opened.item(1).levelling_delay == 0


def test_nothing_is_stored_when_it_is_cancelled(opened: Opened) -> None:
    before = opened.item(1)
    opened.level()
    QTest.mouseClick(opened.dialog.cancel, Qt.MouseButton.LeftButton)
    assert not opened.dialog.isVisible()
    assert not opened.desk.next_undo
    assert opened.item(1) == before


def test_several_plans_are_levelled_over_their_shared_people(opened: Opened) -> None:
    plans = opened.dialog.wishes.plans
    for row in range(plans.count()):
        plans.item(row).setCheckState(Qt.CheckState.Checked)
    made = opened.level()
    assert {file.plan.work for file in made.files} == {opened.north.id, opened.south.id}
    assert not made.after
    assert not opened.dialog.outcome.table.isColumnHidden(0)
    assert opened.dialog.outcome.whose.count() == 2


def test_plans_further_up_go_first_where_that_is_wanted(opened: Opened) -> None:
    wishes = opened.dialog.wishes
    for row in range(wishes.plans.count()):
        wishes.plans.item(row).setCheckState(Qt.CheckState.Checked)
    wishes.ranked.setChecked(True)
    assert wishes.wishes().priorities == (1000, 500)
    first = wishes.chosen[0]
    wishes.plans.setCurrentRow(0)
    wishes.shift(1)
    assert wishes.chosen[1] == first
    made = opened.level()
    assert {move.title for move in made.moves} == {first.title}


def test_the_search_can_be_stopped_and_keeps_the_best(opened: Opened) -> None:
    opened.dialog.wishes.choose("best")
    opened.dialog.wishes.seconds.setValue(3000)
    QTest.mouseClick(opened.dialog.begin, Qt.MouseButton.LeftButton)
    assert opened.dialog.right.currentWidget() is opened.dialog.live
    opened.dialog.keep_best()
    opened.bot.waitUntil(lambda: opened.dialog.made is not None, timeout=LONGEST_MS)
    assert opened.dialog.apply.isEnabled()


def test_a_search_that_is_let_go_leaves_nothing_and_ends(opened: Opened) -> None:
    opened.dialog.wishes.choose("best")
    opened.dialog.wishes.seconds.setValue(3000)
    QTest.mouseClick(opened.dialog.begin, Qt.MouseButton.LeftButton)
    opened.dialog.reject()
    opened.bot.waitUntil(lambda: not opened.jobs.running, timeout=LONGEST_MS)
    assert opened.dialog.made is None
    assert not opened.desk.next_undo


def test_old_places_are_ghosts_in_the_chart(opened: Opened) -> None:
    opened.level()
    outcome = opened.dialog.outcome
    outcome.tabs.choose("chart")
    outcome.tabs.chosen.emit("chart")
    rows = {row.name: row for row in outcome.view.model.rows}
    moved = rows["Clean"]
    assert moved.start is not None
    assert moved.baseline_start is not None
    assert (moved.baseline_start.date(), moved.start.date()) == (MONDAY, dt.date(2026, 12, 10))
    assert rows["Paint"].baseline_start is None


def stuck_in(opened: Opened) -> None:
    """Clean is to be done on the second day of Paint, and comes first."""
    clean = opened.item(1)
    second = wall(dt.date(2026, 12, 8), 8)
    there = dc.replace(
        clean, start=second, finish=wall(dt.date(2026, 12, 8), 17), duration=Minutes(480), priority=900,
        constraint=ConstraintKind.SNET, constraint_date=second,
    )  # fmt: skip
    opened.desk.submit(between(clean, there), "Stuck in")
    opened.bot.waitUntil(lambda: opened.item(1).priority == 900, timeout=LONGEST_MS)


def test_lines_are_broken_off_only_where_the_window_is_told_so(opened: Opened) -> None:
    stuck_in(opened)
    wishes = opened.dialog.wishes
    assert not wishes.splits.isChecked()
    opened.level()
    moves = opened.dialog.outcome.moves
    assert [moves.index(0, column).data() for column in (1, 3)] == ["Paint", "9 Dec 2026"]
    wishes.splits.click()
    opened.level()
    assert [moves.index(0, column).data() for column in (1, 3)] == ["Paint", "7 Dec 2026"]
    assert moves.index(0, 5).data() == (
        "broken off from 7 Dec 17:00 to 9 Dec 08:00: Ada Lovelace is at “Clean” on 8 Dec 2026"
    )


def test_pieces_are_drawn_stored_and_taken_back(opened: Opened) -> None:
    stuck_in(opened)
    before = opened.item(0)
    opened.dialog.wishes.splits.click()
    opened.level()
    opened.dialog.outcome.tabs.chosen.emit("chart")
    rows = opened.dialog.outcome.view.model.rows
    spans = [(row.name, row.start.day, row.finish.day) for row in rows if row.start and row.finish]
    assert spans[0] == ("Paint", 7, 10)
    assert [(first.day, last.day) for first, last in rows[0].rests] == [(7, 9)]
    QTest.mouseClick(opened.dialog.apply, Qt.MouseButton.LeftButton)
    opened.bot.waitUntil(lambda: bool(opened.said), timeout=LONGEST_MS)
    assert opened.item(0).pauses == (Pause(480, 480, levelled=True),)
    assert opened.item(0).finish == wall(dt.date(2026, 12, 10), 17)
    opened.desk.undo()
    opened.bot.waitUntil(lambda: not opened.item(0).pauses, timeout=LONGEST_MS)
    assert opened.item(0).finish == before.finish


def test_the_search_for_the_soonest_finish_does_not_offer_to_break_lines_off(opened: Opened) -> None:
    wishes = opened.dialog.wishes
    wishes.splits.click()
    assert wishes.wishes().may_split
    wishes.choose("best")
    assert not wishes.splits.isEnabled()
    assert not wishes.wishes().may_split
    assert "every line whole" in wishes.splits.accessibleDescription()


def test_moves_can_be_copied_as_a_table(opened: Opened) -> None:
    opened.level()
    QTest.mouseClick(opened.dialog.outcome.copy, Qt.MouseButton.LeftButton)
    assert "Clean" in QGuiApplication.clipboard().text()


def test_a_plan_without_people_says_so(opened: Opened) -> None:
    for at in (0, 1):
        bare = dc.replace(opened.item(at), responsible=None)
        opened.desk.submit(between(opened.item(at), bare), "Nobody")
        opened.bot.waitUntil(partial(opened.is_nobodys, at), timeout=LONGEST_MS)
    QTest.mouseClick(opened.dialog.begin, Qt.MouseButton.LeftButton)
    opened.bot.waitUntil(lambda: bool(opened.dialog.note.text()), timeout=LONGEST_MS)
    assert "Nobody is assigned" in opened.dialog.note.text()


def test_without_the_extra_the_proof_says_how_to_have_it(qtbot: QtBot) -> None:
    wishes = LevelWishes(Means(compiler=False, solver=False, compiled=False))
    qtbot.addWidget(wishes)
    wishes.choose("exact")
    assert wishes.wishes().method == "minimal"
    said = " ".join(button.accessibleDescription() for button in wishes.findChildren(QRadioButton))
    assert INSTALL in said
    wishes.choose("best")
    assert wishes.wishes().method == "best"


def test_the_curve_comes_down_while_the_search_goes_on(qtbot: QtBot) -> None:
    live = Live()
    qtbot.addWidget(live)
    steps = [
        Step(0.1, MONDAY, 12.0, 0.0, 8.0, 0.5, proven=False, method="minimal"),
        Step(0.8, MONDAY, 9.0, 0.0, 8.0, 0.125, proven=False, method="genetic"),
    ]
    live.resize(500, 320)
    live.show_steps(steps, 2.0, 10.0, several=False)
    assert live.bound.accessibleName().endswith("12.5 % at most")
    assert "1 better answer" in live.finish.accessibleName()
    assert live.curve.accessibleName() == "9.0 working days so far"
    assert not live.grab().isNull()


def test_plans_are_read_in_five_statements_with_all_that_dates_need(opened: Opened) -> None:
    reader = opened.desk.office.store.reader
    choices = plan_choices(reader)
    assert [choice.work for choice in choices] == sorted(
        (opened.north.id, opened.south.id), key=[choice.work for choice in choices].index
    )
    files = plan_files(reader, [opened.south.id, opened.north.id])
    assert [file.plan.work for file in files] == [opened.south.id, opened.north.id]
    assert files[1].responsible == {1: "Ada Lovelace", 2: "Ada Lovelace"}
    assert levelled(files, Wishes("minimal")).edit.edits


def test_the_page_of_a_plan_opens_the_window_and_takes_levelling_back(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    made = Made(tmp_path / "page.db")
    page = OpenedPage(made, qtbot, qapp, f"{made.work.id}/plan")
    try:
        tab = page.page.tab
        assert isinstance(tab, PlanTab)
        tab.level()
        dialogs = tab.findChildren(LevelDialog)
        assert len(dialogs) == 1
        dialogs[0].reject()
        tab.clear_levelling()
        assert page.said[-1][1] == "No line of this plan waits for resources."
        line_2 = page.record("plan_item", page.made.lines[1].id)
        late = dc.replace(line_2, levelling_delay=Minutes(960))
        page.desk.submit(between(line_2, late), "Delayed")
        page.settle()
        tab.clear_levelling()
        moves = tab.findChildren(MovesDialog)
        if moves:
            moves[0].accept()
        page.settle()
        assert page.record("plan_item", line_2.id).levelling_delay == 0
    finally:
        page.close()


def test_the_roadmap_levels_the_works_selected_in_it_and_shows_the_dates_that_follow(
    tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    path = tmp_path / "roadmap.db"
    office = open_office(f"sqlite:///{path}", create=True)
    person = b.person("Ada Lovelace")
    works = [b.project(title="North"), b.project(title="South")]
    plans = [b.plan(work.id, status_date=b.TODAY) for work in works]
    gate = line(plans[0], 3, "Open", dt.date(2026, 12, 9), dt.date(2026, 12, 9), gate="G5",
                item_kind=ItemKind.MILESTONE, duration=Minutes(0))  # fmt: skip
    links = [PlanLink(id=PlanLinkId(uuid4()), plan=plans[0].id, from_no=n, to_no=3) for n in (1, 2)]
    b.stored(office, person, *works, *plans, *two_plans(plans, person.id), gate, *links)
    office.close()
    with window(qtbot, qapp, path, create=False) as place:
        place.shell.go(f"roadmap/{works[1].id},{works[0].id}")
        settled(qtbot, place)
        page = place.shell.page_shown()
        assert isinstance(page, RoadmapPage)
        assert [one.id for one in page.listed.selected()] == [works[1].id, works[0].id], "all, where none is"
        before = {row.name: row.finish for row in page.view.model.rows}
        page.view.select([next(row.id for row in page.view.model.rows if row.name == "Open")])
        page._level()
        (dialog,) = place.shell.findChildren(LevelDialog)
        qtbot.waitUntil(lambda: dialog.wishes.plans.count() == 2, timeout=LONGEST_MS)
        assert [one.work for one in dialog.wishes.chosen] == [works[0].id]
        dialog.level()
        qtbot.waitUntil(lambda: dialog.made is not None, timeout=LONGEST_MS)
        dialog.take()
        settled(qtbot, place)
        after = {row.name: row.finish for row in page.view.model.rows}
        opens = after["Open"]
        assert opens is not None
        assert opens.date() == dt.date(2026, 12, 11), "behind Paint and Clean, one after the other"
        place.desk.undo()
        settled(qtbot, place)
        assert {row.name: row.finish for row in page.view.model.rows} == before
