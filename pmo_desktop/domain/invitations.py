"""What an invitation says, and what an answer to one says: the values between the calendar files and us."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime, timedelta
from enum import StrEnum

from pmo_desktop.domain.meetings import Reply
from pmo_desktop.domain.values import Zoned


class Purport(StrEnum):
    """What a calendar message is about (RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dc.dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who is asked to come, with the address the answer comes from."""

    name: str
    email: str
    needed: bool = True
    reply: Reply = Reply.NONE


@dc.dataclass(frozen=True, slots=True)
class Invitation:
    """A meeting as it is sent out. `uid` stays through all changes, `sequence` counts them from 0."""

    uid: str
    sequence: int
    title: str
    starts: Zoned
    length: timedelta
    place: str
    text: str
    organiser: Invited
    people: tuple[Invited, ...]
    sent: datetime
    purport: Purport = Purport.REQUEST


@dc.dataclass(frozen=True, slots=True)
class Answer:
    """What one person answered to an invitation, as the calendar file of the answer says it."""

    uid: str
    sequence: int
    email: str
    name: str
    reply: Reply
    at: datetime | None
    note: str = ""
