"""`schedule`: work the dates of a schedule file out, level it, simulate it, check it."""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pmo_desktop.commands.common import Commands
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr, trn

if TYPE_CHECKING:
    from pmo_desktop.services.plans.timetabling import Worked

LEVELS = ("minimal", "best", "exact")
_SHOWN = 20


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = commands.add_parser(
        "schedule", help=tr("work the dates of a schedule file out from its inputs alone")
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help=tr("a schedule file of any kind that is read, or a levelling problem (.sm, .mm, .rcp, .sch)"),
    )
    parser.add_argument(
        "--keep-dates", action="store_true", help=tr("show the dates that the file has; reschedule nothing")
    )
    parser.add_argument("--level", choices=LEVELS, help=tr("level the resources by this method"))
    parser.add_argument(
        "--may-split",
        action="store_true",
        help=tr("let minimal levelling break tasks off and resume them where that ends sooner"),
    )
    parser.add_argument(
        "--seconds", type=_seconds, default=5.0, metavar="N", help=tr("how long levelling may search")
    )
    parser.add_argument(
        "--simulate", type=_runs, default=0, metavar="RUNS", help=tr("work the plan through so many times")
    )
    parser.add_argument("--seed", type=_seed, default=1, metavar="N", help=tr("where chance begins"))
    parser.add_argument("--check", action="store_true", help=tr("judge how well the schedule is built"))
    parser.add_argument("--json", action="store_true", help=tr("print everything as JSON"))
    parser.set_defaults(run=run)


def _number(text: str) -> float:
    """A number from the command line; no number at all where it is none."""
    try:
        return float(text)
    except ValueError:
        return math.nan


def _seconds(text: str) -> float:
    value = _number(text)
    if not 0 < value <= 86_400:
        raise argparse.ArgumentTypeError(tr("a number of seconds above 0 and up to a day"))
    return value


def _runs(text: str) -> int:
    value = _number(text)
    if not (1 <= value <= 1_000_000 and value.is_integer()):
        raise argparse.ArgumentTypeError(tr("a number of runs from 1 to 1,000,000"))
    return int(value)


def _seed(text: str) -> int:
    value = _number(text)
    if not (0 <= value < 2**31 and value.is_integer()):
        raise argparse.ArgumentTypeError(tr("a whole number from 0 to 2,147,483,647"))
    return int(value)


def run(args: argparse.Namespace) -> int:
    """Work the file out and print the answer."""
    from pmo_desktop.exchange.psplib.reading import family_of, parse_benchmark
    from pmo_desktop.exchange.safexml import load
    from pmo_desktop.exchange.schedules import parse_schedule
    from pmo_desktop.scheduling.worktime import OutOfTime
    from pmo_desktop.services.plans import timetabling as work

    if args.may_split and args.level != "minimal":
        raise Fault(tr("Tasks are broken off by minimal levelling alone: add --level minimal."))
    data = load(args.file)
    if family_of(data) is not None:
        _no_calendar(args)
        worked = work.solved(parse_benchmark(data, args.file.name), _wishes(args))
    else:
        file = parse_schedule(data, args.file.name)
        try:
            worked = work.work_through(file, _wishes(args))
        except OutOfTime as why:
            raise Fault(tr("{name}: {why}", name=args.file.name, why=why)) from None
    if sys.stdout is None:
        raise Fault(tr("There is nowhere to print the answer to."))
    if args.json:
        print(json.dumps(worked.as_json(), ensure_ascii=False, allow_nan=False, indent=1))
    else:
        _tell(worked)
    return 0


def _no_calendar(args: argparse.Namespace) -> None:
    """Raises Fault for wishes that a levelling problem without dates cannot fulfil."""
    if args.keep_dates or args.simulate or args.check or args.may_split:
        raise Fault(
            tr(
                "{name} is a levelling problem without dates: it can only be levelled.",
                name=args.file.name,
            )
        )


def _wishes(args: argparse.Namespace) -> Any:
    from pmo_desktop.services.plans.timetabling import Wishes

    return Wishes(
        args.keep_dates, args.level, args.seconds, args.simulate, args.seed, args.check, args.may_split
    )


def _tell(worked: Worked) -> None:
    """The answer in words: the frame, what is critical, what was wished for."""
    said = worked.as_json()
    print(trn("{n} task", "{n} tasks", len(worked.tasks)))
    print(tr("From {start} to {finish}", start=said["start"] or "–", finish=said["finish"] or "–"))
    critical = [task for task in worked.tasks if task.critical]
    for task in critical[:_SHOWN]:
        print(f"  {task.start}  {task.finish}  {task.name or task.uid}")
    if len(critical) > _SHOWN:
        print(tr("  and {n} more critical tasks", n=len(critical) - _SHOWN))
    for line in worked.lines:
        print(line)
