"""`import`: registers (CSV, XLSX) and schedules (MS Project, Primavera, GanttProject) into a database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pmo_desktop.bootstrap import default_url
from pmo_desktop.commands.common import Commands, add_db, exists, office
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = commands.add_parser(
        "import",
        help=tr("bring in registers (CSV, XLSX) and schedules (MS Project, Primavera, GanttProject)"),
    )
    add_db(parser)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument(
        "--dry-run", action="store_true", help=tr("only say what would be done; store nothing")
    )
    parser.add_argument("--json", action="store_true", help=tr("print the receipt as JSON"))
    parser.add_argument(
        "--answer",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        dest="answers",
        help=tr("answer to a question of the receipt; may be repeated"),
    )
    parser.set_defaults(run=run)


def _answer(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not key.strip():
        raise Fault(tr("{text} is not an answer: write it like KEY=VALUE.", text=text))
    return key.strip(), value.strip()


def run(args: argparse.Namespace) -> int:
    """Bring each file in, all of it or nothing; exit code 1 when any was refused."""
    from pmo_desktop.exchange.intake import bring_in

    answers = dict(_answer(text) for text in args.answers)
    with TemporaryDirectory() as nowhere:
        if args.dry_run and not exists(args.db or default_url()):
            args.db = str(Path(nowhere) / "empty.db")  # a dry run makes no database
        with office(args, create=True) as opened:
            receipts = [
                bring_in(opened, path, store=not args.dry_run, answers=answers) for path in args.files
            ]
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
