"""What the engine answers: the dates and floats of every row, and what it has to say about the plan."""

from __future__ import annotations

import dataclasses as dc
from enum import Enum

from pmo_desktop.scheduling.network import Flags, Index
from pmo_desktop.scheduling.ticks import Ticks


class Trouble(Enum):
    """What can be wrong with a plan, or must be said about it."""

    CYCLE = "cycle"
    """The rows wait for one another in a ring; the links that close it were left out."""
    LINK_BROKEN = "link broken"
    """A must-date, manual date or actual date comes before what its links allow."""
    LATE = "late"
    """The row ends after its must-date, its no-later-than date or its deadline."""
    CONTRADICTION = "contradiction"
    """A row's own dates contradict one another."""
    BAD_LINK = "bad link"
    """A link between a summary and a row under it; it was left out."""
    NO_WORKING_TIME = "no working time"
    """The calendars of a row and its resources have no time in common; the row's calendar alone was used."""


@dc.dataclass(frozen=True, slots=True)
class Notice:
    """Something to say: which rows, in order, and by which link (index, or -1). Texts are the caller's."""

    trouble: Trouble
    rows: tuple[int, ...]
    link: int = -1


@dc.dataclass(frozen=True)
class Timetable:
    """Per row of the network. Instants are ticks since 1970, floats are ticks of working time.

    Float is counted on the row's own calendar (plain time for elapsed durations): total float is the
    smaller of start float and finish float; of a started row it is the finish float.
    """

    start: Ticks
    finish: Ticks
    duration: Ticks
    """Working time between start and finish; of summaries too."""
    early_start: Ticks
    early_finish: Ticks
    late_start: Ticks
    late_finish: Ticks
    start_float: Ticks
    finish_float: Ticks
    total_float: Ticks
    free_float: Ticks
    critical: Flags
    near_critical: Flags
    driver: Index
    """The link that holds the row's start where it is; -1 where none does."""
    project_start: Ticks
    """Per project."""
    project_finish: Ticks
    notices: tuple[Notice, ...] = ()

    def __len__(self) -> int:
        return len(self.start)
