"""An issued pack is frozen: built again it is the same bytes, and one changed byte is found."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.documents import Pack, PackState
from pmo_desktop.domain.edits import Archive, between
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import PackId, PaperId
from pmo_desktop.domain.meetings import MeetingState, PaperState
from pmo_desktop.domain.values import LText, Rich
from pmo_desktop.packs.document import build_pack
from pmo_desktop.readmodels.pack import content_hash
from pmo_desktop.readmodels.pack_portfolio import PortfolioPage, WhatChanged
from pmo_desktop.readmodels.pack_works import UploadedPaper
from pmo_desktop.services.office import Office
from pmo_desktop.services.publishing.assembling import assemble, gather, publish
from pmo_desktop.services.publishing.issue import issue, rebuild, stored_content, verify
from pmo_desktop.ui.preview.pdfium import first_text
from tests import builders as make
from tests.services.boardroom import NOON, Boardroom, boardroom


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    """An office on SQLite and on PostgreSQL."""
    opened = open_office(database_url)
    yield opened
    opened.close()


@pytest.fixture
def room(office: Office) -> Boardroom:
    """The board of these tests."""
    return boardroom(office)


def test_issue_freezes_content_pages_papers_and_meeting(office: Office, room: Boardroom) -> None:
    issued = publish(office, room.meeting.id, build_pack)
    reader = office.store.reader
    assert (issued.pack.version, issued.pack.state) == (1, PackState.ISSUED)
    assert issued.pack.issued_at is not None
    assert issued.pack.pages > 10
    assert reader.get("meeting", [room.meeting.id])[room.meeting.id].state is MeetingState.PACK_ISSUED
    assert reader.get("paper", [room.paper.id])[room.paper.id].state is PaperState.IN_PACK
    assert office.store.files.get(issued.pack.pdf_hash) == issued.pdf
    assert content_hash(stored_content(office.store.files, issued.pack)) == issued.pack.content_hash


def test_rebuilt_from_its_content_it_is_the_same_bytes(office: Office, room: Boardroom) -> None:
    issued = publish(office, room.meeting.id, build_pack)
    make.stored(office, make.project("Something new"))
    assert rebuild(office, issued.pack, build_pack) == issued.pdf


def test_verify_knows_its_own_and_finds_one_changed_byte(office: Office, room: Boardroom) -> None:
    issued = publish(office, room.meeting.id, build_pack)
    good = verify(office.store, issued.pdf, first_text)
    assert good.ok
    assert good.pack == issued.pack
    assert room.meeting.ref in good.sentence
    for place in (0, 9, len(issued.pdf) // 3, len(issued.pdf) // 2, len(issued.pdf) - 1):
        changed = bytearray(issued.pdf)
        changed[place] ^= 1
        verdict = verify(office.store, bytes(changed), first_text)
        assert not verdict.ok
        assert verdict.pack == issued.pack, place


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"hello", bytes(range(256)) * 40])
def test_verify_does_not_know_other_files(office: Office, room: Boardroom, body: bytes) -> None:
    publish(office, room.meeting.id, build_pack)
    verdict = verify(office.store, body, first_text)
    assert not verdict.ok
    assert verdict.pack is None


def test_the_next_version_replaces_the_one_before(office: Office, room: Boardroom) -> None:
    first = publish(office, room.meeting.id, build_pack)
    second = publish(office, room.meeting.id, build_pack)
    states = {p.version: p.state for p in office.store.reader.where("pack", "meeting", [room.meeting.id])}
    assert states == {1: PackState.REISSUED, 2: PackState.ISSUED}
    assert second.pack.version == 2
    assert "Version 2 has replaced it" in verify(office.store, first.pdf, first_text).sentence


def test_a_version_is_issued_once(office: Office, room: Boardroom) -> None:
    content = assemble(gather(office.store, room.meeting.id), NOON)
    built = build_pack(content, {})
    issue(office, room.meeting, content, built)
    with pytest.raises(Fault, match="issued meanwhile"):
        issue(office, room.meeting, content, built)


def test_a_file_that_cannot_be_kept_freezes_nothing(office: Office, room: Boardroom) -> None:
    def full(_: bytes) -> None:
        raise Fault("The disk is full.")

    with pytest.raises(Fault, match="disk is full"):
        publish(office, room.meeting.id, build_pack, keep=full)
    assert office.store.reader.all("pack") == []


def test_what_changed_compares_with_the_frozen_pack(office: Office, room: Boardroom) -> None:
    publish(office, room.before.id, build_pack)
    later = make.report(room.tunnel.id, dt.date(2026, 7, 20), "green")
    make.stored(office, later)
    facts = gather(office.store, room.meeting.id)
    assert facts.last is not None
    assert facts.last.meeting.ref == room.before.ref
    changed = next(s for s in assemble(facts, NOON).sections if isinstance(s, WhatChanged))
    assert "Old Mint Tunnel" in {m.work for m in changed.ratings}


def test_two_who_issue_at_once_do_not_both_issue_one_version(office: Office, room: Boardroom) -> None:
    content = assemble(gather(office.store, room.meeting.id), NOON)
    built = build_pack(content, {})
    issue(office, room.meeting, content, built)
    meeting = office.store.reader.get("meeting", [room.meeting.id])[room.meeting.id]
    slow: Any = _SeesNoPacks(office.store)
    blind = dc.replace(office, store=slow)
    with pytest.raises(Fault, match="issued meanwhile"):
        issue(blind, meeting, content, built)
    assert [p.version for p in office.store.reader.all("pack")] == [1]


class _SeesNoPacks:
    """A store as the slower of two people saw it: before the other pack arrived."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.reader, self.files = self, store.files

    def where(self, kind: str, field: str, values: Any) -> list[Any]:
        return [] if kind == "pack" else list(self._store.reader.where(kind, field, values))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store.reader, name)


def test_two_papers_with_one_number_stay_two_sections(office: Office, room: Boardroom) -> None:
    again = dc.replace(room.paper, id=PaperId(uuid4()), ref="", revision=0, title=LText.of("The other one"))
    make.stored(office, again)
    content = assemble(gather(office.store, room.meeting.id), NOON)
    papers = [s.head for s in content.sections if isinstance(s, UploadedPaper)]
    assert len(papers) == 2
    assert len({head.key for head in papers}) == 2
    assert len({head.paper for head in papers}) == 1
    assert build_pack(content, {}).pages > 10


def test_a_new_version_keeps_the_commentary(office: Office, room: Boardroom) -> None:
    begun = Pack(
        id=PackId(office.new_id()),
        meeting=room.meeting.id,
        title=LText.of("Pack"),
        description=Rich("Two reds, one decision."),
        as_of=office.now(),
    )
    make.stored(office, begun)
    for _version in range(3):
        issued = publish(office, room.meeting.id, build_pack)
        page = next(
            s
            for s in stored_content(office.store.files, issued.pack).sections
            if isinstance(s, PortfolioPage)
        )
        assert page.commentary == "Two reds, one decision."


def test_a_body_that_was_put_away_or_has_a_long_name_still_has_its_packs(
    office: Office, room: Boardroom
) -> None:
    body = office.store.reader.get("body", [room.body.id])[room.body.id]
    office.change(between(body, dc.replace(body, title=LText.of("Long name " * 20))), "Rename")
    office.change(Archive("body", body.id), "Put away")
    assert publish(office, room.meeting.id, build_pack).pack.pages > 10
