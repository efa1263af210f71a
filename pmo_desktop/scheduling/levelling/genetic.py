"""The search that improves while one watches: populations of schedules, begun from the plan and the rules.

With the compiled form two populations live on two threads (the kernels let other threads run) and give each
other their best; without it there is one. The same seed gives the same schedules after the same rounds.
"""

from __future__ import annotations

import dataclasses as dc
import math
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from pmo_desktop.scheduling.levelling.ground import Ground
from pmo_desktop.scheduling.levelling.kernel import BEST, BOUND, DICE, EVALUATED, Herd
from pmo_desktop.scheduling.levelling.nets import mirrored, net_of
from pmo_desktop.scheduling.levelling.problem import Ints
from pmo_desktop.scheduling.levelling.rules import Found, rule_keys

FAR = 1 << 60
_SPREAD = 0.5
"""How far random keys stray from latest finishes, as a share of the greatest."""
_CROWDING = 0.3
"""Members of a population for the square root of the schedules there is time for."""
_ANEW = 1.5
"""The same, where a population begins anew and should come out elsewhere."""
_ROUND = 0.03
"""Seconds between two looks at whether to stop."""
_PATIENCE = 40
"""Children of each member without a gain after which a population may begin anew."""
_FROM_RULES = 6
"""Members of a population that come from the rules."""


class Island:
    """One population: bred by `evolve`, asked for its best."""

    def __init__(self, ground: Ground, seed: int, bound: int, crowd: int) -> None:
        form, n = ground.form, ground.size
        self.ground = ground
        self.crowd = crowd
        self._steady = int(ground.problem.steady)
        self._dice = np.random.default_rng(seed)
        self._room = ground.room()
        column = form.column
        self._herd = Herd(
            column([0] * (n * crowd)),
            column([FAR] * crowd),
            column([0] * (n * crowd)),
            column([FAR] * crowd),
            column([0] * n),
        )
        tally = [0] * 6
        tally[DICE] = int(self._dice.integers(1, 1 << 32))
        tally[BEST], tally[BOUND] = FAR, bound
        self._tally = column(tally)
        self._anchor = 0
        self._least = FAR
        self._patience = _PATIENCE * crowd
        self._turn_round(1)

    @property
    def value(self) -> int:
        """The value of the best schedule so far."""
        return int(self._tally[BEST])

    @property
    def evaluated(self) -> int:
        """How many schedules were built."""
        return int(self._tally[EVALUATED])

    def best(self) -> Found:
        """The best schedule so far."""
        return Found(np.array(self._herd.best, np.int64), self.value)

    def populate(self, given: Sequence[Found], stop: Callable[[], bool] = lambda: False) -> None:
        """Fill the population with the best of what is given, and with random ones near a good rule.

        `stop` leaves the rest of it empty, and is asked later on too.
        """
        self._stop = stop
        for place, found in enumerate(sorted(given, key=lambda f: f.value)[:_FROM_RULES]):
            self.take_in(found, place)
        self._fill(min(len(given), _FROM_RULES), _SPREAD)

    def _fill(self, first: int, spread: float) -> None:
        """Random members from a place on; `spread` as for _SPREAD."""
        _, latest = next(rule_keys(self.ground.problem))
        latest = latest - latest.min()
        for place in range(first, self.crowd):
            if self.value <= self._tally[BOUND] or (place and self._stop()):
                return
            noise = self._dice.random(len(latest)) * (spread * (latest.max() + 1))
            self._grow(place, (latest + noise).astype(np.int64), parallel=place % 2 == 1)

    def take_in(self, found: Found, place: int) -> None:
        """Put a schedule into the population in the place of another."""
        n = self.ground.size
        starts = self.ground.form.column(found.starts)
        self._herd.ahead[place * n : place * n + n] = starts
        self._herd.ahead_value[place] = found.value
        if found.value < self.value:
            self._tally[BEST] = found.value
            self._herd.best[:] = starts

    def take_in_best(self, found: Found) -> None:
        """Put a better schedule than its own best into the population, in the place of the worst."""
        if found.value < self.value:
            self.take_in(found, int(np.argmax(self._herd.ahead_value)))

    def run(self, children: int) -> None:
        """Breed so many children, after beginning anew where nothing has come of this population for long.

        Lets other threads run when compiled.
        """
        self._patience -= children
        if self._patience <= 0:
            self._begin_anew()
        if not self._steady and self.value != self._anchor:
            self._turn_round(int(self._herd_span()))
        ground = self.ground
        ground.form.evolve(
            ground.net, self._back, ground.goal, self._herd, self._room, self._steady, self._tally, children
        )

    def _begin_anew(self) -> None:
        """Give up a population that has become one family and finds nothing; the best is remembered."""
        values = np.asarray(self._herd.ahead_value)
        least = int(values.min())
        if least < self._least:
            self._least = least
        elif int(np.median(values)) == least:
            self._herd.ahead_value[:] = self._herd.back_value[:] = self.ground.form.column([FAR] * self.crowd)
            self._least = FAR
            self._fill(0, _ANEW)
        self._patience = _PATIENCE * self.crowd

    def _grow(self, place: int, key: Ints, *, parallel: bool) -> None:
        room = self._room
        self.ground.built(key, room, parallel=parallel)
        value = self.ground.form.justified(self.ground.net, self._back, self.ground.goal, room)
        self._tally[EVALUATED] += 3
        self.take_in(Found(np.array(room.start, np.int64), value), place)

    def _herd_span(self) -> int:
        """About where the best schedule ends."""
        return int((np.asarray(self._herd.best) + self.ground.problem.duration).max())

    def _turn_round(self, anchor: int) -> None:
        """Look at the problem from slot `anchor` backwards."""
        ground = self.ground
        self._anchor = self.value
        self._back = net_of(mirrored(ground.problem, anchor), ground.slots, ground.form, against=1)
        self._room.free2[-1] = len(self._back.supply)


