"""The health of governance in a pack: only where it is wanted, the same on paper as on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from pmo_desktop.bootstrap import build_pack, open_office
from pmo_desktop.main import main
from pmo_desktop.packs.composition import compose
from pmo_desktop.packs.sections.health import compose as compose_health
from pmo_desktop.readmodels.governance_health import health
from pmo_desktop.readmodels.pack import from_json, to_json
from pmo_desktop.readmodels.pack_health import GovernanceHealth
from pmo_desktop.readmodels.pack_values import Head
from pmo_desktop.services.office import Office
from pmo_desktop.services.publishing.assembling import HEALTH, assemble, gather, publish, with_health
from pmo_desktop.services.publishing.walls import chart_keys
from tests.services.boardroom import NOON, Boardroom, boardroom


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Office]:
    found = open_office(sqlite_url)
    yield found
    found.close()


@pytest.fixture
def room(office: Office) -> Boardroom:
    return boardroom(office)


def section(office: Office, room: Boardroom, language: str = "en") -> GovernanceHealth:
    facts = with_health(office.store.reader, gather(office.store, room.meeting.id))
    content = assemble(facts, NOON, language)
    assert from_json(to_json(content)) == content
    [found] = [s for s in content.sections if isinstance(s, GovernanceHealth)]
    assert chart_keys(content) == {HEALTH}
    return found


def test_a_pack_has_it_only_where_it_was_asked_for(office: Office, room: Boardroom) -> None:
    assert HEALTH not in {s.head.key for s in assemble(gather(office.store, room.meeting.id), NOON).sections}
    built = publish(office, room.meeting.id, build_pack, charts=[HEALTH])
    text = _text(built.pdf)
    assert "Decision latency" in text
    assert "Counted over the last" in text


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_paper_and_screen_say_the_same(office: Office, room: Boardroom) -> None:
    printed = section(office, room)
    facts = with_health(office.store.reader, gather(office.store, room.meeting.id)).health
    assert facts is not None
    seen = health(facts, room.body.id)
    assert len(printed.lines) == 16
    assert {line.title for line in printed.lines} == {r.measure.label for r in seen.rows}
    assert {line.state for line in printed.lines} <= {"met", "short", "none"}


def test_it_speaks_the_language_of_the_pack(office: Office, room: Boardroom) -> None:
    assert section(office, room, "de").head.title == "Güte der Steuerung"


def test_a_body_that_has_not_met_says_so() -> None:
    composed = compose_health(GovernanceHealth(Head(HEALTH, "Governance health")))
    assert len(composed.blocks) == 1


def test_it_is_composed_like_any_section(office: Office, room: Boardroom) -> None:
    made = compose(section(office, room), None, {})  # type: ignore[arg-type]
    assert "measures are short of their target" in made.title


def test_the_command_adds_it(sqlite_url: str, room: Boardroom, tmp_path: Path) -> None:
    out = tmp_path / "pack.pdf"
    asked = ["--db", sqlite_url, "--meeting", room.meeting.ref, "--out", str(out)]
    assert main(["pack", "build", *asked, "--health"]) == 0
    assert "Scribe apart from chair" in _text(out.read_bytes())
