from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.absences import absence
from pmo_desktop.domain.ratings import Confidence, RatingKind, read_rating
from pmo_desktop.domain.registersheet import RegisterField as F
from pmo_desktop.domain.values import Money
from pmo_desktop.services.columns.dates import DateOrder, order_of, read_date
from pmo_desktop.services.columns.money import (
    AmountStyle,
    currency_in,
    decimal_mark_of,
    factor_in,
    read_amount,
    read_percent,
)
from pmo_desktop.services.columns.words import dimension_of, field_of, period_of


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("Green", Confidence.GREEN),
        (" amber ", Confidence.AMBER),
        ("Amber/ Red", Confidence.AMBER_RED),
        ("AMBER-GREEN", Confidence.AMBER_GREEN),
        ("Red/Amber", Confidence.AMBER_RED),
        ("A/G", Confidence.AMBER_GREEN),
        ("Y", Confidence.AMBER),
        ("Grün", Confidence.GREEN),
        ("Gelb", Confidence.AMBER),
        ("ROT", Confidence.RED),
        ("Vert", Confidence.GREEN),
        ("Jaune", Confidence.AMBER),
        ("En bonne voie", Confidence.GREEN),
        ("À surveiller", Confidence.AMBER),
        ("En difficulté", Confidence.RED),
        ("Ámbar", Confidence.AMBER),
        ("Rojo", Confidence.RED),
        ("🟢", Confidence.GREEN),
        ("amber, improving", Confidence.AMBER),
        ("Off track", Confidence.RED),
    ],
)
def test_rating_words_of_many_offices(words: str, step: Confidence) -> None:
    read = read_rating(words)
    assert read.five_point is step
    assert read.words == words.strip()
    assert read.value == {"amber_green": "amber", "amber_red": "amber"}.get(step, step)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Exempt under Section 43 of the Freedom of Information Act (2000)", RatingKind.ABSENT),
        ("Date exempt under section 43", RatingKind.ABSENT),
        ("Reset", RatingKind.ABSENT),
        ("Not rated", RatingKind.ABSENT),
        ("No DCA", RatingKind.ABSENT),
        ("Legal sensitivity around this work prevented an assessment", RatingKind.ABSENT),
        ("Complete", RatingKind.COMPLETE),
        ("Abgeschlossen", RatingKind.COMPLETE),
        ("purple", RatingKind.UNKNOWN),
        ("Not green", RatingKind.UNKNOWN),
        ("4", RatingKind.UNKNOWN),
    ],
)
def test_what_is_no_rating_is_named(words: str, kind: RatingKind) -> None:
    read = read_rating(words)
    assert read.kind is kind
    assert read.five_point is None
    assert read.words == words
    assert read.reason or kind is RatingKind.COMPLETE


def test_numbers_are_ratings_only_where_the_column_says_so() -> None:
    assert [read_rating(n, numbers=True).value for n in ("5", "4", "3", "2", "1.0")] == [
        "green",
        "amber",
        "amber",
        "amber",
        "red",
    ]


@given(st.text(max_size=60))
def test_no_rating_text_is_dropped(text: str) -> None:
    read = read_rating(text)
    assert read.words == text.strip()
    assert read.five_point or read.reason or read.kind is RatingKind.COMPLETE


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019-12-31", date(2019, 12, 31)),
        ("2019-06-01T00:00:00", date(2019, 6, 1)),
        ("31/12/2019", date(2019, 12, 31)),
        ("12/31/19", date(2019, 12, 31)),
        ("01.02.2020", date(2020, 2, 1)),
        ("31.12.40", date(2040, 12, 31)),
        ("31 Dec 2019", date(2019, 12, 31)),
        ("December 31st, 2019", date(2019, 12, 31)),
        ("1. März 2021", date(2021, 3, 1)),
        ("1er février 2020", date(2020, 2, 1)),
        ("5 juil. 2021", date(2021, 7, 5)),
        ("31 de diciembre de 2019", date(2019, 12, 31)),
        ("Mar-21", date(2021, 3, 31)),
        ("March2020", date(2020, 3, 31)),
        ("03/2020", date(2020, 3, 31)),
        ("Q2 2020", date(2020, 6, 30)),
        ("2020", date(2020, 12, 31)),
        ("43830", date(2019, 12, 31)),
        ("05/05/2020", date(2020, 5, 5)),
    ],
)
def test_dates_as_registers_write_them(text: str, day: date) -> None:
    assert read_date(text, last=True).value == day


