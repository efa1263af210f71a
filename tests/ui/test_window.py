"""The window put together: its start, its pages by key, importing and undoing, and what goes wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pmo_desktop.settings import read_settings, settings_path
from pmo_desktop.ui.desk import StoreState
from pmo_desktop.ui.pages.home import HomePage
from pmo_desktop.ui.pages.receipt import ReceiptPage
from pmo_desktop.ui.window import Workplace
from tests.ui.windows import register_file, settled, statements, window

CTRL = Qt.KeyboardModifier.ControlModifier
MOST = 5
HEAVY = (
    "numpy", "sqlalchemy", "matplotlib", "reportlab", "alembic", "ortools", "openpyxl", "babel",
)  # fmt: skip
UNTIL_PAINTED = f"""
import sys
from PySide6.QtCore import QEvent, QObject
from pmo_desktop.bootstrap import engines
from pmo_desktop.main import parser_for
from pmo_desktop.ui.application import _application
from pmo_desktop.ui.theme import Look, Mode
from pmo_desktop.ui.widgets.remembered import Memory
from pmo_desktop.ui.window import Workplace

parser_for([])
app = _application("")
place = Workplace(engines(sys.argv[1], create=True, journal=False), Look(app, Mode.LIGHT), Memory())


class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print("painted", *[name for name in {HEAVY!r} if name in sys.modules])
            app.exit(0)
            watched.removeEventFilter(self)
        return False


seen = Painted()
place.shell.installEventFilter(seen)
place.shell.show()
app.exec()
place.close()
"""


def receipt_of(place: Workplace) -> ReceiptPage:
    page = place.shell.page("receipt")
    assert isinstance(page, ReceiptPage)
    return page


def test_an_empty_database_offers_ways_to_begin(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with statements() as sent, window(qtbot, qapp, tmp_path / "new.db") as place:
        home = place.shell.page_shown()
        assert isinstance(home, HomePage)
        assert place.desk.state is StoreState.SAVED
        assert not place.shell.banners.notices()
        sent.clear()
        home.mark_stale()
        settled(qtbot, place)
        assert 0 < len(sent) <= MOST


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    run = [sys.executable, "-c", UNTIL_PAINTED, str(tmp_path / "new.db")]
    done = subprocess.run(run, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.split() == ["painted"]


class Windows(QObject):
    """Notes every widget that becomes a window of its own."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.shown: list[QObject] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_no_page_flashes_a_window_of_its_own(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        seen = Windows(qapp)
        for target in (*place.shell.rail.targets(), "receipt"):
            place.shell.go(target)
            settled(qtbot, place)
            assert seen.shown == [], target
        qapp.removeEventFilter(seen)


def test_the_first_pages_are_reached_by_key(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        targets = place.shell.rail.targets()
        for n, target in enumerate(targets[:9], start=1):
            QTest.keyClick(place.shell, Qt.Key(Qt.Key.Key_0 + n), CTRL)
            settled(qtbot, place)
            assert place.shell.target == target
        assert set(targets) >= {"home", "register", "project", "meetings", "packs", "history", "settings"}


def test_single_keys_act_as_soon_as_a_page_is_gone_to(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.import_files([register_file(tmp_path)])
        settled(qtbot, place)
        receipt_of(place).import_now()
        settled(qtbot, place)
        register = place.shell.page("register")
        for _ in range(2):  # at the first visit, while its rows are read; later, as it was left
            place.shell.go("home")
            place.shell.go("register")
            settled(qtbot, place)
            assert isinstance(register.focusWidget(), QAbstractItemView)
        QTest.keyClick(QApplication.focusWidget() or register, Qt.Key.Key_Slash)
        assert isinstance(register.focusWidget(), QLineEdit)


@pytest.mark.parametrize("page", ["home", "register", "history", "settings"])
def test_a_page_is_read_in_few_statements(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, page: str
) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.import_files([register_file(tmp_path)])
        settled(qtbot, place)
        receipt_of(place).import_now()
        settled(qtbot, place)
        place.shell.go("receipt")
        with statements() as sent:
            place.shell.go(page)
            settled(qtbot, place)
        assert len(sent) <= MOST, sent


def test_a_register_is_imported_and_undone(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.import_files([register_file(tmp_path)])
        settled(qtbot, place)
        page = receipt_of(place)
        found = page.files[0].found
        assert found is not None
        assert found.count("created") == 3
        assert place.desk.office.store.reader.all("work") == []
        QTest.keyClick(page.pane.table, Qt.Key.Key_Return, CTRL)
        settled(qtbot, place)
        assert [str(w.title) for w in place.desk.office.store.reader.all("work")] == [
            "Harbour Link Bridge",
            "Ring Road East",
            "Old Mint Tunnel",
        ]
        assert page.files[0].stored
        QTest.keyClick(place.shell, Qt.Key.Key_Z, CTRL)
        settled(qtbot, place)
        assert place.desk.office.store.reader.all("work") == []
        assert page.files[0].ready


def test_looks_chosen_in_the_menu_are_kept(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.shell.actions_.get("theme").trigger()
        assert read_settings(settings_path()).theme == "dark"
        place.shell.actions_.get("density").trigger()
        assert not read_settings(settings_path()).dense
        place.shell.actions_.get("density").trigger()
        place.shell.actions_.get("theme").trigger()
        assert read_settings(settings_path()).theme == "light"


def test_a_missing_database_is_said_and_can_be_tried_again(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "gone.db"
    with window(qtbot, qapp, database, create=False) as place:
        (notice,) = place.shell.banners.notices()
        assert "gone.db" in notice.text
        assert not place.desk.is_open
        assert not database.exists()
        assert "Traceback" not in capfd.readouterr().err
        QTest.keyClick(place.shell, Qt.Key.Key_K, CTRL)
        assert place.shell.palette_.isVisible()
        with window(qtbot, qapp, database):
            pass
        place.shell.banners.acted.emit(notice.key)
        settled(qtbot, place)
        assert place.desk.state is StoreState.SAVED
        assert not place.shell.banners.notices()


def test_closing_stores_what_is_on_its_way(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    database = tmp_path / "new.db"
    with window(qtbot, qapp, database) as place:
        place.import_files([register_file(tmp_path, works=300)])
        settled(qtbot, place)
        receipt_of(place).import_now()
        receipt_of(place).read([register_file(tmp_path, "other.csv", works=300)])
        place.shell.close()
    with window(qtbot, qapp, database) as place:
        assert len(place.desk.office.store.reader.all("work")) == 300
