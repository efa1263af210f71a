"""Work in the background: a plain callable on frozen values, progress by callback, stop by exception.

Only signals cross the threads: a `Job` lives in the thread of the window, so that what it emits from a
worker arrives there. Nothing here pumps events.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

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
    _settled = Signal(object)

    def __init__(self, label: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.label, self.share, self.text = label, 0.0, ""
        self._stop = threading.Event()
        self.running = True
        self.progressed.connect(self._progressed)
        self._settled.connect(self._settle)

    def stop(self) -> None:
        """Ask the work to end at its next progress call."""
        self._stop.set()

    def progress(self) -> Progress:
        """The callback that the work gets."""
        return Progress(self.progressed.emit, self._stop)

    def settle(self, future: Future[Any]) -> None:
        """Called in the worker when the work ended; tells the thread of the window."""
        self._settled.emit(future)

    def _progressed(self, share: float, text: str) -> None:
        self.share, self.text = share, text

    def _settle(self, future: Future[Any]) -> None:
        self.running = False
        if future.cancelled():
            self.stopped.emit()
        else:
            self._tell(future.exception(), future)
        self.ended.emit()

    def _tell(self, error: BaseException | None, future: Future[Any]) -> None:
        match error:
            case None:
                self.done.emit(future.result())
            case Stopped():
                self.stopped.emit()
            case _:
                self.failed.emit(error)


class Jobs(QObject):
    """Runs work on a few threads and tells the window how it goes."""

    started = Signal(object)
    ended = Signal(object)
    failed = Signal(object, object)
    """Job and error of work that nobody handles the errors of."""

    def __init__(self, workers: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="job")
        self._running: list[Job] = []

    @property
    def running(self) -> tuple[Job, ...]:
        """The work under way, oldest first."""
        return tuple(self._running)

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
        job = Job(label, self)
        if done:
            job.done.connect(done)
        job.failed.connect(failed or (lambda error: self.failed.emit(job, error)))
        job.ended.connect(lambda: self._end(job))
        self._running.append(job)
        self.started.emit(job)
        future = self._pool.submit(work, job.progress())
        future.add_done_callback(job.settle)
        return job

    def _end(self, job: Job) -> None:
        self._running.remove(job)
        self.ended.emit(job)
        job.deleteLater()

    def shut_down(self) -> None:
        """Stop all work and wait for the threads; call before the window is destroyed."""
        for job in self._running:
            job.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)
