"""Values of assignments by period (MSPDI's TimephasedData), and the splits of tasks that they show.

A period without a value has no working time; one whose value is nought is working time in which the task
rests. Kinds 1 and 2 are remaining and actual work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from pmo_desktop.domain.scheduleresources import ACTUAL, REMAINING, Spread, Stretch
from pmo_desktop.exchange.mspdi.values import Ledger, Reader, values_of

COSTS = frozenset((5, 6, 8, 10, *range(17, 74, 6)))
"""Kinds that are amounts of money rather than work."""


def spread(element: Element, ledger: Ledger) -> tuple[Spread, ...]:
    """The values by period of one assignment, in the file's order; those without dates are left out."""
    found = []
    for item in element.iterfind("TimephasedData"):
        read = Reader(values_of(item), ledger)
        kind, first, last = read.count("Type", 0), read.moment("Start"), read.moment("Finish")
        if first is not None and last is not None:
            value = _value(read)
            found.append(Spread(kind, first, last, value, read.count("Unit", 2)))
    return tuple(found)


def _value(read: Reader) -> float | None:
    """Minutes of work, or hundredths of money where the value is a plain number."""
    text = read.text("Value")
    if not text:
        return None
    return read.minutes("Value") if text.lstrip(" -").startswith("P") else read.number("Value")


def splits(spreads: Iterable[Sequence[Spread]]) -> tuple[Stretch, ...]:
    """When a task rests: the rests that all of its assignments share."""
    shared: list[Stretch] | None = None
    for own in spreads:
        work = sorted((s for s in own if s.kind in (REMAINING, ACTUAL)), key=lambda s: (s.first, s.last))
        if any(s.value for s in work):
            rests = _rests(work)
            shared = rests if shared is None else _common(shared, rests)
    return tuple(shared or ())


def _rests(work: Sequence[Spread]) -> list[Stretch]:
    """The periods of nought between periods of work, those without working time among them included."""
    found: list[Stretch] = []
    ended, resting = None, False
    for period in work:
        if period.value:
            if resting and ended is not None and period.first > ended:
                found.append((ended, period.first))
            ended = period.last if ended is None else max(ended, period.last)
            resting = False
        elif period.value is not None:
            resting = True
    return found


def _common(first: Sequence[Stretch], second: Sequence[Stretch]) -> list[Stretch]:
    """Where two lists of stretches, each in order, lie on one another."""
    found: list[Stretch] = []
    a = b = 0
    while a < len(first) and b < len(second):
        begins, ends = max(first[a][0], second[b][0]), min(first[a][1], second[b][1])
        if begins < ends:
            found.append((begins, ends))
        if first[a][1] <= second[b][1]:
            a += 1
        else:
            b += 1
    return found
