"""Saving the agenda of the open meeting as PDF, from the menu of the page."""

from __future__ import annotations

from pathlib import Path

from pmo_desktop.packs.agenda import build_agenda
from tests.packs import reading
from tests.ui.meeting_table import Table


def test_both_copies_are_saved_and_said(live: Table, tmp_path: Path) -> None:
    paper = live.page.agenda.paper
    said: list[str] = []
    live.page.toast.connect(lambda text, _key: said.append(text))
    assert paper.why_not() == "This window cannot print"
    paper.build = build_agenda
    assert paper.why_not() == ""
    for chair in (False, True):
        path = tmp_path / f"{chair}.pdf"
        paper.save(path, chair=chair)
        live.until(path.exists)
        live.until(lambda: len(said) > 0)
        assert str(path) in said.pop()
        assert ("Chair's copy" in reading.texts(path.read_bytes())[0]) is chair


def test_a_file_that_cannot_be_written_is_said(live: Table, tmp_path: Path) -> None:
    paper = live.page.agenda.paper
    said: list[str] = []
    paper.told.connect(said.append)
    paper.build = build_agenda
    paper.save(tmp_path / "none" / "agenda.pdf")
    live.until(lambda: bool(said))
    assert "agenda.pdf" in said[0]
