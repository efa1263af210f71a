"""A line of the minutes as the scribe types it: its marker, who, until when, votes and places to colour.

Nothing that is typed is lost: what cannot be understood stays in the text. Letters as markers are small
letters with a space behind; a word of the language does the same with a colon ("Beschluss: ...").
A backslash at the front makes a note of a line that would be something else.
"""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Collection
from enum import StrEnum

from pmo_desktop.domain.datewords import words_of_a_date
from pmo_desktop.domain.initials import fold
from pmo_desktop.domain.markers_words import (
    SIGNS,
    TAKES_DUE,
    TAKES_OWNER,
    EntryKind,
    LineWords,
    line_words,
)
from pmo_desktop.domain.meetings import InterestEffect
from pmo_desktop.domain.votewords import VotesTyped, read_votes


class Role(StrEnum):
    """What a place in the line is, for its colour."""

    MARKER = "marker"
    OWNER = "owner"
    HELPER = "helper"
    PERSON = "person"
    DUE = "due"
    UNREAD_DUE = "unread_due"
    WORK = "work"
    VOTES = "votes"
    ABOUT = "about"


@dc.dataclass(frozen=True, slots=True)
class Span:
    """A place in the line as typed: characters from `start` up to `end`."""

    start: int
    end: int
    role: Role


