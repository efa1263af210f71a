"""`capture`: minutes typed line by line on standard input, each answered with the record it made."""

from __future__ import annotations

import argparse
import dataclasses as dc
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO
from uuid import UUID

from pmo_desktop.commands.common import Commands, add_db, office, record
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr

if TYPE_CHECKING:
    from pmo_desktop.readmodels.meetings_facts import MeetingFacts
    from pmo_desktop.services.meetings.dictated import Reply
    from pmo_desktop.services.meetings.dictating import Dictation
    from pmo_desktop.services.office import Office

MOST_BYTES = 64 * 1024
"""A longer line is no line of minutes."""


def add(commands: Commands) -> None:
    """The words of the command."""
    words = tr(
        "Each line is typed as in the window: a letter and a space in front say what it is. Words for keys: "
        "/start, then the roll call by initials, /next, /back, /item 4, /left mk, /join mk, "
        "/change 4.2 text, /remove 4.2, /check, /resolution, /undo, /redo, /adjourn, /end. "
        "Exit code 1 when a line was not stored."
    )
    parser = commands.add_parser(
        "capture", help=tr("take minutes line by line from standard input"), epilog=words
    )
    add_db(parser)
    parser.add_argument("--meeting", metavar="REF", required=True, help=tr("meeting, such as PB-2026-07"))
    parser.add_argument(
        "--as", dest="who", metavar="PERSON", default="", help=tr("code, initials or name of who types")
    )
    parser.add_argument("--json", action="store_true", help=tr("answer each line with one of JSON"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Take lines until there are no more; 1 when one of them was not stored."""
    from pmo_desktop.services.meetings.dictating import Dictation

    with office(args) as opened:
        meeting = record(opened, "meeting", args.meeting)
        if getattr(opened.store, "read_only", False):
            raise Fault(tr("The database can only be read here. Nothing was stored."))
        dictation = Dictation(opened, meeting.id)
        if args.who:
            dictation.sign_as(_person(opened, dictation.facts, args.who))
        return _take_all(dictation, sys.stdin.buffer, machine=args.json)


def _take_all(dictation: Dictation, stream: BinaryIO, *, machine: bool) -> int:
    code = 0
    for number, line in enumerate(_lines(stream), start=1):
        try:
            reply = dictation.take(line) if isinstance(line, str) else _not_taken(line.says)
        except Fault as why:
            raise Fault(tr("Line {n} was not stored: {why}", n=number, why=why)) from why
        if reply.did != "nothing":
            _answer(number, reply, machine=machine)
        code = 1 if reply.refused else code
    return code


@dc.dataclass(frozen=True, slots=True)
class _Hostile:
    """A line that cannot be one, with the reason."""

    says: str


def _lines(stream: BinaryIO) -> Iterator[str | _Hostile]:
    """The lines of a stream as text; what is too long or no text comes as a reason."""
    while raw := stream.readline(MOST_BYTES + 1):
        if len(raw) > MOST_BYTES:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(MOST_BYTES)
            yield _Hostile(tr("The line is longer than {n} bytes", n=MOST_BYTES))
            continue
        try:
            yield raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            yield _Hostile(tr("The line is not text in UTF-8"))


def _not_taken(says: str) -> Reply:
    from pmo_desktop.services.meetings.dictated import Reply

    return Reply("line", refused=says)


def _answer(number: int, reply: Reply, *, machine: bool) -> None:
    """Say what became of a line, at once."""
    if machine:
        print(json.dumps({"line": number, **reply.facts()}, ensure_ascii=False), flush=True)
        return
    print(_plain(reply.said() or reply.did), flush=True)
    for question in reply.asks:
        print(_plain(f"  ? {question}"), flush=True)


def _plain(text: str) -> str:
    """The text without characters that would steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _person(opened: Office, facts: MeetingFacts, typed: str) -> UUID:
    """Who is meant by a code, initials at this meeting, or a whole name. Raises Fault."""
    found = opened.store.reader.by_ref("person", typed)
    if found is not None:
        return UUID(int=found.id.int)
    wanted = typed.casefold()
    fits = [uid for uid, initials in facts.initials.items() if initials.casefold() == wanted]
    fits = fits or [p.id for p in facts.people.all() if p.display_name.casefold() == wanted]
    if len(fits) != 1:
        raise Fault(tr("{typed} is not the code, the initials or the name of one person.", typed=typed))
    return UUID(int=fits[0].int)
