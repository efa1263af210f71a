"""The charts of pages and packs: what they say, how they stay readable without colour."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from itertools import combinations

import pytest
from matplotlib.figure import Figure

from pmo_desktop import i18n
from pmo_desktop.charts.drawing import Shape, Text, drawing
from pmo_desktop.charts.money import cost_bars, cost_bars_height
from pmo_desktop.charts.palette import DARK, LIGHT, PAPER, Palette
from pmo_desktop.charts.rag import months_said, rag_history, rag_history_height, rag_stacked
from pmo_desktop.charts.risks import risk_matrix
from pmo_desktop.charts.trends import sparkline, trend_lines
from pmo_desktop.domain.health import Rating
from pmo_desktop.readmodels.charts import RagHistory, RiskDot, RiskMatrix, Trends, counted
from tests.charts.samples import costs, drift, ratings, risks, spending

Draw = Callable[[Figure, Palette], None]


def figure(height: float, width: float = 482) -> Figure:
    return Figure(figsize=(width / 72, height / 72), dpi=72)


CHARTS: dict[str, tuple[float, Draw]] = {
    "history": (rag_history_height(ratings()), lambda f, p: rag_history(f, ratings(), p)),
    "stacked": (190, lambda f, p: rag_stacked(f, counted(ratings(), "Reds rose"), p)),
    "risks": (270, lambda f, p: risk_matrix(f, risks(), p)),
    "costs": (cost_bars_height(costs()), lambda f, p: cost_bars(f, costs(), p)),
    "spending": (160, lambda f, p: trend_lines(f, spending(), p)),
    "drift": (110, lambda f, p: trend_lines(f, drift(), p)),
}
EMPTY: dict[str, Draw] = {
    "history": lambda f, p: rag_history(f, RagHistory((), ()), p),
    "stacked": lambda f, p: rag_stacked(f, counted(RagHistory((), ())), p),
    "risks": lambda f, p: risk_matrix(f, RiskMatrix(()), p),
    "costs": lambda f, p: cost_bars(f, dc.replace(costs(), rows=()), p),
    "trends": lambda f, p: trend_lines(f, Trends(()), p),
}


def texts(made: Figure) -> list[Text]:
    return [part for part in drawing(made).parts if isinstance(part, Text)]


def said(name: str, palette: Palette = PAPER) -> list[str]:
    height, draw = CHARTS[name]
    made = figure(height)
    draw(made, palette)
    return [t.text for t in texts(made)]


@pytest.mark.parametrize("palette", [PAPER, LIGHT, DARK], ids=lambda p: p.name)
@pytest.mark.parametrize("name", CHARTS)
def test_every_word_lies_on_the_sheet(name: str, palette: Palette) -> None:
    height, draw = CHARTS[name]
    made = figure(height)
    draw(made, palette)
    for text in texts(made):
        assert -0.5 <= text.x <= 482
        assert 0 <= text.y <= height


@pytest.mark.parametrize("language", ["de", i18n.PSEUDO, "ar"])
@pytest.mark.parametrize("name", CHARTS)
def test_charts_can_be_drawn_in_every_language(name: str, language: str) -> None:
    with i18n.speaking(language):
        assert said(name)


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_to_show_is_one_sentence(name: str) -> None:
    made = figure(100)
    EMPTY[name](made, PAPER)
    (only,) = texts(made)
    assert only.text.endswith(".")


def test_the_history_marks_every_month_and_counts_them() -> None:
    words = said("history")
    assert words.count("R") == 8
    assert words.count("C") == 1
    assert "amber 5, red 3" in words
    months = counted(ratings()).months
    assert (months[-1].red, months[-1].amber, months[-1].green) == (3, 4, 4)
    assert months[0].total == 11  # two had not begun


def test_the_number_of_artists_is_the_same_for_any_number_of_works() -> None:
    few = dc.replace(ratings(), rows=ratings().rows[:6])
    counts = set()
    for history in (ratings(), dc.replace(few, rows=few.rows + ratings().rows)):
        made = figure(400)
        rag_history(made, history)
        counts.add(len(made.axes[0].get_children()))
    assert len(counts) == 1


def test_ratings_differ_in_shape_and_letter_not_only_in_colour() -> None:
    made = figure(rag_history_height(ratings()))
    rag_history(made, ratings())
    fills = {
        tuple(round(255 * c) for c in p.fill): len(p.steps)
        for p in drawing(made).parts
        if isinstance(p, Shape) and p.fill and len(p.steps) < 8
    }
    assert fills[(0x8E, 0x0F, 0x18)] != fills[(0xFF, 0xBF, 0x1F)]  # diamond and triangle


def test_bars_of_ratings_carry_patterns_and_their_numbers() -> None:
    words = said("stacked")
    assert {"13", "Red 3", "Amber 4", "Green 4", "Not rated 1"} <= set(words)
    made = figure(190)
    rag_stacked(made, counted(ratings()))
    strokes = [
        p
        for p in drawing(made).parts
        if isinstance(p, Shape) and p.stroke == pytest.approx((0x8A / 255, 0x62 / 255, 0))
    ]
    assert len(strokes) > 20


def test_runs_of_ratings_are_said_in_words() -> None:
    g, a, r = Rating.GREEN, Rating.AMBER, Rating.RED
    assert months_said((None, g, g, a, a, r)) == "amber 2, red 1"
    assert months_said((a, g)) == "amber 1"
    assert months_said((g, g)) == ""


def test_the_matrix_rates_cells_by_its_table() -> None:
    matrix = risks()
    assert [matrix.level(5, 5), matrix.level(1, 5), matrix.level(4, 2), matrix.level(2, 2)] == [3, 2, 1, 0]
    assert {"very high 15–25", "high 10–14", "moderate 5–9", "low 1–4"} <= set(said("risks"))


def test_risks_in_one_cell_stand_side_by_side() -> None:
    made = figure(270)
    risk_matrix(made, RiskMatrix(tuple(RiskDot(n, 4, 4) for n in range(101, 107))))
    dots = [t for t in texts(made) if t.text in {str(n) for n in range(101, 107)}]
    assert len(dots) == 6
    assert all(abs(a.x - b.x) > 12 or abs(a.y - b.y) > 12 for a, b in combinations(dots, 2))


def test_cost_bars_write_what_they_draw() -> None:
    words = said("costs")
    assert {"+7.9", "+12.3", "−0.4", "EUR million"} <= set(words)


def test_a_cost_over_its_limit_is_strong() -> None:
    made = figure(cost_bars_height(costs()))
    cost_bars(made, costs())
    weights = {t.text: t.weight for t in texts(made)}
    assert weights["+12.3"] == 600
    assert weights["+1.3"] == 400


def test_lines_are_named_at_their_ends_and_apart() -> None:
    made = figure(160)
    trend_lines(made, spending())
    ends = {t.text: t for t in texts(made)}
    assert abs(ends["Forecast 259.3"].y - ends["Budget 248.9"].y) >= 10.9
    assert ends["Actual 158.7"].weight == 600


def test_bars_and_sums_start_at_zero_when_asked() -> None:
    assert {"0", "100", "200"} <= set(said("spending"))
    assert "0" not in said("drift")


def test_a_title_is_written_when_given_only() -> None:
    assert said("risks")[0] == "Two very high risks rose since July"
    made = figure(270)
    risk_matrix(made, dc.replace(risks(), title=""))
    assert "Two very high risks rose since July" not in [t.text for t in texts(made)]


def test_a_sparkline_needs_two_values() -> None:
    made = figure(20, 60)
    sparkline(made, [97, 92, 88], first="97")
    assert [t.text for t in texts(made)] == ["97"]
    sparkline(made, [97])
    assert drawing(made).parts == ()
