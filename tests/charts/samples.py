"""A believable plan of a bridge, and a long one made of many packages, to draw and to measure."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from pmo_desktop.domain.plans import LinkKind
from pmo_desktop.domain.values import Minutes, Points
from pmo_desktop.readmodels.gantt import GanttKind, GanttLink, GanttModel, GanttRow, closing, opening

TASK, SUM, MILE, GATE = GanttKind.TASK, GanttKind.SUMMARY, GanttKind.MILESTONE, GanttKind.GATE


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


# Name, level, kind, start, finish, start and finish of the baseline, done %, critical, people, mark.
BRIDGE = (
    ("Harbour Link Bridge", 0, SUM, (3, 9), (12, 10), (3, 9), (11, 14), 44, False, "", ""),
    ("Enabling works", 1, SUM, (3, 9), (5, 28), (3, 9), (5, 22), 100, False, "", ""),
    ("Site compound and access", 2, TASK, (3, 9), (4, 3), (3, 9), (4, 3), 100, False, "", ""),
    ("Divert water main", 2, TASK, (4, 6), (5, 15), (4, 6), (5, 8), 100, False, "", ""),
    ("Cofferdam", 2, TASK, (4, 29), (5, 28), (4, 24), (5, 22), 100, False, "", ""),
    ("Works may start", 2, GATE, (5, 28), (5, 28), (5, 22), (5, 22), 100, False, "", "G2"),
    ("Foundations", 1, SUM, (5, 29), (9, 25), (5, 25), (8, 28), 40, False, "", ""),
    ("Piling, pier 1", 2, TASK, (5, 29), (7, 1), (5, 25), (6, 24), 100, True, "", ""),
    ("Piling, pier 2", 2, TASK, (7, 2), (8, 12), (6, 25), (7, 24), 35, True,
     "M. Kowalska · Piling crew A", ""),
    ("Pile caps", 2, TASK, (8, 13), (9, 11), (7, 27), (8, 21), 0, True, "", ""),
    ("Abutments east and west", 2, TASK, (7, 13), (8, 27), (7, 13), (8, 27), 10, False, "Civil crew B", ""),
    ("Substructure accepted", 2, GATE, (9, 25), (9, 25), (8, 28), (8, 28), 0, True, "", "G3"),
    ("Deck", 1, SUM, (9, 14), (11, 27), (8, 31), (11, 6), 0, False, "", ""),
    ("Steel fabrication, off site", 2, TASK, (5, 18), (8, 28), (5, 18), (8, 28), 55, False,
     "Steelworks Åland", ""),
    ("Launch girders", 2, TASK, (9, 28), (10, 16), (8, 31), (9, 18), 0, True, "", ""),
    ("Deck slab", 2, TASK, (10, 19), (11, 13), (9, 21), (10, 16), 0, True, "", ""),
    ("Surfacing and parapets", 2, TASK, (11, 10), (11, 27), (10, 13), (10, 30), 0, True, "", ""),
    ("Handover", 1, SUM, (11, 30), (12, 10), (11, 3), (11, 14), 0, False, "", ""),
    ("Load test", 2, TASK, (11, 30), (12, 3), (11, 3), (11, 6), 0, True, "", ""),
    ("Open to traffic", 2, GATE, (12, 10), (12, 10), (11, 14), (11, 14), 0, True, "", "G4"),
)
LINKS = ((3, 4), (4, 5), (5, 6), (6, 8), (8, 9), (9, 10), (10, 12), (11, 12), (12, 15), (14, 15), (15, 16),
         (16, 17), (17, 19), (19, 20))


def bridge() -> GanttModel:
    """Twenty rows with four gates, a baseline and a critical path; seen on 15 July 2026."""
    rows = [
        GanttRow(id=f"row{i}", number=i, wbs=str(i), name=name, level=level, kind=kind,
                 start=closing(day(*start)) if kind is GATE else opening(day(*start)),
                 finish=closing(day(*finish)),
                 baseline_start=opening(day(*base)), baseline_finish=closing(day(*base_finish)),
                 progress=Points(done * 100), critical=critical, people=people, mark=mark,
                 duration=None if kind is GATE else Minutes(480 * (day(*finish) - day(*start)).days * 5 // 7))
        for i, (name, level, kind, start, finish, base, base_finish, done, critical, people, mark)
        in enumerate(BRIDGE, 1)]
    links = [GanttLink(f"row{a}", f"row{b}") for a, b in LINKS]
    return GanttModel.of(rows, links, as_at=datetime.combine(day(7, 15), time(9)), name="Harbour Link Bridge",
                         holidays=frozenset({day(5, 1), day(5, 14)}))


STEPS = ("Collect requirements", "Design interface", "Approve design", "Configure", "Migrate records",
         "Write test cases", "System test", "Fix defects", "Train users", "Cut over", "Early support")
PEOPLE = ("", "A. Demir", "S. Bianchi", "Test team", "L. Moreau · Data team", "", "R. Costa")


def long_plan(tasks: int = 2440, seed: int = 7) -> GanttModel:
    """An IT programme with packages of eleven tasks, about 1.8 links per task, and slips on a baseline."""
    chance = random.Random(seed)
    rows: list[GanttRow] = []
    links: list[GanttLink] = []
    start = day(1, 5, 2026)
    package = 0
    while len(rows) < tasks:
        package += 1
        begin = start + timedelta(days=3 * package + chance.randrange(20))
        inner: list[GanttRow] = []
        at = begin
        for step in STEPS[: max(1, tasks - len(rows) - 1)]:
            length, late = chance.randrange(2, 22), chance.randrange(-2, 12)
            number = len(rows) + len(inner) + 2
            until = at + timedelta(days=length)
            milestone = step == "Approve design"
            inner.append(GanttRow(
                id=f"t{number}", number=number, name=f"{step}, release {package}", level=1,
                kind=MILE if milestone else TASK, start=closing(at) if milestone else opening(at),
                finish=closing(at if milestone else until),
                progress=Points(chance.choice((0, 0, 3500, 10_000))),
                baseline_start=opening(at - timedelta(days=late)), critical=chance.random() < 0.2,
                baseline_finish=closing((at if milestone else until) - timedelta(days=late)),
                people=chance.choice(PEOPLE), duration=Minutes(480 * length)))
            at = (at if milestone else until) + timedelta(days=chance.randrange(1, 6) - 2)
        number = len(rows) + 1
        rows.append(GanttRow(id=f"t{number}", number=number, name=f"Release {package}", kind=SUM,
                             start=inner[0].start, finish=max(r.finish for r in inner if r.finish)))
        rows.extend(inner)
        links.extend(GanttLink(a.id, b.id) for a, b in pairwise(inner))
        links.extend(GanttLink(a.id, b.id, chance.choice(tuple(LinkKind)))
                     for a, b in zip(inner, inner[3:], strict=False))
    return GanttModel.of(rows[:tasks], links, as_at=datetime.combine(day(9, 15), time(9)),
                         name="Records programme")
