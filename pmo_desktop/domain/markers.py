"""Lines of minutes: reading what the scribe types, writing it again, hints and completion.

The rules of a line stand in `markers_line.py`, its words in `markers_words.py`.
"""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Callable
from enum import StrEnum

from pmo_desktop.domain.datewords import words_of_a_date
from pmo_desktop.domain.initials import fold
from pmo_desktop.domain.markers_line import (
    ENDINGS,
    ESCAPE,
    Line,
    Role,
    Sign,
    Span,
    head_of,
    parse_line,
    signs_in,
)
from pmo_desktop.domain.markers_words import (
    KIND_LABELS,
    MARKERS,
    SIGNS,
    TAKES_DUE,
    TAKES_OWNER,
    EntryKind,
    LineWords,
    Marker,
    line_words,
)
from pmo_desktop.i18n import N_, tr

__all__ = [
    "KIND_LABELS",
    "MARKERS",
    "SIGNS",
    "TAKES_DUE",
    "TAKES_OWNER",
    "Completion",
    "EntryKind",
    "Line",
    "Marker",
    "Role",
    "Span",
    "Wanted",
    "completion_at",
    "named",
    "next_hint",
    "parse_line",
    "typed",
    "word_at",
]


def typed(line: Line, lang: str = "en") -> str:
    """The line as one would type it in a language, to edit it again; reading it gives the same line.

    A restricted note comes back as a Part B line, which is what it is.
    """
    parts = ["*"] if line.restricted or line.kind is EntryKind.RESTRICTED else []
    parts += _sign_words(line.kind)
    parts += [line.about] if line.about else []
    parts += ["@" + line.person_typed] if line.kind is EntryKind.INTEREST and line.person_typed else []
    parts += [_escaped(line, lang)] if line.text else []
    parts += [line.votes.typed()] if line.votes else []
    parts += ["@" + who for who in (line.owner_typed, *line.helpers_typed) if who]
    parts += [">" + line.due_typed] if line.due_read else []
    parts += ["/" + line.work_typed] if line.work_typed else []
    return " ".join(parts)


def _sign_words(kind: EntryKind) -> list[str]:
    match kind:
        case EntryKind.NOTE | EntryKind.RESTRICTED:
            return []
        case EntryKind.REASON:
            return [SIGNS[kind], "because"]
        case EntryKind.RESOLUTION:
            return ["Resolution:"]  # English words are read in every language
        case _:
            return [SIGNS[kind]]


def _escaped(line: Line, lang: str) -> str:
    """The text, with a backslash where it would be read as another kind."""
    if line.kind not in (EntryKind.NOTE, EntryKind.RESTRICTED):
        return line.text
    looks = head_of(line.text, line_words(lang)).kind
    return ESCAPE + line.text if looks is not EntryKind.NOTE or line.text.startswith(ESCAPE) else line.text


def named(text: str, name_of: Callable[[str], str | None]) -> str:
    """A text with `@initials` replaced by names; those that nobody has stay as they are."""

    def name(match: re.Match[str]) -> str:
        word = match.group(1)
        plain = word.rstrip(ENDINGS)
        found = name_of(plain) if plain else None
        return found + word[len(plain) :] if found else match.group()

    return re.sub(r"(?<!\S)@([^\s@>,;]+)", name, text)


_HINTS = {
    EntryKind.VOTE: N_("then votes, such as 6-0-1"),
    EntryKind.INTEREST: N_("then leaves, no vote, silent or noted"),
    EntryKind.CORRECTION: N_("then a paragraph, such as 4.2"),
}


def next_hint(line: Line) -> str:
    """What may follow in the line, to show at its end; empty when nothing is missing."""
    if line.kind is EntryKind.ACTION and line.text:
        if not line.owner_typed:
            return tr("then @ and a person")
        return "" if line.due_read else tr("then > and a date")
    lacking = {
        EntryKind.VOTE: line.votes is None,
        EntryKind.INTEREST: line.effect is None,
        EntryKind.CORRECTION: not line.about,
    }
    return tr(_HINTS[line.kind]) if lacking.get(line.kind) else ""


class Wanted(StrEnum):
    """What a completion would be of."""

    PERSON = "person"
    DATE = "date"
    WORK = "work"
    RECORD = "record"
    WORD = "word"
    MARKER = "marker"


@dc.dataclass(frozen=True, slots=True)
class Completion:
    """What is being typed at the caret: `prefix` stands from `start` (behind the sign) to the caret."""

    kind: Wanted
    prefix: str
    start: int


def completion_at(
    text: str, caret: int, lang: str = "en", *, kind: EntryKind | None = None
) -> Completion | None:
    """What to complete at the caret; None when nothing. `kind` as in `parse_line`."""
    before = text[: max(0, min(caret, len(text)))]
    words = line_words(lang)
    signs = signs_in(before + "x", words)
    line_kind = kind or head_of(before + " ", words).kind
    if signs and signs[-1].words <= len(before):
        found = _at_sign(before, signs[-1], line_kind, lang)
        if found is not None:
            return found
    code = _CODE.search(before) if line_kind in _NAMES else None
    if code is not None:
        return Completion(Wanted.RECORD, code.group(1), code.start(1))
    return None if kind else _marker_word(before, words)


_WORD = re.compile(r"(?<![\w@/>-])([^\W\d_][\w-]{2,})$")


def word_at(text: str, caret: int) -> Completion | None:
    """The plain word of three letters or more that ends at the caret, for a list of words."""
    found = _WORD.search(text[: max(0, min(caret, len(text)))])
    return Completion(Wanted.WORD, found.group(1), found.start(1)) if found else None


_NAMES = frozenset(
    {EntryKind.ACTION, EntryKind.DECISION, EntryKind.RESOLUTION, EntryKind.RISK, EntryKind.ISSUE}
)
_CODE = re.compile(r"(?<![\w-])([A-Za-z]{1,8}-[\w-]*)$")
"""The beginning of a code: of an earlier action, a work, a risk, minutes."""


def _at_sign(before: str, sign: Sign, kind: EntryKind, lang: str) -> Completion | None:
    prefix = before[sign.words :]
    if sign.sort == ">":
        if kind not in TAKES_DUE or not _may_be_date(prefix, lang):
            return None
        return Completion(Wanted.DATE, prefix.lstrip(), len(before) - len(prefix.lstrip()))
    if any(c.isspace() for c in prefix):
        return None
    return Completion(Wanted.PERSON if sign.sort == "@" else Wanted.WORK, prefix, sign.words)


def _may_be_date(prefix: str, lang: str) -> bool:
    """Whether a date is still being typed: at most one word of it is not understood yet."""
    words = prefix.split()
    return len(words) - words_of_a_date(words, lang) <= (2 if words[:1] and len(words) <= 2 else 1)


def _marker_word(before: str, words: LineWords) -> Completion | None:
    word = before.lstrip()
    if not word or any(c.isspace() for c in word):
        return None
    if word in words.letters or any(said.startswith(fold(word)) for said in words.kinds):
        return Completion(Wanted.MARKER, word, len(before) - len(word))
    return None
