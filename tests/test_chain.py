"""The main job from end to end on both databases: example office, import, pack, meeting, minutes, exports."""

from __future__ import annotations

import dataclasses as dc
import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pypdfium2 as pdfium
import pytest

from pmo_desktop.assets import resource
from pmo_desktop.bootstrap import build_minutes, build_pack, load_example, open_office
from pmo_desktop.demo.meeting import hold
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.meetings import Meeting, MeetingState
from pmo_desktop.exchange.intake import bring_in
from pmo_desktop.exchange.tables.writing import table_bytes
from pmo_desktop.services.checking import check
from pmo_desktop.services.exporting import exported
from pmo_desktop.services.meetings.minuting import minutes_model
from pmo_desktop.services.office import Office, who_works_here
from pmo_desktop.services.publishing.assembling import publish
from pmo_desktop.services.publishing.issue import verify
from pmo_desktop.ui.preview.pdfium import first_text


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    made = open_office(database_url)
    load_example(made)
    yield dc.replace(made, who=who_works_here(made.store.reader, ""))
    made.close()


def board(office: Office) -> Meeting:
    ready = [m for m in office.store.reader.all("meeting") if m.state is MeetingState.AGENDA_AGREED]
    found: Meeting = next(m for m in ready if m.ref.startswith("PB-"))
    return found


def text_of(pdf: bytes) -> str:
    document = pdfium.PdfDocument(io.BytesIO(pdf))
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_the_example_is_signed_by_those_who_made_it(office: Office) -> None:
    """No line of the news is nobody's: the coordinator loads the records, the scribe writes the minutes."""
    meeting = board(office)
    publish(office, meeting.id, build_pack)
    loaded = {r.name for r in office.store.reader.recent(datetime(2000, 1, 1, tzinfo=UTC))}
    assert loaded == {"Callum Wray"}
    hold(office, meeting.id)
    latest = office.store.reader.recent(datetime(2000, 1, 1, tzinfo=UTC))[0]
    assert (latest.who, latest.name) == (meeting.scribe, "Ines Gruber")


def test_from_the_register_to_the_decision(office: Office) -> None:
    reader = office.store.reader
    for path in sorted(resource("demo", "import").iterdir()):
        receipt = bring_in(office, path, store=True)
        assert "error" not in receipt
        assert receipt["created"] >= 5
    meeting = board(office)

    issued = publish(office, meeting.id, build_pack)
    again = publish(office, meeting.id, build_pack)
    assert (issued.pack.version, again.pack.version) == (1, 2)
    assert verify(office.store, issued.pdf, first_text).ok
    changed = bytearray(issued.pdf)
    changed[len(changed) // 2] ^= 1
    assert not verify(office.store, bytes(changed), first_text).ok
    words = text_of(issued.pdf)
    assert meeting.ref in words
    assert "Aireside surgical wing" in words

    held = hold(office, meeting.id)
    assert (held.lines, held.decisions) == (40, 4)
    after = reader.get("meeting", [meeting.id])[meeting.id]
    assert after.state is MeetingState.ENDED
    model = minutes_model(reader, meeting.id)
    assert model is not None
    minutes = text_of(build_minutes(model))
    decisions = [d for d in reader.all("decision") if d.meeting == meeting.id]
    actions = [a for a in reader.all("action") if a.meeting == meeting.id]
    assert all(d.ref in minutes for d in decisions)
    assert all(a.ref in minutes for a in actions)
    assert check(office.store).problems == ()


@pytest.mark.parametrize("what", ["works", "raid", "actions", "decisions", "meetings"])
def test_every_register_goes_out_in_every_form(office: Office, what: str) -> None:
    table = exported(office.store.reader, what)
    assert len(table.rows) > 5
    assert len(table.keys) == len(table.heads) == len(table.rows[0])
    for suffix in (".csv", ".xlsx", ".json"):
        assert len(table_bytes(table, suffix)) > 500


def test_a_plan_goes_out_in_its_order(office: Office) -> None:
    plan = exported(office.store.reader, "plan", planned(office))
    names = [row[plan.keys.index("name")] for row in plan.rows]
    positions = [row[plan.keys.index("position")] for row in plan.rows]
    assert len(names) > 5
    assert positions == sorted(positions)  # type: ignore[type-var]


def planned(office: Office) -> str:
    plans = office.store.reader.all("plan")
    work = office.store.reader.get("work", [plans[0].work])[plans[0].work]
    return str(work.ref)


def test_the_example_needs_an_empty_database(office: Office) -> None:
    with pytest.raises(Fault, match="empty"):
        load_example(office)
