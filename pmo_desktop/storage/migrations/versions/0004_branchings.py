"""Ways that the work of a plan may go, each with its probability."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pmo_desktop.storage.types import JSON

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Plans that are there go one way."""
    op.add_column("plan", sa.Column("branchings", JSON, nullable=False, server_default=sa.text("'[]'")))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("plan", "branchings", server_default=None)


def downgrade() -> None:
    """Take the ways away."""
    op.drop_column("plan", "branchings")
