"""What bringing a file in would do, row by row, as screens and scripts read it."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from typing import Any

from pmo_desktop.domain.edits import Batch
from pmo_desktop.domain.registersheet import Question
from pmo_desktop.i18n import N_


@dc.dataclass(frozen=True, slots=True)
class IntakeRow:
    """One row of the file. `outcome` is "created", "changed" or "skipped"; `notes` are cells not taken."""

    id: int
    row: int
    title: str
    outcome: str
    reason: str = ""
    notes: tuple[str, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class Intake:
    """A file before it is stored. `edit` is None when there is nothing to store."""

    file: str
    kind: str
    label: str
    rows: tuple[IntakeRow, ...]
    edit: Batch | None
    questions: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()
    details: Mapping[str, Any] = dc.field(default_factory=dict)

    def count(self, outcome: str) -> int:
        """Rows with this outcome."""
        return sum(1 for r in self.rows if r.outcome == outcome)

    def as_json(self) -> dict[str, Any]:
        """The receipt for a script."""
        return {
            "file": self.file,
            "kind": self.kind,
            "rows": len(self.rows),
            "created": self.count("created"),
            "changed": self.count("changed"),
            "skipped": [{"row": r.row, "reason": r.reason} for r in self.rows if r.outcome == "skipped"],
            "warnings": list(self.warnings),
            **self.details,
        }


OUTCOME_WORDS: Mapping[str, str] = {
    "created": N_("Created"),
    "changed": N_("Changed"),
    "skipped": N_("Left out"),
}
