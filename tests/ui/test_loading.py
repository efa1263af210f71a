"""A quick start: what is loaded when, and what Qt may not change about Python's import."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import open_office
from pmo_desktop.ui.application import AfterPaint
from pmo_desktop.ui.loading import rest_collector, wake_collector
from pmo_desktop.ui.widgets.text import Label

IMPORTS = """
import builtins, linecache
plain = builtins.__import__
from pmo_desktop.ui.loading import load_qt
load_qt()
assert builtins.__import__ is plain
from PySide6.QtCore import QObject
import colorsys
print([name for name in linecache.cache if "colorsys" in name])
"""
FIRST_ROWS = """
import sys
from pmo_desktop.bootstrap import open_office
office = open_office(sys.argv[1])
office.store.reader.works(office.now().date())
office.close()
print([name for name in sys.modules if name.startswith("sqlalchemy.dialects.postgresql")])
"""


REGISTER = """
import sys
from pmo_desktop.commands.window import application
application()
import pmo_desktop.storage.store, pmo_desktop.storage.queries.register, pmo_desktop.ui.pages.register
print([name for name in ("numpy", "matplotlib", "reportlab", "alembic") if name in sys.modules])
"""


def said(code: str, *words: str) -> str:
    run = [sys.executable, "-c", code, *words]
    return subprocess.run(run, capture_output=True, text=True, timeout=120, check=True).stdout.strip()


def test_qt_reads_no_source_of_modules_loaded_after_it() -> None:
    assert said(IMPORTS) == "[]"


def test_a_register_on_sqlite_needs_nothing_of_postgresql(tmp_path: Path) -> None:
    path = str(tmp_path / "new.db")
    open_office(path, create=True).close()
    assert said(FIRST_ROWS, path) == "[]"


def test_the_register_needs_neither_numpy_nor_what_draws_and_prints() -> None:
    assert said(REGISTER) == "[]"


def test_the_collector_works_again_after_the_start() -> None:
    try:
        rest_collector()
        assert not gc.isenabled()
        wake_collector()
        assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


def test_something_is_done_once_after_the_first_paint(qtbot: QtBot) -> None:
    label, done = Label("First"), list[str]()
    qtbot.addWidget(label)
    AfterPaint(label, lambda: done.append("painted"))
    assert not done
    label.show()
    qtbot.waitUntil(lambda: done == ["painted"])
    label.repaint()
    qtbot.waitUntil(lambda: done == ["painted"])
