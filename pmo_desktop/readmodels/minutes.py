"""The minutes of one meeting as they are printed: frozen, plain values, in the order of the agenda."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from enum import StrEnum

from pmo_desktop.domain.meetings import Presence
from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.domain.values import Zoned


class EntryKind(StrEnum):
    """What a minuted line is; it decides how the line is set."""

    NOTE = "note"
    KEY_POINT = "key_point"
    DECISION = "decision"
    ACTION = "action"
    VOTE = "vote"
    DECLARATION = "declaration"
    QUESTION = "question"
    RISK = "risk"
    ISSUE = "issue"
    PARKED = "parked"
    CORRECTION = "correction"


class MinutesStage(StrEnum):
    """How far the minutes have come; a draft carries the word across every page."""

    DRAFT = "draft"
    CIRCULATED = "circulated"
    APPROVED = "approved"


@dc.dataclass(frozen=True, slots=True)
class VoteCount:
    """How a vote went: counts, the result in words, and dissent recorded at a member's request."""

    in_favour: int
    against: int
    abstained: int
    result: str = ""
    dissent: tuple[str, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class MinuteLine:
    """One numbered entry (`5.3`).

    `ref` is the reference of what the line created (D-PB-2026-06-02). `owner` and `due` are given for
    actions; `reasons`, `vote` and `quorum` (members present, members needed) for decisions.
    """

    number: str
    kind: EntryKind
    text: str
    ref: str = ""
    owner: str = ""
    due: dt.date | None = None
    reasons: str = ""
    vote: VoteCount | None = None
    quorum: tuple[int, int] | None = None


@dc.dataclass(frozen=True, slots=True)
class MinutedItem:
    """One item of the agenda with its lines, in the order spoken; `key` links it to a paper or section."""

    number: str
    title: str
    lines: tuple[MinuteLine, ...] = ()
    paper: str = ""
    presenter: str = ""
    started: dt.time | None = None
    key: str = ""


@dc.dataclass(frozen=True, slots=True)
class RollCall:
    """One person at the meeting: capacity ("Chair", "In attendance"), presence, times in and out."""

    name: str
    capacity: str
    presence: Presence
    represents: str = ""
    came: dt.time | None = None
    left: dt.time | None = None
    note: str = ""


@dc.dataclass(frozen=True, slots=True)
class MinuteCorrection:
    """A correction received since the draft: where, what stood there, what stands there now, from whom."""

    where: str
    was: str
    now: str
    by: str = ""


@dc.dataclass(frozen=True, slots=True)
class ParkedPoint:
    """A point set aside, and where it goes next."""

    text: str
    goes_to: str = ""


@dc.dataclass(frozen=True, slots=True)
class MinutesModel:
    """Everything that the minutes of one meeting print.

    `starts`, `ends` and `closed` are instants with the zone of the meeting; `quorum_needed` counts voting
    members. `version` is the number of the draft. `line_numbers` count every fifth line for comments.
    """

    organisation: str
    body: str
    meeting: str
    title: str
    stage: MinutesStage
    version: int
    language: str
    classification: str
    starts: Zoned
    place: str
    chair: str
    secretary: str
    scribe: str
    quorum_needed: int
    ends: Zoned | None = None
    attendance: tuple[RollCall, ...] = ()
    items: tuple[MinutedItem, ...] = ()
    corrections: tuple[MinuteCorrection, ...] = ()
    parked: tuple[ParkedPoint, ...] = ()
    next_meeting: Zoned | None = None
    next_place: str = ""
    comments_by: dt.date | None = None
    approved_on: dt.date | None = None
    signed_by: str = ""
    line_numbers: bool = True
    paper_size: PaperSize = PaperSize.A4
