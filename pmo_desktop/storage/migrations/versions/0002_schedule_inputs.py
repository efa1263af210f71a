"""What the schedule engine needs of a plan: how it is kept, pauses, delays, estimates, effort left."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from pmo_desktop.storage.types import JSON

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WHOLE, _FLAG, _WALL = sa.BigInteger(), sa.Boolean(create_constraint=False), sa.DateTime()
NEW: tuple[tuple[str, str, sa.types.TypeEngine[Any], str | None], ...] = (
    ("plan", "calendar_number", _WHOLE, None),
    ("plan", "automatic", _FLAG, "0"),
    ("plan", "begins", _WALL, None),
    ("plan", "from_finish", _FLAG, "0"),
    ("plan", "ends", _WALL, None),
    ("plan", "critical_limit", _WHOLE, "0"),
    ("plan", "honour_constraints", _FLAG, "1"),
    ("plan_item", "resume", _WALL, None),
    ("plan_item", "pauses", JSON, "[]"),
    ("plan_item", "fixed_duration", _FLAG, "1"),
    ("plan_item", "ignore_resource_calendars", _FLAG, "0"),
    ("plan_item", "external", _FLAG, "0"),
    ("plan_item", "levelling_delay", _WHOLE, "0"),
    ("plan_item", "levelling_elapsed", _FLAG, "0"),
    ("plan_item", "optimistic", _WHOLE, None),
    ("plan_item", "pessimistic", _WHOLE, None),
    ("plan_item", "free_slack", _WHOLE, None),
    ("assignment", "actual_minutes", _WHOLE, None),
    ("assignment", "remaining_minutes", _WHOLE, None),
    ("assignment", "delay_minutes", _WHOLE, "0"),
    ("risk", "delays", JSON, "[]"),
)
"""Table, column, type, and what the rows that are there get; without that the column may be empty."""


def _given(kind: sa.types.TypeEngine[Any], value: str | None) -> sa.TextClause | None:
    """A default for rows that are there, in the words of this database."""
    if value is None:
        return None
    if isinstance(kind, sa.Boolean) and op.get_bind().dialect.name == "postgresql":
        return sa.text("true" if value == "1" else "false")
    return sa.text(value if value.isdigit() else f"'{value}'")


def upgrade() -> None:
    """Add the columns."""
    for table, name, kind, value in NEW:
        given = _given(kind, value)
        op.add_column(table, sa.Column(name, kind, nullable=value is None, server_default=given))
        if given is not None and op.get_bind().dialect.name == "postgresql":
            op.alter_column(table, name, server_default=None)


def downgrade() -> None:
    """Take the columns away."""
    for table, name, _kind, _value in reversed(NEW):
        op.drop_column(table, name)
