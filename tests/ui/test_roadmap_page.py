"""The roadmap: opened from the register, read in few statements, printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import plan_pdf
from pmo_desktop.ui.pages.roadmap import RoadmapPage
from tests.ui.project_window import Made, Opened


@pytest.fixture
def opened(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    made = Made(tmp_path / "office.db")
    found = Opened(made, qtbot, qapp, f"{made.work.id}/plan")
    yield found
    found.close()


def test_works_are_shown_opened_and_printed(opened: Opened, tmp_path: Path) -> None:
    page = RoadmapPage(opened.desk, plan_pdf)
    page.resize(1200, 500)
    page.show()
    went: list[str] = []
    said: list[str] = []
    page.go.connect(went.append)
    assert not page.printed.isEnabled(), "there is nothing to print yet"
    page.toast.connect(lambda text, _more: said.append(text))
    page.open(f"{opened.made.work.id},no-id")
    opened.settle()
    rows = page.view.model.rows
    assert page.printed.isEnabled()
    assert rows[0].id == str(opened.made.work.id)
    assert all(row.level == 1 for row in rows[1:])
    page.view.select([rows[-1].id])
    page._open_selected()
    assert went == [f"project/{opened.made.work.id}/plan"]
    page.write_pdf(tmp_path / "roadmap.pdf")
    opened.settle()
    assert (tmp_path / "roadmap.pdf").read_bytes().startswith(b"%PDF")
    assert said
    page.close()
