"""Real registers of two governments come in whole; every count is made again here by a plain csv reader."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest

from pmo_desktop.domain.registersheet import DATE_FIELDS, MONEY_FIELDS, RegisterSheet
from pmo_desktop.domain.registersheet import RegisterField as F
from pmo_desktop.domain.values import Money
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.tables.reading import read_tables
from pmo_desktop.services.columns.sheet import sheet_plan

pytestmark = pytest.mark.conformance

UK = ("2014", "2016", "2018", "2020", "2021", "2022")
CANADA = ("2016", "2019")
UK_ROWS = {"2014": 199, "2016": 143, "2018": 133, "2020": 125, "2021": 184, "2022": 235}
CANADA_ROWS = {"2016": 398, "2019": 463}
_WATCHED = (
    r"rating$|rag rating\n|date|budget \(|forecast \(|forecast$|whole life costs? \(|wlc|yearly|total_base"
    r"|variance \(|%age|forecast_incl"
)
COLOURS = {"green", "amber/green", "amber", "amber/red", "red"}


def _plain(
    path: Path, *, turned: bool = False, delimiter: str = ",", encoding: str = "cp1252"
) -> list[list[str]]:
    """The file by csv alone: no header search, no guesses; empty lines left out."""
    text = path.read_bytes().decode(encoding, errors="replace")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if turned:
        rows = [list(column) for column in zip(*rows, strict=True)]
    return [row for row in rows if any(c.strip() for c in row)]


def _uk(data: Path, year: str) -> tuple[RegisterSheet, list[list[str]]]:
    path = data / "register-uk-gmpp" / f"uk_{year}.csv"
    plan = sheet_plan(read_tables(path))
    return plan, _plain(path, turned=year in {"2014", "2016"}, delimiter=";" if year > "2020" else ",")


def _canada(data: Path, year: str) -> tuple[RegisterSheet, list[list[str]]]:
    path = data / "register-canada-it" / f"gc-it-projects-{year}.csv"
    return sheet_plan(read_tables(path)), _plain(path, encoding="utf-8")


def _column(header: list[str], pattern: str) -> list[int]:
    return [n for n, name in enumerate(header) if re.search(pattern, name.lower())]


def _colour(row: list[str], columns: list[int]) -> str:
    cells = [re.sub(r"\s*/\s*", "/", row[n].strip().lower()) for n in columns]
    return next((c for c in cells if c in COLOURS), "none")


def _amounts(plan: RegisterSheet, field: F) -> list[Money]:
    return [t.value for row in plan.rows for t in row.all(field) if isinstance(t.value, Money)]


@pytest.mark.parametrize("year", UK)
def test_no_row_of_a_uk_year_is_lost(reference_data: Path, year: str) -> None:
    plan, plain = _uk(reference_data, year)
    assert len(plan.rows) == len(plain) - 1 == UK_ROWS[year]
    assert plan.skipped == ()
    titles = _column(plain[0], r"project.?name")[0]
    assert [r.title.split() for r in plan.rows] == [row[titles].split() for row in plain[1:]]


@pytest.mark.parametrize("year", UK)
def test_ratings_of_a_uk_department_equal_an_independent_count(reference_data: Path, year: str) -> None:
    plan, plain = _uk(reference_data, year)
    ratings = _column(plain[0], r"colour_rating|^(mpa|ipa) rag rating")
    unit = _column(plain[0], r"^department$")[0]
    theirs = Counter((row[unit].strip(), _colour(row, ratings)) for row in plain[1:])
    ours: Counter[tuple[str, str]] = Counter()
    for row in plan.rows:
        step = row.rating.five_point if row.rating else None
        ours[row.text(F.UNIT), step.value.replace("_", "/") if step else "none"] += 1
    assert ours == theirs
    assert sum(n for (_, colour), n in ours.items() if colour != "none") > 100


@pytest.mark.parametrize("year", UK)
def test_every_rating_date_and_cost_of_a_uk_year_is_taken_or_named(reference_data: Path, year: str) -> None:
    plan, plain = _uk(reference_data, year)
    (table,) = plan.tables
    watched = [
        g for g in table.columns if g.field in DATE_FIELDS | MONEY_FIELDS | {F.RATING, F.VARIANCE_PERCENT}
    ]
    expected = _column(plain[0], _WATCHED)
    assert {g.column for g in watched} == set(expected)
    for work, row in zip(plan.rows, plain[1:], strict=True):
        cells = sum(1 for g in watched if row[g.column].strip())
        taken = sum(1 for t in work.taken if t.column in expected)
        named = sum(1 for n in work.not_taken if n.reason and n.text)
        assert taken + named == cells, work.title


@pytest.mark.parametrize("year", UK)
def test_the_whole_life_costs_of_a_uk_year_add_up(reference_data: Path, year: str) -> None:
    plan, plain = _uk(reference_data, year)
    (column,) = _column(plain[0], r"^total budgeted whole life|^wlc")
    amounts = (re.fullmatch(r"-?£?-?[\d,]+(\.\d+)?", row[column].strip()) for row in plain[1:])
    pence = sum(round(float(m[0].replace("£", "").replace(",", "")) * 100_000_000) for m in amounts if m)
    ours = _amounts(plan, F.WHOLE_LIFE_COST)
    assert sum(m.minor for m in ours) == pence
    assert {m.currency for m in ours} == {"GBP"}


@pytest.mark.parametrize("year", CANADA)
def test_a_canadian_year_comes_in_whole(reference_data: Path, year: str) -> None:
    plan, plain = _canada(reference_data, year)
    header = plain[0]
    assert len(plan.rows) == len(plain) - 1 == CANADA_ROWS[year]
    assert plan.skipped == ()
    budget, finish = header.index("totalBudget"), header.index("estimatedCompletionDate")
    units = Counter(row[header.index("department")].strip() for row in plain[1:])
    assert Counter(r.text(F.UNIT) for r in plan.rows) == units
    dollars = sum(int(re.sub(r"\D", "", row[budget])) for row in plain[1:] if row[budget].strip())
    taken = _amounts(plan, F.BUDGET)
    assert sum(m.minor for m in taken) == dollars * 100
    assert {m.currency for m in taken} == {"CAD"}
    assert sum(1 for r in plan.rows if r.first(F.FINISH_FORECAST)) == sum(
        1 for row in plain[1:] if row[finish]
    )
    for work, row in zip(plan.rows, plain[1:], strict=True):
        assert work.text(F.REF) == row[header.index("uniqueId")]
        raw = row[header.index("rawProvidedDate")].strip()
        assert not raw or "rawProvidedDate" in dict(work.others)


@pytest.mark.parametrize("year", CANADA)
def test_the_day_of_a_canadian_year_is_read_from_its_column(reference_data: Path, year: str) -> None:
    plan, _ = _canada(reference_data, year)
    assert str(plan.tables[0].as_at) == {"2016": "2016-06-09", "2019": "2019-05-01"}[year]


@pytest.mark.parametrize("year", UK)
def test_what_a_uk_year_leaves_open_is_asked(reference_data: Path, year: str) -> None:
    plan, _ = _uk(reference_data, year)
    topics = {q.key.rsplit("/", 1)[-1] for q in plan.questions}
    assert topics == ({"as-at"} if year in {"2014", "2016"} else {"as-at", "unit"})
    assert all(q.suggested for q in plan.questions)


def test_a_graph_dump_is_refused_in_words(reference_data: Path) -> None:
    dump = next((reference_data / "register-us-it-portfolio").glob("*.gz"))
    with pytest.raises(FileRefused, match="compressed"):
        read_tables(dump)
