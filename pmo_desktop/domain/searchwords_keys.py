"""The keys of a search and their words in each language; English is understood everywhere."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import TypeVar

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.initials import fold, foldings
from pmo_desktop.i18n import N_


class Key(StrEnum):
    """What a search can be narrowed by."""

    IS = "is"
    OWNER = "owner"
    BY = "by"
    BODY = "body"
    WORK = "work"
    KIND = "kind"
    DATE = "date"
    MEETING = "meeting"


class FoundKind(Worded):
    """What a search finds, in the order in which the kinds are offered."""

    DECISION = "decision", N_("Decision")
    ACTION = "action", N_("Action")
    MINUTE = "minute", N_("Minute")
    RISK = "risk", N_("Risk")
    ISSUE = "issue", N_("Issue")
    VOTE = "vote", N_("Vote")


class Being(StrEnum):
    """What a found line can be."""

    OPEN = "open"
    CLOSED = "closed"
    OVERDUE = "overdue"
    APPROVED = "approved"
    RESTRICTED = "restricted"


ME = ("me", "ich", "mir", "moi", "yo")
"""Words for the person who searches."""
MEANINGS: Mapping[Key, str] = {
    Key.IS: N_("open, closed, overdue, approved or restricted"),
    Key.OWNER: N_("who answers for it: initials or name"),
    Key.BY: N_("who said it, or moved the vote"),
    Key.BODY: N_("the body, by its short code or name"),
    Key.WORK: N_("the project, programme or service"),
    Key.KIND: N_("decision, action, minute, risk, issue or vote"),
    Key.DATE: N_("a year, month, day or period"),
    Key.MEETING: N_("the code of a meeting"),
}


@dc.dataclass(frozen=True, slots=True)
class _Words:
    """One language: all words of a meaning, the first of which is offered."""

    keys: Mapping[Key, str]
    being: Mapping[Being, str]
    kinds: Mapping[FoundKind, str]


_LANGUAGES: Mapping[str, _Words] = {
    "en": _Words(
        {
            Key.IS: "is", Key.OWNER: "owner who", Key.BY: "by speaker said",
            Key.BODY: "body board committee", Key.WORK: "work project programme service",
            Key.KIND: "kind type", Key.DATE: "date when on", Key.MEETING: "meeting",
        },
        {
            Being.OPEN: "open", Being.CLOSED: "closed done", Being.OVERDUE: "overdue late",
            Being.APPROVED: "approved", Being.RESTRICTED: "restricted confidential",
        },
        {
            FoundKind.DECISION: "decision decisions", FoundKind.ACTION: "action actions",
            FoundKind.MINUTE: "minute minutes note notes", FoundKind.RISK: "risk risks",
            FoundKind.ISSUE: "issue issues", FoundKind.VOTE: "vote votes",
        },
    ),
    "de": _Words(
        {
            Key.IS: "ist", Key.OWNER: "verantwortlich wer zuständig", Key.BY: "von sprecher sprecherin",
            Key.BODY: "gremium", Key.WORK: "vorhaben projekt programm", Key.KIND: "art typ",
            Key.DATE: "datum wann am", Key.MEETING: "sitzung",
        },
        {
            Being.OPEN: "offen", Being.CLOSED: "erledigt geschlossen", Being.OVERDUE: "überfällig verspätet",
            Being.APPROVED: "genehmigt", Being.RESTRICTED: "vertraulich beschränkt",
        },
        {
            FoundKind.DECISION: "beschluss beschlüsse entscheidung", FoundKind.ACTION: "aufgabe aufgaben",
            FoundKind.MINUTE: "protokoll protokollzeile notiz", FoundKind.RISK: "risiko risiken",
            FoundKind.ISSUE: "problem probleme", FoundKind.VOTE: "abstimmung abstimmungen",
        },
    ),
}  # fmt: skip
T = TypeVar("T", Key, Being, FoundKind)


def _languages(code: str) -> Iterator[_Words]:
    """English, then the language itself, which overrules."""
    yield _LANGUAGES["en"]
    short = code.replace("_", "-").split("-")[0].lower()
    if short != "en" and short in _LANGUAGES:
        yield _LANGUAGES[short]


def _meant(said: Mapping[T, str]) -> Iterator[tuple[str, T]]:
    for meaning, words in said.items():
        for word in words.split():
            yield from ((way, meaning) for way in foldings(word))


@cache
def _all(code: str) -> tuple[dict[str, Key], dict[str, Being], dict[str, FoundKind]]:
    keys: dict[str, Key] = {}
    being: dict[str, Being] = {}
    kinds: dict[str, FoundKind] = {}
    for words in _languages(code):
        keys.update(_meant(words.keys))
        being.update(_meant(words.being))
        kinds.update(_meant(words.kinds))
    return keys, being, kinds


def key_meant(word: str, lang: str) -> Key | None:
    """The key that a word stands for."""
    return _all(lang)[0].get(fold(word))


def being_meant(word: str, lang: str) -> Being | None:
    """What `is:` asks for; the whole word."""
    return _all(lang)[1].get(fold(word))


def kind_meant(word: str, lang: str) -> FoundKind | None:
    """What `kind:` asks for; the whole word."""
    return _all(lang)[2].get(fold(word))


def _own(lang: str) -> _Words:
    return list(_languages(lang))[-1]


def key_word(key: Key, lang: str) -> str:
    """The word of a key that a language offers."""
    return _own(lang).keys[key].split()[0]


def being_word(being: Being, lang: str) -> str:
    """The word after `is:` that a language offers."""
    return _own(lang).being[being].split()[0]


def kind_word(kind: FoundKind, lang: str) -> str:
    """The word after `kind:` that a language offers."""
    return _own(lang).kinds[kind].split()[0]
