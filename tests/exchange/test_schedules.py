"""The kind of a schedule file by its content, and what people are told to do."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.schedulekinds import Kind, kind_of
from pmo_desktop.exchange.schedules import read_schedule
from tests.exchange.mspdi_writer import mspdi, task

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (mspdi([task(1)]), Kind.MSPDI),
        (mspdi([task(1)], encoding="utf-16"), Kind.MSPDI),
        (
            b"\xef\xbb\xbf<!-- saved --> <p:Project xmlns:p='http://schemas.microsoft.com/project'/>",
            Kind.MSPDI,
        ),
        (b"<Project><Tasks/></Project>", Kind.BARE_PROJECT),
        (b"<Project Sdk='Microsoft.NET.Sdk'/>", Kind.OTHER_XML),
        (COMPOUND + b"MSProject.MPP14", Kind.MPP),
        (COMPOUND + "EncryptedPackage".encode("utf-16le"), Kind.ENCRYPTED),
        (COMPOUND + "WordDocument".encode("utf-16le"), Kind.COMPOUND),
        (b"ERMHDR\t20.12\t2026-01-01", Kind.XER),
        (b"<?xml version='1.0'?>\n<APIBusinessObjects>", Kind.PMXML),
        (b"MPX,Microsoft Project,4.0", Kind.MPX),
        (b"<project name='x' mrproject-version='2'>", Kind.PLANNER),
        (b"<project name='x' gantt-divider-location='300'>", Kind.GAN),
        (b"<!DOCTYPE plan>\n<plan editor='Plan'>", Kind.CALLIGRA),
        (b"\xac\xed\x00\x05sr\x00", Kind.POD),
        (b"PK\x03\x04....[Content_Types].xml..xl/workbook.xml", Kind.SPREADSHEET),
        (b"PK\x03\x04....plan.xml", Kind.ARCHIVE),
        (b"%PDF-1.7", Kind.PDF),
        (b"BEGIN:VCALENDAR\r\n", Kind.ICALENDAR),
        (b"SQLite format 3\0", Kind.DATABASE),
        (b"<!doctype html>\n<html lang='en'>", Kind.HTML),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Kind.BINARY),
        (b"task;start;finish\n", Kind.TEXT),
    ],
)
def test_kinds(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind


@pytest.mark.parametrize("kind", [k for k in Kind if k.value.strip()], ids=lambda k: k.name)
def test_each_refusal_is_one_sentence(kind: Kind) -> None:
    assert kind.value.startswith("it ")
    assert kind.value.endswith(".")
    assert len(kind.value) < 160


def test_the_name_does_not_decide(tmp_path: Path) -> None:
    path = tmp_path / "plan.mpp"
    path.write_bytes(gzip.compress(mspdi([task(1)])))
    assert read_schedule(path).counts.tasks == 1
    disguised = tmp_path / "plan.xml"
    disguised.write_bytes(COMPOUND + b"MSProject.MPP14")
    with pytest.raises(
        FileRefused, match=r"plan\.xml was not imported: it is a Microsoft Project \.mpp file"
    ):
        read_schedule(disguised)
