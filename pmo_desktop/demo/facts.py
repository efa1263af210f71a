"""What is known of each work on the day: reference, dates and money, for records and texts alike."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, timedelta
from functools import cached_property

from pmo_desktop.demo.clock import Clock
from pmo_desktop.demo.content import Row, rows
from pmo_desktop.demo.network import Times, timed
from pmo_desktop.demo.planlines import NETWORKS, project_rows, steps
from pmo_desktop.domain.workdays import WorkDays

_COUNTRY = {row["key"]: row["calendar"] for row in rows("places")}
_CONGRESS = "congress"
_WEDNESDAY = 2


@dc.dataclass(frozen=True)
class ProjectFacts:
    """One project on the day: its row, its calendar's working days in order, and its plan's times."""

    row: Row
    days: tuple[date, ...]
    times: dict[str, Times]
    gone: int

    @property
    def key(self) -> str:
        """The key in projects.csv."""
        return self.row["key"]

    @property
    def country(self) -> str:
        """The country whose calendar the plan uses."""
        return _COUNTRY[self.row["place"]]

    @property
    def ref(self) -> str:
        """The reference, such as PRJ-2026-012."""
        return f"PRJ-{self.start.year}-{int(self.row['no']):03}"

    @property
    def start(self) -> date:
        """The planned start."""
        return self.days[0]

    def last_day(self, finish: int) -> date:
        """The working day on which a span ends that goes up to this day number."""
        return self.days[max(0, finish - 1)]

    @property
    def length(self) -> int:
        """Working days in the baseline."""
        return max(t.base.finish for t in self.times.values())

    @property
    def slip(self) -> int:
        """Working days that the finish is later than in the baseline."""
        return max(t.now.finish for t in self.times.values()) - self.length

    @property
    def finish(self) -> date:
        """The planned finish."""
        return self.last_day(self.length)

    @property
    def forecast(self) -> date:
        """The finish as forecast now."""
        return self.last_day(self.length + self.slip)

    def moved(self, slip: int) -> date:
        """The finish with another slip, as an earlier report forecast it."""
        return self.last_day(self.length + slip)


@dc.dataclass(frozen=True)
class Facts:
    """All projects on the day."""

    clock: Clock

    @cached_property
    def projects(self) -> dict[str, ProjectFacts]:
        """Facts of each project by key."""
        return {key: self._project(row) for key, row in project_rows().items()}

    def _project(self, row: Row) -> ProjectFacts:
        key = row["key"]
        calendar = self.clock.calendars[_COUNTRY[row["place"]]]
        times = timed(steps(key))
        last = max(max(t.now.finish, t.base.finish) for t in times.values())
        offset = int(row["start"])
        start = calendar.add_working_days(calendar.on_or_before(self.clock.status_date), offset)
        days = _following(calendar, start, last + 60)
        if key == _CONGRESS:
            days = _on_wednesday(days, times["5.1"].now.start)
        gone = sum(day <= self.clock.status_date for day in days)
        return ProjectFacts(row, days, times, gone)

    def late(self, key: str, slip: int) -> int:
        """Working days from the planned finish to that of a slip, on the board's calendar."""
        project = self.projects[key]
        return self.clock.calendars["gb"].working_days_between(project.finish, project.moved(slip))

    def ref(self, key: str) -> str:
        """The reference of any work."""
        if key in self.projects:
            return self.projects[key].ref
        prefixes = (("programmes", "PRG"), ("services", "SVC"))
        found = ((p, r) for name, p in prefixes for r in rows(name) if r["key"] == key)
        prefix, row = next(found, ("PF", {"no": "1"}))
        return f"{prefix}-{int(row['no']):03}"


def _following(calendar: WorkDays, start: date, count: int) -> tuple[date, ...]:
    """So many working days from a day on."""
    found: list[date] = []
    day = start
    while len(found) < count:
        if calendar.works_on(day):
            found.append(day)
        day += timedelta(1)
    return tuple(found)


def _on_wednesday(days: tuple[date, ...], index: int) -> tuple[date, ...]:
    """Begin later until the day of this number is a Wednesday with two working days behind it."""
    later = next(
        n
        for n in range(len(days) - index - 2)
        if days[index + n].weekday() == _WEDNESDAY and (days[index + n + 2] - days[index + n]).days == 2
    )
    return days[later:]


def detailed(key: str) -> bool:
    """Whether a project has a typed network."""
    return key in NETWORKS
