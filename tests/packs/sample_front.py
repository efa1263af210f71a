"""The front pages of the sample pack: decisions, agenda, attendance, minutes, actions."""

from __future__ import annotations

import datetime as dt

from pmo_desktop.domain.meetings import Presence, Purpose
from pmo_desktop.domain.values import Money
from pmo_desktop.readmodels.pack_front import (
    ActionLog,
    AgeCount,
    Agenda,
    AgendaLine,
    Attendance,
    ClosedAction,
    DecisionFollowed,
    DecisionsSought,
    ExpectedMember,
    Fund,
    Interest,
    OpenAction,
    PreviousMinutes,
    QuorumAt,
    SoughtDecision,
)
from pmo_desktop.readmodels.pack_values import Head
from tests.packs.sample_minutes import minutes_model

DECIDE, ENDORSE, DISCUSS, NOTE = Purpose.DECIDE, Purpose.ENDORSE, Purpose.DISCUSS, Purpose.NOTE
D1 = (
    "Release EUR 3.1 million from contingency to the Saltmarsh sea wall (PRJ-2024-003), adopt the finish "
    "date of 18 June 2027, and re-run gate 4 in February 2027."
)
D2 = (
    "Approve the repair of the ferry terminal quay from the water side, at EUR 1.8 million from contingency, "
    "to begin on 26 October 2026."
)
D3 = "Stop phase 2 of the Harbour ticketing system (PRJ-2025-007) and move its test team to phase 1."
D4 = "Select proposals K2 and K5 for definition, at EUR 4.4 million from the new-work fund."


def _eur(millions: float) -> Money:
    return Money(round(millions * 100_000_000), "EUR")


def decisions() -> DecisionsSought:
    """Four boxes and two funds."""
    by = dt.date(2026, 10, 14)
    return DecisionsSought(
        Head("decisions", "Decisions sought", tab="Decide", ask=DECIDE),
        (
            SoughtDecision(
                "D1",
                D1,
                _eur(3.1),
                "contingency",
                "the contractor leaves the site on 1 November",
                by,
                "exc-003",
            ),
            SoughtDecision(
                "D2",
                D2,
                _eur(1.8),
                "contingency",
                "the quay closes to cars through the winter",
                by,
                "paper-12",
            ),
            SoughtDecision("D3", D3, None, "", "two works share one test team until May", by, "exc-007"),
            SoughtDecision(
                "D4", D4, _eur(4.4), "new-work fund", "K5 loses its grant on 31 December", by, "status"
            ),
        ),
        (
            Fund("Contingency", _eur(21.5), _eur(12.2), _eur(4.9)),
            Fund("New-work fund", _eur(6.0), _eur(0), _eur(4.4)),
        ),
    )


