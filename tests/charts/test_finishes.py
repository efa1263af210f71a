"""When a plan may end, as a chart and as a page: what is written, and that all of it lies on the sheet."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from itertools import pairwise
from uuid import uuid4

import pytest
from matplotlib.figure import Figure

from pmo_desktop.charts.drawing import Text, drawing
from pmo_desktop.charts.finishes import s_curve, tornado, tornado_height
from pmo_desktop.charts.finishes_page import risk_page, risk_pdf, wrapped
from pmo_desktop.charts.fonts import text_width
from pmo_desktop.charts.palette import DARK, LIGHT, PAPER, Palette
from pmo_desktop.readmodels.schedulerisk import (
    Assumed,
    Bin,
    CountedRisk,
    Percentile,
    ScheduleRisk,
    TornadoBar,
)

FIRST = dt.datetime(2027, 7, 26, 17)


def day(number: int) -> dt.datetime:
    return FIRST + dt.timedelta(days=number)


def risk(**more: object) -> ScheduleRisk:
    """A believable result: a curve over thirty days, the plan early in it, the baseline before."""
    bars = tuple(
        TornadoBar(uuid4(), f"Line {n} with quite a long name of its own", 9.0 / n) for n in range(1, 13)
    )
    found = ScheduleRisk(
        runs=10_000, wanted=10_000, seed=1, planned=day(8), worked_out=day(8), baseline=day(-20),
        percentiles=tuple(Percentile(s, day(n), n - 8, n + 20)
                          for s, n in ((10, 5), (50, 12), (80, 20), (90, 23))),
        chance=0.24, chance_baseline=0.0,
        curve=tuple((day(n), n / 30) for n in range(31)),
        bins=tuple(Bin(day(n), day(n + 1), 1 / 30) for n in range(30)),
        items=(), tornado=bars,
        assumed=Assumed(spread=12, low=10, high=25,
                        risks=(CountedRisk(uuid4(), "R-1", "Late steel", 0.6, 20, 2),)),
    )  # fmt: skip
    return dc.replace(found, **more)  # type: ignore[arg-type]


def figure(width: float, height: float) -> Figure:
    return Figure(figsize=(width / 72, height / 72), dpi=72)


def texts(made: Figure) -> list[Text]:
    return [part for part in drawing(made).parts if isinstance(part, Text)]


def all_on(made: Figure, width: float, height: float) -> bool:
    return all(
        t.x >= -0.5 and t.x + text_width(t.text, t.size, t.weight) <= width + 0.5 and 0 <= t.y <= height
        for t in texts(made)
    )


@pytest.mark.parametrize("palette", [PAPER, LIGHT, DARK], ids=lambda p: p.name)
@pytest.mark.parametrize(("width", "height"), [(560, 260), (420, 130), (900, 300)])
def test_every_word_of_curve_and_tornado_lies_on_the_sheet(
    palette: Palette, width: float, height: float
) -> None:
    for draw in (s_curve, tornado):
        made = figure(width, height)
        draw(made, risk(), palette)
        assert texts(made)
        assert all_on(made, width, height)


def test_the_curve_names_plan_baseline_and_percentiles_with_their_dates() -> None:
    made = figure(560, 260)
    s_curve(made, risk())
    said = {t.text for t in texts(made)}
    assert {
        "Plan 3 Aug 2027: 24\u00a0%",
        "Baseline 6 Jul 2027: 0\u00a0%",
        "P80 15 Aug 2027",
        "50\u00a0%",
    } <= said


def test_labels_of_percentiles_keep_apart() -> None:
    made = figure(420, 130)
    s_curve(made, risk())
    heights = sorted(t.y for t in texts(made) if t.text.startswith("P") and not t.text.startswith("Plan"))
    assert all(b - a > 8 for a, b in pairwise(heights))


def test_a_date_far_away_is_named_at_the_edge_and_does_not_squeeze_the_curve() -> None:
    made = figure(560, 260)
    s_curve(made, risk(baseline=day(-900)))
    assert any(t.text.startswith("◂ Baseline") for t in texts(made))
    assert any(t.text == "P80 15 Aug 2027" and t.x > 300 for t in texts(made))


def test_the_tornado_shows_as_many_lines_as_there_is_room_for() -> None:
    small, whole = figure(360, 90), figure(360, tornado_height(risk()))
    tornado(small, risk())
    tornado(whole, risk())
    bars = [sum("\u202f" in t.text for t in texts(made)) for made in (small, whole)]
    assert bars[0] < 12 == bars[1]


def test_without_a_result_a_sentence_stands_there() -> None:
    for draw in (s_curve, tornado):
        made = figure(300, 100)
        draw(made, risk(curve=(), tornado=()))
        assert len(texts(made)) == 1


def test_the_page_holds_finding_charts_and_what_was_assumed() -> None:
    page = risk_page(risk(), "Harbour Link Bridge", "PRJ-1", dt.date(2027, 1, 4))
    said = "\n".join(t.text for t in texts(page))
    for words in (
        "PRJ-1 · Harbour Link Bridge", "24\u00a0% chance of 3 Aug 2027", "10,000 runs, seed 1",
        "12 lines without estimates", "R-1 Late steel: 60\u00a0%, +20\u00a0wd", "Correlation not modelled",
    ):  # fmt: skip
        assert words in said, words
    assert all_on(page, 841.89, 595.28)


def test_the_same_result_gives_the_same_bytes() -> None:
    found = risk()
    first, second = (risk_pdf(found, "Bridge", "PRJ-1", dt.date(2027, 1, 4)) for _ in range(2))
    assert first == second
    assert first.startswith(b"%PDF")


def test_a_text_is_broken_between_words() -> None:
    lines = wrapped("one two three four five six", 60, 8.5)
    assert " ".join(lines) == "one two three four five six"
    assert len(lines) > 1
    assert all(text_width(line, 8.5) <= 60 for line in lines)
