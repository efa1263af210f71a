"""The order in which rows are scheduled, and the links by row: what stays while dates change.

Links of a summary are spread: into a summary they go to every row under it; out of it they leave from a
node of its own that gathers those rows (an edge of type MEMBER from each). Rows that drive nothing lose
their edges: inactive ones those that leave them; duties, levels of effort and hammocks all. A ring is
opened by leaving out the edges that close it, and named.
"""

from __future__ import annotations

import dataclasses as dc

import numpy as np
import numpy.typing as npt

from pmo_desktop.i18n import tr
from pmo_desktop.scheduling.kernel import FS_INTO, MEMBER
from pmo_desktop.scheduling.network import Flags, Index, Kind, LinkType, Network, Small
from pmo_desktop.scheduling.ordering import Ring, ordered
from pmo_desktop.scheduling.timetable import Notice, Trouble
from pmo_desktop.scheduling.worktime import OutOfTime

MOST_SPREAD = 10_000_000
"""Links between tasks that those of summaries may stand for: what bounds the memory of a plan."""


class TooManyLinks(OutOfTime):
    """Links of summaries stand for more than can be held. `str` is a translated sentence."""

    def __init__(self) -> None:
        said = tr("The links of summaries in this plan stand for more than {n} links.", n=MOST_SPREAD)
        Exception.__init__(self, said)


@dc.dataclass(frozen=True)
class Topology:
    """Edges sorted by target (`in_`), their places sorted by source (`out_`), and an order of rows."""

    order: Index
    """Scheduled nodes, predecessors first: leaves, and summaries that links leave."""
    source: Index
    target: Index
    type: Small
    link: Index
    """The link that an edge comes from; -1 of member edges."""
    in_first: Index
    """n + 1 entries: the edges into row i are those from in_first[i] up to in_first[i + 1]."""
    out_first: Index
    out_edge: Index
    leaf: Flags
    """Rows that are scheduled themselves, not from what is under them."""
    spans: Index
    """Rows whose dates come from their links after all others: level of effort and hammocks."""
    parent: Index
    """The row of each row's summary; -1 at the top, and where parents form a ring."""
    levels: tuple[Index, ...]
    """The rows of each depth, from the top down."""
    notices: tuple[Notice, ...]
    reach: dict[str, tuple[int, int]] = dc.field(default_factory=dict, compare=False)
    """The days that the last schedule needed tables for: where the next one begins."""

    @property
    def edges(self) -> int:
        """How many edges there are."""
        return len(self.source)


def shape_of(network: Network) -> Topology:
    """The topology of a network, worked out once and kept with it. Raises TooManyLinks."""
    found: Topology | None = network.shape.get("topology")
    if found is None:
        found = network.shape["topology"] = topology_of(network)
    return found


def topology_of(network: Network) -> Topology:
    """The topology of a network. Parents that form a ring, and links of a summary with its own, are named."""
    tasks = network.tasks
    leaf = tasks.kind != Kind.SUMMARY
    parent, lost = sound_parents(tasks.parent)
    edges, notices = _spread(network, leaf, parent)
    if len(lost):
        notices.append(Notice(Trouble.CYCLE, tuple(lost.tolist())))
    order, kept, rings = ordered(len(tasks), edges[0], edges[1])
    source, target, kind, link = (column[kept] for column in edges)
    by_target = np.argsort(target, kind="stable")
    source, target, kind, link = (column[by_target] for column in (source, target, kind, link))
    nodes = leaf.copy()
    nodes[target[kind == MEMBER]] = True
    spans = np.isin(tasks.kind, (Kind.LOE, Kind.HAMMOCK))
    return Topology(
        order=order[nodes[order] & ~spans[order] & (tasks.kind[order] != Kind.BRANCH)],
        source=source,
        target=target,
        type=kind.astype(np.int8),
        link=link,
        in_first=_first(target, len(tasks)),
        out_first=_first(np.sort(source, kind="stable"), len(tasks)),
        out_edge=np.argsort(source, kind="stable").astype(np.int32),
        leaf=leaf,
        spans=np.flatnonzero(spans).astype(np.int32),
        parent=parent,
        levels=levels_of(depth_of(parent)),
        notices=(*notices, *(_named(ring, link_of=edges[3]) for ring in rings)),
    )


def _first(keys: Index, n: int) -> Index:
    """Where each row's run begins in a sorted column of rows."""
    return np.searchsorted(keys, np.arange(n + 1)).astype(np.int32)


def _named(ring: Ring, link_of: Index) -> Notice:
    """The notice for a ring of rows."""
    return Notice(Trouble.CYCLE, ring.rows, int(link_of[ring.edge]))


def sound_parents(parent: Index) -> tuple[Index, Index]:
    """The summary above each row, -1 where rows stand in a ring of parents or below one; and those rows.

    Doubles the step upwards each time: whoever has not come out on top after as many steps as there are rows
    never will.
    """
    above = np.where((parent >= 0) & (parent < len(parent)), parent, -1).astype(np.int32)
    ahead = above.copy()
    for _ in range(len(parent).bit_length()):
        ahead = np.where(ahead >= 0, ahead[np.maximum(ahead, 0)], -1)
    lost = ahead >= 0
    return np.where(lost, -1, above).astype(np.int32), np.flatnonzero(lost).astype(np.int32)


