"""What the designer of packs lists: the meetings to choose from, the sections of one pack."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from pmo_desktop.domain.documents import Pack, PackState
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.meetings import Meeting, MeetingState
from pmo_desktop.domain.values import Zoned
from pmo_desktop.readmodels.pack import PackContent

OUT = (MeetingState.CANCELLED, MeetingState.POSTPONED)
FROZEN = (PackState.ISSUED, PackState.REISSUED, PackState.ARCHIVED)


@dc.dataclass(frozen=True, slots=True)
class MeetingChoice:
    """A meeting that a pack can be made for; `version` is the last one issued, 0 when none was."""

    id: UUID
    ref: str
    body: str
    starts: Zoned
    version: int = 0
    upcoming: bool = True


def meeting_choices(
    meetings: Sequence[Meeting],
    bodies: Sequence[GovernanceBody],
    packs: Sequence[Pack],
    now: datetime,
    language: str,
) -> tuple[MeetingChoice, ...]:
    """Meetings to come, the next first, then those that were, the last first."""
    names = {b.id: b.title.said(language) for b in bodies}
    issued: dict[UUID, int] = {}
    for pack in packs:
        if pack.state in FROZEN:
            issued[pack.meeting] = max(pack.version, issued.get(pack.meeting, 0))
    found = [
        MeetingChoice(m.id, m.ref, names.get(m.body, ""), m.starts, issued.get(m.id, 0), m.starts.at >= now)
        for m in meetings
        if m.state not in OUT
    ]
    return tuple(
        sorted(
            found,
            key=lambda c: (not c.upcoming, c.starts.at.timestamp() * (1 if c.upcoming else -1), c.ref),
        )
    )


def first_choice(choices: Sequence[MeetingChoice]) -> MeetingChoice | None:
    """What to begin with: the next meeting whose pack is not out yet, else the next, else the last."""
    open_ones = [c for c in choices if c.upcoming and not c.version]
    return next(iter(open_ones or choices), None)


@dc.dataclass(frozen=True, slots=True)
class SectionLine:
    """One section in the list. `pages` and `first` are 0 while the pack was not built with it.

    `state` is "ready", "look", "stops", "empty" or "off".
    """

    key: str
    number: str
    title: str
    on: bool = True
    pages: int = 0
    first: int = 0
    state: str = "ready"


def section_lines(
    content: PackContent,
    order: Sequence[str],
    off: frozenset[str],
    starts: Mapping[str, int],
    total: int,
    troubled: Mapping[str, str],
) -> tuple[SectionLine, ...]:
    """The sections of a content in the order chosen; new ones go to the end.

    `troubled` says "stops" or "look" by the key of a section; `starts` may name other places as well.
    """
    heads = {s.head.key: s.head for s in content.sections}
    keys = [k for k in order if k in heads] + [k for k in heads if k not in order]
    lengths = section_lengths({k: page for k, page in starts.items() if k in heads}, total)
    return tuple(
        SectionLine(
            key=key,
            number=heads[key].paper,
            title=heads[key].title,
            on=key not in off,
            pages=0 if key in off else lengths.get(key, 0),
            first=0 if key in off else starts.get(key, 0),
            state="off" if key in off else troubled.get(key, "ready"),
        )
        for key in keys
    )


def section_lengths(starts: Mapping[str, int], total: int) -> dict[str, int]:
    """Pages of each section from where the sections begin; a blank page counts to the one before it."""
    begun = {page for page in starts.values() if page}
    ends = {page: min((p for p in begun if p > page), default=total + 1) for page in begun}
    return {key: ends[page] - page for key, page in starts.items() if page}


def moved(order: Sequence[str], key: str, by: int) -> tuple[str, ...]:
    """An order with one key so many places further down (up when negative), kept inside the list."""
    found = list(order)
    at = found.index(key)
    found.insert(max(0, min(at + by, len(found) - 1)), found.pop(at))
    return tuple(found)
