"""What the words of a decision would do to the register: hold a work, pass a gate, set a budget, and so on.

Words are read clause by clause. A decision that refuses, defers or only advises does nothing. What is named
stays words: the caller finds the work, the amount and the day.
"""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Mapping
from functools import cache

from pmo_desktop.domain.effects import EffectKind
from pmo_desktop.domain.effectwords_said import (
    ALSO,
    CHANGES,
    INSTEAD,
    NAMES,
    NONE,
    NOT,
    RATIFIES,
    WORK,
    Words,
)


@dc.dataclass(frozen=True, slots=True)
class EffectTyped:
    """One change as typed: its kind, the reference that is named, and what else follows the kind.

    `amount` is figures with their unit ("EUR 1.2 m"), `after` the words behind "to" (a phase, a day),
    `name` that of a baseline. Empty where nothing was said. "Hold" without a code may be about a workshop:
    that is not `sure`, and only a title in the same words makes it so.
    """

    kind: EffectKind
    target: str = ""
    amount: str = ""
    after: str = ""
    name: str = ""
    sure: bool = True


@dc.dataclass(frozen=True, slots=True)
class Ratifying:
    """That an earlier decision is confirmed, or is not."""

    target: str
    granted: bool = True


REFERENCE = re.compile(
    r"(?<![\w-])[A-Z]{1,8}-(?:[A-Z0-9]{1,8}-)*\d{1,5}(?:-[A-Z]\d{1,4})?(?![\w-])", re.IGNORECASE
)
_CLAUSE = re.compile(r";\s*|:\s+|,\s+|\.\s+|\s+(?:and|und|sowie)\s+", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?:(?P<before>[A-Z]{3}|[€£$])[\s\u00a0]?)?(?<![\w.,-])(?P<figures>\d[\d.,' \u00a0]*)[\s\u00a0]?"
    r"(?P<unit>(?i:k|m|mn|bn|mio|million(?:s|en)?|mrd|tsd|thousand|tausend)\b\.?)?"
    r"(?:[\s\u00a0]?(?P<behind>EUR|USD|GBP|CHF|[A-Z]{3}\b|[€£$]))?",
)
_BIG = 10_000


@cache
def _said(lang: str, of: str) -> re.Pattern[str]:
    """The words of a language for one thing, with the English ones beside them."""
    tables: Mapping[str, Words] = {"not": NOT, "also": ALSO, "instead": INSTEAD, "none": NONE, "work": WORK,
                                   "ratifies": RATIFIES, "name": NAMES}  # fmt: skip
    return _both(tables[of], lang)


def _both(words: Words, lang: str) -> re.Pattern[str]:
    own = lang.replace("_", "-").split("-")[0].lower()
    return re.compile("|".join(dict.fromkeys((words["en"], words.get(own, words["en"])))), re.IGNORECASE)


@cache
def _kinds(lang: str) -> tuple[tuple[EffectKind, re.Pattern[str]], ...]:
    return tuple((kind, _both(words, lang)) for kind, words in CHANGES.items())


def read_effects(text: str, lang: str = "en") -> tuple[EffectTyped, ...]:
    """What a decision changes, in the order said; nothing for one that refuses or advises. Never raises.

    A reference in a clause without a verb belongs to the clause behind it: titles have commas too.
    """
    if _said(lang, "not").search(text):
        return ()
    found: list[EffectTyped] = []
    waiting = ""
    for clause in _CLAUSE.split(_amounts_kept(text)):
        own = REFERENCE.search(clause)
        made = _of_clause(clause if own else f"{waiting} {clause}", lang, found[-1].kind if found else None)
        waiting = own.group() if own and made is None else ""
        if made is not None and made not in found:
            found.append(made)
        elif made is None and own is None and found and found[-1].kind is EffectKind.PASS_GATE:
            found[-1] = dc.replace(found[-1], after=found[-1].after or _after(clause))
    return tuple(found)


def _amounts_kept(text: str) -> str:
    """The text with the point behind a short unit taken off, so that "1.2 Mio. EUR" is one clause."""
    return re.sub(r"\b(mio|mrd|tsd)\.\s", r"\1 ", text, flags=re.IGNORECASE)


def _of_clause(clause: str, lang: str, before: EffectKind | None) -> EffectTyped | None:
    target = REFERENCE.search(clause)
    kind = next((kind for kind, words in _kinds(lang) if words.search(clause)), None)
    ref = target.group().upper() if target else ""
    if kind is None:
        rest = REFERENCE.sub("", clause).strip(" .")
        return EffectTyped(before, ref) if before and ref and not rest else None
    sure = kind not in _OF_STATE or bool(ref) or _plain(clause, lang)
    typed = EffectTyped(kind, ref, _amount(clause), _after(clause), _name(clause, lang), sure)
    return typed if _enough(typed) else None


_OF_STATE = (EffectKind.START_WORK, EffectKind.HOLD_WORK, EffectKind.STOP_WORK)
_SHORT = 2


def _plain(clause: str, lang: str) -> bool:
    """Whether a clause without a code speaks of the work, or of nothing else at all."""
    return bool(_said(lang, "work").search(clause)) or len(clause.split()) <= _SHORT


def _enough(typed: EffectTyped) -> bool:
    """Whether the clause says enough: a budget needs its amount, a finish its day."""
    match typed.kind:
        case EffectKind.CHANGE_BUDGET:
            return bool(typed.amount)
        case EffectKind.CHANGE_FINISH:
            return bool(typed.after)
        case _:
            return True


def _amount(clause: str) -> str:
    """The amount in a clause, the one with a unit or currency first; a bare number counts from 10,000."""
    bare = REFERENCE.sub(lambda m: " " * len(m.group()), clause)
    found = list(_AMOUNT.finditer(bare))
    named = [m for m in found if m["unit"] or m["before"] or m["behind"]]
    large = [m for m in found if int(re.sub(r"\D", "", m["figures"]) or 0) >= _BIG]
    best = (named or large)[-1:]
    return " ".join(best[0].group().split()).strip(" .,") if best else ""


_AFTER = re.compile(
    r"\b(?:to|into|until|in|auf|zu|zur|nach|bis|phase)\s+(?:the\s+|die\s+|der\s+|phase\s+)?(.+)$",
    re.IGNORECASE,
)


def _after(clause: str) -> str:
    """The words behind "to" (or "auf", "in", ...), the last that has any."""
    bare = " ".join(REFERENCE.sub(" ", clause).split())
    found = _AFTER.search(bare)
    while found is not None and (inner := _AFTER.search(found.group(1))) is not None:
        found = inner
    return found.group(1).strip(' .“”„"') if found else ""


def _name(clause: str, lang: str) -> str:
    found = _said(lang, "name").search(clause)
    return clause[found.end() :].strip(" .“”„\"'")[:80] if found else ""


def read_ratifying(text: str, lang: str = "en") -> tuple[Ratifying, ...]:
    """The earlier decisions that this one confirms or, where it says "not", does not."""
    if not _said(lang, "ratifies").search(text):
        return ()
    granted = not _said(lang, "not").search(text)
    refs = dict.fromkeys(m.group().upper() for m in REFERENCE.finditer(text))
    return tuple(Ratifying(ref, granted) for ref in refs if ref.startswith("D-"))


class Follow:
    """How a line goes on with the decision before it."""

    ALSO = "also"
    INSTEAD = "instead"
    NONE = "none"


def following(text: str, lang: str = "en") -> tuple[str, str]:
    """Whether a decision line only changes what the last decision does, and the words behind that.

    ("also" | "instead" | "none" | "", rest).
    """
    for how in (Follow.NONE, Follow.ALSO, Follow.INSTEAD):
        found = _said(lang, how).match(text.strip())
        if found is not None:
            return how, text.strip()[found.end() :].strip(" ,:")
    return "", text
