"""A believable pack of an invented organisation: the Meridale Coast Authority and its Works Board."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from typing import Any

from pmo_desktop.domain.values import Money, Points, Zoned
from pmo_desktop.readmodels.pack import PackContent, Section
from pmo_desktop.readmodels.pack_front import Contents, Cover
from pmo_desktop.readmodels.pack_values import Head, Resolution
from pmo_desktop.readmodels.pack_works import (
    Definition,
    Definitions,
    IssueFacts,
    MeetingFacts,
    PrintFacts,
    UploadedPaper,
)
from tests.packs import sample_exceptions, sample_front, sample_portfolio

ZONE = "Europe/Dublin"


def eur(millions: float) -> Money:
    """Millions of euros."""
    return Money(round(millions * 100_000_000), "EUR")


def instant(year: int, month: int, day: int, hour: int, minute: int = 0) -> Zoned:
    """A UTC instant with the board's own zone."""
    return Zoned(dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC), ZONE)


def paper_pdf(title: str, pages: int = 2, *, size: tuple[float, float] = (595.3, 841.9)) -> bytes:
    """An uploaded paper such as people hand in: text, a drawing, and a script that must not survive."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for n in range(pages):
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(60, size[1] - 90, f"{title}, sheet {n + 1}")
        canvas.setFont("Helvetica", 11)
        for row in range(28):
            words = f"The quay wall was surveyed at low water; section {row + 1} shows no movement."
            canvas.drawString(60, size[1] - 130 - row * 18, words)
        canvas.rect(60, 60, size[0] - 120, 90)
        canvas.linkURL("https://example.org/", (60, 60, 200, 100))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


PAPER = paper_pdf("Ferry terminal: survey of the quay")
PAPER_HASH = hashlib.sha256(PAPER).hexdigest()
PAPERS = {PAPER_HASH: PAPER}


def content(**changes: Any) -> PackContent:
    """The whole pack; keyword arguments replace fields of it."""
    fields: dict[str, Any] = {
        "organisation": "Meridale Coast Authority",
        "title": "Works Board, pack for meeting WB-2026-05",
        "meeting": MeetingFacts(
            "Works Board",
            "WB-2026-05",
            "Board pack for meeting WB-2026-05",
            instant(2026, 10, 14, 8, 30),
            instant(2026, 10, 14, 11, 0),
            "Custom House, Room 2.04, and by link",
        ),
        "version": 1,
        "as_of": instant(2026, 10, 2, 16, 0),
        "classification": "INTERNAL · Board members",
        "issue": IssueFacts(
            "Programme office",
            "office@meridale.example",
            dt.date(2026, 10, 6),
            2,
            8,
            "Noor Haddad, Chair",
            "Please return this copy to the secretary after the meeting, or destroy it and say so.",
        ),
        "printing": PrintFacts(),
        "sections": sections(),
    }
    return PackContent(**(fields | changes))


def sections() -> tuple[Section, ...]:
    """Every kind of section, in the order of the board's template."""
    folio = sample_portfolio
    return (
        cover(),
        Contents(Head("contents", "Contents and how to read"), 150, ("L1, dredging licence",)),
        sample_front.decisions(),
        sample_front.agenda(),
        sample_front.attendance(),
        sample_front.previous(),
        sample_front.actions(),
        folio.portfolio_page(),
        folio.changed(),
        folio.status(),
        folio.history(),
        folio.milestones(),
        folio.risks(),
        *sample_exceptions.exceptions(),
        uploaded(),
        definitions(),
    )


def cover() -> Cover:
    """The first page."""
    return Cover(
        Head("cover", "Cover"),
        chair="Noor Haddad",
        secretary="Ewan Brophy",
        scribe="Lucia Ferrante",
        voting_members=8,
        quorum_needed=5,
        decisions=4,
        reds=3,
        reports_missing=1,
        asked=eur(9.3),
        asked_parts=(eur(3.1), eur(1.8), eur(4.4)),
        next_meeting=dt.date(2026, 12, 9),
        decisions_key="decisions",
        status_key="status",
    )


def uploaded() -> UploadedPaper:
    """A paper with its own PDF."""
    return UploadedPaper(
        Head(
            "paper-12",
            "Ferry terminal quay",
            "Repair the ferry quay from the water side, before the winter storms",
            sample_front.DECIDE,
            "7.2",
            "12",
            15,
        ),
        "ferry-quay-survey.pdf",
        PAPER_HASH,
        2,
        "B. Lindqvist, marine works",
        "The quay wall has settled by 38 mm since 2019. Repair from land would close the terminal for eleven "
        "weeks; repair from a barge keeps one berth open and costs EUR 0.4 million more. The contractor "
        "holds "
        "his price until the end of October.",
        "Repair from the barge, starting on 26 October, and keep berth 1 open throughout.",
        Resolution("D2", sample_front.D2),
    )


def definitions() -> Definitions:
    """Words used in the pack."""
    pairs = (
        (
            "Rating",
            "Green: within tolerance. Amber: forecast to use up a tolerance. Red: a tolerance is passed.",
        ),
        ("Not rated", "No report, or one more than 35 days old, at the data instant."),
        ("Days", "Working days on the calendar of the country where the work is done."),
        ("Cost %", "Forecast at completion against the approved budget, without reserve."),
        ("Exposure", "Chance multiplied by cost if the risk happens; opportunities are not set off."),
        ("Gate", "A decision point of the life cycle at which work stops until somebody lets it go on."),
        ("Ready %", "Share of the gate’s required papers and checks that are accepted."),
        (
            "Chair’s list",
            "Actions more than 14 days overdue, or moved twice, which the chair asks about by name.",
        ),
        ("Quorum", "Five of eight voting members; a member who leaves for an interest does not count."),
    )
    return Definitions(
        Head("definitions", "Definitions", tab="Words"), tuple(Definition(a, b) for a, b in pairs)
    )


def percent(value: float) -> Points:
    """Hundredths of a per cent."""
    return Points(round(value * 100))
