"""`pack build` prints and freezes the pack of a meeting, `pack chart` the wall chart of its body alone;
`pack agenda` prints its agenda alone; `pack verify` says whether a file is one.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pmo_desktop import i18n
from pmo_desktop.commands.common import Commands, add_db, office, record
from pmo_desktop.commands.paper import add_paper, export_roadmap
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr, trn
from pmo_desktop.services.filing import placed

MOST_BYTES = 200 * 1024 * 1024


def add(commands: Commands) -> None:
    """The words of the two commands."""
    pack = commands.add_parser("pack", help=tr("build a board pack, or look whether a file is one"))
    inner = pack.add_subparsers(dest="pack_command", metavar=tr("COMMAND"), required=True)
    build = inner.add_parser(
        "build", help=tr("print the pack of a meeting, freeze it as its next version and write the PDF")
    )
    add_db(build)
    build.add_argument("--meeting", metavar="REF", required=True, help=tr("meeting, such as PB-2026-07"))
    build.add_argument("--out", metavar="FILE", type=Path, required=True, help=tr("PDF file to write"))
    build.add_argument(
        "--paper", choices=("a4", "letter"), default="", help=tr("sheet; default: the office's")
    )
    build.add_argument("--lang", metavar="CODE", default="", help=tr("language; default: the meeting's"))
    build.add_argument("--issue", action="store_true", help=tr("freeze it as the next version (always done)"))
    build.add_argument(
        "--wall-chart",
        metavar="REF",
        action="append",
        default=[],
        help=tr("add the plan of a work as fold-outs, or board for the roadmap of all; may be repeated"),
    )
    build.add_argument("--health", action="store_true", help=tr("add the health of governance"))
    build.set_defaults(run=run_build)
    chart = inner.add_parser("chart", help=tr("print the wall chart of a board alone: all its works"))
    add_db(chart)
    chart.add_argument("--meeting", metavar="REF", required=True, help=tr("meeting, such as PB-2026-07"))
    chart.add_argument("--out", metavar="FILE", type=Path, required=True, help=tr("file: .pdf, .svg or .png"))
    add_paper(chart)
    chart.set_defaults(run=export_roadmap)
    agenda = inner.add_parser("agenda", help=tr("print the agenda of a meeting alone"))
    add_db(agenda)
    agenda.add_argument("--meeting", metavar="REF", required=True, help=tr("meeting, such as PB-2026-07"))
    agenda.add_argument("--out", metavar="FILE", type=Path, required=True, help=tr("PDF file to write"))
    agenda.add_argument("--chair", action="store_true", help=tr("the chair's copy, with room for notes"))
    agenda.set_defaults(run=run_agenda)
    verify = inner.add_parser("verify", help=tr("compare a PDF with the packs that were issued"))
    verify.add_argument("file", metavar="FILE", type=Path, help=tr("PDF file"))
    add_db(verify)
    verify.set_defaults(run=run_verify)


def run_build(args: argparse.Namespace) -> int:
    """Build, freeze and write the next version; say its pages and hash."""
    from pmo_desktop.bootstrap import build_pack
    from pmo_desktop.services.publishing.assembling import HEALTH, publish

    known = ", ".join(i18n.languages())
    if args.lang and args.lang not in (*i18n.languages(), i18n.PSEUDO):
        raise Fault(tr("There is no language {code}. There are: {known}.", code=args.lang, known=known))

    with office(args) as opened, placed(args.out) as keep:
        meeting = record(opened, "meeting", args.meeting)
        issued = publish(
            opened,
            meeting.id,
            build_pack,
            language=args.lang,
            paper=args.paper,
            charts=[*args.wall_chart, *([HEALTH] if args.health else [])],
            keep=keep,
        )
    for problem in issued.problems:
        print(tr("Page {page}: {text}", page=problem.page, text=problem.text))
    print(
        trn(
            "{ref}: version {version} for {meeting}, {n} page, SHA-256 {digest}",
            "{ref}: version {version} for {meeting}, {n} pages, SHA-256 {digest}",
            issued.pack.pages,
            ref=issued.pack.ref,
            version=issued.pack.version,
            meeting=meeting.ref,
            digest=issued.pack.pdf_hash,
        )
    )
    print(tr("Written to {path}", path=args.out))
    return 0


def run_agenda(args: argparse.Namespace) -> int:
    """Write the agenda of a meeting as PDF, or the chair's copy of it."""
    from pmo_desktop.bootstrap import build_agenda
    from pmo_desktop.services.meetings.agenda_printing import read_agenda

    with office(args) as opened, placed(args.out) as keep:
        meeting = record(opened, "meeting", args.meeting)
        agenda = read_agenda(opened.store.reader, meeting.id, chair=args.chair)
        if agenda is not None:
            keep(build_agenda(agenda))
    print(tr("Written to {path}", path=args.out))
    return 0


def run_verify(args: argparse.Namespace) -> int:
    """Say which issued pack a file is; exit code 1 when it is none or was changed."""
    from pmo_desktop.services.publishing.issue import verify
    from pmo_desktop.ui.preview.pdfium import first_text

    body = _read(args.file)
    with office(args) as opened:
        verdict = verify(opened.store, body, first_text)
    print(verdict.sentence)
    return 0 if verdict.ok else 1


def _read(path: Path) -> bytes:
    """The bytes of a file. Raises Fault with the reason."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Fault(tr("{path} is too large to be a pack: at most 200 MB.", path=path))
        return path.read_bytes()
    except OSError as why:
        reason = why.strerror or str(why)
        raise Fault(tr("{path} could not be read: {reason}.", path=path, reason=reason)) from why
