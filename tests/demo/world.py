"""The demo organisation stored in memory, batch by batch, as a rule sees it."""

from __future__ import annotations

import dataclasses as dc
from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from pmo_desktop.demo import demo_edits
from pmo_desktop.domain.edits import Create, Set, Step, steps
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.rules import Problem, problems, state_problem
from pmo_desktop.domain.schema import kinds

TODAY = date(2026, 11, 23)
DAYS = (TODAY, date(2026, 1, 2), date(2027, 2, 28), date(2028, 2, 29), date(2025, 7, 6), date(2026, 12, 24))
"""A Monday, the day after New Year, month ends, a leap day, a Sunday, Christmas Eve."""


class World:
    """Records by id; a batch is stored whole, then its rules are asked, as the editor does."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.records: dict[UUID, Any] = {}
        self.problems: list[Problem] = []
        self._by_field: dict[tuple[str, str], dict[Any, list[Any]]] = {}
        for edit in demo_edits(today):
            touched = [self._apply(step) for step in steps(edit)]
            self._by_field.clear()
            self.problems += [p for uid in dict.fromkeys(touched) for p in problems(self.records[uid], self)]

    def _apply(self, step: Step) -> UUID:
        if isinstance(step, Create):
            assert step.id not in self.records, step
            self.records[step.id] = kinds()[step.kind].cls(id=step.id, **dict(step.values), revision=1)
        elif isinstance(step, Set):
            self._set(step)
        else:
            raise AssertionError(step)
        return step.id

    def _set(self, step: Set) -> None:
        seen = self.records[step.id]
        for change in step.changes:
            assert getattr(seen, change.name) == change.old
            if change.name == "state":
                assert state_problem(step.kind, change.old, change.new) == ""
        self.records[step.id] = dc.replace(seen, **{c.name: c.new for c in step.changes})

    def get(self, family: str, uid: UUID) -> Any:
        """A record of a family, or None."""
        found = self.records.get(uid)
        return found if found is not None and found.ABOUT.family == family else None

    def where(self, kind: str, field: str, value: Any) -> list[Any]:
        """Records by a field."""
        if (kind, field) not in self._by_field:
            index: dict[Any, list[Any]] = defaultdict(list)
            for record in self.all(kind):
                index[getattr(record, field)].append(record)
            self._by_field[kind, field] = index
        return self._by_field[kind, field][value]

    def all(self, kind: str) -> list[Any]:
        """Every record of a kind."""
        return [r for r in self.records.values() if r.ABOUT.kind == kind]

    def every(self) -> list[Record]:
        """Every record."""
        return list(self.records.values())


@cache
def world(today: date = TODAY) -> World:
    """The demo on a day, built once."""
    return World(today)
