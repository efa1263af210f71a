"""What a quick start asks of Python before the first module of Qt is loaded."""

from __future__ import annotations

import builtins
import gc


def load_qt() -> None:
    """Load Qt and keep Python's own import.

    PySide puts a hook in its place that reads the source of every module imported later, looking for a use
    of `__feature__` (other spellings of Qt's names). This program uses none, and a start waits long for it.
    """
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401 - this brings the hook

    builtins.__import__ = plain


def rest_collector() -> None:
    """Look for no rubbish while modules and first rows are made: they stay, and each look costs time."""
    gc.disable()


def wake_collector() -> None:
    """Look for rubbish again, but not among what the start has made."""
    gc.freeze()
    gc.enable()
