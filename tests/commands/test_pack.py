"""The commands about packs and minutes: exit codes, sentences, files that are whole or untouched."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2
import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.documents import PackState
from pmo_desktop.main import main
from tests import builders as make
from tests.services.boardroom import Boardroom, boardroom


@pytest.fixture
def room(sqlite_url: str) -> Boardroom:
    """A board in the database of this test."""
    office = open_office(sqlite_url)
    found = boardroom(office)
    office.close()
    return found


def test_build_freezes_and_verify_knows_it(
    sqlite_url: str, room: Boardroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pack.pdf"
    asked = ["--db", sqlite_url, "--meeting", room.meeting.ref, "--out", str(out), "--paper", "letter"]
    assert main(["pack", "build", *asked]) == 0
    said = capsys.readouterr().out
    assert "version 1 for PB-2026-02" in said
    office = open_office(sqlite_url)
    (pack,) = office.store.reader.all("pack")
    office.close()
    assert pack.state is PackState.ISSUED
    assert pack.pdf_hash in said
    assert main(["pack", "verify", str(out), "--db", sqlite_url]) == 0
    assert "It is unchanged" in capsys.readouterr().out


def test_verify_finds_a_changed_file(
    sqlite_url: str, room: Boardroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pack.pdf"
    main(["pack", "build", "--db", sqlite_url, "--meeting", room.meeting.ref, "--out", str(out)])
    body = bytearray(out.read_bytes())
    body[len(body) // 2] ^= 1
    out.write_bytes(body)
    assert main(["pack", "verify", str(out), "--db", sqlite_url]) == 1
    assert "was changed after it was issued" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["pack", "build", "--meeting", "PB-1999-01", "--out", "{out}"], "nothing called PB-1999-01"),
        (["pack", "build", "--meeting", "PB-2026-02", "--out", "/none/pack.pdf"], "could not be written"),
        (["pack", "build", "--meeting", "PB-2026-02", "--out", "{out}", "--lang", "xx"], "no language xx"),
        (["pack", "verify", "/none/pack.pdf"], "could not be read"),
        (["minutes", "--meeting", "PB-2026-02", "--out", "{out}"], "Nothing has been minuted"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    sqlite_url: str,
    room: Boardroom,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    sentence: str,
) -> None:
    out = tmp_path / "old.pdf"
    out.write_bytes(b"what was there")
    assert main([w.format(out=out) for w in words] + ["--db", sqlite_url]) == 1
    assert sentence in capsys.readouterr().err
    assert out.read_bytes() == b"what was there"
    office = open_office(sqlite_url)
    assert office.store.reader.all("pack") == []
    office.close()


def test_wall_charts_go_into_the_pack_or_alone(
    sqlite_url: str, room: Boardroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meeting = ["--db", sqlite_url, "--meeting", room.meeting.ref]
    plan = make.plan(room.bridge.id)
    office = open_office(sqlite_url)
    if all(found.work != room.bridge.id for found in office.store.reader.all("plan")):
        make.stored(office, plan, make.gate(plan.id, "G3", dt.date(2026, 9, 1)))
    office.close()
    alone = ["pack", "chart", *meeting, "--out", str(tmp_path / "wall.pdf"), "--lang", "de"]
    assert main(alone) == 0
    assert "1 sheet written to" in capsys.readouterr().out
    pages = pypdfium2.PdfDocument(tmp_path / "wall.pdf")
    assert "Roadmap: Portfolio board" in pages[0].get_textpage().get_text_range()
    build = ["pack", "build", *meeting, "--out", str(tmp_path / "pack.pdf")]
    assert main([*build, "--wall-chart", "board", "--wall-chart", room.bridge.ref]) == 0
    sizes = [round(page.get_size()[0]) for page in pypdfium2.PdfDocument(tmp_path / "pack.pdf")]
    assert sizes[-2:] == [1191, 1191]
    assert main([*build, "--wall-chart", "PRJ-1999-001"]) == 1
    assert "PRJ-1999-001 has no plan" in capsys.readouterr().err
    assert main([*alone, "--lang", "xx"]) == 1
    assert "There is no language xx" in capsys.readouterr().err
