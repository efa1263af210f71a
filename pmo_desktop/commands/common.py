"""What the sub-commands share: the database option, opening it, finding a record by its reference."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from pmo_desktop.bootstrap import default_url, open_office
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr
from pmo_desktop.services.filing import write_file

if TYPE_CHECKING:
    from pmo_desktop.services.office import Office


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - argparse names it so
"""Where a command adds its words."""


def add_db(parser: argparse.ArgumentParser) -> None:
    """`--db URL`."""
    parser.add_argument(
        "--db",
        metavar="URL",
        default="",
        help=tr("database address (SQLAlchemy's form) or path of an SQLite file; default: your own file"),
    )


@contextmanager
def office(args: argparse.Namespace, *, create: bool = False) -> Iterator[Office]:
    """The database of `--db`, closed at the end. Raises Fault when it cannot be opened."""
    opened = open_office(args.db or default_url(), create=create)
    try:
        yield opened
    finally:
        opened.close()


def exists(text: str) -> bool:
    """Whether a database is there; a server counts as being there. Raises Fault for what is no address."""
    from pmo_desktop.storage.store import parse_url

    url = parse_url(text)
    try:
        return url.get_backend_name() != "sqlite" or Path(url.database or "").exists()
    except OSError:
        return True  # opening it says why not


def record(opened: Office, kind: str, ref: str) -> Any:
    """The record with this reference; raises Fault naming some that exist when there is none."""
    found = opened.store.reader.by_ref(kind, ref)
    if found is not None:
        return found
    some = ", ".join(r.ref for r in opened.store.reader.all(kind)[-5:])
    if not some:
        raise Fault(tr("The database has nothing called {ref}: it has none of this kind yet.", ref=ref))
    raise Fault(tr("The database has nothing called {ref}. It has, for example: {some}.", ref=ref, some=some))


__all__ = ["Commands", "add_db", "exists", "office", "record", "write_file"]