@dc.dataclass(frozen=True)
class Pace:
    """How the search goes on: members of a population, populations, children of each in a round."""

    crowd: int
    islands: int
    children: int
    rounds: int | None = None
    """The search ends after so many rounds, which makes it repeatable; None: rounds take _ROUND each."""


def pace_for(ground: Ground, seconds: float) -> Pace:
    """Rounds of some hundredths of a second, and populations that have the time to grow good.

    How many schedules fit into a second is estimated, so that the pace does not depend on the machine. A
    population of a small problem stays small, and begins anew more often in place of it.
    """
    a_second = (15_000_000 if not ground.form.lists else 250_000) // (ground.size + ground.slots // 16)
    islands = 1 if ground.form.lists else 2
    crowd = int(_CROWDING * math.sqrt(max(seconds, 0.1) * a_second))
    return Pace(max(16, min(crowd, 2 * ground.size, 400)), islands, max(1, min(a_second // 50, 4000)))


def _adapted(children: int, took: float) -> int:
    """How many children make a round of _ROUND seconds, after one that took so long."""
    return max(1, min(int(children * min(2.0, _ROUND / max(took, 1e-4))), 20_000))


def breed(
    ground: Ground,
    given: Sequence[Found],
    pace: Pace,
    seed: int,
    bound: int,
    improved: Callable[[Found], None],
    stop: Callable[[], bool],
) -> int:
    """Search until `stop`, the bound, or the last round; gives how many schedules were built."""
    islands = [Island(ground, seed * 1000 + n, bound, pace.crowd) for n in range(pace.islands)]
    best = min((f.value for f in given), default=FAR)
    with ThreadPoolExecutor(pace.islands) as pool:
        list(pool.map(lambda island: island.populate(given, stop), islands))
        children = pace.children
        for _ in range(1 << 60 if pace.rounds is None else pace.rounds):
            leader = min(islands, key=lambda island: island.value)
            if leader.value < best:
                best = leader.value
                improved(leader.best())
            if best <= bound or stop():
                break
            began = time.monotonic()
            list(pool.map(lambda island, some=children: island.run(some), islands))
            if pace.rounds is None:
                children = _adapted(children, time.monotonic() - began)
    return sum(island.evaluated for island in islands)
