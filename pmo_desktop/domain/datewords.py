"""Dates in words: "fri week", "+10 wd", "7/8", "Ende des Monats", "before next meeting".

The words of each language stand in `datewords_<language>.py`; the grammar is one for all. English words
are understood in every language beside its own.
"""

from __future__ import annotations

import dataclasses as dc
from datetime import date
from functools import cache

from pmo_desktop.domain.datewords_de import GERMAN
from pmo_desktop.domain.datewords_en import ENGLISH
from pmo_desktop.domain.datewords_es import SPANISH
from pmo_desktop.domain.datewords_fr import FRENCH
from pmo_desktop.domain.datewords_grammar import meaning
from pmo_desktop.domain.datewords_reading import NO_DATE, NO_SUCH_DAY, Asked, DateRead
from pmo_desktop.domain.datewords_tokens import DateLanguage, tokens
from pmo_desktop.domain.initials import fold
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.i18n import tr

__all__ = ["DateOffer", "DateRead", "offers", "read_date", "said", "words_of_a_date"]

_LANGUAGES = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}
_MONTH_FIRST = frozenset({"en-us", "en-ph"})
LONGEST_TEXT = 80
LONGEST_WORDS = 8
_ANY_DAY = date(2026, 7, 30)


@cache
def _language(code: str) -> DateLanguage:
    """The words of a language with the English ones behind them."""
    own = _LANGUAGES.get(code.replace("_", "-").split("-")[0].lower(), ENGLISH)
    return dc.replace(own, words={**ENGLISH.words, **own.words})


def read_date(
    words: str,
    today: date,
    lang: str = "en",
    calendar: WorkDays | None = None,
    *,
    next_meeting: date | None = None,
) -> DateRead:
    """The day that words mean on a day in a language; never raises, whatever was typed.

    `calendar` counts working days (Monday to Friday when None). Day and month written as two numbers
    go by the language, month first only in American English; the other day is among the alternatives.
    """
    language = _language(lang)
    toks = tokens(words, language) if len(words) <= LONGEST_TEXT else None
    if not toks:
        return DateRead(None, NO_DATE)
    month_first = lang.replace("_", "-").lower() in _MONTH_FIRST
    asked = Asked(today, calendar or WorkDays(), next_meeting, month_first, language.dotted)
    try:
        return meaning(toks, asked) or DateRead(None, NO_DATE)
    except (ValueError, OverflowError):
        return DateRead(None, NO_SUCH_DAY)


def said(read: DateRead) -> str:
    """What to say beside the day, in the language in force; empty when there is nothing to say."""
    return tr(read.reading)


def words_of_a_date(words: list[str], lang: str = "en") -> int:
    """How many words from the first on make a date, at most; 0 when none do."""
    for n in range(min(len(words), LONGEST_WORDS), 0, -1):
        if read_date(" ".join(words[:n]), _ANY_DAY, lang, next_meeting=_ANY_DAY).understood:
            return n
    return 0


@dc.dataclass(frozen=True, slots=True)
class DateOffer:
    """A phrase to offer while a date is typed, with what it means."""

    words: str
    read: DateRead


def offers(
    prefix: str,
    today: date,
    lang: str = "en",
    calendar: WorkDays | None = None,
    *,
    next_meeting: date | None = None,
    limit: int = 6,
) -> tuple[DateOffer, ...]:
    """What is typed, when it reads as a date, then the phrases of the language that begin like it."""
    typed = fold(prefix.strip())
    phrases = [p for p in _language(lang).offers if fold(p).startswith(typed)]
    if typed and typed not in map(fold, phrases):
        phrases.insert(0, prefix.strip())
    read = ((p, read_date(p, today, lang, calendar, next_meeting=next_meeting)) for p in phrases)
    return tuple(DateOffer(p, found) for p, found in read if found.understood)[:limit]
