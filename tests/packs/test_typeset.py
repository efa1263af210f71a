"""Papers of the example office as PDF files of their own."""

from __future__ import annotations

import datetime as dt

import pytest

from pmo_desktop.demo.papers import DocumentText, Part, TextTable, demo_papers
from pmo_desktop.packs.fonts import GlyphMissing
from pmo_desktop.packs.typeset import typeset
from tests.packs import reading


def test_papers_name_no_font_that_they_do_not_hold() -> None:
    for text in demo_papers(dt.date(2026, 11, 23)).values():
        pdf, pages = typeset(text)
        assert pages == len(reading.reader(pdf).pages)
        assert all(reading.fonts(pdf).values())


def test_a_cell_that_no_font_can_print_stops_the_paper() -> None:
    table = TextTable("Costs", (("Item",), ("\U000e0fff",)))
    with pytest.raises(GlyphMissing):
        typeset(DocumentText("Paper", "A. Ode", "M-1", "01", (Part("Money", ("Text.",), (table,)),)))
