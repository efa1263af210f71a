"""Minutes frozen in the transaction of their approval and shown ever after; scans filed by their code."""

from __future__ import annotations

import dataclasses as dc
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from pmo_desktop.bootstrap import build_minutes, minutes_file
from pmo_desktop.domain.edits import between
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.governance import MinuteStyle
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.meetings import Part
from pmo_desktop.domain.minutes import MinutesState, SignedHow
from pmo_desktop.exchange.scan_codes import codes_in, read_scan
from pmo_desktop.packs import signing
from pmo_desktop.readmodels.minutes import EntryKind
from pmo_desktop.readmodels.minutes_printed import page_code, qr_words, short_code
from pmo_desktop.services.checking import check
from pmo_desktop.services.meetings import freezing, printing, scans
from pmo_desktop.services.meetings import session as meetings_session
from pmo_desktop.services.meetings.minutes import advance
from pmo_desktop.services.ports import Refused
from pmo_desktop.storage.store import SqlStore
from tests.services.test_meetings_stored import SCRIPT, Sitting, sitting  # noqa: F401

ROAD = (
    MinutesState.CHAIR_REVIEW,
    MinutesState.CIRCULATED,
    MinutesState.TABLED,
    MinutesState.APPROVED,
)


def held(there: Sitting, more: tuple[str, ...] = ()) -> Sitting:
    """The meeting held to its end with the whole script."""
    there.do(meetings_session.start(there.facts, there.moment))
    called = meetings_session.roll_call(there.facts, "p all", there.moment)
    assert called.edit is not None
    there.do(called.edit)
    there.do(meetings_session.go_to_item(there.facts, there.facts.items[2], there.moment))
    for text in (*SCRIPT, *more):
        there.type(text)
    there.do(meetings_session.end_meeting(there.facts, there.moment))
    return there


def approved(there: Sitting) -> Sitting:
    """The minutes walked to their approval."""
    held(there)
    for goal in ROAD:
        there.do(advance(there.facts, goal, there.moment.now))
    return there


def printed(there: Sitting, part: Part = Part.A) -> Any:
    found = printing.printed_minutes(there.office.store.reader, there.facts.meeting.id, part)
    assert found is not None
    return found


def written(there: Sitting, part: Part = Part.A, kind: str = "pdf") -> bytes:
    store = there.office.store
    return freezing.minutes_file(store, there.facts.meeting.id, part, kind, build_minutes, minutes_file)


def words(pdf: bytes, path: Path) -> str:
    path.write_bytes(pdf)
    return " ".join(page.extract_text() for page in PdfReader(path).pages)


def test_approval_freezes_content_and_pages_and_later_drawings_are_the_same(sitting: Sitting) -> None:  # noqa: F811
    there = approved(sitting)
    minutes = there.facts.minutes
    assert minutes is not None
    assert len(minutes.frozen_hash) == 64
    frozen = freezing.frozen_minutes(there.office.store.files, minutes)
    assert frozen is not None
    assert frozen.lacking == ""
    pdf = written(there)
    assert pdf == there.office.store.files.get(frozen.open_pdf)
    person = there.facts.people.all()[0]
    there.office.change(between(person, dc.replace(person, display_name="Somebody Else")), "Rename")
    assert written(there) == pdf
    assert b"Somebody Else" not in written(there, kind="html")
    assert check(there.office.store).problems == ()


def test_the_draft_changes_and_has_no_frozen_pages(sitting: Sitting) -> None:  # noqa: F811
    there = held(sitting)
    assert there.facts.minutes is not None
    assert there.facts.minutes.frozen_hash == ""
    assert freezing.frozen_minutes(there.office.store.files, there.facts.minutes) is None
    assert b"DRAFT" in written(there, kind="html")


def test_an_approval_that_is_refused_keeps_nothing(sitting: Sitting) -> None:  # noqa: F811
    there = held(sitting)
    for goal in ROAD[:-1]:
        there.do(advance(there.facts, goal, there.moment.now))
    entry = there.facts.entries[0]
    late = between(entry, dc.replace(entry, raw="something else"))
    from pmo_desktop.domain.edits import batch

    with pytest.raises(Refused):
        there.office.change(batch([advance(there.facts, MinutesState.APPROVED), late]), "Approve")
    (kept,) = there.office.store.reader.where("minute_set", "meeting", [there.facts.meeting.id])
    assert kept.frozen_hash == ""
    assert kept.state is MinutesState.TABLED


