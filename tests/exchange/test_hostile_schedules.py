"""Whatever the bytes, a schedule reader gives a schedule or one sentence; never an error of its own."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmo_desktop.domain.schedulefile import ScheduleFile
from pmo_desktop.exchange.gan.reading import parse_gan
from pmo_desktop.exchange.mpx.reading import parse_mpx
from pmo_desktop.exchange.mspdi.reading import parse_mspdi
from pmo_desktop.exchange.p6.pmxml import parse_pmxml
from pmo_desktop.exchange.p6.xer import parse_xer
from pmo_desktop.exchange.planner import parse_planner
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.safexml import Limits
from pmo_desktop.exchange.schedules import read_schedule
from tests.exchange.mspdi_writer import link, mspdi, task
from tests.exchange.p6_writer import WBS, activity, element, plan, pmxml

Parse = Callable[[bytes, str], ScheduleFile]

XER = plan(
    PROJWBS=[WBS, {"wbs_id": 11, "proj_id": 1, "parent_wbs_id": 10, "wbs_name": "Civil", "seq_num": 3}],
    SCHEDOPTIONS=[{"proj_id": 1, "sched_float_type": "FT_FF", "sched_retained_logic": "Y"}],
    RSRC=[{"rsrc_id": 7, "rsrc_name": "Crew", "rsrc_type": "RT_Labor", "clndr_id": 5}],
    RSRCRATE=[{"rsrc_id": 7, "max_qty_per_hr": 1, "start_date": "2026-01-05 08:00"}],
    TASK=[activity(1, act_start_date="2026-01-05 08:00"), activity(2, wbs_id=11, cstr_type="CS_MSO")],
    TASKPRED=[{"task_id": 2, "pred_task_id": 1, "proj_id": 1, "pred_type": "PR_SS", "lag_hr_cnt": "-4"}],
    TASKRSRC=[{"taskrsrc_id": 1, "task_id": 1, "proj_id": 1, "rsrc_id": 7, "target_qty": 40}],
).encode()
PMXML = pmxml(
    element(
        "Calendar",
        element(
            "StandardWorkWeek",
            element(
                "StandardWorkHours",
                element("WorkTime", Start="08:00:00", Finish="15:59:00"),
                DayOfWeek="Monday",
            ),
        ),
        element("HolidayOrExceptions", element("HolidayOrException", Date="2026-05-01T00:00:00")),
        ObjectId=5,
    ),
    element(
        "Project",
        element("WBS", ObjectId=10, ProjectObjectId=1, Name="Civil"),
        element("Activity", ObjectId=1, ProjectObjectId=1, WBSObjectId=10, Id="A", PlannedDuration="8"),
        element("Activity", ObjectId=2, ProjectObjectId=1, Id="B", PhysicalPercentComplete="0.5"),
        element(
            "Relationship", PredecessorActivityObjectId=1, SuccessorActivityObjectId=2, Type="Finish to Start"
        ),
        ObjectId=1,
        Name="P",
    ),
)
GAN = (
    b'<project gantt-divider-location="3"><calendars><day-types><default-week sun="1" sat="1"/></day-types>'
    b'<date year="2026" month="1" date="6" type="HOLIDAY"/></calendars><tasks>'
    b'<task id="0" name="a" start="2026-01-05" duration="3"><depend id="1" type="2" difference="1"/>'
    b'<task id="1" name="b" start="2026-01-06" duration="2" complete="50"/></task></tasks>'
    b'<resources><resource id="0" name="x"/></resources><allocations><allocation task-id="0" resource-id="0" '
    b'load="50"/></allocations><vacations><vacation start="2026-01-05" end="2026-01-06" resourceid="0"/>'
    b"</vacations></project>"
)
MPX = (
    b'MPX,x,4.0,ANSI\n10,$,1,2,",",.\n11,2,0,1,8.00,40.00\n12,1,1,480,/,:,am,pm,9,1\n'
    b"20,Standard,0,1,1,1,1,1,0\n25,2,08:00,12:00,13:00,17:00\n26,01/11/26,03/11/26,0\n"
    b"30,Plan,,,Standard,01/01/26\n"
    b"41,40,49,1,41\n50,1,7,Ann,0.5\n55,Standard,2,2,2,2,2,2,2\n61,90,98,1,3,40,50,51,70,91,68,44\n"
    b"70,1,1,a,1,1.5d,05/01/26,05/01/26,,As Soon As Possible,,50%\n"
    b'70,2,2,b,2,2ed,06/01/26 09:00,,"1FS+1d",,,\n'
    b"75,1,0.5,8h\n71,note\n"
)
PLANNER = (
    b'<project mrproject-version="2" calendar="1" project-start="20260105T080000Z"><calendars>'
    b'<calendar id="1" name="D"><default-week mon="0" sat="1"/>'
    b'<overridden-day-types><overridden-day-type id="0">'
    b'<interval start="0800" end="1200"/></overridden-day-type></overridden-day-types><days>'
    b'<day date="20260201" type="day-type" id="1"/></days></calendar></calendars><tasks>'
    b'<task id="1" name="a" work="28800" start="20260105T080000Z" end="20260106T120000Z"><predecessors>'
    b'<predecessor id="1" predecessor-id="2" type="FS" lag="3600"/></predecessors></task>'
    b'<task id="2" name="b" work="0" type="milestone" end="20260106T120000Z"/></tasks></project>'
)
MSPDI = mspdi(
    [
        task(1, Start="2026-01-05T08:00:00", Duration="PT8H0M0S", TotalSlack="4800"),
        task(2, PredecessorLink=[link(1, 1, -480, 7)], ConstraintType=4, Baseline={"Number": 0, "Cost": 5}),
    ],
    resources=[{"UID": 1, "ID": 1, "Name": "Ann", "MaxUnits": "1.00"}],
    assignments=[
        {
            "UID": 1,
            "TaskUID": 1,
            "ResourceUID": 1,
            "TimephasedData": {
                "Type": 1,
                "Start": "2026-01-05T08:00:00",
                "Finish": "2026-01-05T17:00:00",
                "Unit": 2,
                "Value": "PT8H0M0S",
            },
        }
    ],
    calendars=[{"UID": 1, "Name": "Standard", "IsBaseCalendar": 1}],
)
SAMPLES: tuple[tuple[Parse, bytes], ...] = (
    (parse_xer, XER),
    (parse_pmxml, PMXML),
    (parse_gan, GAN),
    (parse_mpx, MPX),
    (parse_planner, PLANNER),
    (parse_mspdi, MSPDI),
)
_NAMES = [parse.__name__.removeprefix("parse_") for parse, _ in SAMPLES]
_NASTY = (
    *(b"", b"\0", b"\xff\xfe", b"-1", b"999999999999999999999", b"1e308", b"nan", b"inf", b"2147483648"),
    *(b"0000-00-00T00:00:00", b"9999-12-31T23:59:59", b"0001-01-01 00:00", b"31/02/26", b"25:61"),
    *(b"\xed\xa0\x80", "\u0663".encode(), "\u00bd".encode(), b'"', b"'", b"<", b"&", b"]]>", b"\t", b"\r\n"),
    *(b"%R\t", b"%T\tTASK", b"-0", b"+", b",", b";", b"(", b"))))", b"P1D", b"PT", b"<task id='1'/>"),
)


def _tried(parse: Parse, data: bytes) -> ScheduleFile | str:
    """The schedule, or the reason of the refusal."""
    try:
        return parse(data, "plan")
    except FileRefused as refusal:
        return refusal.reason


@pytest.mark.parametrize(("parse", "sample"), SAMPLES, ids=_NAMES)
def test_the_samples_are_sound(parse: Parse, sample: bytes) -> None:
    found = parse(sample, "plan")
    assert (found.counts.tasks + found.counts.summaries, found.counts.links) in {(2, 1), (3, 1), (4, 1)}


@st.composite
def damaged(draw: st.DrawFn) -> tuple[Parse, bytes]:
    """A sample with some of its bytes replaced, left out, doubled or cut off."""
    parse, data = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        until = min(len(data), at + draw(st.integers(0, 12)))
        put = draw(st.sampled_from(_NASTY) | st.binary(max_size=4) | st.just(data[at : at + 40]))
        data = data[:at] + put + data[until:]
    if draw(st.booleans()):
        data = data[: draw(st.integers(0, len(data)))]
    return parse, data


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_damage_gives_a_schedule_or_one_sentence(case: tuple[Parse, bytes]) -> None:
    found = _tried(*case)
    if isinstance(found, str):
        assert found.endswith(".")
        assert "\n" not in found
    else:
        uids = {t.uid for t in found.tasks}
        assert len(uids) == len(found.tasks)
        assert all(n.successor_uid in uids for n in found.links)


@pytest.mark.parametrize(("parse", "sample"), SAMPLES, ids=_NAMES)
def test_every_cut_is_met(parse: Parse, sample: bytes) -> None:
    for end in range(0, len(sample) - 3, 7):
        found = _tried(parse, sample[:end])
        assert not isinstance(found, str) or found.endswith(".")


@pytest.mark.parametrize("parse", [parse_pmxml, parse_gan, parse_planner], ids=lambda p: p.__name__)
def test_declarations_and_deep_nesting_are_refused(parse: Parse) -> None:
    sample = dict(SAMPLES)[parse]
    root = sample.index(b"<", 5 if sample.startswith(b"<?xml") else 0)
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]>' + sample[root:]
    with pytest.raises(FileRefused, match=r"declares entities|document type declaration"):
        parse(bomb, "plan")
    end = sample.rindex(b"</")
    deep = sample[:end] + b"<a>" * 5000 + b"</a>" * 5000 + sample[end:]
    with pytest.raises(FileRefused, match="nested too deeply"):
        parse(deep, "plan")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gan.gz"
    path.write_bytes(gzip.compress(bytes(3_000_000)))
    with pytest.raises(FileRefused, match="larger than 1 MB"):
        read_schedule(path, limits=Limits(size=1_000_000))
    packer = zlib.compressobj(9, wbits=31)
    path.write_bytes(packer.compress(XER * 2) + packer.flush()[:-6])
    with pytest.raises(FileRefused, match="end of the file is missing"):
        read_schedule(path)


def test_records_beyond_the_limit_are_refused() -> None:
    few = Limits(elements=3)
    with pytest.raises(FileRefused, match="more than 3 records"):
        parse_xer(XER, "plan", None, few)
    with pytest.raises(FileRefused, match="more than 3 records"):
        parse_mpx(MPX, "plan", None, few)


def test_many_line_breaks_take_no_more_than_their_length() -> None:
    """Half a million lines that belong to one record, which would be slow if each copied what came before."""
    head, _, tail = XER.partition(b"Task 1")
    found = parse_xer(head + b"Task\n" * 500_000 + tail, "plan")
    assert len(found.tasks[1].name) > 2_000_000


def test_nested_text_of_a_calendar_that_never_closes() -> None:
    ring = XER.replace(b"(0||CalendarData", b"(0||a()(" * 50_000 + b"(0||CalendarData")
    assert parse_xer(ring, "plan").counts.calendars == 1
