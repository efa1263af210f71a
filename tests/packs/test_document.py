"""A whole pack, printed and read back."""

from __future__ import annotations

import dataclasses as dc
from functools import cache
from typing import Any

import pypdfium2
import pytest

from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.packs.document import PackBuilt, build_pack
from pmo_desktop.packs.fonts import GlyphMissing
from pmo_desktop.readmodels.pack import PackContent, section_keys
from pmo_desktop.readmodels.pack_works import PrintFacts
from tests.packs import reading, sample


@cache
def built() -> PackBuilt:
    return build_pack(sample.content(), sample.PAPERS)


@cache
def words() -> tuple[str, ...]:
    return tuple(reading.texts(built().pdf))


def few(content: PackContent) -> PackContent:
    """One entry of each list, so that a hostile text is printed once in each field."""

    def first(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(v if isinstance(v, tuple) else first(v) for v in value[:1])
        if dc.is_dataclass(value) and not isinstance(value, type):
            return dc.replace(value, **{f.name: first(getattr(value, f.name)) for f in dc.fields(value)})
        return value

    sections = tuple(first(s) if s.head.key != "risks" else s for s in content.sections)
    return dc.replace(content, sections=sections)


def test_the_sample_has_the_pages_of_a_true_pack_and_no_problem() -> None:
    assert 12 <= built().pages <= 30
    assert built().problems == ()
    assert len(reading.reader(built().pdf).pages) == built().pages


def test_page_labels_are_the_numbers_printed() -> None:
    labels = reading.reader(built().pdf).page_labels
    assert labels == list(built().labels) == [str(n) for n in range(1, built().pages + 1)]
    for number, text in enumerate(words()[1:], 2):
        assert f"Page {number} of {built().pages}" in reading.flat(text)


def test_every_page_carries_body_meeting_class_version_and_data_instant() -> None:
    for text in words()[1:]:
        said = reading.flat(text)
        assert "Works Board · WB-2026-05 · Wednesday 14 October 2026" in said
        assert said.count("INTERNAL · Board members") == 2
        assert "Pack v1 · data Fri 2 Oct 2026, 17:00 UTC+01:00" in said


def test_contents_name_the_page_on_which_each_section_begins() -> None:
    contents = reading.flat(words()[1])
    for section in sample.content().sections[2:]:
        page = built().starts[section.head.key]
        assert section.head.title in contents
        assert f"{page}" in contents.split(section.head.title, 1)[1][:60].split()


def test_right_hand_sections_begin_on_odd_pages_and_blanks_are_said_and_counted() -> None:
    assert all(built().starts[key] % 2 for key in ("cover", "decisions", "portfolio", "risks"))
    one_sided = dc.replace(sample.content(), printing=PrintFacts(duplex=False))
    single = build_pack(one_sided, sample.PAPERS)
    blanks = sum("intentionally blank" in t for t in words())
    assert single.pages == built().pages - blanks


def test_the_outline_is_nested_and_points_to_the_pages() -> None:
    entries = reading.outline(built().pdf)
    pages = {title: page for _level, title, page in entries}
    assert pages["Agenda"] == built().starts["agenda"]
    assert pages["09 Top risks"] == built().starts["risks"]
    assert {level for level, _t, _p in entries} == {0, 1, 2}
    assert (2, "6 Harbour ticketing system", built().starts["minutes"]) in entries


def test_every_link_leads_somewhere() -> None:
    links = reading.links(built().pdf)
    assert len(links) > 150
    assert {page for page, _target in links} == set(range(1, built().pages + 1))


@pytest.mark.parametrize(
    ("at", "target"),
    [
        ("agenda", "paper-12"),
        ("paper-12", "agenda-7.2"),
        ("decisions", "exc-003"),
        ("exc-003", "decision-D1"),
        ("minutes", "action-A-WB-2026-04-05"),
        ("actions", "minute-A-WB-2026-04-05"),
        ("status", "exc-003"),
        ("exc-003", "status-PRJ-2024-003"),
        ("risks", "agenda"),
    ],
)
def test_links_go_both_ways(at: str, target: str) -> None:
    assert (built().starts[at], built().starts[target]) in reading.links(built().pdf)


def test_all_fonts_of_the_pack_are_embedded() -> None:
    found = reading.fonts(build_pack(few(sample.content()), {}).pdf)
    assert found
    assert all(found.values()), found


def test_text_comes_out_in_reading_order() -> None:
    page = reading.flat(words()[built().starts["exc-003"] - 1])
    order = [
        "FOR DECISION",
        "The sea wall can finish",
        "What",
        "Why",
        "Path to green",
        "Options",
        "Release EUR",
        "Page ",
    ]
    places = [page.index(text) for text in order]
    assert places == sorted(places)


def test_a_resolution_has_the_same_words_wherever_it_stands() -> None:
    from tests.packs.sample_front import D1

    for key in ("decisions", "exc-003"):
        assert D1 in reading.flat(words()[built().starts[key] - 1])


def test_the_same_content_gives_the_same_bytes() -> None:
    assert build_pack(sample.content(), sample.PAPERS).pdf == built().pdf


def test_other_texts_before_do_not_change_the_bytes() -> None:
    arabic = reading.with_texts(few(sample.content()), lambda _t: "تعلية خزان")
    build_pack(arabic, sample.PAPERS)
    hindi = reading.with_texts(few(sample.content()), lambda _t: "परियोजना क्षेत्र")
    first = build_pack(hindi, sample.PAPERS).pdf
    build_pack(arabic, sample.PAPERS)
    assert build_pack(hindi, sample.PAPERS).pdf == first


@pytest.mark.parametrize(
    ("size", "wide", "high"), [(PaperSize.A4, 595.28, 841.89), (PaperSize.LETTER, 612, 792)]
)
def test_both_paper_sizes_break_alike(size: PaperSize, wide: float, high: float) -> None:
    printed = build_pack(dc.replace(sample.content(), printing=PrintFacts(paper=size)), sample.PAPERS)
    assert printed.pages == built().pages
    assert printed.starts == built().starts
    for page in reading.reader(printed.pdf).pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(
            (wide, high), abs=0.1
        )


def test_another_renderer_opens_every_page() -> None:
    document = pypdfium2.PdfDocument(built().pdf)
    assert len(document) == built().pages
    assert document.get_metadata_value("Title") == "Works Board, pack for meeting WB-2026-05"
    root: Any = reading.reader(built().pdf).trailer["/Root"]
    assert root["/Lang"] == "en"
    document.close()


@pytest.mark.parametrize(
    "text",
    [
        "<b>Bold</b> & <img src='/etc/passwd'> ]]> {x} %s \\n $y_2$ <unclosed",
        "مجلس المحفظة PB-2026-07 تعلية خزان (22) %",
        "תוכנית העבודה לשנת 2026, 12% בלבד",
        "परियोजना क्षेत्र की समीक्षा 2026 में पूरी हुई",
        "",
        "a\n\n\tb\r\nc\x00\x07\u200b\u202edef\ud800",
        "≤ 3 − 2 → ≈ ▲ ● ✔ € ₹",
    ],
    ids=["markup", "arabic", "hebrew", "hindi", "empty", "control", "signs"],
)
def test_any_text_in_every_field_survives(text: str) -> None:
    printed = build_pack(reading.with_texts(sample.content(), lambda _t: text), sample.PAPERS)
    assert printed.pages >= 20
    if text.startswith("<b>"):
        assert "<b>Bold</b> & <img src='/etc/passwd'>" in reading.flat(reading.texts(printed.pdf)[8])


@pytest.mark.parametrize("text", ["word " * 2000, "x" * 10_000], ids=["words", "unbroken"])
def test_ten_thousand_characters_in_every_field_survive(text: str) -> None:
    printed = build_pack(reading.with_texts(few(sample.content()), lambda _t: text), sample.PAPERS)
    assert printed.pages > 22
    assert printed.problems


def test_a_long_resolution_is_printed_to_its_last_word() -> None:
    content = sample.content()
    ending = "the very last word is heron"
    long = reading.with_texts(
        content.sections[2], lambda t: "word " * 2000 + ending if t.startswith("Stop") else t
    )
    printed = build_pack(
        dc.replace(content, sections=(*content.sections[:2], long, *content.sections[3:])), {}
    )
    start = printed.starts["decisions"]
    assert any(ending in reading.flat(t) for t in reading.texts(printed.pdf)[start - 1 : start + 8])


def test_a_glyph_that_no_font_has_stops_the_build_and_is_named() -> None:
    content = dc.replace(sample.content(), classification="INTERNAL 中")
    with pytest.raises(GlyphMissing, match=r"U\+4E2D CJK UNIFIED IDEOGRAPH-4E2D, in the text “INTERNAL 中”"):
        build_pack(content, {})


def test_two_sections_with_one_key_are_refused() -> None:
    content = sample.content()
    assert len(set(section_keys(content))) == len(content.sections)
    with pytest.raises(ValueError, match="same key"):
        build_pack(dc.replace(content, sections=content.sections[:1] * 2), {})


def test_a_text_shortened_is_reported_with_its_page() -> None:
    content = dc.replace(sample.content(), classification="INTERNAL " * 40)
    printed = build_pack(content, sample.PAPERS)
    assert any("was too long for its place" in p.text and p.page for p in printed.problems)


def test_german_and_the_pseudo_language_fit() -> None:
    for code in ("de", "qps"):
        printed = build_pack(dc.replace(sample.content(), printing=PrintFacts(language=code)), sample.PAPERS)
        assert printed.pages >= 20


def test_nothing_in_a_pack_acts() -> None:
    raw = reading.reader(built().pdf)
    root: Any = raw.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    assert "/JavaScript" not in (root.get("/Names") or {})


def test_tabs_stand_over_their_sections_by_their_own_word() -> None:
    entries = reading.outline(built().pdf)
    tabs = {s.head.tab for s in sample.content().sections if s.head.tab}
    assert tabs <= {title for level, title, _page in entries if level == 0}
    assert built().pdf.startswith(b"%PDF-1.7")
