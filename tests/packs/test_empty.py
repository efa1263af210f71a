"""An empty section prints one true line, so that absence is visible and not doubtful."""

from __future__ import annotations

import dataclasses as dc

import pytest

from pmo_desktop.packs.document import build_pack
from pmo_desktop.readmodels import pack_front as front
from pmo_desktop.readmodels import pack_portfolio as folio
from pmo_desktop.readmodels import pack_works as works
from pmo_desktop.readmodels.pack import Section
from pmo_desktop.readmodels.pack_values import Head
from tests.packs import reading, sample
from tests.packs.sample_works import DATA, MEETING


def head(key: str) -> Head:
    return Head(key, key.capitalize())


EMPTY: list[tuple[Section, str]] = [
    (front.DecisionsSought(head("decisions")), "No decision is sought at this meeting."),
    (front.Agenda(head("agenda")), "No item is on the agenda yet."),
    (front.Attendance(head("attendance")), "No voting member is named for this body."),
    (front.ActionLog(head("actions")), "No action is open."),
    (front.ActionLog(head("closed")), "No action was closed since the last meeting."),
    (folio.PortfolioPage(head("portfolio")), "The portfolio holds no work yet."),
    (folio.WhatChanged(head("changed"), DATA), "No rating changed."),
    (folio.StatusTable(head("status")), "No work is in the portfolio yet."),
    (folio.RagHistory(head("history")), "No rating has been reported yet."),
    (
        folio.Milestones(head("milestones"), DATA, MEETING, DATA, MEETING),
        "No milestone of board level lies between 2 October 2026 and 14 October 2026.",
    ),
    (folio.TopRisks(head("risks")), "No risk is open."),
    (works.ExceptionPage(head("exception"), "PRJ-1", "Work", ""), "No path to green has been agreed."),
    (works.Definitions(head("definitions")), "No definition is given."),
]


@pytest.mark.parametrize(("section", "line"), EMPTY, ids=[s.head.key for s, _line in EMPTY])
def test_an_empty_section_says_so_in_one_line(section: Section, line: str) -> None:
    content = dc.replace(sample.content(), sections=(section,))
    printed = build_pack(content, {})
    assert printed.pages == 1
    assert line in reading.flat(reading.texts(printed.pdf)[0])


def test_a_pack_of_empty_sections_is_a_pack() -> None:
    sections = tuple(section for section, _line in EMPTY)
    contents = front.Contents(head("contents"))
    printed = build_pack(dc.replace(sample.content(), sections=(contents, *sections)), {})
    assert printed.pages >= len(sections)


def test_a_pack_without_sections_has_no_pages_to_lose() -> None:
    printed = build_pack(dc.replace(sample.content(), sections=()), {})
    assert printed.pages == 0
