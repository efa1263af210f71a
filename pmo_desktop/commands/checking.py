"""`check`: is the database whole?"""

from __future__ import annotations

import argparse

from pmo_desktop.commands.common import Commands, add_db, office
from pmo_desktop.i18n import tr, trn


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = commands.add_parser("check", help=tr("look whether the database is whole"))
    add_db(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Say what was looked at and what is wrong; exit code 1 when anything is."""
    from pmo_desktop.services.checking import check

    with office(args) as opened:
        found = check(opened.store)
    for line in found.looked_at:
        print(line)
    for problem in found.problems:
        print(tr("Problem: {text}", text=problem))
    print(
        trn("1 problem found", "{n} problems found", len(found.problems))
        if found.problems
        else tr("All is well")
    )
    return 1 if found.problems else 0
