"""A schedule file worked out: rescheduled from its inputs alone, levelled, simulated, checked."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.schedulefile import ScheduleFile, TaskKind
from pmo_desktop.i18n import tr, trn
from pmo_desktop.scheduling.ticks import MINUTE, moment
from pmo_desktop.services.plans.receipt import as_row, differences

if TYPE_CHECKING:
    from pmo_desktop.exchange.psplib.reading import Benchmark
    from pmo_desktop.scheduling.network import Network
    from pmo_desktop.scheduling.timetable import Timetable

When = datetime | int | None
"""An instant, or a period of a problem that knows no dates."""


@dc.dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be done with a file."""

    keep_dates: bool = False
    level: str | None = None
    """minimal, best or exact; None leaves resources alone."""
    seconds: float = 5.0
    simulate: int = 0
    """Runs; 0 for none."""
    seed: int = 1
    check: bool = False
    may_split: bool = False
    """Minimal levelling may break tasks off and resume them."""


@dc.dataclass(frozen=True, slots=True)
class TaskDates:
    """One row of the answer. Float is working minutes on the row's own calendar."""

    uid: int
    name: str
    start: When
    finish: When
    total_float_minutes: float | None
    critical: bool


@dc.dataclass(frozen=True, slots=True)
class Worked:
    """A whole answer. `makespan` is plain minutes between start and finish, or periods without dates."""

    tasks: tuple[TaskDates, ...]
    start: When
    finish: When
    makespan: int
    more: Mapping[str, Any] = dc.field(default_factory=dict)
    """What was wished for beyond dates, ready for JSON."""
    lines: tuple[str, ...] = ()
    """The same in words."""

    def as_json(self) -> dict[str, Any]:
        """Everything, dates in ISO 8601 without a zone."""
        return {
            "tasks": [_row(task) for task in self.tasks],
            "start": _iso(self.start),
            "finish": _iso(self.finish),
            "makespan": self.makespan,
            "lower_bound": None,
            "proven": False,
            **self.more,
        }


def _iso(when: When) -> str | int | None:
    return when.isoformat() if isinstance(when, datetime) else when


def _row(task: TaskDates) -> dict[str, Any]:
    spare = task.total_float_minutes
    return {
        "uid": task.uid,
        "start": _iso(task.start),
        "finish": _iso(task.finish),
        "total_float_minutes": int(spare) if spare is not None and spare == int(spare) else spare,
        "critical": task.critical,
    }


def work_through(file: ScheduleFile, wishes: Wishes) -> Worked:
    """A schedule file with all that was wished for. Raises OutOfTime and Fault."""
    from pmo_desktop.scheduling.engine import schedule
    from pmo_desktop.scheduling.from_file import network_of
    from pmo_desktop.services.levelling.of_file import levelled_file

    if wishes.keep_dates and not (wishes.level or wishes.simulate or wishes.check):
        return as_filed(file)
    network = network_of(file)
    table = schedule(network)
    more: dict[str, Any] = {}
    lines: list[str] = []
    if wishes.level:
        network, told = levelled_file(network, table, wishes)
        table = schedule(network)
        _add(more, lines, told)
    _add(more, lines, _notices(network, table))
    if wishes.simulate:
        _add(more, lines, _simulated(network, table, wishes))
    if wishes.check:
        _add(more, lines, _checked(network, table))
    found = as_filed(file) if wishes.keep_dates else timetabled(network, table)
    if not wishes.keep_dates:
        _add(more, lines, _compared(file, found))
    return dc.replace(found, more=more, lines=tuple(lines))


Told = tuple[dict[str, Any], list[str]]
"""Something for JSON, and the same in words."""


def _add(more: dict[str, Any], lines: list[str], told: Told) -> None:
    more |= told[0]
    lines += told[1]


def as_filed(file: ScheduleFile) -> Worked:
    """The dates that the file itself has."""
    tasks = tuple(
        TaskDates(t.uid, t.name, t.start, t.finish, t.total_slack_minutes, t.critical)
        for t in file.tasks
        if t.kind is not TaskKind.BLANK
    )
    starts = [task.start for task in tasks if isinstance(task.start, datetime)]
    ends = [task.finish for task in tasks if isinstance(task.finish, datetime)]
    start, finish = min(starts, default=None), max(ends, default=None)
    return Worked(tasks, start, finish, _apart(start, finish))


def _apart(start: datetime | None, finish: datetime | None) -> int:
    """Plain minutes from one instant to another; 0 where one is missing."""
    return 0 if start is None or finish is None else round((finish - start).total_seconds() / 60)


