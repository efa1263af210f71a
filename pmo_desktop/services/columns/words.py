"""Which field the words of a header name, and how sure that is."""

from __future__ import annotations

import re
from functools import cache

from pmo_desktop.domain.absences import folded
from pmo_desktop.domain.registersheet import RegisterField as F
from pmo_desktop.services.columns.rules import COMMON, DIMENSIONS, RULES, WORK_WORDS, Rule

_STOP = "of the a an in on and or for to by at de la le les des du l d der die das und im zu el los y"
_PERIOD = re.compile(r"(?<!\d)(?:fy ?)?((?:19|20)\d{2}(?:\s?[/-]\s?(?:20)?\d{2})?)(?!\d)", re.IGNORECASE)
_LONG_REMARK = re.compile(r"\([^()]{25,}\)?")
_CAMEL = re.compile(r"(?<=[a-zà-ý])(?=[A-ZÀ-Ý])")
_MOST_WORDS = 16


@cache
def words_of(header: str) -> tuple[str, ...]:
    """The words of a header: camel case and underscores opened, long remarks and years left out."""
    text = _CAMEL.sub(" ", _LONG_REMARK.sub(" ", header))
    text = _PERIOD.sub(" ", text).replace("%", " percent ")
    return tuple(w for w in re.split(r"[\W_]+", folded(text)) if w and not w.isdecimal())


def period_of(header: str) -> str:
    """The year or years that a header names, as written."""
    found = _PERIOD.search(header)
    return found[1] if found else ""


@cache
def _meets(word: str, group: str) -> bool:
    return any(
        word == g
        or (g.endswith("*") and word.startswith(g[:-1]))
        or (g.startswith("*") and word.endswith(g[1:]))
        for g in group.split()
    )


def _holds(rule: Rule, words: tuple[str, ...]) -> bool:
    groups = all(any(_meets(w, g) for w in words) for g in rule.groups)
    return groups and not any(_meets(w, rule.but) for w in words)


@cache
def field_of(header: str) -> tuple[F, float]:
    """The field that a header's words name, and the share of its words that say so (0 to 1)."""
    words = words_of(header)
    rule = next((r for r in RULES if _holds(r, words)), None)
    if rule is None:
        return F.OTHER, 0.0
    content = [w for w in words if w not in _STOP.split()] or list(words)
    known = [w for w in content if any(_meets(w, g) for g in (*rule.groups, *COMMON))]
    return rule.field, len(known) / len(content)


def header_score(cells: tuple[str, ...]) -> float:
    """How much a line of cells is like a header: different fields named, squared, per filled cell.

    A line of data names fields by chance and over and over; a header names many, each about once.
    """
    filled = [c for c in cells if c]
    short = (c for c in filled if len(words_of(c)) <= _MOST_WORDS)
    named = {field for c in short if (field := field_of(c)[0]) is not F.OTHER}
    return len(named) ** 2 / len(filled) if filled else 0.0


def names_work(header: str) -> bool:
    """Whether a header says itself that its titles are those of projects."""
    return any(_meets(w, WORK_WORDS) for w in words_of(header))


def dimension_of(header: str) -> str:
    """What a rating column rates: time, cost, scope, benefits, risk, resources, or overall."""
    words = words_of(header)
    return next((d for d, group in DIMENSIONS.items() if any(_meets(w, group) for w in words)), "overall")
