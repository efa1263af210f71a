"""Plans of several works with all that their dates are worked out from, in five statements for all."""

from __future__ import annotations

import dataclasses as dc
from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from pmo_desktop.i18n import language
from pmo_desktop.readmodels.plans import PlanFile, file_days, office_calendar_name, work_days
from pmo_desktop.readmodels.project import plan_file
from pmo_desktop.services.ports import Join, Reader

LINES = (Join("plan_item", "plan", "plan"), Join("person", "id", "plan_item", "responsible"))
"""What a plan is put together from by `plan_file`."""
TIMES = (
    Join("plan_calendar", "plan", "plan"),
    Join("calendar", "id", "plan", "calendar"),
    Join("calendar", "id", "calendar", "parent", name="base"),
)
"""What the working time of a plan is put together from by `with_times`."""


@dc.dataclass(frozen=True, slots=True)
class PlanChoice:
    """A plan that could be read: its work, and what people call that."""

    work: UUID
    title: str


def plan_choices(reader: Reader) -> tuple[PlanChoice, ...]:
    """Every work that has a plan, by code, in two statements."""
    works = list(dict.fromkeys(plan.work for plan in reader.all("plan")))
    names = reader.names({"work": works})
    found = ((*names[work], work) for work in works if work in names)
    return tuple(
        PlanChoice(UUID(int=work.int), " ".join(part for part in (ref, title.said(language())) if part))
        for ref, title, work in sorted(found, key=lambda row: row[0])
    )


def plan_files(reader: Reader, works: Sequence[UUID]) -> tuple[PlanFile, ...]:
    """The plans of works, in their order; works without a plan or without a line are left out."""
    rows: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for row in reader.joined("plan", LINES, "work", works):
        rows[row[0].work].append(row)
    bare = [file for work in works if (file := plan_file(rows.get(work, ()))) is not None and file.items]
    ids = [file.plan.id for file in bare]
    if not ids:
        return ()
    links, resources, given = (
        _by_plan(reader.where(kind, "plan", ids)) for kind in ("plan_link", "plan_resource", "assignment")
    )
    times: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    for row in reader.joined("plan", TIMES, "id", ids):
        times[row[0].id].append(row)
    return tuple(
        with_times(
            dc.replace(
                file,
                links=tuple(links[file.plan.id]),
                resources=tuple(sorted(resources[file.plan.id], key=lambda one: one.number)),
                assignments=tuple(given[file.plan.id]),
            ),
            times[file.plan.id],
        )
        for file in bare
    )


def _by_plan(records: Sequence[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for record in records:
        found[record.plan].append(record)
    return found


def with_times(file: PlanFile, rows: Sequence[tuple[Any, ...]]) -> PlanFile:
    """The plan with its calendars: those that came with it, and the one of the office that it keeps.

    `rows` are plans joined with `TIMES`.
    """
    found = {row[1].id: row[1] for row in rows if row[1] is not None}
    calendars = tuple(sorted(found.values(), key=lambda one: one.number))
    office, base = rows[0][2:] if rows else (None, None)
    made = dc.replace(file, calendars=calendars, office=office, office_base=base)
    if office is not None:
        return dc.replace(made, days=work_days(office), calendar_name=office_calendar_name(office))
    days, name = file_days(calendars, file.plan.calendar_number)
    return dc.replace(made, days=days, calendar_name=name)
