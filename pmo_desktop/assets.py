"""Where shipped files and this computer's own folders are: source tree, wheel and frozen program alike."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

NAME = "pmo-desktop"


@cache
def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    here = Path(__file__).resolve().parent
    inside = here / "resources"  # in a wheel the resources lie inside the package
    return inside if inside.is_dir() else here.parent / "resources"


def resource(*parts: str) -> Path:
    """The place of a shipped file or folder below `resources/`; it need not exist."""
    return _root().joinpath(*parts)


def cache_folder() -> Path:
    """What can be made again: compiled catalogues, Matplotlib's font list. `PMO_CACHE_DIR` moves it."""
    from platformdirs import user_cache_path

    chosen = os.environ.get("PMO_CACHE_DIR")
    return Path(chosen) if chosen else user_cache_path(NAME)


def data_folder() -> Path:
    """Where the default database, the journal and logs lie. `PMO_DATA_DIR` moves it."""
    from platformdirs import user_data_path

    chosen = os.environ.get("PMO_DATA_DIR")
    return Path(chosen) if chosen else user_data_path(NAME)


def called() -> str:
    """What a person types to start this program: its name, or what PMO_CALLED says of a source tree."""
    return os.environ.get("PMO_CALLED") or NAME
