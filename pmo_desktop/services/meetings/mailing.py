"""Mail drafts after a meeting as .eml files: action notices, and the draft minutes going round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from pmo_desktop.domain.organisation import Person
from pmo_desktop.i18n import languages, speaking, tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.notices import Notice

_BAD = re.compile(r"[\x00-\x1f\x7f]+")
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 60


def notice_mail(notice: Notice, pdf: bytes | None, at: datetime) -> bytes:
    """The action notice of one owner as a draft in the owner's language, with the PDF when there is one."""
    with speaking(spoken(notice.language)):
        day = shown.date(shown.local(notice.starts).date())
        subject = tr("Your actions from {body}, {date}", body=notice.body, date=day)
        return _draft(
            [(notice.name, notice.email)], subject, _notice_words(notice), at, _attached(notice, pdf)
        )


def _attached(notice: Notice, pdf: bytes | None) -> tuple[str, bytes] | None:
    return (file_name(notice, ".pdf"), pdf) if pdf is not None else None


def _notice_words(notice: Notice) -> str:
    lines = [
        tr("Dear {name},", name=notice.name),
        "",
        trn(
            "At {meeting} you took on {n} action. The minutes follow.",
            "At {meeting} you took on {n} actions. The minutes follow.",
            len(notice.actions),
            meeting=notice.meeting,
        ),
        "",
    ]
    for action in notice.actions:
        due = shown.date(action.due) if action.due else tr("date to be confirmed")
        lines.append(tr("{code} by {date}: {text}", code=action.ref, date=due, text=action.text))
        lines.append("  " + tr("From item {item}", item=action.item))
        if action.decision:
            lines.append(
                "  " + tr("Decision {code}: {text}", code=action.decision, text=action.decision_text)
            )
        lines.append("")
    lines += [tr("Tell {scribe} if this is not what was agreed.", scribe=notice.scribe or notice.chair), ""]
    return "\n".join(lines)


def draft_mail(facts: MeetingFacts, people: Iterable[Person], pdf: bytes | None, at: datetime) -> bytes:
    """The draft minutes going round: to everybody at the meeting, in the language of the body."""
    with speaking(spoken(facts.body.language)):
        until = facts.minutes.comments_until if facts.minutes else None
        said = [
            tr("The draft minutes of {meeting} are attached.", meeting=facts.meeting.ref),
            tr("Comments until {date}, please.", date=shown.date(until)) if until else "",
            tr("Name the number of the line from the margin, one comment to a line:"),
            "",
            tr("17: what it should say"),
            "",
        ]
        subject = tr("Draft minutes of {meeting} for comment", meeting=facts.meeting.ref)
        attached = (f"{facts.meeting.ref or 'minutes'}-draft.pdf", pdf) if pdf is not None else None
        to = [(p.display_name, p.email) for p in people]
        return _draft(to, subject, "\n".join(t for t in said), at, attached)


def spoken(wanted: str) -> str:
    """A language that there are texts in: the one wanted, else English."""
    short = wanted.partition("-")[0]
    return wanted if wanted in languages() else short if short in languages() else "en"


def file_name(notice: Notice, suffix: str) -> str:
    """A name of a file that every system takes: meeting and person."""
    return safe_name(f"{notice.meeting}-{notice.name}") + suffix


def safe_name(said: str) -> str:
    """Letters, digits and hyphens of a text, not too many."""
    return _UNSAFE.sub("-", said).strip("-.")[:_LONGEST_NAME] or "notice"


def _draft(
    to: Sequence[tuple[str, str]], subject: str, words: str, at: datetime, attached: tuple[str, bytes] | None
) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _BAD.sub(" ", subject)
    message["To"] = [a for name, mail in to if (a := _address(name, mail)) is not None]
    message["Date"] = format_datetime(at)
    message["X-Unsent"] = "1"
    message.set_content(words)
    if attached is not None:
        name, body = attached
        message.add_attachment(body, maintype="application", subtype="pdf", filename=name)
    return message.as_bytes()


def _address(name: str, mail: str) -> Address | None:
    """An address, or None where a person has none that mail programs take."""
    try:
        return Address(_BAD.sub(" ", name), addr_spec=mail) if mail else None
    except (ValueError, IndexError):
        return None
