"""A plan being changed: records put in and taken out, then the one edit that makes it so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import is_
from typing import Any

from pmo_desktop.domain.edits import Archive, Batch, Edit, batch, between, creation
from pmo_desktop.domain.plans import Assignment, Plan, PlanItem, PlanLink, PlanResource
from pmo_desktop.domain.schema import kind_of
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans.edits import summed

Part = PlanItem | PlanLink | Assignment | PlanResource


class Draft:
    """The records of a plan by id, while several changes are gathered. The file itself never changes."""

    def __init__(self, file: PlanFile) -> None:
        self.file = file
        self.plan: Plan = file.plan
        self.items = dict(file.by_number)
        self.links = dict(file.links_by_id)
        self.assignments = dict(file.assignments_by_id)
        self.resources = {one.number: one for one in file.resources}
        self.lines = dict(file.numbers_shown)
        """The number of an item by that of its line on screen, new ones at the end."""

    def put(self, record: Part) -> None:
        """A new record, or another state of one that is there."""
        match record:
            case PlanItem():
                self.items[record.number] = record
            case PlanLink():
                self.links[record.id] = record
            case Assignment():
                self.assignments[record.id] = record
            case PlanResource():
                self.resources[record.number] = record

    def drop(self, record: PlanLink | Assignment) -> None:
        """Take a link or an assignment out."""
        if isinstance(record, PlanLink):
            self.links.pop(record.id, None)
        else:
            self.assignments.pop(record.id, None)

    def sum_up(self) -> None:
        """Bring the summaries above all changed lines to what lies under them."""
        was = self.file.by_number
        changed = [item for number, item in self.items.items() if was.get(number) is not item]
        above = {item.parent for item in changed}
        above |= {was[item.number].parent for item in changed if item.number in was}
        wanted = self._and_above(number for number in above if number is not None)
        if not wanted:
            return
        below: dict[int, list[int]] = {}
        for item in self.items.values():
            if item.parent in wanted:
                below.setdefault(item.parent, []).append(item.number)
        for number in sorted(wanted, key=self._depth, reverse=True):
            parts = [self.items[n] for n in below.get(number, ())]
            self.items[number] = summed(self.items[number], parts, self.file.days, self.file.per_day)

    def _and_above(self, numbers: Iterable[int]) -> set[int]:
        found: set[int] = set()
        for start in numbers:
            at: int | None = start
            while at is not None and at in self.items and at not in found:
                found.add(at)
                at = self.items[at].parent
        return found

    def _depth(self, number: int) -> int:
        depth, at, seen = 0, self.items[number].parent, {number}
        while at is not None and at in self.items and at not in seen:
            seen.add(at)
            depth, at = depth + 1, self.items[at].parent
        return depth

    def edit(self) -> Batch:
        """All that differs from the file, as one edit."""
        file = self.file
        found: list[Edit] = [between(file.plan, self.plan)] if file.plan != self.plan else []
        found += _differing(file.items, self.items.values())
        found += _differing(file.resources, self.resources.values())
        found += _differing(file.links, self.links.values())
        found += _differing(file.assignments, self.assignments.values())
        return batch(found)


def _differing(before: Sequence[Any], after: Iterable[Any]) -> Iterator[Edit]:
    """The steps from some records to others. Most are the very same, which is asked first and quickly."""
    now = list(after)
    if len(now) == len(before) and all(map(is_, now, before)):
        return
    left, same = set(map(id, now)), set(map(id, before))
    was = {record.id: record for record in before if id(record) not in left}
    for record in now:
        if id(record) in same:
            continue
        known = was.pop(record.id, None)
        if known is None:
            yield creation(record)
        elif known != record:
            yield between(known, record)
    yield from (Archive(kind_of(record).name, uid) for uid, record in was.items())
