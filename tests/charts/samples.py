"""A believable plan of a bridge, and a long one made of many packages, to draw and to measure."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from pmo_desktop.charts.rag import months_said
from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.plans import LinkKind
from pmo_desktop.domain.values import Minutes, Points
from pmo_desktop.readmodels.charts import (
    CostBars,
    CostRow,
    RagHistory,
    RagHistoryRow,
    RiskDot,
    RiskMatrix,
    Trend,
    Trends,
)
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
    (
        "Piling, pier 2",
        2,
        TASK,
        (7, 2),
        (8, 12),
        (6, 25),
        (7, 24),
        35,
        True,
        "M. Kowalska · Piling crew A",
        "",
    ),
    ("Pile caps", 2, TASK, (8, 13), (9, 11), (7, 27), (8, 21), 0, True, "", ""),
    ("Abutments east and west", 2, TASK, (7, 13), (8, 27), (7, 13), (8, 27), 10, False, "Civil crew B", ""),
    ("Substructure accepted", 2, GATE, (9, 25), (9, 25), (8, 28), (8, 28), 0, True, "", "G3"),
    ("Deck", 1, SUM, (9, 14), (11, 27), (8, 31), (11, 6), 0, False, "", ""),
    (
        "Steel fabrication, off site",
        2,
        TASK,
        (5, 18),
        (8, 28),
        (5, 18),
        (8, 28),
        55,
        False,
        "Steelworks Åland",
        "",
    ),
    ("Launch girders", 2, TASK, (9, 28), (10, 16), (8, 31), (9, 18), 0, True, "", ""),
    ("Deck slab", 2, TASK, (10, 19), (11, 13), (9, 21), (10, 16), 0, True, "", ""),
    ("Surfacing and parapets", 2, TASK, (11, 10), (11, 27), (10, 13), (10, 30), 0, True, "", ""),
    ("Handover", 1, SUM, (11, 30), (12, 10), (11, 3), (11, 14), 0, False, "", ""),
    ("Load test", 2, TASK, (11, 30), (12, 3), (11, 3), (11, 6), 0, True, "", ""),
    ("Open to traffic", 2, GATE, (12, 10), (12, 10), (11, 14), (11, 14), 0, True, "", "G4"),
)
LINKS = (
    (3, 4),
    (4, 5),
    (5, 6),
    (6, 8),
    (8, 9),
    (9, 10),
    (10, 12),
    (11, 12),
    (12, 15),
    (14, 15),
    (15, 16),
    (16, 17),
    (17, 19),
    (19, 20),
)


def bridge() -> GanttModel:
    """Twenty rows with four gates, a baseline and a critical path; seen on 15 July 2026."""
    rows = [
        GanttRow(
            id=f"row{i}",
            number=i,
            wbs=str(i),
            name=name,
            level=level,
            kind=kind,
            start=closing(day(*start)) if kind is GATE else opening(day(*start)),
            finish=closing(day(*finish)),
            baseline_start=opening(day(*base)),
            baseline_finish=closing(day(*base_finish)),
            progress=Points(done * 100),
            critical=critical,
            people=people,
            mark=mark,
            duration=None
            if kind is GATE
            else Minutes(480 * GanttModel().workdays(day(*start) - timedelta(days=1), day(*finish))),
        )
        for i, (
            name,
            level,
            kind,
            start,
            finish,
            base,
            base_finish,
            done,
            critical,
            people,
            mark,
        ) in enumerate(BRIDGE, 1)
    ]
    links = [GanttLink(f"row{a}", f"row{b}") for a, b in LINKS]
    return GanttModel.of(
        rows,
        links,
        as_at=datetime.combine(day(7, 15), time(9)),
        name="Harbour Link Bridge",
        holidays=frozenset({day(5, 1), day(5, 14)}),
    )


STEPS = (
    "Collect requirements",
    "Design interface",
    "Approve design",
    "Configure",
    "Migrate records",
    "Write test cases",
    "System test",
    "Fix defects",
    "Train users",
    "Cut over",
    "Early support",
)
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
            inner.append(
                GanttRow(
                    id=f"t{number}",
                    number=number,
                    name=f"{step}, release {package}",
                    level=1,
                    kind=MILE if milestone else TASK,
                    start=closing(at) if milestone else opening(at),
                    finish=closing(at if milestone else until),
                    progress=Points(chance.choice((0, 0, 3500, 10_000))),
                    baseline_start=opening(at - timedelta(days=late)),
                    critical=chance.random() < 0.2,
                    baseline_finish=closing((at if milestone else until) - timedelta(days=late)),
                    people=chance.choice(PEOPLE),
                    duration=Minutes(480 * length),
                )
            )
            at = (at if milestone else until) + timedelta(days=chance.randrange(1, 6) - 2)
        number = len(rows) + 1
        rows.append(
            GanttRow(
                id=f"t{number}",
                number=number,
                name=f"Release {package}",
                kind=SUM,
                start=inner[0].start,
                finish=max(r.finish for r in inner if r.finish),
            )
        )
        rows.extend(inner)
        links.extend(GanttLink(a.id, b.id) for a, b in pairwise(inner))
        links.extend(
            GanttLink(a.id, b.id, chance.choice(tuple(LinkKind)))
            for a, b in zip(inner, inner[3:], strict=False)
        )
    return GanttModel.of(
        rows[:tasks], links, as_at=datetime.combine(day(9, 15), time(9)), name="Records programme"
    )


NAMES = {
    "Water Resilience": (
        ("Aldermoor Reservoir raising", "GGGGAAAAARRR"),
        ("Trunk main renewal, south", "GGGGGGGAAAAA"),
        ("Kelder pumping stations", "GGGGGGGGAAAA"),
        ("Eastbank flood wall", "AAGGGGGGGGGG"),
        ("Leak detection by fibre", "GGGGGGGGGGGC"),
        ("Drought plan works", "   GGGGGGGGG"),
    ),
    "Roads and Bridges": (
        ("Corrie Bridge strengthening", "GGGGGAAAARRR"),
        ("Winter depot at Hollin", "GGGGGGAAAAAA"),
        ("Cycle network phase 2", " GGGGGGGGGGG"),
        ("Signals upgrade to radio", "GGGGGGGGGGGG"),
    ),
    "Digital and Estate": (
        ("Payroll and people system", "GGGGAAAAAARR"),
        ("Port community portal", "GGGGGGGGGGG-"),
        ("Headquarters retrofit", "GGGGGGGGGGGA"),
    ),
}
RATINGS = {
    "G": Rating.GREEN,
    "A": Rating.AMBER,
    "R": Rating.RED,
    "C": Rating.COMPLETE,
    "-": Rating.NONE,
    " ": None,
}


def ratings() -> RagHistory:
    """Thirteen works over twelve months; three reds that were amber before."""
    months = tuple(day((9 + i) % 12 + 1, 1, 2025 + (9 + i) // 12) for i in range(12))
    rows = []
    for group, works in NAMES.items():
        for name, letters in works:
            given = tuple(RATINGS[letter] for letter in letters)
            rows.append(
                RagHistoryRow(name, given, group, months_said(given) if given[-1] is Rating.RED else "")
            )
    return RagHistory(
        months,
        tuple(rows),
        frozenset({months[-1], months[-3]}),
        "The reds were no surprise: each was amber for four to six months first",
    )


def risks() -> RiskMatrix:
    """Ten risks, three in one cell, two with targets."""
    return RiskMatrix(
        (
            RiskDot(1, 5, 5, was=(5, 4), target=(4, 3)),
            RiskDot(2, 4, 5, was=(2, 5), target=(3, 3)),
            RiskDot(3, 4, 4, target=(2, 3)),
            RiskDot(4, 4, 4, was=(2, 4), target=(2, 4)),
            RiskDot(5, 4, 3),
            RiskDot(6, 3, 4, was=(3, 3)),
            RiskDot(7, 3, 4),
            RiskDot(8, 3, 3, was=(4, 3)),
            RiskDot(9, 1, 5),
            RiskDot(10, 4, 2, was=(3, 2)),
        ),
        title="Two very high risks rose since July",
    )


def costs() -> CostBars:
    """Seven works in EUR million."""
    return CostBars(
        (
            CostRow("Aldermoor Reservoir raising", 64.0, 71.9, 38.1),
            CostRow("Corrie Bridge strengthening", 41.2, 46.1, 30.2),
            CostRow("Payroll and people system", 12.4, 14.0, 9.6),
            CostRow("Kelder pumping stations", 22.8, 23.1, 11.0),
            CostRow("Eastbank flood wall", 30.6, 30.2, 8.4),
            CostRow("Leak detection by fibre", 6.4, 6.3, 6.3),
        ),
        "EUR million",
        "Three works pass their cost tolerance; together they are 14.4 over",
    )


def spending() -> Trends:
    """A year of spending: actual to August, forecast to December, budget."""
    months = [day(i, 28) for i in range(1, 13)]
    actual = [18, 34, 52, 71, 92, 113, 136, 158.7]
    forecast = [*actual[-1:], 184, 211, 236, 259.3]
    budget = [17, 36, 55, 75, 96, 118, 139, 160, 182, 205, 227, 248.9]
    return Trends(
        (
            Trend("actual", "Actual", tuple(zip(months[:8], actual, strict=True))),
            Trend("forecast", "Forecast", tuple(zip(months[7:], forecast, strict=True))),
            Trend("plan", "Budget", tuple(zip(months, budget, strict=True))),
        ),
        "EUR million",
        "The year ends 10.4 over budget",
        1,
        from_zero=True,
    )


def drift() -> Trends:
    """A finish that moves, as working days late against a tolerance of twenty."""
    months = [day(i, 10) for i in range(3, 10)]
    late = (0.0, 4.0, 4.0, 9.0, 14.0, 20.0, 31.0)
    return Trends(
        (
            Trend("actual", "late", tuple(zip(months, late, strict=True))),
            Trend("limit", "tolerance", ((months[0], 20.0), (months[-1], 20.0))),
            Trend("plan", "plan", ((months[0], 0.0), (months[-1], 0.0))),
        ),
        "working days",
    )
