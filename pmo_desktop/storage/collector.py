"""Reading many rows without Python's full search for cycles, which would look through all of them in vain."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_NEVER = 1_000_000_000


class Collector:
    """Puts off the full search for cycles while anybody makes many frozen rows, which hold none.

    It works for the whole program: the last of several threads lets it go on. Young objects are looked
    through all the time.
    """

    def __init__(self) -> None:
        self._lock, self._readers, self._usual = Lock(), 0, gc.get_threshold()

    @contextmanager
    def rests(self) -> Iterator[None]:
        """No full search inside."""
        with self._lock:
            if not self._readers:
                self._usual = gc.get_threshold()
                gc.set_threshold(self._usual[0], self._usual[1], _NEVER)
            self._readers += 1
        try:
            yield
        finally:
            with self._lock:
                self._readers -= 1
                if not self._readers:
                    gc.set_threshold(*self._usual)


COLLECTOR = Collector()
"""The one of this program, as there is one collector."""
