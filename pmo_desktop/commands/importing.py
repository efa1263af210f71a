"""`import`: registers (CSV, XLSX) and schedules (MS Project XML) into a database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pmo_desktop.commands.common import Commands, add_db, office
from pmo_desktop.i18n import tr


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = commands.add_parser(
        "import", help=tr("bring in registers (CSV, XLSX) and schedules (MS Project XML)")
    )
    add_db(parser)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument(
        "--dry-run", action="store_true", help=tr("only say what would be done; store nothing")
    )
    parser.add_argument("--json", action="store_true", help=tr("print the receipt as JSON"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Bring each file in, all of it or nothing; exit code 1 when any was refused."""
    from pmo_desktop.exchange.intake import bring_in

    with office(args, create=True) as opened:
        receipts = [bring_in(opened, path, store=not args.dry_run) for path in args.files]
    if args.json:
        print(json.dumps({"files": receipts}, ensure_ascii=False, indent=1))
    else:
        _say(receipts, dry=args.dry_run)
    return 1 if any("error" in r for r in receipts) else 0


def _say(receipts: Sequence[dict[str, Any]], *, dry: bool) -> None:
    for r in receipts:
        if "error" in r:
            print(r["error"], file=sys.stderr)
            continue
        counts = {
            "rows": r["rows"],
            "created": r["created"],
            "changed": r["changed"],
            "skipped": len(r["skipped"]),
        }
        text = tr(
            "{file}: {rows} rows, {created} created, {changed} changed, {skipped} skipped",
            file=r["file"],
            **counts,
        )
        print(text)
        for row in r["skipped"]:
            print("  " + tr("row {row}: {reason}", row=row["row"], reason=row["reason"]))
        for warning in r["warnings"]:
            print("  " + warning)
    if dry:
        print(tr("Nothing was stored: this was a dry run."))
