"""What dates ask of rows: constraints, deadlines, and those of the summaries above.

Where must-dates are honoured they and the no-later dates pull a row, against its links if need be. Where
they are not, or a row's are soft (P6's way unless mandatory), they bound its late dates alone, and a
must-date is the earliest too.
"""

from __future__ import annotations

import numpy as np

from pmo_desktop.scheduling import kernel
from pmo_desktop.scheduling.lengths import from_status
from pmo_desktop.scheduling.network import Constraint, Flags, Network
from pmo_desktop.scheduling.ticks import NO_DATE, Ticks
from pmo_desktop.scheduling.topology import Topology

FAR = kernel.FAR
_STRONG = {
    Constraint.MSO: kernel.START_AT,
    Constraint.MFO: kernel.FINISH_AT,
    Constraint.SNLT: kernel.START_BY,
    Constraint.FNLT: kernel.FINISH_BY,
    Constraint.FNET: kernel.FINISH_FROM,
}
_SOFT = {
    Constraint.MSO: kernel.LATE_START,
    Constraint.MFO: kernel.FINISH_FROM,
    Constraint.SNLT: kernel.LATE_START,
    Constraint.FNET: kernel.FINISH_FROM,
}


def _soft(network: Network) -> Flags:
    """The rows whose dates bound and do not pull."""
    tasks = network.tasks
    honoured = np.array([one.honour_constraints for one in network.projects], np.bool_)[tasks.project]
    soft: Flags = ~honoured if tasks.soft is None else ~honoured | tasks.soft
    return soft


def _asked(network: Network, *which: Constraint) -> Flags:
    """Rows with one of these constraints and a date to it, not yet answered by an actual start."""
    tasks = network.tasks
    answered = from_status(network) & (tasks.actual_start != NO_DATE)
    asked: Flags = np.isin(tasks.constraint, which) & (tasks.constraint_date != NO_DATE) & ~answered
    return asked


def holds_of(network: Network) -> tuple[Ticks, Ticks]:
    """What each row's constraint asks for (a hold of the kernel), and when."""
    tasks = network.tasks
    dated = _asked(network, *Constraint)
    strong, soft = np.zeros(len(Constraint), np.int64), np.zeros(len(Constraint), np.int64)
    for table, codes in ((strong, _STRONG), (soft, _SOFT)):
        table[list(codes)] = list(codes.values())
    hold = np.where(_soft(network), soft[tasks.constraint], strong[tasks.constraint])
    return np.where(dated, hold, kernel.NO_HOLD), np.where(dated, tasks.constraint_date, 0)


def _inherited(column: Ticks, topology: Topology, pick: np.ufunc) -> Ticks:
    """A bound with those of all summaries above it, from the top down."""
    parent = topology.parent
    made = column.copy()
    for rows in topology.levels[1:]:
        made[rows] = pick(made[rows], made[parent[rows]])
    return made


def from_dates(network: Network, topology: Topology) -> tuple[Ticks, Ticks]:
    """The 'no earlier' dates of rows, and those from above and outside; -FAR where there is none.

    A summary by hand passes its start on.
    """
    tasks = network.tasks
    asks = _asked(network, Constraint.SNET) | (_soft(network) & _asked(network, Constraint.MSO))
    asked = np.where(asks, tasks.constraint_date, -FAR)
    by_hand = tasks.manual & (tasks.manual_start != NO_DATE)
    passed_on = np.maximum(asked, np.where(by_hand, tasks.manual_start, -FAR))
    above = _inherited(np.where(topology.leaf, -FAR, passed_on), topology, np.maximum)
    if tasks.not_before is not None:
        above = np.maximum(above, np.where(tasks.not_before == NO_DATE, -FAR, tasks.not_before))
    return asked, above


def ceiling_of(network: Network, topology: Topology) -> Ticks:
    """The latest finish of each row but for links: no-later dates, its own and from above; deadlines."""
    tasks = network.tasks
    dated = tasks.constraint_date != NO_DATE
    latest = dated & (tasks.constraint == Constraint.FNLT)
    latest |= dated & _soft(network) & (tasks.constraint == Constraint.MFO)
    asked = np.where(latest, tasks.constraint_date, FAR)
    made = np.minimum(asked, _inherited(np.where(topology.leaf, FAR, asked), topology, np.minimum))
    for dates in (tasks.deadline, tasks.not_after):
        if dates is not None:
            made = np.minimum(made, np.where(dates == NO_DATE, FAR, dates))
    return made