def agenda() -> Agenda:
    """Eight items, one of them restricted."""
    lines = (
        AgendaLine("1", "Opening, apologies, quorum", NOTE, 3, dt.time(9, 30), "N. Haddad", key="attendance"),
        AgendaLine("2", "Declarations of interest", NOTE, 2, dt.time(9, 33), "N. Haddad", key="attendance"),
        AgendaLine("3", "Minutes of WB-2026-04", DECIDE, 5, dt.time(9, 35), "E. Brophy", "01", "minutes"),
        AgendaLine(
            "4", "Matters arising, actions", DISCUSS, 10, dt.time(9, 40), "L. Ferrante", "02", "actions"
        ),
        AgendaLine(
            "5", "State of the portfolio", DISCUSS, 25, dt.time(9, 50), "S. Okonjo", "03, 04", "portfolio"
        ),
        AgendaLine(
            "5.1", "Portfolio on a page, what changed", DISCUSS, 12, None, "S. Okonjo", "03", "portfolio", 2
        ),
        AgendaLine("5.2", "Status and rating history", DISCUSS, 13, None, "S. Okonjo", "04", "status", 2),
        AgendaLine("6", "Time and risk", DISCUSS, 20, dt.time(10, 15), "", "06, 09", "milestones"),
        AgendaLine("6.1", "Milestones and gates", NOTE, 8, None, "J. Marchetti", "06", "milestones", 2),
        AgendaLine("6.2", "Top risks", DISCUSS, 12, None, "R. Adeyemi", "09", "risks", 2),
        AgendaLine("7", "Exceptions and papers", DECIDE, 45, dt.time(10, 35), "", "11, 12", "exc-003"),
        AgendaLine("7.1", "Saltmarsh sea wall (D1)", DECIDE, 15, None, "P. Kowalczyk", "11.1", "exc-003", 2),
        AgendaLine("7.2", "Ferry terminal quay (D2)", DECIDE, 15, None, "B. Lindqvist", "12", "paper-12", 2),
        AgendaLine(
            "7.3", "Harbour ticketing system (D3)", DECIDE, 15, None, "A. Yılmaz", "11.2", "exc-007", 2
        ),
        AgendaLine("8", "Any other business, next meeting", NOTE, 5, dt.time(11, 20), "N. Haddad"),
        AgendaLine("9", "Item 9", DECIDE, 10, dt.time(11, 25), "N. Haddad", "13", part="B"),
    )
    return Agenda(
        Head("agenda", "Agenda", tab="Meeting", ask=NOTE),
        lines,
        150,
        5,
        dt.time(11, 35),
        (
            ("Items 1 to 8", "J. Marchetti (planning), R. Adeyemi (risk), finance by link"),
            ("Item 7.1", "P. Kowalczyk, project manager"),
            ("Item 7.2", "B. Lindqvist, marine works; T. Vance leaves (interest)"),
            ("Item 9", "Voting members and secretary only"),
        ),
    )


_P, _R, _D, _A, _X = (
    Presence.PRESENT,
    Presence.REMOTE,
    Presence.DEPUTY,
    Presence.APOLOGIES,
    None,
)


def attendance() -> Attendance:
    """Eight members over six meetings."""
    rows = (
        ("Noor Haddad", "Chair", "Accepted", True, (_P, _P, _P, _P, _P, _P)),
        ("Callum Reyes", "Deputy chair", "Accepted", True, (_P, _P, _D, _P, _P, _P)),
        ("Ines Carvalho", "Ports", "Accepted, by link", True, (_P, _A, _P, _R, _P, _P)),
        ("Tobias Vance", "Marine works", "Accepted", True, (_P, _P, _P, _P, _A, _P)),
        ("Henrike Maas", "Coast protection", "Accepted", True, (_P, _P, _P, _P, _P, _P)),
        ("Siobhán O’Dea", "Finance", "Accepted", True, (_P, _D, _P, _P, _P, _R)),
        ("Kwame Boateng", "Independent", "Apologies", False, (_A, _P, _P, _A, _P, _P)),
        ("Mireille Aubry", "Independent", "Accepted", True, (_X, _X, _P, _P, _P, _P)),
    )
    return Attendance(
        Head("attendance", "Attendance and interests", ask=NOTE, item="1", minutes=5),
        tuple(dt.date(2025 + (m < 11), m, 1) for m in (11, 1, 3, 5, 7, 9)),
        tuple(ExpectedMember(*row) for row in rows),
        5,
        (
            QuorumAt("3", 7),
            QuorumAt("7.1 D1", 7),
            QuorumAt("7.2 D2", 6),
            QuorumAt("7.3 D3", 7),
            QuorumAt("9", 7),
        ),
        (
            Interest(
                "Tobias Vance", "Brother is a partner of the barge contractor", "7.2", "Leaves the room", True
            ),
            Interest("Mireille Aubry", "Trustee of the Saltmarsh Trust", "7.1", "Noted"),
        ),
        "Members are asked to say at item 2 whether anything has changed since 2 September. Deputies attend "
        "without a vote.",
    )


def previous() -> PreviousMinutes:
    """The minutes before, for approval."""
    return PreviousMinutes(
        Head("minutes", "Minutes of WB-2026-04", ask=DECIDE, item="3", paper="01", minutes=5), minutes_model()
    )