def test_a_character_without_a_font_does_not_stop_the_approval_and_is_said(sitting: Sitting) -> None:  # noqa: F811
    there = held(sitting, ("k 委员会批准了第二方案",))
    for goal in ROAD:
        there.do(advance(there.facts, goal, there.moment.now))
    frozen = freezing.frozen_minutes(there.office.store.files, there.facts.minutes)
    assert frozen is not None
    assert frozen.open_pdf == ""
    assert "委" in frozen.lacking or "CJK" in frozen.lacking
    assert "委员会批准了第二方案" in written(there, kind="md").decode()
    with pytest.raises(Fault, match=r"font|character"):
        written(there)


def test_the_open_part_says_only_that_there_was_another(sitting: Sitting, tmp_path: Path) -> None:  # noqa: F811
    there = approved(sitting)
    text = words(written(there), tmp_path / "a.pdf")
    assert "supplier may be changed" not in text
    assert "restricted part, which is minuted apart" in text
    closed = words(written(there, Part.B), tmp_path / "b.pdf")
    assert "supplier may be changed" in closed.lower().replace("\n", " ")
    assert "B3.1" in closed
    assert "night rates" not in closed
    for kind in ("html", "md"):
        assert b"supplier may be changed" not in written(there, kind=kind)
    numbers = [x.number for item in printed(there).minutes.items for x in item.lines if item.number == "3"]
    assert [n.split(".")[1] for n in numbers] == [str(n + 1) for n in range(len(numbers))]


def test_each_style_prints_something_else(sitting: Sitting) -> None:  # noqa: F811
    there = held(sitting)
    minutes = there.facts.minutes
    assert minutes is not None
    said: dict[MinuteStyle, str] = {}
    for style in MinuteStyle:
        now = there.office.store.reader.get("minute_set", [minutes.id])[minutes.id]
        there.office.change(between(now, dc.replace(now, style=style)), "Style")
        found = printed(there)
        kinds = {x.kind for item in found.minutes.items for x in item.lines}
        match style:
            case MinuteStyle.RESOLUTIONS:
                assert EntryKind.ACTION not in kinds
                assert found.actions == ()
                assert any(x.text.startswith("It was resolved") for i in found.minutes.items for x in i.lines)
            case MinuteStyle.DECISIONS_ACTIONS:
                assert kinds <= {EntryKind.DECISION, EntryKind.ACTION, EntryKind.DECLARATION}
            case MinuteStyle.ONE_PAGE:
                assert sum(len(i.lines) for i in found.minutes.items) <= printing.BULLETS
                assert found.actions
            case MinuteStyle.CORRESPONDENCE:
                assert found.replies
            case _:
                assert EntryKind.KEY_POINT in kinds
        said[style] = minutes_file(found, "md").decode()
        assert build_minutes(found) == build_minutes(found)
    assert len({text.split("\n\n", 3)[3] for text in said.values()}) >= 5


def test_undo_of_an_approval_is_refused(sitting: Sitting) -> None:  # noqa: F811
    there = held(sitting)
    for goal in ROAD[:-1]:
        there.do(advance(there.facts, goal, there.moment.now))
    op = there.office.op(advance(there.facts, MinutesState.APPROVED, there.moment.now), "Approve")
    there.office.editor.apply(op)
    back = dc.replace(there.office.op(op.edit.inverse(), "Undo"), undoes=op.id)
    with pytest.raises(Refused, match="approved"):
        there.office.editor.apply(back, strict=True)


