"""Column types that behave the same on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from pmo_desktop.domain.jsoncodec import instant_from, instant_text


class _Json(TypeDecorator[Any]):
    """JSON on SQLite, jsonb on PostgreSQL, whose modules are loaded where there is one only."""

    impl = sa.JSON(none_as_null=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> Any:
        """The column type of each database."""
        if dialect.name != "postgresql":
            return dialect.type_descriptor(sa.JSON(none_as_null=True))
        from sqlalchemy.dialects.postgresql import JSONB

        return dialect.type_descriptor(JSONB(none_as_null=True))

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """A part of the value is compared as what it is, not as JSON."""
        return self.impl_instance.coerce_compared_value(op, value)


JSON = _Json()
"""None is NULL, never JSON null."""


class UtcInstant(TypeDecorator[datetime]):
    """timestamptz on PostgreSQL; sortable UTC text on SQLite, whose own type drops the zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> Any:
        """The column type of each database."""
        text = dialect.name == "sqlite"
        return dialect.type_descriptor(sa.String(27) if text else sa.DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> Any:
        """An aware instant on its way in."""
        return instant_text(value) if value and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:
        """The instant in UTC on its way out."""
        return instant_from(value) if isinstance(value, str) else value and value.astimezone(UTC)
