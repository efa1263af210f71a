"""A problem made ready to be searched in one form of the kernels: what rules and search have in common."""

from __future__ import annotations

from typing import Any

import numpy as np

from pmo_desktop.scheduling.levelling.kernel import Room
from pmo_desktop.scheduling.levelling.kernels import Kernels
from pmo_desktop.scheduling.levelling.nets import along_links, goal_of, horizon, net_of, renumbered, room_for
from pmo_desktop.scheduling.levelling.problem import Ints, Problem


class Ground:
    """One mode a task, links not in circles. Inside, tasks are numbered along the links."""

    def __init__(self, problem: Problem, form: Kernels) -> None:
        order = along_links(problem)
        if order is None:
            raise ValueError("the links go round in a circle")
        self.order = order
        self.problem = renumbered(problem, order)
        self.form = form
        # Seen from its end, a problem that is not steady may take that end and as long again.
        self.slots = horizon(self.problem) * (1 if self.problem.steady else 2)
        self.net = net_of(self.problem, self.slots, form)
        self.goal = goal_of(self.problem, horizon(self.problem), form)

    @property
    def size(self) -> int:
        """How many tasks."""
        return self.problem.tasks

    def room(self) -> Room:
        """Places to work in; a thread needs its own."""
        return room_for(self.net, self.form)

    def outside(self, starts: Any) -> Ints:
        """Starts by the numbers of the problem that was given."""
        found = np.empty(self.size, np.int64)
        found[self.order] = np.asarray(starts, np.int64)
        return found

    def inside(self, starts: Ints) -> Ints:
        """Starts by the numbers used inside."""
        return starts[self.order]

    def built(self, key: Ints, room: Room, *, parallel: bool) -> int:
        """Build a schedule in `room` from keys (smallest first, numbered inside); gives its value."""
        room.key[:] = self.form.column(key - key.min())
        if parallel:
            makespan = self.form.parallel(self.net, room)
        else:
            makespan = self.form.build(self.net, room, room.start, room.finish)
        return self.form.worth(self.goal, room.finish, self.size, makespan)
