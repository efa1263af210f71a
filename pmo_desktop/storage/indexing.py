"""Bringing SQLite's full-text index up to what triggers have noted, before each commit of a writer.

Triggers cannot write to a virtual table where the schema of a file is not trusted (`trusted_schema` off),
and a file may come from anybody. What another program wrote is noted too: it follows at the next commit.
"""

from __future__ import annotations

from typing import Any

_THERE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'searched_due'"
_PUT = (
    "INSERT INTO searched_words (rowid, words) "
    "SELECT number, words FROM searched_due WHERE words IS NOT NULL ORDER BY number"
)
_STEPS = (
    "DELETE FROM searched_words WHERE rowid IN (SELECT number FROM searched_due)",
    _PUT,
    "DELETE FROM searched_due",
)


def index_what_is_due(raw: Any) -> None:
    """Put the words of changed records into the index, in the transaction of a connection of SQLite."""
    if not raw.execute(_THERE).fetchone() or not raw.execute("SELECT 1 FROM searched_due LIMIT 1").fetchone():
        return
    for step in _STEPS:
        raw.execute(step)
