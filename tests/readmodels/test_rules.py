"""Rules of repetition in words, and through the form and back."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_desktop.i18n import speaking
from pmo_desktop.readmodels.rules import Repeat, repeat_of, rule_of, rule_words


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;INTERVAL=2", "Every 2 days"),
        ("FREQ=WEEKLY;BYDAY=WE", "Weekly on Wednesday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR", "Every 2 weeks on Monday, Wednesday and Friday"),
        ("FREQ=WEEKLY", "Once a week"),
        ("FREQ=MONTHLY;BYDAY=1MO", "Monthly, on the first Monday"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1TH", "Every 3 months, on the last Thursday"),
        ("FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=15", "Every 6 months, on day 15"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "Monthly, on the last day"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=2TU", "Yearly, on the second Tuesday in March"),
        ("FREQ=YEARLY;BYMONTH=3", "Yearly, in March"),
        ("FREQ=DAILY;COUNT=5", "Every day, 5 times"),
        ("FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=1", "By the rule FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=1"),
    ],
)
def test_a_rule_is_said_in_words(rule: str, said: str) -> None:
    assert rule_words(rule) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=MONTHLY;BYDAY=1MO", "Monatlich, am ersten Montag"),
        ("FREQ=YEARLY;BYMONTH=9;BYDAY=1MO", "Jährlich, am ersten Montag im September"),
        ("FREQ=WEEKLY;BYDAY=MO,FR", "Wöchentlich am Montag und Freitag"),
        ("FREQ=DAILY;INTERVAL=3;UNTIL=20270105", "Alle 3 Tage, bis 05.01.2027"),
    ],
)
def test_a_rule_is_said_in_german(rule: str, said: str) -> None:
    with speaking("de"):
        assert rule_words(rule) == said


@pytest.mark.parametrize(
    "repeat",
    [
        Repeat("DAILY", 3),
        Repeat("WEEKLY", 2, (0, 4), until=date(2027, 1, 5)),
        Repeat("MONTHLY", weekdays=(3,), nth=-1, count=4),
        Repeat("MONTHLY", month_day=15),
        Repeat("YEARLY", weekdays=(1,), nth=2, month=3),
    ],
)
def test_what_the_form_holds_comes_back(repeat: Repeat) -> None:
    assert repeat_of(rule_of(repeat)) == repeat


@pytest.mark.parametrize(
    "rule", ["", "FREQ=HOURLY", "FREQ=MONTHLY;BYDAY=MO", "FREQ=MONTHLY;BYDAY=1MO,2TU", "FREQ=DAILY;COUNT=x"]
)
def test_a_rule_that_no_form_holds_is_none(rule: str) -> None:
    assert repeat_of(rule) is None
