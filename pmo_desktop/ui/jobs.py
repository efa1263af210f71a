"""Work in the background: a plain callable on frozen values, progress by callback, stop by exception.

Only numbers cross the threads: a worker knows the one `Jobs` of the window and the number of its job, so
that no object of Qt can be let go, and thereby destroyed, in a worker. Nothing here pumps events.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class Stopped(Exception):
    """Raised inside the work by its progress callback when the person stopped it."""


class Progress:
    """What the work calls: `progress(0.4, "row 400 of 1,000")`. Raises `Stopped` when it has to end."""

    def __init__(self, tell: Callable[[float, str], None], stop: threading.Event) -> None:
        self._tell, self._stop = tell, stop

    def __call__(self, share: float, text: str = "") -> None:
        """Tell how far the work is (0 to 1) and go on, or raise `Stopped`."""
        if self._stop.is_set():
            raise Stopped
        self._tell(share, text)

    @property
    def stopped(self) -> bool:
        """Whether the work should end; for loops that would rather return what they have."""
        return self._stop.is_set()


class Job(QObject):
    """One piece of work that runs or ran."""

    progressed = Signal(float, str)
    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    ended = Signal()
    """After one of the three above."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label, self.share, self.text = label, 0.0, ""
        self.running = True
        self.stop_asked = threading.Event()

    def stop(self) -> None:
        """Ask the work to end at its next progress call."""
        self.stop_asked.set()

    def tell_progress(self, share: float, text: str) -> None:
        """Take what the work told."""
        self.share, self.text = share, text
        self.progressed.emit(share, text)

    def settle(self, result: object, error: BaseException | None) -> None:
        """Take how the work ended."""
        self.running = False
        match error:
            case None:
                self.done.emit(result)
            case Stopped():
                self.stopped.emit()
            case _:
                self.failed.emit(error)
        self.ended.emit()


class Jobs(QObject):
    """Runs work on a few threads and tells the window how it goes. Has to outlive its work: `shut_down`."""

    started = Signal(object)
    """The Job."""
    ended = Signal(object)
    """The Job, whatever its end was."""
    failed = Signal(object, object)
    """Job and error of work that nobody handles the errors of."""
    _told = Signal(int, float, str)
    _settled = Signal(int, object, object)

    def __init__(self, workers: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._running: dict[int, Job] = {}
        self._handled: set[int] = set()
        self._numbers = itertools.count()
        later = Qt.ConnectionType.QueuedConnection  # also for work that ends before `run` returns
        self._told.connect(self._tell, later)
        self._settled.connect(self._settle, later)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        """The threads, made for the first work."""
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(self._workers, thread_name_prefix="job")

    @property
    def running(self) -> tuple[Job, ...]:
        """The work under way, oldest first."""
        return tuple(self._running.values())

    def run(
        self,
        label: str,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> Job:
        """Start work; `done(result)` or `failed(error)` are called in the thread of the window.

        Without `failed`, an error goes to `Jobs.failed`. `label` says in the status bar what is done.
        """
        number, job = next(self._numbers), Job(label)
        if done:
            job.done.connect(done)
        if failed:
            job.failed.connect(failed)
            self._handled.add(number)
        self._running[number] = job
        self.started.emit(job)
        progress = Progress(partial(self._told.emit, number), job.stop_asked)
        self._pool.submit(work, progress).add_done_callback(partial(self._ended_in_worker, number))
        return job

    def _ended_in_worker(self, number: int, future: Future[Any]) -> None:
        error = Stopped() if future.cancelled() else future.exception()
        self._settled.emit(number, None if error else future.result(), error)

    def _tell(self, number: int, share: float, text: str) -> None:
        job = self._running.get(number)
        if job:
            job.tell_progress(share, text)

    def _settle(self, number: int, result: object, error: BaseException | None) -> None:
        job = self._running.pop(number)
        job.settle(result, error)
        unhandled = error is not None and number not in self._handled
        self._handled.discard(number)
        if unhandled and not isinstance(error, Stopped):
            self.failed.emit(job, error)
        self.ended.emit(job)

    def shut_down(self) -> None:
        """Stop all work and wait for the threads; call before the window is destroyed.

        Nothing is told of it any more: those who would listen are going too.
        """
        for job in self._running.values():
            job.stop()
            job.blockSignals(True)  # noqa: FBT003 - Qt takes it by place
        if "_pool" in self.__dict__:
            self._pool.shutdown(wait=True, cancel_futures=True)
