"""Minutes as a document of their own."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import re

import pytest

from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.packs.minutes import build_minutes
from pmo_desktop.readmodels.minutes import EntryKind, MinutedItem, MinuteLine, MinutesStage
from tests.packs import reading
from tests.packs.sample_minutes import minutes_model


def said(**changes: object) -> str:
    model = dc.replace(minutes_model(), **changes)  # type: ignore[arg-type]
    return reading.flat(" ".join(reading.texts(build_minutes(model))))


def test_a_draft_says_so_on_every_page_and_holds_all_that_was_minuted() -> None:
    pdf = build_minutes(minutes_model())
    texts = [reading.flat(t) for t in reading.texts(pdf)]
    assert all("DRAFT" in t for t in texts)
    whole = " ".join(texts)
    assert "Minutes of the Works Board, 2 September 2026" in whole
    assert "Decision D-WB-2026-04-01. The Board agreed to take no new baseline" in whole
    assert "Reasons: The June plan named no cost for the deeper piles." in whole
    assert "7 for, 1 against, 0 abstained: carried" in whole
    assert "quorate, 8 present of 5 needed" in whole
    assert "Action A-WB-2026-04-03. Bring a priced way back with at least two options." in whole
    assert "Owner P. Kowalczyk, 30 September 2026." in whole
    assert "The next meeting is on Wed 14 Oct 2026, 09:30 UTC+01:00" in whole
    assert "Whether the board should meet at sites twice a year" in whole


def test_approved_minutes_carry_no_draft_mark_and_name_who_signed() -> None:
    text = said(stage=MinutesStage.APPROVED, approved_on=dt.date(2026, 10, 14), signed_by="Noor Haddad")
    assert "DRAFT" not in text
    assert "Approved by the Works Board on 14 October 2026." in text
    assert "Signed by Noor Haddad." in text


def test_an_inquorate_decision_is_to_be_ratified_and_an_action_without_owner_says_so() -> None:
    lines = (
        MinuteLine("1.1", EntryKind.DECISION, "Agreed.", "D-1", quorum=(3, 5)),
        MinuteLine("1.2", EntryKind.ACTION, "Ask again", "A-1"),
    )
    text = said(items=(MinutedItem("1", "Only item", lines),))
    assert "not quorate, 3 present of 5 needed: to be ratified" in text
    assert "Ask again. Owner to be confirmed, date to be confirmed." in text


def test_nothing_minuted_is_said() -> None:
    text = said(items=(), attendance=(), corrections=(), parked=(), next_meeting=None)
    assert "Nothing was minuted." in text
    assert "No attendance was recorded." in text
    assert "The next meeting has no date yet." in text


def test_the_same_minutes_give_the_same_bytes_on_both_paper_sizes() -> None:
    for size in PaperSize:
        model = dc.replace(minutes_model(), paper_size=size)
        assert build_minutes(model) == build_minutes(model)


def test_items_are_in_the_outline_and_fonts_are_embedded() -> None:
    pdf = build_minutes(minutes_model())
    assert [t for level, t, _p in reading.outline(pdf) if level == 1][1] == "5 State of the portfolio"
    assert all(reading.fonts(pdf).values())


@pytest.mark.parametrize("text", ["<i>&", "पर्यवेक्षण बोर्ड", "مجلس المحفظة", "word " * 2000, ""])
def test_any_text_in_every_field_survives(text: str) -> None:
    model = reading.with_texts(minutes_model(), lambda _t: text)
    assert build_minutes(model).startswith(b"%PDF")


def test_numbered_lines_run_through_the_document() -> None:
    def numbered(**changes: object) -> list[str]:
        model = dc.replace(minutes_model(), **changes)  # type: ignore[arg-type]
        lines = "\n".join(reading.texts(build_minutes(model))).splitlines()
        return [n for n in ("10", "15", "20") if any(re.match(rf"{n} ?[^\W\d]", x) for x in lines)]

    assert numbered() == ["10", "15", "20"]
    assert numbered(line_numbers=False) == []
