"""How values are written for people."""

from __future__ import annotations

import datetime as dt

import pytest

from pmo_desktop.domain.values import Minutes, Money, Points, Zoned
from pmo_desktop.i18n import speaking
from pmo_desktop.readmodels import shown

DAY = dt.date(2026, 9, 22)
EUR = Money(480_000_000, "EUR")


def test_english_dates_have_the_month_in_words_and_the_day_first() -> None:
    assert shown.long_date(DAY) == "Tuesday 22 September 2026"
    assert shown.date(DAY) == "22 September 2026"
    assert shown.day(DAY) == "22 Sep 2026"
    assert shown.day_month(DAY) == "22 Sep"
    assert shown.month(DAY) == "Sep 2026"


def test_german_follows_its_own_patterns() -> None:
    with speaking("de"):
        assert shown.date(DAY) == "22. September 2026"
        assert shown.long_date(DAY) == "Dienstag, 22. September 2026"
        assert shown.number(1234.5, 1) == "1.234,5"


@pytest.mark.parametrize(
    ("money", "millions", "said"),
    [
        (EUR, False, "EUR\u00a04,800,000"),
        (EUR, True, "EUR\u00a04.8\u00a0m"),
        (Money(12_345, "JPY"), False, "JPY\u00a012,345"),
        (Money(-1_050, "EUR"), False, "EUR\u00a0\u221210.50"),
        (Money(1_500, "BHD"), False, "BHD\u00a01.500"),
        (None, False, "–"),
    ],
)
def test_money_is_written_with_its_code(money: Money | None, millions: bool, said: str) -> None:
    assert shown.money(money, in_millions=millions) == said


def test_changes_carry_their_sign_and_zero_has_none() -> None:
    assert [shown.signed(n, 1) for n in (5, -3, 0, 0.04, -0.04)] == ["+5.0", "\u22123.0", "0.0", "0.0", "0.0"]
    assert shown.signed(None) == "–"


def test_percentages_come_from_hundredths_of_a_per_cent() -> None:
    assert shown.percent(Points(7150), 1) == "71.5\u00a0%"
    assert shown.percent(Points(-200)) == "\u22122\u00a0%"


def test_durations_use_hours_and_minutes() -> None:
    said = [shown.minutes(Minutes(n)) for n in (0, 45, 60, 150, -30)]
    assert said == ["0\u00a0min", "45\u00a0min", "1\u00a0h", "2\u00a0h\u00a030\u00a0min", "\u221230\u00a0min"]


def test_an_instant_names_its_distance_from_utc_in_summer_and_winter() -> None:
    def said(month: int) -> str:
        return shown.zoned(Zoned(dt.datetime(2026, month, 11, 17, 0, tzinfo=dt.UTC), "Europe/London"))

    assert said(9) == "Fri 11 Sep 2026, 18:00\u00a0UTC+01:00"
    assert said(1) == "Sun 11 Jan 2026, 17:00\u00a0UTC"


def test_an_unknown_zone_is_read_as_utc() -> None:
    assert shown.offset(Zoned(dt.datetime(2026, 9, 11, tzinfo=dt.UTC), "Nowhere/At_all")) == "UTC"
