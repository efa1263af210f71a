"""One run of levelling in a worker: what it has found so far is looked at, not sent, so nothing piles up."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmo_desktop.readmodels.plans import PlanFile
    from pmo_desktop.services.levelling.plans import Levelling, Step, Wishes
    from pmo_desktop.ui.jobs import Progress


class Watch:
    """What a run and the window share. The run appends, the window reads; `end` asks the run to end."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.began = time.monotonic()
        self._steps: list[Step] = []
        self._end = threading.Event()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The answers so far, ever better."""
        return tuple(self._steps)

    @property
    def passed(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.began

    @property
    def ending(self) -> bool:
        """Whether the run was asked to end."""
        return self._end.is_set()

    def end(self) -> None:
        """Ask the run to end with the best that it has."""
        self._end.set()

    def work(
        self, files: Sequence[PlanFile], titles: Sequence[str], wishes: Wishes, progress: Progress
    ) -> Levelling:
        """Level, in a worker. Raises ValueError, in words."""
        from pmo_desktop.services.levelling.plans import levelled

        return levelled(
            files,
            wishes,
            titles=titles,
            on_improved=self._steps.append,
            stop=lambda: self._end.is_set() or progress.stopped,
        )
