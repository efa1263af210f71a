"""What every test stands on: no display, private folders, bundled fonts, English, and real databases."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt, Matplotlib or the program: they read these once.
_scratch = Path(tempfile.mkdtemp(prefix="pmo-tests-"))
_scratch.joinpath("runtime").mkdir(mode=0o700)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_RUNTIME_DIR"] = str(_scratch / "runtime")
os.environ["PMO_DATA_DIR"] = str(_scratch / "data")
os.environ["PMO_CACHE_DIR"] = str(_scratch / "cache")
os.environ["MPLCONFIGDIR"] = str(Path(sys.prefix) / "matplotlib-tests")  # its font list takes seconds to make
os.environ["MPLBACKEND"] = "agg"

import shutil  # noqa: E402

import pytest  # noqa: E402
from hypothesis import settings  # noqa: E402
from PySide6.QtGui import QFont, QFontDatabase  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from pmo_desktop import i18n  # noqa: E402
from pmo_desktop.assets import resource  # noqa: E402

pytest_plugins = ["tests.databases"]

# A slow machine is no failure, and a failure must come again when it is looked at.
settings.register_profile("pmo", deadline=None, derandomize=True, database=None)
settings.load_profile("pmo")

ROOT = Path(__file__).resolve().parent.parent


def pytest_unconfigure() -> None:
    """Take the private folders away at the end."""
    shutil.rmtree(_scratch, ignore_errors=True)


@pytest.fixture(autouse=True)
def private_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of this test alone, empty."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("PMO_DATA_DIR", str(folder))
    return folder


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Every test starts in the source language, whatever the one before it chose."""
    i18n.use(i18n.SOURCE)
    yield
    i18n.use(i18n.SOURCE)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The one QApplication, with the bundled fonts, so that sizes are the same on every machine."""
    for path in sorted(resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    qapp.setFont(QFont(["Noto Sans", "Noto Sans Math", "Noto Sans Symbols2"], 10))
    return qapp


@pytest.fixture(scope="session")
def reference_data() -> Path:
    """The folder of real files with right answers, named by PMO_REFERENCE_DATA; not in the repository."""
    folder = Path(os.environ.get("PMO_REFERENCE_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no reference data at {folder}: set PMO_REFERENCE_DATA")
    return folder
