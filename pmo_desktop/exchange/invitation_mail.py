"""Invitations as mails: text, and the calendar message that mail programs offer to accept or decline."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pmo_desktop.domain.invitations import Answer, Invitation, Invited, Purport
from pmo_desktop.exchange.ics_in import LARGEST, read_answers
from pmo_desktop.exchange.ics_meetings import write_invitation
from pmo_desktop.exchange.mail_actions import Draft, MailFault, file_name, message
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels import shown

_ENDINGS = (".ics", ".eml", ".vcs", ".txt")


def write_mails(folder: Path, invitation: Invitation, language: str) -> list[Path]:
    """One mail file for each person asked, in a folder that is made. Raises MailFault."""
    written = []
    calendar = write_invitation(invitation)
    drafts = [_draft(invitation, person, language) for person in invitation.people]
    mails = [
        (draft, message(draft, invitation.sent)) for draft in drafts
    ]  # an address that is none says so first
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for n, (draft, mail) in enumerate(mails, 1):
            mail.add_alternative(
                calendar, maintype="text", subtype="calendar", params={"method": invitation.purport.value}
            )
            path = folder / file_name(draft, n)
            path.write_bytes(mail.as_bytes())
            written.append(path)
    except OSError as why:
        reason = why.strerror or str(why)
        raise MailFault(tr("{path} takes no files: {reason}.", path=folder, reason=reason)) from why
    return written


def _draft(invitation: Invitation, person: Invited, language: str) -> Draft:
    with speaking(language):
        when = shown.zoned(invitation.starts)
        if invitation.purport is Purport.CANCEL:
            subject = tr("Cancelled: {title}", title=invitation.title)
            lines = [tr("This meeting will not be held."), when]
        else:
            again = tr("Changed: {title}", title=invitation.title)
            subject = again if invitation.sequence else tr("Invitation: {title}", title=invitation.title)
            lines = [when, invitation.place, "", invitation.text]
    return Draft((person.name, person.email), (), subject, "\n".join(lines).strip() + "\n", language)


def read_files(paths: Sequence[Path]) -> tuple[list[Answer], list[str]]:
    """The answers in files and folders, and a sentence for each file that holds none."""
    answers: list[Answer] = []
    refused: list[str] = []
    for path in _files(paths):
        try:
            if path.stat().st_size > LARGEST:
                raise FileRefused(path.name, tr("It is too large for an answer to an invitation."))
            answers += read_answers(path.read_bytes(), path.name)
        except FileRefused as why:
            refused.append(str(why))
        except OSError as why:
            refused.append(tr("{path}: {reason}.", path=path.name, reason=why.strerror or str(why)))
    return answers, refused


def _files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        inside = (
            sorted(p for p in path.iterdir() if p.suffix.lower() in _ENDINGS) if path.is_dir() else [path]
        )
        found += inside
    return found
