"""The minutes of the sample board's last meeting."""

from __future__ import annotations

import datetime as dt

from pmo_desktop.domain.meetings import Presence
from pmo_desktop.domain.values import Zoned
from pmo_desktop.readmodels.minutes import (
    EntryKind,
    MinuteCorrection,
    MinutedItem,
    MinuteLine,
    MinutesModel,
    MinutesStage,
    ParkedPoint,
    RollCall,
    VoteCount,
)

_P, _R = Presence.PRESENT, Presence.REMOTE


def minutes_model() -> MinutesModel:
    """The minutes of the meeting before."""
    dec, act, key, note = EntryKind.DECISION, EntryKind.ACTION, EntryKind.KEY_POINT, EntryKind.NOTE
    return MinutesModel(
        organisation="Meridale Coast Authority",
        body="Works Board",
        meeting="WB-2026-04",
        title="Ordinary meeting",
        stage=MinutesStage.DRAFT,
        version=2,
        language="en",
        classification="INTERNAL · Board members",
        starts=Zoned(dt.datetime(2026, 9, 2, 8, 30, tzinfo=dt.UTC), "Europe/Dublin"),
        ends=Zoned(dt.datetime(2026, 9, 2, 10, 52, tzinfo=dt.UTC), "Europe/Dublin"),
        place="Custom House, Room 2.04, and by link",
        chair="Noor Haddad",
        secretary="Ewan Brophy",
        scribe="Lucia Ferrante",
        quorum_needed=5,
        attendance=(
            RollCall("Noor Haddad", "Chair", _P, came=dt.time(9, 30), left=dt.time(11, 52)),
            RollCall("Callum Reyes", "Deputy chair", _P, came=dt.time(9, 30), left=dt.time(11, 52)),
            RollCall("Ines Carvalho", "Member", _P, "Ports", dt.time(9, 30), dt.time(11, 52)),
            RollCall(
                "Tobias Vance", "Member", _P, "Marine works", dt.time(9, 41), dt.time(11, 52), "came at 9:41"
            ),
            RollCall("Henrike Maas", "Member", _P, "Coast protection", dt.time(9, 30), dt.time(11, 52)),
            RollCall("Siobhán O’Dea", "Member", _R, "Finance", dt.time(9, 30), dt.time(11, 10)),
            RollCall("Kwame Boateng", "Member", _P, "Independent", dt.time(9, 30), dt.time(11, 52)),
            RollCall("Mireille Aubry", "Member", _P, "Independent", dt.time(9, 30), dt.time(11, 52)),
            RollCall("Ewan Brophy", "Secretary", _P),
            RollCall("Lucia Ferrante", "Scribe", _P),
        ),
        items=(
            MinutedItem(
                "1",
                "Opening, apologies, quorum",
                (
                    MinuteLine("1.1", note, "The chair opened the meeting at 9:30 and found it quorate."),
                    MinuteLine(
                        "1.2",
                        EntryKind.DECLARATION,
                        "Tobias Vance declared that his brother is a partner of the barge contractor.",
                    ),
                ),
                started=dt.time(9, 30),
            ),
            MinutedItem(
                "5",
                "State of the portfolio",
                (
                    MinuteLine(
                        "5.1",
                        key,
                        "The Board received the portfolio report. Two works were red and five amber. It "
                        "asked why "
                        "the sea wall had been amber for four periods before it turned, and was told "
                        "that the "
                        "rock under the northern third lies deeper than the three borings had shown.",
                    ),
                    MinuteLine(
                        "5.2",
                        key,
                        "Against a new baseline it was said that two in one year would empty the word of "
                        "meaning; "
                        "for it, that nobody believes the present dates. The Board agreed that a "
                        "baseline changes "
                        "only together with a decision.",
                    ),
                    MinuteLine(
                        "5.3",
                        dec,
                        "The Board agreed to take no new baseline for the Saltmarsh sea wall until a "
                        "priced way "
                        "back is before it.",
                        "D-WB-2026-04-01",
                        reasons="the June plan named no cost for the deeper piles",
                        vote=VoteCount(7, 1, 0, "carried", ("K. Boateng, who preferred a decision now",)),
                        quorum=(8, 5),
                    ),
                    MinuteLine(
                        "5.4",
                        act,
                        "Bring a priced way back with at least two options.",
                        "A-WB-2026-04-03",
                        "P. Kowalczyk",
                        dt.date(2026, 9, 30),
                    ),
                ),
                paper="03",
                presenter="S. Okonjo",
                started=dt.time(9, 52),
            ),
            MinutedItem(
                "6",
                "Harbour ticketing system",
                (
                    MinuteLine(
                        "6.1",
                        key,
                        "The second trial of the data transfer had failed. The Board considered whether "
                        "phase 2 "
                        "can go on while phase 1 is without a date.",
                    ),
                    MinuteLine(
                        "6.2",
                        dec,
                        "The Board agreed to go on for one period and to decide on phase 2 at the next "
                        "meeting.",
                        "D-WB-2026-04-02",
                        reasons="stopping at once would cost EUR 0.6 million in fees",
                        vote=VoteCount(8, 0, 0, "carried unanimously"),
                        quorum=(8, 5),
                    ),
                    MinuteLine(
                        "6.3",
                        act,
                        "Name a second test lead.",
                        "A-WB-2026-04-05",
                        "A. Yılmaz",
                        dt.date(2026, 9, 18),
                    ),
                    MinuteLine(
                        "6.4", EntryKind.RISK, "The supplier’s key tester may leave in November.", "R7"
                    ),
                ),
                paper="11.2",
                presenter="A. Yılmaz",
                started=dt.time(10, 20),
            ),
            MinutedItem(
                "7",
                "Delegation to the chair",
                (
                    MinuteLine(
                        "7.1",
                        dec,
                        "The Board delegated to the chair, until 30 November 2026, the approval of "
                        "changes up to "
                        "EUR 0.2 million each, to be ratified at the next meeting.",
                        "D-WB-2026-04-03",
                        vote=VoteCount(7, 0, 0, "carried"),
                        quorum=(7, 5),
                    ),
                    MinuteLine("7.2", note, "No member asked for dissent to be recorded."),
                ),
                started=dt.time(11, 5),
            ),
            MinutedItem("8", "Any other business", (), started=dt.time(11, 40)),
        ),
        corrections=(
            MinuteCorrection("5.1, line 4", "“all borings”", "“the three borings”", "P. Kowalczyk"),
            MinuteCorrection("6.2, line 22", "EUR 0.5 million", "EUR 0.6 million", "S. O’Dea"),
        ),
        parked=(
            ParkedPoint("Whether the board should meet at sites twice a year", "Forward plan, December"),
        ),
        next_meeting=Zoned(dt.datetime(2026, 10, 14, 8, 30, tzinfo=dt.UTC), "Europe/Dublin"),
        next_place="Custom House, Room 2.04",
        comments_by=dt.date(2026, 9, 16),
    )