def test_a_start_takes_the_first_day_of_a_month() -> None:
    read = read_date("Mar-21")
    assert read.value == date(2021, 3, 1)
    assert "first" in read.note


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("03/04/2020", "either way"),
        ("2019-20", "financial year"),
        ("FY 2019/20", "financial year"),
        ("31/02/2020", "no such day"),
        ("TBC", "Not known yet"),
        ("Exempt under Section 27", "Withheld"),
        ("#N/A", "spreadsheet error"),
        ("when ready", "Words"),
        ("7", "number"),
    ],
)
def test_what_is_no_date_is_named(text: str, word: str) -> None:
    read = read_date(text)
    assert read.value is None
    assert word in read.reason


def test_the_order_of_day_and_month_is_decided_by_the_whole_column() -> None:
    assert order_of(["03/04/2020", "31/01/2020"]).order is DateOrder.DAY
    assert order_of(["03/04/2020", "01/31/2020"]).order is DateOrder.MONTH
    undecided = order_of(["03/04/2020", "2020-01-31", None, "TBC"])
    assert (undecided.order, undecided.needing, undecided.example) == (None, 1, "03/04/2020")
    assert order_of(["31/01/2020", "01/31/2020"]).disagree


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)))
def test_every_day_survives_every_form(day: date) -> None:
    assert read_date(day.isoformat()).value == day
    assert read_date(f"{day:%d/%m/%Y}", DateOrder.DAY).value == day
    assert read_date(f"{day:%m/%d/%y}", DateOrder.MONTH).value == day
    assert read_date(f"{day:%d %B %Y}").value == day


@pytest.mark.parametrize(
    ("text", "style", "minor", "currency"),
    [
        ("£1,234.5", AmountStyle(), 123_450, "GBP"),
        ("1.234,5", AmountStyle(",", "EUR"), 123_450, "EUR"),
        ("(12.3)", AmountStyle(".", "GBP", 1_000_000), -1_230_000_000, "GBP"),
        ("-£3", AmountStyle(), -300, "GBP"),
        ("£-3", AmountStyle(), -300, "GBP"),
        ("12.3-", AmountStyle(".", "GBP"), -1_230, "GBP"),
        ("5 Mio. €", AmountStyle(","), 500_000_000, "EUR"),
        ("2,5 Mrd €", AmountStyle(",", "EUR", 1_000_000), 250_000_000_000, "EUR"),
        ("£2.5bn", AmountStyle(), 250_000_000_000, "GBP"),
        ("1'000'000 CHF", AmountStyle(), 100_000_000, "CHF"),
        ("10\u202f000,50 $", AmountStyle(",", "CAD"), 1_000_050, "CAD"),
        ("3 million", AmountStyle(".", "JPY"), 3_000_000, "JPY"),
        ("1.234 KWD", AmountStyle("."), 1_234, "KWD"),
    ],
)
def test_amounts_as_registers_write_them(text: str, style: AmountStyle, minor: int, currency: str) -> None:
    assert read_amount(text, style).value == Money(minor, currency)


def test_a_number_of_a_workbook_is_exact() -> None:
    assert read_amount(450.37, AmountStyle(".", "GBP", 1_000_000)).value == Money(45_037_000_000, "GBP")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Exempt under Section 43 of the FoI Act", "Withheld"),
        ("-", "dash"),
        ("N/A", "Not applicable"),
        ("£10m - £12m", "More than one"),
        ("about half", "Words"),
        ("=1+1", "Words"),
        ("1,23.5", "not grouped"),
        ("9" * 30, "too large"),
    ],
)
def test_what_is_no_amount_is_named(text: str, word: str) -> None:
    read = read_amount(text, AmountStyle(".", "GBP"))
    assert read.value is None
    assert word in read.reason


def test_an_amount_of_no_known_currency_is_not_taken() -> None:
    assert "currency" in read_amount("$5", AmountStyle(".", "$")).reason


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_every_amount_survives_both_styles(minor: int) -> None:
    point = f"{minor / 100:,.2f}"
    comma = point.translate(str.maketrans(",.", ".,"))
    assert read_amount(point, AmountStyle(".", "EUR")).value == Money(minor, "EUR")
    assert read_amount(comma, AmountStyle(",", "EUR")).value == Money(minor, "EUR")


