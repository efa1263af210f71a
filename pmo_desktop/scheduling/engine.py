"""The engine's door: a network in, a timetable out."""

from __future__ import annotations

from pmo_desktop.scheduling.network import Network, Project
from pmo_desktop.scheduling.timetable import Timetable


def prepare() -> bool:
    """Load the compiled passes, so that later schedules run on them; False where Numba is not installed.

    Takes some tenths of a second, or some seconds the first time on a machine: call it from a worker.
    """
    from pmo_desktop.scheduling import blank, kernels, passes

    if not kernels.available():
        return False
    passes.run(blank.network(blank.tasks_of(1), project=Project(start=0)), kernels.compiled())
    return True


def schedule(network: Network) -> Timetable:
    """The dates and floats of a plan, worked out from its inputs alone.

    A ring of links is broken and named in the notices, never refused. Raises OutOfTime, in words, when
    dates would leave the years 1900 to 2199.
    """
    from pmo_desktop.scheduling.passes import run

    return run(network)
