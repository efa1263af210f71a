"""Votes as a scribe types them: "6-0-1", "6+ 1- 1", "+mk +sl -hb 0jt", "6 for, 0 against, 1 abstains"."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Iterator

from pmo_desktop.domain.initials import fold
from pmo_desktop.domain.votes import Tally, VoteValue, count

_SCORE = re.compile(r"(?<![\w/:.-])(\d{1,4})([-–/:])(\d{1,4})(?:\2(\d{1,4}))?(?![\w/:-])")
_WORD = re.compile(r"\S+")
_SIGNED = re.compile(r"(?P<n>\d{1,4})(?P<after>[+-])|(?P<before>[+-])(?P<m>\d{1,4})")
_NAMED = re.compile(
    r"(?P<after>[^\W\d_]{1,5}\d?)(?P<s>[+-]|(?<!\d)0)|(?P<r>[+0-])(?P<before>[^\W\d_]{1,5}\d?)"
)
_SIGNS = {"+": VoteValue.FOR, "-": VoteValue.AGAINST, "0": VoteValue.ABSTAIN}
_SAID = {
    VoteValue.FOR: "for|favour|favor|yes|aye|ayes|ja|dafur|dafuer|furs|pour|oui|si",
    VoteValue.AGAINST: "against|no|noes|nay|nays|nein|dagegen|contre|non|contra",
    VoteValue.ABSTAIN: "abstain|abstains|abstained|abstaining|abstention|abstentions|enthaltung|enthaltungen"
    "|enth|enthalten|enthalt|abstencion|abstenciones|abstient",
}
_VALUE_OF = {word: value for value, words in _SAID.items() for word in words.split("|")}
_ALL = frozenset(["unanimous", "unanimously", "einstimmig", "unanime", "unanimement", "unanimite"])
_AGREED = frozenset(["consensus", "konsens", "einvernehmen", "einvernehmlich", "consenso"])
_GLUE = frozenset(["in", "en", "a", "by", "im", "l", "par", "por"])


@dc.dataclass(frozen=True, slots=True)
class VotesTyped:
    """What a vote line says: counts, votes by initials, or that all agreed; and the motion's words.

    `spans` are the places of the votes in the text (start, end), for colouring.
    """

    tally: Tally | None = None
    by_person: tuple[tuple[str, VoteValue], ...] = ()
    unanimous: bool = False
    consensus: bool = False
    subject: str = ""
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def complete(self) -> bool:
        """Whether a result can be worked out from it."""
        return self.tally is not None or self.unanimous or self.consensus

    def typed(self) -> str:
        """The votes in the shortest form that reads the same again."""
        words = [f"{who}{sign}" for who, vote in self.by_person for sign, v in _SIGNS.items() if v is vote]
        if self.tally is not None and not words:
            words.append(f"{self.tally.yes}-{self.tally.no}-{self.tally.abstaining}")
        words += ["unanimous"] * self.unanimous + ["consensus"] * self.consensus
        return " ".join(words)


@dc.dataclass(slots=True)
class _Found:
    """What has been gathered from a line so far."""

    counts: dict[VoteValue, int] = dc.field(default_factory=dict)
    people: dict[str, VoteValue] = dc.field(default_factory=dict)
    agreed: set[str] = dc.field(default_factory=set)
    spans: list[tuple[int, int]] = dc.field(default_factory=list)


def read_votes(text: str) -> VotesTyped:
    """The votes in a line, whatever else stands in it; never raises."""
    score = _SCORE.search(text)
    if score is not None:
        yes, no, abstaining = (int(score.group(n) or 0) for n in (1, 3, 4))
        place = (score.span(),)
        return VotesTyped(Tally(yes, no, abstaining), subject=_rest(text, place), spans=place)
    found = _Found()
    _gather(text, found)
    sure = len(found.counts) > 1 or not _rest(text, tuple(found.spans)) or bool(found.people)
    if not sure and not found.agreed:
        return VotesTyped(subject=_rest(text, ()))
    spans = tuple(found.spans)
    return VotesTyped(
        _tally(found),
        tuple(found.people.items()),
        unanimous="all" in found.agreed,
        consensus="agreed" in found.agreed,
        subject=_rest(text, spans),
        spans=spans,
    )


def _tally(found: _Found) -> Tally | None:
    if found.people:
        return count(found.people.values())
    if not found.counts:
        return None
    return Tally(*(found.counts.get(v, 0) for v in (VoteValue.FOR, VoteValue.AGAINST, VoteValue.ABSTAIN)))


def _rest(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text without these places, tidied."""
    kept, at = [], 0
    for start, end in sorted(spans):
        kept.append(text[at:start])
        at = max(at, end)
    words = " ".join([*kept, text[at:]]).split()
    return "" if all(fold(word) in _GLUE for word in words) else " ".join(words).strip(" ,;:")


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    for word in _WORD.finditer(text):
        plain = word.group().rstrip(",;.:")
        if plain:
            yield plain, word.start(), word.end()


def _gather(text: str, found: _Found) -> None:
    words = list(_words(text))
    n = 0
    while n < len(words):
        n += max(1, _take(words[n:], found))


def _take(words: list[tuple[str, int, int]], found: _Found) -> int:
    """Understand what stands first; how many words that took, 0 when it is no vote."""
    word, start, end = words[0]
    if signed := _SIGNED.fullmatch(word):
        value = _SIGNS[signed["after"] or signed["before"]]
        found.counts[value] = int(signed["n"] or signed["m"])
    elif word.isdecimal() and len(word) <= 4:
        return _take_number(words, found)
    elif named := _NAMED.fullmatch(word):
        found.people[fold(named["after"] or named["before"])] = _SIGNS[named["s"] or named["r"]]
    elif fold(word) in _ALL or fold(word) in _AGREED:
        found.agreed.add("all" if fold(word) in _ALL else "agreed")
    else:
        return 0
    found.spans.append((start, end))
    return 1


def _take_number(words: list[tuple[str, int, int]], found: _Found) -> int:
    """'6 for', '6 in favour', or the bare number after signed counts, which abstain."""
    number, start, end = words[0]
    for ahead in (1, 2):
        if ahead < len(words) and (ahead == 1 or fold(words[1][0]) in _GLUE):
            value = _VALUE_OF.get(fold(words[ahead][0]))
            if value is not None:
                found.counts[value] = int(number)
                found.spans.append((start, words[ahead][2]))
                return ahead + 1
    if (
        VoteValue.FOR in found.counts
        and VoteValue.AGAINST in found.counts
        and VoteValue.ABSTAIN not in found.counts
    ):
        found.counts[VoteValue.ABSTAIN] = int(number)
        found.spans.append((start, end))
        return 1
    return 0
