"""Bring a database to the shape that this program knows, and say which shape it has."""

from __future__ import annotations

import re
from pathlib import Path

import sqlalchemy as sa

from pmo_desktop.i18n import N_, tr
from pmo_desktop.services.ports import StoreFault
from pmo_desktop.storage.engine import make_engine
from pmo_desktop.storage.faults import explained
from pmo_desktop.storage.locks import drop_locks, make_locks
from pmo_desktop.storage.tables import META, OPERATION

HEAD = "0010"
"""The newest migration; a test holds it equal to the files."""
_LOCKED = "0009"
"""Since this migration approved minutes and the trail are locked, for every column that there is."""


_NEWER = N_("The database comes from a newer version of PMO Desktop. It was not changed. Update the program.")
_FOREIGN = N_("The database holds tables of another program. It was not changed.")
_BROKEN = N_("Tables are missing from the database: {names}. It was not changed. Restore a backup of it.")
_OURS = re.compile(r"\d{4}")
"""How a migration of ours is called."""


def shape(conn: sa.Connection) -> str:
    """The migration that a database stands at; empty for one without any table of ours."""
    look = sa.inspect(conn)
    if not look.has_table("alembic_version"):
        return ""
    if not any(column["name"] == "version_num" for column in look.get_columns("alembic_version")):
        raise StoreFault(tr(_FOREIGN))
    return str(conn.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() or "")


def _config(conn: sa.Connection | None) -> object:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = conn
    return config


def to_revision(conn: sa.Connection, revision: str) -> None:
    """Step up or down to a migration inside the transaction of this connection."""
    from alembic import command

    config = _config(conn)
    drop_locks(conn)  # a step may take a column away that a lock names
    if revision == "base" or (shape(conn) and revision < shape(conn)):
        command.downgrade(config, revision)  # type: ignore[arg-type]
    else:
        command.upgrade(config, revision)  # type: ignore[arg-type]
    if shape(conn) >= _LOCKED:
        drop_locks(conn)
        make_locks(conn)


def upgrade(url: str | sa.URL) -> None:
    """Make or update the database at a URL; raises StoreFault for a newer or foreign one."""
    engine = make_engine(sa.make_url(url), writer=True)
    try:
        with explained(), engine.begin() as conn:
            bring_up(conn)
    finally:
        engine.dispose()


def bring_up(conn: sa.Connection) -> None:
    """Update the database behind a writer's connection; raises StoreFault for a newer or foreign one."""
    found = shape(conn)
    check_ours(conn, found)
    if found != HEAD:
        to_revision(conn, HEAD)


def check_ours(conn: sa.Connection, found: str) -> None:
    """Raises StoreFault for a database that is newer, of another program, or lacks tables of its shape."""
    names = set(sa.inspect(conn).get_table_names())
    ours = OPERATION.name in names and _OURS.fullmatch(found)
    if not ours and (names or found):
        raise StoreFault(tr(_FOREIGN))
    if found > HEAD:
        raise StoreFault(tr(_NEWER))
    if found == HEAD and (missing := set(META.tables) - names):
        raise StoreFault(tr(_BROKEN, names=", ".join(sorted(missing))))
