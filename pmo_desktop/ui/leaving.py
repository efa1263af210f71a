"""The end of a session that the person did not ask this window for: log-off, shut-down, a polite kill."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication


class Leaving(QObject):
    """Calls `keep` when the system ends the session, and closes the window as a person would on SIGTERM.

    After `keep` the session may still go on: the person or another program can stop a log-off.
    """

    def __init__(self, app: QApplication, keep: Callable[[], None]) -> None:
        super().__init__(app)
        self._keep = keep
        app.commitDataRequest.connect(self._asked)
        self._near, self._far = socket.socketpair()
        for end in (self._near, self._far):
            end.settimeout(0)  # neither Python nor Qt may wait here
        self._told = QSocketNotifier(self._near.fileno(), QSocketNotifier.Type.Read, self)
        self._told.activated.connect(lambda *_: self._told_to_go(app))
        signal.set_wakeup_fd(self._far.fileno(), warn_on_full_buffer=False)
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _noted)

    def _asked(self, _manager: object) -> None:
        self._keep()

    def _told_to_go(self, app: QApplication) -> None:
        if self._near.recv(64):
            self._keep()
            app.quit()


def _noted(_number: int, _frame: object) -> None:
    """The number of the signal comes through the socket, where Qt sees it."""
