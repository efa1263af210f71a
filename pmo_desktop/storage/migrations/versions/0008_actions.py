"""What shows that an action is done, and since when it is on the chair's list by somebody's hand."""

from __future__ import annotations

from pmo_desktop.storage.migrations.making import add, day, take, text

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Actions that are there have neither."""
    add("action", text("evidence"), "''")
    add("action", day("escalated_on", null=True))


def downgrade() -> None:
    """Take both away."""
    take("action", [*text("evidence"), *day("escalated_on", null=True)])
