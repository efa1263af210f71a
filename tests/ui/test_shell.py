"""The frame: pages built when visited, moving by key, inspector, palette, jobs, what is remembered."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pmo_desktop.ui.actions import Command, Menu
from pmo_desktop.ui.jobs import Jobs, Progress
from pmo_desktop.ui.search import Heading, Item, arrange, score, spans
from pmo_desktop.ui.shell import Page, PageSpec, Shell
from pmo_desktop.ui.shell.history import History
from pmo_desktop.ui.shell.rail import Place, RailItem
from pmo_desktop.ui.theme import Look, Mode, current
from pmo_desktop.ui.widgets.notices import Notice
from pmo_desktop.ui.widgets.panels import Inspector
from pmo_desktop.ui.widgets.remembered import Memory
from pmo_desktop.ui.widgets.text import Label

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Sheet(Page):
    """A page with one field that counts how often it read."""

    def __init__(self) -> None:
        super().__init__()
        self.reads, self.opened, self.filtered = 0, "", 0
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)

    def refresh(self) -> None:
        self.reads += 1
        self.says.emit("1 selected", f"read {self.reads}")

    def open(self, target: str) -> None:
        self.opened = target

    def focus_filter(self) -> None:
        self.filtered += 1
        self.line.setFocus()


SPECS = [
    PageSpec("home", "Home", "house", Sheet),
    PageSpec("register", "Register", "table-2", Sheet, count=lambda: 3),
    PageSpec("meetings", "Meetings", "scale", Sheet),
    PageSpec("project", "Project", "chart-gantt", Sheet, hidden=True, under="register"),
    PageSpec("settings", "Settings", "settings", Sheet, bottom=True),
]


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """A light look, light again at the end."""
    made = Look(qapp, Mode.LIGHT)
    yield made
    made.set_roomy(False)
    made.set_zoom(1.0)
    made.set_mode(Mode.LIGHT)


@pytest.fixture
def shell(qtbot: QtBot, look: Look) -> Shell:
    """A shown window on its first page."""
    made = Shell(SPECS, Memory(), look=look, person="Elena Marsh")
    qtbot.addWidget(made)
    made.go("home")
    with qtbot.waitActive(made):
        made.show()
    return made


def sheet(shell: Shell, name: str) -> Sheet:
    page = shell.page(name)
    assert isinstance(page, Sheet)
    return page


def test_a_page_is_built_when_it_is_visited(shell: Shell) -> None:
    assert shell.pages_built() == ["home"]
    shell.go("register")
    assert shell.pages_built() == ["home", "register"]
    with pytest.raises(KeyError, match="nowhere"):
        shell.go("nowhere")


def test_a_page_reads_when_it_is_seen_and_no_more(shell: Shell) -> None:
    home = sheet(shell, "home")
    assert home.reads == 1
    shell.go("register")
    shell.changed()
    assert (home.reads, sheet(shell, "register").reads) == (1, 2)
    shell.go("home")
    assert home.reads == 2
    shell.go("register")
    shell.go("home")
    assert home.reads == 2
    shell.changed(["register", "project"])
    assert home.reads == 2


def test_keys_go_to_pages(shell: Shell, qtbot: QtBot) -> None:
    QTest.keyClick(shell, Qt.Key.Key_2, CTRL)
    assert shell.target == "register"
    QTest.keyClick(shell, Qt.Key.Key_4, CTRL)
    assert shell.target == "settings"
    QTest.keyClick(shell, Qt.Key.Key_Left, ALT)
    assert shell.target == "register"
    QTest.keyClick(shell, Qt.Key.Key_Right, ALT)
    assert shell.target == "settings"
    assert not shell.actions_.get("forward").isEnabled()


def test_a_record_is_opened_on_its_page_and_lights_its_list(shell: Shell) -> None:
    shell.go("project/42/plan")
    assert sheet(shell, "project").opened == "42/plan"
    lit = [item.place.target for item in shell.rail.findChildren(RailItem) if item.isChecked()]
    assert lit == ["register"]
    shell.set_pinned([Place("project/42", "Harbour Link Bridge", "amber")])
    shell.go("project/42")
    lit = [item.place.target for item in shell.rail.findChildren(RailItem) if item.isChecked()]
    assert lit == ["project/42"]


def test_f6_goes_round_the_areas(shell: Shell, qtbot: QtBot) -> None:
    sheet(shell, "home").line.setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(shell, Qt.Key.Key_F6)
        now = QApplication.focusWidget()
        assert now is not None
        seen.append(
            next(a for a in (shell.strip, shell.rail, shell.page_shown()) if a and a.isAncestorOf(now))
        )
    assert seen == [shell.strip, shell.rail, shell.page_shown()]
    QTest.keyClick(shell, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    now = QApplication.focusWidget()
    assert now is not None
    assert shell.rail.isAncestorOf(now)


def test_the_rail_obeys_the_arrows(shell: Shell, qtbot: QtBot) -> None:
    shell.rail.focus_first()
    first = QApplication.focusWidget()
    assert isinstance(first, RailItem)
    QTest.keyClick(first, Qt.Key.Key_Down)
    second = QApplication.focusWidget()
    assert second is not None
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert shell.target == "register"


def test_the_rail_folds_where_the_window_is_narrow(shell: Shell, qtbot: QtBot) -> None:
    widths = []
    for wide in (1440, 1280, 1440):
        shell.resize(wide, 800)
        widths.append(shell.rail.width())
    QTest.keyClick(shell, Qt.Key.Key_B, CTRL)
    assert [*widths, shell.rail.width()] == [196, 56, 196, 56]
    assert shell.remembered.value("window/rail_folded") is True


def test_counts_stand_in_the_rail(shell: Shell) -> None:
    shell.refresh_counts()
    names = [item.accessibleName() for item in shell.rail.findChildren(RailItem)]
    assert "Register, 3 waiting" in names
    assert "Home" in names


def test_the_inspector_belongs_to_its_page(shell: Shell, qtbot: QtBot) -> None:
    panel = Inspector("PRJ-2026-012", "Harbour Link Bridge")
    seen = []
    sheet(shell, "home").inspect.emit(panel)
    for target in ("home", "register", "home"):
        shell.go(target)
        seen.append(panel.isVisible())
    assert seen == [True, False, True]
    QTest.keyClick(shell, Qt.Key.Key_F4)
    assert not panel.isVisible()
    QTest.keyClick(shell, Qt.Key.Key_F4)
    panel.closed.emit()
    assert not panel.isVisible()
    shell.want_inspector(shown=True)
    gone: list[bool] = []
    panel.destroyed.connect(lambda: gone.append(True))
    sheet(shell, "home").inspect.emit(None)
    qtbot.waitUntil(lambda: gone == [True])


def test_a_floating_inspector_is_left_by_escape(shell: Shell, qtbot: QtBot) -> None:
    shell.resize(1100, 700)
    sheet(shell, "home").inspect.emit(Label("facts"))
    assert shell.body.floats
    assert sheet(shell, "home").width() == shell.body.width()
    QTest.keyClick(shell, Qt.Key.Key_Escape)
    assert not shell.body.inspecting


def test_only_the_page_in_front_speaks(shell: Shell) -> None:
    assert shell.status_line.said() == "1 selected read 1"
    sheet(shell, "register").status.emit("from behind")
    assert shell.status_line.said() == "1 selected read 1"
    sheet(shell, "home").status.emit("from the front")
    assert shell.status_line.said() == "from the front"


def test_pages_raise_notices_and_toasts(shell: Shell) -> None:
    home = sheet(shell, "home")
    home.notice.emit(Notice("store", "neg", "Could not store 1 edit."))
    assert [n.key for n in shell.banners.notices()] == ["store"]
    home.notice_over.emit("store")
    assert shell.banners.notices() == []
    home.toast.emit("34 requests sent", "refresh")
    shell.toast("another")


def test_control_f_filters_the_page(shell: Shell, qtbot: QtBot) -> None:
    QTest.keyClick(shell, Qt.Key.Key_F, CTRL)
    assert sheet(shell, "home").filtered == 1


def test_the_palette_finds_runs_and_gives_the_focus_back(shell: Shell, qtbot: QtBot) -> None:
    opened: list[str] = []
    works = [
        Item(
            "work",
            "Harbour Link Bridge",
            "PRJ-2026-012",
            run=lambda: opened.append("harbour"),
            rating="amber",
        )
    ]
    shell.add_source(lambda _query: works)
    sheet(shell, "home").line.setFocus()
    QTest.keyClick(shell, Qt.Key.Key_K, CTRL)
    palette = shell.palette_
    assert palette.isVisible()
    QTest.keyClicks(palette.line, "harb")
    assert [i.text for i in palette.items()] == ["Harbour Link Bridge"]
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert opened == ["harbour"]
    assert not palette.isVisible()
    assert sheet(shell, "home").line.hasFocus()


def test_the_palette_goes_to_pages_and_runs_commands(shell: Shell, qtbot: QtBot) -> None:
    QTest.keyClick(shell, Qt.Key.Key_K, CTRL)
    palette = shell.palette_
    QTest.keyClicks(palette.line, "meet")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert shell.target == "meetings"
    palette.open(">")
    assert {i.kind for i in palette.items()} == {"command"}
    palette.line.setText("> night")
    assert [i.text for i in palette.items()] == ["Light or dark"]
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert current().dark
    palette.open("?")
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.line.text() == ">"
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_disabled_command_says_why_and_does_not_run(shell: Shell, qtbot: QtBot) -> None:
    runs: list[str] = []
    shell.actions_.add(Command("issue", "Issue pack", Menu.RECORD, "Ctrl+I"), lambda: runs.append("x"))
    shell.actions_.off("issue", "Only the secretary issues packs")
    QTest.keyClick(shell, Qt.Key.Key_I, CTRL)
    shell.palette_.open("issue")
    found = shell.palette_.items()
    assert found[0].off == "Only the secretary issues packs"
    QTest.keyClick(shell.palette_.line, Qt.Key.Key_Return)
    assert runs == []
    shell.palette_.dismiss()
    shell.actions_.on("issue")
    QTest.keyClick(shell, Qt.Key.Key_I, CTRL)
    assert runs == ["x"]


def test_every_command_is_in_a_menu(shell: Shell) -> None:
    for command, action in shell.actions_:
        assert action in shell.actions_.menu(command.menu).actions()


def test_size_and_look_are_remembered(qtbot: QtBot, look: Look) -> None:
    kept = Memory()
    first = Shell(SPECS, kept, look=look)
    qtbot.addWidget(first)
    first.go("home")
    first.resize(1400, 800)
    first.body.set_width(400)
    look.set_mode("dark")
    first.close()
    assert kept["window/theme"] == "dark"
    second = Shell(SPECS, kept, look=look)
    qtbot.addWidget(second)
    assert second.body.inspector is None
    assert kept["window/geometry"]
    assert kept["window/inspector_width"] == 400


def test_history_forgets_what_lay_ahead() -> None:
    history = History()
    for target in ("a", "b", "b", "c"):
        history.visit(target)
    assert (history.back(), history.back(), history.back()) == ("b", "a", "a")
    history.visit("d")
    assert not history.can_forward
    assert history.back() == "a"


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Harbour Link Bridge", "har", [(0, 3)]),
        ("Approve harbour dredging", "har", [(8, 11)]),
        ("Share view", "har", [(1, 4)]),
        ("Ring Road East", "east ring", [(0, 4), (10, 14)]),
        ("Ring Road East", "west", []),
    ],
)
def test_matching_letters_are_found(text: str, query: str, found: list[tuple[int, int]]) -> None:
    assert spans(text, query) == found


def test_better_matches_come_first_and_slips_are_forgiven() -> None:
    start, word, inside, slip = (Item("work", t) for t in ("Harbour", "Old harbour", "Sharp", "Habrour wall"))
    lines = arrange([inside, word, start], "har")
    assert lines == [Heading("Records"), start, word, inside]
    assert score(slip, "harbour") > 0
    assert score(slip, "zebra") == 0
    assert arrange([start, Item("person", "Hara")], "har", "@") == [
        Heading("Records"),
        Item("person", "Hara"),
    ]


def test_work_tells_its_progress_and_its_result(qtbot: QtBot, shell: Shell) -> None:
    jobs = Jobs()
    jobs.started.connect(shell.show_job)
    results: list[int] = []

    def count(progress: Progress) -> int:
        for n in range(4):
            progress(n / 4, f"row {n}")
        return 4

    job = jobs.run("Counting", count, done=results.append)
    assert shell.status_line.job.isVisible()
    with qtbot.waitSignal(jobs.ended):
        pass
    assert results == [4]
    assert job.share == 0.75
    assert not shell.status_line.job.isVisible()
    jobs.shut_down()


def test_work_can_be_stopped(qtbot: QtBot) -> None:
    jobs, go_on = Jobs(), threading.Event()

    def endless(progress: Progress) -> None:
        go_on.wait(10)
        progress(0.5)
        raise AssertionError("was to be stopped")

    job = jobs.run("Waiting", endless)
    with qtbot.waitSignals([job.stopped, jobs.ended]):
        job.stop()
        go_on.set()
    assert jobs.running == ()
    jobs.shut_down()


def test_errors_of_work_are_told(qtbot: QtBot) -> None:
    jobs = Jobs()
    errors: list[Exception] = []

    def broken(_progress: Progress) -> None:
        raise ValueError("row 7 has no code")

    with qtbot.waitSignal(jobs.ended):
        jobs.run("Reading", broken, failed=errors.append)
    assert [str(e) for e in errors] == ["row 7 has no code"]
    with qtbot.waitSignal(jobs.failed) as told:
        jobs.run("Reading", broken)
    assert isinstance(told.args[1], ValueError)
    jobs.shut_down()


def test_the_window_is_painted_before_anything_heavy_is_imported() -> None:
    """In a process of its own: this one has imported everything already."""
    program = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from pmo_desktop.ui.shell import Page, PageSpec, Shell\n"
        "from pmo_desktop.ui.widgets.remembered import Memory\n"
        "app = QApplication([])\n"
        "shell = Shell([PageSpec('home', 'Home', 'house', Page)], Memory())\n"
        "shell.go('home'); shell.show(); assert not shell.grab().isNull()\n"
        "heavy = 'numpy sqlalchemy matplotlib reportlab openpyxl babel rapidfuzz'.split()\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_page_without_a_frame_can_be_focused(qtbot: QtBot) -> None:
    page = Sheet()
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.focus_first()
    assert page.line.hasFocus()
    assert isinstance(page, QWidget)
