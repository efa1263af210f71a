"""`minutes`: the minutes of a meeting as PDF, DOCX, Markdown or HTML; signed copies filed by their code."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_desktop.commands.common import Commands, add_db, office, record, write_file
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr

if TYPE_CHECKING:
    from pmo_desktop.domain.meetings import Meeting
    from pmo_desktop.services.office import Office

_KINDS = ("pdf", "docx", "md", "html")


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = commands.add_parser("minutes", help=tr("write the minutes of a meeting, or file a signed copy"))
    add_db(parser)
    parser.add_argument("ref", metavar="REF", nargs="?", help=tr("meeting, such as PB-2026-06"))
    parser.add_argument("--meeting", metavar="REF", help=tr("the same, by name"))
    parser.add_argument("--out", metavar="FILE", type=Path, help=tr("file to write"))
    parser.add_argument("--to", choices=_KINDS, help=tr("kind of file; else by the ending of its name"))
    parser.add_argument("--part", choices=("a", "b"), default="a", help=tr("open part (a) or restricted (b)"))
    lines = tr("number the lines for comments")
    parser.add_argument("--lines", action="store_true", default=None, help=lines)
    parser.add_argument("--scan", metavar="FILE", type=Path, help=tr("file this scan of a signed copy"))
    code = tr("the code at the foot of the scan, where none is read")
    parser.add_argument("--code", metavar="TEXT", help=code)
    sign = tr("sign the approved PDF with this key (PKCS#12); asks for its password")
    parser.add_argument("--sign", metavar="KEY", type=Path, help=sign)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the minutes, or file a scan, and say what was done."""
    if args.scan is not None:
        return _file(args)
    ref = args.ref or args.meeting
    if not ref or args.out is None:
        raise Fault(tr("Name a meeting and a file to write: minutes PB-2026-06 --out minutes.pdf"))
    kind = args.to or args.out.suffix.lstrip(".").lower() or "pdf"
    from pmo_desktop.domain.meetings import Part
    from pmo_desktop.exchange.minutes_out import minutes_bytes
    from pmo_desktop.packs.minutes import build_minutes
    from pmo_desktop.services.meetings.freezing import minutes_file

    part = Part.B if args.part == "b" else Part.A
    with office(args) as opened:
        meeting, store = record(opened, "meeting", ref), opened.store
        body = minutes_file(store, meeting.id, part, kind, build_minutes, minutes_bytes, lines=args.lines)
        if args.sign is not None:
            body = _signed(opened, meeting, body, args.sign)
    write_file(args.out, body)
    print(tr("Minutes of {ref} written to {path}", ref=meeting.ref, path=args.out))
    return 0


def _signed(opened: Office, meeting: Meeting, body: bytes, key: Path) -> bytes:
    """The approved PDF signed and filed as the signed copy; raises Fault for drafts and other files."""
    from getpass import getpass

    from pmo_desktop.domain.minutes import SignedHow
    from pmo_desktop.packs.signing import can_sign, signed_pdf
    from pmo_desktop.readmodels.minutes_printed import short_code
    from pmo_desktop.services.meetings.freezing import frozen_minutes
    from pmo_desktop.services.meetings.scans import file_scan

    (minutes,) = opened.store.reader.where("minute_set", "meeting", [meeting.id]) or (None,)
    frozen = frozen_minutes(opened.store.files, minutes)
    if frozen is None or not body.startswith(b"%PDF"):
        raise Fault(tr("Only the PDF of approved minutes is signed."))
    password = getpass(tr("Password of {path}: ", path=key.name)) if can_sign() else ""
    signed = signed_pdf(body, key, password, tr("Minutes of {meeting}", meeting=meeting.ref))
    code = short_code(frozen.open)
    file_scan(opened, signed, f"{meeting.ref}-signed.pdf", [code], SignedHow.DIGITAL)
    return signed


def _file(args: argparse.Namespace) -> int:
    from pmo_desktop.exchange.scan_codes import read_scan
    from pmo_desktop.services.meetings.scans import file_scan

    scan = read_scan(args.scan)
    with office(args) as opened:
        filed = file_scan(opened, scan.body, scan.name, [args.code] if args.code else scan.codes)
    print(tr("{name} filed as the signed copy of the minutes of {ref}", name=scan.name, ref=filed))
    return 0
