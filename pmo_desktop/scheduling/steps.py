"""What waits for what, links of summaries included: rows and steps of no length, joined by bounds.

A summary that is linked becomes steps: one that what is under it waits for, one for its start and one for
its finish. Simulation and levelling both go by this.
"""

from __future__ import annotations

import dataclasses as dc
from collections import defaultdict, deque
from collections.abc import Collection, Sequence
from enum import IntEnum

import numpy as np

from pmo_desktop.scheduling.network import Kind, Lag, LinkType, Network

DRIVES_NOTHING = frozenset({Kind.LOE, Kind.HAMMOCK, Kind.DUTY})
_FS, _FF, _SF = int(LinkType.FS), int(LinkType.FF), int(LinkType.SF)
_SUMMARY, _PERCENT, _ELAPSED = int(Kind.SUMMARY), int(Lag.PERCENT), int(Lag.ELAPSED)


class Take(IntEnum):
    """What a step makes of the bounds that reach it."""

    LATEST = 0
    EARLIEST = 1
    """The start of a summary: that of the first thing under it."""


@dc.dataclass(frozen=True, slots=True)
class Bound:
    """A link as the runs use it. `lag` is ticks, or a share of the source's length where `share` is set."""

    source: int
    target: int
    from_finish: bool
    to_finish: bool
    lag: int = 0
    elapsed: bool = False
    share: float = 0.0


class Steps:
    """Which steps there are and what each waits for."""

    def __init__(self, network: Network, left_out: Collection[int]) -> None:
        tasks = network.tasks
        self.count = len(tasks)
        self.drives = (tasks.active & ~np.isin(tasks.kind, [*DRIVES_NOTHING, Kind.SUMMARY])).tolist()
        self.extra: list[tuple[int, Take]] = []
        self._known: dict[tuple[int, str], int] = {}
        self.bounds: list[Bound] = []
        self._below: dict[int, list[int]] = defaultdict(list)
        for row, parent in enumerate(tasks.parent.tolist()):
            if parent >= 0:
                self._below[parent].append(row)
        links, self._kinds = network.links, tasks.kind.tolist()
        columns = (links.source, links.target, links.type, links.lag, links.lag_kind)
        for number, link in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
            if number not in left_out:
                self._link(*link)

    def _leaves(self, row: int) -> list[int]:
        found: list[int] = []
        waiting = deque(self._below[row])
        while waiting:
            at = waiting.popleft()
            waiting.extend(self._below[at])
            if self.drives[at]:
                found.append(at)
        return found

    def _link(self, source: int, target: int, kind: int, lag: int, lag_kind: int) -> None:
        kinds = self._kinds
        from_finish = kind in (_FS, _FF)
        to_finish = kind in (_FF, _SF)
        if kinds[source] == _SUMMARY:
            source = self._end(source, from_finish)
        elif not self.drives[source]:
            return
        share = lag / 10_000 if lag_kind == _PERCENT else 0.0
        made = Bound(source, target, from_finish, to_finish, 0 if share else lag, lag_kind == _ELAPSED, share)
        if kinds[target] != _SUMMARY:
            self.bounds.append(made)
        elif to_finish:
            self.bounds += [dc.replace(made, target=leaf) for leaf in self._leaves(target)]
        else:
            self.bounds.append(dc.replace(made, target=self._gate(target)))

    def _step(self, row: int, name: str, take: Take) -> int:
        step = self.count + len(self.extra)
        self._known[row, name] = step
        self.extra.append((row, take))
        return step

    def _end(self, row: int, finish: bool) -> int:
        """The step of a summary's finish or start."""
        name = "finish" if finish else "start"
        if (row, name) not in self._known:
            step = self._step(row, name, Take.LATEST if finish else Take.EARLIEST)
            self.bounds += [
                Bound(leaf, step, from_finish=finish, to_finish=False) for leaf in self._leaves(row)
            ]
        return self._known[row, name]

    def _gate(self, row: int) -> int:
        """The step that everything under a summary waits for."""
        if (row, "gate") not in self._known:
            step = self._step(row, "gate", Take.LATEST)
            self.bounds += [
                Bound(step, leaf, from_finish=True, to_finish=False) for leaf in self._leaves(row)
            ]
        return self._known[row, "gate"]


def ordered(
    total: int, wanted: Collection[int], bounds: Sequence[Bound]
) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    """An order in which each step follows what it waits for, and the places of its bounds (Kahn).

    What lies on a ring that was not broken before stands at the end, in plan order.
    """
    into: list[list[int]] = [[] for _ in range(total)]
    out: list[list[int]] = [[] for _ in range(total)]
    for number, bound in enumerate(bounds):
        into[bound.target].append(number)
        out[bound.source].append(bound.target)
    left = [len(places) for places in into]
    ready = deque(step for step in range(total) if not left[step])
    order: list[int] = []
    while ready:
        step = ready.popleft()
        order.append(step)
        for target in out[step]:
            left[target] -= 1
            if not left[target]:
                ready.append(target)
    inside = set(wanted)
    kept = [step for step in order if step in inside]
    kept += [step for step in wanted if left[step]]
    return tuple(kept), tuple(tuple(places) for places in into)
