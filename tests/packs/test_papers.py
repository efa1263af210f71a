"""Papers handed in: taken in clean, or named in one sentence."""

from __future__ import annotations

import dataclasses as dc
import hashlib
import io
import zlib

import pypdf
import pytest
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from pmo_desktop.packs.document import PackBuilt, build_pack
from pmo_desktop.packs.paperchild import Outcome, clean
from tests.packs import reading, sample


def printed_with(body: bytes, pages: int = 2) -> PackBuilt:
    """A pack of one paper."""
    digest = hashlib.sha256(body).hexdigest()
    paper = dc.replace(sample.uploaded(), sha256=digest, pages=pages)
    return build_pack(dc.replace(sample.content(), sections=(paper,)), {digest: body})


def script() -> DictionaryObject:
    """An action that a reader would run on opening."""
    code = TextStringObject("app.alert('hello')")
    return DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): code})


def rewritten(change: str) -> bytes:
    """The sample paper with something done to it."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(sample.PAPER)))
    match change:
        case "encrypted":
            writer.encrypt("secret", algorithm="AES-256")
        case "script":
            action = DictionaryObject(
                {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("/bin/sh")}
            )
            writer.root_object[NameObject("/OpenAction")] = script()
            writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
            writer.add_attachment("evil.exe", b"MZ")
        case _:
            for page in writer.pages:
                page.rotate(90)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_pages_of_a_paper_follow_its_cover_sheet_with_the_pack_s_numbers() -> None:
    printed = printed_with(sample.PAPER)
    texts = [reading.flat(t) for t in reading.texts(printed.pdf)]
    assert printed.pages == 3
    assert printed.problems == ()
    assert "Ferry terminal: survey of the quay, sheet 2" in texts[2]
    assert "Page 3 of 3" in texts[2]
    assert "3 of 3 in paper" in texts[2]


def test_what_acts_is_left_behind() -> None:
    printed = printed_with(rewritten("script"))
    assert printed.pages == 3
    for trace in (b"JavaScript", b"Launch", b"evil.exe", b"example.org", b"EmbeddedFile"):
        assert trace not in printed.pdf


def test_a_turned_and_a_landscape_page_fill_the_box() -> None:
    landscape = sample.paper_pdf("Wide", 1, size=(841.9, 595.3))
    for body, pages in ((rewritten("turned"), 2), (landscape, 1)):
        printed = printed_with(body, pages)
        assert printed.problems == ()
        assert printed.pages == pages + 1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is damaged or is not a PDF"),
        (b"PK\x03\x04 not a pdf", "is damaged or is not a PDF"),
        (sample.PAPER[: len(sample.PAPER) // 3], "is damaged or is not a PDF"),
        (rewritten("encrypted"), "is protected by a password"),
    ],
    ids=["empty", "foreign", "cut", "encrypted"],
)
def test_a_paper_that_cannot_be_printed_says_why_on_its_page(body: bytes, reason: str) -> None:
    printed = printed_with(body)
    said = f"The file ferry-quay-survey.pdf {reason}."
    assert printed.pages == 1
    assert said in reading.flat(reading.texts(printed.pdf)[0])
    assert [(p.page, p.text) for p in printed.problems] == [(1, said)]


def test_a_paper_that_swells_beyond_all_bounds_is_too_hard() -> None:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(595, 842)
    stream = StreamObject()
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    stream._data = zlib.compress(b"0 0 m " * 60_000_000, 1)
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    printed = printed_with(out.getvalue(), 1)
    assert printed.problems[0].text.endswith("takes too much time or memory to open.")


def test_a_paper_that_is_missing_or_not_the_same_is_named() -> None:
    content = dc.replace(sample.content(), sections=(sample.uploaded(),))
    missing = build_pack(content, {})
    other = build_pack(content, {sample.PAPER_HASH: b"%PDF-1.4 something else"})
    assert "is not stored with this pack" in missing.problems[0].text
    assert "is not the one that was handed in" in other.problems[0].text


def test_another_page_count_than_announced_is_a_problem() -> None:
    assert "has 2 pages, not 5 as announced" in printed_with(sample.PAPER, pages=5).problems[0].text


def test_cleaning_keeps_pages_and_drops_annotations() -> None:
    outcome, body, pages = clean(rewritten("script"))
    assert (outcome, pages) == (Outcome.CLEAN, 2)
    for page in pypdf.PdfReader(io.BytesIO(body)).pages:
        assert not {"/Annots", "/AA"} & set(page)
