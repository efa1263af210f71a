"""The kind of a schedule file by its content, and what people are told to do."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from pmo_desktop.exchange.schedulekinds import ADVICE, Kind, kind_of
from pmo_desktop.exchange.schedules import read_schedule
from tests.exchange.mspdi_writer import mspdi, task
from tests.exchange.p6_writer import activity, element, plan, pmxml

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


@pytest.mark.parametrize("kind", list(Kind), ids=lambda k: k.name)
def test_each_refusal_is_one_sentence(kind: Kind) -> None:
    assert ADVICE[kind].startswith("it ")
    assert ADVICE[kind].endswith(".")
    assert len(ADVICE[kind]) < 160


def test_the_name_does_not_decide(tmp_path: Path) -> None:
    path = tmp_path / "plan.mpp"
    path.write_bytes(gzip.compress(mspdi([task(1)])))
    assert read_schedule(path).counts.tasks == 1
    disguised = tmp_path / "plan.xml"
    disguised.write_bytes(plan(TASK=[activity(1)]).encode())
    assert read_schedule(disguised).format == "XER"


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (mspdi([task(1)]), "MSPDI"),
        (plan(TASK=[activity(1)]).encode(), "XER"),
        (pmxml(element("Project", ObjectId=1, Name="P")), "PMXML"),
        (
            b"<project gantt-divider-location='3'><tasks><task id='0' name='a'/></tasks></project>",
            "GanttProject",
        ),
        (b"MPX,x,4.0,ANSI\n61,98,1\n70,1,a\n", "MPX"),
        (b"<project mrproject-version='2'><tasks><task id='1' name='a'/></tasks></project>", "Planner"),
    ],
)
def test_every_kind_finds_its_reader(tmp_path: Path, data: bytes, format_: str) -> None:
    path = tmp_path / "plan"
    path.write_bytes(data)
    assert read_schedule(path).format == format_
