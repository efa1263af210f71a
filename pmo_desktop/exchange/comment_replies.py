"""Replies to draft minutes: a table with line, comment and person, or plain words, "17: read 15 not 50"."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

from pmo_desktop.domain.registersheet import said
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.tables.reading import read_tables
from pmo_desktop.i18n import tr
from pmo_desktop.services.meetings.commenting import text_rows

LARGEST = 8 * 1024 * 1024
_WORDS = (".txt", ".eml")
_LONGEST_SENDER = 500


def comment_rows(path: Path) -> list[list[str]]:
    """Rows of line, comment and person. In a mail, rows that name nobody are from its sender.

    Raises FileRefused where the file is missing, too large, damaged or has no comment in it.
    """
    rows = _worded(path) if path.suffix.casefold() in _WORDS else _tabled(path)
    if not rows:
        raise FileRefused(path.name, tr("it has no line with a number and a comment"))
    return rows


def _tabled(path: Path) -> list[list[str]]:
    sheet = read_tables(path)[0]
    rows = [[said(cell) for cell in row.cells[:3]] for row in sheet.rows if not row.empty]
    return [row for row in rows if len(row) > 1 and row[1]]


def _worded(path: Path) -> list[list[str]]:
    body = _bytes(path)
    if path.suffix.casefold() != ".eml":
        return text_rows(body.decode("utf-8-sig", errors="replace"))
    try:
        message = message_from_bytes(body, policy=policy.default)
        words = _plain(message)
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as why:
        raise FileRefused(path.name, tr("the words of this mail cannot be read")) from why
    sender = _sender(message)
    return [[line, text, who or sender] for line, text, who in text_rows(words)]


def _plain(message: EmailMessage) -> str:
    """The plain words of a mail."""
    part = message.get_body(("plain",))
    return str(part.get_content()) if part is not None else ""


def _sender(message: EmailMessage) -> str:
    """The address of the sender, else the name, else nothing.

    Taken from the line as it stands: the full reading of a header by the library takes minutes for one that
    was made to be long, and fails on one with line breaks in its coded words.
    """
    raw = next((str(text) for key, text in message.raw_items() if key.casefold() == "from"), "")
    name = ""
    try:
        name, mail = parseaddr(raw[:_LONGEST_SENDER])
        return mail or " ".join(str(make_header(decode_header(name))).split())
    except (LookupError, ValueError, RecursionError):
        return name


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise FileRefused(path.name, tr("it is larger than {n} MB", n=LARGEST // 1024 // 1024))
        return path.read_bytes()
    except OSError as why:
        reason = why.strerror or str(why)
        raise FileRefused(path.name, tr("it cannot be read: {why}", why=reason)) from why
