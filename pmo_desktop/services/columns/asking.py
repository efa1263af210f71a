"""Asking what a file does not say: answers given before go first, then what the file suggests."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence

from pmo_desktop.domain.registersheet import Cell, Choice, Question, Sheet


@dc.dataclass(frozen=True, slots=True)
class Asker:
    """Looks answers up and gathers the questions of one sheet."""

    sheet: Sheet
    answers: Mapping[str, str]
    asked: list[Question]

    def ask(self, topic: str, text: str, choices: Sequence[Choice], suggested: str, reason: str) -> str:
        """The answer for this sheet's topic (or for the topic in every sheet), else what is suggested."""
        key = f"{self.sheet.name}/{topic}"
        told = self.answers.get(key) or self.answers.get(topic.rsplit("/", 1)[-1], "")
        if told:
            return told
        if all(q.key != key for q in self.asked):
            self.asked.append(Question(key, text, tuple(choices), suggested, reason))
        return suggested


def column_cells(sheet: Sheet, column: int) -> list[Cell]:
    """The cells of one column, from the top."""
    return [row.cells[column] for row in sheet.rows]
