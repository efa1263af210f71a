"""Times of a plan in whole working days from its start: forward pass, backward pass, float.

The plans of the demo are small and hold one country's calendar, so that plain day numbers are enough.
Day 0 begins with the first working day; a task from 0 to 5 fills the first five.
"""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Mapping, Sequence

from pmo_desktop.demo.content import choice
from pmo_desktop.domain.plans import ItemKind, LinkKind

_AFTER = re.compile(r"([\d.]+)(FS|SS|FF)?([+-]\d+)?")


@dc.dataclass(frozen=True, slots=True)
class Tie:
    """That a step waits for another; `lag` in working days."""

    before: str
    kind: LinkKind = LinkKind.FS
    lag: int = 0


@dc.dataclass(frozen=True, slots=True)
class Span:
    """From the beginning of one day number to the beginning of another."""

    start: int
    finish: int


@dc.dataclass(frozen=True, slots=True)
class Step:
    """One line of a plan: days in the baseline and now; fixed spans when they are given beforehand."""

    wbs: str
    name: str
    kind: ItemKind
    base: int = 0
    now: int = 0
    ties: tuple[Tie, ...] = ()
    who: str = ""
    gate: str = ""
    fixed: tuple[Span, Span] | None = None

    @property
    def parent(self) -> str:
        """The WBS code of the line above, empty at the top."""
        return self.wbs.rpartition(".")[0]


@dc.dataclass(frozen=True, slots=True)
class Times:
    """When a step is: in the baseline, now, and how many days it may slip."""

    base: Span
    now: Span
    slack: int


def ties(text: str) -> tuple[Tie, ...]:
    """Read `2.4SS+10, 3.1`. Raises ValueError for anything else."""
    found = []
    for part in filter(None, (p.strip() for p in text.split(","))):
        match = _AFTER.fullmatch(part)
        if match is None:
            raise ValueError(f"not a link: {part}")
        found.append(Tie(match[1], choice(LinkKind, (match[2] or "FS").lower()), int(match[3] or 0)))
    return tuple(found)


def _start(step: Step, days: int, placed: Mapping[str, Span]) -> int:
    earliest = [0]
    for tie in step.ties:
        before = placed[tie.before]
        match tie.kind:
            case LinkKind.SS:
                earliest.append(before.start + tie.lag)
            case LinkKind.FF:
                earliest.append(before.finish + tie.lag - days)
            case _:
                earliest.append(before.finish + tie.lag)
    return max(earliest)


def _order(leaves: Sequence[Step]) -> list[Step]:
    """The steps so that each comes after those it waits for."""
    waiting, ordered, done = list(leaves), list[Step](), set[str]()
    while waiting:
        ready = [s for s in waiting if all(t.before in done for t in s.ties)]
        if not ready:
            raise ValueError(f"the links of these lines go in a circle: {[s.wbs for s in waiting]}")
        ordered += ready
        done |= {s.wbs for s in ready}
        waiting = [s for s in waiting if s.wbs not in done]
    return ordered


def _forward(ordered: Sequence[Step], baseline: bool) -> dict[str, Span]:
    placed: dict[str, Span] = {}
    for step in ordered:
        if step.fixed:
            placed[step.wbs] = step.fixed[0 if baseline else 1]
            continue
        days = step.base if baseline else step.now
        start = _start(step, days, placed)
        placed[step.wbs] = Span(start, start + days)
    return placed


def _slacks(ordered: Sequence[Step], now: Mapping[str, Span]) -> dict[str, int]:
    """Float of each step: the least of what its followers leave, against the end of the plan."""
    end = max(s.finish for s in now.values())
    slack = {s.wbs: end - now[s.wbs].finish for s in ordered}
    for step in reversed(ordered):
        for tie in step.ties:
            before, after = now[tie.before], now[step.wbs]
            from_day = before.start if tie.kind is LinkKind.SS else before.finish
            to_day = after.finish if tie.kind is LinkKind.FF else after.start
            gap = to_day - from_day - tie.lag
            slack[tie.before] = min(slack[tie.before], gap + slack[step.wbs])
    return slack


def _around(spans: Sequence[Span]) -> Span:
    return Span(min(s.start for s in spans), max(s.finish for s in spans))


def timed(steps: Sequence[Step]) -> dict[str, Times]:
    """The times of every line; a summary spans the lines below it. ValueError for links in a circle."""
    leaves = [s for s in steps if s.kind is not ItemKind.SUMMARY]
    ordered = _order(leaves)
    base, now = _forward(ordered, baseline=True), _forward(ordered, baseline=False)
    slack = _slacks(ordered, now)
    found = {s.wbs: Times(base[s.wbs], now[s.wbs], slack[s.wbs]) for s in leaves}
    for step in steps:
        if step.kind is ItemKind.SUMMARY:
            below = [found[s.wbs] for s in leaves if s.wbs.startswith(f"{step.wbs}.")]
            found[step.wbs] = Times(
                _around([t.base for t in below]), _around([t.now for t in below]), min(t.slack for t in below)
            )
    return found
