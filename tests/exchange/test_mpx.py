"""MPX: settings decide how values read; fields go by number."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pmo_desktop.domain.schedulefile import ConstraintKind, LinkType, ScheduleFile, TaskKind, TimeUnit
from pmo_desktop.exchange.mpx.reading import parse_mpx
from pmo_desktop.exchange.mpx.values import Settings
from pmo_desktop.exchange.refused import FileRefused

HEAD = "MPX,Microsoft Project for Windows,4.0,ANSI\n12,1,1,480,/,:,,,9,1\n"
FIELDS = "61,90,98,1,3,40,50,51,70,91,68,44,82\n"


def _read(body: str, head: str = HEAD, encoding: str = "windows-1252") -> ScheduleFile:
    return parse_mpx((head + body).encode(encoding), "old.mpx")


def _task(id_: int, name: str, level: int = 1, rest: str = "1d,05/01/26,05/01/26,,,,0%,No") -> str:
    return f"70,{id_},{id_ + 100},{name},{level},{rest}\n"


def test_outline_dates_and_links() -> None:
    schedule = _read(
        FIELDS
        + _task(1, "Shell")
        + _task(2, "Walls", 2, "2d,Fri 09/01/26,Mon 12/01/26,,Start No Earlier Than,08/01/26,50%,Yes")
        + _task(3, '"Roof, flat"', 2, '0d,13 January 2026 10:30,,"2SS+1.5ed,1FF-50%",,,,No')
    )
    shell, walls, roof = schedule.tasks
    assert (shell.kind, shell.uid, walls.parent_uid) == (TaskKind.SUMMARY, 101, 101)
    assert walls.start == datetime(2026, 1, 9, 8)
    assert walls.finish == datetime(2026, 1, 12, 17)
    assert (walls.constraint, walls.percent_complete, walls.critical) == (ConstraintKind.SNET, 50, True)
    assert (roof.name, roof.kind, roof.start) == (
        "Roof, flat",
        TaskKind.MILESTONE,
        datetime(2026, 1, 13, 10, 30),
    )
    first, second = schedule.links
    assert (first.predecessor_uid, first.type, first.lag_minutes, first.lag_elapsed) == (
        102,
        LinkType.SS,
        2160,
        True,
    )
    assert (second.predecessor_uid, second.type, second.lag_percent) == (101, LinkType.FF, -50)


def test_semicolons_commas_and_a_twelve_hour_clock() -> None:
    head = "MPX;Somebody;4.0;ANSI\n10;$;1;2;.;,\n12;0;0;480;/;:;AM;PM;20\n"
    body = "25;1\n61;90;98;1;40;50\n70;1;1;a;10,5d;12/31/2003 01:00 PM\n"
    (task,) = _read(
        "20;Standard;0;1;1;1;1;1;0\n25;2;08:00 AM;12:00 PM;01:00 PM;05:00 PM\n" + body, head
    ).tasks
    assert (task.duration_minutes, task.start) == (5040, datetime(2003, 12, 31, 13))


def test_calendars_of_the_project_and_of_people() -> None:
    schedule = _read(
        "20,Night,0,1,1,1,1,1,2\n25,2,23:00,00:00\n25,3,00:00,03:00,23:00,00:00\n26,01/11/26,03/11/26,0\n"
        "30,Plan,Firm,Boss,Night\n41,40,49,1,41\n50,1,7,Ann,0.5\n51,Knows roofs\n"
        "55,Night,2,2,2,2,2,2,2\n57,10/11/26,10/11/26,1,09:00,12:00\n"
    )
    night, own = schedule.calendars
    assert (night.week[0], night.week[1]) == (((1380, 1440),), ((0, 180), (1380, 1440)))
    assert (night.week[6], night.week[5]) == ((), None)
    assert (night.exceptions[0].first, night.exceptions[0].last) == (date(2026, 11, 1), date(2026, 11, 3))
    assert (own.base_uid, own.resource_uid, own.exceptions[0].hours) == (1, 7, ((540, 720),))
    (ann,) = schedule.resources
    assert (ann.max_units, ann.notes, ann.calendar_uid) == (0.5, "Knows roofs", 2)
    assert (schedule.header.title, schedule.header.company, schedule.header.calendar_uid) == (
        "Plan",
        "Firm",
        1,
    )


def test_assignments_notes_baselines_and_own_fields() -> None:
    schedule = _read(
        "41,40,49,1\n50,1,7,Ann\n61,90,98,1,3,40,50,4,46,56,57\n"
        "70,1,1,a,1,1d,05/01/26,North,0d,02/01/26,05/01/26\n71,First\x7fsecond\n75,1,0.5,40h,,8h,,10.50\n75,9,1\n"
    )
    (task,) = schedule.tasks
    assert task.notes == "First\nsecond"
    assert task.custom == (("mpx:Text1", "North"),)
    assert task.baselines[0].finish == datetime(2026, 1, 5, 17)
    (assigned,) = schedule.assignments
    assert (assigned.resource_uid, assigned.units, assigned.work_minutes) == (7, 0.5, 2400)
    assert (assigned.actual_work_minutes, assigned.cost) == (480, 1050)
    assert schedule.warnings[-1].count == 1


def test_field_numbers_that_are_none_are_passed_over() -> None:
    (task,) = _read("61,98,1,4\x1d,-3,x,99999\n70,7,a,1,1,1,1\n").tasks
    assert (task.uid, task.name) == (7, "a")


def test_code_pages() -> None:
    body = FIELDS + _task(1, "Müller")
    assert _read(body, HEAD.replace("ANSI", "850"), "cp850").tasks[0].name == "Müller"
    assert _read(body, HEAD.replace("ANSI", "MAC"), "mac_roman").tasks[0].name == "Müller"
    assert _read(body).tasks[0].name == "Müller"


@pytest.mark.parametrize(
    ("text", "minutes", "unit", "elapsed"),
    [
        ("1.5d", 720, TimeUnit.DAY, False),
        ("2ew", 20160, TimeUnit.WEEK, True),
        ("30m", 30, TimeUnit.MINUTE, False),
        ("1mo", 9600, TimeUnit.MONTH, False),
        ("-4h", -240, TimeUnit.HOUR, False),
        ("25%", 25, TimeUnit.PERCENT, False),
        ("3 days?", 1440, TimeUnit.DAY, False),
    ],
)
def test_durations(text: str, minutes: float, unit: TimeUnit, elapsed: bool) -> None:
    assert Settings().duration(text) == (minutes, unit, elapsed)


@pytest.mark.parametrize("text", ["", "x", "1xyz", "1" * 40, "--2d", "%"])
def test_durations_that_are_none(text: str) -> None:
    assert Settings().duration(text) is None


@pytest.mark.parametrize(
    ("text", "order", "wanted"),
    [
        ("05/01/26", 0, "2026-05-01T08:00"),
        ("05/01/26", 1, "2026-01-05T08:00"),
        ("26-01-05", 2, "2026-01-05T08:00"),
        ("2026-01-05 17:30", 0, "2026-01-05T17:30"),
        ("Mi 5. März 97", 1, "1997-03-05T08:00"),
        ("5 décembre 2026 09:00", 1, "2026-12-05T09:00"),
        ("31/02/26", 1, None),
        ("NA", 1, None),
        ("0/0/0", 1, None),
    ],
)
def test_dates(text: str, order: int, wanted: str | None) -> None:
    found = Settings(order=order).moment(text)
    assert found == (None if wanted is None else datetime.fromisoformat(wanted))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (FIELDS + _task(1, "a") + _task(1, "b"), "the same unique id, 101"),
        ("0,nothing\n", "without tasks, resources or calendars"),
        (FIELDS + '70,1,1,"' + "x" * 200_000, "a quoted text in it never ends"),
    ],
)
def test_refusals(body: str, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason):
        _read(body)
