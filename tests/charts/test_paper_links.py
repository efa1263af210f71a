"""Links that leave a sheet: both ends say the other sheet and line, whatever the plan and the paper."""

from __future__ import annotations

import dataclasses as dc
import re
from collections import defaultdict
from datetime import datetime, timedelta
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_desktop.charts.drawing import Text
from pmo_desktop.charts.export import sheet_drawings
from pmo_desktop.charts.paper.layout import arrange
from pmo_desktop.charts.paper.pages import Fit, PaperSettings, Scale
from pmo_desktop.charts.paper.plan import Layout
from pmo_desktop.domain.plans import LinkKind
from pmo_desktop.readmodels.gantt import GanttKind, GanttLink, GanttModel, GanttRow, day_of

Ends: TypeAlias = dict[tuple[str, str, str], set[int]]
"""By sheet, arrow and other sheet: the lines over there."""
_PART = re.compile(r"([A-Z]+\d+) (·|×) ([\d, ]+)")


@st.composite
def linked_plans(draw: st.DrawFn) -> GanttModel:
    """Plans of up to 90 lines over days or years, with links of every kind between any two."""
    count = draw(st.integers(2, 90))
    reach = draw(st.sampled_from((3, 60, 900)))
    begin = datetime(2026, 3, 2, 8)
    rows = []
    for i in range(count):
        start = begin + timedelta(hours=draw(st.integers(0, reach * 24)))
        finish = start + timedelta(hours=draw(st.integers(1, 300)), minutes=7)
        gate = draw(st.integers(0, 7)) == 0
        kind = GanttKind.GATE if gate else GanttKind.TASK
        begins = finish if gate else start
        rows.append(
            GanttRow(id=str(i), number=i + 1, name=f"Line {i}", kind=kind, start=begins, finish=finish)
        )
    ends = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1), st.sampled_from(LinkKind))
    found = draw(st.lists(ends, max_size=160))
    links = {(a, b): GanttLink(str(a), str(b), kind) for a, b, kind in found if a != b}
    return GanttModel.of(rows, list(links.values()), as_at=begin, name="Plan")


def expected(layout: Layout, model: GanttModel) -> Ends:
    """What the sheets must say, worked out from the links alone."""
    found: Ends = defaultdict(set)
    for link in model.links:
        one, two = int(link.from_row), int(link.to_row)
        a, b = model.rows[one], model.rows[two]
        from_start = link.kind in (LinkKind.SS, LinkKind.SF)
        to_start = link.kind in (LinkKind.FS, LinkKind.SS)
        begin, end = a.start if from_start else a.finish, b.start if to_start else b.finish
        assert begin
        assert end
        here, there = layout.tile_of(one, day_of(begin)), layout.tile_of(two, day_of(end))
        if here != there:
            found[here, "→", there].add(b.number)
            found[there, "←", here].add(a.number)
    return dict(found)


def said(layout: Layout) -> tuple[Ends, dict[tuple[str, str, str], int]]:
    """What the sheets do say: the lines named, and links that are only counted for want of room."""
    lines: Ends = defaultdict(set)
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    for sheet, drawn in zip(layout.sheets, sheet_drawings(layout), strict=True):
        for part in drawn.parts:
            above = isinstance(part, Text) and part.y > sheet.geometry.bottom  # the legend stands below
            if isinstance(part, Text) and above and part.text[0] in "→←":
                for other, sign, numbers in _PART.findall(part.text):
                    key = sheet.label, part.text[0], other
                    if sign == "·":
                        lines[key] |= {int(n) for n in numbers.split(",") if n.strip()}
                    else:
                        counts[key] += int(numbers)
    return dict(lines), dict(counts)


@settings(max_examples=40, deadline=None)
@given(
    linked_plans(),
    st.sampled_from(("A4", "A3")),
    st.booleans(),
    st.sampled_from(Fit),
    st.sampled_from((Scale.AUTO, Scale.WEEKS)),
)
def test_both_ends_of_every_link_that_leaves_a_sheet_say_where_it_goes(
    model: GanttModel, paper: str, portrait: bool, fit: Fit, scale: Scale
) -> None:
    wish = PaperSettings(paper=paper, portrait=portrait, fit=fit, scale=scale, type_size=9, summary=False)
    layout = arrange(model, wish)
    lines, counts = said(layout)
    wanted = expected(layout, model)
    assert lines.keys() | counts.keys() == wanted.keys()
    for key, numbers in wanted.items():
        named = lines.get(key, set())
        assert named <= numbers
        assert len(numbers - named) <= counts.get(key, 0)


def test_the_layer_that_is_off_says_nothing() -> None:
    start = datetime(2026, 3, 2, 8)
    rows = [
        GanttRow(id=str(i), number=i + 1, name=f"Line {i}", start=start, finish=start + timedelta(days=2))
        for i in range(80)
    ]
    model = GanttModel.of(rows, [GanttLink("0", "79")], as_at=start)
    layout = arrange(model, PaperSettings(paper="A4"))
    assert said(layout)[0] == expected(layout, model)
    off = dc.replace(layout, settings=dc.replace(layout.settings, links=False))
    assert said(off) == ({}, {})


def test_a_task_that_drives_hundreds_names_the_sheets_where_numbers_find_no_room() -> None:
    start = datetime(2026, 3, 2, 8)
    rows = [
        GanttRow(id=str(i), number=i + 1, name=f"Line {i}", start=start, finish=start + timedelta(days=2))
        for i in range(400)
    ]
    model = GanttModel.of(rows, [GanttLink("0", str(i)) for i in range(1, 400)], as_at=start)
    layout = arrange(model, PaperSettings(paper="A4"))
    lines, counts = said(layout)
    for key, numbers in expected(layout, model).items():
        assert len(numbers - lines.get(key, set())) <= counts.get(key, 0)
