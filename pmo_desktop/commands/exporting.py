"""`export`: a register as CSV, XLSX or JSON; a plan also as a schedule or calendar file, or on paper."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from pmo_desktop.commands.common import Commands, add_db, office, write_file
from pmo_desktop.commands.paper import PAPER_FORMS, add_paper, export_paper
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr

WHAT = ("works", "plan", "raid", "actions", "decisions", "meetings")
FORMS = (".csv", ".xlsx", ".json")
_PLAN_FORMS = (".xml", ".xer", ".ics")


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = commands.add_parser("export", help=tr("write a register to a CSV, XLSX or JSON file"))
    add_db(parser)
    parser.add_argument("--what", choices=WHAT, required=True, help=tr("which register"))
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        required=True,
        help=tr(
            "file to write: .csv, .xlsx, .json; a plan also as .xml (Microsoft Project), .xer (Primavera), "
            ".ics (milestones), or as it is printed: .pdf, .svg, .png"
        ),
    )
    parser.add_argument("--work", metavar="REF", default="", help=tr("only this work"))
    add_paper(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file and say how many rows it has."""
    form = args.out.suffix.lower()
    if args.what == "plan" and form in _PLAN_FORMS:
        return _plan(args, form)
    if args.what == "plan" and form in PAPER_FORMS:
        return export_paper(args)
    from pmo_desktop.exchange.tables.writing import table_bytes
    from pmo_desktop.services.exporting import exported

    if form not in FORMS:
        raise Fault(_wanted(args))
    with office(args) as opened:
        table = exported(opened.store.reader, args.what, args.work)
    write_file(args.out, table_bytes(table, form))
    print(tr("{n} rows written to {path}", n=len(table.rows), path=args.out))
    return 0


def _wanted(args: argparse.Namespace) -> str:
    """Which endings a name may have."""
    if args.what == "plan":
        return tr(
            "{path}: the name must end in .csv, .xlsx, .json, .xml, .xer, .ics, .pdf, .svg or .png.",
            path=args.out,
        )
    return tr("{path}: the name must end in .csv, .xlsx or .json.", path=args.out)


def _plan(args: argparse.Namespace, form: str) -> int:
    """Write the plan of one work as a schedule file, and say what had no place in it."""
    from pmo_desktop.exchange.schedules_out import write_schedule
    from pmo_desktop.services.plans.file import plan_file

    if not args.work:
        raise Fault(tr("Say with --work of which work the plan is to be written as {form}.", form=form))
    with office(args) as opened:
        file = plan_file(opened.store.reader, args.work)
    written = write_schedule(file, form, datetime.now(UTC))
    write_file(args.out, written.data)
    print(tr("{n} rows written to {path}", n=written.rows, path=args.out))
    for warning in written.warnings:
        print(f"  {warning.text} ({warning.count})", file=sys.stderr)
    return 0
