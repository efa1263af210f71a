"""The composition root: builds every long-lived object once and passes it on by constructor.

Two steps: the shell of the window needs nothing from here but callables; storage is opened after the
first paint, in the writer's thread, and its imports happen there.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo_desktop.assets import data_folder
from pmo_desktop.settings import read_settings, settings_path

if TYPE_CHECKING:
    from pmo_desktop.readmodels.minutes import MinutesModel
    from pmo_desktop.readmodels.pack import PackContent
    from pmo_desktop.services.engines import Engines
    from pmo_desktop.services.office import Office
    from pmo_desktop.services.ports import Change
    from pmo_desktop.services.publishing_issue import Built


def default_url() -> str:
    """One SQLite file in the person's data folder."""
    return f"sqlite:///{data_folder() / 'office.db'}"


def journal_path(url: str) -> Path:
    """The journal of a database on this computer: each database has its own."""
    import hashlib

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
    from pmo_desktop.services.office import Office, who_works_here
    from pmo_desktop.storage.store import open_store

    if create and url == default_url():
        data_folder().mkdir(parents=True, exist_ok=True)
    store = open_store(url, create=create)
    kept = Journal(journal_path(store.url)) if journal else None
    who = who_works_here(store.reader, read_settings(settings_path()).me)
    return dc.replace(Office(store, Editor(store, tell), kept), who=who)


def build_pack(content: PackContent, papers: Mapping[str, bytes]) -> Built:
    """A pack on paper."""
    from pmo_desktop.packs.document import build_pack as build

    return build(content, papers)


def build_minutes(model: MinutesModel) -> bytes:
    """Minutes on paper."""
    from pmo_desktop.packs.minutes import build_minutes as build

    return build(model)


def intake(office: Office, path: Path, answers: Mapping[str, str]) -> Any:
    """What bringing a file in would do, given answers to its questions."""
    from pmo_desktop.exchange.intake import intake as read

    return read(office.store.reader, path, office.new_id, answers)


def load_example(office: Office) -> None:
    """Fill a database with the example office."""
    from pmo_desktop.demo.loading import load_demo
    from pmo_desktop.packs.typeset import typeset

    load_demo(office, typeset)


def engines(url: str, *, create: bool = False, journal: bool = True) -> Engines:
    """What the window needs of storage, files and paper, for one database."""
    from pmo_desktop.services.engines import Engines

    def opened() -> Office:
        return open_office(url, create=create, journal=journal)

    return Engines(opened, build_pack, build_minutes, intake, load_example)
