"""The register page from cell to database and back, on both databases, with a real desk."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import between, creation
from pmo_desktop.domain.values import LText
from pmo_desktop.domain.works import WorkState
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.storage.reader import SqlReader
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.inspectors.work import WorkInspector
from pmo_desktop.ui.inspectors.works import WorksInspector
from pmo_desktop.ui.pages.register import RegisterPage
from pmo_desktop.ui.pages.register_data import RegisterHooks
from pmo_desktop.ui.pages.register_new import NewWork
from pmo_desktop.ui.print.lists import PrintedList, print_list
from pmo_desktop.ui.widgets.notices import Notice
from pmo_desktop.ui.widgets.remembered import Memory
from tests import builders as b
from tests.sample_register import fill

NOW = dt.datetime(2026, 7, 15, 9, 42, tzinfo=dt.UTC)
BRIDGE, TUNNEL, ROAD = "Harbour Link Bridge", "Old Mint Tunnel Lining", "Ring Road East"


class Scene:
    """A page over a database, and what it said to the window."""

    def __init__(
        self, url: str, qtbot: QtBot, *, filled: bool = True, hooks: RegisterHooks | None = None
    ) -> None:
        office = open_office(url)
        self.ids: dict[str, UUID] = fill(office) if filled else {}
        self.office = dc.replace(office, now=lambda: NOW)
        self.bot, self.statements, self.panels = qtbot, list[str](), list[object]()
        self.notices: list[Notice] = []
        self.said: list[tuple[str, str]] = []
        self.went: list[str] = []
        self._count_statements()
        self.desk = Desk(lambda: self.office)
        self.desk.start()
        qtbot.waitUntil(lambda: self.desk.is_open)
        self.open(hooks)

    def _count_statements(self) -> None:
        reader = self.office.store.reader
        assert isinstance(reader, SqlReader)

        def note(_conn: object, _cursor: object, text: str, *_rest: object) -> None:
            if text.lstrip().upper().startswith("SELECT"):
                self.statements.append(text)

        sa.event.listen(reader.engine, "before_cursor_execute", note)

    def open(self, hooks: RegisterHooks | None = None) -> RegisterPage:
        page = RegisterPage(self.desk, Memory(), hooks)
        self.bot.addWidget(page)
        page.inspect.connect(self.panels.append)
        page.notice.connect(self.notices.append)
        page.says.connect(lambda lead, rest: self.said.append((lead, rest)))
        page.go.connect(self.went.append)
        page.resize(1244, 800)
        page.show()
        self.page = page
        self.wait(lambda: page._data is not None)
        self.settle()
        return page

    def settle(self) -> None:
        """Until nothing is read or written and no timer waits, twice, since one leads to the other."""
        for _ in range(2):
            self.bot.wait(20)
            self.wait(lambda: not self.desk.busy and not any(t.isActive() for t in self.timers()))

    def timers(self) -> list[QTimer]:
        """All timers of the page but the blinking of carets."""
        return self.page.findChildren(QTimer)

    def wait(self, ready: Callable[[], bool]) -> None:
        self.bot.waitUntil(ready, timeout=8000)

    def row(self, title: str) -> WorkRow:
        return next(r for r in self.page.listed.model.all_rows() if r.id == self.ids[title])

    def type_into(self, title: str, key: str, text: object) -> None:
        listed = self.page.listed
        listed.model.setData(listed.index_of(listed.model.line_of(self.ids[title]), key), text)

    def current(self, title: str, key: str) -> None:
        listed = self.page.listed
        assert listed.select(self.ids[title])
        listed.table.setCurrentIndex(listed.index_of(listed.model.line_of(self.ids[title]), key))

    def close(self) -> None:
        self.page.close()
        self.desk.close()


@pytest.fixture
def scene(database_url: str, qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(database_url, qtbot)
    yield made
    made.close()


@pytest.fixture
def here(sqlite_url: str, qtbot: QtBot) -> Iterator[Scene]:
    made = Scene(sqlite_url, qtbot)
    yield made
    made.close()


def tab_counts(page: RegisterPage) -> dict[str, int | None]:
    return {key: tab.count for key, tab in page.views._tabs._tabs.items()}


def test_the_page_needs_at_most_five_statements(scene: Scene) -> None:
    rows, inspector = [s for s in scene.statements if "plan_item" in s], scene.statements[5:]
    assert len(rows) == 1
    assert len(scene.statements) - len(inspector) <= 5
    assert len(inspector) <= 1


def test_it_opens_on_active_works_in_programmes_with_counts(here: Scene) -> None:
    listed = here.page.listed
    assert listed.view().group == "programme"
    assert [r.title.said("en") for r in listed.model.shown_rows()][:3] == [
        "Field Tablets",
        "Depot Heating South",
        "Asset Register Move",
    ]
    assert tab_counts(here.page) == {
        "active": 21,
        "attention": 5,
        "all": 41,
        "gates": 10,
        "cost": 2,
        "no_report": 9,
    }
    assert here.page.header._facts.text() == "21 of 41 works in 4 programmes"
    head = listed.model.index(0, 0).data(Role.GROUP)
    assert (head.title, head.facts) == ("Office and systems", "3 works · 16.2 m")


def test_a_typed_cell_is_stored_shown_and_undone(scene: Scene) -> None:
    before = scene.row(BRIDGE)
    scene.type_into(BRIDGE, "finish_forecast", "18 Dec 2026")
    assert scene.row(BRIDGE) == before
    scene.wait(lambda: scene.row(BRIDGE).finish_forecast == dt.date(2026, 12, 18))
    assert scene.row(BRIDGE).revision == before.revision + 1
    scene.wait(lambda: "Undo: finish of PRJ-2026-012" in scene.said[-1][1])
    scene.desk.undo()
    scene.wait(lambda: scene.row(BRIDGE).finish_forecast == before.finish_forecast)
    scene.desk.redo()
    scene.wait(lambda: scene.row(BRIDGE).finish_forecast == dt.date(2026, 12, 18))


def test_each_kind_of_cell_is_stored(scene: Scene) -> None:
    page = scene.page
    page.listed.group_by("")
    for key, typed in (
        ("title", "Harbour Bridge"), ("phase", "Design"), ("priority", "1"), ("sponsor", "Lena"),
        ("state", "On hold"), ("category", "Grow"), ("forecast_cost", "97.5"),
        ("finish_planned", "1 Dec 2026"), ("org_unit", "Water"),
    ):  # fmt: skip
        scene.type_into(BRIDGE, key, typed)
    page.views.choose("all")
    scene.wait(lambda: scene.row(BRIDGE).unit.said("en") == "Water")
    row = scene.row(BRIDGE)
    assert (row.title, row.phase, row.priority, row.sponsor_name) == (
        LText.of("Harbour Bridge"),
        "Design",
        1,
        "Lena Vogt",
    )
    assert (row.state, row.category) == (WorkState.ON_HOLD, "grow")
    assert (row.forecast_cost, row.finish_planned) == (b.eur(97.5), dt.date(2026, 12, 1))


def test_a_cell_that_is_not_understood_keeps_what_was_typed(here: Scene) -> None:
    here.type_into(BRIDGE, "finish_forecast", "soonish")
    here.settle()
    assert "“soonish” is not a date" in here.notices[-1].text
    lines = here.page.listed.table.viewport().findChildren(QLineEdit)
    assert [line.text() for line in lines] == ["soonish"]


def test_what_the_store_refuses_is_said_and_the_cell_stays(here: Scene) -> None:
    new = b.project("Pier", source="", state=WorkState.PROPOSED)
    here.ids["Pier"] = new.id
    here.desk.submit(creation(new), "new")
    here.page.views.choose("all")
    here.wait(lambda: any(r.id == new.id for r in here.page.listed.model.all_rows()))
    here.type_into("Pier", "state", WorkState.ACTIVE)
    here.wait(lambda: bool(here.notices))
    assert "needs a sponsor and a manager" in here.notices[-1].text
    assert here.row("Pier").state is WorkState.PROPOSED


def test_a_governed_cell_names_its_authority(here: Scene) -> None:
    here.current(BRIDGE, "budget")
    QTest.keyClick(here.page.listed.table, Qt.Key.Key_F2)
    assert "D-PB-2026-03-02" in here.notices[-1].text
    here.type_into(BRIDGE, "budget", "1")
    assert here.row(BRIDGE).budget == b.eur(96.4)


def test_pasting_many_cells_is_shown_first_and_one_step_to_undo(scene: Scene) -> None:
    listed = scene.page.listed
    listed.group_by("")
    scene.page.listed.table.sort_by(listed.model.column_of("ref"))
    first = listed.model.row(0)
    assert first is not None
    listed.table.setCurrentIndex(listed.index_of(0, "phase"))
    QGuiApplication.clipboard().setText("\n".join(["Review"] * 12) + "\n")
    before = listed.model.all_rows()
    revisions = {r.id: r.phase for r in before}
    scene.page.acts.paste()
    assert scene.page.strip.isVisible()
    assert scene.page.strip._lead.text() == "Pasting changes 12 cells in 12 works."
    assert {r.id: r.phase for r in listed.model.all_rows()} == revisions
    scene.page.strip._go.click()
    scene.wait(lambda: sum(r.phase == "Review" for r in listed.model.all_rows()) == 12)
    scene.desk.undo()
    scene.wait(lambda: {r.id: r.phase for r in listed.model.all_rows()} == revisions)


def test_a_copied_table_can_be_pasted_back_and_wrong_cells_are_told(here: Scene) -> None:
    listed = here.page.listed
    listed.group_by("")
    listed.table.select_row(0)
    listed.table.copy_selection()
    plan = here.page.acts.plan(QGuiApplication.clipboard().text())
    assert (plan.cells, plan.refused) == (0, ())
    here.current(ROAD, "finish_forecast")
    QGuiApplication.clipboard().setText("soonish")
    here.page.acts.paste()
    assert here.notices[-1].lead == "Nothing to paste"


def test_one_cell_fills_all_selected_works(here: Scene) -> None:
    listed = here.page.listed
    listed.group_by("")
    here.page.views.choose("attention")
    listed.table.selectAll()
    listed.table.selectionModel().setCurrentIndex(
        listed.index_of(0, "phase"), listed.table.selectionModel().SelectionFlag.NoUpdate
    )
    assert here.page.acts.plan("Review").works == 5


def test_a_new_report_changes_the_line_of_its_work(scene: Scene) -> None:
    assert scene.row(ROAD).health(b.TODAY).rating.value == "green"
    scene.statements.clear()
    scene.desk.submit(creation(b.report(scene.ids[ROAD], b.TODAY, "red")), "report")
    scene.wait(lambda: scene.row(ROAD).health(b.TODAY).rating.value == "red")
    scene.settle()
    assert scene.row(ROAD).report.trend == "worse"  # type: ignore[union-attr]
    assert len(scene.statements) <= 3
    scene.wait(lambda: tab_counts(scene.page)["attention"] == 6)


def test_a_window_that_marks_every_page_stale_costs_nothing_more(here: Scene) -> None:
    here.desk.changed.connect(lambda _change: here.page.mark_stale())
    here.statements.clear()
    here.type_into(ROAD, "phase", "Closing")
    here.wait(lambda: here.row(ROAD).phase == "Closing")
    here.settle()
    assert len(here.statements) <= 3
    here.statements.clear()
    here.page.mark_stale()
    here.settle()
    assert len(here.statements) == 5


def test_selection_and_scroll_stay_through_a_change(here: Scene) -> None:
    table = here.page.listed.table
    here.current(ROAD, "slip")
    table.verticalScrollBar().setValue(60)
    here.type_into(TUNNEL, "phase", "Closing")
    here.wait(lambda: here.row(TUNNEL).phase == "Closing")
    assert here.page.listed.current() == here.row(ROAD)
    assert table.verticalScrollBar().value() == 60
    here.page.refresh()
    here.settle()
    assert here.page.listed.current() == here.row(ROAD)
    assert table.verticalScrollBar().value() == 60


def test_filter_line_empty_state_and_clearing(here: Scene) -> None:
    page = here.page
    page.focus_filter()
    QTest.keyClicks(page.listed.bar.line, "bridge")
    here.wait(lambda: [r.id for r in page.listed.kept_rows()] == [here.ids[BRIDGE]])
    page.listed.bar.line.setText("nothing like it")
    here.wait(page.listed.nothing.isVisible)
    said = page.listed.nothing._more.text()
    assert said.startswith("41 works are hidden by State is Under way, ")
    assert said.endswith("“nothing like it”.")
    page.listed.clear_filters()
    here.settle()
    assert len(page.listed.kept_rows()) == 41


def test_offers_of_a_field_become_tokens(here: Scene) -> None:
    bar = here.page.listed.bar
    here.page.views.choose("all")
    QTest.keyClicks(bar.line, "phase:")
    offers = here.page.listed._completer.model()
    assert "phase:Build" in [offers.index(n, 0).data() for n in range(offers.rowCount())]
    here.page.listed._take_offer("phase:Build")
    assert [(t.field, t.values) for t in bar.tokens()] == [("phase", ("Build",))]
    assert {r.phase for r in here.page.listed.kept_rows()} == {"Build"}


def test_a_view_is_saved_kept_and_seen_by_the_next_page(scene: Scene) -> None:
    page = scene.page
    page.views.choose("all")
    page.listed.bar.set_token("phase", ["Build"])
    assert page.views._save.isVisible()
    page.views.named.emit("In build")
    scene.wait(lambda: page.views.now.title == "In build")
    scene.settle()
    again = scene.open()
    view = next(v for v in again.views.views if v.title == "In build")
    again.views.choose(view.key)
    assert {r.phase for r in again.listed.kept_rows()} == {"Build"}
    again.acts.drop_view(view)
    scene.wait(lambda: all(v.title != "In build" for v in again.views.views))


def test_archived_works_go_and_come_back(scene: Scene) -> None:
    scene.current(ROAD, "title")
    scene.page.acts.archive()
    scene.wait(lambda: all(r.id != scene.ids[ROAD] for r in scene.page.listed.model.all_rows()))
    scene.desk.undo()
    scene.wait(lambda: any(r.id == scene.ids[ROAD] for r in scene.page.listed.model.all_rows()))


def test_works_go_on_the_agenda_of_a_coming_meeting(scene: Scene) -> None:
    meeting = scene.office.store.reader.all("meeting")[0]
    scene.page.acts.to_agenda(meeting.id, "Board", [scene.row(BRIDGE), scene.row(ROAD)])
    scene.wait(lambda: len(scene.office.store.reader.all("agenda_item")) == 2)
    items = scene.office.store.reader.all("agenda_item")
    assert {i.work for i in items} == {scene.ids[BRIDGE], scene.ids[ROAD]}


def test_the_inspector_follows_one_work_and_many(here: Scene) -> None:
    here.current(BRIDGE, "title")
    here.wait(
        lambda: isinstance(here.panels[-1], WorkInspector) and here.panels[-1].row.id == here.ids[BRIDGE]
    )
    panel = here.panels[-1]
    assert isinstance(panel, WorkInspector)
    texts = [label.text() for label in panel.findChildren(type(panel.title))]
    assert {"Amber, worse", "+18 wd, tolerance 20", "+3.2\u00a0%, tolerance 5", "2 above 15"} <= set(texts)
    assert any("Second shift on piling" in t for t in texts)
    for tab in ("activity", "links"):
        panel.tab_chosen.emit(tab)
    here.settle()
    texts = [label.text() for label in panel.findChildren(type(panel.title))]
    assert {"Late steel", "Send the revised piling plan"} <= set(texts)
    here.page.listed.table.selectAll()
    many = here.panels[-1]
    assert isinstance(many, WorksInspector)
    assert len(many.rows) == 21


def test_a_field_is_set_for_many_works_as_one_step(scene: Scene) -> None:
    scene.page.views.choose("attention")
    scene.page.listed.table.selectAll()
    many = scene.panels[-1]
    assert isinstance(many, WorksInspector)
    sponsor = many.findChildren(QLineEdit)[2]
    sponsor.setText("priya")
    sponsor.returnPressed.emit()
    scene.wait(lambda: {r.sponsor_name for r in scene.page.listed.kept_rows()} == {"Priya Nair"})
    scene.desk.undo()
    scene.wait(lambda: "Priya Nair" not in {r.sponsor_name for r in scene.page.listed.kept_rows()})


def test_keys_move_select_fold_and_filter(here: Scene) -> None:
    table, listed = here.page.listed.table, here.page.listed
    listed.group_by("")
    table.setFocus()
    table.select_row(0)
    QTest.keyClicks(table, "jj")
    assert table.currentIndex().row() == 2
    QTest.keyClicks(table, "k")
    assert table.currentIndex().row() == 1
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert listed.selected() == []
    QTest.keyClicks(table, "/")
    assert listed.bar.line.hasFocus()
    listed.group_by("programme")
    lines = listed.model.rowCount()
    table.setCurrentIndex(listed.model.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Left)
    assert listed.model.rowCount() == lines - 3


def test_a_work_is_opened_and_found_from_elsewhere(here: Scene) -> None:
    here.current(BRIDGE, "title")
    here.page.open_selected()
    assert here.went == [f"project/{here.ids[BRIDGE]}"]
    proposed = next(r for r in here.page.listed.model.all_rows() if r.state.value == "proposed")
    here.page.open(str(proposed.id))
    assert here.page.views.now.key == "all"
    assert here.page.listed.current() == proposed


def test_an_empty_database_offers_ways_to_begin(sqlite_url: str, qtbot: QtBot) -> None:
    taken: list[object] = []
    hooks = RegisterHooks(import_list=taken.append, import_schedules=taken.append, load_example=lambda: None)
    scene = Scene(sqlite_url, qtbot, filled=False, hooks=hooks)
    assert scene.page.empty.isVisible()
    assert scene.page.header._facts.text() == "no works yet"
    scene.page.new_work()
    panel = scene.panels[-1]
    assert isinstance(panel, NewWork)
    panel.create_work()
    assert panel._rows["title"].error == "Title is needed"
    panel._title.setText("Quay wall")
    panel._sponsor.setText("nobody known")
    panel.create_work()
    assert "Nobody here is called" in panel._rows["sponsor"].error
    panel._sponsor.clear()
    panel.create_work()
    scene.wait(lambda: not scene.page.empty.isVisible())
    scene.wait(lambda: scene.page.listed.current() is not None)
    assert scene.page.listed.current().title == LText.of("Quay wall")  # type: ignore[union-attr]
    scene.close()


def test_a_hidden_page_reads_again_when_it_is_shown(here: Scene) -> None:
    here.page.hide()
    work = here.office.store.reader.get("project", [here.ids[ROAD]])[here.ids[ROAD]]
    here.desk.submit(between(work, dc.replace(work, phase="Review")), "phase")
    here.settle()
    assert here.row(ROAD).phase == "Build"
    here.page.show()
    here.wait(lambda: here.row(ROAD).phase == "Review")


def test_what_is_shown_is_printed(sqlite_url: str, qtbot: QtBot, tmp_path: Path) -> None:
    printed: list[PrintedList] = []
    scene = Scene(sqlite_url, qtbot, hooks=RegisterHooks(print_list=printed.append))
    scene.page.print_view()
    listed = printed[0]
    assert listed.heads[:3] == ("Health", "Code", "Work")
    assert listed.lines[0] == ("Office and systems: 3 works · 16.2 m",)
    assert "PRJ-2026-011" in listed.lines[1]
    assert len(listed.lines) == 26
    assert listed.totals[2] == "21 works"
    target = tmp_path / "register.pdf"
    assert print_list(listed, QPdfWriter(str(target))) == 2
    assert target.read_bytes()[:5] == b"%PDF-"
    scene.close()
