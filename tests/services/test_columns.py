from __future__ import annotations

from datetime import date

from pmo_desktop.domain.registersheet import (
    Cell,
    KnownWork,
    RowKind,
    Sheet,
    SheetRow,
    Suggestion,
    TablePlan,
    said,
)
from pmo_desktop.domain.registersheet import (
    RegisterField as F,
)
from pmo_desktop.domain.values import Money
from pmo_desktop.services.columns.sheet import sheet_plan

HEADER = ("Ref", "Title", "Department", "RAG", "Start date", "End date", "Budget", "Colour")


def _sheet(*rows: tuple[Cell, ...], header: tuple[str, ...] = HEADER, file: str = "register.csv") -> Sheet:
    width = len(header)
    body = tuple(SheetRow(n, (*r, *(None,) * (width - len(r)))) for n, r in enumerate(rows, start=2))
    return Sheet(file, "register", header, body)


def _row(ref: str, title: str, *more: Cell) -> tuple[Cell, ...]:
    usual: tuple[Cell, ...] = ("Roads", "Amber", "31/01/2020", "30/06/2021", "£1,000,000")
    return (ref, title, *more, *usual[len(more) :])


def _plan(*rows: tuple[Cell, ...], **answers: str) -> TablePlan:
    return sheet_plan([_sheet(*rows)], (), {k.replace("_", "-"): v for k, v in answers.items()}).tables[0]


def test_a_plain_register_is_taken_whole() -> None:
    plan = _plan(_row("P-1", "New depot"), _row("P-2", "Old bridge", "Works", "Red"))
    first = plan.rows[0]
    assert (first.text(F.REF), first.title, first.text(F.UNIT)) == ("P-1", "New depot", "Roads")
    assert [t.value for t in first.all(F.START)] == [date(2020, 1, 31)]
    assert [t.value for t in first.all(F.BUDGET)] == [Money(100_000_000, "GBP")]
    assert first.not_taken == ()
    assert plan.rows[1].rating is not None
    assert plan.rows[1].rating.value == "red"
    assert [q.key for q in plan.questions] == ["register/as-at"]


def test_no_row_is_lost() -> None:
    lines: tuple[tuple[Cell, ...], ...] = (
        ("Roads and bridges",),
        _row("P-1", "New depot"),
        (),
        HEADER,
        _row("P-2", "Old bridge"),
        (None, None, "Roads", "Red"),
        ("P-3", None, "Roads", "Red"),
        ("Total", None, None, None, None, None, "£2,000,000"),
        ("Source: the office's own register",),
    )
    plan = _plan(*lines)
    kinds = [s.kind for s in plan.skipped]
    assert [w.number for w in plan.rows] == [3, 6, 8]
    assert plan.rows[2].title == "P-3"
    assert plan.rows[0].section == "Roads and bridges"
    assert kinds == [RowKind.SECTION, RowKind.HEADING, RowKind.NAMELESS, RowKind.TOTAL, RowKind.NOTE]
    assert all(s.reason for s in plan.skipped)
    assert plan.row_count == sum(1 for r in lines if any(said(c) for c in r))


def test_a_title_that_begins_with_total_is_a_work() -> None:
    assert len(_plan(_row("Total Asset Visibility", "Total Asset Visibility")).rows) == 1


def test_an_undecided_date_order_is_asked_and_nothing_is_guessed() -> None:
    row = ("P-1", "New depot", "Roads", "Amber", "03/04/2020", "05/06/2021", "£1,000,000")
    plan = _plan(row)
    asked = [q for q in plan.questions if q.key.endswith("date-order")]
    assert len(asked) == 2
    assert all(q.suggested == "" for q in asked)
    assert plan.rows[0].all(F.START) == ()
    assert {n.field for n in plan.rows[0].not_taken} == {F.START, F.FINISH}
    answered = _plan(row, date_order="month_first")
    assert [t.value for t in answered.rows[0].all(F.START)] == [date(2020, 3, 4)]
    assert not [q for q in answered.questions if q.key.endswith("date-order")]


