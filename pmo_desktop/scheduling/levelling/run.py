"""What one run knows while it goes on: the best schedule, the bound, the time, and who is to hear of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pmo_desktop.scheduling.levelling.answer import Answer, makespan_of, worth_of
from pmo_desktop.scheduling.levelling.checking import check
from pmo_desktop.scheduling.levelling.nets import horizon
from pmo_desktop.scheduling.levelling.problem import Problem, Schedule

Improved = Callable[[Answer], None]
Stop = Callable[[], bool]


class Run:
    """The state of a run. Schedules may be offered from several threads."""

    def __init__(self, problem: Problem, seconds: float, on_improved: Improved, stop: Stop) -> None:
        self.problem = problem
        self.seconds = seconds
        self.scale = horizon(problem) + 1 if problem.weighted else 0
        self.schedule: Schedule | None = None
        self.value = 0
        self.bound = 0
        self.infeasible = False
        self.evaluated = 0
        self._method = ""
        self._on_improved = on_improved
        self._stop = stop
        self._ends = time.monotonic() + seconds
        self._lock = threading.Lock()

    @property
    def settled(self) -> bool:
        """Whether nothing is left to find."""
        return self.infeasible or (self.schedule is not None and self.value <= self.bound)

    @property
    def left(self) -> float:
        """Seconds left."""
        return self._ends - time.monotonic()

    def over(self) -> bool:
        """Whether to end: asked to, out of time, or nothing left to find."""
        return self.settled or self.left <= 0 or self._stop()

    def until(self, share: float, most: float = float("inf")) -> Stop:
        """Whether to end: when so much of the time that is left now is used, or so many seconds."""
        ends = time.monotonic() + min(share * self.left, most)
        return lambda: time.monotonic() >= ends or self.over()

    @contextmanager
    def not_counted(self) -> Iterator[None]:
        """What happens inside does not use up the time: libraries that are loaded once in a process."""
        began = time.monotonic()
        yield
        self._ends += time.monotonic() - began

    def offer(self, schedule: Schedule, method: str) -> bool:
        """Take a schedule if it is better than the best. Raises WrongAnswer if it breaks a rule."""
        value = worth_of(self.problem, schedule, self.scale)
        with self._lock:
            if self.schedule is not None and value >= self.value:
                return False
            self.schedule, self.value, self._method = check(self.problem, schedule), value, method
            answer = self.answer()
        self._on_improved(answer)
        return True

    def raise_bound(self, bound: int) -> None:
        """No schedule has a value below this."""
        self.bound = max(self.bound, bound)

    def answer(self) -> Answer:
        """What is known now."""
        known = self.schedule
        return Answer(
            schedule=known,
            makespan=makespan_of(self.problem, known) if known is not None else 0,
            value=self.value,
            lower_bound=self.bound,
            proven=self.settled,
            infeasible=self.infeasible,
            method=self._method,
            evaluated=self.evaluated,
        )
