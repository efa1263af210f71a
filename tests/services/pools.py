"""Plans with people for tests, and a checker of overloads that knows nothing of the program's own."""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from pmo_desktop.domain.ids import AssignmentId, PersonId, PlanId, PlanItemId, PlanResourceId, WorkId
from pmo_desktop.domain.plans import Assignment, PlanItem, PlanLink, PlanResource
from pmo_desktop.domain.values import Points
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans.rescheduling import rescheduled
from tests.services.plans import PLAN, plan_file

HALF_HOUR = timedelta(minutes=30)


def resource(number: int, name: str, units: int = 100, person: PersonId | None = None) -> PlanResource:
    """Somebody, of whom there are so many per cent."""
    return PlanResource(
        id=PlanResourceId(uuid4()), plan=PLAN, number=number, name=name, max_units=Points(units * 100),
        person=person,
    )  # fmt: skip


def on(item: int, who: int, units: int = 100) -> Assignment:
    """Somebody at so many per cent on a line."""
    return Assignment(
        id=AssignmentId(uuid4()), plan=PLAN, item_no=item, resource_no=who, units=Points(units * 100)
    )


def staffed(
    items: Iterable[PlanItem],
    people: Iterable[PlanResource],
    given: Iterable[Assignment],
    links: tuple[PlanLink, ...] = (),
    title: str = "Plan",
) -> PlanFile:
    """A plan of its own with people on its lines, dated by its network."""
    plan = PlanId(uuid4())
    bare = plan_file(*items, links=links)
    file = dc.replace(
        bare,
        plan=dc.replace(bare.plan, id=plan, work=WorkId(uuid4()), title=title),
        items=tuple(dc.replace(one, id=PlanItemId(UUID(int=uuid4().int)), plan=plan) for one in bare.items),
        links=tuple(dc.replace(one, plan=plan) for one in links),
        resources=tuple(people),
        assignments=tuple(given),
    )
    return dc.replace(file, items=rescheduled(file).items)


def asked_too_much(
    files: Sequence[PlanFile], holidays: Mapping[str, frozenset[date]] | None = None
) -> Counter[str]:
    """Half hours in which each person works beyond what there is: a line works from eight to twelve and
    from one to five, Monday to Friday, between its start and its finish, but not on its people's holidays
    and not while it is broken off.

    Walks through every half hour of every assignment; people are told apart by name.
    """
    used: Counter[tuple[str, datetime]] = Counter()
    most: dict[str, int] = {}
    for file in files:
        people = {one.number: one for one in file.resources}
        for given in file.assignments:
            item = file.by_number[given.item_no]
            assert given.resource_no is not None
            who = people[given.resource_no]
            most[who.name] = max(most.get(who.name, 0), who.max_units or 0)
            away = (holidays or {}).get(who.name, frozenset())
            resting = _resting(item)
            for place, at in enumerate(_half_hours(item.start, item.finish)):
                if place in resting:
                    continue
                if at.date() not in away and item.percent < 10_000:
                    used[who.name, at] += given.units or 0
    return Counter(name for (name, _), units in used.items() if units > most[name])


def _resting(item: PlanItem) -> set[int]:
    """Which half hours of its working time a line rests in, counted from its start."""
    found: set[int] = set()
    passed = 0
    for pause in item.pauses:
        begin = pause.after + passed
        found |= {n for n in range(1000) if begin <= 30 * n and 30 * n + 30 <= begin + pause.length}
        passed += pause.length
    return found


def _half_hours(start: datetime | None, finish: datetime | None) -> Iterable[datetime]:
    assert start
    assert finish
    at = start
    while at < finish:
        if at.weekday() < 5 and (8 <= at.hour < 12 or 13 <= at.hour < 17):
            yield at
        at += HALF_HOUR
