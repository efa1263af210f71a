"""The exception pages of the sample pack: one for each red work."""

from __future__ import annotations

import datetime as dt

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.meetings import Purpose
from pmo_desktop.readmodels.pack_portfolio import MilestoneLine
from pmo_desktop.readmodels.pack_values import Head, Resolution
from pmo_desktop.readmodels.pack_works import CostPoint, ExceptionPage, OptionLine, PathStep
from tests.packs.sample_front import D1, D3
from tests.packs.sample_works import LETTERS, eur


def exceptions() -> tuple[ExceptionPage, ...]:
    """One page for each red work."""
    return (_sea_wall(), _ticketing(), _depot())


def _ratings(letters: str) -> tuple[tuple[str, Rating], ...]:
    names = ("Overall", "Time", "Cost", "Scope", "Benefits", "Risk", "People")
    return tuple(zip(names, (LETTERS[c] for c in letters), strict=True))


def _costs(*values: float) -> tuple[CostPoint, ...]:
    return tuple(CostPoint(dt.date(2026, 4 + n, 1), eur(v)) for n, v in enumerate(values))


def _sea_wall() -> ExceptionPage:
    return ExceptionPage(
        Head(
            "exc-003",
            "Exception: Saltmarsh sea wall",
            "The sea wall can finish in June 2027 if 3.1 million is released today",
            Purpose.DECIDE,
            "7.1",
            "11.1",
            15,
            "Exceptions",
        ),
        "PRJ-2024-003",
        "Saltmarsh sea wall",
        "Coast Protection · P. Kowalczyk · large, LC-GATE, development",
        _ratings("RRRAGRA"),
        "The finish is forecast 58 working days late and the cost at 46.8 against 42.6 million, 4.2 "
        "over. Both "
        "tolerances are passed.",
        "The rock under the northern third lies up to five metres deeper than the three borings had "
        "shown. Longer "
        "piles were ordered in July, then waited four weeks for the piling crew.",
        (
            MilestoneLine("Northern piles", dt.date(2026, 9, 11), dt.date(2026, 11, 27), 55),
            MilestoneLine("Gate 4", dt.date(2026, 11, 6), dt.date(2027, 2, 8), 66, gate=True),
            MilestoneLine("Wall raised", dt.date(2027, 1, 22), dt.date(2027, 4, 16), 60),
            MilestoneLine("Path reopened", dt.date(2027, 2, 26), dt.date(2027, 5, 21), 60),
            MilestoneLine("Handover", dt.date(2027, 3, 26), dt.date(2027, 6, 15), 58),
        ),
        _costs(42.8, 43.1, 43.9, 44.6, 45.1, 46.8),
        eur(42.6),
        eur(44.7),
        (
            PathStep("Release D1 and sign the change for longer piles", "N. Haddad", dt.date(2026, 10, 14)),
            PathStep(
                "Second piling crew from the ferry quay, two days a week",
                "B. Lindqvist",
                dt.date(2026, 11, 2),
            ),
            PathStep("Drive the northern piles, survey weekly", "P. Kowalczyk", dt.date(2026, 11, 27)),
            PathStep("Amber when gate 4 is passed without condition", "J. Marchetti", dt.date(2027, 2, 8)),
        ),
        (
            OptionLine("A", "Do nothing: keep the June plan", eur(0), None, 25, "yes"),
            OptionLine(
                "B",
                "Longer piles and second crew",
                eur(3.1),
                dt.date(2027, 6, 15),
                12,
                "until 15 Nov",
                recommended=True,
            ),
            OptionLine(
                "C", "End the wall 80 m short, benefit 9 % less", eur(1.1), dt.date(2027, 5, 7), 9, "no"
            ),
        ),
        Resolution("D1", D1),
    )


def _ticketing() -> ExceptionPage:
    return ExceptionPage(
        Head(
            "exc-007",
            "Exception: Harbour ticketing system",
            "Ticketing needs one test team, not two half ones",
            Purpose.DECIDE,
            "7.3",
            "11.2",
            15,
        ),
        "PRJ-2025-007",
        "Harbour ticketing system",
        "Harbours and Ferries · A. Yılmaz · medium, LC-AGILE, testing",
        _ratings("RRAAGAR"),
        "Phase 1 is forecast 44 working days late. The second trial of the data transfer failed on 26 "
        "August.",
        "Both phases share one test team of four, and the supplier changed the format of season tickets "
        "in June.",
        (
            MilestoneLine("Data trial 3", dt.date(2026, 9, 25), dt.date(2026, 11, 9), 31),
            MilestoneLine("Pilot at berth 2", dt.date(2026, 10, 30), dt.date(2026, 12, 21), 36),
            MilestoneLine("Gate 5", dt.date(2026, 11, 20), dt.date(2027, 1, 22), 43, gate=True),
            MilestoneLine("Live", dt.date(2026, 12, 11), dt.date(2027, 2, 11), 44),
        ),
        _costs(8.8, 8.8, 8.9, 9.0, 9.2, 9.3),
        eur(8.8),
        eur(9.2),
        (
            PathStep("Stop phase 2, move its testers to phase 1", "A. Yılmaz", dt.date(2026, 10, 19)),
            PathStep("Third data trial with season tickets only", "S. Bianchi", dt.date(2026, 11, 9)),
        ),
        (),
        Resolution("D3", D3),
    )


def _depot() -> ExceptionPage:
    return ExceptionPage(
        Head("exc-005", "Exception: Winter depot at Harrow Lane", "", Purpose.DISCUSS, "7", "11.3"),
        "PRJ-2025-005",
        "Winter depot at Harrow Lane",
        "Estate and Depots · Y. Tanaka · medium, LC-GATE, development",
        _ratings("RRAGGRA"),
        "The depot is forecast 33 working days late; road salt has no roof before the first frost.",
        "The network operator moved the power connection to 4 November and offers no earlier date.",
        (
            MilestoneLine("Power on", dt.date(2026, 9, 30), dt.date(2026, 11, 4), 25),
            MilestoneLine("Gate 4", dt.date(2026, 10, 16), dt.date(2026, 11, 30), 31, gate=True),
            MilestoneLine("In use", dt.date(2026, 11, 13), dt.date(2026, 12, 29), 33),
        ),
        _costs(13.5, 13.5, 13.6, 13.7, 13.8, 14.5),
        eur(13.5),
        eur(14.2),
        (PathStep("Hire a temporary salt store at the quarry", "Y. Tanaka", dt.date(2026, 10, 23)),),
        (),
        None,
        "The Board is asked to write to the network operator, at chief officer level, before 20 October.",
    )
