"""`shot`: a page of the window as a picture, without a screen."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from pmo_desktop import i18n
from pmo_desktop.bootstrap import default_url, engines
from pmo_desktop.commands.common import Commands, add_db
from pmo_desktop.commands.window import PAGES
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr
from pmo_desktop.services.filing import refuse_to_replace

SMALLEST, LARGEST = 320, 7680


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = commands.add_parser("shot", help=tr("draw a page of the window into a PNG file"))
    add_db(parser)
    parser.add_argument(
        "--page",
        metavar="NAME",
        required=True,
        help=tr("page, or page/CODE of a record: {pages}", pages=", ".join(PAGES)),
    )
    parser.add_argument("--out", metavar="PNG", type=Path, required=True, help=tr("file to write"))
    parser.add_argument("--size", metavar="WxH", default="1440x900", help=tr("size of the window in pixels"))
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help=tr("light or dark"))
    parser.add_argument("--lang", metavar="CODE", default="", help=tr("language, such as de"))
    parser.set_defaults(run=run)


def size_of(text: str) -> tuple[int, int]:
    """Width and height from "1440x900"; raises Fault for anything else."""
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and len(width) < 6 and len(height) < 6):
        raise Fault(tr("{text} is not a size: write it like 1440x900.", text=text))
    found = int(width), int(height)
    if not all(SMALLEST <= side <= LARGEST for side in found):
        raise Fault(tr("A size lies between {low} and {high} pixels.", low=SMALLEST, high=LARGEST))
    return found


def run(args: argparse.Namespace) -> int:
    """Draw the page and say where the picture is."""
    size = size_of(args.size)
    if args.page.split("/")[0] not in PAGES:
        raise Fault(
            tr("There is no page {name}. There are: {pages}.", name=args.page, pages=", ".join(PAGES))
        )
    refuse_to_replace(args.out)
    if args.lang and args.lang not in (*i18n.languages(), i18n.PSEUDO):
        known = ", ".join(i18n.languages())
        raise Fault(tr("There is no language {code}. There are: {known}.", code=args.lang, known=known))
    if args.out.suffix.lower() != ".png":
        raise Fault(tr("{path}: the name must end in .png.", path=args.out))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from pmo_desktop.ui.application import shoot

    shoot(engines(args.db or default_url(), journal=False), args.page, args.out, size, args.theme, args.lang)
    print(tr("Picture written to {path}", path=args.out))
    return 0
