"""What minimal-change levelling did, move by move, so that a person can follow it."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.scheduling.levelling.problem import Ints, Schedule


@dc.dataclass(frozen=True)
class Move:
    """One task that starts later than planned, and why.

    It waits for a link (`link`: the task at its other end, -1 where none holds it), or for a resource that is
    taken where it would have stood, or first for the one and then for the other.
    """

    task: int
    start_was: int
    start_is: int
    link: int = -1
    resource: int = -1
    """The resource that was short, -1 where only a link moved the task."""
    slot: int = -1
    """The first slot in which it was short."""
    others: tuple[int, ...] = ()
    """The tasks that use it there; empty where the resource is away or has less."""

    @property
    def delay(self) -> int:
        """Slots from where it was to where it is."""
        return self.start_is - self.start_was


@dc.dataclass(frozen=True, eq=False)
class Levelled:
    """A plan after minimal-change levelling."""

    schedule: Schedule
    ends: Ints
    """(tasks,) the slot after the last in which each task works; splits make it later."""
    moves: tuple[Move, ...]
    """In the order of the new starts."""
    pieces: dict[int, tuple[tuple[int, int], ...]]
    """The parts (from, to) of each task that was split."""
    too_large: tuple[int, ...]
    """Tasks that ask for more than there ever is: levelled as if they asked for all there is."""
