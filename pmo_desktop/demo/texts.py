"""Texts of the demo with the day's references and dates filled in.

In the files, `{ref:wing}` is a work's reference, `{day:14}` the working day on or after so many days
from today, `{month:-1}` a month, `{finish:wing}` and `{forecast:wing}` dates of a project,
`{late:wing}` the working days between them, `{meeting:PB-1}`
and `{held:PB-1}` reference and date of a meeting, and `{d:key}`, `{a:key}` and `{r:key}` the references of
a decision, an action and a risk.
"""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from datetime import date, timedelta
from functools import cached_property

from pmo_desktop.demo.clock import Clock, months_away, same_weekday
from pmo_desktop.demo.content import MONTHS, Row, filled, rows, said
from pmo_desktop.demo.facts import Facts

_AFTER_THE_BOARD = {"PB": 0, "EB": 6, "DB": -2}
"""Days between the portfolio board and the programme boards."""


def place_of(key: str) -> tuple[str, int]:
    """The board of a meeting, and how many meetings it lies from the next one."""
    return key[:2], int(key[2:])


def meeting_key(body: str, months: int) -> str:
    """The key of a meeting from its place."""
    return f"{body}{months:+d}" if months else f"{body}-0"


@dc.dataclass(frozen=True)
class Texts:
    """Everything that a text may refer to."""

    clock: Clock
    facts: Facts

    def meeting_day(self, key: str) -> date:
        """When a meeting is held: `PB-0` is the next of the portfolio board, `PB-1` the one before."""
        body, months = place_of(key)
        if body == "PB":
            return self.clock.board_day(months)
        first = self.clock.board_day(0) + timedelta(_AFTER_THE_BOARD[body])
        calendar = self.clock.calendars["de" if body == "EB" else "gb"]
        return calendar.on_or_before(same_weekday(first, months))

    @cached_property
    def meetings(self) -> dict[str, str]:
        """References of the meetings: body, year, month."""
        found = {}
        for row in rows("meetings"):
            body, months = place_of(row["key"])
            rule = self.clock.board_thursday + timedelta(_AFTER_THE_BOARD[body])
            month = same_weekday(rule, months)
            found[row["key"]] = f"{body}-{month.year}-{month.month:02}"
        return found

    def _numbered(self, letter: str, name: str) -> dict[str, str]:
        """References that count within a meeting, or within a work where there was none."""
        counts: Counter[str] = Counter()
        found = {}
        for row in rows(name):
            scope = self.meetings[row["meeting"]] if row["meeting"] else self.facts.ref(row["work"])
            counts[scope] += 1
            found[row["key"]] = f"{letter}-{scope}-{counts[scope]:02}"
        return found

    @cached_property
    def decisions(self) -> dict[str, str]:
        """References of the decisions."""
        return self._numbered("D", "decisions")

    @cached_property
    def actions(self) -> dict[str, str]:
        """References of the actions."""
        return self._numbered("A", "actions")

    @cached_property
    def risks(self) -> dict[str, str]:
        """References of the risks."""
        return self._of_works("R", rows("risks"))

    @cached_property
    def issues(self) -> dict[str, str]:
        """References of the issues."""
        return self._of_works("I", rows("issues"))

    def _of_works(self, letter: str, listed: tuple[Row, ...]) -> dict[str, str]:
        counts: Counter[str] = Counter()
        found = {}
        for row in listed:
            counts[row["work"]] += 1
            found[row["key"]] = f"{self.facts.ref(row['work'])}-{letter}{counts[row['work']]:02}"
        return found

    def _day(self, offset: str) -> str:
        return said(self.clock.working(int(offset)))

    def _month(self, offset: str) -> str:
        first = months_away(self.clock.today, int(offset))
        return f"{MONTHS[first.month - 1]} {first.year}"

    def fill(self, text: str) -> str:
        """The text with every hole filled. KeyError for one that is not known."""
        projects = self.facts.projects
        return filled(
            text,
            {
                "ref": self.facts.ref,
                "day": self._day,
                "month": self._month,
                "start": lambda key: said(projects[key].start),
                "finish": lambda key: said(projects[key].finish),
                "late": lambda key: str(self.facts.late(key, projects[key].slip)),
                "forecast": lambda key: said(projects[key].forecast),
                "meeting": lambda key: self.meetings[key],
                "held": lambda key: said(self.meeting_day(key)),
                "d": lambda key: self.decisions[key],
                "a": lambda key: self.actions[key],
                "r": lambda key: self.risks[key],
                "i": lambda key: self.issues[key],
            },
        )
