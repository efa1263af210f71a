"""A character that cannot be printed is looked for by people, so it is said where it stands."""

from __future__ import annotations

import dataclasses as dc

import pytest

from pmo_desktop.demo.papers import DocumentText, Part, TextTable
from pmo_desktop.packs.document import build_pack
from pmo_desktop.packs.fonts import GlyphMissing
from pmo_desktop.packs.located import place
from pmo_desktop.packs.minutes import build_minutes
from pmo_desktop.packs.typeset import typeset
from tests.packs import reading, sample
from tests.packs.sample_minutes import minutes_model

ODD = "中"


def test_section_and_record_are_named() -> None:
    content = reading.with_texts(sample.content(), lambda t: f"{t} {ODD}" if t == "Workshop crane" else t)
    where = r"\(section “Status[^”]*”, “PRJ-[^”]* Workshop crane 中”\)\. Take it"
    with pytest.raises(GlyphMissing, match=where):
        build_pack(content, sample.PAPERS)


def test_a_text_of_the_whole_pack_has_no_section() -> None:
    assert place(sample.content(organisation=ODD), ODD) == ""
    assert place(sample.content(), ODD) == ""


def test_a_text_of_a_section_alone_names_the_section() -> None:
    definitions = sample.definitions()
    section = dc.replace(definitions, head=dc.replace(definitions.head, finding=ODD))
    assert place(sample.content(sections=(section,)), ODD) == "section “Definitions”"


def test_minutes_name_the_line() -> None:
    model = minutes_model()
    line = next(line for item in model.items for line in item.lines if line.text)
    changed = reading.with_texts(model, lambda t: ODD if t == line.text else t)
    with pytest.raises(GlyphMissing) as found:
        build_minutes(changed)
    assert f"({line.number})" in str(found.value)


def test_a_written_paper_names_its_heading() -> None:
    part = Part("Money", (f"Text {ODD}.",), (TextTable("Costs", (("Item",), ("Pile",))),))
    with pytest.raises(GlyphMissing, match=r"\(Money\)"):
        typeset(DocumentText("Paper", "A. Ode", "M-1", "01", (part,)))
