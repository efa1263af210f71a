"""A meeting in a database of its own, before it and in the middle of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.meeting_table import Table
from tests.ui.meeting_window import Made, database, hold


@pytest.fixture
def made(sqlite_url: str) -> Made:
    return database(sqlite_url)


@pytest.fixture
def table(made: Made, qapp: QApplication, qtbot: QtBot) -> Iterator[Table]:
    there = Table(made, qtbot)
    yield there
    there.close()


@pytest.fixture
def live(made: Made, qapp: QApplication, qtbot: QtBot) -> Iterator[Table]:
    """In the middle of the third item, as in the picture."""
    hold(made)
    there = Table(made, qtbot)
    there.open()
    yield there
    there.close()
