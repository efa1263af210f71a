"""What a line waits for and who does it, as edits from what was typed."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

from pmo_desktop.domain.ids import AssignmentId, PlanLinkId, PlanResourceId
from pmo_desktop.domain.plans import Assignment, PlanItem, PlanLink, PlanResource
from pmo_desktop.domain.values import Minutes, Points
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.predecessors import Wait
from pmo_desktop.services.plans.draft import Draft
from pmo_desktop.services.plans.edits import leads

NewId = Callable[[], UUID]
WHOLE = Points(10_000)
_PERSON = re.compile(r"^(?P<name>.*?)\s*(?:[\[(]\s*(?P<share>\d+(?:[.,]\d+)?)\s*%?\s*[\])])?$")


def waiting_for(
    draft: Draft, item: PlanItem, waits: Sequence[Wait], shown: Mapping[int, int], new_id: NewId
) -> None:
    """Make a line wait for exactly these lines; `shown` gives the number of an item by that of its line.

    Raises ValueError with one sentence for a line that is not there, the line itself, and a ring.
    """
    now = {link.from_no: link for link in draft.links.values() if link.to_no == item.number}
    wanted = {_source(wait, item, shown): wait for wait in waits}
    for source, link in now.items():
        if source not in wanted:
            draft.drop(link)
    for source, wait in wanted.items():
        if source not in now:
            _refuse_ring(draft, source, item)
        link = now.get(source) or _new_link(source, item, new_id)
        draft.put(dc.replace(link, link_kind=wait.kind, lag=wait.lag, lag_kind=wait.lag_kind))


def _new_link(source: int, item: PlanItem, new_id: NewId) -> PlanLink:
    return PlanLink(id=PlanLinkId(new_id()), plan=item.plan, from_no=source, to_no=item.number)


def _source(wait: Wait, item: PlanItem, shown: Mapping[int, int]) -> int:
    source = shown.get(wait.line)
    if source is None:
        raise ValueError(tr("There is no line {n} in this plan.", n=wait.line))
    if source == item.number:
        raise ValueError(tr("A line does not wait for itself."))
    return source


def _refuse_ring(draft: Draft, source: int, item: PlanItem) -> None:
    if leads(item.number, source, list(draft.links.values())):
        name = draft.items[source].name
        raise ValueError(tr("“{first}” waits for “{second}” already.", first=name, second=item.name))


# -- who does it -------------------------------------------------------------------------------------


def resources_text(assignments: Iterable[Assignment], names: Mapping[int, str]) -> str:
    """Who is on a line, as it can be typed: "Crew A; Ada [50%]"."""
    found = []
    for one in assignments:
        name = names.get(one.resource_no, "") if one.resource_no is not None else ""
        share = "" if one.units in (None, WHOLE) else f" [{(one.units or 0) / 100:g}%]"
        if name:
            found.append(name + share)
    return "; ".join(found)


def worked_on_by(draft: Draft, item: PlanItem, text: str, new_id: NewId) -> None:
    """Put exactly these on a line, by name, with their share; those not known yet are made.

    Raises ValueError for a share that is none.
    """
    wanted = dict(_people(text))
    known = {one.name.casefold(): one for one in draft.resources.values()}
    now = {one.resource_no: one for one in draft.assignments.values() if one.item_no == item.number}
    kept = set()
    for name, units in wanted.items():
        resource = known.get(name.casefold()) or _new_resource(draft, item, name, new_id)
        kept.add(resource.number)
        given = now.get(resource.number) or _new_assignment(item, resource, new_id)
        draft.put(dc.replace(given, units=units))
    for number, given in now.items():
        if number not in kept:
            draft.drop(given)


def _people(text: str) -> Iterable[tuple[str, Points]]:
    for part in re.split(r"[;\n]", text):
        found = _PERSON.match(" ".join(part.split()))
        if found is None or not found["name"]:
            continue
        share = float((found["share"] or "100").replace(",", "."))
        if not 0 < share <= 10_000:
            raise ValueError(tr("“{text}” is no share of somebody's time.", text=part.strip()))
        yield found["name"][:300], Points(round(share * 100))


def _new_resource(draft: Draft, item: PlanItem, name: str, new_id: NewId) -> PlanResource:
    number = max(draft.resources, default=0) + 1
    made = PlanResource(id=PlanResourceId(new_id()), plan=item.plan, number=number, name=name)
    draft.put(made)
    return made


def _new_assignment(item: PlanItem, resource: PlanResource, new_id: NewId) -> Assignment:
    return Assignment(
        id=AssignmentId(new_id()),
        plan=item.plan,
        item_no=item.number,
        resource_no=resource.number,
        work_minutes=Minutes(item.duration),
    )
