"""What a search over all records finds, and where each lies."""

from __future__ import annotations

import dataclasses as dc
from uuid import UUID

from pmo_desktop.domain.values import LText


@dc.dataclass(frozen=True, slots=True)
class Found:
    """A record that fits what was typed. `note` is a line beside it; `place` the record that it lies on.

    For risks, issues and actions `place` is the work, for decisions, papers and actions of a meeting the
    meeting; None where the record stands for itself.
    """

    kind: str
    id: UUID
    ref: str
    title: LText
    note: str = ""
    place: UUID | None = None
    place_kind: str = ""

    @property
    def target(self) -> str:
        """Where the window shows it: "page/record-id", or "" when there is no such place."""
        match self.kind:
            case "project" | "service":
                return f"project/{self.id}"
            case "programme" | "portfolio":
                return f"register/{self.id}"
            case "meeting":
                return f"meetings/{self.id}"
            case "person":
                return f"history/{self.id}"
        if self.place is None:
            return ""
        return f"meetings/{self.place}" if self.place_kind == "meeting" else f"project/{self.place}/raid"
