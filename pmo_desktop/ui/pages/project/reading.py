"""What the page of a work reads, in at most five statements for the head and one tab together."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pmo_desktop.domain.initials import Candidate
from pmo_desktop.domain.organisation import Person, PersonState
from pmo_desktop.domain.plans import Assignment, PlanResource
from pmo_desktop.readmodels.lists import ActionRow, IssueRow, RiskRow
from pmo_desktop.readmodels.plans import PlanFile, file_days, office_calendar_name, work_days
from pmo_desktop.readmodels.project import GROUPS, WorkFile, plan_file, work_file
from pmo_desktop.readmodels.project_documents import DocumentRow, document_rows
from pmo_desktop.readmodels.project_summary import Summary, parts_of, summary
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.services.ports import Join, Reader

_AROUND = (
    Join("person", "id", "work", "sponsor", name="sponsor"),
    Join("person", "id", "work", "manager", name="manager"),
    Join("org_unit", "id", "work", "org_unit"),
    Join("work", "id", "work", "parent", name="above"),
    Join("decision", "id", "work", "budget_authority"),
    Join("status_report", "work", "work"),
)
_LINES = (Join("plan_item", "plan", "plan"), Join("person", "id", "plan_item", "responsible"))


@dc.dataclass(frozen=True)
class Known:
    """The work with what its head shows; `parts` are the works of a programme or portfolio."""

    file: WorkFile
    parts: tuple[WorkRow, ...] = ()


def read_known(reader: Reader, target: str, today: date, *, plan: bool) -> Known | None:
    """A work by id or code, in two statements, three for the plan of a programme; None when there is none."""
    rows = reader.joined("work", _AROUND, *_asked(target))
    file = work_file(rows)
    if file is None:
        return None
    group = isinstance(file.work, GROUPS)
    if plan or not group:
        file = dc.replace(file, plan=plan_file(reader.joined("plan", _LINES, "work", [file.work.id])))
    return Known(file, parts_of(file.work.id, reader.works(today)) if group else ())


def _asked(target: str) -> tuple[str, list[Any]]:
    try:
        return "id", [UUID(target)]
    except ValueError:
        return "ref", [target]


def read_summary(reader: Reader, known: Known, _today: date) -> Summary:
    """The first tab, in three statements."""
    work = known.file.work.id
    return summary(
        known.file,
        risks=reader.risks(work=work, open_only=True),
        actions=reader.actions(work=work, open_only=True),
        decisions=reader.all("decision"),
        parts=known.parts,
    )


def read_plan(reader: Reader, known: Known, _today: date) -> PlanFile | None:
    """The plan with links, who does what, and its working days, in three statements."""
    file = known.file.plan
    if file is None:
        return None
    plan = file.plan
    links = reader.where("plan_link", "plan", [plan.id])
    assignments: list[Assignment] = []
    resources: dict[UUID, PlanResource] = {}
    if not known.parts:
        join = Join("plan_resource", "number", "assignment", "resource_no", only=(("plan", plan.id),))
        for given, resource in reader.joined("assignment", [join], "plan", [plan.id]):
            assignments.append(given)
            if resource is not None:
                resources[resource.id] = resource
    made = dc.replace(
        file, links=tuple(links), assignments=tuple(assignments), resources=tuple(resources.values())
    )
    return _with_days(reader, made)


def _with_days(reader: Reader, file: PlanFile) -> PlanFile:
    if file.plan.calendar is not None:
        calendar = reader.get("calendar", [file.plan.calendar]).get(file.plan.calendar)
        return dc.replace(file, days=work_days(calendar), calendar_name=office_calendar_name(calendar))
    days, name = file_days(reader.where("plan_calendar", "plan", [file.plan.id]))
    return dc.replace(file, days=days, calendar_name=name)


@dc.dataclass(frozen=True)
class Raid:
    """Risks and issues of a work, and who may own them."""

    risks: Sequence[RiskRow]
    issues: Sequence[IssueRow]
    people: Sequence[Candidate]


def read_raid(reader: Reader, known: Known, _today: date) -> Raid:
    """The risks and issues, in three statements."""
    work = known.file.work.id
    return Raid(reader.risks(work=work), reader.issues(work=work), read_people(reader))


@dc.dataclass(frozen=True)
class ActionList:
    """Actions of a work, and who may own them."""

    actions: Sequence[ActionRow]
    people: Sequence[Candidate]


def read_actions(reader: Reader, known: Known, _today: date) -> ActionList:
    """The actions, in two statements."""
    return ActionList(reader.actions(work=known.file.work.id), read_people(reader))


def read_people(reader: Reader) -> tuple[Candidate, ...]:
    """Those who may own something, by name."""
    people: list[Person] = [p for p in reader.all("person") if p.state is not PersonState.INACTIVE]
    found = (Candidate(UUID(int=p.id.int), p.display_name, p.initials, hint=p.job) for p in people)
    return tuple(sorted(found, key=lambda c: c.name.casefold()))


def read_documents(reader: Reader, known: Known, _today: date) -> tuple[DocumentRow, ...]:
    """The documents of a work, in one statement."""
    return document_rows(reader.where("document", "work", [known.file.work.id]))


def read_nothing(_reader: Reader, _known: Known, _today: date) -> None:
    """For a tab that shows what the head has read already."""
