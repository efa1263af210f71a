"""What plans keep of the Primavera files that they came from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pmo_desktop.storage.types import JSON

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Plans that are there keep the rules of this program."""
    op.add_column("plan", sa.Column("p6", JSON, nullable=False, server_default=sa.text("'[]'")))
    op.add_column("plan_item", sa.Column("p6", JSON, nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("plan", "p6", server_default=None)


def downgrade() -> None:
    """Take the rules away."""
    op.drop_column("plan_item", "p6")
    op.drop_column("plan", "p6")
