"""The content of a pack: everything its pages print, frozen, with a canonical form to store and hash."""

from __future__ import annotations

import dataclasses as dc
import hashlib
import json
from typing import TypeAlias

from pmo_desktop.domain.values import Zoned
from pmo_desktop.readmodels import pack_codec
from pmo_desktop.readmodels.pack_front import (
    ActionLog,
    Agenda,
    Attendance,
    Contents,
    Cover,
    DecisionsSought,
    PreviousMinutes,
)
from pmo_desktop.readmodels.pack_health import GovernanceHealth
from pmo_desktop.readmodels.pack_portfolio import (
    Milestones,
    PortfolioPage,
    RagHistory,
    StatusTable,
    TopRisks,
    WhatChanged,
)
from pmo_desktop.readmodels.pack_walls import WallChart
from pmo_desktop.readmodels.pack_works import (
    Definitions,
    ExceptionPage,
    IssueFacts,
    MeetingFacts,
    PrintFacts,
    UploadedPaper,
)

Section: TypeAlias = (
    Cover
    | Contents
    | DecisionsSought
    | Agenda
    | Attendance
    | PreviousMinutes
    | ActionLog
    | PortfolioPage
    | WhatChanged
    | StatusTable
    | RagHistory
    | Milestones
    | TopRisks
    | ExceptionPage
    | UploadedPaper
    | Definitions
    | WallChart
    | GovernanceHealth
)
"""One kind of page; a pack is a tuple of these in the order they are read."""

FORMAT = 1
"""Raised when the stored form of a pack changes in a way that an older program cannot read."""


@dc.dataclass(frozen=True, slots=True)
class PackContent:
    """A pack as frozen at `as_of`: who meets, what is printed, and how.

    `title` is the document's title; `version` counts issues from 1. Section keys are unique.
    """

    organisation: str
    title: str
    meeting: MeetingFacts
    version: int
    as_of: Zoned
    classification: str
    issue: IssueFacts
    printing: PrintFacts
    sections: tuple[Section, ...]


def to_json(content: PackContent) -> str:
    """The canonical JSON of a content: the same content always gives the same text."""
    body = {"format": FORMAT, "pack": pack_codec.encode(content, PackContent)}
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_json(text: str) -> PackContent:
    """The content that `to_json` wrote.

    Raises `pack_codec.DecodeError` with the path of the value that does not fit.
    """
    try:
        body = json.loads(text)
    except ValueError as error:
        raise pack_codec.DecodeError("pack", f"not JSON: {error}") from error
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise pack_codec.DecodeError("pack", f"not a pack of format {FORMAT}")
    found = pack_codec.decode(body.get("pack"), PackContent, "pack")
    assert isinstance(found, PackContent)
    return found


def content_hash(content: PackContent) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(to_json(content).encode("utf-8", "surrogatepass")).hexdigest()


def short_hash(content: PackContent) -> str:
    """The first eight digits of the hash in two groups, as printed in the foot of every page."""
    digest = content_hash(content)
    return f"{digest[:4]}\u00a0{digest[4:8]}"


def section_keys(content: PackContent) -> tuple[str, ...]:
    """The key of every section, in order."""
    return tuple(s.head.key for s in content.sections)