def timetabled(network: Network, table: Timetable) -> Worked:
    """The engine's answer in dates and minutes, rows in the order of the plan."""
    tasks = network.tasks
    columns = (tasks.uid, table.start, table.finish, table.total_float, table.critical)
    rows = zip(tasks.name, *(column.tolist() for column in columns), strict=True)
    found = tuple(
        TaskDates(uid, name, moment(start), moment(finish), spare / MINUTE, critical)
        for name, uid, start, finish, spare, critical in rows
    )
    start = moment(int(table.project_start.min())) if found else None
    finish = moment(int(table.project_finish.max())) if found else None
    return Worked(found, start, finish, _apart(start, finish))


def _notices(network: Network, table: Timetable) -> Told:
    """What the engine says of the plan."""
    uids, names = network.tasks.uid.tolist(), network.tasks.name
    said = [{"trouble": n.trouble.value, "uids": [uids[row] for row in n.rows]} for n in table.notices]
    lines = [f"{n.trouble.value}: {', '.join(names[row] for row in n.rows)}" for n in table.notices]
    return {"notices": said}, lines


def _compared(file: ScheduleFile, found: Worked) -> Told:
    """Where the dates of the file are others."""
    dates = {
        task.uid: (task.start, task.finish)
        for task in found.tasks
        if isinstance(task.start, datetime) and isinstance(task.finish, datetime)
    }
    differing = differences(file, dates)
    line = trn("{n} date differs from the file's", "{n} dates differ from the file's", len(differing))
    return {"differences": [as_row(one) for one in differing]}, [line]


def _simulated(network: Network, table: Timetable, wishes: Wishes) -> Told:
    """The plan worked through many times, every row with the usual spread. Raises Fault without rows."""
    from pmo_desktop.scheduling.simulation.run import simulate
    from pmo_desktop.services.plans.riskinputs import USUAL, RiskSettings, inputs_of

    inputs = inputs_of(network, RiskSettings(runs=wishes.simulate, seed=wishes.seed))
    try:
        found = simulate(network, table, inputs.uncertain, runs=wishes.simulate, seed=wishes.seed)
    except ValueError:
        raise Fault(tr("The plan has nothing to work through.")) from None
    uids = network.tasks.uid.tolist()
    marks = {f"p{share}": moment(found.percentile(share)) for share in (10, 50, 80, 90)}
    said = {
        "runs": found.runs,
        "seed": found.seed,
        "spread": [-USUAL.low, USUAL.high],
        **{name: _iso(when) for name, when in marks.items()},
        "chance_of_planned_finish": found.chance_of(found.planned),
        "criticality": {uids[row]: share for row, share in enumerate(found.criticality.tolist()) if share},
        "tornado": [{"uid": uids[row], "days": float(found.spread[row])} for row in found.tornado()],
    }
    lines = [f"{name.upper()}  {when}" for name, when in marks.items()]
    return {"simulation": said}, lines


def _checked(network: Network, table: Timetable) -> Told:
    """The fourteen checks."""
    from pmo_desktop.scheduling.quality.checks import assess

    uids = network.tasks.uid.tolist()
    found = assess(network, table)
    said = [
        {
            "check": int(one.check),
            "name": one.check.name.lower(),
            "verdict": one.verdict.value,
            "population": one.population,
            "value": one.value,
            "limit": one.limit,
            "uids": [uids[row] for row in one.rows],
        }
        for one in found
    ]
    lines = [f"{int(one.check):>2}  {one.check.name.lower():<18} {one.verdict.value}" for one in found]
    return {"checks": said}, lines


def solved(benchmark: Benchmark, wishes: Wishes) -> Worked:
    """A levelling problem without dates: periods from 0; `mode` counts from 1 where there is a choice."""
    from pmo_desktop.scheduling.levelling.answer import finishes
    from pmo_desktop.services.levelling.of_file import answered, solved_as

    answer = solved_as(benchmark.problem, wishes)
    said, lines = answered(answer)
    if answer.schedule is None:
        return Worked((), None, None, 0, said, tuple(lines))
    starts, ends = answer.schedule.starts, finishes(benchmark.problem, answer.schedule)
    rows = zip(benchmark.numbers, starts.tolist(), ends.tolist(), strict=True)
    tasks = tuple(TaskDates(uid, "", start, end, None, critical=False) for uid, start, end in rows)
    modes = (answer.schedule.modes - benchmark.problem.first[:-1] + 1).tolist()
    said |= {"modes": dict(zip(benchmark.numbers, modes, strict=True))}
    return Worked(tasks, 0, answer.makespan, answer.makespan, said, tuple(lines))
