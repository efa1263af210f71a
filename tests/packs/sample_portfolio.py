"""The portfolio pages of the sample pack, worked out from one list of works so that sums agree."""

from __future__ import annotations

import datetime as dt

from pmo_desktop.domain.health import Rating, Trend
from pmo_desktop.domain.meetings import Purpose
from pmo_desktop.domain.values import Money, Points
from pmo_desktop.readmodels.pack_portfolio import (
    DateMove,
    HistoryGroup,
    HistoryLine,
    MilestoneGroup,
    MilestoneLine,
    Milestones,
    MoneyMove,
    Place,
    PortfolioPage,
    RagHistory,
    RatingMove,
    RatingShare,
    RiskLine,
    StatusGroup,
    StatusLine,
    StatusTable,
    Tile,
    TopRisks,
    WhatChanged,
)
from pmo_desktop.readmodels.pack_values import Head
from tests.packs.sample_works import (
    DATA,
    DIMENSIONS,
    LETTERS,
    MEETING,
    PROGRAMMES,
    SERVICES,
    SINCE,
    WORKS,
    WORST,
    Work,
    eur,
)


def portfolio_page() -> PortfolioPage:
    """One page of the whole."""
    shares = tuple(
        RatingShare(
            r,
            sum(w.now is r for w in WORKS),
            Money(sum(eur(w.budget).minor for w in WORKS if w.now is r), "EUR"),
        )
        for r in Rating
    )
    return PortfolioPage(
        Head(
            "portfolio",
            "State of the portfolio",
            ask=Purpose.DISCUSS,
            item="5.1",
            paper="03",
            minutes=12,
            tab="Portfolio",
        ),
        shares,
        (
            Tile(
                "Works",
                "20 + 6",
                "projects, services",
                "2 Sep: 20 + 6",
                (18, 18, 19, 19, 20, 20),
                "April to Sept.",
            ),
            Tile(
                "Money",
                "+4.9 %",
                "7.6 over 155.8",
                "2 Sep: +4.1 %",
                (1.4, 1.9, 2.2, 3.0, 4.1, 4.9),
                "April to Sept.",
            ),
            Tile(
                "Benefits", "91 %", "12.8 of 14.1", "2 Sep: 93 %", (97, 96, 96, 94, 93, 91), "April to Sept."
            ),
            Tile("Capacity", "2 roles", "over 100 %", "2 Sep: 1 role", (0, 0, 1, 1, 1, 2), "April to Sept."),
            Tile(
                "Confidence",
                "11 of 19",
                "rated green",
                "2 Sep: 13 of 19",
                (16, 15, 15, 14, 13, 11),
                "April to Sept.",
            ),
        ),
        "The groyne repair closed four days early and EUR 0.1 million under budget; its method is now "
        "the standard "
        "for timber works. The tide gauges are in test.",
        "The winter depot turned red: power comes five weeks late. Shore power went to amber on a "
        "transformer quote. Benefits slid two points, most of it ticketing.",
        "Decide D1 and D2 today: each week costs EUR 0.2 million. Decide D3 to free the test team. Ask "
        "for the "
        "missing report of the port portal.",
        "The portfolio does not fail evenly. Seventeen works together forecast EUR 2.0 million over "
        "budget; the "
        "three reds forecast 5.7. Two of the three wait for the same piling crew, so money alone will "
        "not turn "
        "them. I ask the Board to decide D1 and D2 as a pair, because they share one barge, and to stop "
        "ticketing "
        "phase 2, which frees the test team in November. If all three carry, I expect one red by March; "
        "if none, "
        "five. The forecast uses 12.2 of the 21.5 million contingency: 4.4 stays free after today’s "
        "decisions.",
        "S. Okonjo",
        dt.date(2026, 10, 5),
    )


