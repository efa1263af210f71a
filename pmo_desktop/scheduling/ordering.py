"""An order of rows in which no edge points back; rings are opened and named."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pmo_desktop.scheduling.network import Flags, Index


class Ring(NamedTuple):
    """Rows that wait for one another, in the order of their edges, and the edge that was left out."""

    rows: tuple[int, ...]
    edge: int


def ordered(n: int, source: Index, target: Index) -> tuple[Index, Flags, list[Ring]]:
    """An order of n rows, which edges are kept, and the rings found. Linear in rows and edges.

    Kahn's method (1962); what it leaves over holds rings, each opened at the edge that a walk finds
    closing it.
    """
    kept = np.ones(len(source), np.bool_)
    order = _kahn(n, source, target)
    rings: list[Ring] = []
    if len(order) < n:
        left = np.ones(n, np.bool_)
        left[order] = False
        rings = _rings(source, target, left)
        kept[[ring.edge for ring in rings]] = False
        order = _kahn(n, source[kept], target[kept])
    return order, kept, rings


def _kahn(n: int, source: Index, target: Index) -> Index:
    """Rows whose predecessors all came before, as far as there are such; first in the plan, first out."""
    by_source = np.argsort(source, kind="stable")
    ahead = target[by_source].tolist()
    first = np.searchsorted(source[by_source], np.arange(n + 1)).tolist()
    waits = np.bincount(target, minlength=n).tolist()
    order = [row for row in range(n) if not waits[row]]
    for row in order:
        for other in ahead[first[row] : first[row + 1]]:
            waits[other] -= 1
            if not waits[other]:
                order.append(other)
    return np.array(order, np.int32)


def _rings(source: Index, target: Index, left: Flags) -> list[Ring]:
    """The rings among the rows left over, each by the edge that closes it in a depth-first walk."""
    inside = np.flatnonzero(left[source] & left[target])
    edges: dict[int, list[int]] = {}
    for edge in inside.tolist():
        edges.setdefault(int(source[edge]), []).append(edge)
    state: dict[int, int] = {}
    rings: list[Ring] = []
    for root in np.flatnonzero(left).tolist():
        if root not in state:
            _walk(root, edges, target, state, rings)
    return rings


def _walk(
    root: int, edges: dict[int, list[int]], target: Index, state: dict[int, int], rings: list[Ring]
) -> None:
    """Walk from one row; a row's state is 1 while it is on the path and 2 when it is done."""
    path, todo = [root], [iter(edges.get(root, ()))]
    state[root] = 1
    while path:
        edge = next(todo[-1], None)
        if edge is None:
            state[path.pop()] = 2
            todo.pop()
            continue
        row = int(target[edge])
        if state.get(row) == 1:
            rings.append(Ring(tuple(path[path.index(row) :]), edge))
        elif row not in state:
            state[row] = 1
            path.append(row)
            todo.append(iter(edges.get(row, ())))
