"""`export`: a register as CSV, XLSX or JSON."""

from __future__ import annotations

import argparse
from pathlib import Path

from pmo_desktop.commands.common import Commands, add_db, office, write_file
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr

WHAT = ("works", "plan", "raid", "actions", "decisions", "meetings")
FORMS = (".csv", ".xlsx", ".json")


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = commands.add_parser("export", help=tr("write a register to a CSV, XLSX or JSON file"))
    add_db(parser)
    parser.add_argument("--what", choices=WHAT, required=True, help=tr("which register"))
    parser.add_argument(
        "--out", metavar="FILE", type=Path, required=True, help=tr("file to write: .csv, .xlsx, .json")
    )
    parser.add_argument("--work", metavar="REF", default="", help=tr("only this work"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file and say how many rows it has."""
    from pmo_desktop.exchange.tables_out import table_bytes
    from pmo_desktop.services.exporting import exported

    if args.out.suffix.lower() not in FORMS:
        raise Fault(tr("{path}: the name must end in .csv, .xlsx or .json.", path=args.out))
    with office(args) as opened:
        table = exported(opened.store.reader, args.what, args.work)
    write_file(args.out, table_bytes(table, args.out.suffix.lower()))
    print(tr("{n} rows written to {path}", n=len(table.rows), path=args.out))
    return 0
