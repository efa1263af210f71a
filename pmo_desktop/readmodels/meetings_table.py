"""The lines of a meeting as rows of a table: the same entries as the list, and all a mouse may change."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, datetime
from uuid import UUID

from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.meetings import Part
from pmo_desktop.domain.minutes import MinuteEntry
from pmo_desktop.i18n import language
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts


@dc.dataclass(frozen=True, slots=True)
class LineRow:
    """One line. `order` counts over the whole meeting; `typed` is the line as one would type it again."""

    id: UUID
    order: int
    item: UUID | None
    item_name: str
    number: str
    kind: EntryKind
    text: str
    typed: str
    at: datetime
    time: str
    owner: UUID | None = None
    owner_name: str = ""
    owner_initials: str = ""
    due: date | None = None
    speaker: UUID | None = None
    speaker_name: str = ""
    part: Part = Part.A
    check_later: bool = False
    prepared: bool = False
    tidied: bool = False

    @property
    def owned(self) -> bool:
        """Whether the line made something that has an owner."""
        return self.kind in (EntryKind.ACTION, EntryKind.RISK, EntryKind.ISSUE)


def line_rows(facts: MeetingFacts) -> tuple[LineRow, ...]:
    """All lines of a meeting, in order."""
    return tuple(_row(facts, n, e) for n, e in enumerate(facts.entries))


def _row(facts: MeetingFacts, order: int, e: MinuteEntry) -> LineRow:
    item = facts.agenda.get(e.item)
    action, issue = facts.actions.get(e.action), facts.issues.get(e.issue)
    made = action or facts.risks.get(e.risk) or issue
    owner = made.owner if made is not None else None
    dated = action or issue
    return LineRow(
        id=e.id,
        order=order,
        item=e.item,
        item_name=f"{item.number} {item.title.said(language())}" if item else "",
        number=facts.numbers[e.id],
        kind=e.entry_kind,
        text=e.text,
        typed=e.text if e.tidied else e.raw or e.text,
        at=e.at,
        time=shown.time(shown.local(facts.zoned(e.at))),
        owner=owner,
        owner_name=facts.name(owner),
        owner_initials=facts.initials.get(owner, "") if owner else "",
        due=dated.due if dated is not None else None,
        speaker=e.speaker,
        speaker_name=facts.name(e.speaker),
        part=e.part,
        check_later=e.check_later,
        prepared=e.prepared,
        tidied=e.tidied,
    )
