"""Answers of owners: mail (.eml), text and CSV files, one line an action: "A-PB-2026-07-02 done".

English and German are understood in every file. Nothing is guessed: a line that names an action and says
something else is told as not understood. A file is refused whole when it is none of these kinds, too large,
or not text.
"""

from __future__ import annotations

import csv
import dataclasses as dc
import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path

from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.i18n import tr

KINDS = (".eml", ".txt", ".csv")
MOST_BYTES = 2_000_000
MOST_LINES = 5_000
_LONGEST_LINE = 2_000
_REF = re.compile(r"\bA-[A-Z0-9]+(?:-[A-Z0-9]+)*-\d+\b", re.IGNORECASE)
_MIDDLE = " \t:;,.=-\u2013\u2014>|\"'"
_QUOTED = (">", "|")


class Verdict(StrEnum):
    """What an owner says of an action."""

    DONE = "done"
    BLOCKED = "blocked"
    NEW_DATE = "new_date"
    UNKNOWN = "unknown"


_SAYS: tuple[tuple[Verdict, str, tuple[str, ...]], ...] = (
    (Verdict.NEW_DATE, "en", ("new date", "new due date", "move to", "moved to", "postpone to")),
    (Verdict.NEW_DATE, "de", ("neuer termin", "neues datum", "verschieben auf", "verschoben auf")),
    (Verdict.BLOCKED, "en", ("blocked", "stuck")),
    (Verdict.BLOCKED, "de", ("blockiert", "gesperrt", "hängt fest", "haengt fest")),
    (Verdict.DONE, "en", ("done", "finished", "completed", "closed")),
    (Verdict.DONE, "de", ("erledigt", "fertig", "abgeschlossen")),
)
_BECAUSE = re.compile(r"^(because of|because|since|as|weil|wegen|da)\b", re.IGNORECASE)


@dc.dataclass(frozen=True, slots=True)
class Reply:
    """One line of an answer: which action, what it says of it, and the rest of its words.

    `language` is that of the words; `line` counts from 1; `on` is the day of the mail, if it says one.
    """

    ref: str
    verdict: Verdict
    words: str
    language: str
    line: int
    said: str
    on: date | None = None


def read_replies(path: Path) -> list[Reply]:
    """The answers in a file. Raises FileRefused with one sentence for anything that is no such file."""
    name, kind = path.name, path.suffix.lower()
    if kind not in KINDS:
        raise FileRefused(name, tr("answers are read from .eml, .txt and .csv files."))
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FileRefused(name, tr("it is larger than {n} MB.", n=MOST_BYTES // 1_000_000))
        body = path.read_bytes()
    except OSError as why:
        raise FileRefused(name, tr("it cannot be read ({reason}).", reason=why.strerror or str(why))) from why
    return replies_in(body, name, kind)


def replies_in(body: bytes, name: str, kind: str) -> list[Reply]:
    """The answers in the bytes of a file of a kind. Raises FileRefused."""
    on: date | None = None
    if kind == ".eml":
        text, on = _mail(body, name)
    else:
        text = _decoded(body, name)
    lines = _rows(text, name) if kind == ".csv" else text.splitlines()
    if len(lines) > MOST_LINES:
        raise FileRefused(name, tr("it has more than {n} lines.", n=MOST_LINES))
    return list(_replies(lines, on))


def _decoded(body: bytes, name: str) -> str:
    if b"\x00" in body and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefused(name, tr("it is not a text file."))
    coding = "utf-16" if body.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return body.decode(coding)
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def _mail(body: bytes, name: str) -> tuple[str, date | None]:
    """The plain text of a mail and its day; pictures and attachments are not opened."""
    from email import message_from_bytes, policy
    from email.message import EmailMessage

    try:
        mail = message_from_bytes(body, _class=EmailMessage, policy=policy.default)
        part = mail.get_body(("plain",))
        text = part.get_content() if part is not None else None
        at = mail["date"].datetime if mail["date"] is not None else None
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as why:
        raise FileRefused(name, tr("the mail is damaged.")) from why
    if not mail.keys():
        raise FileRefused(name, tr("it is not a mail."))
    if not isinstance(text, str):
        raise FileRefused(name, tr("the mail has no part in plain text."))
    return text, at.date() if at is not None else None


def _rows(text: str, name: str) -> list[str]:
    """The rows of a CSV file, each as one line; the separator is the one its first line has most of."""
    lines = text.splitlines()
    first = lines[0] if lines else ""
    mark = max(";,\t", key=first.count)
    try:
        return [" ".join(cell.strip() for cell in row) for row in csv.reader(lines, delimiter=mark)]
    except csv.Error as why:
        raise FileRefused(name, tr("its rows cannot be told apart.")) from why


def _replies(lines: list[str], on: date | None) -> Iterator[Reply]:
    for number, raw in enumerate(lines, 1):
        line = "".join(c if c.isprintable() else " " for c in raw[:_LONGEST_LINE]).strip()
        found = None if line.startswith(_QUOTED) else _REF.search(line)
        if found is None or line[: found.start()].strip(_MIDDLE + "*•"):
            continue  # quoted, or no answer: the code does not lead the line
        rest = line[found.end() :].strip(_MIDDLE)
        verdict, language, words = _verdict(rest)
        yield Reply(found.group().upper(), verdict, words, language, number, line, on)


def _verdict(rest: str) -> tuple[Verdict, str, str]:
    """What the words after a code say; UNKNOWN with all of them when they are none of ours."""
    low = rest.casefold()
    for verdict, language, ways in _SAYS:
        for way in ways:
            if low.startswith(way) and not low[len(way) : len(way) + 1].isalpha():
                words = rest[len(way) :].strip(_MIDDLE)
                if verdict is Verdict.BLOCKED:
                    words = _BECAUSE.sub("", words).strip(_MIDDLE)
                return verdict, language, words
    return Verdict.UNKNOWN, "", rest
