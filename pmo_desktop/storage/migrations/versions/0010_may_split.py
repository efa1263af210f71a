"""Which lines of a plan levelling may break off."""

from __future__ import annotations

from pmo_desktop.storage.migrations.making import add, flag, take, yes

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Lines that are there may be broken off."""
    add("plan_item", flag("may_split"), yes())


def downgrade() -> None:
    """Forget it."""
    take("plan_item", flag("may_split"))
