"""Initials that are unique, and people found by a few letters."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.initials import Candidate, fold, match_people, resolve, unique_initials


def person(n: int, name: str, initials: str, *, present: bool = True) -> Candidate:
    """A person with a made-up key."""
    return Candidate(UUID(int=n), name, initials, present)


TOMAS = person(1, "Tomas Okafor", "TO")
TILDA = person(2, "Tilda Berg", "TB")
THU = person(3, "Thu Nguyen", "TN", present=False)
MULLER = person(4, "Jürgen Müller-Łaski", "JM")
MARTA = person(5, "Marta Kowalska", "MK")
ROOM = (THU, TOMAS, TILDA, MULLER, MARTA)


def names(typed: str) -> list[str]:
    """The first names of the people found."""
    return [found.name.split()[0] for found in match_people(typed, ROOM)]


def test_two_letters_each_and_more_where_they_clash() -> None:
    given_ = unique_initials(
        ["Marta Kowalska", "Mira Keller", "Max Kowal", "Eun-ji Kang", "Dr. Paul Adeyemi"]
    )
    assert given_ == ("MK", "MKe", "MKo", "EK", "PA")


def test_middle_names_come_before_longer_ones() -> None:
    assert unique_initials(["John Smith", "Jane Ann Smith", "Cher"], taken=["ch"]) == ("JS", "JAS", "Che")


@given(st.lists(st.text(max_size=20), max_size=30))
def test_initials_never_clash(names: list[str]) -> None:
    made = [fold(i) for i in unique_initials(names)]
    assert len(set(made)) == len(names)
    assert all(made)


def test_present_people_come_first_in_the_order_given() -> None:
    assert names("t") == ["Tomas", "Tilda", "Thu"]


def test_exact_initials_win_even_when_absent() -> None:
    assert names("tn")[0] == "Thu"


def test_accents_may_be_left_out_or_written_the_german_way() -> None:
    assert names("muller") == names("mueller") == names("Müller") == names("laski") == ["Jürgen"]


def test_parts_of_a_name_in_any_order() -> None:
    assert names("ok to") == names("tom.oka") == ["Tomas"]
    assert names("owals") == ["Marta"]
    assert names("xyz") == []


def test_resolving_needs_one_answer() -> None:
    assert resolve("mk", ROOM) is MARTA
    assert resolve("Tilda Berg", ROOM) is TILDA
    assert resolve("tilda", ROOM) is TILDA
    assert resolve("t", ROOM) is None
    assert resolve("", ROOM) is None
    assert resolve("nobody", ROOM) is None


@given(st.text(max_size=30))
def test_any_letters_are_taken(typed: str) -> None:
    assert set(match_people(typed, ROOM)) <= set(ROOM)
    assert resolve(typed, ROOM) in (None, *ROOM)
