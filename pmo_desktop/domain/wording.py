"""Wordings that the style of minutes asks for, offered and never forced (domain reference 6.4).

Each rule turns one text into another by the grammar of the language; a language without one keeps the rules
that need none. What a rule would not change, it does not offer.
"""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Callable, Iterator, Mapping

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.governance import BodyKind, MinuteStyle
from pmo_desktop.domain.markers_words import EntryKind
from pmo_desktop.domain.wording_de import GERMAN
from pmo_desktop.domain.wording_en import ENGLISH
from pmo_desktop.domain.wording_grammar import Grammar, capital
from pmo_desktop.i18n import N_

_GRAMMARS: Mapping[str, Grammar] = {"en": ENGLISH, "de": GERMAN}


class Rule(Worded):
    """What a wording that is offered puts right."""

    ACTOR = "actor", N_("Say who acted")
    NAMES = "names", N_("Names by the style")
    NEUTRAL = "neutral", N_("Neutral words")
    SHORT = "short", N_("Short form written out")
    CONDITION = "condition", N_("Condition set apart")
    ACTION = "action", N_("Verb first")
    DECISION = "decision", N_("Words of a decision")
    REPORTED = "reported", N_("Reported speech")
    FORM = "form", N_("Whole sentence")


@dc.dataclass(frozen=True, slots=True)
class Setting:
    """What a line stands in. `jobs` is the work of each person by name; `short` what short forms stand for.

    `spelled` are the short forms that an earlier line wrote out; `proper` names that keep their capital.
    `speaker` is who said it; `owner` who an action belongs to.
    """

    language: str = "en"
    style: MinuteStyle = MinuteStyle.KEY_POINTS
    body: BodyKind = BodyKind.PORTFOLIO_BOARD
    jobs: Mapping[str, str] = dc.field(default_factory=dict)
    short: Mapping[str, str] = dc.field(default_factory=dict)
    spelled: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    speaker: str = ""
    owner: str = ""

    @property
    def grammar(self) -> Grammar | None:
        """The grammar of the language, where there is one."""
        return _GRAMMARS.get(self.language.partition("-")[0])


@dc.dataclass(frozen=True, slots=True)
class Offer:
    """Another wording of a line, by which rules, and the condition that it sets apart from a decision."""

    rules: tuple[Rule, ...]
    text: str
    condition: str = ""


_ROLES = (MinuteStyle.KEY_POINTS, MinuteStyle.RESOLUTIONS)
"""Styles that name roles, not persons."""
_REPORTS = (MinuteStyle.KEY_POINTS, MinuteStyle.RESOLUTIONS, MinuteStyle.ATTRIBUTED)
_POINTS = (EntryKind.NOTE, EntryKind.KEY_POINT)
_DECIDES = (EntryKind.DECISION, EntryKind.RESOLUTION)
_ARTICLES = ("The", "A", "An", "It", "This", "That")
_APART = (EntryKind.VOTE, EntryKind.CORRECTION, EntryKind.INTEREST, EntryKind.PARKED)
"""Lines in a form of their own, and interests, which name their person in every style."""


def offers(text: str, kind: EntryKind, setting: Setting) -> tuple[Offer, ...]:
    """Other wordings, all rules together first where several apply, then one by one."""
    if kind in _APART or not text.strip():
        return ()
    found: list[Offer] = []
    rules: list[Rule] = []
    whole, condition = text, ""
    for rule, rewrite in _RULES:
        alone, apart = rewrite(text, kind, setting)
        if alone != text:
            found.append(Offer((rule,), alone, apart))
        whole_now, apart = rewrite(whole, kind, setting)
        if whole_now != whole:
            whole, condition, rules = whole_now, apart or condition, [*rules, rule]
    every = Offer(tuple(rules), whole, condition)
    return (every, *found) if len(rules) > 1 else tuple(found)


def phrases(setting: Setting) -> tuple[str, ...]:
    """Sentences to begin with, in the language of the minutes; "…" stands where words go."""
    grammar = setting.grammar
    if grammar is None:
        return ()
    actor = grammar.actors[setting.body]
    said = (p.replace("{…}", "…") for p in grammar.phrases)
    return tuple(capital(p.replace("{actor}", actor)) for p in said)


def spelled_in(text: str, short: Mapping[str, str]) -> Iterator[str]:
    """The short forms that a text writes out: their long form with the short one behind it."""
    for form, long in short.items():
        if f"{long} ({form})".casefold() in text.casefold():
            yield form


# -- the rules ---------------------------------------------------------------------------------------

