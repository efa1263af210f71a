"""Draft minutes under review: numbered lines, tracked changes, comments, and what was amended afterwards."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from pmo_desktop.domain.meetings import AgendaItem, AgendaKind, Meeting
from pmo_desktop.domain.minutes import MinutesState
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.reviewing import (
    Amendment,
    AmendmentState,
    AmendmentWhy,
    CommentState,
    MinuteComment,
)
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_corrections import approving_meeting
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live

R = TypeVar("R", bound=Record)


@dc.dataclass(frozen=True)
class ReviewFacts:
    """What was said of the minutes of one meeting, and their other wordings. `agenda` is that of the meeting
    which approves them.
    """

    comments: tuple[MinuteComment, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()

    @property
    def open_comments(self) -> int:
        """How many comments nobody answered yet, those left to the chair too."""
        waits = (CommentState.OPEN, CommentState.TO_CHAIR)
        return sum(c.state in waits for c in self.comments if live(c))

    @property
    def proposed(self) -> tuple[Amendment, ...]:
        """The other wordings that wait for a word."""
        return tuple(a for a in _live(self.amendments) if a.state is AmendmentState.PROPOSED)

    @property
    def next_number(self) -> int:
        """The number of the next amendment of the meeting."""
        return max((a.number for a in self.amendments), default=0) + 1

    def waiting_for(self, entry: UUID) -> Amendment | None:
        """The other wording of a line that waits, the latest where there are several."""
        found = [a for a in self.proposed if a.entry == entry]
        return max(found, key=lambda a: a.at, default=None)


def _live(records: Iterable[R]) -> tuple[R, ...]:
    return tuple(r for r in records if live(r))


# -- numbered lines ----------------------------------------------------------------------------------


@dc.dataclass(frozen=True, slots=True)
class NumberedLine:
    """One line of the draft with its number in the margin, and the entry it belongs to."""

    line: int
    entry: UUID
    number: str
    text: str


def numbered_lines(facts: MeetingFacts) -> tuple[NumberedLine, ...]:
    """The entries of the minutes numbered through from 1, in the order of the agenda.

    Wording does not move them: the number of an entry changes only when lines are added or taken away, which
    is another version of the draft.
    """
    return tuple(NumberedLine(n, e.id, facts.numbers[e.id], e.text) for n, e in enumerate(facts.entries, 1))


def line_of(facts: MeetingFacts, typed: str) -> NumberedLine | None:
    """The line that somebody means by its number in the margin ("17") or its paragraph ("4.9")."""
    wanted = typed.strip().lstrip("#").casefold()
    lines = numbered_lines(facts)
    if wanted.isdigit():
        return next((x for x in lines if x.line == int(wanted)), None)
    return next((x for x in lines if x.number.casefold() == wanted), None)


# -- tracked changes ---------------------------------------------------------------------------------


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    STRUCK = "struck"
    ADDED = "added"


@dc.dataclass(frozen=True, slots=True)
class Words:
    """Some words of a line and what became of them."""

    mark: Mark
    text: str


def compared(was: str, reads: str) -> tuple[Words, ...]:
    """A line in two wordings as words kept, struck and added, in the order they are read."""
    before, after = re.findall(r"\s+|[^\s]+", was), re.findall(r"\s+|[^\s]+", reads)
    found: list[Words] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Words(Mark.KEPT, "".join(before[a:b])))
            continue
        if b > a:
            found.append(Words(Mark.STRUCK, "".join(before[a:b])))
        if d > c:
            found.append(Words(Mark.ADDED, "".join(after[c:d])))
    return tuple(found)


@dc.dataclass(frozen=True, slots=True)
class ChangeRow:
    """One other wording: of which line, its words, from whom, why, and what became of it."""

    id: UUID
    number: int
    line: str
    words: tuple[Words, ...]
    by: str
    why: AmendmentWhy
    state: AmendmentState
    at: datetime
    reason: str = ""
    stale: bool = False

    @property
    def waits(self) -> bool:
        """Whether nobody decided on it yet."""
        return self.state is AmendmentState.PROPOSED


def change_rows(facts: MeetingFacts, review: ReviewFacts) -> tuple[ChangeRow, ...]:
    """All other wordings in the order of the lines; one that waits is compared with the line as it is now."""
    place = {e.id: n for n, e in enumerate(facts.entries)}
    rows = sorted(_live(review.amendments), key=lambda a: (place.get(a.entry, -1), a.number))  # type: ignore[arg-type]
    return tuple(_change(facts, a) for a in rows)


def _change(facts: MeetingFacts, a: Amendment) -> ChangeRow:
    entry = facts.notes.get(a.entry)
    waits = a.state is AmendmentState.PROPOSED
    was = entry.text if entry is not None and waits else a.was
    return ChangeRow(
        a.id,
        a.number,
        facts.numbers.get(a.entry, "") if a.entry else "",
        compared(was, a.reads),
        facts.name(a.by),
        a.why,
        a.state,
        a.at,
        a.reason,
        stale=waits and entry is not None and entry.text != a.was,
    )


# -- comments ----------------------------------------------------------------------------------------


@dc.dataclass(frozen=True, slots=True)
class CommentRow:
    """One comment: its line, who said it and when, what the line says now, and the answer."""

    id: UUID
    line: int
    number: str
    person: str
    text: str
    at: datetime
    state: CommentState
    reason: str
    line_text: str


def comment_rows(facts: MeetingFacts, review: ReviewFacts) -> tuple[CommentRow, ...]:
    """All comments by line; those on the minutes as a whole come first."""
    lines = {x.entry: x for x in numbered_lines(facts)}
    rows = []
    for c in sorted(_live(review.comments), key=lambda c: (c.line, c.at)):
        line = lines.get(c.entry) if c.entry else None
        rows.append(
            CommentRow(
                c.id,
                c.line,
                line.number if line else "",
                facts.name(c.person),
                c.text,
                c.at,
                c.state,
                c.reason,
                line.text if line else "",
            )
        )
    return tuple(rows)


# -- approval ----------------------------------------------------------------------------------------


@dc.dataclass(frozen=True, slots=True)
class ApprovalPlace:
    """Where the minutes are approved: the meeting, its day, and the item of its agenda."""

    meeting: UUID
    ref: str
    day: date
    item: str = ""
    title: str = ""


def approval_place(facts: MeetingFacts, review: ReviewFacts) -> ApprovalPlace | None:
    """The meeting that approves these minutes and its item for that; None while none is planned."""
    minutes = facts.minutes
    at = (minutes.approved_at if minutes else None) or approving_meeting(facts)
    found = facts.meetings.get(at)
    if found is None:
        return None
    items = [i for i in _live(review.agenda) if i.agenda_kind is AgendaKind.MINUTES]
    item = min(items, key=lambda i: i.position, default=None)
    title = item.title.said(facts.body.language) if item else ""
    day = shown.local(found.starts).date()
    return ApprovalPlace(found.id, found.ref, day, item.number if item else "", title)


def waiting_minutes(facts: MeetingFacts) -> tuple[Meeting, ...]:
    """Earlier meetings of the body whose minutes are on the table, for the approval item of this one."""
    tabled = {s.meeting for s in facts.minute_sets.all() if live(s) and s.state is MinutesState.TABLED}
    earlier = [m for m in facts.meetings.all() if m.id in tabled and m.starts.at < facts.meeting.starts.at]
    return tuple(sorted(earlier, key=lambda m: m.starts.at))


# -- amendments after approval -----------------------------------------------------------------------


@dc.dataclass(frozen=True, slots=True)
class Erratum:
    """One amendment of approved minutes as it is printed with them: number, place, words and authority."""

    number: int
    line: str
    was: str
    reads: str
    by: str
    decision: str

    @property
    def said(self) -> str:
        """The erratum in one sentence."""
        return tr(
            "Amendment {n} to {line}: “{was}” reads “{reads}” (decision {code}).",
            n=self.number,
            line=self.line,
            was=self.was,
            reads=self.reads,
            code=self.decision,
        )


def errata(facts: MeetingFacts, review: ReviewFacts, codes: Mapping[UUID, str]) -> tuple[Erratum, ...]:
    """The amendments that a decision made to approved minutes, numbered from 1; `codes` are of decisions."""
    return tuple(
        Erratum(
            n,
            facts.numbers.get(a.entry, "") if a.entry else "",
            a.was,
            a.reads,
            facts.name(a.by),
            codes.get(a.decision, "") if a.decision else "",
        )
        for n, a in enumerate(_decided(review), 1)
    )


def _decided(review: ReviewFacts) -> Iterator[Amendment]:
    for a in sorted(_live(review.amendments), key=lambda a: a.number):
        if a.state is AmendmentState.ACCEPTED and a.decision is not None:
            yield a
