"""Codes given to new records: unique in the family of kinds, whoever else writes at that moment."""

from __future__ import annotations

import dataclasses as dc
import threading
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID, uuid4

import pytest

from pmo_desktop.domain.edits import batch, between, creation
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import RiskId, WorkId
from pmo_desktop.domain.raid import Risk
from pmo_desktop.domain.schema import kinds
from pmo_desktop.domain.values import LText
from pmo_desktop.domain.works import OngoingService, Programme, Project
from pmo_desktop.services.editing import Editor
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Refused
from pmo_desktop.storage.store import open_store


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    store = open_store(database_url)
    made = Office(store, Editor(store))
    yield made
    made.close()


def project(ref: str = "") -> Project:
    return Project(id=WorkId(uuid4()), title=LText.of("Tram"), ref=ref, start_planned=date(2026, 1, 5))


def programme(ref: str) -> Programme:
    return Programme(id=WorkId(uuid4()), title=LText.of("Trams"), ref=ref)


def ref_of(office: Office, uid: UUID) -> str:
    return str(office.store.reader.get("work", [uid])[uid].ref)


def test_a_project_steps_over_the_code_of_a_programme(office: Office) -> None:
    office.change(creation(programme("PRJ-2026-001")), "Import")
    office.change(creation(service := OngoingService(id=WorkId(uuid4()), title=LText.of("Depot"))), "New")
    office.change(creation(made := project()), "New")
    assert (ref_of(office, made.id), ref_of(office, service.id)) == ("PRJ-2026-002", "SVC-001")


def test_a_project_steps_over_a_code_given_by_hand_later(office: Office) -> None:
    office.change(creation(first := project()), "New")
    seen = office.store.reader.get("work", [first.id])[first.id]
    office.change(between(seen, dc.replace(seen, ref="PRJ-2026-002")), "Code")
    office.change(creation(made := project()), "New")
    assert ref_of(office, made.id) == "PRJ-2026-003"


def test_one_op_keeps_the_codes_it_brings(office: Office) -> None:
    """Whatever the order: a typed code further down is not given away above it."""
    many = [project() for _ in range(40)]
    office.change(batch(map(creation, [*many, programme("PRJ-2026-002"), project("PRJ-2026-004")])), "Import")
    given = [ref_of(office, made.id) for made in many]
    assert given[:3] == ["PRJ-2026-001", "PRJ-2026-003", "PRJ-2026-005"]
    assert given[-1] == "PRJ-2026-042"


def test_a_risk_steps_over_the_code_of_a_risk_that_moved(office: Office) -> None:
    here, there = project("A"), project("B")
    moved, made = (Risk(id=RiskId(uuid4()), title=LText.of("Ice"), work=w.id) for w in (there, here))
    office.change(batch(map(creation, [here, there, dc.replace(moved, ref="A-R01")])), "Import")
    office.change(creation(made), "New")
    assert office.store.reader.get("risk", [made.id])[made.id].ref == "A-R02"


def test_a_code_typed_twice_is_refused_also_beside_given_ones(office: Office) -> None:
    with pytest.raises(Refused, match="already used"):
        office.change(batch(map(creation, [project(), project("X"), programme("X")])), "Import")
    assert office.store.reader.all("work") == []


def test_of_two_writers_the_second_gets_the_next_number(database_url: str) -> None:
    """The first has stored a programme with a project's code, unseen as yet; the second makes a project."""
    first, second = open_store(database_url), open_store(database_url)
    office, made = Office(second, Editor(second)), project()
    faults: list[Fault] = []

    def write() -> None:
        try:
            office.change(creation(made), "New")
        except Fault as why:
            faults.append(why)

    writer = threading.Thread(target=write)
    with first.begin() as tx:
        tx.insert(kinds()["programme"], [dc.replace(programme("PRJ-2026-001"), revision=1)])
        writer.start()
        writer.join(0.5)
        assert writer.is_alive()
    writer.join(30)
    assert (faults, ref_of(office, made.id)) == ([], "PRJ-2026-002")
    first.close()
    second.close()


def test_writers_who_race_for_codes_meet_no_error(postgres_url: str) -> None:
    """One brings programmes with the codes of projects; who lets the program number sees nothing of it."""
    faults: list[Fault] = []
    refused: list[Refused] = []

    def write(wanted: Sequence[Project | Programme]) -> None:
        store = open_store(postgres_url)
        office = Office(store, Editor(store))
        for one in wanted:
            try:
                office.change(creation(one), "New")
            except Refused as why:
                (refused if one.ref else faults).append(why)
        store.close()

    typed = [programme(f"PRJ-2026-{n:03}") for n in range(3, 36, 3)]
    many = [typed, *([project() for _ in range(8)] for _ in range(5))]
    threads = [threading.Thread(target=write, args=(part,)) for part in many]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = open_store(postgres_url)
    refs = [work.ref for work in store.reader.all("work")]
    store.close()
    assert faults == []
    assert len(set(refs)) == len(refs) == 5 * 8 + len(typed) - len(refused)