@dc.dataclass(frozen=True, slots=True)
class Line:
    """One line understood. What ends in `_typed` is still words: the caller finds the person, day or work.

    `person_typed` is who declares an interest, or who a note is from; `about` the paragraph that a
    correction is for; `restricted` a line of Part B, whatever its kind.
    """

    kind: EntryKind
    text: str
    marker: str = ""
    restricted: bool = False
    owner_typed: str = ""
    helpers_typed: tuple[str, ...] = ()
    due_typed: str = ""
    due_read: bool = False
    work_typed: str = ""
    person_typed: str = ""
    effect: InterestEffect | None = None
    about: str = ""
    votes: VotesTyped | None = None
    spans: tuple[Span, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to store yet."""
        return not (self.text or self.votes or self.owner_typed or self.person_typed or self.about)


_KIND_WORD = re.compile(r"\s*([^\W\d_]+(?: [^\W\d_]+)?)\s*[:：]\s*")
ESCAPE = "\\"


@dc.dataclass(frozen=True, slots=True)
class Head:
    """How a line begins: its kind, and where its text starts."""

    kind: EntryKind
    body: int
    marker: str = ""
    restricted: bool = False
    spans: tuple[Span, ...] = ()


def head_of(text: str, words: LineWords, start: int = 0) -> Head:
    """The kind of a line by its marker or word, looked for from `start` on."""
    lead = start + len(text[start:]) - len(text[start:].lstrip())
    rest = text[lead:]
    if rest.startswith(ESCAPE):
        return Head(EntryKind.NOTE, lead + 1)
    kind, length = words.letters.get(rest[:1]), 1
    if kind is None or not rest[1:2].isspace():
        said = _KIND_WORD.match(rest)
        kind = words.kinds.get(fold(said.group(1))) if said else None
        length = said.end() if said and kind else 0
    if kind is None:
        return Head(EntryKind.NOTE, lead)
    head = Head(
        kind, lead + length, rest[:length].strip(" :："), spans=(Span(lead, lead + length, Role.MARKER),)
    )
    return _reason(text, head, words) if kind is EntryKind.DECISION else head


def _reason(text: str, head: Head, words: LineWords) -> Head:
    """'d because ...' gives the reason of the last decision."""
    pattern = r"\s*([^\W\d_]+(?:\s+[^\W\d_]+)?)(?=\s|$)"
    match = re.match(pattern, text[head.body :])
    parts = match.group(1).split() if match else []
    for n in range(len(parts), 0, -1):
        if fold(" ".join(parts[:n])) in words.because:
            inner = re.match(r"\s*" + r"\s+".join(re.escape(p) for p in parts[:n]), text[head.body :])
            end = head.body + (inner.end() if inner else 0)
            marker = Span(head.spans[0].start, end, Role.MARKER)
            return dc.replace(head, kind=EntryKind.REASON, body=end, spans=(marker,))
    return head


def parse_line(
    text: str,
    lang: str = "en",
    *,
    kind: EntryKind | None = None,
    restricted: bool = False,
    initials: Collection[str] | None = None,
) -> Line:
    """Understand one typed line; never raises, whatever was typed.

    `kind` says it when the marker is no longer in the text (it became a coloured word in front).
    `initials` are those of the people of the meeting: with them a bare word after the interest marker
    counts as a person only when it is one of theirs.
    """
    words = line_words(lang)
    head = Head(kind, 0, SIGNS.get(kind, "")) if kind is not None else head_of(text, words)
    if head.kind is EntryKind.RESTRICTED:
        inner = head_of(text, words, head.body)
        if inner.kind not in (EntryKind.NOTE, EntryKind.RESTRICTED):
            head = dc.replace(inner, spans=head.spans + inner.spans)
        elif inner.kind is EntryKind.NOTE:
            head = dc.replace(head, body=inner.body)
        restricted = True
    body = text[head.body :]
    base = Line(head.kind, " ".join(body.split()), head.marker, restricted=restricted, spans=head.spans)
    match head.kind:
        case EntryKind.VOTE:
            return _vote(body, head.body, base)
        case EntryKind.CORRECTION:
            return _correction(body, head.body, base)
        case EntryKind.INTEREST:
            return _interest(body, head.body, base, words, initials)
        case _:
            return _with_signs(body, head.body, base, lang, words)


def _vote(body: str, at: int, base: Line) -> Line:
    votes = read_votes(body)
    spans = tuple(Span(at + start, at + end, Role.VOTES) for start, end in votes.spans)
    found = dc.replace(votes, spans=()) if votes.complete else None
    return dc.replace(base, text=votes.subject if found else base.text, votes=found, spans=base.spans + spans)


_PARAGRAPH = re.compile(r"\s*(\d{1,3}(?:\.\d{1,3}){1,2})(?=\s|$)")


def _correction(body: str, at: int, base: Line) -> Line:
    place = _PARAGRAPH.match(body)
    if place is None:
        return base
    span = Span(at + place.start(1), at + place.end(1), Role.ABOUT)
    text = " ".join(body[place.end() :].split())
    return dc.replace(base, text=text, about=place.group(1), spans=(*base.spans, span))


_BARE = re.compile(r"\s*(@?)([^\s@>,;:]+)[,;:]?(?=\s|$)")
LONGEST_INITIALS = 3


def _interest(body: str, at: int, base: Line, words: LineWords, initials: Collection[str] | None) -> Line:
    effect = next((e for said, e in words.effects if re.search(rf"\b{said}\b", fold(body))), None)
    who = _BARE.match(body)
    if who is None or not (who.group(1) or _is_initials(who.group(2), initials)):
        return dc.replace(base, effect=effect)
    span = Span(at + who.start(1), at + who.end(2), Role.PERSON)
    text = " ".join(body[who.end() :].split())
    return dc.replace(base, text=text, person_typed=who.group(2), effect=effect, spans=(*base.spans, span))


def _is_initials(word: str, known: Collection[str] | None) -> bool:
    if known is None:
        return word.isalpha() and len(word) <= LONGEST_INITIALS
    return fold(word) in {fold(i) for i in known}


@dc.dataclass(frozen=True, slots=True)
class Sign:
    """A sign inside the text: @, > or /, with where it stands and where its words begin."""

    sort: str
    start: int
    words: int


def signs_in(body: str, words: LineWords) -> list[Sign]:
    """The signs at the beginnings of words; 'who:' and 'by:' do what @ and > do."""
    found = []
    for match in re.finditer(r"(?<!\S)(?:([@>])|(/)(?=[^\W\d_])|([^\W\d_]+):\s+(?=\S))", body):
        word = fold(match.group(3) or "")
        sort = match.group(1) or match.group(2) or ("@" if word in words.who else "")
        sort = sort or (">" if word and word in words.due else "")
        if sort:
            found.append(Sign(sort, match.start(), match.end()))
    return found


_NAME = re.compile(r"[^\s@>,;]++(?![@>])")
_WORK = re.compile(r"[^\W_][\w.-]*(?![\w/])")
ENDINGS = ".:!?)"


def _with_signs(body: str, at: int, base: Line, lang: str, words: LineWords) -> Line:
    """Take owner, date and work out of the text of a line."""
    signs = signs_in(body, words)
    people: list[str] = []
    out: list[tuple[int, int]] = []
    spans: list[Span] = []
    changes: dict[str, object] = {}
    for n, sign in enumerate(signs):
        limit = signs[n + 1].start if n + 1 < len(signs) else len(body)
        match sign.sort:
            case "@":
                span = _person(body, sign, limit, base.kind, first=not people)
                people += [body[sign.words : span.end]] if span else []
            case ">" if base.kind in TAKES_DUE and not changes.get("due_read"):
                span = _due(body, sign, limit, lang, changes)
            case "/" if "work_typed" not in changes:
                span = _work(body, sign, limit, changes)
            case _:
                span = None
        if span is not None:
            spans.append(Span(at + span.start, at + span.end, span.role))
            if span.role not in (Role.PERSON, Role.UNREAD_DUE):
                out.append((span.start, span.end))
    text = _without(body, out)
    line = dc.replace(base, text=text, spans=base.spans + tuple(spans), **changes)  # type: ignore[arg-type]
    return _with_people(line, people, body)


def _person(body: str, sign: Sign, limit: int, kind: EntryKind, *, first: bool) -> Span | None:
    name = _NAME.match(body, sign.words, limit)
    end = sign.words + len(name.group().rstrip(ENDINGS)) if name else sign.words
    if end == sign.words:
        return None
    if kind not in TAKES_OWNER:
        return Span(sign.start, end, Role.PERSON)
    return Span(sign.start, end, Role.OWNER if first else Role.HELPER)


def _due(body: str, sign: Sign, limit: int, lang: str, changes: dict[str, object]) -> Span | None:
    """The longest date behind >; words that are none stay in the text and are told as unread."""
    words = [(m.group(), m.end()) for m in re.finditer(r"\S+", body[sign.words : limit])]
    if not words:
        return None
    n = words_of_a_date([word for word, _ in words], lang)
    said = " ".join(word for word, _ in words[: n or len(words)]).rstrip(",;")
    changes["due_typed"], changes["due_read"] = said, n > 0
    return Span(sign.start, sign.words + words[(n or len(words)) - 1][1], Role.DUE if n else Role.UNREAD_DUE)


def _work(body: str, sign: Sign, limit: int, changes: dict[str, object]) -> Span | None:
    name = _WORK.match(body, sign.words, limit)
    if name is None:
        return None
    said = name.group().rstrip(ENDINGS)
    changes["work_typed"] = said
    return Span(sign.start, sign.words + len(said), Role.WORK)


def _without(body: str, places: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in places:
        kept.append(body[at:start])
        at = end
    text = " ".join(" ".join([*kept, body[at:]]).split())
    return re.sub(r"\s+([.,;:!?])(?=\s|$)", r"\1", text) if places else text


def _with_people(line: Line, people: list[str], body: str) -> Line:
    if not people:
        return line
    if line.kind in TAKES_OWNER:
        return dc.replace(line, owner_typed=people[0], helpers_typed=tuple(people[1:]))
    return dc.replace(line, person_typed=people[0]) if body.lstrip().startswith("@" + people[0]) else line
