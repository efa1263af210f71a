"""The agenda alone on paper: in order, without what is restricted, and more of it for the chair."""

from __future__ import annotations

import dataclasses as dc

import pytest

from pmo_desktop.domain.edits import between
from pmo_desktop.domain.meetings import AgendaItem, Paper, PaperState, Part
from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.domain.values import LText, Rich
from pmo_desktop.packs.agenda import build_agenda
from pmo_desktop.services.meetings import agenda
from pmo_desktop.services.meetings import agenda_order as order
from pmo_desktop.services.meetings.agenda_printing import agenda_printed
from tests.meetings import Room, room
from tests.packs import reading

HOSTILE = "<b>Widen</b> & <font size=40>shout</font> {name}"
SECRET = "Settlement with the contractor"


def called(made: Room, title: str) -> AgendaItem:
    return next(i for i in made.facts.items if str(i.title).startswith(title))


def laid_out(language: str = "en") -> Room:
    """A heading, the consent block, a restricted item, papers, a guest, a background, a deferral."""
    made = room(language=language)
    for title in (HOSTILE, "Leave rules", SECRET):
        made.do(agenda.add(made.facts, title, made.moment))
    made.do(order.put_under(made.facts, [called(made, HOSTILE).id], "Money matters"))
    made.do(order.in_part(made.facts, [called(made, SECRET).id], Part.B))
    made.do(order.in_consent(made.facts, [called(made, "Leave").id], together=True))
    item = called(made, "Harbour")
    guest = next(p.id for p in made.facts.people.all() if p.display_name == "Tilda Berg")
    changed = dc.replace(item, guests=(guest,), background=Rich("They argued in May."), deferrals=2)
    made.do(between(item, changed))
    for number, title, part in (("P3", "Second shift", Part.A), ("P4", "Legal advice", Part.B)):
        paper = Paper(id=made.new_id(), meeting=made.facts.meeting.id, item=item.id, number=number,  # type: ignore[arg-type]
                      title=LText.of(title), part=part, state=PaperState.ACCEPTED)  # fmt: skip
        made.facts = dc.replace(made.facts, papers=made.facts.papers.put(paper))
    return made


def words(made: Room, *, chair: bool = False) -> str:
    printed = agenda_printed(made.facts, chair=chair)
    return reading.flat(" ".join(reading.texts(build_agenda(printed))))


def test_the_open_copy_reads_in_order_and_keeps_the_restricted_part_closed() -> None:
    said = words(laid_out())
    at = -1
    for text in ("Agenda: Portfolio board", "PB-2026-07", "Harbour House, room 4", "Ingrid Solberg",
                 "Harbour Link: budget for a second shift", "Tomas Okafor", "P3 Second shift",
                 "The board approves option 2", "Tilda Berg", "Restricted part", "Close"):  # fmt: skip
        assert said.find(text, at + 1) > at, text
        at = said.find(text, at + 1)
    assert "Money matters" in said
    assert "Consent block: passed together" in said
    assert said.index("Leave rules") < said.index("General") < said.index("Other matters")
    for hidden in (SECRET, "Legal advice", "P4", "argued in May", "is not invited", "Deferred", "Notes"):
        assert hidden not in said


def test_the_chair_has_background_conflicts_deferrals_and_room_for_notes() -> None:
    said = words(laid_out(), chair=True)
    for text in ("Chair's copy of the agenda", SECRET, "Part B: restricted", "P4 Legal advice", "Notes",
                 "They argued in May.", "Tomas Okafor presents and is not invited", "2 times"):  # fmt: skip
        assert text in said
    assert "Restricted" in said


def test_markup_in_titles_is_text() -> None:
    assert HOSTILE in words(laid_out())


def test_the_same_agenda_gives_the_same_bytes() -> None:
    for chair in (False, True):
        first, second = (agenda_printed(laid_out().facts, chair=chair) for _ in range(2))
        assert first == second
        assert build_agenda(first) == build_agenda(second)


@pytest.mark.parametrize(("size", "height"), [(PaperSize.A4, 842), (PaperSize.LETTER, 792)])
def test_both_sheets(size: PaperSize, height: int) -> None:
    printed = dc.replace(agenda_printed(laid_out().facts, chair=True), paper_size=size)
    assert round(reading.reader(build_agenda(printed)).pages[0].mediabox.height) == height


def test_a_german_board_gets_german_words() -> None:
    said = words(laid_out("de"), chair=True)
    assert "Sitzungsleitung" in said or "Vorsitz" in said
    assert "Beschlussvorschlag" in said
    assert "Proposed resolution" not in said


def test_a_long_agenda_runs_over_pages_and_loses_nothing() -> None:
    made = room()
    for n in range(70):
        made.do(agenda.add(made.facts, f"Business number {n:02}", made.moment))
    printed = agenda_printed(made.facts, chair=True)
    pages = reading.texts(build_agenda(printed))
    said = " ".join(pages)
    assert len(pages) > 2
    assert all(f"number {n:02}" in reading.flat(said) for n in range(70))
    assert all("Notes" in page for page in pages)


def test_only_an_agreed_agenda_is_no_draft() -> None:
    made = room()
    assert "DRAFT" in words(made)
    meeting = dc.replace(made.facts.meeting, agenda_agreed_at=made.clock)
    made.do(between(made.facts.meeting, meeting))
    assert "DRAFT" not in words(made)
    assert "agenda as agreed" in words(made)
