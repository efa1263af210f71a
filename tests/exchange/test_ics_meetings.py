"""Invitations out and answers in, read back by the calendar library and line by line."""

from __future__ import annotations

import dataclasses as dc
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from pmo_desktop.domain.invitations import Answer, Invitation, Invited, Purport
from pmo_desktop.domain.meetings import Reply
from pmo_desktop.domain.values import Zoned
from pmo_desktop.exchange.ics_in import read_answers
from pmo_desktop.exchange.ics_meetings import write_invitation
from pmo_desktop.exchange.refused import FileRefused

SENT = datetime(2026, 10, 1, 8, tzinfo=UTC)
STARTS = Zoned(datetime(2026, 10, 29, 13, tzinfo=UTC), "Europe/Berlin")
ASKED = Invitation(
    uid="7a@meetings.pmo-desktop",
    sequence=2,
    title="Lenkungskreis; Größe, <b>fett</b>\nBEGIN:VEVENT",
    starts=STARTS,
    length=timedelta(hours=2),
    place="Saal 3",
    text="1. Begrüßung\n2. Zahlen, Daten; Fakten",
    organiser=Invited('Sam "S" Secretary', "sam@example.org"),
    people=(
        Invited("Ines Ärmel", "ines@example.org", reply=Reply.ACCEPTED),
        Invited("Bo", "bo@x.org", False),
    ),
    sent=SENT,
)


def answer(email: str = "INES@example.org", status: str = "ACCEPTED", sequence: int = 2) -> bytes:
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Any//EN", "METHOD:REPLY", "BEGIN:VEVENT",
        "UID:7a@meetings.pmo-desktop", f"SEQUENCE:{sequence}", "DTSTAMP:20261002T090000Z",
        "DTSTART:20261029T130000Z", "COMMENT:Zehn Minuten später",
        f"ATTENDEE;PARTSTAT={status};CN=Ines:mailto:{email}", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def test_a_calendar_reads_what_was_meant() -> None:
    calendar: Any = Calendar.from_ical(write_invitation(ASKED))
    (event,) = calendar.walk("VEVENT")
    assert calendar["method"] == "REQUEST"
    assert (str(event["uid"]), int(event["sequence"])) == (ASKED.uid, 2)
    assert event["dtstart"].dt.astimezone(UTC) == STARTS.at
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=2)
    assert str(event["summary"]) == "Lenkungskreis; Größe, <b>fett</b> BEGIN:VEVENT"
    assert [a.params["PARTSTAT"] for a in event["attendee"]] == ["ACCEPTED", "NEEDS-ACTION"]
    assert [a.params["ROLE"] for a in event["attendee"]] == ["REQ-PARTICIPANT", "OPT-PARTICIPANT"]
    assert [str(z["tzid"]) for z in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]


def test_a_cancelled_meeting_says_so() -> None:
    text = write_invitation(dc.replace(ASKED, purport=Purport.CANCEL)).decode()
    assert "METHOD:CANCEL" in text
    assert "STATUS:CANCELLED" in text


def test_no_line_is_longer_than_75_bytes() -> None:
    body = write_invitation(dc.replace(ASKED, text="Größenänderung " * 200))
    assert max(len(line) for line in body.split(b"\r\n")) <= 75


@pytest.mark.parametrize(
    ("status", "reply"),
    [
        ("ACCEPTED", Reply.ACCEPTED),
        ("declined", Reply.DECLINED),
        ("TENTATIVE", Reply.TENTATIVE),
        ("DELEGATED", Reply.DECLINED),
    ],
)
def test_answers(status: str, reply: Reply) -> None:
    (found,) = read_answers(answer(status=status), "reply.ics")
    assert (found.uid, found.sequence, found.email, found.reply) == (ASKED.uid, 2, "ines@example.org", reply)
    assert (found.at, found.note) == (datetime(2026, 10, 2, 9, tzinfo=UTC), "Zehn Minuten später")


def test_an_answer_inside_a_mail() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Accepted"
    mail.set_content("I will come")
    mail.add_attachment(answer(), maintype="text", subtype="calendar", filename="invite.ics")
    (found,) = read_answers(mail.as_bytes(), "mail.eml")
    assert found.reply is Reply.ACCEPTED


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "no answer"),
        (b"hello", "no answer"),
        (write_invitation(ASKED), "no answer"),
        (answer(status="NEEDS-ACTION"), "no answer"),
        (b"x" * 2_000_001, "too large"),
        (b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n", "no (answer|calendar)"),
    ],
)
def test_refusals(body: bytes, why: str) -> None:
    with pytest.raises(FileRefused, match=why):
        read_answers(body, "file")


@given(st.integers(0, len(answer()) - 1), st.binary(max_size=6))
def test_damage_gives_answers_or_a_refusal(at: int, junk: bytes) -> None:
    body = answer()
    found: tuple[Answer, ...] = ()
    with suppress(FileRefused):
        found = read_answers(body[:at] + junk + body[at + len(junk) :], "damaged.ics")
    assert all(a.reply is not Reply.NONE for a in found)


def test_a_mail_in_three_thousand_mails_is_refused() -> None:
    with pytest.raises(FileRefused, match="damaged"):
        read_answers(b"Content-Type: message/rfc822\r\n\r\n" * 3000 + answer(), "nested.eml")
