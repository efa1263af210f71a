"""A body's first meeting from typed words, and the rule of its series."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_desktop.domain.governance import Capacity
from pmo_desktop.i18n import speaking
from pmo_desktop.services.meetings.begin import FORTNIGHTLY, MONTHLY, WEEKLY, Seat, rule_of, seats_in


@pytest.mark.parametrize(
    ("repeats", "first", "rule"),
    [
        (MONTHLY, date(2026, 12, 8), "FREQ=MONTHLY;BYDAY=2TU"),
        (MONTHLY, date(2026, 12, 31), "FREQ=MONTHLY;BYDAY=-1TH"),
        (FORTNIGHTLY, date(2026, 12, 8), "FREQ=WEEKLY;INTERVAL=2"),
        (WEEKLY, date(2026, 12, 8), "FREQ=WEEKLY"),
    ],
)
def test_a_series_repeats_as_its_first_day_says(repeats: str, first: date, rule: str) -> None:
    assert rule_of(repeats, first) == rule


def test_without_a_chair_the_first_member_is_the_chair() -> None:
    seats = seats_in("Nadia Petrova, scribe\nIngrid  Solberg\n\nHenrik Baum")
    assert seats == (
        Seat("Nadia Petrova", Capacity.SCRIBE),
        Seat("Ingrid Solberg", Capacity.CHAIR),
        Seat("Henrik Baum", Capacity.VOTING),
    )


def test_a_comma_that_names_no_capacity_belongs_to_the_name() -> None:
    assert seats_in("Martin Luther King, Jr.")[0].name == "Martin Luther King, Jr."


def test_capacities_are_understood_in_the_language_of_the_screen() -> None:
    with speaking("de"):
        seats = seats_in("Anna Weber\nUwe Kranz, Vorsitz\nLena Vogt, Protokoll")
    assert [s.capacity for s in seats] == [Capacity.VOTING, Capacity.CHAIR, Capacity.SCRIBE]
