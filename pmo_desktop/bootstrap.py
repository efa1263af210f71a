"""The composition root: builds every long-lived object once and passes it on by constructor.

Two steps: the shell of the window needs nothing from here but settings; storage is opened after the
first paint, in the writer's thread, and its imports happen there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_desktop.assets import data_folder

if TYPE_CHECKING:
    from pmo_desktop.services.office import Office
    from pmo_desktop.services.ports import Change


def default_url() -> str:
    """One SQLite file in the person's data folder."""
    return f"sqlite:///{data_folder() / 'office.db'}"


def settings_path() -> Path:
    """Where the settings of this computer are."""
    return data_folder() / "settings.json"


def journal_path(url: str) -> Path:
    """The journal of a database on this computer: each database has its own."""
    name = hashlib.sha256(url.encode("utf-8")).hexdigest()[:16]
    return data_folder() / f"journal-{name}.db"


def _ignore(_: Change) -> None:
    """Nobody listens."""


def open_office(
    url: str, *, create: bool = False, journal: bool = False, tell: Callable[[Change], None] = _ignore
) -> Office:
    """Open a database and what works on it.

    `create` makes a new SQLite file where there is none. `journal` keeps edits on this computer until
    the database has them. Raises StoreFault with a sentence that says what is wrong and what to do.
    """
    from pmo_desktop.services.editing import Editor
    from pmo_desktop.services.journal import Journal
    from pmo_desktop.services.office import Office
    from pmo_desktop.storage.store import open_store

    if create and url == default_url():
        data_folder().mkdir(parents=True, exist_ok=True)
    store = open_store(url, create=create)
    kept = Journal(journal_path(store.url)) if journal else None
    return Office(store, Editor(store, tell), kept)