Rewritten = tuple[str, str]


def _actor(text: str, _kind: EntryKind, s: Setting) -> Rewritten:
    grammar = s.grammar
    if grammar is None:
        return text, ""
    actor = grammar.actors[s.body]

    def named(match: re.Match[str]) -> str:
        return capital(actor) if match.start() == 0 or match.group()[0].isupper() else actor

    return grammar.acted.sub(named, text), ""


def _names(text: str, kind: EntryKind, s: Setting) -> Rewritten:
    grammar = s.grammar
    if grammar is None or s.style not in _ROLES or kind is EntryKind.ACTION:
        return text, ""
    for name, job in s.jobs.items():
        if job and name in text:
            role = grammar.role(job)
            text = capital(text.replace(name, role)) if text.startswith(name) else text.replace(name, role)
    return text, ""


def _neutral(text: str, _kind: EntryKind, s: Setting) -> Rewritten:
    grammar, said = s.grammar, text
    for pattern, instead in grammar.neutral if grammar else ():
        said = pattern.sub(instead, said)
    if said == text:
        return text, ""
    said = re.sub(r"\s+([,.;])", r"\1", " ".join(said.split()))
    return (capital(said) if text[:1].isupper() else said), ""


def _short(text: str, _kind: EntryKind, s: Setting) -> Rewritten:
    for form, long in s.short.items():
        pattern = re.compile(rf"(?<![\w(]){re.escape(form)}(?![\w)])")
        if form not in s.spelled and f"({form})" not in text:
            found = pattern.search(text)
            text = f"{text[: found.start()]}{long} ({form}){text[found.end() :]}" if found else text
    return text, ""


def _condition(text: str, kind: EntryKind, s: Setting) -> Rewritten:
    found = s.grammar.condition.search(text) if s.grammar and kind in _DECIDES else None
    return (text[: found.start()].rstrip(" ,"), capital(found.group(1))) if found else (text, "")


def _action(text: str, kind: EntryKind, s: Setting) -> Rewritten:
    if s.grammar is None or kind is not EntryKind.ACTION:
        return text, ""
    named = s.owner and text.startswith(s.owner)
    return s.grammar.asked(text[len(s.owner) :] if named else text), ""


def _decision(text: str, kind: EntryKind, s: Setting) -> Rewritten:
    grammar = s.grammar
    if grammar is None or kind not in _DECIDES or grammar.opened.match(text):
        return text, ""
    actor = grammar.actors[s.body]
    match s.style:
        case MinuteStyle.RESOLUTIONS | MinuteStyle.CORRESPONDENCE:
            return grammar.resolved(actor, text), ""
        case MinuteStyle.DECISIONS_ACTIONS | MinuteStyle.ONE_PAGE:
            return text, ""
        case _:
            return grammar.decided(actor, text), ""


def _reported(text: str, kind: EntryKind, s: Setting) -> Rewritten:
    grammar = s.grammar
    if grammar is None or kind not in _POINTS or s.style not in _REPORTS:
        return text, ""
    if grammar.opened.match(text):
        return text, ""
    job = s.jobs.get(s.speaker, "")
    role = grammar.role(job) if job else ""
    who = s.speaker if s.style is MinuteStyle.ATTRIBUTED else role
    return grammar.noted(who, _small(grammar.reported(text), s)), ""


def _small(text: str, s: Setting) -> str:
    """A sentence as it goes on behind a lead: a name, a short form or "I" keeps its capital."""
    first, _, rest = text.partition(" ")
    if first in _ARTICLES:
        return text[:1].lower() + text[1:]
    name = first in s.proper or rest[:1].isupper() or not first[1:].islower()
    return text if name and len(first) > 1 else text[:1].lower() + text[1:]


def _form(text: str, kind: EntryKind, _s: Setting) -> Rewritten:
    said = " ".join(text.split())
    if kind is not EntryKind.REASON:
        said = capital(said)
        said += "" if said[-1:] in ".!?…:" else "."
    return said, ""


_RULES: tuple[tuple[Rule, Callable[[str, EntryKind, Setting], Rewritten]], ...] = (
    (Rule.ACTOR, _actor),
    (Rule.NAMES, _names),
    (Rule.NEUTRAL, _neutral),
    (Rule.SHORT, _short),
    (Rule.CONDITION, _condition),
    (Rule.ACTION, _action),
    (Rule.DECISION, _decision),
    (Rule.REPORTED, _reported),
    (Rule.FORM, _form),
)
"""In this order, so that each finds what those before it left."""
