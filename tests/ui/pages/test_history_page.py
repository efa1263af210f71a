"""History: steps with old and new values, filters, and undo of one's own last step."""

from __future__ import annotations

import dataclasses as dc
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.edits import batch, between, creation
from pmo_desktop.domain.values import LText
from pmo_desktop.ui.pages.history import HistoryPage
from pmo_desktop.ui.window import Workplace
from tests.builders import person, project
from tests.ui.windows import settled, statements, window


def page_of(place: Workplace) -> HistoryPage:
    page = place.shell.page("history")
    assert isinstance(page, HistoryPage)
    return page


def test_a_step_tells_old_and_new(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    tomas, bridge = person("Tomas Okafor"), project("Harbour Link Bridge")
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.desk.submit(batch([creation(tomas), creation(bridge)]), "Begin")
        settled(qtbot, place)
        place.desk.work_as(tomas.id)
        wanted = dc.replace(bridge, title=LText.of("Harbour Link"), manager=tomas.id)
        place.desk.submit(between(bridge, wanted), "Rename the bridge")
        settled(qtbot, place)
        with statements() as sent:
            place.shell.go("history")
            settled(qtbot, place)
        assert len(sent) <= 5
        rename, begin = page_of(place).model.shown_rows()
        assert (rename.label, rename.name, begin.records) == ("Rename the bridge", "Tomas Okafor", 2)
        fields = {f.label: (f.old, f.new) for f in rename.lines[0].fields}
        assert fields["Title"] == ("Harbour Link Bridge", "Harbour Link")
        assert fields["Manager"][1].endswith("Tomas Okafor")


def test_filters_and_undo(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    tomas, bridge = person("Tomas Okafor"), project("Harbour Link Bridge")
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        place.desk.submit(creation(tomas), "Add Tomas")
        place.desk.submit(creation(bridge), "Add the bridge")
        place.shell.go("history")
        settled(qtbot, place)
        page = page_of(place)
        page.bar.set_token("kind", ["person"])
        assert [r.label for r in page.model.shown_rows()] == ["Add Tomas"]
        page.bar.clear()
        page.open(str(bridge.id))
        assert [r.label for r in page.model.shown_rows()] == ["Add the bridge"]
        line = page.model.line_of(page.model.shown_rows()[0].id)
        page.table.acted.emit(page.model.index(line, 0))
        settled(qtbot, place)
        assert place.desk.office.store.reader.all("project") == []