def test_a_neighbouring_column_suggests_the_date_order() -> None:
    plan = _plan(("P-1", "New depot", "Roads", "Amber", "03/04/2020", "30/06/2021", "£1,000,000"))
    (asked,) = [q for q in plan.questions if q.key.endswith("date-order")]
    assert asked.suggested == "day_first"
    assert [t.value for t in plan.rows[0].all(F.START)] == [date(2020, 4, 3)]


def test_small_amounts_without_a_unit_are_asked() -> None:
    rows = [("P-1", "New depot", "Roads", "Red", "2020-01-31", "2021-01-31", "£12.5")]
    plan = _plan(*rows)
    assert any(q.key == "register/unit" and q.suggested == "" for q in plan.questions)
    assert [n.field for n in plan.rows[0].not_taken] == [F.BUDGET]
    answered = _plan(*rows, unit="1000000")
    assert [t.value for t in answered.rows[0].all(F.BUDGET)] == [Money(1_250_000_000, "GBP")]


def test_dollars_of_no_country_are_asked() -> None:
    plan = _plan(("P-1", "New depot", "Roads", "Red", "2020-01-31", "2021-01-31", "$1,250,000"))
    (asked,) = [q for q in plan.questions if q.key.endswith("currency")]
    assert asked.suggested == "USD"


def test_a_number_format_gives_the_currency() -> None:
    sheet = _sheet(_row("P-1", "New depot", "Roads", "Red", "2020-01-31", "2021-01-31", 1_250_000))
    formatted = Sheet(
        sheet.file, sheet.name, sheet.headers, sheet.rows, formats=("",) * 6 + ("[$€-407] #,##0",)
    )
    row = sheet_plan([formatted]).rows[0]
    assert [t.value for t in row.all(F.BUDGET)] == [Money(125_000_000, "EUR")]


def test_cells_that_say_why_are_named() -> None:
    row = ("P-1", "New depot", "Roads", "Exempt under Section 43", "TBC", "Reset", "Exempt under Section 43")
    plan = _plan(row, _row("P-2", "Old bridge"))
    work = plan.rows[0]
    assert work.rating is not None
    assert (work.rating.value, work.rating.reason) == ("none", "Withheld")
    assert {n.field: n.reason.split(":")[0] for n in work.not_taken} == {
        F.START: "Not known yet",
        F.FINISH: "Reset",
        F.BUDGET: "Withheld",
    }


def test_an_unknown_rating_word_is_named_not_dropped() -> None:
    plan = _plan(_row("P-1", "New depot", "Roads", "Magenta"), _row("P-2", "Old bridge"))
    (missed,) = plan.rows[0].not_taken
    assert (missed.text, missed.field) == ("Magenta", F.RATING)


def test_cells_of_unknown_columns_are_kept_beside() -> None:
    header = (*HEADER[:7], "Parking spaces")
    plan = sheet_plan([_sheet((*_row("P-1", "New depot"), "17"), header=header)]).tables[0]
    assert plan.rows[0].others == (("Parking spaces", "17"),)
    assert any("Parking spaces" in w for w in plan.warnings)


def test_a_status_column_of_colours_is_a_rating() -> None:
    header = ("Title", "Status", "Department")
    plan = sheet_plan([_sheet(("New depot", "rot", "A"), ("Old bridge", "grün", "B"), header=header)]).tables[
        0
    ]
    assert [g.field for g in plan.columns] == [F.TITLE, F.RATING, F.UNIT]


def test_an_answer_decides_a_column() -> None:
    header = ("Title", "Who", "Department")
    rows = [_sheet(("New depot", "A. Person", "Roads"), header=header)]
    plan = sheet_plan(rows, (), {"register/column/2": "manager"})
    assert plan.rows[0].text(F.MANAGER) == "A. Person"


