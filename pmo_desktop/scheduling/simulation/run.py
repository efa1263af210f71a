"""Working a plan through many times."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from pmo_desktop.scheduling.network import Constraint, Kind, Network
from pmo_desktop.scheduling.simulation.model import Uncertainty
from pmo_desktop.scheduling.simulation.net import Net, Work, net_of
from pmo_desktop.scheduling.simulation.passes import Runs
from pmo_desktop.scheduling.simulation.result import Simulation, Tally
from pmo_desktop.scheduling.simulation.sampling import drawn, stream
from pmo_desktop.scheduling.steps import DRIVES_NOTHING
from pmo_desktop.scheduling.ticks import MINUTE, NO_DATE, Ticks
from pmo_desktop.scheduling.timetable import Timetable
from pmo_desktop.scheduling.worktable import FAR
from pmo_desktop.scheduling.worktime import OutOfTime

BLOCK = 1000
"""Runs that go through the net together: the first S-curve comes after one block."""
_LONGEST = 2**29
"""Ticks of a row in one run, a hundred years: so that single precision integers do not overflow."""
_CELLS = 5_000_000
"""Rows times runs of a block: what bounds the memory of a long plan."""


def _goes_on(_found: Simulation) -> bool:
    return True


def simulate(
    network: Network,
    timetable: Timetable,
    uncertain: Uncertainty,
    *,
    runs: int = 10_000,
    seed: int = 1,
    seen: Callable[[Simulation], bool] = _goes_on,
) -> Simulation:
    """Work a plan through `runs` times; the same seed gives the same result.

    `seen` gets the result so far after each block of runs (1,000 of a plan up to 5,000 rows) and says
    whether to go on. Work that is done keeps its dates; of work under way the remaining part varies in
    proportion to its estimate. Rows planned as late as possible, and no-later-than dates, give way to
    links here. Raises ValueError
    when there are no runs or no rows to work through, OutOfTime where a run ends decades after the plan.
    """
    net = net_of(network, timetable)
    if runs < 1 or not net.counted:
        raise ValueError("nothing to simulate")
    plan, vary = _planned(network, timetable, uncertain)
    waits, strained = held_back(network, net, plan, timetable.start)
    tally, planned = Tally(net.rows, vary), int(timetable.project_finish.max())
    choices = sorted({row for one in uncertain.branches for _, rows in one.ways for row in rows})
    found = None
    size = max(100, min(BLOCK, _CELLS // net.rows))
    for block, first in enumerate(range(0, runs, size)):
        count = min(size, runs - first)
        lengths, taken = _lengths(network, uncertain, plan, count, stream(seed, block))
        finish, critical = _through(net, Runs(net, lengths, waits))
        critical[choices] &= lengths[choices] > 0  # a way that was not taken held nothing up
        tally.add(lengths, finish, critical)
        tally.add_ways(taken)
        found = tally.result(seed, planned, strained) if first + count < runs else None
        if found is not None and not seen(found):
            return found
    found = tally.result(seed, planned, strained)
    seen(found)
    return found


def _planned(
    network: Network, timetable: Timetable, uncertain: Uncertainty
) -> tuple[Work, npt.NDArray[np.bool_]]:
    """The plan's own lengths in ticks, and which rows a run may give another."""
    tasks = network.tasks
    lengths = np.maximum(timetable.duration, 0).astype(np.int32)
    vary = np.zeros(len(tasks), bool)
    vary[uncertain.estimates.row] = True
    for event in uncertain.events:
        vary[list(event.rows)] = True
    for branch in uncertain.branches:
        for _, rows in branch.ways:
            vary[list(rows)] = True
    return lengths, vary & (tasks.actual_finish == NO_DATE)


def _lengths(
    network: Network, uncertain: Uncertainty, plan: Work, count: int, chance: np.random.Generator
) -> tuple[Work, tuple[tuple[int, ...], ...]]:
    """Lengths in ticks, (rows, runs); what is done stays, what is under way varies in what is left.

    With them per branch how many of the runs took each of its ways.
    """
    minutes, taken = drawn(uncertain, (plan / MINUTE).astype(np.float32), count, chance)
    minutes *= np.float32(MINUTE)
    np.clip(minutes, 0, _LONGEST, out=minutes)
    found: Work = np.rint(minutes, out=minutes).astype(np.int32)
    tasks = network.tasks
    done = tasks.actual_finish != NO_DATE
    found[done] = plan[done, None]
    begun = np.flatnonzero((tasks.actual_start != NO_DATE) & ~done)
    share = np.clip(tasks.remaining[begun] / np.maximum(plan[begun], 1), 0, 1)
    found[begun] = (plan[begun] * (1 - share))[:, None] + found[begun] * share[:, None]
    return found, taken


def held_back(network: Network, net: Net, plan: Work, starts: Ticks) -> tuple[Work, Work]:
    """Working ticks that hold rows back beyond their links, and the rows that stand earlier than links allow.

    `plan` has the lengths of the rows, `starts` the instants at which they are to start. A levelling delay
    or a status date is known to the engine alone; here it is what a row has waited.
    """
    alone = Runs(net, plan[:, None])
    waits = np.zeros(net.rows, np.int32)
    strained = []
    soft = (network.tasks.constraint == Constraint.ALAP) | np.isin(network.tasks.kind, [*DRIVES_NOTHING])
    wanted = _on_axes(net, starts)
    for step in net.order:
        alone.visit(step)
        if step >= net.rows or net.fixed[step] or soft[step]:
            continue
        late = int(wanted[step]) - int(alone.start[step, 0])
        if late > 0:
            waits[step] = late
            alone.start[step] += np.int32(late)
            alone.finish[step] += np.int32(late)
        elif late < 0:
            strained.append(step)
    return waits, np.array(strained, np.int32)


def _on_axes(net: Net, instants: Ticks) -> Ticks:
    found = np.zeros(net.rows, np.int64)
    for number, table in enumerate(net.axes):
        here = net.axis[: net.rows] == number
        found[here] = table.work_at(instants[here])
    return found


def _through(net: Net, runs: Runs) -> tuple[Ticks, npt.NDArray[np.bool_]]:
    """The finish of the project in each run, and the rows that held it up."""
    runs.forward()
    rows = np.array(net.counted)
    on = net.axis[rows]
    latest = np.full((len(net.axes), runs.count), np.int64(-(2**62)))
    for number, table in enumerate(net.axes):
        if (on == number).any():
            work = runs.finish[rows[on == number]].max(axis=0)
            latest[number] = table.finish_at(work.astype(np.int64))
    finish: Ticks = latest.max(axis=0)
    if (finish >= FAR).any():
        raise OutOfTime
    last = np.zeros((len(net.axis), runs.count), bool)
    for number, table in enumerate(net.axes):
        here = rows[on == number]
        if len(here):
            edge = table.work_at(finish).astype(np.int32)
            last[here] = (runs.finish[here] == edge) & (latest[number] == finish)
    return finish, runs.critical(last)[: net.rows]


def drives(network: Network) -> npt.NDArray[np.bool_]:
    """Rows whose length can matter to the finish: what is worked at, has a length and is not done."""
    tasks = network.tasks
    idle = [*DRIVES_NOTHING, Kind.SUMMARY, Kind.MILESTONE]
    found: npt.NDArray[np.bool_] = (
        tasks.active & ~np.isin(tasks.kind, idle) & (tasks.duration > 0) & (tasks.actual_finish == NO_DATE)
    )
    return found
