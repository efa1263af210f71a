"""Plans as PDF: sheets, words, labels and fonts as a reader of the file finds them."""

from __future__ import annotations

import dataclasses as dc
import re
from datetime import datetime

import pypdfium2
import pytest

from pmo_desktop.charts.drawing import Drawing, Text
from pmo_desktop.charts.export import sheet_drawings
from pmo_desktop.charts.paper.layout import arrange
from pmo_desktop.charts.paper.pages import PaperSettings, PrintFacts, Scale
from pmo_desktop.charts.paper.plan import Layout
from pmo_desktop.i18n import speaking
from pmo_desktop.packs.wallchart import WallPage, wall_pdf
from pmo_desktop.readmodels.gantt import GanttModel
from tests.charts.samples import bridge, long_plan

FACTS = PrintFacts("AQ-014", datetime(2026, 9, 15, 10, 12), "Ann Müller", "Baseline 2")


def printed(layout: Layout) -> bytes:
    drawings = zip(sheet_drawings(layout, FACTS), layout.sheets, strict=True)
    return wall_pdf((WallPage(d, s.label, s.label) for d, s in drawings), layout.name, "en")


def texts(body: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(body)
    return [page.get_textpage().get_text_range() for page in pages]


def test_every_name_is_on_one_sheet_and_heads_on_each() -> None:
    model = long_plan(150)
    wish = PaperSettings(paper="A4", classification="Board only")
    layout = arrange(model, wish)
    pages = texts(printed(layout))
    assert len(pages) == len(layout.sheets) > 3
    for row in model.rows:
        assert sum(row.name in re.split(r"\r?\n", p) or f" {row.name}" in p for p in pages[1:]) >= 1
    for n, page in enumerate(pages, 1):
        assert "Name" in page
        assert "2026" in page
        assert f"Page {n} of {len(pages)}" in page
        assert "Printed 15 Sep 2026, 10:12 by Ann Müller" in page
        assert "Board only" in page
        assert "Baseline 2" in page
    assert "Sheet C1" in pages[3]
    assert re.search(r"Release \d+, continued", "".join(pages))


def test_links_that_leave_a_sheet_say_where_they_go_on() -> None:
    layout = arrange(long_plan(120), PaperSettings(scale=Scale.DAYS, paper="A4"))
    pages = dict(zip((s.label for s in layout.sheets), texts(printed(layout)), strict=True))
    gone = re.findall(r"→ ([A-Z]\d) · (\d+)", pages["A1"].rsplit("→", 1)[0])  # the last is the legend's
    assert gone
    for label, number in gone:
        assert re.search(rf"^{number}\b", pages[label], re.MULTILINE) or f"\n{number} " in pages[label]
        assert "← A1 · " in pages[label]


@pytest.mark.parametrize("critical", [True, False])
def test_the_legend_names_both_halves_of_a_critical_bar(critical: bool) -> None:
    (page,) = texts(printed(arrange(bridge(), PaperSettings(critical=critical))))
    assert ("critical, done" in page, "critical, to do" in page) == (critical, critical)


def test_fonts_are_embedded_and_the_bytes_never_change() -> None:
    layout = arrange(bridge(), PaperSettings())
    body = printed(layout)
    assert body == printed(layout)
    assert body.count(b"/FontFile2") >= 2
    assert b"/Type3" not in body
    assert b"/Subtype /Image" not in body
    (size,) = (page.get_size() for page in pypdfium2.PdfDocument(body))
    assert size == pytest.approx((1190.55, 841.89), abs=0.5)


def test_pages_carry_the_labels_of_their_sheets() -> None:
    layout = arrange(long_plan(120), PaperSettings(paper="A4"))
    document = pypdfium2.PdfDocument(printed(layout))
    labels = [document.get_page_label(n) for n in range(len(document))]
    assert labels == [s.label for s in layout.sheets]
    assert [mark.get_title() for mark in document.get_toc()] == labels


def test_a_german_plan_is_printed_in_german() -> None:
    rows = [dc.replace(r, name=f"{r.name}: Überprüfung der Höhenlage") for r in bridge().rows]
    model = dc.replace(bridge(), rows=tuple(rows))
    with speaking("de"):
        (page,) = texts(printed(arrange(model, PaperSettings())))
    assert "Überprüfung der Höhenlage" in page
    assert "Stand" in page


def test_a_character_that_no_font_has_does_not_stop_the_print() -> None:
    drawing = Drawing(100, 50, (Text(5, 20, "Deck \U0001f309 slab", 7, 600, (0, 0, 0)),))
    assert "Deck" in texts(wall_pdf([WallPage(drawing, "A1", "A1")], "Plan", "en"))[0]


def test_a_plan_without_lines_is_one_sheet_with_a_sentence() -> None:
    (page,) = texts(printed(arrange(GanttModel(name="Later"), PaperSettings())))
    assert "This plan has no items yet." in page
