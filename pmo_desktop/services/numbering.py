"""Codes for new records: none that a record of the same family has, or is given in the same op."""

from __future__ import annotations

import dataclasses as dc
from collections import defaultdict
from collections.abc import Iterable

from pmo_desktop.domain.edits import Create, Set, Step
from pmo_desktop.domain.numbering import Series, number_of, numbered, series
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.rules import View
from pmo_desktop.domain.schema import kind_of, kinds
from pmo_desktop.services.ports import Transaction

_AHEAD = (8, 32, 128, 500)
"""How many codes are asked for in one statement, the longer a series is walked the more."""


class Numbers:
    """Numbers the new records of one op.

    Kinds of one family share their codes: a programme that came with a project's code keeps it, and the
    next project takes the number after. `given` says whether any number was.
    """

    def __init__(self, single: Iterable[Step]) -> None:
        self._used: dict[str, set[str]] = defaultdict(set)
        self._asked: dict[str, dict[str, bool]] = defaultdict(dict)
        self._walked: dict[str, int] = defaultdict(int)
        self.given = False
        for step in single:
            ref = _typed(step)
            if ref:
                self._used[kinds()[step.kind].family].add(ref)

    def give(self, tx: Transaction, record: Record, view: View) -> Record:
        """The record with its code; a typed one moves its series on, so that it is never given twice."""
        found = series(record, view)
        if found is None:
            return record
        scope, start, digits = found
        last = tx.series(scope)
        if record.ref:
            number = number_of(record.ref, start)
            if number is not None:
                tx.keep_series(scope, max(last, number))
            return record
        family, number = kind_of(record).family, last + 1
        while self._taken(tx, family, found, number):
            number += 1
        made = dc.replace(record, ref=numbered(start, number, digits))
        self.given = True
        self._used[family].add(made.ref)
        tx.keep_series(scope, number)
        return made

    def _taken(self, tx: Transaction, family: str, of: Series, number: int) -> bool:
        """Whether the code of this number is somebody's; some after it are asked for on the way."""
        scope, start, digits = of
        asked, code = self._asked[family], numbered(start, number, digits)
        if code not in asked:
            many = _AHEAD[min(self._walked[scope], len(_AHEAD) - 1)]
            ahead = [numbered(start, n, digits) for n in range(number, number + many)]
            gone = tx.taken(family, ahead)
            asked.update((c, c in gone) for c in ahead)
            self._walked[scope] += 1
        return asked[code] or code in self._used[family]


def _typed(step: Step) -> str:
    """The code that a person gives a record in this edit, or none."""
    if isinstance(step, Create):
        return str(dict(step.values).get("ref") or "")
    if isinstance(step, Set):
        return next((str(c.new or "") for c in step.changes if c.name == "ref"), "")
    return ""
