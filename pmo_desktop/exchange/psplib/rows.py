"""What is read out of a test problem before it becomes arrays, and the numbers it is read from."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.i18n import tr

LARGEST = 1_000_000
"""The greatest number that is taken for a duration, a request, a lag."""
MOST_TASKS = 20_000


@dc.dataclass
class Rows:
    """Jobs, modes and links as the file has them; links are (before, after, lag) by the file's numbers."""

    capacity: list[int] = dc.field(default_factory=list)
    stock: list[int] = dc.field(default_factory=list)
    numbers: list[int] = dc.field(default_factory=list)
    modes: list[int] = dc.field(default_factory=list)
    durations: list[int] = dc.field(default_factory=list)
    requests: list[list[int]] = dc.field(default_factory=list)
    draws: list[list[int]] = dc.field(default_factory=list)
    links: list[tuple[int, int, int]] = dc.field(default_factory=list)


class Figures:
    """Whole numbers one after another, each with the line it stands in. Raises FileRefused."""

    def __init__(self, words: list[tuple[str, int]], name: str) -> None:
        self._words = words
        self._at = 0
        self._name = name

    def next(self, least: int = 0) -> int:
        """The next number, at least `least` and at most LARGEST in size."""
        if self._at >= len(self._words):
            raise FileRefused(self._name, tr("it ends before all its tasks are described."))
        word, line = self._words[self._at]
        self._at += 1
        number = int(word) if word.lstrip("-").isdecimal() and len(word) < 12 else None
        if number is None or not least <= number <= LARGEST:
            reason = tr("line {line}: “{text}” is not a number that can stand there.", line=line, text=word)
            raise FileRefused(self._name, reason)
        return number

    def some(self, count: int, least: int = 0) -> list[int]:
        """The next numbers."""
        return [self.next(least) for _ in range(count)]

    def left(self) -> int:
        """How many numbers have not been asked for."""
        return len(self._words) - self._at


def figures(text: str, name: str, first_line: int = 1) -> Figures:
    """All words of a text as numbers to come; brackets part words and mean nothing else."""
    plain = text.replace("[", " ").replace("]", " ")
    lines = enumerate(plain.splitlines(), first_line)
    return Figures([(word, n) for n, line in lines for word in line.split()], name)


def check_size(tasks: int, name: str) -> None:
    """Raise FileRefused when a problem has no tasks, or more than are taken."""
    if not 1 <= tasks <= MOST_TASKS:
        reason = tr("it has {count} tasks; from 1 to {most} are taken.", count=tasks, most=MOST_TASKS)
        raise FileRefused(name, reason)
