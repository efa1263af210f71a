"""A road to a database server that can be cut: connections break, or nothing comes through any more."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self


class Road:
    """Passes bytes between a port of its own and a server on this machine, in threads.

    `cut` breaks every connection and refuses new ones, `hang` lets nothing through, `mend` opens the road.
    """

    def __init__(self, port: int) -> None:
        self._server = port
        self._open, self._passes = threading.Event(), threading.Event()
        self._open.set()
        self._passes.set()
        self._ends: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._take, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.mend()
        self._listener.close()
        self._break()

    def cut(self) -> None:
        """The server is gone."""
        self._open.clear()
        self._break()

    def hang(self) -> None:
        """The server is there and says nothing."""
        self._passes.clear()

    def mend(self) -> None:
        """The server is back."""
        self._open.set()
        self._passes.set()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if not self._open.is_set():
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._server))
                self._ends |= {near, far}
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while body := one.recv(65_536):
                self._passes.wait()
                other.sendall(body)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)  # closing alone does not wake who reads at the other end
            end.close()

    def _break(self) -> None:
        ends, self._ends = self._ends, set()
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
