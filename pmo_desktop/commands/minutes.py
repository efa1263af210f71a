"""`minutes`: the minutes of a meeting as a PDF."""

from __future__ import annotations

import argparse
from pathlib import Path

from pmo_desktop.commands.common import Commands, add_db, office, record, write_file
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = commands.add_parser("minutes", help=tr("write the minutes of a meeting as a PDF"))
    add_db(parser)
    parser.add_argument("--meeting", metavar="REF", required=True, help=tr("meeting, such as PB-2026-06"))
    parser.add_argument("--out", metavar="FILE", type=Path, required=True, help=tr("PDF file to write"))
    parser.add_argument("--part-b", action="store_true", help=tr("with the restricted lines"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the minutes and say how many items they have."""
    from pmo_desktop.packs.minutes import build_minutes
    from pmo_desktop.services.meetings.minuting import minutes_model

    with office(args) as opened:
        meeting = record(opened, "meeting", args.meeting)
        model = minutes_model(opened.store.reader, meeting.id, part_b=args.part_b)
    if model is None or not any(item.lines for item in model.items):
        raise Fault(tr("Nothing has been minuted for {ref} yet.", ref=meeting.ref))
    write_file(args.out, build_minutes(model))
    print(tr("Minutes of {ref} written to {path}", ref=meeting.ref, path=args.out))
    return 0