def changed() -> WhatChanged:
    """What moved since September."""
    return WhatChanged(
        Head("changed", "What changed since 2 September", ask=Purpose.NOTE, item="5.1", paper="03"),
        SINCE,
        (
            RatingMove(
                "Winter depot at Harrow Lane",
                Rating.AMBER,
                Rating.RED,
                Trend.WORSE,
                "Power connection five weeks late; road salt has no roof",
                "exc-005",
            ),
            RatingMove(
                "Shore power at berth 1",
                Rating.GREEN,
                Rating.AMBER,
                Trend.WORSE,
                "Transformer quote 6 % over estimate",
            ),
            RatingMove(
                "Port community portal",
                Rating.GREEN,
                Rating.NONE,
                Trend.NEW,
                "No report; the last one is 41 days old",
            ),
            RatingMove(
                "Groyne repair, phase 2",
                Rating.GREEN,
                Rating.COMPLETE,
                Trend.BETTER,
                "Accepted on 24 August, four days early",
            ),
        ),
        (
            DateMove("Saltmarsh sea wall", dt.date(2027, 5, 28), dt.date(2027, 6, 15), 12),
            DateMove("Harbour ticketing system", dt.date(2027, 1, 22), dt.date(2027, 2, 11), 14),
            DateMove("Winter depot at Harrow Lane", dt.date(2026, 12, 4), dt.date(2026, 12, 29), 17),
            DateMove("Ferry terminal quay", dt.date(2027, 5, 20), dt.date(2027, 5, 29), 6),
            DateMove("Cliff path drainage", dt.date(2027, 9, 27), dt.date(2027, 9, 17), -6),
        ),
        (
            MoneyMove("Saltmarsh sea wall", eur(45.1), eur(46.8)),
            MoneyMove("Winter depot at Harrow Lane", eur(13.8), eur(14.5)),
            MoneyMove("Ferry terminal quay", eur(11.6), eur(12.0)),
            MoneyMove("Groyne repair, phase 2", eur(5.3), eur(5.1)),
        ),
        (
            (
                "New or closed work",
                "Groyne repair, phase 2, closed and handed to Coast maintenance. No new work.",
            ),
            ("New very high risks", "R2, quay wall moves again before the repair."),
            ("Decisions implemented", "One of three of 2 September; two in hand."),
        ),
    )


def _status_line(work: Work) -> StatusLine:
    before = LETTERS.get(work.was)
    trend = Trend.SAME
    if before and before is not work.now:
        trend = {Rating.COMPLETE: Trend.BETTER, Rating.NONE: Trend.NEW}.get(work.now, Trend.WORSE)
    return StatusLine(
        work.ref,
        work.name,
        work.detail,
        work.now,
        trend,
        tuple(LETTERS[c] for c in work.dimensions),
        work.finish,
        work.forecast,
        work.days,
        Points(round(work.cost * 100)),
        work.age,
        bool(before and before is not work.now),
        work.key,
    )


def status() -> StatusTable:
    """All works, worst first inside each programme, and the services."""
    groups = [
        StatusGroup(
            name,
            lead,
            "programme",
            Money(sum(eur(w.budget).minor for w in works), "EUR"),
            tuple(_status_line(w) for w in sorted(works, key=lambda w: WORST.index(w.now))),
        )
        for name, lead, works in PROGRAMMES
    ]
    services = tuple(
        StatusLine(ref, name, detail, LETTERS[r], Trend.SAME, tuple(LETTERS[c] for c in dims), age=age)
        for ref, name, detail, r, dims, age in SERVICES
    )
    groups.append(StatusGroup("Ongoing services", "M. Sørensen", "service", None, services))
    head = Head(
        "status", "Status of projects and services", ask=Purpose.DISCUSS, item="5.2", paper="04", minutes=13
    )
    return StatusTable(head, DIMENSIONS, tuple(groups), SINCE)


def history() -> RagHistory:
    """Twelve periods."""
    periods = tuple(dt.date(2025 + (m > 12), (m - 1) % 12 + 1, 1) for m in range(10, 22))
    groups = tuple(
        HistoryGroup(
            name, tuple(HistoryLine(w.name, tuple(LETTERS.get(c) for c in w.history), w.key) for w in works)
        )
        for name, _lead, works in PROGRAMMES
    )
    head = Head("history", "Rating history", ask=Purpose.NOTE, item="5.2", paper="04")
    return RagHistory(head, periods, (1, 3, 5, 7, 9, 11), groups)


def _stone(
    title: str,
    base: tuple[int, int],
    now: tuple[int, int],
    days: int,
    ready: float | None = None,
    *,
    done: bool = False,
) -> MilestoneLine:
    def day(md: tuple[int, int]) -> dt.date:
        return dt.date(2027 if md[0] < 6 else 2026, *md)

    points = None if ready is None else Points(round(ready * 100))
    return MilestoneLine(title, day(base), day(now), days, ready is not None, done, points)


