"""Where the words of a search stand in a text, and the piece of the text round them."""

from __future__ import annotations

import dataclasses as dc
import unicodedata
from collections.abc import Sequence

from pmo_desktop.domain.searchwords import Phrase

ROOM = 110
"""Characters of a text that are shown."""
_BEFORE = 32
"""Characters that stand before the first word found, at most."""


@dc.dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text; `hits` are places in it (start, end), in order and apart."""

    text: str
    hits: tuple[tuple[int, int], ...] = ()


def _folded(text: str) -> tuple[str, list[int]]:
    """A text in small letters without accents, and for each letter where it stood."""
    letters: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        for part in unicodedata.normalize("NFD", char.lower()):
            if not 0x300 <= ord(part) <= 0x36F:
                letters.append(part)
                places.append(at)
    return "".join(letters), places


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


def _tokens(text: str) -> list[tuple[int, int]]:
    """Where the words of a folded text stand."""
    found: list[tuple[int, int]] = []
    start = -1
    for at, char in enumerate(f"{text} "):
        if _is_word(char):
            start = at if start < 0 else start
        elif start >= 0:
            found.append((start, at))
            start = -1
    return found


def hits(text: str, phrases: Sequence[Phrase]) -> tuple[tuple[int, int], ...]:
    """Where words stand that were asked for, each as far as it was typed; overlapping places are one."""
    plain, places = _folded(text)
    tokens = _tokens(plain)
    found: list[tuple[int, int]] = []
    for phrase in phrases:
        if not phrase.without:
            wanted = _folded(phrase.text)[0]
            found += _inside(plain, wanted) if phrase.inside else _in_words(plain, tokens, wanted, phrase)
    ends = [*places, len(text)]
    return _joined(sorted((places[a], _end_of(ends, b, len(text))) for a, b in found))


def _end_of(ends: Sequence[int], at: int, length: int) -> int:
    """The end of the letter before a place of the folded text, with the marks on it."""
    return ends[at] if at < len(ends) else length


def _inside(plain: str, wanted: str) -> list[tuple[int, int]]:
    found, at = [], plain.find(wanted) if wanted else -1
    while at >= 0:
        found.append((at, at + len(wanted)))
        at = plain.find(wanted, at + len(wanted))
    return found


def _in_words(
    plain: str, tokens: Sequence[tuple[int, int]], wanted: str, phrase: Phrase
) -> list[tuple[int, int]]:
    asked = [wanted[a:b] for a, b in _tokens(wanted)]
    found = []
    for at in range(len(tokens) - len(asked) + 1):
        here = tokens[at : at + len(asked)]
        said = [plain[a:b] for a, b in here]
        last = said[-1] == asked[-1] if phrase.exact else said[-1].startswith(asked[-1])
        if last and said[:-1] == asked[:-1]:
            found.append((here[0][0], here[-1][0] + len(asked[-1])))
    return found


def _joined(found: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)


def snippet(text: str, phrases: Sequence[Phrase], room: int = ROOM) -> Snippet:
    """One line of a text with what was found in it: from the beginning, or from shortly before a late hit."""
    line = " ".join(text.split())
    found = hits(line, phrases)
    if not found or found[0][1] <= room:
        return Snippet(line, found)
    start = line.rfind(" ", 0, max(found[0][0] - _BEFORE, 1)) + 1 or max(found[0][0] - _BEFORE, 0)
    moved = tuple((a - start + 1, b - start + 1) for a, b in found if a >= start)
    return Snippet(f"…{line[start:]}", moved)
