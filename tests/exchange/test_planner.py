"""Planner: seconds, dates without separators, calendars inside calendars."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pmo_desktop.domain.schedulefile import ConstraintKind, LinkType, ResourceKind, ScheduleFile, TaskKind
from pmo_desktop.exchange.planner import parse_planner
from pmo_desktop.exchange.refused import FileRefused

CALENDAR = (
    '<calendars><calendar id="1" name="Default">'
    '<default-week mon="0" tue="0" wed="0" thu="0" fri="0" sat="1" sun="1"/>'
    '<overridden-day-types><overridden-day-type id="0"><interval start="0800" end="1200"/>'
    '<interval start="1300" end="1700"/></overridden-day-type></overridden-day-types><days>'
    '<day date="20260501" type="day-type" id="1"/></days>'
    '<calendar id="2" name="Own"><default-week mon="2" tue="2" wed="2" thu="2" fri="2" sat="0" sun="2"/>'
    '<overridden-day-types><overridden-day-type id="0"><interval start="0900" end="0000"/>'
    "</overridden-day-type></overridden-day-types></calendar></calendar></calendars>"
)


def _read(tasks: str = "", *more: str) -> ScheduleFile:
    head = '<project mrproject-version="2" name="House" calendar="1" project-start="20260105T080000Z">'
    return parse_planner(
        f"{head}{CALENDAR}<tasks>{tasks}</tasks>{''.join(more)}</project>".encode(), "h.planner"
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_outline_dates_lengths_and_milestones() -> None:
    schedule = _read(
        '<task id="1" name="Shell" work="0" start="20260105T080000Z" end="20260107T120000Z">'
        '<task id="2" name="Walls" work="28800" start="20260102T000000Z" work-start="20260105T080000Z" '
        'end="20260112T120000Z" percent-complete="30" priority="700" note="Bricks"/>'
        '<task id="3" name="Roof" work="3600" duration="7200" scheduling="fixed-duration"/>'
        '<task id="4" name="Done" type="milestone" end="20260112T170000Z"/></task>'
    )
    shell, walls, roof, done = schedule.tasks
    assert (shell.kind, walls.parent_uid, walls.wbs) == (TaskKind.SUMMARY, 1, "1.1")
    assert (walls.start, walls.duration_minutes) == (_moment("2026-01-05T08:00"), 5 * 480 + 240)
    assert (walls.work_minutes, walls.percent_complete, walls.priority) == (480, 30, 700)
    assert (roof.duration_minutes, roof.start, roof.priority) == (120, None, 500)
    assert (done.kind, done.start, done.duration_minutes) == (
        TaskKind.MILESTONE,
        _moment("2026-01-12T17:00"),
        0,
    )
    assert (schedule.header.title, schedule.header.start) == ("House", _moment("2026-01-05T08:00"))


def test_calendars_inside_calendars() -> None:
    outer, inner = _read().calendars
    assert (outer.week[0], outer.week[5]) == (((480, 720), (780, 1020)), ())
    assert [(e.first, e.hours) for e in outer.exceptions] == [(date(2026, 5, 1), ())]
    assert (inner.base_uid, inner.week[0], inner.week[5]) == (1, None, ((540, 1440),))


def test_constraints_links_and_people() -> None:
    schedule = _read(
        '<task id="1" name="a"><constraint type="must-start-on" time="20260105T080000Z"/></task>'
        '<task id="2" name="b"><constraint type="whenever"/><predecessors>'
        '<predecessor id="1" predecessor-id="1" type="SS" lag="3600"/>'
        '<predecessor id="2" predecessor-id="9" type="FS"/></predecessors></task>',
        '<resource-groups><group id="5" name="Crew"/></resource-groups>',
        '<resources><resource id="7" name="Ann" short-name="A" group="5" units="50" calendar="2" type="1"/>'
        '<resource id="8" name="Sand" type="2" calendar="9"/></resources>',
        '<allocations><allocation task-id="1" resource-id="7" units="25"/></allocations>',
    )
    assert schedule.tasks[0].constraint is ConstraintKind.MSO
    (link,) = schedule.links
    assert (link.predecessor_uid, link.successor_uid, link.type, link.lag_minutes) == (1, 2, LinkType.SS, 60)
    ann, sand = schedule.resources
    assert (ann.group, ann.max_units, ann.calendar_uid) == ("Crew", 0.5, 2)
    assert (sand.kind, sand.calendar_uid) == (ResourceKind.MATERIAL, None)
    assert [(a.task_uid, a.units) for a in schedule.assignments] == [(1, 0.25)]
    assert [w.count for w in schedule.warnings] == [1, 1]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<project mrproject-version='2'/>", "without tasks, resources or calendars"),
        (
            b"<project mrproject-version='2'><tasks><task id='1'/><task id='1'/></tasks></project>",
            "the same unique id, 1",
        ),
        (b"<plan/>", "Calligra"),
    ],
)
def test_refusals(data: bytes, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason):
        parse_planner(data, "h.planner")
