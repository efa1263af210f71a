"""The milestones of a pack are the Gantt chart of the window, in the fonts and on the pages of the pack."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from itertools import pairwise

import pytest
from matplotlib.figure import Figure

from pmo_desktop.charts.drawing import Shape, Text, drawing
from pmo_desktop.charts.gantt.draw import draw_gantt
from pmo_desktop.charts.gantt.frame import GanttView
from pmo_desktop.charts.palette import PAPER
from pmo_desktop.packs.document import PackBuilt, build_pack
from pmo_desktop.packs.gantt import HEAD, Window, milestone_chart, milestone_plan
from pmo_desktop.packs.layout import paginate
from pmo_desktop.packs.sections import milestones
from pmo_desktop.packs.styles import BOX_H, LINE
from pmo_desktop.readmodels.gantt import DONE, GanttKind, day_of
from pmo_desktop.readmodels.pack_portfolio import MilestoneGroup, MilestoneLine, Milestones
from pmo_desktop.readmodels.pack_works import PrintFacts
from tests.packs import reading, sample, sample_portfolio

SECTION = sample_portfolio.milestones()
WINDOW = Window(SECTION.first, SECTION.last, SECTION.data_on, SECTION.meeting_on)
ROWS: list[MilestoneGroup | MilestoneLine] = []
for _group in SECTION.groups:
    ROWS += [_group, *_group.lines]


def printed(section: Milestones, language: str = "en") -> PackBuilt:
    return build_pack(sample.content(sections=(section,), printing=PrintFacts(language=language)), {})


def crowd(works: int) -> Milestones:
    """A portfolio with three milestones a work, in one programme."""
    first = dt.date(2026, 9, 5)
    lines = tuple(
        MilestoneLine(f"Work {n}: G{k}", first, first + dt.timedelta(days=n % 90 + k), n, gate=True)
        for n in range(works)
        for k in (1, 2, 3)
    )
    return dc.replace(SECTION, groups=(MilestoneGroup("Coast", lines),))


def noon(day: dt.date) -> float:
    return day_of(dt.datetime.combine(day, dt.time(12)))


def test_it_is_drawn_by_the_function_of_the_window() -> None:
    figure = Figure(figsize=(3, (HEAD + len(ROWS) * LINE + 1) / 72), dpi=72)
    start, finish = noon(SECTION.first) - 0.5, noon(SECTION.last) + 0.5
    margin = (finish - start - 1) * 0.02
    view = GanttView(0, len(ROWS), start - margin, finish + margin, LINE, head=HEAD, font=8.5, slips=True)
    view = dc.replace(view, marked=noon(SECTION.meeting_on))
    hits = draw_gantt(figure, milestone_plan(ROWS, SECTION.data_on), view, PAPER)
    assert milestone_chart(ROWS, WINDOW, 216) == drawing(figure)
    assert len(hits.bars) == sum(isinstance(row, MilestoneLine) for row in ROWS)


def test_rows_of_the_plan_are_groups_with_their_milestones() -> None:
    plan = milestone_plan(ROWS, SECTION.data_on)
    assert [r.name for r in plan.rows if r.kind is GanttKind.SUMMARY] == [g.name for g in SECTION.groups]
    gates = [r.name for r in plan.rows if r.kind is GanttKind.GATE]
    assert gates == [x.title for g in SECTION.groups for x in g.lines if x.gate]
    assert {r.name for r in plan.rows if r.progress == DONE} == {
        x.title for g in SECTION.groups for x in g.lines if x.done
    }
    assert plan.as_at is not None
    assert plan.as_at.date() == SECTION.data_on


def test_every_date_is_text_of_the_page_in_fonts_of_the_pack() -> None:
    built = printed(SECTION)
    said = reading.flat(reading.texts(built.pdf)[0])
    words = [part.text for part in milestone_chart(ROWS, WINDOW, 216).parts if isinstance(part, Text)]
    assert {"As at 2 Oct", "15 Dec", "22 Sep", "Nov"} <= set(words)
    assert [word for word in words if word not in said] == []
    assert all(reading.fonts(built.pdf).values())
    assert {name.split("+")[-1].split("-")[0] for name in reading.fonts(built.pdf)} <= {
        "NotoSans",
        "NotoSerif",
        "NotoSansMath",
    }


def test_nothing_is_smaller_than_seven_points_or_in_colour() -> None:
    parts = milestone_chart(ROWS, WINDOW, 216).parts
    assert min(part.size for part in parts if isinstance(part, Text)) >= 7
    fills = {part.fill for part in parts if isinstance(part, Shape) and part.fill}
    assert all(max(fill) - min(fill) < 0.3 for fill in fills)  # ink, navy and greys


@pytest.mark.parametrize("language", ["en", "de", "ar", "qps"])
def test_the_same_content_gives_the_same_bytes(language: str) -> None:
    assert printed(SECTION, language).pdf == printed(SECTION, language).pdf


def test_many_works_take_several_pages_each_with_scale_heads_and_group() -> None:
    built = printed(crowd(40))
    pages = reading.texts(built.pdf)
    assert built.pages >= 3
    for text in pages:
        assert {"As at 2 Oct", "Milestone or gate", "Coast", "Days"} <= set(text.splitlines())
    said = [line for text in pages for line in text.splitlines() if line.startswith("Work ")]
    assert [line.rsplit(" ", 1)[0] for line in said] == [x.title for x in crowd(40).groups[0].lines]


def test_a_page_holds_what_stands_on_it() -> None:
    for page in paginate([milestones.compose(crowd(70))], ["continued"], duplex=False):
        assert all(placed.y + placed.block.height <= BOX_H for placed in page.placed)


def test_a_page_never_ends_with_the_name_of_a_group() -> None:
    groups = tuple(MilestoneGroup(f"G{n}", SECTION.groups[0].lines[:2]) for n in range(40))
    composed = milestones.compose(dc.replace(SECTION, groups=groups))
    for page, _next in pairwise(paginate([composed], ["continued"], duplex=False)):
        charts = [p.block for p in page.placed if isinstance(p.block, milestones.Chart)]
        assert isinstance(charts[-1].rows[-1], MilestoneLine)


def test_a_milestone_outside_the_time_shown_says_its_day_at_the_edge() -> None:
    lines = (
        MilestoneLine("Earlier", None, dt.date(2026, 1, 20)),
        MilestoneLine("Later", None, dt.date(2027, 6, 3)),
        MilestoneLine("Never", dt.date(2026, 10, 20), None),
    )
    words = [part.text for part in milestone_chart(lines, WINDOW, 216).parts if isinstance(part, Text)]
    assert "← 20 Jan 2026" in words
    assert "3 Jun 2027 →" in words


def test_a_work_leads_to_its_page() -> None:
    line = dc.replace(SECTION.groups[0].lines[0], key="definitions")
    section = dc.replace(SECTION, groups=(MilestoneGroup("Coast", (line,)),))
    content = sample.content(sections=(section, sample.definitions()))
    assert (1, 2) in reading.links(build_pack(content, {}).pdf)


def test_no_milestones_are_one_sentence() -> None:
    empty = dc.replace(SECTION, groups=())
    assert "No milestone of board level" in reading.flat(reading.texts(printed(empty).pdf)[0])
