"""`chase`: reminders of actions as mail files or over the mail server, for a run on a timetable."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_desktop.commands.common import Commands, add_db, office
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr, trl, trn

if TYPE_CHECKING:
    from pmo_desktop.services.actions.reminding import Letter
    from pmo_desktop.services.office import Office


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = commands.add_parser("chase", help=tr("remind the owners of actions by mail"))
    add_db(parser)
    parser.add_argument("--out", metavar="DIR", type=Path, help=tr("folder for mail files, one an owner"))
    parser.add_argument("--send", action="store_true", help=tr("send over the mail server of the settings"))
    parser.add_argument("--as-of", metavar="DAY", default="", help=tr("day to count from (ISO 8601)"))
    parser.add_argument("--look", action="store_true", help=tr("only say who would be reminded"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write or send the letters, note each reminder, and say what went out."""
    from pmo_desktop.services.actions.reading import read_register
    from pmo_desktop.services.actions.reminding import due_reminders, letters

    if not args.look and bool(args.out) is bool(args.send):
        raise Fault(tr("Say where the reminders go: --out DIR, --send, or --look."))
    with office(args) as opened:
        today = _day(args.as_of) or opened.now().astimezone().date()
        register = read_register(opened.store.reader, today)
        found = letters(register, due_reminders(register, today), today)
        if not found:
            print(tr("No action is due for a reminder."))
            return 0
        if args.look:
            _tell(found)
            return 0
        return _out(opened, found, args, today)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as why:
        raise Fault(tr("{text} is no day: write it like 2026-09-17.", text=text)) from why


def _out(opened: Office, found: list[Letter], args: argparse.Namespace, today: date) -> int:
    """Letters out by the road that was asked for; exit code 1 when some could not go."""
    from pmo_desktop.services.actions.reminding import BY_FILE, BY_SERVER, sent

    able = [one for one in found if not one.problem]
    at = opened.now()
    gone = _sent(able, at) if args.send else _written(able, args.out, at)
    if gone:
        by = BY_SERVER if args.send else BY_FILE
        n = sum(len(one.reminders) for one in gone)
        opened.change(sent(gone, today, by), trl("reminders of actions: {n}", n=n))
    _tell(gone)
    left = [one for one in found if one not in gone]
    for one in left:
        why = one.problem or tr("the server did not take it")
        print(tr("Not reminded: {name}: {why}", name=one.owner.display_name, why=why), file=sys.stderr)
    return 1 if left else 0


def _written(able: list[Letter], folder: Path, at: datetime) -> list[Letter]:
    from pmo_desktop.exchange.mail_roads import write_letters

    paths = write_letters(folder, able, at)
    print(trn("{n} mail file written to {path}", "{n} mail files written to {path}", len(paths), path=folder))
    return able


def _sent(able: list[Letter], at: datetime) -> list[Letter]:
    from getpass import getpass

    from pmo_desktop.exchange.mail_roads import password_asked, send_letters

    asked = password_asked()
    password = getpass(asked + ": ") if asked and sys.stdin.isatty() else ""
    return send_letters(able, at, password)


def _tell(found: list[Letter]) -> None:
    for one in found:
        refs = ", ".join(r.entry.ref for r in one.reminders)
        print(tr("{name}: {actions}", name=one.owner.display_name, actions=refs))
