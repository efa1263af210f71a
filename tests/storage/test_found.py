"""Searching every record by code and words, and naming records, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.values import LText
from pmo_desktop.services.office import Office
from tests.builders import action, body, meeting, person, project, risk, stored
from tests.ui.windows import statements


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    opened = open_office(database_url)
    yield opened
    opened.close()


def found(office: Office, typed: str) -> list[tuple[str, str]]:
    return [(f.kind, str(f.title)) for f in office.store.reader.found(typed)]


def test_words_codes_and_people_are_found_in_one_statement(office: Office) -> None:
    bridge = project("Harbour Link Bridge", ref="PRJ-2026-012")
    stored(office, person("Haruto Sato"), bridge)
    stored(office, risk(bridge.id, title="Harsh winter"), action("Share the harbour plan", work=bridge.id))
    with statements() as sent:
        assert {kind for kind, _ in found(office, "har")} == {"project", "person", "risk", "action"}
    assert len(sent) == 1
    assert found(office, "2026-012 bridge") == [("project", "Harbour Link Bridge")]
    assert found(office, "bridge tunnel") == []
    assert found(office, "  ") == []


def test_letters_beyond_ascii_are_found_in_either_case(office: Office) -> None:
    stored(office, project("Über die Brücke"), person("Jürgen Özdemir"))
    assert found(office, "über") == [("project", "Über die Brücke")]
    assert found(office, "BRÜCKE") == [("project", "Über die Brücke")]
    assert found(office, "özdemir") == [("person", "Jürgen Özdemir")]


def test_signs_of_patterns_are_only_signs(office: Office) -> None:
    stored(office, project("100 % of the roofs"), project("Under_score"), project("Plain"))
    assert found(office, "%") == [("project", "100 % of the roofs")]
    assert found(office, "_") == [("project", "Under_score")]
    assert found(office, "\\") == []


def test_a_title_in_another_language_is_found(office: Office) -> None:
    stored(office, project(LText.of("Ring Road", de="Ringstraße")))
    assert found(office, "ringstraße") == [("project", "Ring Road")]


def test_every_find_has_a_place(office: Office) -> None:
    bridge, board = project("Harbour Link Bridge"), body("Board")
    talk = meeting(board.id, title=LText.of("Harbour talk"))
    stored(office, board)
    stored(office, bridge, talk, risk(bridge.id, title="Harbour freezes"))
    targets = {f.kind: f.target for f in office.store.reader.found("harbour")}
    assert targets == {
        "project": f"project/{bridge.id}",
        "meeting": f"meetings/{talk.id}",
        "risk": f"project/{bridge.id}/raid",
    }


def test_names_of_records_of_several_kinds_come_in_one_statement(office: Office) -> None:
    bridge, tomas = project("Harbour Link Bridge", ref="PRJ-1"), person("Tomas Okafor")
    stored(office, bridge, tomas)
    with statements() as sent:
        names = office.store.reader.names({"work": [bridge.id], "person": [tomas.id], "risk": []})
    assert len(sent) == 1
    assert names[bridge.id] == ("PRJ-1", LText.of("Harbour Link Bridge"))
    assert names[tomas.id][1] == LText.of("Tomas Okafor")
    assert office.store.reader.names({}) == {}
