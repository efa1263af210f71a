"""Settings: stored at once, in force at once where that can be; a failure is said, the choice holds."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.edits import creation
from pmo_desktop.settings import read_settings, settings_path
from pmo_desktop.ui.pages.settings import SettingsPage
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.window import Workplace
from tests.builders import person
from tests.ui.windows import settled, window


def page_of(place: Workplace) -> SettingsPage:
    page = place.shell.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def test_choices_are_stored_and_in_force(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    tomas = person("Tomas Okafor")
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.desk.submit(creation(tomas), "Begin")
        place.shell.go("settings")
        settled(qtbot, place)
        page = page_of(place)
        assert str(tmp_path / "new.db") in page.address.text()
        page.themes.chosen.emit("dark")
        assert current().dark
        page.themes.chosen.emit("light")
        page.languages.setCurrentIndex(page.languages.findData("en"))
        page.languages.activated.emit(page.languages.currentIndex())
        page.people.activated.emit(0)
        kept = read_settings(settings_path())
        assert (kept.theme, kept.language) == ("light", "en")
        assert kept.me == place.desk.office.store.reader.all("person")[0].ref
        assert place.desk.office.who == tomas.id


def test_a_folder_that_refuses_is_said(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.shell.go("settings")
        settled(qtbot, place)
        settings_path().with_suffix(".new").mkdir(parents=True)
        page_of(place).themes.chosen.emit("light")
        (notice,) = place.shell.banners.notices()
        assert "settings.json" in notice.text
        settings_path().with_suffix(".new").rmdir()
        page_of(place).themes.chosen.emit("light")
        assert not place.shell.banners.notices()


def test_another_database_is_asked_for(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.shell.go("settings")
        with qtbot.waitSignal(place.other_wanted) as wanted:
            page_of(place)._go_to(str(tmp_path / "other.db"), create=True)
        assert wanted.args == [str(tmp_path / "other.db"), True]
        assert read_settings(settings_path()).database == str(tmp_path / "other.db")