def milestones() -> Milestones:
    """The next ninety days, and what was done in the last thirty."""
    groups = (
        MilestoneGroup(
            "Coast Protection",
            (
                _stone("Sea wall: northern piles driven", (9, 11), (11, 27), 55),
                _stone("Sea wall: gate 4", (11, 6), (1, 8), 45, 40),
                _stone("Beach recharge: gate 4", (10, 26), (11, 18), 17, 55),
                _stone("Tide gauges: all sending", (10, 9), (10, 15), 4),
                _stone("Cliff path: gate 3", (10, 30), (10, 30), 0, 90),
                _stone("Groyne repair: accepted", (9, 28), (9, 22), -4, done=True),
            ),
        ),
        MilestoneGroup(
            "Harbours and Ferries",
            (
                _stone("Ticketing: data trial 3", (9, 25), (11, 9), 31),
                _stone("Ferry quay: barge on site", (10, 5), (10, 26), 15),
                _stone("Ferry quay: gate 4", (10, 19), (10, 30), 9, 80),
                _stone("Shore power: gate 4", (11, 27), (12, 15), 12, 50),
                _stone("Dredging: gate 4", (10, 21), (10, 28), 5, 85),
                _stone("Shelters: gate 3", (11, 11), (11, 13), 2, 75),
            ),
        ),
        MilestoneGroup(
            "Estate and Depots",
            (
                _stone("Winter depot: power on", (9, 30), (11, 4), 25),
                _stone("Winter depot: gate 4", (10, 16), (11, 30), 31, 35),
                _stone("Workshop crane: gate 2", (11, 20), (11, 20), 0, 70),
            ),
        ),
        MilestoneGroup(
            "Digital",
            (
                _stone("Asset register: gate 5", (10, 28), (11, 19), 16, 60),
                _stone("Control room: desks in", (9, 24), (9, 24), 0, done=True),
                _stone("Identity: gate 4", (12, 9), (12, 10), 1, 90),
            ),
        ),
    )
    head = Head(
        "milestones", "Milestones and gates", ask=Purpose.NOTE, item="6.1", paper="06", minutes=8, tab="Time"
    )
    return Milestones(head, dt.date(2026, 9, 5), dt.date(2027, 1, 10), DATA, MEETING, groups)


# number | work | risk | owner | now (chance, impact) | before | target | EUR million | trend
_RISKS = """
R1 | Sea wall | Piles need rock deeper than priced | P. Kowalczyk | 55 | 45 | 34 | 1.9 | worse
R2 | Ferry quay | Quay wall moves again before repair | B. Lindqvist | 45 |  | 23 | 1.2 | new
R3 | Ticketing | Third data trial fails | A. Yılmaz | 44 | 34 | 23 | 0.8 | worse
R4 | Winter depot | First frost before power is on | Y. Tanaka | 44 | 44 | 22 | 0.4 | same
R5 | Shore power | Transformer price above index | M. Sørensen | 43 | 33 | 33 | 0.5 | worse
R6 | Dredging | Licence late by one season | W. Rossi | 34 | 32 | 22 | 0.4 | worse
R7 | Ticketing | Supplier’s key tester leaves | A. Yılmaz | 34 | 34 | 24 | 0.3 | same
R8 | Asset register | Old data feed stops | S. Bianchi | 33 | 43 | 22 | 0.2 | better
R9 | Cliff path | Land slips before drains are in | P. Nakamura | 15 | 15 | 14 | 0.3 | same
R10 | Beach recharge | Sand supply taken by neighbour | F. Costa | 42 | 22 | 22 | 0.1 | worse
"""


def _place(digits: str) -> Place | None:
    return Place(int(digits[0]), int(digits[1])) if digits else None


def _risk(line: str) -> RiskLine:
    number, work, text, owner, now, before, target, money, trend = (c.strip() for c in line.split("|"))
    places = [_place(d) for d in (now, before, target)]
    scores = [p.chance * p.impact if p else None for p in places]
    assert places[0] is not None
    assert scores[0] is not None
    return RiskLine(
        number,
        work,
        text,
        owner,
        places[0],
        scores[0],
        places[1],
        scores[1],
        places[2],
        scores[2],
        Trend[trend.upper()],
        eur(float(money)),
    )


def risks() -> TopRisks:
    """Ten risks and all the others."""
    head = Head("risks", "Top risks", ask=Purpose.DISCUSS, item="6.2", paper="09", minutes=12, tab="Risk")
    return TopRisks(head, tuple(_risk(line) for line in _RISKS.strip().splitlines()), 94, eur(1.4), eur(4.4))
