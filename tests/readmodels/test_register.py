"""What a row of the register works out: days, shares, ratings on a day, sums, flags, filters."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.health import Rating, Trend
from pmo_desktop.domain.reports import Ratings, ReportState
from pmo_desktop.domain.values import LText, Money, Points
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.domain.works import ServiceState, WorkState
from pmo_desktop.readmodels.register import (
    Flag,
    ReportSeen,
    WorkRow,
    flags,
    rating_counts,
    sums,
    weekdays,
)
from pmo_desktop.readmodels.registerfilter import (
    FLAG,
    SINGLE,
    UNDER_WAY,
    Filter,
    Flags,
    choices,
    keeps,
    value_text,
)
from tests.builders import TODAY, eur, ratings

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))


def report(rating: str = "green", days: int = 1, before: str = "", **more: Any) -> ReportSeen:
    known = {r.value: r for r in Rating}
    usual: dict[str, Any] = {
        "status_date": TODAY - dt.timedelta(days=days), "state": ReportState.ACCEPTED,
        "declared": ratings(rating), "derived": Ratings(), "validated": None,
        "before": known[before] if before else None, "headline": "", "path_to_green": "", "slip": None,
    }  # fmt: skip
    return ReportSeen(**(usual | more))


def row(**given: Any) -> WorkRow:
    usual: dict[str, Any] = {f.name: None for f in dc.fields(WorkRow)} | {
        "id": uuid4(), "kind": "project", "ref": "PRJ-1", "revision": 1, "title": LText.of("Bridge"),
        "state": WorkState.ACTIVE, "phase": "Build", "unit": LText(), "parent_kind": "",
        "parent_title": LText(), "sponsor_name": "", "manager_name": "", "authority_ref": "", "gate": "",
        "gate_name": "", "high_risks": 0, "late_actions": 0, "external_ref": "",
    }  # fmt: skip
    return WorkRow(**(usual | given))


@given(DAYS, DAYS)
def test_weekdays_are_those_of_the_calendar(start: dt.date, end: dt.date) -> None:
    assert weekdays(start, end) == WorkDays().working_days_between(start, end)


@pytest.mark.parametrize(
    ("given", "slip"),
    [
        ({}, None),
        ({"finish_planned": dt.date(2026, 11, 16)}, None),
        ({"finish_planned": dt.date(2026, 11, 16), "finish_forecast": dt.date(2026, 12, 10)}, 18),
        ({"finish_planned": dt.date(2026, 11, 16), "finish_forecast": dt.date(2026, 11, 13)}, -1),
        ({"finish_planned": dt.date(2026, 11, 16), "report": report(slip=9)}, 9),
    ],
)
def test_finish_against_plan(given: dict[str, Any], slip: int | None) -> None:
    assert row(**given).slip == slip


def test_cost_against_budget_needs_one_currency() -> None:
    assert row(budget=eur(100), forecast_cost=eur(103.2)).cost_share == 320
    assert row(budget=eur(100), forecast_cost=Money(1, "GBP")).cost_share is None
    assert row(budget=eur(0), forecast_cost=eur(1)).cost_share is None
    assert row(budget=eur(100), forecast_cost=eur(105)).over_cost is False
    assert row(budget=eur(100), forecast_cost=eur(105), tolerance_cost=Points(400)).over_cost is True


def test_an_old_report_rates_nothing_and_an_ended_work_is_complete() -> None:
    assert row(report=report("amber", 35)).health(TODAY).rating is Rating.AMBER
    assert row(report=report("amber", 36)).health(TODAY).rating is Rating.NONE
    assert row().health(TODAY).rating is Rating.NONE
    assert row(state=WorkState.CLOSED).health(TODAY).rating is Rating.COMPLETE


def test_the_validated_rating_counts_before_the_declared_and_that_before_the_derived() -> None:
    assert report("green", validated=Rating.RED).rating is Rating.RED
    assert report("none", derived=ratings("amber")).rating is Rating.AMBER
    assert report("red", before="amber").trend is Trend.WORSE


def test_sums_leave_out_umbrellas_and_other_currencies() -> None:
    above = row(kind="programme", budget=eur(100))
    inside = row(parent=above.id, budget=eur(60), forecast_cost=eur(66))
    other = row(budget=Money(500, "GBP"))
    found = sums([above, inside, other])
    assert (found.works, found.currency, found.budget, found.forecast) == (
        3,
        "EUR",
        eur(60).minor,
        eur(66).minor,
    )
    assert (found.share, found.others) == (1000, 1)
    assert sums([above, inside], "EUR").budget == eur(60).minor
    assert sums([]).share is None


def test_ratings_are_counted_worst_first() -> None:
    rows = [row(report=report(r)) for r in ("green", "red", "green", "amber")]
    assert rating_counts(rows, TODAY) == (("red", 1), ("amber", 1), ("green", 2))


@pytest.mark.parametrize(
    ("given", "flag"),
    [
        ({"report": report("red")}, Flag.ATTENTION),
        ({"report": report("amber", before="green")}, Flag.ATTENTION),
        ({"report": report("green", 40)}, Flag.NO_REPORT),
        ({"gate_date": TODAY + dt.timedelta(days=60)}, Flag.GATE_SOON),
        ({"budget": eur(10), "forecast_cost": eur(11)}, Flag.OVER_COST),
        ({"finish_planned": TODAY, "finish_forecast": TODAY + dt.timedelta(days=30)}, Flag.OVER_TIME),
        ({"late_actions": 1}, Flag.LATE_ACTIONS),
        ({"high_risks": 2}, Flag.HIGH_RISKS),
    ],
)
def test_flags_of_works_under_way(given: dict[str, Any], flag: Flag) -> None:
    assert flag.value in flags(row(**given), TODAY)
    assert flags(row(**given, state=WorkState.PROPOSED), TODAY) == frozenset()


def test_filters_join_fields_and_words() -> None:
    of = Flags(TODAY)
    bridge = row(
        title=LText.of("Harbour Link Bridge", de="Hafenbrücke"), sponsor=uuid4(), sponsor_name="Zoë Müller"
    )
    service = row(kind="service", state=ServiceState.LIVE, title=LText.of("Winter"), phase="")
    above = row(kind="programme", title=LText.of("Roads"), phase="")
    rows = [bridge, service, above, row(state=WorkState.PROPOSED, phase="")]

    def kept(wanted: Filter) -> list[WorkRow]:
        keep = keeps(wanted, of)
        return [r for r in rows if keep is None or keep(r)]

    assert kept(Filter()) == rows
    assert kept(Filter((("state", (UNDER_WAY,)), ("kind", (SINGLE,))))) == [bridge, service]
    assert kept(Filter((("kind", ("programme", "service")),))) == [service, above]
    for typed in (
        "harbour",
        "LINK bri",
        "hafenbrucke",
        "hafenbruecke",
        "muller",
        "phase:bui",
        "Sponsor:müller",
    ):
        assert kept(Filter(text=typed)) == [bridge], typed
    assert kept(Filter((("sponsor", (bridge.sponsor.hex if bridge.sponsor else "",)),), "winter")) == []
    assert kept(Filter(((FLAG, (Flag.ATTENTION.value,)),))) == []
    assert kept(Filter((("unheard of", ("x",)),))) == rows


def test_choices_are_those_that_occur() -> None:
    rows, of = [row(phase="Design"), row(phase=""), row(phase="Build")], Flags(TODAY)
    assert [text for _, text in choices("phase", rows, of)] == ["Build", "Design", "None"]
    assert choices("state", rows, of)[0] == (UNDER_WAY, "Under way")
    assert [value for value, _ in choices(FLAG, rows, of)] == [f.value for f in Flag]
    assert value_text("kind", SINGLE, rows, of) == "Project or service"
    assert value_text("phase", "Gone", rows, of) == "Gone"


def test_flags_follow_a_row_that_changed() -> None:
    of, before = Flags(TODAY), row(late_actions=1)
    assert Flag.LATE_ACTIONS.value in of.of(before)
    after = dc.replace(before, late_actions=0, title=LText.of("Tunnel"))
    assert Flag.LATE_ACTIONS.value not in of.of(after)
    assert "tunnel" in of.words(after)
