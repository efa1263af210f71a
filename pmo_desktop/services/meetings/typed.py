"""A line that was typed, where and when: what its words mean at this meeting."""

from __future__ import annotations

import dataclasses as dc
import re
from datetime import date
from functools import cached_property

from pmo_desktop.domain.datewords import DateRead, read_date
from pmo_desktop.domain.ids import MinuteEntryId, PersonId, WorkId
from pmo_desktop.domain.initials import Candidate, resolve
from pmo_desktop.domain.markers import EntryKind, Line, named
from pmo_desktop.domain.meetings import AgendaItem
from pmo_desktop.domain.values import Rich
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.shown import local
from pmo_desktop.services.meetings.series import parked_source
from pmo_desktop.services.meetings.steps import Moment

_GOES_ON = (EntryKind.REASON, EntryKind.INTEREST)
_PLAIN_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]+|(?=-[^\W\d_]))(?![^\s,;:.!?'’-])")


def capital(said: str) -> str:
    """A text with a capital at its beginning; names written their own way ("iPad", "x86") stay."""
    word = _PLAIN_WORD.match(said)
    return said[:1].upper() + said[1:] if word and word.group().islower() else said


def language_of(facts: MeetingFacts) -> str:
    """The language of the minutes; that of the body before there are any."""
    return facts.minutes.language if facts.minutes else facts.body.language


@dc.dataclass(frozen=True)
class Typed:
    """A line that was typed, where and when; and what its words mean there."""

    facts: MeetingFacts
    item: AgendaItem | None
    line: Line
    entry: MinuteEntryId
    moment: Moment

    @cached_property
    def lang(self) -> str:
        """The language of the minutes."""
        return language_of(self.facts)

    @cached_property
    def today(self) -> date:
        """The day where the meeting is held."""
        return local(self.facts.zoned(self.moment.now)).date()

    @cached_property
    def people(self) -> tuple[Candidate, ...]:
        """Who may be meant by initials."""
        return self.facts.candidates(self.item)

    def person(self, typed: str) -> PersonId | None:
        """The one person meant by letters."""
        found = resolve(typed, self.people)
        return PersonId(found.id) if found else None

    @cached_property
    def owner(self) -> PersonId | None:
        """Who shall do it."""
        return self.person(self.line.owner_typed)

    @cached_property
    def due(self) -> DateRead:
        """The day meant by the words behind >."""
        following = self.facts.next_meeting
        coming = local(following.starts).date() if following else None
        days = self.facts.work_days
        return read_date(self.line.due_typed, self.today, self.lang, days, next_meeting=coming)

    @cached_property
    def work(self) -> WorkId | None:
        """The work that was named, else that of the item."""
        named_work = self.facts.work_called(self.line.work_typed) if self.line.work_typed else None
        return named_work.id if named_work else (self.item.work if self.item else None)

    @cached_property
    def text(self) -> Rich:
        """The words with initials written out; what could not be understood stays in them.

        They begin with a capital, but where they go on a sentence (a reason, an interest).
        """
        line = self.line
        lost = ["@" + who for who in (line.owner_typed, *line.helpers_typed) if who and not self.person(who)]
        if line.work_typed and not self.facts.work_called(line.work_typed):
            lost.append("/" + line.work_typed)
        said = named(
            " ".join([line.text, *lost]).strip(), lambda who: self.facts.name(self.person(who)) or None
        )
        return Rich(said if line.kind in _GOES_ON else capital(said))

    @cached_property
    def source(self) -> str:
        """How records that the entry cannot point at say where they came from."""
        return parked_source(self.entry)
