"""Why a check of the schedule found fault with a line, in a few words."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from pmo_desktop.domain.plans import ConstraintKind, LinkKind
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.scheduling.quality.finding import Check, Finding

if TYPE_CHECKING:
    from pmo_desktop.scheduling.network import Network
    from pmo_desktop.scheduling.timetable import Timetable

_PER_MINUTE = 10
"""Ticks of the engine in a minute."""
_PERCENT = 2
"""The engine's code of a lag in hundredths of a per cent."""
_LINKED = (Check.LEADS, Check.LAGS, Check.LINK_TYPES)
_NAMED = 40
"""Characters of the name of a predecessor."""


@dc.dataclass(frozen=True)
class Reasons:
    """A plan as it was worked out, for saying what is wrong with a row."""

    network: Network
    timetable: Timetable

    def of(self, found: Finding) -> Callable[[int], str]:
        """A function from an offending row of a check to what is wrong with it."""
        if found.check not in _LINKED:
            return self._said[found.check]
        by_row: dict[int, list[int]] = {}
        for link in found.links:
            by_row.setdefault(int(self.network.links.target[link]), []).append(link)
        return lambda row: "; ".join(self._link(link) for link in by_row.get(row, ()))

    @cached_property
    def _said(self) -> Mapping[Check, Callable[[int], str]]:
        return {
            Check.LOGIC: self._logic,
            Check.HARD_CONSTRAINTS: self._constraint,
            Check.HIGH_FLOAT: self._float,
            Check.NEGATIVE_FLOAT: self._float,
            Check.LONG_DURATION: self._lasts,
            Check.INVALID_DATES: self._dates,
            Check.RESOURCES: lambda _row: tr("nobody assigned"),
            Check.MISSED: self._missed,
            Check.CRITICAL_PATH: lambda _row: tr("a delay of this line does not move the finish as much"),
            Check.CPLI: self._missed,
            Check.BEI: self._undone,
        }

    @cached_property
    def _ends(self) -> tuple[frozenset[int], frozenset[int]]:
        """Rows with a successor, and rows with a predecessor."""
        links = self.network.links
        return frozenset(links.source.tolist()), frozenset(links.target.tolist())

    def _logic(self, row: int) -> str:
        leads, follows = row in self._ends[0], row in self._ends[1]
        if not leads and not follows:
            return tr("no predecessor and no successor")
        return tr("no predecessor") if leads else tr("no successor")

    def _link(self, link: int) -> str:
        """One link as a planner writes it: "FS +3 wd after Piling"."""
        links = self.network.links
        name = self.network.tasks.name[int(links.source[link])]
        name = name if len(name) <= _NAMED else name[: _NAMED - 1] + "…"
        kind = tuple(LinkKind)[int(links.type[link])]
        lag, share = int(links.lag[link]), int(links.lag_kind[link]) == _PERCENT
        if not lag:
            return tr("{kind} after {name}", name=name, kind=kind.value.upper())
        said = tr("{n}\u00a0%", n=shown.signed(lag / 100)) if share else self._wd(lag)
        return tr("{kind} {lag} after {name}", name=name, kind=kind.value.upper(), lag=said)

    def _wd(self, ticks: int, row: int = 0, *, signed: bool = True) -> str:
        """A stretch of working time in working days of the row's project."""
        tasks = self.network.tasks
        project = self.network.projects[int(tasks.project[row]) if len(tasks) else 0]
        days = ticks / (project.minutes_per_day * _PER_MINUTE)
        decimals = 0 if abs(days - round(days)) < 0.05 else 1
        said = shown.signed(days, decimals) if signed else shown.number(days, decimals)
        return tr("{n}\u00a0wd", n=said)

    def _constraint(self, row: int) -> str:
        tasks = self.network.tasks
        kind = _CONSTRAINTS[int(tasks.constraint[row])]
        on = _moment(int(tasks.constraint_date[row]))
        return tr("{kind} {day}", kind=tr(kind.label), day=shown.day(on.date() if on else None))

    def _float(self, row: int) -> str:
        slack = self._wd(int(self.timetable.total_float[row]), row, signed=False)
        return tr("float {days}", days=slack)

    def _lasts(self, row: int) -> str:
        tasks = self.network.tasks
        if _moment(int(tasks.baseline_finish[row])) is not None:
            days = self._wd(int(tasks.baseline_duration[row]), row, signed=False)
            return tr("lasts {days} in the baseline", days=days)
        begun = _moment(int(tasks.actual_start[row])) is not None
        left = int(tasks.remaining[row]) if begun else int(self.timetable.duration[row])
        return tr("lasts {days}", days=self._wd(left, row, signed=False))

    def _dates(self, row: int) -> str:
        tasks = self.network.tasks
        status = self.network.projects[int(tasks.project[row])].status
        actual = max(int(tasks.actual_start[row]), int(tasks.actual_finish[row]))
        if actual > status:
            return tr("reported for {day}, after the status date", day=self._day(actual))
        begun = _moment(int(tasks.actual_start[row])) is not None
        at = int(self.timetable.finish[row]) if begun else int(self.timetable.start[row])
        said = tr("forecast to end {day}, before the status date", day=self._day(at))
        return said if begun else tr("forecast to begin {day}, before the status date", day=self._day(at))

    def _missed(self, row: int) -> str:
        tasks = self.network.tasks
        was = int(tasks.baseline_finish[row])
        done = int(tasks.actual_finish[row])
        now = done if _moment(done) else int(self.timetable.finish[row])
        return tr("baseline {was}, now {now}", was=self._day(was), now=self._day(now))

    def _undone(self, row: int) -> str:
        was = int(self.network.tasks.baseline_finish[row])
        if _moment(was) is None:
            return tr("not done, no baseline")
        return tr("not done, baseline {was}", was=self._day(was))

    @staticmethod
    def _day(instant: int) -> str:
        found = _moment(instant)
        return shown.day(found.date() if found else None)


_CONSTRAINTS = (
    ConstraintKind.ASAP,
    ConstraintKind.ALAP,
    ConstraintKind.MSO,
    ConstraintKind.MFO,
    ConstraintKind.SNET,
    ConstraintKind.SNLT,
    ConstraintKind.FNET,
    ConstraintKind.FNLT,
)
"""In the order of the engine's codes."""


def _moment(instant: int) -> datetime | None:
    from pmo_desktop.scheduling.ticks import moment

    return moment(instant)
