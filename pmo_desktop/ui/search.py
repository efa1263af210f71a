"""Finding commands, records and places by what a person types: letters, other words, small slips."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pmo_desktop.i18n import N_, tr

MOST_OF_A_KIND = 8
_SLIPS_FROM = 4
_SLIP_SCORE = 82
_SECTIONS = (
    (N_("Records"), frozenset({"record", "work", "person", "help"})),
    (N_("Commands"), frozenset({"command"})),
    (N_("Go to"), frozenset({"place"})),
)
_PREFIXES = {
    ">": frozenset({"command"}),
    "@": frozenset({"person"}),
    "#": frozenset({"work"}),
    "records": frozenset({"record", "work", "person"}),
    "": frozenset({"record", "work", "person", "command", "place"}),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be found. `kind`: "record", "work", "person", "command", "place" or "help".

    `rating` shows a mark instead of the icon; `words` are other words that find it; `off` is the reason
    why it cannot be used now.
    """

    kind: str
    text: str
    sub: str = ""
    key: str = ""
    run: Callable[[], object] | None = None
    icon: str = ""
    rating: str = ""
    words: str = ""
    off: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a section of what was found."""

    text: str


Line = Item | Heading
Source = Callable[[str], Iterable[Item]]
"""Gives items for what was typed; it may give more than fit, but should not take longer than a key press."""


def spans(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words of a query stand in a text, as (start, end), in order; [] when they do not."""
    lower = text.lower()
    if len(lower) != len(text):
        return []
    found = [(at, at + len(word)) for word in query.lower().split() if (at := _find(lower, word)) >= 0]
    return sorted(set(found))


def _find(lower: str, word: str) -> int:
    """The place of a word, at the start of a word of the text where it can be."""
    at = 0 if lower.startswith(word) else lower.find(" " + word)
    return at + 1 if at > 0 else at if at == 0 else lower.find(word)


def score(item: Item, query: str) -> float:
    """How well an item fits what was typed: 0 not at all, 100 its beginning."""
    wanted = query.lower().split()
    if not wanted:
        return 50.0
    text = item.text.lower()
    if text.startswith(query.lower()):
        return 100.0
    if all(_at_word_start(text, w) for w in wanted):
        return 95.0
    if all(w in text for w in wanted):
        return 90.0
    if all(w in f"{text} {item.sub.lower()}" for w in wanted):
        return 80.0
    if all(w in f"{text} {item.words.lower()}" for w in wanted):
        return 70.0
    return _with_slips(text, query.lower())


def _at_word_start(text: str, word: str) -> bool:
    return text.startswith(word) or f" {word}" in text


def _with_slips(text: str, query: str) -> float:
    """A query of some letters may have a slip or two."""
    if len(query) < _SLIPS_FROM:
        return 0.0
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio(query, text, score_cutoff=_SLIP_SCORE)
    return found * 0.6


def arrange(items: Iterable[Item], query: str, prefix: str = "") -> Sequence[Line]:
    """What fits, best first in each section, each section under its heading.

    `prefix` is ">", "@", "#", "records" (all but commands and places) or "".
    """
    kinds = _PREFIXES[prefix]
    rated = [(score(i, query), i) for i in items if i.kind in kinds]
    kept = sorted(((s, i) for s, i in rated if s > 0), key=lambda pair: (-pair[0], bool(pair[1].off)))
    lines: list[Line] = []
    for title, members in _SECTIONS:
        of_it = [item for _, item in kept if item.kind in members]
        most = MOST_OF_A_KIND if not prefix else 50
        if of_it:
            lines += [Heading(tr(title)), *of_it[:most]]
    return lines