def test_check_finds_what_was_altered_past_every_lock(sitting: Sitting) -> None:  # noqa: F811
    there = approved(sitting)
    store = there.office.store
    assert isinstance(store, SqlStore)
    sqlite = store._writer.dialect.name == "sqlite"
    with store._writer.begin() as conn:
        on = "" if sqlite else " ON minute_entry"
        conn.exec_driver_sql(f"DROP TRIGGER locked_minute_entry_{'changed' if sqlite else 'row'}{on}")
        conn.execute(sa.text("UPDATE minute_entry SET text = 'Forged.' WHERE entry_kind = 'key_point'"))
        conn.execute(sa.text("UPDATE stored_file SET body = :b WHERE media = 'application/pdf'"), {"b": b"x"})
    found = " ".join(check(store).problems)
    assert "A lock of the database is missing: locked_minute_entry" in found
    assert "is not that which was approved" in found
    assert "damaged" in found


def test_a_scan_is_filed_by_the_code_at_its_foot(sitting: Sitting, tmp_path: Path) -> None:  # noqa: F811
    there = approved(sitting)
    path = tmp_path / "scan.pdf"
    path.write_bytes(written(there))
    scan = read_scan(path)
    assert scan.codes[0].startswith(f"{there.facts.meeting.ref}/")
    assert scans.file_scan(there.office, scan.body, scan.name, scan.codes) == there.facts.meeting.ref
    (minutes,) = there.office.store.reader.where("minute_set", "meeting", [there.facts.meeting.id])
    assert minutes.state is MinutesState.SIGNED
    assert minutes.signed_how is SignedHow.WET_INK
    document = there.office.store.reader.get("document", [minutes.signed_copy])[minutes.signed_copy]
    assert there.office.store.files.get(document.file_hash) == scan.body
    with pytest.raises(Fault, match="already"):
        scans.file_scan(there.office, scan.body, scan.name, scan.codes)


def test_a_code_is_typed_where_none_is_read_and_others_are_refused(
    sitting: Sitting,  # noqa: F811
    tmp_path: Path,
) -> None:
    there = approved(sitting)
    frozen = freezing.frozen_minutes(there.office.store.files, there.facts.minutes)
    assert frozen is not None
    code = short_code(frozen.open)
    path = tmp_path / "page.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(Fault):
        read_scan(tmp_path / "none.pdf")
    with pytest.raises(Fault, match="No code could be read"):
        scans.file_scan(there.office, b"\x89PNG", "page.png", ())
    with pytest.raises(Fault, match="not a code"):
        scans.file_scan(there.office, b"\x89PNG", "page.png", ("hello",))
    with pytest.raises(Fault, match="earlier draft"):
        scans.file_scan(there.office, b"\x89PNG", "page.png", (code[:-4] + "0000",))
    assert scans.file_scan(there.office, b"\x89PNG", "page.png", (code,)) == there.facts.meeting.ref


def test_codes_are_found_in_text_and_a_foreign_name_leaves_the_qr_code_small() -> None:
    assert list(codes_in("Page 3 PMO:PB-2026-06/7A/0123456789ab/3 and so on")) == [
        "PB-2026-06/7A/0123456789ab/3"
    ]
    assert qr_words("PB-2026-06/7A/0123456789ab", 3) == "PMO:PB-2026-06/7A/0123456789ab/3"
    assert qr_words("مجلس-1/7A/0123456789ab", 3) == "PMO:/7A/0123456789ab/3"
    assert list(codes_in("PMO:/7A/0123456789ab/3")) == ["/7A/0123456789ab/3"]
    assert page_code("a/b", 2) == "a/b/2"


def test_nothing_is_written_for_a_meeting_that_is_not_there(sitting: Sitting) -> None:  # noqa: F811
    store = sitting.office.store
    with pytest.raises(Fault, match="does not exist"):
        freezing.minutes_file(store, MeetingId(uuid4()), Part.A, "pdf", build_minutes, minutes_file)
    with pytest.raises(Fault, match="Nothing has been minuted"):
        written(sitting)
    with pytest.raises(Fault, match="no restricted part"):
        written(sitting, Part.B)


def test_a_signature_without_the_package_is_refused_in_words(tmp_path: Path) -> None:
    key = tmp_path / "key.p12"
    said = "There is no key file" if signing.can_sign() else "pyHanko, which is not installed"
    with pytest.raises(Fault, match=said):
        signing.signed_pdf(b"%PDF-1.7", key, "", "Minutes")
