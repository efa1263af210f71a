"""How good levelling is in how many seconds, on sets of test problems with known bounds.

    python3 packaging/dev.py bench levelling [--set j30 j60 j120 patterson ...] [--seconds N] [--sample K]
                                             [--method best|exact|instant] [--no-extra] [--rows]

A set is a folder of the reference data, by its name (j30, j60, j120, patterson, mm10, mm20, mm30,
rcpspmax-j10 ...), or a path to a folder. `--sample K` takes K problems of each set at random, always the
same (0: all). Prints for each set: mean and greatest distance of the makespan from the best known and from
the critical path (per cent), how many are equal to the best known, proven, proven impossible, left without a
schedule, and in conflict with what is known (must be 0), and the seconds a problem; then the same as JSON.
Libraries are loaded and compiled before the clock starts; a problem counts from the call to the answer.
Every schedule is checked.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses as dc
import json
import os
import re
import sys
import tarfile
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from pmo_desktop.exchange.psplib.reading import read_benchmark
from pmo_desktop.scheduling.levelling.bounds import path_bound
from pmo_desktop.scheduling.levelling.checking import breaches
from pmo_desktop.scheduling.levelling.solving import Method, Options, prepare, solve

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("PMO_REFERENCE_DATA", ROOT.parent / "shared" / "data"))
FILES = (".sm", ".mm", ".rcp", ".sch")
DEFAULT = ("patterson", "j30", "j60", "j120")


@dc.dataclass
class Row:
    """One problem: what came out, and what is known of it."""

    name: str
    seconds: float
    makespan: int | None
    bound: int
    path: int
    proven: bool
    infeasible: bool
    best: tuple[int, int] | None
    """Best lower and upper bound known."""

    @property
    def gap(self) -> float | None:
        """Per cent above the best known makespan."""
        if self.best is None or self.makespan is None:
            return None
        return 100 * (self.makespan / self.best[1] - 1)

    @property
    def wrong(self) -> bool:
        """Whether something contradicts what is known."""
        if self.best is None:
            return False
        below = self.makespan is not None and self.makespan < self.best[0]
        return below or self.bound > self.best[1] or self.infeasible


def folder_of(name: str, scratch: Path) -> Path:
    """Where the problems of a set lie; unpacked when they are in an archive."""
    moded = f"j{name[2:]}" if name.startswith("mm") else name
    group = "psplib-multi" if name.startswith("mm") else "psplib-single"
    places = [
        Path(name),
        DATA / group / moded,
        DATA / "rcpsp-other" / name,
        DATA / group / f"{moded}_given.tar.gz",
    ]
    found = next((place for place in places if place.exists()), None)
    if found is None:
        sys.exit(f"There is no set {name} in {DATA}.")
    if found.is_dir():
        return found
    with tarfile.open(found) as archive:
        archive.extractall(scratch / name, filter="data")
    return scratch / name


def problems_in(folder: Path, sample: int) -> list[Path]:
    """The files of a set in the order of their numbers, or some spread over it."""
    found = [path for path in folder.rglob("*") if path.suffix.lower() in FILES]
    found.sort(key=lambda path: [int(n) for n in re.findall(r"\d+", path.stem)])
    if not 0 < sample < len(found):
        return found
    chosen = np.random.default_rng(1).choice(len(found), sample, replace=False)
    return [found[n] for n in sorted(chosen)]


def known_bounds(multi: bool) -> dict[str, tuple[int, int]]:
    """Best bounds by file name."""
    path = DATA / ("psplib-multi" if multi else "psplib-single") / "bounds_given.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["best_ub"]]
    return {row["instance"]: (int(row["best_lb"]), int(row["best_ub"])) for row in rows}


def measured(path: Path, args: argparse.Namespace, best: tuple[int, int] | None) -> Row:
    """Solve one problem."""
    problem = read_benchmark(path).problem
    options = Options(seed=args.seed, fast=False, solver=False) if args.no_extra else Options(seed=args.seed)
    began = time.perf_counter()
    method: Method = args.method
    answer = solve(problem, method, args.seconds, options=options)
    took = time.perf_counter() - began
    if answer.schedule is not None and breaches(problem, answer.schedule):
        sys.exit(f"{path.name}: the schedule breaks a rule.")
    makespan = None if answer.schedule is None else answer.makespan
    longest = path_bound(problem) or 0
    return Row(path.name, took, makespan, answer.lower_bound, longest, answer.proven, answer.infeasible, best)


def summary(name: str, rows: list[Row]) -> dict[str, Any]:
    """The figures of a set."""
    gaps = [row.gap for row in rows if row.gap is not None]
    over = [100 * (row.makespan / row.path - 1) for row in rows if row.makespan and row.path]
    times = [row.seconds for row in rows]
    return {
        "set": name,
        "problems": len(rows),
        "gap_percent": round(float(np.mean(gaps)), 3) if gaps else None,
        "greatest_gap_percent": round(max(gaps), 2) if gaps else None,
        "over_critical_path_percent": round(float(np.mean(over)), 2) if over else None,
        "equal_to_best": sum(gap <= 0 for gap in gaps),
        "proven": sum(row.proven for row in rows),
        "impossible": sum(row.infeasible for row in rows),
        "without_schedule": sum(row.makespan is None and not row.infeasible for row in rows),
        "wrong": sum(row.wrong for row in rows),
        "seconds_mean": round(float(np.mean(times)), 3),
        "seconds_most": round(max(times), 3),
    }


def arguments() -> argparse.Namespace:
    """What to measure."""
    parser = argparse.ArgumentParser(description="Measure levelling on test problems with known bounds.")
    parser.add_argument("--set", nargs="+", default=list(DEFAULT), dest="sets", metavar="NAME")
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--sample", type=int, default=20, metavar="K", help="problems of each set, 0 for all")
    parser.add_argument("--method", choices=("instant", "best", "exact"), default="best")
    parser.add_argument("--no-extra", action="store_true", help="as if the extra were not installed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", action="store_true", help="a line for each problem")
    return parser.parse_args()


def main() -> int:
    args = arguments()
    began = time.perf_counter()
    if not args.no_extra:
        prepare()
        print(f"loading and compiling: {time.perf_counter() - began:.1f} s, not counted")
    print(f"{args.method}, {args.seconds:g} s, load of the machine {os.getloadavg()[0]:.1f}")
    head = (
        "set",
        "problems",
        "gap %",
        "most %",
        "over cp %",
        "= best",
        "proven",
        "imposs.",
        "none",
        "wrong",
        "s",
        "s most",
    )
    print("".join(f"{word:>10}" for word in head))
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        for name in args.sets:
            best = known_bounds(name.startswith("mm"))
            rows = []
            for path in problems_in(folder_of(name, Path(scratch)), args.sample):
                rows.append(measured(path, args, best.get(path.name)))
                if args.rows:
                    print("   ", *dc.astuple(rows[-1]), flush=True)
            found.append(summary(name, rows))
            print("".join(f"{'-' if v is None else v:>10}" for v in found[-1].values()), flush=True)
    print(
        json.dumps(
            {"method": args.method, "seconds": args.seconds, "extra": not args.no_extra, "sets": found}
        )
    )
    return 1 if any(entry["wrong"] for entry in found) else 0


if __name__ == "__main__":
    sys.exit(main())