def test_a_sheet_that_is_no_register_keeps_its_rows_as_skipped() -> None:
    plan = sheet_plan([_sheet((1, 2), (3, 4), header=("a", "b"))])
    assert plan.rows == ()
    assert [s.kind for s in plan.skipped] == [RowKind.NO_REGISTER] * 2


def test_duplicates_are_found_with_a_suggestion() -> None:
    rows = [
        _row("P-1", "New depot"),
        _row("P-1", "New depot"),
        _row("P-1", "Another work"),
        _row("P-5", "Bridge phase 1"),
        _row("P-6", "Bridge phase 2"),
        _row("P-7", "Harbour wall"),
    ]
    known = [KnownWork("W-9", "The harbour wall", "roads"), KnownWork("p-6", "Anything")]
    plan = sheet_plan([_sheet(*rows)], known)
    found = {d.number: (d.suggestion, d.of_row, d.of_ref) for d in plan.duplicates}
    assert found == {
        3: (Suggestion.SKIP, 2, ""),
        4: (Suggestion.KEEP, 2, ""),
        6: (Suggestion.UPDATE, 0, "p-6"),
        7: (Suggestion.UPDATE, 0, "W-9"),
    }


def test_the_day_of_the_ratings_is_taken_from_a_title_line_or_the_name() -> None:
    sheet = _sheet(_row("P-1", "New depot"))
    titled = Sheet(
        sheet.file, sheet.name, sheet.headers, sheet.rows, before=((1, "Portfolio, as at 30 September 2024"),)
    )
    assert sheet_plan([titled]).tables[0].as_at == date(2024, 9, 30)
    named = _sheet(_row("P-1", "New depot"), file="register-2024-03-31.csv")
    assert sheet_plan([named]).tables[0].as_at == date(2024, 3, 31)
    asked = sheet_plan([sheet], (), {"as-at": "2023-05-06"})
    assert asked.tables[0].as_at == date(2023, 5, 6)


def test_a_list_of_people_is_no_register() -> None:
    plan = sheet_plan([_sheet(("Ann Lee", "a@x.org"), ("Bo Ray", "b@x.org"), header=("Name", "E-mail"))])
    assert [s.kind for s in plan.skipped] == [RowKind.NO_REGISTER] * 2


def test_the_decimal_mark_of_a_neighbour_counts() -> None:
    header = ("Project", "Budget (T€)", "Ist-Kosten (T€)")
    plan = sheet_plan([_sheet(("Depot", "1.250,5", "4.100"), header=header)])
    assert plan.questions == ()
    assert [t.value for t in plan.rows[0].all(F.ACTUAL_COST)] == [Money(410_000_000, "EUR")]


def test_lines_above_the_header_are_named() -> None:
    sheet = _sheet(_row("P-1", "New depot"))
    titled = Sheet(sheet.file, sheet.name, sheet.headers, sheet.rows, before=((1, "The portfolio"),))
    (line,) = sheet_plan([titled]).skipped
    assert (line.number, line.kind) == (1, RowKind.TITLE)


def test_a_table_of_header_names_is_no_register() -> None:
    header = ("Project name", "RAG", "Start date", "Budget (£m)")
    plan = sheet_plan([_sheet(("project_name", "colour_rating", "start_date", "budget"), header=header)])
    assert [s.kind for s in plan.skipped] == [RowKind.NO_REGISTER]


def test_of_several_years_the_latest_budget_is_taken() -> None:
    header = ("Project", "2023/24 Budget (£m)", "2024/25 Budget (£m)")
    row = sheet_plan([_sheet(("Depot", "1.5", "2.5"), header=header)]).rows[0]
    assert [t.value for t in row.all(F.BUDGET)] == [Money(250_000_000, "GBP")]
    assert row.others == (("2023/24 Budget (£m)", "1.5"),)
