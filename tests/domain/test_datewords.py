"""Dates in words, in four languages, seen on Thursday 30 July 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.datewords import offers, read_date, said, words_of_a_date
from pmo_desktop.domain.workdays import MONDAY_TO_FRIDAY, SUNDAY_TO_THURSDAY, WorkDays

TODAY = date(2026, 7, 30)
BOARD = date(2026, 8, 27)


def day(words: str, lang: str = "en", today: date = TODAY) -> str:
    """The day that words mean, as an ISO date; empty when none."""
    found = read_date(words, today, lang, next_meeting=BOARD).date
    return found.isoformat() if found else ""


ENGLISH = {
    "2026-07-30": ["today", "EOD", "this thursday"],
    "2026-07-31": [
        "tomorrow",
        "fri",
        "Friday",
        "this fri",
        "coming friday",
        "end of month",
        "eom",
        "month end",
        "eow",
    ],
    "2026-08-01": ["day after tomorrow", "sat"],
    "2026-08-02": ["+3d", "+3", "in 3 days"],
    "2026-08-03": ["start of next week", "start of august"],
    "2026-08-07": [
        "fri week",
        "Friday week",
        "a week on friday",
        "friday next week",
        "next friday",
        "7 aug",
        "aug 7",
        "7th August",
        "7/8",
        "7.8.",
        "07.08.2026",
        "2026-08-07",
        "7/8/26",
        "7-8-2026",
        "the 7th",
        "end of next week",
        "next week",
        "fri week 32",
        "fri 7 aug",
        "by fri 7 aug at the latest",
        "Fri, 7. Aug 2026",
    ],
    "2026-08-13": [
        "+10 wd",
        "10 wd",
        "in 10 working days",
        "+2w",
        "in a fortnight",
        "2 weeks' time",
        "13/8",
        "8/13",
    ],
    "2026-08-14": ["fri fortnight"],
    "2026-08-15": ["mid-august", "middle of next month"],
    "2026-08-20": ["in 3 weeks", "three weeks from now"],
    "2026-08-21": ["fri in 3 weeks"],
    "2026-08-25": ["2 wd before next meeting", "two days before the board"],
    "2026-08-26": ["before next meeting", "before the next meeting"],
    "2026-08-27": ["next meeting", "at the next meeting", "the board"],
    "2026-08-28": ["after next meeting"],
    "2026-08-31": ["end of august", "august", "next month"],
    "2026-09-30": ["end of quarter", "Q3", "end of q3", "in 2 months"],
    "2026-12-31": ["end of year", "end 2026", "q4 2026", "q4"],
    "2027-01-07": ["7 jan", "7 January 2027"],
    "2028-02-29": ["29 feb"],
    "2026-07-29": ["29 jul", "yesterday"],
    "2026-07-23": ["-5 wd"],
}
GERMAN = {
    "2026-07-30": ["heute"],
    "2026-07-31": [
        "morgen",
        "Fr",
        "kommenden Freitag",
        "bis Freitag",
        "Ende des Monats",
        "Monatsende",
        "Ende der Woche",
    ],
    "2026-08-01": ["übermorgen", "uebermorgen"],
    "2026-08-07": [
        "Freitag in einer Woche",
        "Freitag in acht Tagen",
        "Freitag nächster Woche",
        "nächsten Freitag",
        "naechsten Freitag",
        "7. August",
        "7. Aug 2026",
        "7.8.",
        "7.8",
        "7. 8.",
        "07.08.2026",
        "7/8",
        "KW 32",
        "Fr KW 32",
        "nächste Woche",
        "Ende nächster Woche",
        "fri week",
    ],
    "2026-08-13": ["+10 AT", "in 10 Arbeitstagen", "in zwei Wochen", "+2 W"],
    "2026-08-14": ["übernächsten Freitag"],
    "2026-08-15": ["Mitte August"],
    "2026-08-25": ["2 Tage vor der nächsten Sitzung", "zwei Arbeitstage vor der Sitzung"],
    "2026-08-26": ["vor der nächsten Sitzung"],
    "2026-08-27": ["nächste Sitzung", "zur nächsten Sitzung"],
    "2026-08-31": ["Ende August", "nächsten Monat"],
    "2026-09-30": ["Ende des Quartals", "Quartalsende", "3. Quartal", "Ende Q3", "in zwei Monaten"],
    "2026-12-31": ["Jahresende", "Ende des Jahres"],
}
FRENCH = {
    "2026-07-31": ["demain", "vendredi", "jusqu'à vendredi", "fin du mois"],
    "2026-08-01": ["après-demain", "1er août"],
    "2026-08-07": ["vendredi en huit", "vendredi prochain", "la semaine prochaine", "7/8", "le 7 août"],
    "2026-08-13": ["10 jours ouvrés", "dans deux semaines"],
    "2026-08-26": ["avant la prochaine réunion"],
    "2026-09-07": ["7 sept"],
    "2026-09-30": ["fin du trimestre"],
}
SPANISH = {
    "2026-07-31": ["mañana", "viernes", "fin de mes"],
    "2026-08-01": ["pasado mañana"],
    "2026-08-07": ["próximo viernes", "la semana que viene", "7 de agosto de 2026", "7/8"],
    "2026-08-13": ["en 10 días hábiles", "dentro de dos semanas"],
    "2026-08-26": ["antes de la próxima reunión"],
}
CASES = [
    (lang, words, wanted)
    for lang, table in (("en", ENGLISH), ("de", GERMAN), ("fr", FRENCH), ("es", SPANISH))
    for wanted, phrases in table.items()
    for words in phrases
]


@pytest.mark.parametrize(("lang", "words", "wanted"), CASES)
def test_words(lang: str, words: str, wanted: str) -> None:
    assert day(words, lang) == wanted


@pytest.mark.parametrize(
    "words",
    ["", "soon", "fri at", "50", "50 %", "1.2m", "7.8", "99999 wd", "week", "7/8 or so", "in", "next"],
)
def test_what_is_no_date(words: str) -> None:
    found = read_date(words, TODAY)
    assert not found.understood
    assert said(found) == "not a date yet"


@pytest.mark.parametrize("words", ["31 sep", "31.9.", "2026-13-01", "30/2/2027", "week 60"])
def test_days_that_do_not_exist(words: str) -> None:
    assert said(read_date(words, TODAY)) == "there is no such day"


def test_seven_eight_is_told_to_be_ambiguous_and_the_language_decides() -> None:
    british = read_date("7/8", TODAY, "en-GB")
    assert (british.date, british.alternatives) == (date(2026, 8, 7), (date(2026, 7, 8),))
    assert british.ambiguous
    assert said(british) == "read as day, then month"
    american = read_date("7/8", TODAY, "en-US")
    assert american.alternatives == (date(2026, 8, 7),)
    assert said(american) == "read as month, then day"
    assert not read_date("8/8", TODAY).ambiguous
    assert not read_date("13/8", TODAY).ambiguous
    assert day("03/04/2026") == "2026-04-03"


def test_next_friday_tells_the_other_friday() -> None:
    found = read_date("next friday", TODAY)
    assert found.ambiguous
    assert found.alternatives == (date(2026, 7, 31),)
    on_sunday = read_date("next friday", date(2026, 8, 9))
    assert on_sunday.date == date(2026, 8, 14)
    assert not on_sunday.ambiguous


def test_a_weekday_said_on_that_day_is_a_week_on() -> None:
    found = read_date("thu", TODAY)
    assert (found.date, found.alternatives, found.ambiguous) == (date(2026, 8, 6), (TODAY,), True)


def test_a_weekday_that_does_not_fit_is_told() -> None:
    assert said(read_date("mon 7 aug", TODAY)) == "the weekday does not fit the date"
    assert read_date("wed 7/8", TODAY).date == date(2026, 7, 8)


def test_to_be_confirmed_is_an_answer() -> None:
    for lang, words in (("en", "tbc"), ("de", "offen"), ("fr", "à confirmer"), ("es", "por confirmar")):
        found = read_date(words, TODAY, lang)
        assert found.to_be_confirmed
        assert found.understood
        assert found.date is None


def test_a_meeting_without_a_date() -> None:
    found = read_date("before next meeting", TODAY)
    assert found.date is None
    assert said(found) == "the next meeting has no date yet"


def test_working_days_follow_the_calendar() -> None:
    gulf = WorkDays(SUNDAY_TO_THURSDAY)
    assert read_date("+1 wd", TODAY, calendar=gulf).date == date(2026, 8, 2)
    assert read_date("end of week", date(2026, 7, 28), calendar=gulf).date == TODAY
    holiday = WorkDays.of(MONDAY_TO_FRIDAY, {date(2026, 7, 31): False})
    assert read_date("+1 wd", TODAY, calendar=holiday).date == date(2026, 8, 3)


def test_the_end_of_the_week_said_on_saturday_is_the_next() -> None:
    assert day("end of week", today=date(2026, 8, 1)) == "2026-08-07"


def test_a_day_long_past_is_next_years_and_a_recent_one_is_told() -> None:
    assert day("1 jun") == "2026-06-01"
    assert said(read_date("1 jun", TODAY)) == "a day that has passed"
    assert day("30 may") == "2027-05-30"
    assert day("end of march") == "2027-03-31"
    assert day("7 jan", today=date(2026, 12, 20)) == "2027-01-07"


def test_how_many_words_are_the_date() -> None:
    assert words_of_a_date("fri week with finance".split()) == 2
    assert words_of_a_date("Ende des Monats mit Finanz".split(), "de") == 3
    assert words_of_a_date("50 % of it".split()) == 0
    assert words_of_a_date([]) == 0


def test_offers_begin_with_what_is_typed() -> None:
    first = offers("fri", TODAY)
    assert [offer.words for offer in first] == ["fri", "fri week"]
    assert first[1].read.date == date(2026, 8, 7)
    assert [o.words for o in offers("+3d", TODAY)] == ["+3d"]
    assert "vor der nächsten sitzung" in [o.words for o in offers("vor", TODAY, "de", next_meeting=BOARD)]
    assert offers("xyz", TODAY) == ()
    assert len(offers("", TODAY)) == 6


@pytest.mark.parametrize("lang", ["en", "de", "fr", "es"])
def test_every_phrase_offered_reads(lang: str) -> None:
    for prefix in "abcdefghijklmnopqrstuvwxyz+é":
        for offer in offers(prefix, TODAY, lang, next_meeting=BOARD, limit=99):
            assert offer.read.understood


WORDS = st.sampled_from(
    "fri next week end of month + - 3 10 wd 7/8 7. aug 2026 99999 in a before meeting q3 kw 32 29 feb 0 "
    "9999-12-31 nächste Sitzung vor Ende . / 31 the tbc 8 tagen".split(" ")
)


@given(
    st.one_of(st.text(max_size=90), st.lists(WORDS, max_size=6).map(" ".join)),
    st.dates(),
    st.sampled_from(["en", "de", "fr", "xx", "en_US", ""]),
)
def test_any_words_on_any_day_are_taken(words: str, today: date, lang: str) -> None:
    found = read_date(words, today, lang, next_meeting=today)
    assert found.understood or said(found)
    offers(words, today, lang)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["en", "de", "fr", "es"]))
def test_written_out_days_read_back(written: date, lang: str) -> None:
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        assert read_date(written.strftime(form), TODAY, lang).date == written
