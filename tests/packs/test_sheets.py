"""Sheets of a meeting: decisions and actions to read back, and the scribe's crib."""

from __future__ import annotations

import io

import pypdfium2

from pmo_desktop.packs.sheets import build_sheet
from pmo_desktop.readmodels.meetings_sheets import crib_sheet, decision_sheet
from tests.meetings import room


def words(pdf: bytes) -> str:
    """All text of a PDF."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_decisions_and_actions_are_read_back_from_one_sheet() -> None:
    made = room().start()
    made.go(next(i.number for i in made.facts.items if i.work))
    made.type("d hold PRJ-2026-012")
    made.type("d because the permit is late")
    made.type("a order the crane @mk >7/8")
    model = decision_sheet(made.facts)
    said = words(build_sheet(model))
    for text in ("Decisions and actions of PB-2026-07", "Hold PRJ-2026-012. Because the permit is late",
                 "Order the crane", "Marta Kowalska", f"version {model.version}"):  # fmt: skip
        assert text in said
    assert model.code == f"PMO:PB-2026-07:decisions:{model.version}"
    assert build_sheet(model) == build_sheet(decision_sheet(made.facts))
    made.type("d go on")
    assert decision_sheet(made.facts).version != model.version


def test_what_waits_and_what_moves_is_said() -> None:
    made = room().start("p is hb")
    made.go(next(i.number for i in made.facts.items if i.work))
    made.type("d go on")
    (row,) = decision_sheet(made.facts).parts[0].rows
    assert row[2] == "Subject to ratification"


def test_the_crib_has_people_items_times_and_markers() -> None:
    made = room()
    said = words(build_sheet(crib_sheet(made.facts)))
    for text in ("Crib for PB-2026-07", "IS Ingrid Solberg Chair", "Quorum: 5 of 9",
                 "Harbour Link: budget for a second shift", "k key"):  # fmt: skip
        assert text in said


def test_a_sheet_in_german_and_with_markup_in_it() -> None:
    made = room(language="de").start()
    made.type("d <b>Halt</b> & weiter")
    said = words(build_sheet(decision_sheet(made.facts)))
    assert "<b>Halt</b> & weiter" in said