def test_the_decimal_mark_is_decided_by_the_whole_column() -> None:
    assert decimal_mark_of(["1.234", "1.234,5"]) == (",", "1.234")
    assert decimal_mark_of(["1,234", "12.5"]) == (".", "1,234")
    assert decimal_mark_of(["1.234.567"]) == (",", "")
    assert decimal_mark_of(["1,234", "5"]) == ("", "1,234")


@pytest.mark.parametrize(
    ("header", "currency", "factor"),
    [
        ("Total (£million)", "GBP", 1_000_000),
        ("Budget ($M)", "$", 1_000_000),
        ("Cost, in millions of dollars", "$", 1_000_000),
        ("Budget in Mio. €", "EUR", 1_000_000),
        ("Kosten (T€)", "EUR", 1_000),
        ("Spend £'000", "GBP", 1_000),
        ("Coût (en milliers d'euros)", "EUR", 1_000),
        ("Milestones", "", 0),
    ],
)
def test_units_in_headers(header: str, currency: str, factor: int) -> None:
    assert (currency_in(header), factor_in(header)) == (currency, factor)


def test_percentages() -> None:
    assert read_percent("-64.76%") == (-6_476, "")
    assert read_percent("12,5 %") == (1_250, "")
    assert read_percent(0.05, share=True) == (500, "")
    assert read_percent("Budget variance less than 5%.")[0] is None


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Project name", F.TITLE),
        ("projectName", F.TITLE),
        ("Nom du projet", F.TITLE),
        ("Nombre del proyecto", F.TITLE),
        ("Projektname", F.TITLE),
        ("Projektnummer", F.REF),
        ("uniqueId", F.REF),
        ("Department", F.UNIT),
        ("Ministère", F.UNIT),
        ("Abteilung", F.UNIT),
        ("IPA/NISTA/MPA Delivery Confidence Assessment", F.RATING),
        ("Ampel", F.RATING),
        ("Cost RAG", F.RATING),
        ("Departmental commentary on actions planned or taken on the IPA RAG rating.", F.RATING_TEXT),
        ("Departmental/ SRO narrative", F.RATING_TEXT),
        ("Departmental narrative on schedule, including any deviation", F.SCHEDULE_TEXT),
        ("Departmental narrative on  budget/forecast variance for 2013/14", F.VARIANCE_TEXT),
        ("Departmental Narrative on Budgeted Whole Life Costs", F.BUDGET_TEXT),
        ("Departmental Narrative on Budgeted Benefits", F.BENEFITS_TEXT),
        ("Project – Start Date\n(Latest approved start date)", F.START),
        ("Project - End Date\n(Latest approved end date)", F.FINISH),
        ("Date de fin prévue", F.FINISH_BASELINE),
        ("Fecha de inicio", F.START),
        ("estimatedCompletionDate", F.FINISH_FORECAST),
        ("TOTAL Baseline Whole Life Costs (£m) (including Non-Government Costs)", F.WHOLE_LIFE_COST),
        ("TOTAL Baseline Benefits (£m)", F.BENEFITS),
        ("Financial Year Baseline (£m)", F.BUDGET),
        ("Financial Year Forecast (£m)", F.FORECAST_COST),
        ("Financial Year Variance (%)", F.VARIANCE_PERCENT),
        ("2013/2014 Variance (£million)", F.VARIANCE),
        ("Ist-Kosten", F.ACTUAL_COST),
        ("SRO", F.SPONSOR),
        ("Projektleiter", F.MANAGER),
        ("Programme Manager", F.MANAGER),
        ("Annual Report Category", F.CATEGORY),
        ("Project status", F.STATE),
        ("Lifecycle phase", F.PHASE),
        ("asOfDate", F.AS_AT),
        ("Project_delay", F.OTHER),
        ("% complete", F.OTHER),
        ("", F.OTHER),
    ],
)
def test_headers_of_real_registers(header: str, field: F) -> None:
    assert field_of(header)[0] is field


def test_the_year_and_the_dimension_of_a_header() -> None:
    assert period_of("2013/2014 Budget (£million)") == "2013/2014"
    assert period_of("RAG 2023") == "2023"
    assert dimension_of("Schedule RAG") == "time"
    assert dimension_of("Overall RAG") == "overall"


def test_an_absence_is_told_in_the_language_in_force() -> None:
    from pmo_desktop.i18n import PSEUDO, speaking

    with speaking(PSEUDO):
        assert absence("n/a").startswith("⟦")
    assert absence("Amber") == ""
