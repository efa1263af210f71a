"""The form of test problems with headings: .sm, and .mm where jobs have modes and resources are used up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmo_desktop.exchange.psplib.rows import Rows, check_size, figures
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.i18n import tr

_PART = re.compile(
    r"^\s*(PRECEDENCE\s+RELATIONS|REQUESTS\s*/\s*DURATIONS|RESOURCE\s*AVAILABILITIES)", re.IGNORECASE
)
_COUNT = re.compile(r"^\s*-\s*(renewable|nonrenewable|doubly constrained)\s*:\s*(\d{1,4})", re.IGNORECASE)
_FOLLOWERS, _REQUESTS, _AVAILABLE = "P", "REQ", "RES"

Line = tuple[int, str]


def headed_rows(text: str, name: str) -> Rows:
    """The jobs, modes and links of a file with headings. Raises FileRefused."""
    parts: dict[str, list[Line]] = {_FOLLOWERS: [], _REQUESTS: [], _AVAILABLE: []}
    counts: dict[str, int] = {}
    for part, line in _parted(text):
        if part:
            parts[part].append(line)
        elif (found := _COUNT.match(line[1])) is not None:
            counts[found[1].lower()] = int(found[2])
    if counts.get("doubly constrained"):
        raise FileRefused(name, tr("it has doubly constrained resources, which are not read."))
    renewable, used_up = counts.get("renewable", 0), counts.get("nonrenewable", 0)
    rows = Rows()
    _followers(parts[_FOLLOWERS], rows, name)
    check_size(len(rows.numbers), name)
    _requests(parts[_REQUESTS], rows, renewable, used_up, name)
    levels = "\n".join(text for _, text in parts[_AVAILABLE])
    numbers = figures(levels, name, parts[_AVAILABLE][0][0] if parts[_AVAILABLE] else 1)
    rows.capacity, rows.stock = numbers.some(renewable), numbers.some(used_up)
    return rows


def _parted(text: str) -> Iterator[tuple[str, Line]]:
    """The lines of numbers with the part they belong to; all lines before the first part with none."""
    part = ""
    for n, line in enumerate(text.splitlines(), 1):
        heading = _PART.match(line)
        if heading is not None:
            word = heading[1].upper()
            part = _FOLLOWERS if word[0] == "P" else word[:3]
        elif not part:
            yield "", (n, line)
        elif line.strip()[:1].isdecimal():
            yield part, (n, line)


def _followers(lines: list[Line], rows: Rows, name: str) -> None:
    """One line a job: its number, its modes, how many followers it has, and these."""
    for n, line in lines:
        numbers = figures(line, name, n)
        job, modes = numbers.next(), numbers.next(1)
        rows.numbers.append(job)
        rows.modes.append(modes)
        rows.links += [(job, after, 0) for after in numbers.some(numbers.next())]


def _requests(lines: list[Line], rows: Rows, renewable: int, used_up: int, name: str) -> None:
    """One line a mode: number of the job (with its first mode), mode, duration, what it takes and uses up."""
    expected = [
        (job, mode) for job, modes in zip(rows.numbers, rows.modes, strict=True) for mode in _to(modes, name)
    ]
    if len(lines) != len(expected):
        raise FileRefused(
            name,
            tr(
                "it promises {promised} modes and describes {found}.",
                promised=len(expected),
                found=len(lines),
            ),
        )
    for (n, line), (job, mode) in zip(lines, expected, strict=True):
        numbers = figures(line, name, n)
        named = numbers.some(2) if mode == 1 else [job, numbers.next()]
        if named != [job, mode]:
            reason = tr("line {line}: mode {mode} of job {job} was expected.", line=n, mode=mode, job=job)
            raise FileRefused(name, reason)
        rows.durations.append(numbers.next())
        rows.requests.append(numbers.some(renewable))
        rows.draws.append(numbers.some(used_up))


def _to(modes: int, name: str) -> range:
    """The numbers of the modes of a job."""
    check_size(modes, name)
    return range(1, modes + 1)