def actions() -> ActionLog:
    """What is open, what was closed."""
    rows = (
        (
            "A-WB-2026-04-05",
            "Name a second test lead",
            "A. Yılmaz",
            (9, 18),
            26,
            1,
            "In progress",
            True,
            False,
        ),
        (
            "A-WB-2026-03-08",
            "Agree the dredging window with the harbour master",
            "W. Rossi",
            (9, 21),
            23,
            2,
            "Blocked",
            True,
            True,
        ),
        (
            "A-WB-2026-04-03",
            "Bring a priced way back for the sea wall",
            "P. Kowalczyk",
            (9, 30),
            14,
            0,
            "Done, verify",
            False,
            True,
        ),
        (
            "A-WB-2026-04-07",
            "Publish the list of waivers to all units",
            "J. Marchetti",
            (10, 9),
            5,
            1,
            "In progress",
            False,
            False,
        ),
        (
            "A-WB-2026-04-01",
            "Cost of re-using the old pontoons",
            "M. Sørensen",
            (10, 30),
            0,
            0,
            "Open",
            False,
            False,
        ),
        (
            "A-WB-2026-04-09",
            "Check the holiday clash at the lock test",
            "J. Byrne",
            (11, 6),
            0,
            0,
            "Open",
            False,
            False,
        ),
        (
            "A-WB-2026-04-10",
            "Bring an option paper on test rooms",
            "S. Bianchi",
            (11, 20),
            0,
            0,
            "Open",
            False,
            False,
        ),
        (
            "A-WB-2026-04-11",
            "Survey how long members read this pack",
            "L. Ferrante",
            (12, 1),
            0,
            0,
            "Open",
            False,
            False,
        ),
    )
    return ActionLog(
        Head("actions", "Matters arising and action log", ask=DISCUSS, item="4", paper="02", minutes=10),
        dt.date(2026, 9, 2),
        (
            AgeCount("not due", 6, 4),
            AgeCount("1–7 days", 2, 1),
            AgeCount("8–14", 1, 1),
            AgeCount("15–30", 2, 2),
            AgeCount("over 30", 1, 0),
        ),
        tuple(OpenAction(r[0], r[1], r[2], dt.date(2026, *r[3]), *r[4:]) for r in rows),
        tuple(
            ClosedAction(*row)
            for row in (
                (
                    "A-WB-2026-03-02",
                    "Write to the utility about the shared trench",
                    "D. Marek",
                    dt.date(2026, 9, 4),
                    "E. Brophy",
                ),
                (
                    "A-WB-2026-03-05",
                    "Split the ticketing plan into two phases",
                    "A. Yılmaz",
                    dt.date(2026, 9, 11),
                    "J. Marchetti",
                ),
                (
                    "A-WB-2026-04-02",
                    "Book the barge for the survey",
                    "B. Lindqvist",
                    dt.date(2026, 9, 14),
                    "E. Brophy",
                ),
                (
                    "A-WB-2026-04-06",
                    "Insurance cover for the new crane",
                    "M. Sørensen",
                    dt.date(2026, 9, 25),
                    "S. O’Dea",
                ),
            )
        ),
        (
            DecisionFollowed(
                "D-WB-2026-03-01",
                "Adopt rule set 2 for ratings",
                dt.date(2026, 7, 8),
                100,
                dt.date(2026, 7, 9),
            ),
            DecisionFollowed(
                "D-WB-2026-03-02", "Merge the three site surveys into one contract", dt.date(2026, 8, 1), 0
            ),
            DecisionFollowed(
                "D-WB-2026-04-02",
                "Go on with ticketing phase 2 for one period",
                dt.date(2026, 9, 2),
                50,
                dt.date(2026, 9, 3),
            ),
            DecisionFollowed(
                "D-WB-2026-04-03",
                "Delegate changes up to EUR 0.2 m to the chair",
                dt.date(2026, 9, 2),
                50,
                dt.date(2026, 9, 2),
            ),
        ),
    )
