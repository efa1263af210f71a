"""The action notice on paper: every action with where it came from, in the owner's language."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

import pypdfium2

from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.domain.values import Zoned
from pmo_desktop.packs.notices import build_notice
from pmo_desktop.readmodels.notices import Notice, NoticedAction

ACTIONS = tuple(
    NoticedAction(
        f"A-PB-2026-07-{n:02}",
        f"Confirm <b>rates</b> & terms {n}",
        dt.date(2026, 8, n) if n != 2 else None,
        "4 Harbour Link: budget",
        "D-PB-2026-07-01",
        "The Board approved option 2.",
        ("Tilda Berg",) if n == 1 else (),
    )
    for n in range(1, 4)
)


def notice(language: str = "en", n: int = 3) -> Notice:
    starts = Zoned(dt.datetime(2026, 7, 30, 9, tzinfo=dt.UTC), "Europe/London")
    actions = tuple(ACTIONS[k % 3] for k in range(n))
    return Notice(UUID(int=1), "Marta Kowalska", "mk@example.org", language, "Portfolio board", "PB-2026-07",
                  starts, "Ingrid Solberg", "Nadia Petrova", actions)  # fmt: skip


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", " ")


def test_every_action_is_there_with_day_item_and_decision() -> None:
    said = words(build_notice(notice()))
    for text in ("A-PB-2026-07-01", "Confirm <b>rates</b> & terms 1", "with Tilda Berg", "Nadia Petrova"):
        assert text in said
    assert "date to be confirmed" in said
    assert "D-PB-2026-07-01" in said


def test_it_speaks_the_language_of_its_owner_and_is_the_same_twice() -> None:
    assert "Aufgaben von" in words(build_notice(notice("de")))
    assert build_notice(notice("xx")) == build_notice(notice("en"))


def test_many_actions_go_on_over_pages() -> None:
    pdf = pypdfium2.PdfDocument(build_notice(notice(n=60), PaperSize.LETTER))
    assert len(pdf) > 1
