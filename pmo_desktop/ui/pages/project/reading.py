"""What the page of a work reads, in at most five statements for the head and one tab together."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pmo_desktop.domain.initials import Candidate
from pmo_desktop.domain.organisation import Person, PersonState
from pmo_desktop.domain.plans import Assignment, PlanResource
from pmo_desktop.readmodels.lists import ActionRow, IssueRow, RiskRow
from pmo_desktop.readmodels.planlines import with_lines
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.project import GROUPS, WorkFile, plan_file, work_file
from pmo_desktop.readmodels.project_documents import DocumentRow, document_rows
from pmo_desktop.readmodels.project_summary import Summary, parts_of, summary
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.services.plans.reading import LINES, TIMES, with_times
from pmo_desktop.services.ports import Join, Reader

_AROUND = (
    Join("person", "id", "work", "sponsor", name="sponsor"),
    Join("person", "id", "work", "manager", name="manager"),
    Join("org_unit", "id", "work", "org_unit"),
    Join("work", "id", "work", "parent", name="above"),
    Join("decision", "id", "work", "budget_authority"),
    Join("status_report", "work", "work"),
)


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
        file = dc.replace(file, plan=plan_file(reader.joined("plan", LINES, "work", [file.work.id])))
    return Known(file, parts_of(reader.works_under(file.work.id, today)) if group else ())


def _asked(target: str) -> tuple[str, list[Any]]:
    try:
        return "id", [UUID(target)]
    except ValueError:
        return "ref", [target]


def read_summary(reader: Reader, known: Known, _today: date) -> Summary:
    """The first tab, in three statements: decisions come with what they change and waive on the work."""
    work = known.file.work.id
    here = (("work", work),)
    joins = (
        Join("effect", "decision", "decision", only=here),
        Join("waiver", "decision", "decision", only=here),
    )
    rows = reader.joined("decision", joins)
    return summary(
        known.file,
        risks=reader.risks(work=work, open_only=True),
        actions=reader.actions(work=work, open_only=True),
        decisions={row[0].id: row[0] for row in rows}.values(),
        parts=known.parts,
        effects={row[1].id: row[1] for row in rows if row[1] is not None}.values(),
        waivers={row[2].id: row[2] for row in rows if row[2] is not None}.values(),
    )


def read_plan(reader: Reader, known: Known, _today: date) -> PlanFile | None:
    """The plan with links, who does what, and its working time, in three statements."""
    file = known.file.plan
    if file is None:
        return None
    plan = file.plan
    links = reader.where("plan_link", "plan", [plan.id])
    given: dict[UUID, Assignment] = {}
    resources: dict[UUID, PlanResource] = {}
    if not known.parts:
        join = Join("assignment", "resource_no", "plan_resource", "number", only=(("plan", plan.id),))
        for resource, assignment in reader.joined("plan_resource", [join], "plan", [plan.id]):
            resources[resource.id] = resource
            if assignment is not None:
                given[assignment.id] = assignment
    made = dc.replace(
        file,
        links=tuple(links),
        assignments=tuple(given.values()),
        resources=tuple(sorted(resources.values(), key=lambda one: one.number)),
        service=known.file.kind == "service",
    )
    return with_times(made, reader.joined("plan", TIMES, "id", [plan.id]))


def read_again(reader: Reader, *, file: PlanFile, lines: Collection[UUID]) -> PlanFile | None:
    """A plan with those of its lines as they are now, in one statement; None where one is gone."""
    rows = reader.joined("plan_item", (Join("person", "id", "plan_item", "responsible"),), "id", lines)
    if len({item.id for item, _ in rows}) != len(lines):
        return None
    names = {item.number: "" if person is None else person.display_name for item, person in rows}
    return with_lines(file, [item for item, _ in rows], names)


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
