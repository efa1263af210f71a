"""What bringing a file in would do, row by row, as screens and scripts read it."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from typing import Any

from pmo_desktop.domain.edits import Batch
from pmo_desktop.domain.registersheet import Question, RegisterField
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
class IntakeColumn:
    """One column of a register: what it was taken as and why, with some of its cells.

    `key` is what an answer that decides otherwise is given under.
    """

    id: str
    key: str
    sheet: str
    number: int
    header: str
    field: RegisterField
    reason: str
    sample: str = ""


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
    columns: tuple[IntakeColumn, ...] = ()

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

FIELD_WORDS: Mapping[RegisterField, str] = {
    RegisterField.REF: N_("Reference"),
    RegisterField.TITLE: N_("Title"),
    RegisterField.DESCRIPTION: N_("Description"),
    RegisterField.UNIT: N_("Unit"),
    RegisterField.PROGRAMME: N_("Programme"),
    RegisterField.CATEGORY: N_("Category"),
    RegisterField.STATE: N_("State"),
    RegisterField.PHASE: N_("Phase"),
    RegisterField.RATING: N_("Rating"),
    RegisterField.RATING_TEXT: N_("Reason of the rating"),
    RegisterField.START: N_("Start"),
    RegisterField.START_BASELINE: N_("Start, baseline"),
    RegisterField.START_FORECAST: N_("Start, forecast"),
    RegisterField.START_ACTUAL: N_("Start, actual"),
    RegisterField.FINISH: N_("Finish"),
    RegisterField.FINISH_BASELINE: N_("Finish, baseline"),
    RegisterField.FINISH_FORECAST: N_("Finish, forecast"),
    RegisterField.FINISH_ACTUAL: N_("Finish, actual"),
    RegisterField.BUDGET: N_("Budget"),
    RegisterField.FORECAST_COST: N_("Forecast cost"),
    RegisterField.ACTUAL_COST: N_("Actual cost"),
    RegisterField.WHOLE_LIFE_COST: N_("Whole-life cost"),
    RegisterField.BENEFITS: N_("Benefits"),
    RegisterField.VARIANCE: N_("Variance"),
    RegisterField.VARIANCE_PERCENT: N_("Variance in per cent"),
    RegisterField.SCHEDULE_TEXT: N_("Words on the schedule"),
    RegisterField.VARIANCE_TEXT: N_("Words on the variance"),
    RegisterField.BUDGET_TEXT: N_("Words on the budget"),
    RegisterField.BENEFITS_TEXT: N_("Words on the benefits"),
    RegisterField.SPONSOR: N_("Sponsor"),
    RegisterField.MANAGER: N_("Manager"),
    RegisterField.COUNTRY: N_("Country"),
    RegisterField.URL: N_("Link"),
    RegisterField.AS_AT: N_("As at"),
    RegisterField.PERIOD: N_("Period"),
    RegisterField.OTHER: N_("Not taken"),
}
"""What a column of a register can be about, as people read it."""
