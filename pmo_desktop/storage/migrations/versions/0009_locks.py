"""Approved minutes and the trail refuse, in the database itself, whatever would alter them."""

from __future__ import annotations

from alembic import op

from pmo_desktop.storage.locks import drop_locks, make_locks

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the locks."""
    drop_locks(op.get_bind())
    make_locks(op.get_bind())


def downgrade() -> None:
    """Take them away; the records stay as they are."""
    drop_locks(op.get_bind())
