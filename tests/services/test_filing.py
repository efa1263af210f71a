"""Files that people asked for: whole, or not at all, and never over something that is worth more."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from pmo_desktop.domain.fault import Fault
from pmo_desktop.services.filing import placed, refuse_to_replace, write_file


@pytest.mark.parametrize("name", ["", ".", "/", "..", "a" * 400 + ".pdf", "missing/folder.pdf"])
def test_a_place_that_takes_no_file_is_named_with_the_reason(tmp_path: Path, name: str) -> None:
    place = Path(name) if name in ("", ".", "/") else tmp_path / name
    with pytest.raises(Fault, match="could not be written"):
        write_file(place, b"body")
    assert list(tmp_path.iterdir()) == []


def test_a_name_as_long_as_the_disk_allows_is_written(tmp_path: Path) -> None:
    place = tmp_path / ("a" * 251 + ".pdf")
    write_file(place, b"body")
    assert place.read_bytes() == b"body"


def test_a_database_is_never_replaced(tmp_path: Path) -> None:
    place = tmp_path / "office.db"
    made = sqlite3.connect(place)
    made.execute("CREATE TABLE kept (n)")
    made.close()
    before = place.read_bytes()
    with pytest.raises(Fault, match="a database"):
        write_file(place, b"%PDF")
    with pytest.raises(Fault, match="a database"):
        refuse_to_replace(place)
    assert place.read_bytes() == before


def test_a_pipe_takes_the_bytes_and_stays_a_pipe(tmp_path: Path) -> None:
    place = tmp_path / "pipe"
    os.mkfifo(place)
    reading = os.open(place, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(place, b"body")
        assert os.read(reading, 10) == b"body"
        assert place.is_fifo()
    finally:
        os.close(reading)


def test_a_link_keeps_pointing_at_the_file_that_was_written(tmp_path: Path) -> None:
    real, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_file_waits_until_all_went_well(tmp_path: Path) -> None:
    place = tmp_path / "pack.pdf"
    place.write_bytes(b"version 1")
    with pytest.raises(Fault, match="too late"):
        _write_and_fail(place)
    assert place.read_bytes() == b"version 1"
    assert list(tmp_path.iterdir()) == [place]


def _write_and_fail(place: Path) -> None:
    with placed(place) as keep:
        keep(b"version 2")
        raise Fault("too late")
