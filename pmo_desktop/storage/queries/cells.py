"""Cells of joined queries to values, fast: what repeats (ids, titles, ratings) is read once per list."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.jsoncodec import from_json
from pmo_desktop.domain.reports import Ratings
from pmo_desktop.domain.values import LText, Money

NO_TITLE = LText()
_ONE_LANGUAGE = 5
"""Pieces between the quotes of `{"en": "Road"}`."""
RATING = {r.value: r for r in Rating}


def words(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """A JSON column as its text, on both databases."""
    return sa.cast(column, sa.Text)


def raw(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """An id as the driver gives it (text on SQLite), to be read by `Ids`."""
    return sa.type_coerce(column, sa.String)


class Known(dict[Any, Any]):
    """A dictionary that makes what it does not have yet from its key; None stays as it was told."""

    def __init__(self, make: Callable[[Any], Any], nothing: Any = None) -> None:
        super().__init__({None: nothing})
        self._make = make

    def __missing__(self, key: Any) -> Any:
        found = self[key] = self._make(key)
        return found


def id_of(value: Any) -> UUID:
    """An id that does not repeat, from 32 hexadecimal digits or as it is."""
    return value if isinstance(value, UUID) else UUID(int=int(value, 16))


def ids() -> Known:
    """Reads ids that repeat."""
    return Known(id_of)


def title_of(text: str) -> LText:
    """A title from its JSON text; the usual one, in one language and without escapes, by cutting it."""
    parts = text.split('"')
    if len(parts) == _ONE_LANGUAGE and "\\" not in text:
        return LText(((parts[1], parts[3]),)) if parts[3] else NO_TITLE
    return LText.from_map(json.loads(text))


def titles() -> Known:
    """Reads titles that repeat."""
    return Known(title_of, NO_TITLE)


def ratings() -> Known:
    """Reads ratings per dimension from their JSON text."""
    return Known(lambda text: from_json(Ratings, json.loads(text)), Ratings())


def members(kind: type[Worded]) -> dict[Any, Any]:
    """The members of a list of words by their stored value, None for none."""
    return {None: None} | {m.value: m for m in kind}


def money(minor: int | None, currency: str | None) -> Money | None:
    """An amount from its two columns."""
    return None if minor is None or currency is None else Money(minor, currency)
