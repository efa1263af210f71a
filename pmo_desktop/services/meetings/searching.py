"""Searching minutes, decisions and actions: names are resolved, wrong terms are said, lines are read."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pmo_desktop.domain.initials import fold, foldings
from pmo_desktop.domain.searchwords import (
    Choice,
    Going,
    Query,
    going,
    keys_offered,
    read_query,
    value_choice,
)
from pmo_desktop.domain.searchwords_dates import periods, span_meant
from pmo_desktop.domain.searchwords_keys import (
    ME,
    MEANINGS,
    Being,
    FoundKind,
    Key,
    being_meant,
    being_word,
    key_word,
    kind_meant,
    kind_word,
)
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels.minutes_found import MOST, Condition, FoundLines, Known, KnownNames, Wanted
from pmo_desktop.services.office import Office

MOST_OFFERED = 8
"""Values that are offered while a term is typed."""
MOST_NAMED = 60
"""Records that one value may name; below what a statement takes."""


@dc.dataclass(frozen=True, slots=True)
class Resolved:
    """A search with its names found. `hints` say which terms mean nothing; then `nothing` fits."""

    wanted: Wanted
    hints: tuple[str, ...] = ()
    nothing: bool = False


@dc.dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a text, and what is wrong with it."""

    text: str
    query: Query
    found: FoundLines = dc.field(default_factory=FoundLines)
    hints: tuple[str, ...] = ()


def search(office: Office, text: str, names: KnownNames, most: int = MOST) -> Answer:
    """Find what a text asks for, in two statements; nothing for an empty one or one that cannot fit."""
    today = office.now().astimezone().date()
    query = read_query(text, language())
    resolved = resolve(query, names, today, office.who)
    if query.empty or resolved.nothing:
        return Answer(text, query, hints=resolved.hints)
    return Answer(text, query, office.store.reader.searched(resolved.wanted, most), resolved.hints)


def resolve(query: Query, names: KnownNames, today: date, me: UUID | None = None) -> Resolved:
    """The names of a search as ids. One key said twice means either; but all `is:` and `date:` must hold."""
    hints: list[str] = []
    found: list[Condition] = []
    nothing = False
    for term in query.terms:
        values: list[Any] = []
        for typed in term.values:
            meant = _meant(term.key, typed, names, today, me)
            values += meant
            hints += [] if meant else [_hint(term.key, typed)]
        nothing = nothing or not (values or term.without)
        found += [Condition(term.key, tuple(dict.fromkeys(values)), term.without)] if values else []
    strange = (tr("“{word}:” is no key; it is searched for as it stands.", word=w) for w in query.strange)
    wanted = Wanted(query.phrases, tuple(_either(found)), today)
    return Resolved(wanted, tuple(dict.fromkeys([*hints, *strange])), nothing)


def _either(conditions: Sequence[Condition]) -> Iterator[Condition]:
    """Conditions of one key together, but for those that can all hold."""
    joined: dict[Key, tuple[Any, ...]] = {}
    for c in conditions:
        if c.without or c.key in (Key.IS, Key.DATE):
            yield c
        else:
            joined[c.key] = tuple(dict.fromkeys((*joined.get(c.key, ()), *c.values)))
    yield from (Condition(key, values) for key, values in joined.items())


def _meant(key: Key, typed: str, names: KnownNames, today: date, me: UUID | None) -> list[Any]:
    lang = language()
    match key:
        case Key.IS:
            found: Any = being_meant(typed, lang) or _begun(typed, Being, lambda b: being_word(b, lang))
        case Key.KIND:
            found = kind_meant(typed, lang) or _begun(typed, FoundKind, lambda k: kind_word(k, lang))
        case Key.DATE:
            found = span_meant(typed, today, lang)
        case Key.OWNER | Key.BY if fold(typed) in ME:
            found = me
        case _:
            return [known.id for known in named(names.of(key), typed)][:MOST_NAMED]
    return [found] if found is not None else []


def _begun(typed: str, members: Any, word: Any) -> Any:
    """The only one whose word begins like this: a word that is still being typed."""
    begun = [m for m in members if fold(word(m)).startswith(fold(typed))]
    return begun[0] if len(begun) == 1 else None


