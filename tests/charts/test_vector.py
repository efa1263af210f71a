"""PDF bytes that never change, and figures as lists of shapes and texts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from matplotlib.figure import Figure

from pmo_desktop.charts.drawing import Shape, Text, drawing
from pmo_desktop.charts.gantt.draw import draw_gantt
from pmo_desktop.charts.gantt.frame import fitted
from pmo_desktop.charts.palette import PAPER
from pmo_desktop.charts.sheet import Sheet, Word
from pmo_desktop.charts.vector import figure_pdf
from tests.charts.samples import bridge

HASH = """
import hashlib
from pmo_desktop.charts.vector import figure_pdf
from tests.charts.test_vector import paper
print(hashlib.sha256(figure_pdf(paper())).hexdigest())
"""


def paper() -> Figure:
    figure = Figure(figsize=(480 / 72, 330 / 72), dpi=72)
    draw_gantt(figure, bridge(), fitted(bridge(), row_height=14, head=30, left=140, font=8.5), PAPER)
    return figure


def test_the_same_figure_gives_the_same_bytes() -> None:
    assert figure_pdf(paper()) == figure_pdf(paper())


def test_bytes_do_not_depend_on_the_process() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", HASH],
            check=True,
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


def test_the_pdf_holds_truetype_text_and_no_date() -> None:
    made = figure_pdf(paper())
    assert b"/FontFile2" in made
    assert b"/Type3" not in made
    assert b"CreationDate" not in made
    page = pypdfium2.PdfDocument(made)[0]
    assert page.get_size() == pytest.approx((480, 330))
    assert "Pile caps" in page.get_textpage().get_text_range()


def test_text_is_never_read_as_mathematics() -> None:
    figure = Figure(figsize=(3, 1), dpi=72)
    Sheet(figure, "#FFFFFF").say(Word(5, 30, "cost $x_1$ & <b>bold</b>", "#000000"))
    text = pypdfium2.PdfDocument(figure_pdf(figure))[0].get_textpage().get_text_range()
    assert text.strip() == "cost $x_1$ & <b>bold</b>"


def test_a_drawing_lists_every_word_and_bar() -> None:
    found = drawing(paper())
    texts = [part for part in found.parts if isinstance(part, Text)]
    assert (found.width, found.height) == pytest.approx((480, 330))
    assert {"G4 · 10 Dec", "Pile caps"} <= {t.text for t in texts}
    assert {t.weight for t in texts} == {400, 600}
    bars = [
        p
        for p in found.parts
        if isinstance(p, Shape) and p.fill == pytest.approx((23 / 255, 55 / 255, 94 / 255))
    ]
    assert len(bars) >= 5
    assert all(b.clip is not None for b in bars)


def test_a_drawing_leaves_the_figure_as_it_was() -> None:
    figure = paper()
    figure.set_dpi(144)
    drawing(figure)
    assert figure.dpi == 144
    assert figure.patch.get_visible()


def test_a_drawing_refuses_a_picture() -> None:
    figure = Figure()
    figure.add_axes((0, 0, 1, 1)).imshow([[0, 1]])
    with pytest.raises(TypeError, match="image"):
        drawing(figure)
