"""Bring a database to the shape that this program knows, and say which shape it has."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from pmo_desktop.i18n import N_, tr
from pmo_desktop.services.ports import StoreFault
from pmo_desktop.storage.engine import make_engine
from pmo_desktop.storage.faults import explained

HEAD = "0001"
"""The newest migration; a test holds it equal to the files."""


_NEWER = N_("The database comes from a newer version of PMO Desktop. It was not changed. Update the program.")


def shape(conn: sa.Connection) -> str:
    """The migration that a database stands at; empty for one without any table of ours."""
    if not sa.inspect(conn).has_table("alembic_version"):
        return ""
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
    if revision == "base" or (shape(conn) and revision < shape(conn)):
        command.downgrade(config, revision)  # type: ignore[arg-type]
    else:
        command.upgrade(config, revision)  # type: ignore[arg-type]


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
    if found > HEAD:
        raise StoreFault(tr(_NEWER))
    if not found and sa.inspect(conn).get_table_names():
        raise StoreFault(tr("The database holds tables of another program. It was not changed."))
    if found != HEAD:
        to_revision(conn, HEAD)
