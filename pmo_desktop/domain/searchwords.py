"""What is typed into the search: words, "phrases", -not, and terms such as is:open owner:mk body:PB.

Whatever is typed is a search: what is no term is a word, and nothing raises.
"""

from __future__ import annotations

import dataclasses as dc
import re
import unicodedata
from collections.abc import Iterable, Sequence

from pmo_desktop.domain.initials import fold
from pmo_desktop.domain.searchwords_keys import Key, key_meant, key_word

LONGEST = 400
"""Characters of a search that are read."""
MOST_WORDS = 24
"""Words and terms that are read."""
_OPENING, _CLOSING = '"“„«', '"”“»'
_CHUNK = re.compile(
    rf"(?P<without>-?)(?:(?P<key>[^\W\d_]+):)?"
    rf"(?:[{_OPENING}](?P<quoted>[^{_OPENING}{_CLOSING}]*)[{_CLOSING}]?|(?P<plain>[^\s{_OPENING}]+)?)"
)
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3031-\u30fa\u30fc-\u318f"
    "\u31a0-\u31ff\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)
"""Letters of scripts that write no spaces between words, or put endings to them: Thai, Chinese, Korean ..."""


@dc.dataclass(frozen=True, slots=True)
class Phrase:
    """Words that have to stand side by side. Unless `exact`, the last of them may go on."""

    text: str
    exact: bool = False
    without: bool = False

    @property
    def inside(self) -> bool:
        """Whether it is looked for anywhere in a text, not from the beginning of a word on."""
        return bool(_UNSPACED.search(self.text)) or not any(map(_in_word, self.text))


@dc.dataclass(frozen=True, slots=True)
class Term:
    """A key with the values of which one has to fit."""

    key: Key
    values: tuple[str, ...]
    without: bool = False


@dc.dataclass(frozen=True, slots=True)
class Query:
    """A search as it was read. `strange` are words before a colon that are no key: they are searched for."""

    phrases: tuple[Phrase, ...] = ()
    terms: tuple[Term, ...] = ()
    strange: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is asked."""
        return not self.phrases and not self.terms

    def values(self, key: Key) -> tuple[str, ...]:
        """All values of a key that something has to have."""
        return tuple(v for t in self.terms if t.key is key and not t.without for v in t.values)


def _in_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


def read_query(text: str, lang: str = "en") -> Query:
    """What is meant by a text, in a language or in English."""
    phrases: list[Phrase] = []
    terms: list[Term] = []
    strange: list[str] = []
    for found in list(_chunks(text))[:MOST_WORDS]:
        key = key_meant(found["key"], lang) if found["key"] else None
        quoted, plain = found["quoted"], found["plain"] or ""
        without = bool(found["without"])
        if key is not None:
            values = (quoted,) if quoted is not None else tuple(plain.split(","))
            kept = tuple(v for v in (" ".join(v.split()) for v in values) if v)
            terms += [Term(key, kept, without)] if kept else []
            continue
        if found["key"] and (quoted or plain) and not plain.startswith("/"):
            strange.append(found["key"])
        said = (f"{found['key']}:" if found["key"] else "") + (quoted or plain)
        phrases += [Phrase(" ".join(said.split()), quoted is not None, without)] if said else []
    return Query(tuple(phrases), tuple(terms), tuple(dict.fromkeys(strange)))


def _chunks(text: str) -> Iterable[re.Match[str]]:
    clean = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in text[:LONGEST])
    return (m for m in _CHUNK.finditer(clean) if m[0].strip("-"))


@dc.dataclass(frozen=True, slots=True)
class Choice:
    """One way to go on: what stands in the line then, and what it means."""

    inserted: str
    label: str
    note: str = ""


@dc.dataclass(frozen=True, slots=True)
class Going:
    """The piece of a search at the caret: where it stands, its key (None while a key is typed), its value."""

    start: int
    end: int
    key: Key | None
    typed: str
    without: bool = False


def going(text: str, caret: int, lang: str = "en") -> Going:
    """What is being typed at the caret; an empty piece between words."""
    for found in _chunks(text):
        if found.start() <= caret <= found.end() and found.end() > found.start():
            key = key_meant(found["key"], lang) if found["key"] else None
            value = found["quoted"] if found["quoted"] is not None else found["plain"] or ""
            if key is None and (found["key"] or found["quoted"] is not None):
                break  # a phrase, or a word with a colon of its own
            value = value.rpartition(",")[2] if key is not None and found["quoted"] is None else value
            return Going(found.start(), found.end(), key, value, bool(found["without"]))
    return Going(caret, caret, None, "")


def keys_offered(now: Going, notes: Sequence[tuple[Key, str]], lang: str) -> list[Choice]:
    """The keys that begin as the piece at the caret does; all of them where nothing is typed."""
    sign = "-" if now.without else ""
    found = ((key_word(key, lang), note) for key, note in notes)
    return [
        Choice(f"{sign}{word}:", f"{word}:", note)
        for word, note in found
        if fold(word).startswith(fold(now.typed))
    ]


def value_choice(now: Going, value: str, label: str, note: str, lang: str) -> Choice:
    """A value for the key at the caret, in quotes where it has spaces."""
    assert now.key is not None
    said = f'"{value}"' if re.search(rf"[\s,{_OPENING}]", value) else value
    sign = "-" if now.without else ""
    return Choice(f"{sign}{key_word(now.key, lang)}:{said} ", label, note)


def chosen(text: str, now: Going, choice: Choice) -> tuple[str, int]:
    """The search after a choice, and where the caret stands then."""
    after = text[now.end :]
    if choice.inserted.endswith(" "):
        after = after.lstrip()
    return f"{text[: now.start]}{choice.inserted}{after}", now.start + len(choice.inserted)


def with_value(text: str, key: Key, value: str, lang: str) -> str:
    """A search with this value as the only one of a key; "" takes the key away."""

    def says_it(m: re.Match[str]) -> bool:
        return bool(m["key"]) and key_meant(m["key"], lang) is key and not m["without"]

    kept = [m[0] for m in _chunks(text) if not says_it(m)]
    said = f'"{value}"' if " " in value else value
    return " ".join([*kept, *([f"{key_word(key, lang)}:{said}"] if value else [])])
