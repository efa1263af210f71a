"""What the register page reads: five statements for all of it, two for what a change touched."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from pmo_desktop.domain.documents import SavedView
from pmo_desktop.domain.initials import Candidate
from pmo_desktop.i18n import language
from pmo_desktop.readmodels.register import WorkRow, main_currency
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Change
from pmo_desktop.ui.print.lists import PrintedList

if TYPE_CHECKING:
    from pmo_desktop.services.exporting import Table

WORK_KINDS = ("project", "programme", "portfolio", "service")
TOUCHING = frozenset(
    {*WORK_KINDS, "status_report", "risk", "action", "plan", "plan_item", "person", "org_unit", "decision"}
)
"""Kinds whose change shows in the register."""
MOST_TOUCHED = 400
"""Above this many records a change is read as the whole list."""


@dc.dataclass(frozen=True, slots=True)
class RegisterHooks:
    """What the rest of the program does for this page; what is None is not offered.

    `print_list` prints what is shown (None: the page asks for a printer itself); `import_list` and
    `import_schedules` take files (none: ask for them); `load_example` makes the demo organisation.
    """

    print_list: Callable[[PrintedList], None] | None = None
    import_list: Callable[[Sequence[Path]], None] | None = None
    import_schedules: Callable[[Sequence[Path]], None] | None = None
    load_example: Callable[[], None] | None = None
    table_bytes: Callable[[Table, str], bytes] | None = None
    """A table as a file of a kind: ".csv" or ".xlsx"."""


@dc.dataclass(frozen=True, slots=True)
class RegisterData:
    """The works, when they were read, and the currency of sums."""

    rows: list[WorkRow]
    currency: str
    at: datetime

    @property
    def today(self) -> date:
        """The day where this computer is."""
        return self.at.date()


@dc.dataclass(frozen=True, slots=True)
class Around:
    """What cells are edited with, and saved views: needed a moment after the rows."""

    people: tuple[Candidate, ...]
    units: tuple[tuple[UUID, str], ...]
    views: tuple[SavedView, ...]


def read_register(office: Office) -> RegisterData:
    """All works, and the currency that most budgets are in; two statements."""
    now = office.now().astimezone()
    rows = office.store.reader.works(now.date())
    return RegisterData(rows, main_currency(rows), now)


def read_around(office: Office) -> Around:
    """People, units and saved views, in three statements."""
    reader = office.store.reader
    people = tuple(Candidate(p.id, p.display_name, p.initials, hint=p.job) for p in reader.all("person"))
    units = tuple((u.id, u.title.said(language())) for u in reader.all("org_unit"))
    return Around(people, units, tuple(reader.all("saved_view")))


def needs_all(change: Change) -> bool:
    """Whether a change is best followed by reading everything: unknown, huge, or of people and views."""
    return (
        not change.touched
        or len(change.touched) > MOST_TOUCHED
        or bool(change.kinds() & {"person", "org_unit", "saved_view"})
    )


def read_touched(office: Office, change: Change) -> tuple[list[WorkRow], list[UUID]]:
    """The works that show something of a change, and those that are gone; two statements."""
    touched = [(kind, uid) for kind, uid in change.touched if kind in TOUCHING]
    rows = office.store.reader.works(office.now().astimezone().date(), touched)
    there = {r.id for r in rows}
    return rows, [uid for uid in change.ids(*WORK_KINDS) if uid not in there]
