"""Answers to invitations, read from calendar files and from mails that carry one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from typing import Any

from pmo_desktop.domain.invitations import Answer
from pmo_desktop.domain.meetings import Reply
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.i18n import tr

LARGEST = 2_000_000
"""Bytes of a file that are looked at; an answer has a few thousand."""
MOST = 500
"""Answers of one file."""
_REPLIES = {
    "ACCEPTED": Reply.ACCEPTED,
    "DECLINED": Reply.DECLINED,
    "TENTATIVE": Reply.TENTATIVE,
    "DELEGATED": Reply.DECLINED,
}


def read_answers(body: bytes, name: str) -> tuple[Answer, ...]:
    """The answers in a `.ics` file or in a mail with one. Raises FileRefused for anything else."""
    if len(body) > LARGEST:
        raise FileRefused(name, tr("It is too large for an answer to an invitation."))
    found = [a for part in _calendars(body, name) for a in _answers(part, name)]
    if not found:
        raise FileRefused(name, tr("It holds no answer to an invitation."))
    return tuple(found[:MOST])


def _calendars(body: bytes, name: str) -> Iterator[bytes]:
    """The calendar parts: the file itself, or those of a mail."""
    if body.lstrip()[:15].upper().startswith(b"BEGIN:VCALENDAR"):
        yield body
        return
    import email
    from email import policy

    try:
        mail = email.message_from_bytes(body, policy=policy.default)
        found = [part.get_payload(decode=True) for part in mail.walk() if _is_calendar(part)]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise FileRefused(name, tr("The calendar in this mail is damaged.")) from error
    yield from (content for content in found if isinstance(content, bytes))


def _is_calendar(part: Message) -> bool:
    """Whether a part of a mail is a calendar, by its kind or the name of its file."""
    file_name = (part.get_filename() or "").lower()
    return part.get_content_type() == "text/calendar" or file_name.endswith(".ics")


def _answers(body: bytes, name: str) -> Iterator[Answer]:
    from icalendar import Calendar

    try:  # the library reads some values only when they are asked for
        for calendar in Calendar.from_ical(body, multiple=True):
            if str(calendar.get("method", "")).upper() != "REPLY":
                continue
            for event in calendar.walk("VEVENT"):
                yield from _of_event(event)
    except (
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as error:
        raise FileRefused(name, tr("It is no calendar file that can be read.")) from error


def _of_event(event: Any) -> Iterator[Answer]:
    asked = event.get("attendee", [])
    for attendee in asked if isinstance(asked, list) else [asked]:
        params = getattr(attendee, "params", {})
        reply = _REPLIES.get(str(params.get("PARTSTAT", "")).upper())
        if reply is None:
            continue
        yield Answer(
            uid=str(event.get("uid", "")),
            sequence=_whole(event.get("sequence")),
            email=_bare(str(attendee)),
            name=str(params.get("CN", "")),
            reply=reply,
            at=_instant(event),
            note=str(event.get("comment", "")) if not isinstance(event.get("comment"), list) else "",
        )


def _bare(address: str) -> str:
    """An address without its scheme, in small letters."""
    return address.strip().casefold().removeprefix("mailto:")


def _whole(value: Any) -> int:
    try:
        return max(0, int(value or 0))
    except (ValueError, TypeError, OverflowError):
        return 0


def _instant(event: Any) -> datetime | None:
    at = getattr(event.get("dtstamp"), "dt", None)
    if not isinstance(at, datetime):
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
