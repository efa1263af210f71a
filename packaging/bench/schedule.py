"""How fast plans are scheduled and simulated, beside peers in the same run where they are installed.

    python packaging/bench/schedule.py [--sizes 1000,10000,100000] [--json FILE]

A plan has two calendars, four kinds of links with lags and leads (1.8 a task) and some constraints. Peers
are taken where they can be imported: `pip install networkx mpxj` beside the program (mpxj needs Java). The
dates of MPXJ's scheduler are compared with ours, task by task. Goals: 10 times faster than MPXJ warm at
10,000 tasks; 100,000 tasks <= 300 ms; 10,000 runs of 1,000 tasks <= 0.5 s and <= 150 MB, first S-curve
<= 0.1 s; a plan of 100,000 tasks <= 250 MB.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from pmo_desktop.scheduling import blank, kernels, passes
from pmo_desktop.scheduling.engine import prepare, schedule
from pmo_desktop.scheduling.network import Constraint, Links, LinkType, Network, Project
from pmo_desktop.scheduling.simulation.model import Estimates, Uncertainty
from pmo_desktop.scheduling.simulation.run import simulate
from pmo_desktop.scheduling.ticks import HOUR, NO_DATE, moments, tick, ticks
from pmo_desktop.scheduling.workpattern import USUAL
from pmo_desktop.scheduling.worktime import WorkClock

DAY = 8 * HOUR
BEGIN = datetime(2026, 1, 5, 8)
Figures = dict[str, Any]


def plan_of(count: int, *, constrained: bool = True) -> Network:
    """A made-up plan, the same for the same size: layered like real ones, a few tasks held to dates."""
    dice = np.random.default_rng(11)
    lengths = dice.integers(1, 20, count) * DAY
    target = dice.integers(1, count, int(count * 1.8))
    source = target - np.minimum(
        target, 1 + dice.exponential(max(25, count // 200), len(target)).astype(np.int64)
    )
    pairs = np.unique(source * count + target)
    source, target = pairs // count, pairs % count
    kinds = dice.choice(4, len(pairs), p=[0.80, 0.10, 0.08, 0.02])
    lags = dice.choice([0, 0, 0, 0, 1, 2, 5, -1], len(pairs)) * DAY
    held = (dice.random(count) < 0.02) & constrained
    when = tick(BEGIN) + dice.integers(0, 400, count) * 24 * HOUR
    tasks = blank.tasks_of(
        count, duration=lengths, by_duration=np.ones(count, bool),
        constraint=np.where(held, Constraint.SNET, Constraint.ASAP),
        constraint_date=np.where(held, when, NO_DATE),
    )  # fmt: skip
    made = blank.network(tasks, project=Project(start=tick(BEGIN)))
    links = Links(
        source.astype(np.int32), target.astype(np.int32), kinds.astype(np.int8), lags.astype(np.int64),
        np.zeros(len(pairs), np.int8),
    )  # fmt: skip
    return Network(made.tasks, links, made.calendars, made.projects, made.resources, made.assignments)


def timed(act: Callable[[], Any], times: int = 7) -> tuple[float, float]:
    """Milliseconds of the first time, and the median of the others."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1e3)
    return taken[0], statistics.median(taken[1:])