def depth_of(parent: Index) -> Index:
    """The number of summaries above each row; parents must be sound. Doubles the step upwards each time."""
    above = parent.copy()
    depth = (above >= 0).astype(np.int32)
    while (inside := above >= 0).any():
        depth = depth + np.where(inside, depth[above], 0).astype(np.int32)
        above = np.where(inside, above[above], -1)
    return depth


def levels_of(depth: Index) -> tuple[Index, ...]:
    """The rows of each depth, from the top down, those of one depth in their order."""
    rows = np.argsort(depth, kind="stable").astype(np.int32)
    ends = np.searchsorted(depth[rows], np.arange(1, int(depth.max(initial=0)) + 1))
    return tuple(np.split(rows, ends))


def leaves_under(parent: Index, leaf: Flags, summaries: Index) -> dict[int, Index]:
    """The leaves under each of these summaries, at any depth."""
    found: dict[int, list[int]] = {row: [] for row in summaries.tolist()}
    up = _nearest(parent, summaries).tolist()
    for row in np.flatnonzero(leaf).tolist():
        above = up[row]
        while above >= 0:
            found[above].append(row)
            above = up[above]
    return {row: np.array(rows, np.int32) for row, rows in found.items()}


def _leaves_below(parent: Index, leaf: Flags, rows: Index) -> npt.NDArray[np.int64]:
    """How many leaves stand under each of some rows."""
    if not len(rows):
        return np.zeros(0, np.int64)
    counts = leaf.astype(np.int64)
    for level in levels_of(depth_of(parent))[:0:-1]:
        np.add.at(counts, parent[level], counts[level])
    found: npt.NDArray[np.int64] = counts[rows]
    return found


def _nearest(parent: Index, summaries: Index) -> Index:
    """The next of these summaries above each row, -1 where there is none."""
    wanted = np.zeros(len(parent), np.bool_)
    wanted[summaries] = True
    above = parent
    while (passing := (above >= 0) & ~wanted[above]).any():
        above = np.where(passing, above[above], above)
    return above


def _spread(
    network: Network, leaf: Flags, parent: Index
) -> tuple[tuple[Index, Index, Index, Index], list[Notice]]:
    """The edges as source, target, type, link; and the links left out for joining a summary to its own."""
    tasks, links = network.tasks, network.links
    aside = np.isin(tasks.kind, (Kind.DUTY, Kind.LOE, Kind.HAMMOCK, Kind.BRANCH))
    idle = ~tasks.active | aside
    live = np.flatnonzero(~idle[links.source] & ~aside[links.target]).astype(np.int32)
    into = live[~leaf[links.target[live]]]
    plain = live[leaf[links.target[live]]]
    out = live[~leaf[links.source[live]]]
    both = np.unique(np.concatenate((links.target[into], links.source[out])))
    spread = np.concatenate((links.target[into], np.unique(links.source[out])))
    if int(_leaves_below(parent, leaf, spread).sum()) > MOST_SPREAD:
        raise TooManyLinks
    under = leaves_under(parent, leaf, both)
    notices: list[Notice] = []
    parts = [(links.source[plain], links.target[plain], links.type[plain].astype(np.int32), plain)]
    for row in np.unique(links.source[out]).tolist():
        members = under[row][~idle[under[row]]]
        parts.append((members, _same(members, row), _same(members, MEMBER), _same(members, -1)))
    for link in into.tolist():
        source, rows = int(links.source[link]), under[int(links.target[link])]
        rows = rows[~aside[rows]]
        kind = FS_INTO if links.type[link] == LinkType.FS else int(links.type[link])
        parts.append((_same(rows, source), rows, _same(rows, kind), _same(rows, link)))
    columns = [np.concatenate([part[n] for part in parts]).astype(np.int32) for n in range(4)]
    own = _own(parent, columns[0], columns[1]) & (columns[2] != MEMBER)
    for link in np.unique(columns[3][own]).tolist():
        ends = int(links.source[link]), int(links.target[link])
        notices.append(Notice(Trouble.BAD_LINK, ends, int(link)))
    bad = np.isin(columns[3], columns[3][own]) & (columns[3] >= 0)
    kept = [column[~bad] for column in columns]
    return (kept[0], kept[1], kept[2], kept[3]), notices


def _same(rows: Index, value: int) -> Index:
    """A column of one value, as long as `rows`."""
    return np.full(len(rows), value, np.int32)


def _own(parent: Index, source: Index, target: Index) -> Flags:
    """Which edges join a row to itself or to a summary above it, either way round."""
    depth = depth_of(parent)
    own: Flags = source == target
    for low, high in ((source, target), (target, source)):
        own |= _lifted(parent, low, np.maximum(depth[low] - depth[high], 0)) == high
    return own


def _lifted(parent: Index, rows: Index, steps: Index) -> Index:
    """The summary that stands so many steps above each row; there must be that many above it."""
    above, found = parent, rows
    for bit in range(int(steps.max(initial=0)).bit_length()):
        found = np.where(steps >> bit & 1, above[found], found)
        above = np.where(above >= 0, above[above], -1)
    return found
