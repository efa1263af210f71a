"""The lines of each project's plan: typed networks for three of them, phases and gates for the rest."""

from __future__ import annotations

import dataclasses as dc
import re
from functools import cache

from pmo_desktop.demo.content import Row, choice, rows
from pmo_desktop.demo.network import Span, Step, Tie, ties
from pmo_desktop.domain.plans import ItemKind, LinkKind

NETWORKS = ("wing", "record", "congress")
"""Projects whose plan is a typed network; it gives their length and slip."""
HALTED = {"parking": 150, "fax": 140}
"""The day of its plan on which a project was put on hold or stopped."""
AGAIN = (("record", "7.3", "8.1", 7000),)
"""Work that may be needed after other work: project, the line before, the line, hundredths of a per cent."""
_LINE = re.compile(r"(.+) (\d+)-(\d+)")
_STEADY = 0.3
"""The share of the time gone before a late project began to slip."""
_LONGEST_LAG = 12
"""Working days; beyond that a gap is a wait for a date, not for the line before."""


@cache
def project_rows() -> dict[str, Row]:
    """The projects by key."""
    return {row["key"]: row for row in rows("projects")}


def days_gone(key: str) -> int:
    """How many working days of its plan lie before the end of the status date."""
    return 1 - int(project_rows()[key]["start"])


@cache
def steps(key: str) -> tuple[Step, ...]:
    """The lines of a project's plan, in order."""
    return _network(key) if key in NETWORKS else _compact(key)


def _network(key: str) -> tuple[Step, ...]:
    return tuple(
        Step(
            row["wbs"], row["name"], choice(ItemKind, row["kind"]),
            int(row["base"] or 0), int(row["now"] or 0), ties(row["after"]), row["who"], row["gate"],
        )
        for row in rows(f"plan_{key}")
    )  # fmt: skip


def _moved(key: str, day: int) -> int:
    """Where a day of the baseline lies now: a slip grows until today, a halt moves all that follows."""
    row = project_rows()[key]
    slip, gone = int(row["slip"] or 0), min(days_gone(key), int(row["days"]))
    if key in HALTED:
        return day + (slip if day > HALTED[key] else 0)
    if gone <= 0:
        return day
    grown = (day - _STEADY * gone) / ((1 - _STEADY) * gone)
    return day + round(slip * min(1.0, max(0.0, grown)))


def _compact(key: str) -> tuple[Step, ...]:
    row = project_rows()[key]
    days = int(row["days"])
    lines = next(r["lines"] for r in rows("compact") if r["work"] == key)
    spans = [m.groups() for m in map(_LINE.fullmatch, map(str.strip, lines.split(";"))) if m]
    found = [(int(a), int(b), name, ItemKind.TASK, "") for name, a, b in spans]
    gates = [r for r in rows("gates") if r["cycle"] == row["cycle"]]
    found += [(int(r["at"]), int(r["at"]), r["title"], ItemKind.MILESTONE, r["gate"]) for r in gates]
    found.append((0, 0, "Project start", ItemKind.MILESTONE, ""))
    found.sort(key=lambda line: (line[0], line[0] != line[1]))
    return _tied(
        [
            Step(
                str(number), name, kind, who=row["manager"], gate=gate,
                fixed=(_span(key, days, a, b, base=True), _span(key, days, a, b, base=False)),
            )
            for number, (a, b, name, kind, gate) in enumerate(found, 1)
        ]
    )  # fmt: skip


def _span(key: str, days: int, first: int, last: int, *, base: bool) -> Span:
    start, finish = round(first * days / 100), round(last * days / 100)
    return Span(start, finish) if base else Span(_moved(key, start), _moved(key, finish))


def _spot(step: Step) -> Span:
    assert step.fixed
    return step.fixed[1]


def _tied(steps: list[Step]) -> tuple[Step, ...]:
    """Tie each line to what it follows, so that the chain to the finish is without float."""
    tied: list[Step] = []
    for step in steps:
        gate = step.kind is ItemKind.MILESTONE
        tied.append(dc.replace(step, ties=_gate_ties(step, tied) if gate else _task_ties(step, tied)))
    return tuple(tied)


def _gate_ties(gate: Step, before: list[Step]) -> tuple[Tie, ...]:
    """A gate waits for the task that ends last before it."""
    ended = [s for s in before if s.kind is ItemKind.TASK and _spot(s).finish <= _spot(gate).start]
    last = max(ended, key=lambda s: _spot(s).finish, default=None)
    return (_after(last, gate),) if last else ()


def _task_ties(task: Step, before: list[Step]) -> tuple[Tie, ...]:
    """A task waits for the task that ends nearest to its start, and for a gate just before it."""
    start = _spot(task).start
    begun = [s for s in before if s.kind is ItemKind.TASK and _spot(s).start < start]
    near = min(begun, key=lambda s: abs(start - _spot(s).finish), default=None)
    gates = [
        s for s in before if s.kind is ItemKind.MILESTONE and 0 <= start - _spot(s).finish <= _LONGEST_LAG
    ]
    return tuple(_after(s, task) for s in (near, *gates[-1:]) if s)


def _after(before: Step, after: Step) -> Tie:
    """A link with the lag (or lead) that there is; a wide gap is no lag, a wide overlap ties the starts."""
    gap = _spot(after).start - _spot(before).finish
    if gap < -_LONGEST_LAG:
        return Tie(before.wbs, LinkKind.SS, _spot(after).start - _spot(before).start)
    return Tie(before.wbs, lag=gap if gap <= _LONGEST_LAG else 0)
