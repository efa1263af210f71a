"""Answers matched with actions and shown before anything is changed; what was not understood is told."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pmo_desktop.domain.datewords import read_date
from pmo_desktop.domain.edits import Batch, Set, batch
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.actions import ActionEntry
from pmo_desktop.services.actions import acts


@dc.dataclass(frozen=True, slots=True)
class Said:
    """What one line of an answer says: `verdict` is "done", "blocked", "new_date" or "unknown"."""

    ref: str
    verdict: str
    words: str
    language: str
    line: int
    said: str
    on: date | None
    file: str


@dc.dataclass(frozen=True, slots=True)
class Answer:
    """A line of an answer with the action that it means; `problem` says why it can do nothing."""

    id: int
    said: Said
    entry: ActionEntry | None
    day: date | None = None
    problem: str = ""

    @property
    def usable(self) -> bool:
        """Whether accepting it changes something."""
        return not self.problem

    def what(self) -> str:
        """What accepting it does, in words."""
        match self.said.verdict:
            case "done":
                return tr("Done")
            case "blocked":
                return tr("Blocked: {why}", why=self.said.words) if self.said.words else tr("Blocked")
            case "new_date":
                return (
                    tr("Asks for {day}", day=shown.day(self.day)) if self.day else tr("Asks for a new date")
                )
        return tr("Not understood")


def matched(said: Sequence[Said], rows: Iterable[ActionEntry], today: date) -> list[Answer]:
    """Each line with its action; a later line about the same action takes the place of an earlier one."""
    by_ref: Mapping[str, ActionEntry] = {r.ref.upper(): r for r in rows if r.ref}
    last = {(one.ref, one.file): one.line for one in said}
    answers = []
    for number, one in enumerate(said):
        entry = by_ref.get(one.ref)
        day = _day(one, today) if one.verdict == "new_date" else None
        problem = _problem(one, entry, day)
        if not problem and last[one.ref, one.file] != one.line:
            problem = tr("a later line of the file says something else")
        answers.append(Answer(number, one, entry, day, problem))
    return answers


def _day(one: Said, today: date) -> date | None:
    """The day meant, counted from that of the mail; the first words of the line that are a day."""
    words = one.words.split()
    for size in range(min(len(words), 4), 0, -1):
        read = read_date(" ".join(words[:size]).strip(".,;"), one.on or today, one.language or "en")
        if read.date is not None:
            return read.date
    return None


def _problem(one: Said, entry: ActionEntry | None, day: date | None) -> str:
    if entry is None:
        return tr("there is no action {ref}", ref=one.ref)
    if one.verdict == "unknown":
        return tr("“{text}” is no answer that is understood", text=one.words[:60])
    if not entry.open:
        return tr("{ref} is closed already", ref=one.ref)
    if one.verdict == "new_date" and day is None:
        return tr("“{text}” is not a date", text=one.words[:60])
    return ""


def taken(answers: Iterable[Answer], today: date) -> Batch:
    """The edit of the answers that were accepted, all as one step."""
    edits: list[Set] = []
    for one in answers:
        if not one.usable or one.entry is None:
            continue
        action = one.entry.record
        match one.said.verdict:
            case "done":
                edits += acts.done(action, one.said.on or today, one.said.words)
            case "blocked":
                edits += acts.blocked(action, one.said.words)
            case _ if one.day is not None:
                edits += acts.wished(action, one.day)
    return batch(edits)


def as_said(replies: Iterable[object], file: str) -> list[Said]:
    """Lines as a reader of files gives them, with the name of their file."""
    return [Said(**{f.name: getattr(r, f.name) for f in dc.fields(Said) if f.name != "file"}, file=file)
            for r in replies]  # fmt: skip
