"""Names of the baselines of a plan, with when and why each was taken."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pmo_desktop.storage.types import JSON

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Plans that are there get no names."""
    op.add_column("plan", sa.Column("baseline_names", JSON, nullable=False, server_default=sa.text("'[]'")))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("plan", "baseline_names", server_default=None)


def downgrade() -> None:
    """Take the names away."""
    op.drop_column("plan", "baseline_names")
