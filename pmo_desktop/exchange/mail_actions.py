"""Reminders as mail: draft files that a mail program opens, or sent over a server that the settings name.

A password is never stored by this program: it comes from the keyring of the system, or is asked for.
"""

from __future__ import annotations

import dataclasses as dc
import smtplib
import ssl
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr

SERVICE = "PMO Desktop mail"
"""What the keyring of the system knows the password by."""
_SECONDS = 30
_NAME = 60


class MailFault(Fault):
    """Mail that could not be written or sent, and why, in one sentence."""


@dc.dataclass(frozen=True, slots=True)
class Draft:
    """A mail in plain text: names and addresses, subject and text. `sender` may be empty in a draft."""

    to: tuple[str, str]
    copies: tuple[tuple[str, str], ...]
    subject: str
    text: str
    language: str = "en"


@dc.dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is sent over; `security` is "starttls", "tls" or "none"."""

    host: str
    port: int = 587
    security: str = "starttls"
    user: str = ""
    sender: str = ""
    trusted: str = ""
    """A file with the certificate that is trusted beside those of the system."""


def message(draft: Draft, at: datetime, sender: str = "") -> EmailMessage:
    """The mail of a draft. Raises MailFault for an address that is none."""
    mail = EmailMessage(policy=SMTP)
    try:
        mail["To"] = _address(*draft.to)
        if draft.copies:
            mail["Cc"] = [_address(*one) for one in draft.copies]
        if sender:
            mail["From"] = _address("", sender)
    except (ValueError, IndexError, HeaderParseError) as why:
        raise MailFault(
            tr("{name} has no address that mail can go to.", name=_one_line(draft.to[0]))
        ) from why
    mail["Subject"] = _one_line(draft.subject)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = _message_id(draft, at)
    mail["Auto-Submitted"] = "auto-generated"
    if not sender:
        mail["X-Unsent"] = "1"  # mail programs open the file as a draft to be sent
    mail.set_content(draft.text, cte="quoted-printable")
    mail["Content-Language"] = draft.language
    return mail


def _address(name: str, address: str) -> Address:
    return Address(display_name=_one_line(name), addr_spec=_one_line(address).strip())


def _one_line(text: str) -> str:
    """A text that cannot begin another header."""
    return " ".join(part for part in "".join(c if c.isprintable() else " " for c in text).split())


def _message_id(draft: Draft, at: datetime) -> str:
    key = "\n".join((draft.to[1], draft.subject, draft.text, at.isoformat()))
    return f"<{sha256(key.encode('utf-8', 'replace')).hexdigest()[:32]}@pmo-desktop.invalid>"


def file_name(draft: Draft, number: int) -> str:
    """The name of a draft file: its number and the person, in letters that every system takes."""
    plain = "".join(c if c.isalnum() and c.isascii() else "-" for c in draft.to[0])[:_NAME].strip("-")
    return f"{number:02}-{plain or 'mail'}.eml"


def write_drafts(folder: Path, drafts: Iterable[Draft], at: datetime) -> list[Path]:
    """One .eml file a draft, in a folder that is made. Raises MailFault when it takes no files."""
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, draft in enumerate(drafts, 1):
            path = folder / file_name(draft, number)
            path.write_bytes(message(draft, at).as_bytes())
            written.append(path)
    except OSError as why:
        reason = why.strerror or str(why)
        raise MailFault(tr("{path} takes no files: {reason}.", path=folder, reason=reason)) from why
    return written


def send(drafts: Iterable[Draft], server: MailServer, password: str, at: datetime) -> list[Draft]:
    """Send mail over a server; gives those that it took. Raises MailFault when it does not answer.

    Nothing goes over a connection that is not encrypted unless the settings say so.
    """
    taken: list[Draft] = []
    mails = [(draft, message(draft, at, server.sender)) for draft in drafts]
    try:
        with _connected(server) as line:
            if server.user:
                line.login(server.user, password)
            for draft, mail in mails:
                with suppress(smtplib.SMTPRecipientsRefused):  # the others still get theirs
                    line.send_message(mail)
                    taken.append(draft)
    except smtplib.SMTPAuthenticationError as why:
        raise MailFault(tr("{host} did not accept the name or the password.", host=server.host)) from why
    except (smtplib.SMTPException, OSError) as why:
        if taken:
            return taken  # what went out is logged; the rest is told as not sent
        said = tr("{host} did not take the mail: {reason}.", host=server.host, reason=_reason(why))
        raise MailFault(said) from why
    if not taken and mails:
        raise MailFault(tr("{host} knows none of the people that the mail is for.", host=server.host))
    return taken


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.trusted:
        context.load_verify_locations(server.trusted)
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=context)
    line = smtplib.SMTP(server.host, server.port, timeout=_SECONDS)
    if server.security != "none":
        line.starttls(context=context)
    return line


def _reason(why: Exception) -> str:
    said = getattr(why, "smtp_error", b"")
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) and said else str(why)
    return " ".join(text.split()).rstrip(".")


def kept_password(server: MailServer) -> str | None:
    """The password that the keyring of the system keeps for a server; None when it has none."""
    if find_spec("keyring") is None:
        return None
    keyring = import_module("keyring")
    try:
        found = keyring.get_password(SERVICE, f"{server.user}@{server.host}")
    except (keyring.errors.KeyringError, RuntimeError):
        return None
    return found if isinstance(found, str) else None
