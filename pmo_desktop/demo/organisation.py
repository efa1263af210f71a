"""Organisation, calendars, places, units, currencies and people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pmo_desktop.demo import keys
from pmo_desktop.demo.clock import Clock, months_away
from pmo_desktop.demo.content import CURRENCY, Row, choice, rows
from pmo_desktop.demo.freedays import free_days
from pmo_desktop.domain.ids import CurrencyId, FxRateId, OrganisationId
from pmo_desktop.domain.organisation import (
    MONDAY_TO_FRIDAY,
    Calendar,
    CalendarException,
    Currency,
    Employment,
    FxRate,
    Location,
    Organisation,
    OrgUnit,
    Person,
    RateKind,
    UnitKind,
    WeekPattern,
)
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import LText, Minutes, Rich

GROUP = "Tarnbeck Hospitals"
_FULL = ((480, 720), (780, 1020))
_HALF = ((480, 720),)
SUNDAY_TO_THURSDAY = WeekPattern((_FULL, _FULL, _FULL, _FULL, (), (), _FULL))
HALF_FRIDAY = WeekPattern((_FULL, _FULL, _FULL, _FULL, _HALF, (), ()), date(2022, 1, 1))
"""The working week of the United Arab Emirates since 2022."""
_CALENDARS = {"gb": "United Kingdom", "de": "Germany, Bremen", "ae": "United Arab Emirates"}
_CURRENCIES = {"EUR": "Euro", "GBP": "Pound sterling", "AED": "UAE dirham", "USD": "US dollar"}
_PLAIN = {ord("ü"): "ue", ord("ö"): "oe", ord("ä"): "ae", ord("'"): ""}
_DOMAIN = "tarnbeck.example"


def organisation(clock: Clock) -> Iterator[Record]:
    """Everything that the works and boards stand on."""
    yield Organisation(
        id=OrganisationId(keys.uid("organisation", "tarnbeck")),
        ref="TARNBECK",
        title=LText.of(GROUP, de="Tarnbeck Kliniken"),
        description=Rich(
            "Three hospitals in Leeds, Bremen and Dubai with 2,140 beds and 9,600 staff. "
            "The group keeps its accounts in euro and meets in English."
        ),
        base_currency=CURRENCY,
        class_scheme=("Public", "Internal", "Restricted", "Confidential"),
    )
    for country in _CALENDARS:
        yield _calendar(country, clock)
    yield from _places_and_units(clock)
    yield from _money(clock)
    for row in rows("people"):
        yield _person(row, clock)


def _calendar(country: str, clock: Clock) -> Calendar:
    emirates = country == "ae"
    return Calendar(
        id=keys.calendar(country),
        title=LText.of(_CALENDARS[country]),
        week=SUNDAY_TO_THURSDAY if emirates else MONDAY_TO_FRIDAY,
        later_weeks=(HALF_FRIDAY,) if emirates else (),
        exceptions=tuple(CalendarException(f.day, f.day, f.name) for f in free_days(country, clock.today)),
    )


def _places_and_units(clock: Clock) -> Iterator[Record]:
    for row in rows("places"):
        yield Location(
            id=keys.place(row["key"]),
            title=LText.of(row["title"]),
            country=row["country"],
            city=row["city"],
            time_zone=row["zone"],
            calendar=keys.calendar(row["calendar"]),
        )
    for number, row in enumerate(rows("units"), 1):
        yield OrgUnit(
            id=keys.unit(row["key"]),
            ref=f"U-{number:03}",
            title=LText.of(row["title"]),
            parent=keys.unit(row["parent"]) if row["parent"] else None,
            unit_kind=choice(UnitKind, row["kind"]),
            function=row["function"],
            head=keys.person(row["head"]),
            location=keys.place(row["place"]),
            cost_centre=row["cost"],
            active_from=months_away(clock.today, -60),
        )


def _money(clock: Clock) -> Iterator[Record]:
    for code, name in _CURRENCIES.items():
        yield Currency(id=CurrencyId(keys.uid("currency", code)), code=code, title=LText.of(name))
    for row in rows("fx"):
        closing = row["kind"] == RateKind.CLOSING
        yield FxRate(
            id=FxRateId(keys.uid("fx_rate", row["from"], row["kind"])),
            base=row["from"],
            quote=row["to"],
            rate_kind=choice(RateKind, row["kind"]),
            valid_from=months_away(clock.today, 0) if closing else date(clock.today.year, 1, 1),
            millionths=int(row["millionths"]),
        )


def _mail(name: str) -> str:
    plain = name.lower().translate(_PLAIN)
    return ".".join(plain.split()) + f"@{_DOMAIN}"


def _person(row: Row, clock: Clock) -> Person:
    given, family = row["name"].split(" ", 1)
    number = int(keys.uid("years", row["key"])) % 96 + 4
    return Person(
        id=keys.person(row["key"]),
        ref=f"P-{[r['key'] for r in rows('people')].index(row['key']) + 1:03}",
        display_name=row["name"],
        given=given,
        family=family,
        initials=row["key"].upper(),
        email=_mail(row["name"]),
        job=row["job"],
        org_unit=keys.unit(row["unit"]),
        location=keys.place(row["place"]),
        manager=keys.someone(row["manager"]),
        employment=choice(Employment, row["employment"]),
        active_from=months_away(clock.today, -number),
        hours_per_week=Minutes(2250 if row["place"] == "leeds" else 2400),
        languages=tuple(row["languages"].split()),
    )
