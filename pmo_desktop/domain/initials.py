"""Who is meant by a few letters: initials that are unique in a body, and people found by them."""

from __future__ import annotations

import dataclasses as dc
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from uuid import UUID

_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_SPLIT = re.compile(r"[\s._\-'’]+")
_TITLE = re.compile(r"^\w{2,}\.$")


def fold(text: str) -> str:
    """A text for comparing: small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(c for c in apart if not unicodedata.combining(c))


def foldings(text: str) -> tuple[str, ...]:
    """All the ways a text may be typed: Müller is found as muller and as mueller."""
    composed = unicodedata.normalize("NFC", text.casefold())
    return tuple(dict.fromkeys((fold(text), fold(composed.translate(_GERMAN)))))


@dc.dataclass(frozen=True, slots=True)
class Candidate:
    """A person who can be meant; `hint` is shown beside the name (role, not in the room)."""

    id: UUID
    name: str
    initials: str
    present: bool = True
    hint: str = ""


def _words(name: str) -> list[str]:
    words = name.split()
    plain = [w for w in words if not _TITLE.match(w)]
    return [w for w in plain or words if any(c.isalnum() for c in w)]


def _first(word: str) -> str:
    return next((c for c in word if c.isalnum()), "").upper()[:1]


def _ways(name: str) -> Iterator[str]:
    """Initials for a name, the plainest first; without end."""
    words = _words(name) or ["?"]
    first, last = words[0], words[-1]
    tail = "".join(c for c in last if c.isalnum())
    head = "".join(c for c in first if c.isalnum())
    if len(words) == 1:
        yield from ((head[:1].upper() + head[1:n].lower()) or "?" for n in range(2, max(3, len(head) + 1)))
    else:
        yield _first(first) + _first(last)
        yield "".join(_first(w) for w in words)
        yield from (_first(first) + tail[:1].upper() + tail[1:n].lower() for n in range(2, len(tail) + 1))
        yield from (head[:1].upper() + head[1:n].lower() + _first(last) for n in range(2, len(head) + 1))
    base = _first(first) + (_first(last) if len(words) > 1 else "")
    number = 2
    while True:
        yield f"{base or '?'}{number}"
        number += 1


def unique_initials(names: Sequence[str], taken: Collection[str] = ()) -> tuple[str, ...]:
    """Initials for each name in order, different from one another and from those `taken`.

    Two that differ only in accents or capitals count as the same, since they are typed the same.
    """
    used = {fold(t) for t in taken}
    given: list[str] = []
    for name in names:
        chosen = next(way for way in _ways(name) if fold(way) not in used)
        used.add(fold(chosen))
        given.append(chosen)
    return tuple(given)


_EXACT, _INITIALS, _PART, _INSIDE = range(4)
SHORTEST_INSIDE = 2


def _closeness(typed: str, person: Candidate) -> int | None:
    """How well letters fit a person, 0 best; None when they do not."""
    ways = foldings(typed)
    if fold(person.initials) in ways:
        return _EXACT
    if any(fold(person.initials).startswith(way) for way in ways):
        return _INITIALS
    names = foldings(person.name)
    if any(_parts_begin(way, name) for way in ways for name in names):
        return _PART
    if len(typed) < SHORTEST_INSIDE:
        return None
    squeezed = [_SPLIT.sub("", name) for name in names]
    return _INSIDE if any(_SPLIT.sub("", way) in name for way in ways for name in squeezed) else None


def _parts_begin(typed: str, name: str) -> bool:
    """Whether every typed word begins a part of the name of its own."""
    parts = [p for p in _SPLIT.split(name) if p]
    for word in filter(None, _SPLIT.split(typed)):
        part = next((p for p in parts if p.startswith(word)), None)
        if part is None:
            return False
        parts.remove(part)
    return True


def match_people(typed: str, people: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The people whom these letters fit: exact initials, then who is present, then the closest;
    letters from the middle of a name come last.

    Among equals the order given is kept, so put the presenter of the item first. Nothing typed fits
    everybody.
    """
    fits = [(person, _closeness(typed.strip(), person)) for person in people]
    ranked = [
        ((near != _EXACT, near == _INSIDE, not who.present, near), who)
        for who, near in fits
        if near is not None
    ]
    return tuple(who for _, who in sorted(ranked, key=lambda row: row[0]))


def resolve(typed: str, people: Iterable[Candidate]) -> Candidate | None:
    """The one person meant by letters that were typed to the end; None when nobody or several fit."""
    typed = typed.strip()
    if not typed:
        return None
    found = match_people(typed, people)
    for sure in (
        [p for p in found if fold(p.initials) == fold(typed)],
        [p for p in found if fold(p.name) == fold(typed)],
        [p for p in found if (near := _closeness(typed, p)) is not None and near <= _PART],
        found,
    ):
        if sure:
            return sure[0] if len(sure) == 1 else None
    return None
