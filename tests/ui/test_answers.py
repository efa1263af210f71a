"""Answers of the store reach whoever asked, and nobody where the asker was closed before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.ui.windows import settled, window


class Asker(QWidget):
    """Keeps what it is told in a list that outlives it."""

    def __init__(self, told: list[int]) -> None:
        super().__init__()
        self._told = told

    def take(self, answer: int) -> None:
        self._told.append(answer)


def test_an_answer_for_a_widget_that_is_gone_is_dropped(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    told: list[int] = []
    with window(qtbot, qapp, tmp_path / "new.db") as place:
        gone, there = Asker(told), Asker(told)
        place.desk.query(lambda _office: 1, gone.take)
        place.desk.query(lambda _office: 2, there.take)
        delete(gone)
        settled(qtbot, place)
        delete(there)
    assert told == [2]
