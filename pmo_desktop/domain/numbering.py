"""References that people read: which series a record takes its number from, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pmo_desktop.domain.record import Record
from pmo_desktop.domain.rules import View
from pmo_desktop.domain.schema import kind_of

Series = tuple[str, str, int]
"""The scope of a number series, what stands before the number, and how many digits it has at least."""


def _year(record: Any) -> int:
    return int(record.start_planned.year) if record.start_planned else 0


def _project(record: Any, _view: View) -> Series:
    year = _year(record)
    return (f"PRJ-{year}", f"PRJ-{year}-", 3) if year else ("PRJ", "PRJ-", 4)


def _meeting(record: Any, view: View) -> Series:
    body = view.get("body", record.body)
    scope = f"{body.code if body else 'M'}-{record.starts.at.year}"
    return scope, f"{scope}-", 2


def _in_meeting(letter: str) -> Callable[[Any, View], Series]:
    def series(record: Any, view: View) -> Series:
        source = view.get("meeting", record.meeting) if record.meeting else None
        if source is None and getattr(record, "work", None):
            source = view.get("work", record.work)
        scope = f"{letter}-{source.ref}" if source else letter
        return scope, f"{scope}-", 2

    return series


def _decision(record: Any, view: View) -> Series:
    """In the series of its meeting; between meetings in that of its body and year, under C."""
    body = view.get("body", record.body) if record.meeting is None and record.body else None
    if body is None:
        return _in_meeting("D")(record, view)
    year = f"-{record.made_on.year}" if record.made_on else ""
    scope = f"D-{body.code}{year}-C"
    return scope, scope, 2


def _of_work(letter: str) -> Callable[[Any, View], Series]:
    def series(record: Any, view: View) -> Series:
        work = view.get("work", record.work)
        scope = f"{work.ref}-{letter}" if work else letter
        return scope, scope, 2

    return series


def _plain(prefix: str) -> Callable[[Any, View], Series]:
    return lambda _record, _view: (prefix, f"{prefix}-", 3)


_SERIES: Mapping[str, Callable[[Any, View], Series]] = {
    "portfolio": _plain("PF"),
    "programme": _plain("PRG"),
    "project": _project,
    "service": _plain("SVC"),
    "meeting": _meeting,
    "decision": _decision,
    "action": _in_meeting("A"),
    "risk": _of_work("R"),
    "issue": _of_work("I"),
    "person": _plain("P"),
    "org_unit": _plain("U"),
    "body": _plain("B"),
    "pack": _in_meeting("PACK"),
    "document": _plain("DOC"),
}


def series(record: Record, view: View) -> Series | None:
    """The number series of a new record, or None for kinds that people never call by a number."""
    found = _SERIES.get(kind_of(record).name)
    return found(record, view) if found else None


def numbered(start: str, number: int, digits: int) -> str:
    """A code as people read it."""
    return f"{start}{number:0{digits}}"


def number_of(ref: str, start: str) -> int | None:
    """The number of a code of this series, or None for a code of another making."""
    tail = ref.removeprefix(start)
    return int(tail) if ref.startswith(start) and tail.isdecimal() and len(tail) < 9 else None
