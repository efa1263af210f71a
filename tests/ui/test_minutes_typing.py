"""The growing line: markers become chips and turn back, and a stored line can be gone on with."""

from __future__ import annotations

import pytest

from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.ui.minutes.typing import Growing, chipped, from_text, turned_back


def typed(text: str, lang: str = "en") -> Growing:
    """A line typed key by key."""
    growing = Growing()
    for key in text:
        growing = chipped(Growing(growing.text + key, growing.kind, growing.restricted, growing.plain), lang)
    return growing


@pytest.mark.parametrize(
    ("text", "lang", "kind", "rest"),
    [
        ("a order it @mk", "en", EntryKind.ACTION, "order it @mk"),
        ("! permit", "en", EntryKind.RISK, "permit"),
        ("# crane", "en", EntryKind.ISSUE, "crane"),
        ("Beschluss: weiter", "de", EntryKind.DECISION, "weiter"),
        ("d because of frost", "en", EntryKind.REASON, "of frost"),
        ("plain words", "en", None, "plain words"),
        ("approve", "en", None, "approve"),
    ],
)
def test_a_marker_becomes_a_chip(text: str, lang: str, kind: EntryKind | None, rest: str) -> None:
    found = typed(text, lang)
    assert (found.kind, found.text) == (kind, rest)


def test_part_b_and_another_marker() -> None:
    found = typed("* d dismiss them")
    assert (found.kind, found.restricted, found.text) == (EntryKind.DECISION, True, "dismiss them")
    line = found.read("en")
    assert (line.kind, line.restricted) == (EntryKind.DECISION, True)


def test_backspace_turns_the_marker_back_for_good() -> None:
    back, caret = turned_back(typed("d approve"))
    assert (back.text, caret, back.kind) == ("d approve", 2, None)
    again = chipped(Growing(back.text + "d", plain=True), "en")
    assert again.kind is None
    assert again.read("en").kind is EntryKind.NOTE
    assert chipped(Growing("", plain=True), "en") == Growing()


@pytest.mark.parametrize(
    "text",
    ["a order it @mk >fri", "d approve", "d because of frost", "* k apart", "a note", "v 6-0-1", "words"],
)
def test_a_line_as_kept_reads_the_same_again(text: str) -> None:
    growing = typed(text)
    again = from_text(growing.whole, "en")
    assert again == growing


def test_a_note_that_looks_like_an_action_stays_a_note() -> None:
    back, _ = turned_back(typed("a supplier said so"))
    assert back.whole == "\\a supplier said so"
    assert from_text(back.whole, "en").read("en").kind is EntryKind.NOTE
