"""Lines of minutes as the scribe types them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.markers import (
    KIND_LABELS,
    MARKERS,
    SIGNS,
    Completion,
    EntryKind,
    Role,
    Wanted,
    completion_at,
    named,
    next_hint,
    parse_line,
    typed,
)
from pmo_desktop.domain.meetings import InterestEffect
from pmo_desktop.domain.votes import Tally

K = EntryKind


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("supplier confirmed second shift", K.NOTE, "supplier confirmed second shift"),
        (
            "k capacity is the binding limit until March",
            K.KEY_POINT,
            "capacity is the binding limit until March",
        ),
        ("d approve option 2, 1.2m, from 1 Oct", K.DECISION, "approve option 2, 1.2m, from 1 Oct"),
        ("d because winter comes", K.REASON, "winter comes"),
        ("a confirm rates", K.ACTION, "confirm rates"),
        ("? does it cover winter", K.QUESTION, "does it cover winter"),
        ("! permit may slip past frost", K.RISK, "permit may slip past frost"),
        ("# boulders at pier 1", K.ISSUE, "boulders at pier 1"),
        ("~ naming of the bridge", K.PARKED, "naming of the bridge"),
        ("i shares in the bidder", K.INTEREST, "shares in the bidder"),
        ("* price of the bid", K.RESTRICTED, "price of the bid"),
        ("  a   spaced   out  ", K.ACTION, "spaced out"),
        ("Resolution: the board approves", K.RESOLUTION, "the board approves"),
    ],
)
def test_each_marker(text: str, kind: EntryKind, said: str) -> None:
    line = parse_line(text)
    assert (line.kind, line.text) == (kind, said)


@pytest.mark.parametrize(
    "text", ["A new idea", "I think so", "apple", "#12 is done", "a", "", "!urgent", "by: Friday"]
)
def test_what_only_looks_like_a_marker_is_a_note(text: str) -> None:
    assert parse_line(text).kind is K.NOTE
    assert parse_line(text).text == text


def test_a_backslash_makes_a_note() -> None:
    line = parse_line("\\a new idea")
    assert (line.kind, line.text) == (K.NOTE, "a new idea")
    assert typed(line) == "\\a new idea"
    assert typed(parse_line("* \\a new idea")) == "* \\a new idea"
    assert typed(parse_line("b Option", "en"), "de") == "\\b Option"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Aktion: Preise klären", K.ACTION),
        ("Beschluss: Option 2", K.DECISION),
        ("Maßnahme: Preise klären", K.ACTION),
        ("massnahme: Preise klären", K.ACTION),
        ("Teil B: Preis", K.RESTRICTED),
        ("b Option 2", K.DECISION),
        ("m Preise klären", K.ACTION),
        ("f Reicht das?", K.QUESTION),
        ("d weil der Frost kommt", K.REASON),
        ("d because frost", K.REASON),
        ("Action: in English too", K.ACTION),
        ("Beschluss wurde vertagt", K.NOTE),
    ],
)
def test_german_words_and_letters(text: str, kind: EntryKind) -> None:
    assert parse_line(text, "de").kind is kind


def test_german_letters_are_no_markers_in_english() -> None:
    assert parse_line("b Option 2", "en").kind is K.NOTE
    assert parse_line("Aktion: Preise", "en").kind is K.NOTE


def test_owner_and_date_of_an_action() -> None:
    line = parse_line("a confirm rates with finance @mk >fri week")
    assert (line.text, line.owner_typed, line.due_typed, line.due_read) == (
        "confirm rates with finance",
        "mk",
        "fri week",
        True,
    )


def test_owner_and_date_in_the_middle_and_helpers() -> None:
    line = parse_line("a confirm >fri week with finance @mk @jt.")
    assert (line.owner_typed, line.helpers_typed, line.due_typed) == ("mk", ("jt",), "fri week")
    assert line.text == "confirm with finance."


def test_letters_stand_in_for_the_signs() -> None:
    line = parse_line("m Preise klären wer: mk bis: Ende des Monats", "de")
    assert (line.text, line.owner_typed, line.due_typed) == ("Preise klären", "mk", "Ende des Monats")
    assert parse_line("a check who: mk by: fri").owner_typed == "mk"


def test_what_is_no_date_stays_in_the_text() -> None:
    line = parse_line("a raise share >50 % of total @to")
    assert line.text == "raise share >50 % of total"
    assert (line.due_read, line.due_typed, line.owner_typed) == (False, "50 % of total", "to")
    later = parse_line("a raise share >50 % @to >fri")
    assert (later.due_read, later.due_typed, later.text) == (True, "fri", "raise share >50 %")


def test_to_be_confirmed_counts_as_a_date() -> None:
    assert parse_line("a find a room @mk >tbc").due_read


def test_mail_addresses_and_fractions_are_text() -> None:
    line = parse_line("a write to me@example.org and/or call 5>3")
    assert line.text == "write to me@example.org and/or call 5>3"


def test_a_work_by_its_reference() -> None:
    line = parse_line("! permit may slip /PRJ-2026-012 @mk")
    assert (line.work_typed, line.owner_typed, line.text) == ("PRJ-2026-012", "mk", "permit may slip")


def test_mentions_stay_in_the_text_of_a_note() -> None:
    line = parse_line("@jt asked @mk about winter")
    assert (line.text, line.person_typed, line.owner_typed) == ("@jt asked @mk about winter", "jt", "")
    people = {"jt": "Joana Teixeira", "mk": "Marta Kowalska"}
    assert named(line.text, people.get) == "Joana Teixeira asked Marta Kowalska about winter"
    assert named("ask @mk. and @xx", people.get) == "ask Marta Kowalska. and @xx"


def test_votes() -> None:
    line = parse_line("v Option 2 6-0-1")
    assert line.votes is not None
    assert (line.text, line.votes.tally) == ("Option 2", Tally(6, 0, 1))
    by_sign = parse_line("v 6+ 1- 1").votes
    assert by_sign is not None
    assert by_sign.tally == Tally(6, 1, 1)
    assert parse_line("v on option 2").votes is None


def test_interests() -> None:
    line = parse_line("i jt shareholder in bidder, leaves")
    assert (line.person_typed, line.text, line.effect) == (
        "jt",
        "shareholder in bidder, leaves",
        InterestEffect.LEAVES,
    )
    german = parse_line("i jt Aktionärin, stimmt nicht mit", "de")
    assert german.effect is InterestEffect.NO_VOTE
    assert parse_line("i jt holds shares", initials=["MK"]).person_typed == ""
    assert parse_line("i JTe holds shares", initials=["JTe"]).person_typed == "JTe"
    assert parse_line("i @joana holds shares").person_typed == "joana"


def test_corrections() -> None:
    line = parse_line("= 4.2 read 15 not 50")
    assert (line.about, line.text) == ("4.2", "read 15 not 50")
    assert parse_line("= name of the bridge").about == ""


def test_restricted_lines_keep_their_kind() -> None:
    line = parse_line("* d accept 1.4m")
    assert (line.kind, line.restricted, line.text) == (K.DECISION, True, "accept 1.4m")
    assert parse_line("* * twice").text == "* twice"
    assert parse_line("accept 1.4m", kind=K.DECISION, restricted=True) == parse_line(
        "accept 1.4m", kind=K.DECISION, restricted=True
    )


def test_kind_given_apart_leaves_the_text_alone() -> None:
    line = parse_line("a day late @mk >fri", kind=K.ACTION)
    assert (line.kind, line.text, line.owner_typed) == (K.ACTION, "a day late", "mk")
    assert parse_line("a day late", kind=K.NOTE).text == "a day late"


def test_places_to_colour() -> None:
    text = "* a order it @mk >fri week /PRJ-1"
    found = [(text[s.start : s.end], s.role) for s in parse_line(text).spans]
    assert found == [
        ("*", Role.MARKER),
        ("a", Role.MARKER),
        ("@mk", Role.OWNER),
        (">fri week", Role.DUE),
        ("/PRJ-1", Role.WORK),
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a order it", "then @ and a person"),
        ("a order it @mk", "then > and a date"),
        ("a order it @mk >fri", ""),
        ("a ", ""),
        ("v option 2", "then votes, such as 6-0-1"),
        ("i jt shares", "then leaves, no vote, silent or noted"),
        ("= the name", "then a paragraph, such as 4.2"),
        ("some note", ""),
    ],
)
def test_what_may_follow(text: str, hint: str) -> None:
    assert next_hint(parse_line(text)) == hint


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ("a order it @t", Completion(Wanted.PERSON, "t", 12)),
        ("@", Completion(Wanted.PERSON, "", 1)),
        ("a order >fri w", Completion(Wanted.DATE, "fri w", 9)),
        ("a order >", Completion(Wanted.DATE, "", 9)),
        ("a order > f", Completion(Wanted.DATE, "f", 10)),
        ("a order >fri with finance", None),
        ("a order /PRJ-20", Completion(Wanted.WORK, "PRJ-20", 9)),
        ("de", Completion(Wanted.MARKER, "de", 0)),
        ("a order it @mk ", None),
        ("note of >fri", None),
        ("me@example", None),
        ("plain words", None),
        ("", None),
    ],
)
def test_completion_at_the_caret(before: str, wanted: Completion | None) -> None:
    assert completion_at(before + " and more", len(before)) == wanted
    assert completion_at(before, len(before)) == wanted


def test_completion_when_the_marker_is_a_chip() -> None:
    assert completion_at("order it >fr", 12, kind=K.ACTION) == Completion(Wanted.DATE, "fr", 10)
    assert completion_at("de", 2, kind=K.NOTE) is None


def test_every_kind_has_a_label_and_the_signs_are_those_of_the_keys() -> None:
    assert set(KIND_LABELS) == set(EntryKind)
    assert "".join(m.sign for m in MARKERS) == "kdav?!#~i=*"
    assert SIGNS[K.ACTION] == "a"


LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "xx"])
PIECES = st.sampled_from(
    "a d k v i ? ! # ~ = * @mk @ > >fri week >50 /PRJ-1 / because 6-0-1 6+ 1- jt leaves \\ who: by: 4.2 "
    "Action: text , . it's @a@b >> unanimous".split(" ")
)


@given(
    st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=8).map(" ".join)),
    LANGUAGES,
    st.integers(-3, 90),
)
def test_any_line_is_taken(text: str, lang: str, caret: int) -> None:
    line = parse_line(text, lang)
    assert all(0 <= s.start < s.end <= len(text) for s in line.spans)
    next_hint(line)
    found = completion_at(text, caret, lang)
    assert found is None or text[found.start :].startswith(found.prefix)


@given(
    st.sampled_from([k for k in EntryKind if k not in (K.VOTE, K.RESTRICTED)]),
    st.lists(
        st.sampled_from("rates with finance option winter Brücke shift".split()), min_size=1, max_size=6
    ),
    st.sampled_from(["", " @mk", " @mk @jt", " @mk >fri week", " >7/8", " @mk >tbc /PRJ-1"]),
    st.booleans(),
)
def test_a_line_written_again_reads_the_same(
    kind: EntryKind, words: list[str], signs: str, restricted: bool
) -> None:
    first = parse_line(" ".join(words) + signs, kind=kind, restricted=restricted)
    again = parse_line(typed(first))
    if kind is K.NOTE and restricted:
        assert again.kind is K.RESTRICTED
        return
    for field in (
        "kind",
        "text",
        "restricted",
        "owner_typed",
        "helpers_typed",
        "due_typed",
        "work_typed",
        "about",
    ):
        assert getattr(again, field) == getattr(first, field)


@given(st.lists(PIECES, max_size=8).map(" ".join))
def test_no_word_is_lost(text: str) -> None:
    line = parse_line(text, kind=K.ACTION)
    kept = " ".join([line.text, line.owner_typed, *line.helpers_typed, line.due_typed, line.work_typed])
    for word in text.split():
        assert word.strip("@>/.:,") in kept or word in ("who:", "by:")
