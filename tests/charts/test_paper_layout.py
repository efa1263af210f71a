"""Plans parted into sheets: every line and every day once, never smaller type than asked for."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_desktop.charts.fonts import text_width
from pmo_desktop.charts.paper.geometry import letters
from pmo_desktop.charts.paper.layout import arrange, sheets
from pmo_desktop.charts.paper.pages import (
    PAPERS,
    Column,
    Fit,
    PaperSettings,
    Rows,
    Scale,
    larger,
    paper,
    settings_from,
    settings_text,
)
from pmo_desktop.charts.paper.plan import Layout
from pmo_desktop.charts.paper.rows import chosen
from pmo_desktop.charts.paper.table import TableColumn, name_lines, name_room, weight
from pmo_desktop.domain.values import Minutes
from pmo_desktop.readmodels.gantt import GanttKind, GanttModel, GanttRow, day_of
from tests.charts.samples import bridge, long_plan

EASY = settings(max_examples=60, deadline=None)
PAPERS_KEYS = [p.key for p in PAPERS]


@st.composite
def plans(draw: st.DrawFn) -> GanttModel:
    """Plans of up to 150 lines in an outline, over hours or years, some lines without dates."""
    count = draw(st.integers(0, 150))
    reach = draw(st.sampled_from((1, 40, 800, 6000)))
    begin = datetime(2026, 3, 2, 8)
    rows, level = [], 0
    for i in range(count):
        level = draw(st.integers(0, min(level + 1, 4)))
        dated = draw(st.integers(0, 9)) > 0
        start = begin + timedelta(hours=draw(st.integers(0, reach * 24)))
        finish = start + timedelta(hours=draw(st.integers(0, 400)))
        kind = draw(st.sampled_from((GanttKind.TASK, GanttKind.TASK, GanttKind.SUMMARY, GanttKind.GATE)))
        name = draw(st.sampled_from(("Dig", "Überwachung der Inbetriebnahme " * 3, "Pile caps")))
        rows.append(
            GanttRow(
                id=str(i), number=i + 1, name=name, level=level, kind=kind, duration=Minutes(960),
                start=start if dated else None, finish=finish if dated else None,
            )
        )  # fmt: skip
    return GanttModel.of(rows, as_at=begin, name="Plan")


def wishes() -> st.SearchStrategy[PaperSettings]:
    return st.builds(
        PaperSettings,
        paper=st.sampled_from(PAPERS_KEYS),
        portrait=st.booleans(),
        margin=st.sampled_from((5.0, 10.0, 25.0)),
        type_size=st.sampled_from((5.0, 7.0, 9.0)),
        fit=st.sampled_from(Fit),
        pages=st.integers(1, 9),
        scale=st.sampled_from((Scale.AUTO, Scale.DAYS, Scale.WEEKS, Scale.MONTHS, Scale.YEARS)),
        short_table=st.booleans(),
        summary=st.booleans(),
        leave_blank=st.just(False),
    )


@EASY
@given(plans(), wishes())
def test_every_line_and_every_day_is_on_exactly_one_sheet(model: GanttModel, wish: PaperSettings) -> None:
    layout = arrange(model, wish)
    details = layout.details
    assert len(details) == layout.down * layout.across
    for across in range(layout.across):
        lines = [line for s in details if s.across == across for line in s.rows]
        assert lines == list(range(len(model.rows)))
    spans = [(s.start, s.finish) for s in details if s.down == 0]
    assert all(b == c for (_, b), (c, _) in pairwise(spans))
    assert all(a < b for a, b in spans)
    times = [t for r in model.rows for t in (r.start, r.finish) if t]
    if times:
        assert spans[0][0] <= day_of(min(times))
        assert spans[-1][1] >= day_of(max(times))
    assert [s.page for s in layout.sheets] == list(range(1, len(layout.sheets) + 1))
    assert len({s.label for s in layout.sheets}) == len(layout.sheets)


@EASY
@given(plans(), wishes())
def test_type_keeps_its_size_or_it_is_said(model: GanttModel, wish: PaperSettings) -> None:
    layout = arrange(model, wish)
    said = [a.text for a in layout.advice]
    if layout.type_size < wish.type_size:
        assert wish.fit in (Fit.ONE, Fit.PAGES)
        assert any("below your smallest" in text for text in said)
    if wish.fit in (Fit.READABLE, Fit.WIDE):
        assert layout.type_size >= wish.type_size
    most = {Fit.ONE: 1, Fit.PAGES: wish.pages}.get(wish.fit)
    if most is not None and not any("finds no room" in text for text in said):
        assert len(layout.details) <= most


@EASY
@given(plans(), wishes())
def test_nothing_leaves_its_sheet(model: GanttModel, wish: PaperSettings) -> None:
    for sheet in arrange(model, wish).sheets:
        g = sheet.geometry
        assert sheet.count * g.row <= g.rows_height + 0.01 or sheet.count == 1
        assert sheet.chart_left + sheet.chart_width <= g.width - g.margin + 0.01
        begin, end = sheet.seen
        assert begin <= sheet.start < sheet.finish <= end + 1e-6
        assert sheet.table.width <= 0.75 * g.inner_width


def test_a_long_plan_on_a3_keeps_seven_points() -> None:
    layout = arrange(long_plan(500), PaperSettings())
    assert (layout.down, layout.across) == (9, 1)
    assert layout.sheets[0].summary
    assert layout.sheets[1].label == "A1"
    assert layout.type_size >= 7.0
    assert not layout.advice


def test_a_short_plan_is_one_sheet_with_larger_type() -> None:
    (only,) = sheets(bridge(), PaperSettings())
    assert only.geometry.type_size > 9
    assert not only.summary


def test_one_sheet_that_cannot_be_read_says_so_and_offers_the_next_paper() -> None:
    layout = arrange(long_plan(150), PaperSettings(paper="A4", fit=Fit.ONE))
    assert len(layout.sheets) == 1
    assert layout.type_size < 7
    first = layout.advice[0]
    assert "below your smallest of 7.0 pt" in first.text
    offered = dc.replace(layout.settings, paper=first.paper, portrait=first.portrait)
    assert arrange(long_plan(150), offered).type_size >= 7.0


def test_a_scale_that_is_asked_for_takes_the_sheets_it_needs() -> None:
    wish = PaperSettings(paper="A3", fit=Fit.READABLE, scale=Scale.DAYS)
    layout = arrange(long_plan(120), wish)
    assert layout.across > 1
    second = next(s for s in layout.sheets if s.label == "A2")
    assert [c.column for c in second.table.columns] == [Column.NUMBER, Column.NAME]
    full = arrange(long_plan(120), dc.replace(wish, short_table=False)).details[1]
    assert len(full.table.columns) > 2


def test_an_hour_scale_cuts_between_hours() -> None:
    day = GanttRow(
        id="a", number=1, name="Switch over", start=datetime(2026, 5, 1, 6), finish=datetime(2026, 5, 2, 3)
    )
    wish = PaperSettings(paper="A4", fit=Fit.READABLE, scale=Scale.HOURS, type_size=9)
    layout = arrange(GanttModel.of([day]), wish)
    cut = [s.start * 24 for s in layout.sheets]
    assert cut == pytest.approx([round(c) for c in cut])
    assert layout.across >= 2


def test_sheets_end_with_whole_groups_where_that_costs_none() -> None:
    rows = [
        GanttRow(id=str(i), number=i, name="x", level=int(i % 10 > 0), start=datetime(2026, 1, 1))
        for i in range(65)
    ]
    layout = arrange(GanttModel.of(rows), PaperSettings(paper="A4", summary=False))
    assert len(layout.sheets) > 1
    assert all(s.first % 10 == 0 for s in layout.sheets)


def test_a_summary_never_stands_alone_at_the_foot() -> None:
    for layout in (arrange(long_plan(n), PaperSettings(paper="A4")) for n in range(100, 140, 7)):
        model = layout.details[0].part.model
        for sheet in layout.details[:-1]:
            last = sheet.rows[-1]
            assert model.rows[last].level >= model.rows[last + 1].level


def test_a_continued_sheet_names_the_summaries_above() -> None:
    layout = arrange(long_plan(200), PaperSettings(paper="A4"))
    named = [s.crumbs for s in layout.details if s.first and s.part.model.rows[s.first].level]
    assert named
    assert all(len(c) == 1 and c[0].startswith("Release ") for c in named)
    assert layout.details[0].crumbs == ()


def test_the_summary_holds_summaries_and_gates_on_one_sheet() -> None:
    layout = arrange(bridge(), PaperSettings(paper="A4", type_size=14))
    front = layout.sheets[0]
    assert front.summary
    kinds = {r.kind for r in front.part.model.rows}
    assert kinds == {GanttKind.SUMMARY, GanttKind.GATE}
    assert front.label == "S"


def test_a_summary_without_room_says_how_many_lines_it_leaves_out() -> None:
    rows = [GanttRow(id=str(i), number=i, name="Task", start=datetime(2026, 1, 1)) for i in range(300)]
    layout = arrange(GanttModel.of(rows), PaperSettings(paper="A4"))
    assert layout.sheets[0].left_out > 200
    assert any("no room for" in a.text for a in layout.advice)


def test_rows_by_screen_level_selection_and_dates() -> None:
    model = bridge()
    count = len(model.rows)

    def names(wish: PaperSettings, **more: set[str]) -> list[str]:
        return [r.name for r in chosen(model, wish, **more).model.rows]

    assert len(names(PaperSettings(rows=Rows.ALL), collapsed={"row2"})) == count
    assert len(names(PaperSettings(), collapsed={"row2"})) == count - 4
    assert len(names(PaperSettings(rows=Rows.LEVEL, level=2))) == 5
    picked = names(PaperSettings(rows=Rows.SELECTED), selected={"row7", "row20"})
    assert (picked[0], picked[-1], len(picked)) == ("Foundations", "Open to traffic", 7)
    late = names(PaperSettings(first=date(2026, 11, 1)))
    assert "Load test" in late
    assert "Cofferdam" not in late


def test_a_window_of_dates_is_the_time_of_the_sheets() -> None:
    wish = PaperSettings(first=date(2026, 6, 1), last=date(2026, 6, 30))
    (only,) = sheets(bridge(), wish)
    assert (only.start, only.finish) == (day_of(datetime(2026, 6, 1)), day_of(datetime(2026, 7, 1)))


def test_the_tile_of_a_line_at_a_day() -> None:
    layout: Layout = arrange(long_plan(120), PaperSettings(fit=Fit.READABLE, scale=Scale.DAYS))
    for sheet in layout.details:
        middle = (sheet.start + sheet.finish) / 2
        assert layout.tile_of(sheet.first, middle) == sheet.label
    assert layout.tile_of(0, -1e6) == "A1"


def test_settings_are_remembered_and_forgive() -> None:
    wish = PaperSettings(
        paper="archD", fit=Fit.PAGES, first=date(2026, 1, 2), columns=(Column.NUMBER, Column.NAME, Column.WBS)
    )
    kept = settings_from(settings_text(wish))
    assert kept == dc.replace(wish, columns=(Column.NUMBER, Column.WBS, Column.NAME))
    assert settings_from("no json") == PaperSettings()
    assert settings_from('{"paper": "B7", "type_size": "x", "pages": -3, "first": 5}').pages == 1
    assert settings_from("[1]") == PaperSettings()


def test_papers_by_key_and_those_that_are_larger() -> None:
    assert paper("a4").key == "A4"
    assert [p.key for p in larger("A2")] == ["A1", "A0"]
    assert [p.key for p in larger("tabloid")] == ["archB", "archC", "archD", "archE"]
    with pytest.raises(KeyError):
        paper("B5")


def test_rows_of_sheets_are_lettered_on_beyond_z() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_blank_sheets_to_the_right_are_left_out_unless_they_are_wanted() -> None:
    rows = [
        GanttRow(id=str(i), number=i, name="Far", start=start, finish=start + timedelta(days=3))
        for i in range(80)
        for start in [datetime(2026, 1, 1) + timedelta(days=4 * i)]
    ]
    wish = PaperSettings(paper="A4", fit=Fit.READABLE, scale=Scale.WEEKS)
    whole = arrange(GanttModel.of(rows), dc.replace(wish, leave_blank=False))
    some = arrange(GanttModel.of(rows), wish)
    assert len(whole.places) == whole.down * whole.across
    assert len(some.sheets) < len(whole.sheets)
    labels = {s.label for s in whole.sheets}
    assert {s.label for s in some.sheets} < labels
    assert [s.page for s in some.sheets] == list(range(1, len(some.sheets) + 1))
    assert {(d, 0) for d in range(whole.down)} <= some.places
    assert some.tile_of(79, whole.details[-1].start) == whole.details[-1].label


def test_long_names_take_two_lines_and_are_whole() -> None:
    rows = [
        dc.replace(r, name=f"Inbetriebnahme der Niederspannungshauptverteilung mit Schutzprüfung {r.number}")
        for r in long_plan(80).rows
    ]
    model = GanttModel.of(rows)
    layout = arrange(model, PaperSettings(paper="A4", columns=tuple(Column)))
    assert {s.geometry.lines for s in layout.details} == {2}
    assert not any("shortened" in a.text for a in layout.advice)
    sheet = layout.details[0]
    column = next(c for c in sheet.table.columns if c.column is Column.NAME)
    size = sheet.geometry.type_size
    for row in model.rows:
        said = name_lines(row, column, size, 2)
        assert " ".join(said) == row.name
        assert all(text_width(part, size, weight(row)) <= name_room(row, column, size) for part in said)


def test_a_word_too_long_for_its_column_is_broken() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenbeschaffungsausschreibung"
    row = GanttRow(id="a", number=1, name=word)
    column = TableColumn(Column.NAME, 0, 200)
    first, second = name_lines(row, column, 8, 2)
    assert first.removesuffix("-") + second == word
    assert name_lines(row, column, 8, 1)[0].endswith("…")


def test_a_plan_of_hours_says_times() -> None:
    start = datetime(2026, 3, 2, 8)
    row = GanttRow(
        id="1", number=1, name="Switch over", start=start, finish=start + timedelta(hours=3),
        duration=Minutes(180),
    )  # fmt: skip
    (sheet,) = sheets(GanttModel.of([row]), PaperSettings())
    texts = sheet.part.text.texts
    assert texts[Column.START] == ("2 Mar 26, 08:00",)
    assert texts[Column.FINISH] == ("2 Mar 26, 11:00",)
    assert texts[Column.DURATION] == ("3 h",)
    later = dc.replace(row, id="2", start=start + timedelta(days=9), finish=start + timedelta(days=10))
    (sheet,) = sheets(GanttModel.of([row, later]), PaperSettings())
    assert sheet.part.text.texts[Column.START] == ("2 Mar 26", "11 Mar 26")
