"""The engine's door: a network in, a timetable out."""

from __future__ import annotations

from pmo_desktop.scheduling.network import Network
from pmo_desktop.scheduling.timetable import Timetable


def schedule(network: Network) -> Timetable:
    """The dates and floats of a plan, worked out from its inputs alone.

    A ring of links is broken and named in the notices, never refused. Raises OutOfTime, in words, when
    dates would leave the years 1900 to 2199.
    """
    from pmo_desktop.scheduling.passes import run

    return run(network)
