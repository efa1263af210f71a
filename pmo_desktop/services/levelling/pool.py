"""Several plans over one pool of people: one network, and which of its resources are the same person."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from pmo_desktop.domain.plans import ItemKind, PlanItem
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.scheduling import columns as col
from pmo_desktop.scheduling.joined import joined
from pmo_desktop.scheduling.network import Assignments, Network, Resources
from pmo_desktop.scheduling.ticks import Ticks

_NO_WORK = (ItemKind.SUMMARY, ItemKind.MILESTONE, ItemKind.DUTY)


@dc.dataclass(frozen=True, eq=False)
class Pool:
    """Plans that share people. Rows follow those of the plan before; resources of the network stay apart.

    `person` is the seat in the pool of each resource of the network; `names` and `most` (units, 1.0 is one
    of them all the working time) are by seat. Whoever has two entries counts with the larger one.
    """

    files: tuple[PlanFile, ...]
    network: Network
    person: npt.NDArray[np.int64]
    names: tuple[str, ...]
    titles: tuple[str, ...]
    """What each plan is called."""
    most: npt.NDArray[np.float64]

    @cached_property
    def first(self) -> tuple[int, ...]:
        """The first row of each plan, and the number of rows in the end."""
        return (0, *accumulate(len(file.network.items) for file in self.files))

    @cached_property
    def items(self) -> tuple[PlanItem, ...]:
        """By row."""
        return tuple(item for file in self.files for item in file.network.items)

    def plan_of(self, row: int) -> int:
        """The place of the plan that a row belongs to."""
        return int(np.searchsorted(self.first, row, side="right")) - 1

    @cached_property
    def stored(self) -> tuple[Ticks, Ticks]:
        """Start and finish of each row as its item has them; NO_DATE where it has none."""
        found = [file.network.stored for file in self.files]
        return np.concatenate([one.start for one in found]), np.concatenate([one.finish for one in found])


@dc.dataclass(frozen=True, slots=True)
class _Entry:
    """A resource of a plan: who it is, what it is called."""

    person: object
    name: str
    shown: str


def pooled(files: Sequence[PlanFile], titles: Sequence[str] = ()) -> Pool:
    """One network of several plans. People with the same person, or the same name, are one.

    `titles` are what the plans are called, their own titles unless given. In a plan that assigns nobody,
    whoever is responsible for a line works on it all of its time.
    """
    networks, entries = zip(*(_with_people(file) for file in files), strict=True)
    network = joined(networks) if len(networks) > 1 else networks[0]
    found = [entry for part in entries for entry in part]
    seats = list(_seats(found))
    names = [""] * (max(seats, default=-1) + 1)
    most = np.zeros(len(names))
    for seat, entry in zip(seats, found, strict=True):
        names[seat] = names[seat] or entry.shown
    np.maximum.at(most, np.array(seats, np.int64), network.resources.max_units)
    called = tuple(titles) or tuple(file.plan.title for file in files)
    return Pool(tuple(files), network, np.array(seats, np.int64), tuple(names), called, most)


def _seats(entries: Iterable[_Entry]) -> Iterator[int]:
    """The seat of each entry, in order of their first appearance."""
    people: dict[object, int] = {}
    names: dict[str, tuple[int, object]] = {}
    count = 0
    for entry in entries:
        seat = people.get(entry.person) if entry.person is not None else None
        if seat is None and entry.name in names:
            at, person = names[entry.name]
            seat = at if entry.person is None or person in (None, entry.person) else None
        if seat is None:
            seat, count = count, count + 1
        if entry.person is not None:
            people.setdefault(entry.person, seat)
        if entry.name:
            kept = names.get(entry.name)
            if kept is None or (kept[0] == seat and kept[1] is None):
                names[entry.name] = (seat, entry.person)
        yield seat


def _entry(person: object, name: str) -> _Entry:
    return _Entry(person, " ".join(name.casefold().split()), name)


def _with_people(file: PlanFile) -> tuple[Network, list[_Entry]]:
    """The network of a plan with somebody on its lines, and who they are."""
    network = file.network.network
    if len(network.assignments):
        return network, [_entry(one.person, one.name or one.initials) for one in file.resources]
    people: dict[object, int] = {}
    entries: list[_Entry] = []
    rows, seats = [], []
    for row, item in enumerate(file.network.items):
        name = file.responsible.get(item.number, "")
        if item.item_kind in _NO_WORK or item.number in file.parents or not (item.responsible or name):
            continue
        seat = people.setdefault(item.responsible or name, len(people))
        if seat == len(entries):
            entries.append(_entry(item.responsible, name))
        rows.append(row)
        seats.append(seat)
    return dc.replace(network, resources=_people(entries), assignments=_all_day(rows, seats)), entries


def _people(entries: Sequence[_Entry]) -> Resources:
    """Full-time people who keep the calendars of what they work on."""
    count = len(entries)
    return Resources(
        uid=col.uids(range(1, count + 1)),
        name=tuple(entry.shown for entry in entries),
        calendar=np.full(count, -1, np.int32),
        max_units=np.ones(count),
        labour=np.ones(count, np.bool_),
    )


def _all_day(rows: Sequence[int], seats: Sequence[int]) -> Assignments:
    count = len(rows)
    unknown, none = np.full(count, -1, np.int64), np.zeros(count, np.int64)
    return Assignments(
        np.array(rows, np.int32), np.array(seats, np.int32), np.ones(count), unknown, none, unknown, none
    )
