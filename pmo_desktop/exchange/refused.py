"""The one way in which a file that is not taken says so."""

from __future__ import annotations

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr


class FileRefused(Fault, ValueError):
    """A file was not read; nothing was changed. `reason` is one translated sentence without the name."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason

    def __str__(self) -> str:
        return tr("{name} was not imported: {reason}", name=self.name, reason=self.reason)
