"""Lines of text: breaking, balancing, shortening, fonts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.packs import fonts
from pmo_desktop.packs.styles import BODY, SMALL, TITLE
from pmo_desktop.packs.text import Line, balanced, capped, line_width, shortened, spans, wrap

LETTERS = st.text("abcdefghij -/äéß€", max_size=400)


def said(lines: tuple[Line, ...]) -> str:
    return " ".join("".join(s.text for s in line) for line in lines)


@given(LETTERS, st.floats(30, 480))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, room: float) -> None:
    lines = wrap(spans(text, BODY), room)
    assert all(line_width(line) <= room + 0.1 for line in lines)
    assert said(lines).replace(" ", "") == fonts.fold(text).replace(" ", "")


@given(LETTERS, st.floats(60, 480))
def test_balancing_keeps_the_number_of_lines(text: str, room: float) -> None:
    assert len(balanced(spans(text, TITLE), room)) == len(wrap(spans(text, TITLE), room))


@given(LETTERS, st.floats(20, 200))
def test_a_shortened_text_fits(text: str, room: float) -> None:
    short, cut = shortened(text, SMALL, room)
    assert fonts.width(short, SMALL.face, SMALL.size) <= room + 0.1
    assert cut == short.endswith("…") or not cut


def test_lines_left_out_are_marked() -> None:
    lines = wrap(spans("one two three four five six", BODY), 40)
    assert said(capped(lines, 2)).endswith("…")


def test_a_number_stays_with_its_unit() -> None:
    assert "EUR\u00a04.8\u00a0million" in fonts.fold("Release EUR 4.8 million")
    assert fonts.fold("on 14 October 2026") == "on 14\u00a0October\u00a02026"


def test_runs_take_each_character_from_a_font_that_has_it() -> None:
    found = {r.font for r in fonts.runs("A − ≤ ▲ مجلس क्षेत्र שלום", "sans")}
    assert {"NotoSans-Regular", "NotoSansMath-Regular", "NotoSansSymbols2-Regular"} <= found
    assert {"NotoSansArabic-Regular", "NotoSansDevanagari-Regular", "NotoSansHebrew-Regular"} <= found


def test_right_to_left_words_stand_from_right_to_left() -> None:
    assert [r.text for r in fonts.runs("שלום עולם", "sans") if r.shaped] == ["עולם", "שלום"]
    assert [r.text for r in fonts.runs("abc שלום def", "sans")] == ["abc ", "שלום", " def"]


def test_digits_are_as_wide_as_the_signs_before_them() -> None:
    assert fonts.width("+5", "sans", 10) == pytest.approx(fonts.width("\u22125", "sans", 10), abs=0.1)
