"""Typed cells to values, and values to edits: the one place where a screen's text becomes data.

Every reader raises ValueError with one sentence that says what was not understood and what would be.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.edits import Set, between
from pmo_desktop.domain.initials import Candidate, fold, match_people, resolve
from pmo_desktop.domain.lifecycle import next_states
from pmo_desktop.domain.schema import kinds
from pmo_desktop.domain.values import LText, Money, Points, Score
from pmo_desktop.i18n import language, tr

_DECIMAL_COMMA = frozenset(
    {"de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "pl", "cs", "fi", "ru", "tr"}
)
_BARE_LIMIT = 10_000
MILLION = 1_000_000


# -- typed text to values --------------------------------------------------------------------------


def text_of(value: Any) -> str:
    """What was typed, on one line."""
    return " ".join(str(value or "").split())


def needed_text(value: Any, field: str) -> str:
    """A text that may not be empty."""
    found = text_of(value)
    if not found:
        raise ValueError(tr("{field} is needed", field=field))
    return found


def title_in(seen: LText, value: Any, field: str) -> LText:
    """A title with its text in the language in force changed; those in others stay."""
    typed = needed_text(value, field)
    known = dict(seen.texts)
    shown = language() if language() in known or not known else "en" if "en" in known else next(iter(known))
    return LText.from_map(known | {shown: typed})


def day_of(value: Any, today: date) -> date | None:
    """A day from words or digits ("10 Dec", "fri week", "+10 wd"); None when the cell was emptied."""
    if isinstance(value, date) or value is None:
        return value
    typed = text_of(value)
    if typed in ("", "–", "-"):
        return None
    from pmo_desktop.domain.datewords import read_date

    read = read_date(typed, today, language())
    if read.date is None:
        raise ValueError(
            tr("“{text}” is not a date. Type it like 10 Dec 2026, fri week or +10 wd.", text=typed)
        )
    return read.date


def money_of(value: Any, currency: str, *, unit: int = 1) -> Money | None:
    """An amount in the language in force ("1.2m", "1,200,000", "1.2 Mio."); None when it was emptied.

    A bare number below 10,000 is meant in the `unit` that the column shows (1,000,000 for millions).
    """
    if isinstance(value, Money) or value is None:
        return value
    typed = text_of(value)
    if typed in ("", "–", "-"):
        return None
    decimal = "," if language().split("-")[0] in _DECIMAL_COMMA else "."
    from pmo_desktop.services.columns.money import AmountStyle, read_amount

    read = read_amount(typed, AmountStyle(decimal, currency, 1)).value
    if read is None:
        raise ValueError(tr("“{text}” is not an amount. Type it like 1.2m or 1,200,000.", text=typed))
    bare = not any(c.isalpha() for c in typed.replace(read.currency, ""))
    if unit > 1 and bare and abs(read.minor) < _BARE_LIMIT * 10 ** _digits(read.currency):
        return Money(read.minor * unit, read.currency)
    return read


def _digits(currency: str) -> int:
    from pmo_desktop.readmodels.shown import minor_digits

    return minor_digits(currency)


def points_of(value: Any) -> Points | None:
    """A percentage in hundredths of a per cent; None when it was emptied."""
    if value is None or not text_of(value):
        return None
    from pmo_desktop.services.columns.money import read_percent

    points, why = read_percent(text_of(value))
    if points is None:
        raise ValueError(tr("“{text}” is not a percentage: {why}", text=text_of(value), why=why))
    return points


def score_of(value: Any) -> Score | None:
    """A step of a scale from 1 to 5; None when it was emptied."""
    typed = text_of(value)
    if typed in ("", "–", "-"):
        return None
    if typed not in {"1", "2", "3", "4", "5"}:
        raise ValueError(tr("“{text}” is not a step. Type 1 to 5.", text=typed))
    return Score(int(typed))


def whole_of(value: Any, field: str) -> int | None:
    """A whole number; None when the cell was emptied."""
    typed = text_of(value).replace("\u2212", "-")
    if typed in ("", "–", "-"):
        return None
    try:
        return int(typed)
    except ValueError:
        raise ValueError(tr("{field} is a whole number, not “{text}”", field=field, text=typed)) from None


def choice_of(value: Any, members: Iterable[Worded]) -> Worded:
    """One of a list of words, from the member, its stored value or its word in the language in force."""
    allowed = tuple(members)
    typed = fold(text_of(value.value if isinstance(value, Worded) else value))
    for member in allowed:
        if typed in (fold(member.value), fold(tr(member.label)), fold(member.label)):
            return member
    words = ", ".join(tr(m.label) for m in allowed)
    raise ValueError(tr("“{text}” is not one of: {words}", text=text_of(value), words=words or "–"))


def optional_choice(value: Any, members: Iterable[Worded]) -> Worded | None:
    """As `choice_of`, and None when the cell was emptied."""
    return None if value is None or text_of(value) in ("", "–") else choice_of(value, members)


def state_in(kind: str, now: Worded, value: Any) -> Worded:
    """The state itself or one that may follow it; the sentence names those."""
    return choice_of(value, (now, *next_states(kind, now)))


def person_of(value: Any, people: Sequence[Candidate]) -> UUID | None:
    """The person meant by initials or any part of a name; None when the cell was emptied."""
    if isinstance(value, UUID) or value is None:
        return value
    typed = text_of(value)
    if typed in ("", "–"):
        return None
    found = resolve(typed, people)
    if found:
        return found.id
    close = match_people(typed, people)[:3]
    if close:
        names = ", ".join(p.name for p in close)
        raise ValueError(tr("“{text}” fits several people: {names}", text=typed, names=names))
    raise ValueError(tr("Nobody here is called “{text}”", text=typed))


def named_of(value: Any, named: Sequence[tuple[UUID, str]], field: str) -> UUID | None:
    """The record meant by its name or the beginning of it; None when the cell was emptied."""
    if isinstance(value, UUID) or value is None:
        return value
    typed = fold(text_of(value))
    if typed in ("", "–"):
        return None
    whole = [uid for uid, name in named if fold(name) == typed]
    begins = [uid for uid, name in named if fold(name).startswith(typed)]
    if len(whole) == 1 or len(begins) == 1:
        return (whole or begins)[0]
    raise ValueError(tr("“{text}” is no single {field}", text=text_of(value), field=field))


def choices(members: Iterable[Worded], *, empty: bool = False) -> tuple[tuple[Any, str], ...]:
    """Members as a view offers them: (member, word), with an empty choice first if asked for."""
    listed = tuple((m, tr(m.label)) for m in members)
    return ((None, "–"), *listed) if empty else listed


# -- values to edits -------------------------------------------------------------------------------


def _carried(kind: str, row_type: type[Any]) -> tuple[str, ...]:
    """The fields of a kind that a type of row carries under the same name."""
    has = {f.name for f in dc.fields(row_type)}
    return tuple(f.name for f in kinds()[kind].fields if f.name in has)


def has_field(kind: str, field: str) -> bool:
    """Whether records of a kind have a field that people may set."""
    found = kinds()[kind].by_name.get(field)
    return found is not None and found.typed


def seen_record(kind: str, row: Any) -> Any:
    """The record as a row showed it; fields that the row does not carry have their default."""
    return kinds()[kind].cls(**{name: getattr(row, name) for name in _carried(kind, type(row))})


def set_of(kind: str, row: Any, wanted: Mapping[str, Any]) -> Set:
    """The edit that turns what a row showed into what is wanted; fields the row must carry."""
    seen = seen_record(kind, row)
    missing = set(wanted) - set(_carried(kind, type(row)))
    if missing:
        raise KeyError(f"{type(row).__name__} does not carry {', '.join(sorted(missing))}")
    return between(seen, dc.replace(seen, **wanted))
