"""A plan on paper from the command line: what `export` takes for .pdf, .svg and .png."""

from __future__ import annotations

import argparse
import dataclasses as dc
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from pmo_desktop.bootstrap import plan_pdf
from pmo_desktop.commands.common import office, record
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.values import Zoned
from pmo_desktop.i18n import PSEUDO, language, languages, speaking, tr, trn
from pmo_desktop.ui.print.making import FORMS, PlanToPrint, name_of, write_plan

if TYPE_CHECKING:
    from pmo_desktop.charts.paper.pages import PaperSettings
    from pmo_desktop.services.office import Office

PAPER_FORMS = FORMS
_SCALES = ("auto", "hours", "days", "weeks", "months", "quarters", "years")


def add_paper(parser: argparse.ArgumentParser) -> None:
    """The words for paper."""
    group = parser.add_argument_group(tr("a plan on paper (.pdf, .svg, .png)"))
    group.add_argument(
        "--paper", metavar="NAME", default="A3", help=tr("A4 to A0, letter, tabloid, archA to archE")
    )
    group.add_argument("--portrait", action="store_true", help=tr("upright"))
    group.add_argument(
        "--type-size", metavar="PT", type=float, default=7.0, help=tr("smallest type in points")
    )
    group.add_argument(
        "--sheets",
        metavar="N",
        default="wide",
        help=tr("wide (one sheet wide), readable, one, or the most there may be"),
    )
    group.add_argument("--scale", choices=_SCALES, default="auto", help=tr("unit of the time scale"))
    group.add_argument(
        "--from", dest="first", metavar="DATE", default="", help=tr("first day, such as 2026-03-01")
    )
    group.add_argument("--to", dest="last", metavar="DATE", default="", help=tr("last day"))
    group.add_argument("--level", metavar="N", type=int, default=0, help=tr("levels of the outline; 0: all"))
    group.add_argument("--no-summary", action="store_true", help=tr("without the summary page in front"))
    group.add_argument(
        "--classification", metavar="TEXT", default="", help=tr("words at the foot of each sheet")
    )
    group.add_argument("--dpi", metavar="N", type=int, default=150, help=tr("dots an inch of pictures"))
    group.add_argument(
        "--lang", metavar="CODE", default="", help=tr("language of the sheets; default: that of the screen")
    )


def settings_of(args: argparse.Namespace) -> PaperSettings:
    """The settings that the words mean. Raises Fault naming the word that means nothing."""
    from pmo_desktop.charts.paper import pages as p

    try:
        sheet = p.paper(args.paper).key
    except KeyError as why:
        known = ", ".join(one.key for one in p.PAPERS)
        raise Fault(
            tr("There is no paper {name}. There are: {known}.", name=args.paper, known=known)
        ) from why
    if not p.SMALLEST_TYPE <= args.type_size <= p.LARGEST_TYPE:
        facts = {"low": f"{p.SMALLEST_TYPE:g}", "high": f"{p.LARGEST_TYPE:g}"}
        raise Fault(tr("The smallest type lies between {low} and {high} points.", **facts))
    made = p.PaperSettings(
        paper=sheet,
        portrait=args.portrait,
        type_size=args.type_size,
        scale=p.Scale(args.scale),
        first=_day(args.first),
        last=_day(args.last),
        rows=p.Rows.LEVEL if args.level > 0 else p.Rows.ALL,
        level=max(args.level, 1),
        summary=not args.no_summary,
        classification=args.classification,
        dpi=min(max(args.dpi, 50), 600),
    )
    if args.sheets.isdecimal() and int(args.sheets) > 0:
        return dc.replace(made, fit=p.Fit.PAGES, pages=int(args.sheets))
    if args.sheets not in ("wide", "readable", "one"):
        raise Fault(
            tr("{text} is no number of sheets: write wide, readable, one or a number.", text=args.sheets)
        )
    return dc.replace(made, fit=p.Fit(args.sheets))


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as why:
        raise Fault(tr("{text} is not a day: write it like 2026-03-01.", text=text)) from why


def export_paper(args: argparse.Namespace) -> int:
    """Write the plan of one work as it is printed, and say how many sheets it has."""
    if not args.work:
        raise Fault(tr("Say with --work of which work the plan is to be printed."))
    return _print(args, lambda opened: _plan(opened, args.work))


def export_roadmap(args: argparse.Namespace) -> int:
    """Write the wall chart of the body that meets: the roadmap of all its works."""
    return _print(args, lambda opened: _roadmap(opened, args.meeting))


def _print(args: argparse.Namespace, read: Callable[[Office], PlanToPrint]) -> int:
    """Write what was read in the language asked for, and say how many sheets it has."""
    settings = settings_of(args)
    with speaking(_language(args.lang)):
        with office(args) as opened:
            plan = read(opened)
        layout = plan.laid_out(settings)
        files = write_plan(args.out, layout, plan.facts, plan_pdf, _quiet, settings.dpi)
    for advice in layout.advice:
        print(f"  {advice.text}", file=sys.stderr)
    count = trn("{n} sheet", "{n} sheets", len(layout.sheets))
    place = args.out if len(files) == 1 else args.out.parent
    print(tr("{count} written to {path}", count=count, path=place))
    return 0


def _language(wanted: str) -> str:
    """The language asked for, else the one in force. Raises Fault for one that there is not."""
    known = languages()
    if wanted and wanted not in (*known, PSEUDO):
        said = ", ".join(known)
        raise Fault(tr("There is no language {code}. There are: {known}.", code=wanted, known=said))
    return wanted or language()


def _quiet(_share: float, _text: str) -> None:
    """Nobody watches."""


def _plan(opened: Office, ref: str) -> PlanToPrint:
    """The plan of a work with all its lines. Raises Fault when there is no such work, or it has no plan."""
    from pmo_desktop.charts.paper.pages import PrintFacts
    from pmo_desktop.readmodels.plans import gantt_model
    from pmo_desktop.ui.pages.project.plan_acts import baseline_name
    from pmo_desktop.ui.pages.project.reading import read_known, read_plan

    now = datetime.now(UTC).astimezone()
    today, reader = now.date(), opened.store.reader
    known = read_known(reader, ref, today, plan=True)
    if known is None:
        raise Fault(tr("The database has no work called {ref}.", ref=ref))
    file = read_plan(reader, known, today)
    if file is None:
        raise Fault(tr("{ref} has no plan.", ref=ref))
    based = any(item.baseline_finish for item in file.items)
    facts = PrintFacts(
        code=ref,
        printed=now.replace(tzinfo=None),
        by=name_of(opened),
        baseline=baseline_name(0) if based else "",
    )
    none: frozenset[str] = frozenset()
    return PlanToPrint(gantt_model(file, today), none, none, facts, file.service)


def _roadmap(opened: Office, meeting: str) -> PlanToPrint:
    """The roadmap of the body of a meeting. Raises Fault for no such meeting, or works without plans."""
    from pmo_desktop.charts.paper.pages import PrintFacts
    from pmo_desktop.services.publishing.walls import body_roadmap

    now = datetime.now(UTC).astimezone()
    found = record(opened, "meeting", meeting)
    model = body_roadmap(opened.store, found.id, Zoned(now.astimezone(UTC), found.starts.zone))
    if model is None:
        raise Fault(tr("No work of this body has a plan."))
    none: frozenset[str] = frozenset()
    facts = PrintFacts(printed=now.replace(tzinfo=None), by=name_of(opened))
    return PlanToPrint(model, none, none, facts)
