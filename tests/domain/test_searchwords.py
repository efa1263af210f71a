"""What is typed into the search: words, phrases, terms in two languages, spans of days, completion."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.searchhits import Snippet, hits, snippet
from pmo_desktop.domain.searchwords import (
    Choice,
    Phrase,
    Term,
    chosen,
    going,
    keys_offered,
    read_query,
    value_choice,
    with_value,
)
from pmo_desktop.domain.searchwords_dates import Span, periods, span_meant
from pmo_desktop.domain.searchwords_keys import (
    MEANINGS,
    Being,
    FoundKind,
    Key,
    being_meant,
    being_word,
    key_meant,
    key_word,
    kind_meant,
    kind_word,
)

TODAY = date(2026, 7, 15)


def test_words_phrases_and_terms_are_told_apart() -> None:
    query = read_query(
        'bridge "main span" -tunnel -"old pier" is:open owner:mk,ts -body:PB date:"last month"'
    )
    assert query.phrases == (
        Phrase("bridge"),
        Phrase("main span", exact=True),
        Phrase("tunnel", without=True),
        Phrase("old pier", exact=True, without=True),
    )
    assert query.terms == (
        Term(Key.IS, ("open",)),
        Term(Key.OWNER, ("mk", "ts")),
        Term(Key.BODY, ("PB",), without=True),
        Term(Key.DATE, ("last month",)),
    )
    assert query.values(Key.OWNER) == ("mk", "ts")
    assert query.values(Key.BODY) == ()


def test_german_and_english_keys_are_understood_in_german() -> None:
    query = read_query("ist:offen wer:mk gremium:PB kind:decision Zuständig:ts „alte Brücke“", "de")
    assert [t.key for t in query.terms] == [Key.IS, Key.OWNER, Key.BODY, Key.KIND, Key.OWNER]
    assert query.phrases == (Phrase("alte Brücke", exact=True),)
    assert read_query("gremium:PB", "en").strange == ("gremium",)


def test_what_is_no_key_is_searched_for_and_said() -> None:
    query = read_query("foo:bar 10:30 http://x.y note: is: owner:")
    assert [p.text for p in query.phrases] == ["foo:bar", "10:30", "http://x.y", "note:"]
    assert query.strange == ("foo",)
    assert query.terms == ()
    assert read_query(' - "" ""').empty


@given(st.text(max_size=80), st.sampled_from(["en", "de", "xx"]), st.integers(0, 80))
def test_nothing_that_is_typed_fails(text: str, lang: str, caret: int) -> None:
    query = read_query(text, lang)
    now = going(text, caret, lang)
    assert 0 <= now.start <= now.end or now.start == caret
    found = hits(text, query.phrases)
    assert all(0 <= a < b <= len(text) for a, b in found)
    span_meant(text, TODAY, lang)
    with_value(text, Key.KIND, "risk", lang)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_each_offered_word_is_understood(lang: str) -> None:
    assert all(key_meant(key_word(key, lang), lang) is key for key in Key)
    assert all(being_meant(being_word(b, lang), lang) is b for b in Being)
    assert all(kind_meant(kind_word(k, lang), lang) is k for k in FoundKind)
    assert all(span_meant(p, TODAY, lang) is not None for p in periods(lang))
    assert set(MEANINGS) == set(Key)


@pytest.mark.parametrize(
    ("typed", "first", "end"),
    [
        ("2026", (2026, 1, 1), (2027, 1, 1)),
        ("2026-07", (2026, 7, 1), (2026, 8, 1)),
        ("2026-q3", (2026, 7, 1), (2026, 10, 1)),
        ("2026-12", (2026, 12, 1), (2027, 1, 1)),
        ("2026-07-03", (2026, 7, 3), (2026, 7, 4)),
        (">2026-03-01", (2026, 3, 2), None),
        (">=2026-03", (2026, 3, 1), None),
        ("<2026", None, (2026, 1, 1)),
        ("<=2026-07", None, (2026, 8, 1)),
        ("2026-01..2026-03", (2026, 1, 1), (2026, 4, 1)),
        ("..2025", None, (2026, 1, 1)),
        ("yesterday", (2026, 7, 14), (2026, 7, 15)),
        ("last week", (2026, 7, 6), (2026, 7, 13)),
        ("last-month", (2026, 6, 1), (2026, 7, 1)),
        ("last_quarter", (2026, 4, 1), (2026, 7, 1)),
        ("this year", (2026, 1, 1), (2027, 1, 1)),
        ("letzten Monat", (2026, 6, 1), (2026, 7, 1)),
        ("voriges Quartal", (2026, 4, 1), (2026, 7, 1)),
    ],
)
def test_spans_of_days(
    typed: str, first: tuple[int, int, int] | None, end: tuple[int, int, int] | None
) -> None:
    wanted = Span(date(*first) if first else None, date(*end) if end else None)
    assert span_meant(typed, TODAY, "de") == wanted


@pytest.mark.parametrize("typed", ["", "zzz", "2026-13", "2026-02-30", "> ", "9999-12", "0000"])
def test_what_is_no_date_is_none(typed: str) -> None:
    assert span_meant(typed, TODAY) is None


def test_a_span_knows_its_days() -> None:
    july = span_meant("2026-07", TODAY)
    assert july is not None
    assert july.has(date(2026, 7, 31))
    assert not july.has(date(2026, 8, 1))
    assert Span().has(TODAY)


def test_keys_and_values_are_completed_where_the_caret_stands() -> None:
    now = going("bridge ow now", 9)
    assert (now.start, now.end, now.key, now.typed) == (7, 9, None, "ow")
    notes = [(key, "") for key in Key]
    (owner,) = keys_offered(now, notes, "en")
    assert chosen("bridge ow now", now, owner) == ("bridge owner: now", 13)
    value = going("-owner:m x", 8)
    assert (value.key, value.typed, value.without) == (Key.OWNER, "m", True)
    choice = value_choice(value, "Mary Kay", "Mary Kay", "", "en")
    assert chosen("-owner:m x", value, choice) == ('-owner:"Mary Kay" x', 18)
    assert going("owner:mk,t", 10).typed == "t"
    assert going('"a phrase', 5).key is None
    assert len(keys_offered(going("", 0), notes, "de")) == len(Key)
    assert isinstance(owner, Choice)


def test_a_chip_changes_the_one_term_of_its_key() -> None:
    assert (
        with_value("bridge kind:risk -kind:vote", Key.KIND, "action", "en") == "bridge -kind:vote kind:action"
    )
    assert with_value("bridge art:risiko", Key.KIND, "", "de") == "bridge"


def test_hits_are_marked_as_far_as_they_were_typed() -> None:
    text = "Über die Brücke, Bruckner und Brücken"
    assert [text[a:b] for a, b in hits(text, [Phrase("bruck")])] == ["Brück", "Bruck", "Brück"]
    assert [text[a:b] for a, b in hits(text, [Phrase("brücke", exact=True)])] == ["Brücke"]
    assert [text[a:b] for a, b in hits(text, [Phrase("über die")])] == ["Über die"]
    assert hits(text, [Phrase("brücke", without=True)]) == ()
    assert hits("预算批准预算", [Phrase("预算")]) == ((0, 2), (4, 6))
    assert hits("Cafe\u0301 bar", [Phrase("café")]) == ((0, 5),)
    assert hits("aa ab", [Phrase("a"), Phrase("aa")]) == ((0, 2), (3, 4))


def test_a_late_hit_is_brought_into_sight() -> None:
    text = "word " * 60 + "harbour at the end"
    found = snippet(text, [Phrase("harbour")])
    assert found.text.startswith("…word")
    assert [found.text[a:b] for a, b in found.hits] == ["harbour"]
    assert found.hits[0][0] < 60
    assert snippet("one\ntwo", []) == Snippet("one two")
