"""Order, choice and groups of rows as permutations: no proxy model, no comparing of rows.

Plain lists, since a first list is painted before NumPy is loaded.
"""

from __future__ import annotations

import dataclasses as dc
import sys
from collections.abc import Callable, Collection, Container, Hashable, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from pmo_desktop.itemmodels.roles import GroupRow

R = TypeVar("R")
Order = list[int]
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


class Gatherer(Generic[R]):
    """Puts rows in order under the heads of their groups.

    Which group a row is in and what a head said are kept, since sorting changes neither: `forget` tells
    that rows have changed.
    """

    def __init__(self, grouping: Grouping[R], head: Head[R] | None = None) -> None:
        self.key, self._place, self._head = grouping.key, grouping.place, head
        self._codes: Order | None = None
        self._keys: list[str] = []
        self._made: dict[str, tuple[frozenset[int], GroupRow]] = {}

    def forget(self, keys: Collection[str] | None = None) -> None:
        """Work out groups anew, and the heads with these keys (None: all)."""
        self._codes = None
        for key in list(self._made) if keys is None else keys:
            self._made.pop(key, None)

    def gathered(self, order: Order, rows: Sequence[R], folded: Container[str]) -> Gathered:
        """Lines of heads and rows; rows of folded groups are left out."""
        codes, members = self._coded(rows), dict[int, Order]()
        for row in order:
            members.setdefault(codes[row], []).append(row)
        lines: Order = []
        groups: list[tuple[str, GroupRow]] = []
        for code in sorted(members):
            key, inside = self._keys[code], members[code]
            lines.append(-1 - len(groups))
            groups.append((key, self.headed(key, inside, rows, folded)))
            if key not in folded:
                lines += inside
        return Gathered(lines, groups)

    def _coded(self, rows: Sequence[R]) -> Order:
        """The place of the group of each row."""
        if self._codes is None:
            keys = [self.key(row) for row in rows]
            self._keys = sorted(set(keys), key=self._place)
            places = {key: at for at, key in enumerate(self._keys)}
            self._codes = [places[key] for key in keys]
        return self._codes

    def headed(self, key: str, members: Order, rows: Sequence[R], folded: Container[str]) -> GroupRow:
        """The head of one group over these row numbers, open or folded."""
        which = frozenset(members)
        known = self._made.get(key)
        if known is None or known[0] != which:
            made = self._head(key, [rows[i] for i in members]) if self._head else None
            known = self._made[key] = (which, made or GroupRow(key, str(len(members))))
        return dc.replace(known[1], open=key not in folded, key=key)


EMPTY = sys.maxsize
"""The rank of an empty value: last, whichever way a column is sorted."""


def rank(values: Sequence[Any]) -> list[int]:
    """Dense ranks of comparable values, `EMPTY` for none. Texts are compared without regard to case."""
    known = {v for v in values if v is not None and v != ""}
    if known and all(isinstance(v, str) for v in known):
        values = [v.casefold() if v else v for v in values]
        known = {v.casefold() for v in known}
    places: dict[Any, int] = {v: i for i, v in enumerate(sorted(known))}
    return [places.get(v, EMPTY) for v in values]


def arranged(chosen: Order, keys: Sequence[tuple[list[int], bool]]) -> Order:
    """The chosen rows sorted by ranks, the first key weighing most; equal rows keep their order."""
    order = list(chosen)
    for ranks, down in reversed(keys):
        found = [rank if rank == EMPTY else -rank for rank in ranks] if down else ranks
        order.sort(key=found.__getitem__)
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


def shown_at(order: Order, rows: int) -> Order:
    """The line that shows each row, -1 where none does."""
    back = [-1] * rows
    for line, row in enumerate(order):
        if row >= 0:
            back[row] = line
    return back


class Steps(NamedTuple):
    """What leaves one list and comes into another, as closed runs of positions in each."""

    gone: list[tuple[int, int]]
    come: list[tuple[int, int]]


def steps_between(old: Sequence[Hashable], new: Sequence[Hashable]) -> Steps | None:
    """How one list of ids becomes another; None when those that stay stand in another order."""
    were, are = set(old), set(new)
    if [uid for uid in old if uid in are] != [uid for uid in new if uid in were]:
        return None
    gone = runs([i for i, uid in enumerate(old) if uid not in are])
    return Steps(gone, runs([i for i, uid in enumerate(new) if uid not in were]))
