"""Wall charts as an annex of a pack: fold-out pages with the pack's own numbers, contents and outline."""

from __future__ import annotations

import dataclasses as dc
from functools import cache

import pypdfium2
import pytest

from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.packs.document import PackBuilt, build_pack
from pmo_desktop.readmodels.pack import PackContent, from_json, to_json
from pmo_desktop.readmodels.pack_values import Head
from pmo_desktop.readmodels.pack_walls import WallChart, wall_chart, wall_model
from pmo_desktop.readmodels.pack_works import PrintFacts
from tests.charts.samples import long_plan
from tests.packs import reading, sample

KEY = "plans-AQ-014"


def annex(lines: int = 120) -> WallChart:
    """A plan of several sheets."""
    return wall_chart(Head(KEY, "Wall chart: aqueduct"), "AQ-014", long_plan(lines))


def with_annex(*charts: WallChart, printing: PrintFacts | None = None) -> PackContent:
    """The pack of the sample with wall charts at its end."""
    content = sample.content()
    printing = printing or content.printing
    return dc.replace(content, sections=(*content.sections, *charts), printing=printing)


@cache
def built() -> PackBuilt:
    """Printed on A4, on both sides."""
    return build_pack(with_annex(annex()), sample.PAPERS)


def test_a_plan_is_frozen_whole() -> None:
    model, chart = long_plan(60), annex(60)
    again = wall_model(chart)
    assert [(r.name, r.start, r.finish, r.level, r.kind, r.critical) for r in again.rows] == [
        (r.name, r.start, r.finish, r.level, r.kind, r.critical) for r in model.rows
    ]
    assert len(again.links) == len(model.links)
    content = with_annex(chart)
    assert from_json(to_json(content)) == content


def test_fold_outs_are_twice_as_wide_and_numbered_with_the_pack() -> None:
    start, pages = built().starts[KEY], built().pages
    sizes = [tuple(round(v) for v in page.get_size()) for page in pypdfium2.PdfDocument(built().pdf)]
    assert start % 2 == 1
    assert set(sizes[start - 1 :]) == {(1191, 842)}
    assert set(sizes[: start - 1]) == {(595, 842)}
    words = [reading.flat(text) for text in reading.texts(built().pdf)]
    for number in range(start, pages + 1):
        assert f"Page {number} of {pages}" in words[number - 1]
        assert "Works Board · WB-2026-05" in words[number - 1]
        assert "Page 1 of" not in words[number - 1], "the chart itself counts no pages"
    assert "Wall chart: aqueduct" in words[1]
    assert words[1].split("Wall chart: aqueduct")[1].split()[:5].count(str(start)) == 1
    assert built().labels[-1] == str(pages)


def test_every_line_of_the_plan_is_in_the_annex() -> None:
    words = "\n".join(reading.texts(built().pdf)[built().starts[KEY] - 1 :])
    assert all(row.name in words for row in annex().rows)


def test_the_outline_leads_to_each_sheet() -> None:
    entries = {title: page for _level, title, page in reading.outline(built().pdf)}
    start = built().starts[KEY]
    assert entries["Wall chart: aqueduct"] == entries["Summary"] == start
    assert any(
        title.startswith("Sheet A1: lines 1 to") and page == start + 1 for title, page in entries.items()
    )


def test_the_same_content_gives_the_same_bytes() -> None:
    assert build_pack(with_annex(annex()), sample.PAPERS).pdf == built().pdf


def test_a_fold_out_shares_its_paper_with_no_page_of_the_pack() -> None:
    first, second = annex(1), dc.replace(annex(1), head=Head("plans-B", "Wall chart: bridge"))
    content = with_annex(first)
    content = dc.replace(content, sections=(*content.sections[:-2], first, second, content.sections[-2]))
    made = build_pack(content, sample.PAPERS)
    sizes = [page.get_size()[0] > 1000 for page in pypdfium2.PdfDocument(made.pdf)]
    sides = [*sizes, sizes[-1]] if len(sizes) % 2 else sizes
    assert all(front == back for front, back in zip(sides[::2], sides[1::2], strict=True))
    assert sum(sizes) == 4, "two charts of one sheet, and their blank backs"


@pytest.mark.parametrize(("paper", "size"), [(PaperSize.A4, (1191, 842)), (PaperSize.LETTER, (1224, 792))])
def test_each_sheet_has_its_fold_out_in_german(paper: PaperSize, size: tuple[int, int]) -> None:
    made = build_pack(
        with_annex(annex(), printing=PrintFacts("de", paper, duplex=False, watermark="ENTWURF")),
        sample.PAPERS,
    )
    start = made.starts[KEY]
    (page, *_) = list(pypdfium2.PdfDocument(made.pdf))[start - 1 :]
    assert tuple(round(v) for v in page.get_size()) == size
    words = page.get_textpage().get_text_range()
    assert "Überblick" in words
    assert "Seite" in words


def test_a_service_has_no_column_for_what_is_done() -> None:
    endless = dc.replace(annex(30), endless=True)
    made = build_pack(with_annex(endless), sample.PAPERS)
    words = reading.texts(made.pdf)[made.starts[KEY] - 1]
    assert "Done" not in words.split()
