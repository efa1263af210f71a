"""The few signs that dates in words are made of, the same for every language."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Mapping
from enum import Enum, IntEnum, auto

from pmo_desktop.domain.initials import fold, foldings


class Sort(Enum):
    """What a word does in a date."""

    DAY = auto()  # value: days from today
    WEEKDAY = auto()  # value: 0 is Monday
    MONTH = auto()
    NUMBER = auto()
    ORDINAL = auto()
    NUMERIC = auto()  # text: digits with separators
    UNIT = auto()  # value: a Unit
    NEXT = auto()  # value: how many periods on
    THIS = auto()
    COMING = auto()
    IN = auto()
    PLUS = auto()
    MINUS = auto()
    START = auto()
    MIDDLE = auto()
    END = auto()
    BEFORE = auto()
    AFTER = auto()
    MEETING = auto()
    OPEN = auto()  # to be confirmed
    FILLER = auto()


class Unit(IntEnum):
    """What is counted."""

    DAY = 1
    WORKDAY = 2
    WEEK = 3
    FORTNIGHT = 4
    MONTH = 5
    QUARTER = 6
    YEAR = 7


@dc.dataclass(frozen=True, slots=True)
class Tok:
    """One word understood."""

    sort: Sort
    value: int = 0
    text: str = ""


Tokens = tuple[Tok, ...]
FILLER = Tok(Sort.FILLER)
"""A small word before a date; with the value 1 one that may stand behind it ("from now")."""


@dc.dataclass(frozen=True, slots=True)
class DateLanguage:
    """The words of one language (folded, up to four in a row) and phrases to offer as one types."""

    words: Mapping[str, Tokens]
    offers: tuple[str, ...]
    dotted: bool = True


def unit(which: Unit) -> Tok:
    """The sign for something that is counted."""
    return Tok(Sort.UNIT, int(which))


def listed(sort: Sort, words: str, first: int = 0) -> list[tuple[Tokens, str]]:
    """Numbered words: groups in order split by spaces, ways of writing one split by `|`."""
    return [((Tok(sort, n),), ways) for n, ways in enumerate(words.split(), first)]


def lexicon(*entries: tuple[Tokens, str]) -> dict[str, Tokens]:
    """A word list from signs and their ways of writing, split by `|`; found with and without accents."""
    return {folded: toks for toks, ways in entries for way in ways.split("|") for folded in foldings(way)}


_PIECE = re.compile(
    r"(?P<numeric>\d{1,4}(?P<sep>[./-])\d{1,2}(?:(?P=sep)\d{1,4})?(?:\.(?!\d))?(?![\d/]))"
    r"|(?P<ordinal>\d{1,2}(?:(?:st|nd|rd|th|er|o)(?![^\W\d_])|\.(?!\d)))"
    r"|(?P<number>\d{1,5}(?!\d))"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<sign>[+-])"
    r"|(?P<skip>[\s,;.'’]+)"
)
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
LONGEST_PHRASE = 4
_LETTERS = ".abcdefghijklmnopqrstuvwxyz"


def tokens(text: str, language: DateLanguage) -> Tokens | None:
    """The signs of a text; None when any of it is not a word of dates."""
    text = _HYPHEN.sub(" ", fold(text))
    found: list[Tok] = []
    words: list[str] = []
    at = 0
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None:
            return None
        at = piece.end()
        if piece.lastgroup == "word":
            words.append(piece.group())
        elif piece.lastgroup != "skip":
            if not _flush(words, found, language):
                return None
            found.append(_number(piece))
    if not _flush(words, found, language) or not found or found[-1] == FILLER:
        return None
    return tuple(tok for tok in found if tok.sort is not Sort.FILLER)


def _number(piece: re.Match[str]) -> Tok:
    text = piece.group()
    match piece.lastgroup:
        case "numeric":
            return Tok(Sort.NUMERIC, text=text)
        case "ordinal":
            return Tok(Sort.ORDINAL, int(text.rstrip(_LETTERS)))
        case "number":
            return Tok(Sort.NUMBER, int(text))
        case _:
            return Tok(Sort.PLUS if text == "+" else Sort.MINUS)


def _flush(words: list[str], found: list[Tok], language: DateLanguage) -> bool:
    """Understand the words gathered, longest phrase first; false when one is unknown."""
    while words:
        for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
            known = language.words.get(" ".join(words[:length]))
            if known is not None:
                found.extend(known)
                del words[:length]
                break
        else:
            return False
    return True
