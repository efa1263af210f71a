"""Answers that come from other threads: what the store is doing, and whether anybody waits for them."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QObject
from shiboken6 import isValid

from pmo_desktop.i18n import N_


class StoreState(Enum):
    """What the strip says of the store."""

    OPENING = N_("Being opened")
    SAVED = N_("Saved")
    SAVING = N_("Saving")
    KEPT = N_("Kept here")
    READ_ONLY = N_("Read only")


def is_gone(done: Callable[..., object]) -> bool:
    """Whether a widget that asked was closed before the answer came: nobody is there to take it."""
    asked = getattr(done, "__self__", None)
    return isinstance(asked, QObject) and not isValid(asked)
