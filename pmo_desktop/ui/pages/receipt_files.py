"""The files of an import: what each would do, how it was answered, whether it is stored."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.registersheet import Question
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels.intake import Intake
from pmo_desktop.services.office import Office
from pmo_desktop.ui.jobs import Progress

Outcome: TypeAlias = Intake | str
"""What a file would do, or the sentence that refuses it."""
ReadFile: TypeAlias = Callable[[Office, Path, Mapping[str, str]], Intake]


@dc.dataclass(slots=True)
class File:
    """One file on the page. `turn` counts how often it was asked for, so that late answers are dropped."""

    id: int
    path: Path
    found: Intake | None = None
    refused: str = ""
    answers: dict[str, str] = dc.field(default_factory=dict)
    asked: dict[str, Question] = dc.field(default_factory=dict)
    turn: int = 0
    reading: bool = True
    op: UUID | None = None
    stored: bool = False

    def take(self, outcome: Outcome) -> None:
        """Keep what was read; a question stays on the page after it was answered."""
        self.reading = False
        if isinstance(outcome, str):
            self.found, self.refused = None, outcome
            return
        self.found, self.refused = outcome, ""
        for question in outcome.questions:
            self.asked.setdefault(question.key, question)

    @property
    def ready(self) -> bool:
        """Whether there is something to store that was not stored yet."""
        return self.found is not None and self.found.edit is not None and not self.stored and not self.reading

    @property
    def unanswered(self) -> int:
        """Questions that nobody answered."""
        return sum(1 for key in self.asked if key not in self.answers)

    @property
    def says(self) -> str:
        """How it stands, in a few words."""
        if self.stored:
            return tr("Stored")
        if self.refused:
            return tr("Not taken")
        if self.found is None:
            return tr("Reading")
        if self.found.edit is None:
            return tr("Nothing to store")
        if self.unanswered:
            return trn("{n} question", "{n} questions", self.unanswered)
        made = self.found.count("created") + self.found.count("changed")
        return trn("{n} row to import", "{n} rows to import", made)

    @property
    def icon(self) -> str:
        """The icon that stands for it."""
        if self.stored:
            return "circle-check"
        if self.refused:
            return "file-x"
        schedule = self.found is not None and self.found.kind == "schedule"
        return "chart-gantt" if schedule else "file-spreadsheet"


def read_files(
    read: ReadFile, office: Office, wanted: Sequence[tuple[int, int, Path, Mapping[str, str]]]
) -> Callable[[Progress], list[tuple[int, int, Outcome]]]:
    """Work for a job: each file as (id, turn, path, answers) to (id, turn, outcome). A refusal stops none."""

    def work(progress: Progress) -> list[tuple[int, int, Outcome]]:
        found: list[tuple[int, int, Outcome]] = []
        for n, (uid, turn, path, answers) in enumerate(wanted):
            progress(n / len(wanted), path.name)
            try:
                found.append((uid, turn, read(office, path, answers)))
            except Fault as why:
                found.append((uid, turn, str(why)))
        return found

    return work