def named(known: Sequence[Known], typed: str) -> list[Known]:
    """Those with this code, else those whose code, title or a word of it begins like this."""
    plain = fold(typed)
    exact = [k for k in known if any(fold(code) == plain for code in k.codes)]
    return exact or [k for k in known if any(_fits(way, plain) for way in _ways(k))]


def _ways(known: Known) -> Iterator[str]:
    yield from (fold(code) for code in known.codes)
    for _, text in known.title.texts:
        yield from foldings(text)


def _fits(way: str, plain: str) -> bool:
    return way.startswith(plain) or f" {plain}" in way or f"-{plain}" in way


def _hint(key: Key, typed: str) -> str:
    """What is wrong with a value, and what would be right."""
    match key:
        case Key.IS:
            words = ", ".join(being_word(b, language()) for b in Being)
            return tr("“{typed}” is no state. There are: {words}.", typed=typed, words=words)
        case Key.KIND:
            words = ", ".join(kind_word(k, language()) for k in FoundKind)
            return tr("“{typed}” is no kind. There are: {words}.", typed=typed, words=words)
        case Key.DATE:
            return tr(
                '“{typed}” is no date. Write 2026, 2026-07, >2026-03-01 or "{period}".',
                typed=typed,
                period=periods(language())[5],
            )
        case Key.OWNER | Key.BY:
            return tr("Nobody is called “{typed}”.", typed=typed)
        case Key.BODY:
            return tr("No body is called “{typed}”.", typed=typed)
        case Key.WORK:
            return tr("No project, programme or service is called “{typed}”.", typed=typed)
        case _:
            return tr("No meeting has the code “{typed}”.", typed=typed)


# -- while typing ----------------------------------------------------------------------------------


def offered(text: str, caret: int, names: KnownNames) -> tuple[Going, list[Choice]]:
    """How the piece at the caret can go on: keys while a key is typed, then its values."""
    lang = language()
    now = going(text, caret, lang)
    if now.key is None:
        notes = [(key, tr(note)) for key, note in MEANINGS.items()]
        return now, keys_offered(now, notes, lang)
    return now, list(_values(now, names, lang))[:MOST_OFFERED]


def _values(now: Going, names: KnownNames, lang: str) -> Iterator[Choice]:
    assert now.key is not None
    words: list[tuple[str, str]] = []
    match now.key:
        case Key.IS:
            words = [(being_word(b, lang), "") for b in Being]
        case Key.KIND:
            words = [(kind_word(k, lang), "") for k in FoundKind]
        case Key.DATE:
            words = [(p, "") for p in periods(lang)]
        case _:
            for known in named(names.of(now.key), now.typed):
                said = known.title.said(lang)
                code = known.codes[0] if known.codes else said
                yield value_choice(now, code, code, said if said != code else "", lang)
            return
    typed = fold(now.typed)
    for word, note in words:
        if fold(word).startswith(typed):
            yield value_choice(now, word, word, note, lang)


def examples(names: KnownNames) -> tuple[tuple[str, str], ...]:
    """Searches that teach the keys, each with what it finds, in the words of the language in force."""
    lang = language()
    body = next((b.codes[0] for b in names.bodies if b.codes), "PB")
    who = next((p.codes[0] for p in names.people if p.codes), "mk")

    def term(key: Key, value: str) -> str:
        said = f'"{value}"' if " " in value else value
        return f"{key_word(key, lang)}:{said}"

    opened, late = being_word(Being.OPEN, lang), being_word(Being.OVERDUE, lang)
    return (
        (f"{term(Key.IS, opened)} {term(Key.OWNER, who.lower())}", tr("what {who} still has to do", who=who)),
        (f"{term(Key.KIND, kind_word(FoundKind.DECISION, lang))} {term(Key.BODY, body)}",
         tr("every decision of {body}", body=body)),
        (f"{term(Key.IS, late)} {term(Key.DATE, periods(lang)[9])}", tr("agreed last year and overdue")),
        (tr('"change request" -withdrawn'), tr("these words side by side, without another")),
    )  # fmt: skip
