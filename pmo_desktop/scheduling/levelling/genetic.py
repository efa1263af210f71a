"""The search that improves while one watches: populations of schedules, begun from the plan and the rules."""

from __future__ import annotations

import dataclasses as dc

import numpy as np

from pmo_desktop.scheduling.levelling.breeding import Herd  # noqa
from pmo_desktop.scheduling.levelling.kernel import BEST, BOUND, EVALUATED, SIDE, TURN, Net, Room
from pmo_desktop.scheduling.levelling.kernels import Kernels
from pmo_desktop.scheduling.levelling.nets import (
    along_links, goal_of, horizon, mirrored, net_of, renumbered, room_for,
)
from pmo_desktop.scheduling.levelling.paths import earliest_starts, tails
from pmo_desktop.scheduling.levelling.problem import Ints, Problem
from pmo_desktop.scheduling.levelling.rules import rule_keys

FAR = 1 << 60


class Search:
    def __init__(self, problem: Problem, form: Kernels, seed: int, bound: int, crowd: int = 40, beta: float = 0.5, just: bool = False):
        order = along_links(problem)
        assert order is not None
        self.form = form
        self.order = order
        self.problem = renumbered(problem, order)
        self.slots = horizon(self.problem)
        self.ahead = net_of(self.problem, self.slots, form)
        self.goal = goal_of(self.problem, self.slots, form)
        self.room = room_for(self.ahead, form)
        self.steady = int(self.problem.steady)
        self.back = net_of(mirrored(self.problem, 1), self.slots, form)
        self.crowd = crowd
        n = problem.tasks
        col = form.column
        self.herd = Herd(col([0] * (n * crowd)), col([FAR] * crowd), col([0] * (n * crowd)), col([FAR] * crowd), col([0] * n))
        self.tally = col([(seed * 2654435761 + 88172645) % (2**32 - 1) + 1, 0, 0, 0, FAR, bound])
        self.rng = np.random.default_rng(seed)
        self.populate(beta, just)

    def populate(self, beta, just):
        p = self.problem
        keys = [k for _, k in rule_keys(p)]
        lft = keys[0].astype(float)
        n = p.tasks
        for q in range(self.crowd):
            par = False
            if q < 6:
                key = keys[(0, 1, 2)[q % 3]].copy(); par = q >= 3
            else:
                key = (lft + beta * lft.max() * self.rng.random(n)).astype(np.int64); par = q % 2 == 1
            key = key - key.min()
            self.start_from(q, key, par, just)
            if self.tally[BEST] <= self.tally[BOUND]: return

    def start_from(self, q, key, par, just):
        f, r = self.form, self.room
        n = self.problem.tasks
        r.key[:] = f.column(key)
        if par:
            mk = f.parallel(self.ahead, r.key, r.free, r.start, r.finish, r.spare)
        else:
            mk = f.build(self.ahead, r, r.start, r.finish)
        value = f.worth(self.goal, r.finish, n, mk)
        self.tally[EVALUATED] += 1
        if just:
            value = f.justified(self.ahead, self.back, self.goal, r)
            self.tally[EVALUATED] += 2
        self.herd.ahead[q*n:q*n+n] = r.start
        self.herd.ahead_value[q] = value
        if value < self.tally[BEST]:
            self.tally[BEST] = value
            self.herd.best[:] = r.start

    def run(self, children):
        self.form.evolve(self.ahead, self.back, self.goal, self.herd, self.room, self.steady, self.tally, children)

    def best(self):
        starts = np.empty(self.problem.tasks, np.int64)
        starts[self.order] = np.array(self.herd.best)
        return starts
