"""GanttProject: whole days, ids from 0, links that stand with the predecessor, vacations."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pmo_desktop.domain.schedulecalendar import USUAL_DAY
from pmo_desktop.domain.schedulefile import ConstraintKind, LinkType, ScheduleFile, TaskKind
from pmo_desktop.exchange.gan.reading import parse_gan
from pmo_desktop.exchange.refused import FileRefused

WEEK = (
    '<calendars><day-types><default-week mon="0" tue="0" wed="0" thu="0" fri="0" sat="1" sun="1"/>'
    '<only-show-weekends value="{shown}"/></day-types>{dates}</calendars>'
)


def _gan(tasks: str, *more: str, shown: str = "false", dates: str = "") -> bytes:
    week = WEEK.format(shown=shown, dates=dates)
    inner = "".join(more)
    return (
        f'<project name="House" gantt-divider-location="300" version="3.3">{week}'
        f"<tasks>{tasks}</tasks>{inner}</project>"
    ).encode()


def _read(tasks: str, *more: str, shown: str = "false", dates: str = "") -> ScheduleFile:
    return parse_gan(_gan(tasks, *more, shown=shown, dates=dates), "house.gan")


def _day(text: str, hour: int) -> datetime:
    return datetime.fromisoformat(f"{text}T{hour:02}:00")


def test_outline_dates_and_milestones() -> None:
    schedule = _read(
        '<task id="0" name="Shell" start="2026-01-05" duration="7" complete="50">'
        '<task id="1" name="Walls" start="2026-01-09" duration="2" priority="2"><notes>Bricks</notes></task>'
        '<task id="2" name="Done" start="2026-01-14" duration="1" meeting="true"/></task>'
    )
    shell, walls, done = schedule.tasks
    assert (shell.uid, shell.kind, shell.wbs, shell.percent_complete) == (1, TaskKind.SUMMARY, "1", 50)
    assert (shell.start, shell.finish) == (_day("2026-01-05", 8), _day("2026-01-13", 17))
    assert (walls.parent_uid, walls.wbs, walls.notes, walls.priority) == (1, "1.1", "Bricks", 700)
    assert (walls.start, walls.finish) == (_day("2026-01-09", 8), _day("2026-01-12", 17))
    assert (done.kind, done.finish, done.duration_minutes) == (TaskKind.MILESTONE, _day("2026-01-14", 8), 0)
    assert schedule.warnings == ()


def test_holidays_once_and_every_year_move_the_finish() -> None:
    dates = (
        '<date year="2026" month="1" date="6" type="HOLIDAY">Epiphany</date>'
        '<date year="" month="1" date="7" type="HOLIDAY"/>'
        '<date year="2026" month="1" date="10" type="WORKING_DAY"/>'
        '<date year="2026" month="13" date="1"/>'
    )
    schedule = _read('<task id="0" name="a" start="2026-01-05" duration="5"/>', dates=dates)
    assert schedule.tasks[0].finish == _day("2026-01-12", 17)
    once, yearly, worked = schedule.calendars[0].exceptions
    assert (once.name, once.hours, yearly.recurrence and yearly.recurrence.month_day) == ("Epiphany", (), 7)
    assert worked.hours == USUAL_DAY
    assert schedule.warnings[0].count == 1


def test_weekends_that_are_only_shown_are_worked() -> None:
    schedule = _read('<task id="0" name="a" start="2026-01-05" duration="7"/>', shown="true")
    assert schedule.tasks[0].finish == _day("2026-01-11", 17)


def test_links_and_earliest_begin() -> None:
    schedule = _read(
        '<task id="0" name="a" start="2026-01-05" duration="1">'
        '<depend id="1" type="3" difference="-2"/><depend id="7" type="2"/><depend id="0" type="2"/></task>'
        '<task id="1" name="b" start="2026-01-06" duration="1" thirdDate="2026-01-06" '
        'thirdDate-constraint="1"/>'
    )
    (link,) = schedule.links
    assert (link.predecessor_uid, link.successor_uid, link.type, link.lag_minutes) == (
        1,
        2,
        LinkType.FF,
        -960,
    )
    assert schedule.tasks[1].constraint is ConstraintKind.SNET
    assert [w.count for w in schedule.warnings] == [1, 1]


def test_people_roles_loads_and_vacations() -> None:
    schedule = _read(
        '<task id="0" name="a" start="2026-01-05" duration="1"/>',
        '<resources><resource id="0" name="Ann" function="4" contacts="ann@example.com"/></resources>',
        '<allocations><allocation task-id="0" resource-id="0" load="50.0"/>'
        '<allocation task-id="5" resource-id="0" load="50.0"/></allocations>',
        '<vacations><vacation start="2026-02-02" end="2026-02-06" resourceid="0"/></vacations>',
        '<roles><role id="4" name="Mason"/></roles>',
    )
    (ann,) = schedule.resources
    assert (ann.name, ann.group, ann.email) == ("Ann", "Mason", "ann@example.com")
    own = schedule.calendar_by_uid[ann.calendar_uid or 0]
    assert (own.base_uid, own.resource_uid, own.exceptions[0].last) == (1, 1, date(2026, 2, 6))
    assert [(a.task_uid, a.units) for a in schedule.assignments] == [(1, 0.5)]


def test_fields_and_baselines() -> None:
    schedule = _read(
        '<taskproperties><taskproperty id="tpc0" name="Area" type="custom"/></taskproperties>'
        '<task id="0" name="a" start="2026-01-05" duration="1">'
        '<customproperty taskproperty-id="tpc0" value="North"/></task>',
        '<previous><previous-tasks name="B"><previous-task id="0" start="2026-01-02" duration="1"/>'
        "</previous-tasks></previous>",
    )
    assert schedule.tasks[0].custom == (("tpc0", "North"),)
    assert schedule.custom_fields[0].name == "Area"
    assert schedule.tasks[0].baselines[0].finish == _day("2026-01-02", 17)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_gan('<task id="0"/><task id="0"/>'), "two of its tasks have the same unique id, 0"),
        (_gan(""), "without tasks, resources or calendars"),
        (_gan('<task id="0"/>')[:-20], "the end of the file is missing"),
        (_gan("<task id='0'>" * 70 + "</task>" * 70), "nested too deeply"),
    ],
)
def test_refusals(data: bytes, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason):
        parse_gan(data, "house.gan")


def test_dates_and_lengths_beyond_all_measure_have_no_finish() -> None:
    schedule = _read(
        '<task id="0" name="a" start="9999-12-30" duration="30"/>'
        '<task id="1" name="b" start="0000-01-01" duration="1"/>'
        '<task id="2" name="c" start="2026-01-05" duration="900000000"/>'
    )
    assert [t.finish for t in schedule.tasks] == [None, None, None]
