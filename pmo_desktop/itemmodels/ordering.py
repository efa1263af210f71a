"""Order, choice and groups of rows as NumPy permutations: no proxy model, no comparing of rows."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Container, Hashable, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from pmo_desktop.itemmodels.roles import GroupRow

R = TypeVar("R")
Order = NDArray[np.int64]
"""What each shown line is: a row number, or -1 - n for the head of group n."""


class Row(Protocol):
    """A read-model row: frozen, with an id."""

    @property
    def id(self) -> Hashable:
        """What stays the same when the row changes."""


@dc.dataclass(frozen=True, slots=True)
class SortKey:
    """One level of sorting: column and direction."""

    column: int
    down: bool = False


@dc.dataclass(frozen=True, slots=True)
class Grouping(Generic[R]):
    """How rows fall into groups: the key of a row, and in which order the keys stand."""

    key: Callable[[R], str]
    place: Callable[[str], Any] = str.casefold


Head = Callable[[str, Sequence[R]], GroupRow]
"""Makes the head of a group from its key and rows."""


class Gathered(NamedTuple):
    """Lines under heads, and the heads with their keys in order."""

    lines: Order
    groups: list[tuple[str, GroupRow]]


def gathered(
    order: Order, rows: Sequence[R], grouping: Grouping[R], folded: Container[str], head: Head[R] | None
) -> Gathered:
    """Rows in order put under the heads of their groups; rows of folded groups are left out."""
    members: dict[str, list[int]] = {}
    for i in order.tolist():
        members.setdefault(grouping.key(rows[i]), []).append(i)
    lines: list[int] = []
    groups: list[tuple[str, GroupRow]] = []
    for key in sorted(members, key=grouping.place):
        lines.append(-1 - len(groups))
        groups.append((key, headed(key, [rows[i] for i in members[key]], folded, head)))
        if key not in folded:
            lines += members[key]
    return Gathered(np.array(lines, np.int64), groups)


def headed(key: str, rows: Sequence[R], folded: Container[str], head: Head[R] | None) -> GroupRow:
    """The head of one group, open or folded."""
    made = head(key, rows) if head else GroupRow(key, str(len(rows)))
    return dc.replace(made, open=key not in folded, key=key)


EMPTY = np.iinfo(np.int64).max
"""The rank of an empty value: last, whichever way a column is sorted."""


def rank(values: Sequence[Any]) -> NDArray[np.int64]:
    """Dense ranks of comparable values, `EMPTY` for none. Texts are compared without regard to case."""
    known = {v for v in values if v is not None and v != ""}
    if known and all(isinstance(v, str) for v in known):
        values = [v.casefold() if v else v for v in values]
        known = {v.casefold() for v in known}
    places: dict[Any, int] = {v: i for i, v in enumerate(sorted(known))}
    return np.fromiter((places.get(v, EMPTY) for v in values), np.int64, len(values))


def arranged(chosen: NDArray[np.int64], keys: Sequence[tuple[NDArray[np.int64], bool]]) -> NDArray[np.int64]:
    """The chosen rows sorted by ranks, the first key weighing most; equal rows keep their order."""
    order = chosen
    for ranks, down in reversed(keys):
        found = ranks[order]
        if down:
            found = np.where(found == EMPTY, EMPTY, -found)
        order = order[np.argsort(found, kind="stable")]
    return order


def runs(positions: Sequence[int]) -> list[tuple[int, int]]:
    """Sorted positions as closed runs: [1, 2, 5] is [(1, 2), (5, 5)]."""
    found: list[tuple[int, int]] = []
    for p in positions:
        if found and found[-1][1] == p - 1:
            found[-1] = (found[-1][0], p)
        else:
            found.append((p, p))
    return found
