"""Filters of a list as data: what it can be narrowed by, which values its rows have, and what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

R = TypeVar("R")
Facet = Callable[[R], Sequence[tuple[object, str]]]
"""The values of a row for one filter, each with its text."""
Facets = Mapping[str, tuple[str, Facet[R]]]
"""Filters by key: the word (marked for translation) and the values of a row."""


def choices(facets: Facets[R], key: str, rows: Iterable[R]) -> list[tuple[object, str]]:
    """The values that rows have for a filter, by their text."""
    found = {value: text for row in rows for value, text in facets[key][1](row)}
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def keeps(
    facets: Facets[R],
    base: Callable[[R], bool],
    tokens: Sequence[tuple[str, Sequence[object]]],
    typed: str,
    words: Callable[[R], str],
) -> Callable[[R], bool]:
    """A filter from a view, tokens and typed words; every word has to be in what a row says of itself."""
    wanted = [(facets[key][1], set(values)) for key, values in tokens if key in facets]
    parts = typed.casefold().split()

    def keep(row: R) -> bool:
        if not base(row):
            return False
        if any(values.isdisjoint(value for value, _ in of(row)) for of, values in wanted):
            return False
        said = words(row).casefold() if parts else ""
        return all(part in said for part in parts)

    return keep