def memory() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(count: int) -> Figures:
    """The engine, compiled and plain: a whole schedule, and one after a task was changed."""
    before = memory()
    plan = plan_of(count)
    first, warm = timed(lambda: schedule(plan))
    found: Figures = {"tasks": count, "links": len(plan.links), "first ms": first, "warm ms": warm}
    changed = plan.tasks.duration.copy()
    changed[count // 2] += DAY
    _, found["one changed ms"] = timed(lambda: schedule(plan.with_tasks(duration=changed, remaining=changed)))
    if count <= 10_000:
        _, found["plain Python ms"] = timed(lambda: passes.run(plan, kernels.PLAIN), 4)
    found["memory MB"] = memory() - before
    return found


def by_networkx(count: int) -> float | None:
    """Milliseconds of networkx's longest path over finish-to-start links; None where it is not installed."""
    if importlib.util.find_spec("networkx") is None:
        return None
    nx = importlib.import_module("networkx")
    plan = plan_of(count)
    graph: Any = nx.DiGraph()
    graph.add_nodes_from(range(count))
    weights = plan.tasks.duration[plan.links.source].tolist()
    graph.add_weighted_edges_from(
        zip(plan.links.source.tolist(), plan.links.target.tolist(), weights, strict=True)
    )
    return timed(lambda: nx.dag_longest_path_length(graph), 4)[1]


class Mpxj:
    """MPXJ's schedulers on the same plan, through a Java machine in this process."""

    def __init__(self) -> None:
        jpype = importlib.import_module("jpype")
        importlib.import_module("mpxj")  # puts the classes where Java finds them
        jpype.startJVM("-Xmx4g")
        self._java, self._it = jpype.java, jpype.JPackage("org").mpxj

    def project(self, plan: Network) -> tuple[Any, list[Any], Any]:
        """The plan in MPXJ's own form, its tasks, and its start."""
        it, project = self._it, self._it.ProjectFile()
        calendar = project.addDefaultBaseCalendar()
        project.setDefaultCalendar(calendar)
        start = self._java.time.LocalDateTime.of(BEGIN.year, BEGIN.month, BEGIN.day, BEGIN.hour, 0)
        project.getProjectProperties().setStartDate(start)
        tasks = [self._task(project, calendar, plan, row) for row in range(len(plan.tasks))]
        kinds = it.RelationType
        types = {
            LinkType.FS: kinds.FINISH_START, LinkType.SS: kinds.START_START,
            LinkType.FF: kinds.FINISH_FINISH, LinkType.SF: kinds.START_FINISH,
        }  # fmt: skip
        links = plan.links
        for before, after, kind, lag in zip(
            links.source.tolist(), links.target.tolist(), links.type.tolist(), links.lag.tolist(), strict=True
        ):
            wait = it.Duration.getInstance(lag // DAY, it.TimeUnit.DAYS)
            built = it.Relation.Builder().predecessorTask(tasks[before]).type(types[LinkType(kind)]).lag(wait)
            tasks[after].addPredecessor(built)
        return project, tasks, start

    def _task(self, project: Any, calendar: Any, plan: Network, row: int) -> Any:
        it, task = self._it, project.addTask()
        length = it.Duration.getInstance(int(plan.tasks.duration[row]) // DAY, it.TimeUnit.DAYS)
        task.setDuration(length)
        task.setRemainingDuration(length)
        task.setActualDuration(it.Duration.getInstance(0, it.TimeUnit.DAYS))
        task.setPercentageComplete(self._java.lang.Double(0))
        task.setActivityType(it.ActivityType.TASK_DEPENDENT)
        task.setCalendar(calendar)
        held = plan.tasks.constraint[row] == Constraint.SNET
        kind = it.ConstraintType
        task.setConstraintType(kind.START_NO_EARLIER_THAN if held else kind.AS_SOON_AS_POSSIBLE)
        if held:
            day = moments(plan.tasks.constraint_date[row : row + 1])[0]
            assert day is not None
            task.setConstraintDate(self._java.time.LocalDateTime.of(day.year, day.month, day.day, 8, 0))
        return task

    def measured(self, count: int) -> Figures:
        """First and warm milliseconds, and on how many tasks the early finish is ours."""
        plan = plan_of(count)
        project, tasks, start = self.project(plan)
        first, warm = timed(lambda: self._it.cpm.MicrosoftScheduler().schedule(project, start), 6)
        theirs = [datetime.fromisoformat(str(task.getEarlyFinish())) for task in tasks]
        # by a start-to-finish link ours may end when Monday begins, theirs when Friday ends: one working time
        apart = WorkClock(USUAL).between(schedule(plan).early_finish, ticks(theirs))
        same = int((apart == 0).sum())
        return {"first ms": first, "warm ms": warm, "same finish": f"{same} of {count}"}


def simulated() -> Figures:
    """Monte Carlo: 10,000 runs of 1,000 tasks, all of them uncertain, with criticality."""
    plan = plan_of(1000, constrained=False)
    table = schedule(plan)
    lengths = plan.tasks.duration
    points = np.column_stack((np.arange(1000), lengths * 8 // 10, lengths, lengths * 16 // 10))
    doubt = Uncertainty(Estimates.of([tuple(row) for row in points.tolist()]))
    seen: list[float] = []

    def look(_found: Any) -> bool:
        seen.append(time.perf_counter())
        return True

    before, best = memory(), []
    for _ in range(3):
        seen.clear()
        began = time.perf_counter()
        simulate(plan, table, doubt, runs=10_000, seen=look)
        best.append((time.perf_counter() - began, seen[0] - began))
    took, first = sorted(best)[1]
    return {
        "runs": 10_000, "tasks": 1000, "s": took, "first S-curve s": first,
        "memory MB": memory() - before,
    }  # fmt: skip


def main(words: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--json", type=Path)
    args, _others = parser.parse_known_args(words)
    sizes = [int(word) for word in args.sizes.split(",")]
    began = time.perf_counter()
    compiled = prepare()
    ready = (time.perf_counter() - began) * 1e3
    print(f"Numba {'is used' if compiled else 'is not installed'}; made ready in {ready:.0f} ms")
    found: dict[str, Any] = {"compiled": compiled, "ready ms": ready, "ours": [], "peers": []}
    found["simulation"] = _said("Monte Carlo", simulated())
    for size in sizes:
        found["ours"].append(_said("ours", ours(size)))
        if size <= 10_000 and (taken := by_networkx(size)) is not None:
            found["peers"].append(_said("networkx longest path", {"tasks": size, "warm ms": taken}))
    if importlib.util.find_spec("mpxj") is not None and importlib.util.find_spec("jpype") is not None:
        peer = Mpxj()
        for mine in [one for one in found["ours"] if one["tasks"] <= 10_000]:
            theirs = peer.measured(mine["tasks"])
            theirs["ours is faster by"] = theirs["warm ms"] / mine["warm ms"]
            found["peers"].append(_said("MPXJ MicrosoftScheduler", {"tasks": mine["tasks"], **theirs}))
    if args.json:
        args.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


def _said(name: str, figures: Figures) -> Figures:
    """Print one line of the table."""
    cells = [
        f"{key} {value:.4g}" if isinstance(value, float) else f"{key} {value}"
        for key, value in figures.items()
    ]
    print(f"{name:<26}" + "   ".join(cells), flush=True)
    return figures


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
