"""What records declare: the types of their fields, and that they compare by value and cannot change."""

from __future__ import annotations

import dataclasses as dc
from typing import Any, get_type_hints
from uuid import UUID

import pytest

from pmo_desktop.domain.kinds import ALL
from pmo_desktop.domain.organisation import Currency, Person
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import hints_of

ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize("kind", ALL, ids=lambda cls: cls.__name__)
def test_types_of_fields_are_those_that_python_finds(kind: type[Record]) -> None:
    found = get_type_hints(kind)
    assert hints_of(kind) == {field.name: found[field.name] for field in dc.fields(kind)}


def needed(kind: type[Record]) -> dict[str, Any]:
    return {f.name: None for f in dc.fields(kind) if f.default is dc.MISSING}


def person(uid: UUID = ONE, name: str = "Mei Lin") -> Person:
    return Person(**needed(Person) | {"id": uid, "display_name": name})


def test_records_compare_by_kind_and_value() -> None:
    assert person() == person()
    assert hash(person()) == hash(person())
    assert person() != person(OTHER)
    assert person() != person(name="Mei Li")
    other: Record = Currency(**needed(Currency) | {"id": ONE})
    assert person() != other
    assert len({person(), person(), person(OTHER)}) == 2


def test_a_record_says_its_kind_and_values() -> None:
    said = repr(person())
    assert said.startswith("Person(")
    assert f"id={ONE!r}" in said
    assert "display_name='Mei Lin'" in said


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(dc.FrozenInstanceError):
        person().ref = "P1"  # type: ignore[misc]
    assert dc.replace(person(), ref="P1").ref == "P1"
