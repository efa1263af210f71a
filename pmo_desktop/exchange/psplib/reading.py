"""Test problems of resource levelling, as research exchanges them, into a `Problem`.

Three families, told apart by their content: the PSPLIB form with headings (.sm with one mode a job, .mm with
several and resources that are used up), Patterson's form (.rcp: numbers alone), and ProGen/max (.sch: minimum
and maximum lags from start to start, in brackets). A job is a task of the problem, source and sink included;
a slot is the file's unit of time.
"""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_desktop.exchange.psplib.headed import headed_rows
from pmo_desktop.exchange.psplib.numbers import lag_rows, patterson_rows
from pmo_desktop.exchange.psplib.rows import Rows
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.safexml import Limits, load
from pmo_desktop.i18n import tr

if TYPE_CHECKING:
    from pmo_desktop.scheduling.levelling.problem import Problem

_HEADINGS = re.compile(rb"PRECEDENCE\s+RELATIONS.*REQUESTS\s*/\s*DURATIONS", re.DOTALL | re.IGNORECASE)
_NUMBERS = re.compile(rb"[\s\d\[\].-]+\Z")
_HEAD = 1 << 16


class Family(Enum):
    """The forms in which such problems are written."""

    HEADED = "PSPLIB"
    LAGS = "ProGen/max"
    PATTERSON = "Patterson"


_READERS: Mapping[Family, Callable[[str, str], Rows]] = {
    Family.HEADED: headed_rows,
    Family.LAGS: lag_rows,
    Family.PATTERSON: patterson_rows,
}


@dc.dataclass(frozen=True, eq=False)
class Benchmark:
    """A problem with the file it came from; `numbers` holds the number that the file gives each task."""

    source: str
    family: Family
    numbers: tuple[int, ...]
    problem: Problem


def family_of(data: bytes) -> Family | None:
    """The form that these bytes are written in, None when it is none of them."""
    if _HEADINGS.search(data):
        return Family.HEADED
    head = data[:_HEAD]
    if not _NUMBERS.match(head):
        return None
    first = next((line.split() for line in head.splitlines() if line.strip()), [])
    if len(first) == 4 and b"." not in head:
        return Family.LAGS
    return Family.PATTERSON if len(first) == 2 and b"[" not in head else None


def read_benchmark(path: Path, limits: Limits | None = None) -> Benchmark:
    """The problem in a file. Raises FileRefused with one sentence."""
    return parse_benchmark(load(path, limits), path.name)


def parse_benchmark(data: bytes, name: str) -> Benchmark:
    """The problem in the bytes of a file called `name`. Raises FileRefused with one sentence."""
    family = family_of(data)
    if family is None:
        raise FileRefused(name, tr("it is no levelling problem of a kind that is read."))
    text = data.decode("ascii", "replace")
    rows = _READERS[family](text, name)
    return Benchmark(name, family, tuple(rows.numbers), _problem(rows, name, family))


def _problem(rows: Rows, name: str, family: Family) -> Problem:
    from pmo_desktop.scheduling.levelling.nets import along_links
    from pmo_desktop.scheduling.levelling.problem import links_of, make_problem

    place = {number: n for n, number in enumerate(rows.numbers)}
    if len(place) < len(rows.numbers):
        twice = next(number for n, number in enumerate(rows.numbers) if place[number] != n)
        raise FileRefused(name, tr("two of its tasks have the same unique id, {uid}.", uid=twice))
    strangers = [other for _, other, _ in rows.links if other not in place]
    if strangers:
        reason = tr("it names a successor that is not among its tasks: {number}.", number=strangers[0])
        raise FileRefused(name, reason)
    links = links_of(
        ((place[before], place[after], lag) for before, after, lag in rows.links),
        "SS" if family is Family.LAGS else "FS",
    )
    problem = make_problem(
        rows.durations,
        rows.requests or [[]],
        rows.capacity,
        links,
        modes=rows.modes,
        draw=rows.draws,
        stock=rows.stock,
    )
    if family is not Family.LAGS and along_links(problem) is None:
        raise FileRefused(name, tr("its precedence relations go round in a circle."))
    return problem
