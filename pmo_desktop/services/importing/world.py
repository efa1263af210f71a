"""What the register holds when a file is imported, and the units and people that the file adds to it."""

from __future__ import annotations

import dataclasses as dc
from datetime import date
from uuid import uuid4

from pmo_desktop.domain.absences import folded
from pmo_desktop.domain.edits import Edit, creation
from pmo_desktop.domain.ids import OrgUnitId, PersonId, WorkId
from pmo_desktop.domain.initials import unique_initials
from pmo_desktop.domain.organisation import OrgUnit, Person
from pmo_desktop.domain.registersheet import KnownWork
from pmo_desktop.domain.reports import StatusReport
from pmo_desktop.domain.values import LText
from pmo_desktop.domain.works import Programme, Work
from pmo_desktop.services.ports import Reader

LONGEST_TITLE = 200
LONGEST_NAME = 120


@dc.dataclass(frozen=True, slots=True)
class World:
    """The records that an import may meet, and the language and day it takes when the file has none."""

    works: tuple[Work, ...] = ()
    units: tuple[OrgUnit, ...] = ()
    people: tuple[Person, ...] = ()
    reports: tuple[StatusReport, ...] = ()
    language: str = "en"
    today: date = date.min


def world_of(reader: Reader, today: date) -> World:
    """Read what an import may meet: five statements."""
    organisation = next(iter(reader.all("organisation")), None)
    return World(
        tuple(reader.all("work")),
        tuple(reader.all("org_unit")),
        tuple(reader.all("person")),
        tuple(reader.all("status_report")),
        organisation.base_language if organisation else "en",
        today,
    )


def known_works(world: World) -> tuple[KnownWork, ...]:
    """The works to look for duplicates among."""
    units = {u.id: u for u in world.units}
    return tuple(
        KnownWork(
            w.ref or str(w.id),
            w.title.said(world.language),
            units[w.org_unit].title.said(world.language) if w.org_unit in units else "",
            w.external_ref,
        )
        for w in world.works
    )


class Additions:
    """Finds units, people and programmes by name and makes those that are missing, each once."""

    def __init__(self, world: World, source: str) -> None:
        self._world, self._source = world, source
        self.edits: list[Edit] = []
        self._units: dict[str, OrgUnitId] = {}
        for unit in world.units:
            for name in (unit.ref, *(text for _, text in unit.title.texts)):
                self._units.setdefault(folded(name), unit.id)
        self._people = {folded(p.display_name): p.id for p in world.people}
        self._initials = [p.initials for p in world.people]
        self._programmes = {
            folded(w.title.said(world.language)): w.id for w in world.works if isinstance(w, Programme)
        }

    def unit(self, name: str) -> OrgUnitId | None:
        """The unit of this name."""
        key = folded(name)
        if key and key not in self._units:
            made = OrgUnit(id=OrgUnitId(uuid4()), title=self._text(name), source=self._source)
            self._units[key] = made.id
            self.edits.append(creation(made))
        return self._units.get(key)

    def person(self, name: str) -> PersonId | None:
        """The person of this name."""
        key = folded(name)
        if key and key not in self._people:
            (initials,) = unique_initials([name], self._initials)
            self._initials.append(initials)
            made = Person(
                id=PersonId(uuid4()),
                display_name=name[:LONGEST_NAME],
                initials=initials[:6],
                source=self._source,
            )
            self._people[key] = made.id
            self.edits.append(creation(made))
        return self._people.get(key)

    def programme(self, name: str) -> WorkId | None:
        """The programme of this name."""
        key = folded(name)
        if key and key not in self._programmes:
            made = Programme(id=WorkId(uuid4()), title=self._text(name), source=self._source)
            self._programmes[key] = made.id
            self.edits.append(creation(made))
        return self._programmes.get(key)

    def _text(self, name: str) -> LText:
        return LText.of(name[:LONGEST_TITLE], lang=self._world.language)
