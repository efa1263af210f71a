"""P6 XML: the same plan as in XER comes out, whichever way it was written."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, datetime

import pytest

from pmo_desktop.domain.schedulefile import ConstraintKind, FloatRule, LinkType, OutOfSequence, TaskKind
from pmo_desktop.exchange.p6.pmxml import parse_pmxml
from pmo_desktop.exchange.refused import FileRefused
from tests.exchange.p6_writer import element, pmxml

_HOURS = element("WorkTime", Start="08:00:00", Finish="11:59:00") + element(
    "WorkTime", Start="13:00:00", Finish="17:00:00"
)
CALENDAR = element(
    "Calendar",
    element("StandardWorkWeek", element("StandardWorkHours", _HOURS, DayOfWeek="Monday")),
    element("HolidayOrExceptions", element("HolidayOrException", Date="2026-05-01T00:00:00")),
    ObjectId=5,
    Name="Site",
    Type="Global",
    HoursPerDay=8,
)


def _activity(uid: int, *inner: str, **more: object) -> str:
    texts: dict[str, object] = {
        "ObjectId": uid,
        "Id": f"A{uid}",
        "Name": f"Task {uid}",
        "CalendarObjectId": 5,
        "PlannedDuration": 40,
        "RemainingDuration": 40,
    }
    return element("Activity", *inner, **{**texts, **more})


def _project(*inner: str, uid: int = 1, **more: object) -> str:
    texts: dict[str, object] = {"ObjectId": uid, "Id": f"P{uid}", "Name": f"Project {uid}"}
    return element("Project", *inner, **{**texts, "ActivityDefaultCalendarObjectId": 5, **more})


def test_an_activity_in_the_words_of_xml() -> None:
    row = _activity(
        1,
        Type="Finish Milestone",
        PercentCompleteType="Physical",
        PhysicalPercentComplete="0,25",
        PrimaryConstraintType="Finish On or Before",
        PrimaryConstraintDate="2026-02-01T17:00:00",
        RemainingEarlyStartDate="2026-01-05T08:00:00",
        RemainingLateFinishDate="2026-01-09T17:00:00",
        TotalFloat="-16",
        LevelingPriority="Lowest",
    )
    (task,) = parse_pmxml(pmxml(CALENDAR, _project(row)), "p.xml").tasks
    assert (task.kind, task.percent_complete) == (TaskKind.MILESTONE, 25)
    assert (task.constraint, task.constraint_date) == (ConstraintKind.FNLT, datetime(2026, 2, 1, 17))
    assert (task.early_start, task.late_finish) == (datetime(2026, 1, 5, 8), datetime(2026, 1, 9, 17))
    assert (task.total_slack_minutes, task.critical, task.priority) == (-960, True, 100)


def test_hours_end_after_their_last_minute() -> None:
    (calendar,) = parse_pmxml(pmxml(CALENDAR, _project()), "p.xml").calendars
    assert calendar.week[0] == ((480, 720), (780, 1020))
    assert calendar.week[1] == ()
    assert [(e.first, e.hours) for e in calendar.exceptions] == [(date(2026, 5, 1), ())]
    assert calendar.minutes_per_day == 480


def test_wbs_links_people_codes_and_fields() -> None:
    code = element("Code", TypeObjectId=3, ValueObjectId=4)
    field = element("UDF", TypeObjectId=9, DoubleValue="2.5")
    schedule = parse_pmxml(
        pmxml(
            element("UDFType", ObjectId=9, Title="Zone", SubjectArea="Activity"),
            element("ActivityCodeType", ObjectId=3, Name="Phase"),
            element("ActivityCode", ObjectId=4, CodeTypeObjectId=3, CodeValue="EX", Description="Execute"),
            element("Resource", ObjectId=7, Name="Crew", Id="C", ResourceType="Labor"),
            CALENDAR,
            _project(
                element("WBS", ObjectId=10, ProjectObjectId=1, Code="1", Name="Civil"),
                _activity(1, WBSObjectId=10, ProjectObjectId=1),
                _activity(2, code, field, WBSObjectId=10, ProjectObjectId=1),
                element("Relationship", PredecessorActivityObjectId=1, SuccessorActivityObjectId=2,
                        SuccessorProjectObjectId=1, Type="Finish to Finish", Lag="8"),
                element("ResourceAssignment", ObjectId=1, ActivityObjectId=1, ResourceObjectId=7,
                        PlannedUnits=40, PlannedUnitsPerTime="0,5"),
                OutOfSequenceScheduleType="Actual Dates",
                ComputeTotalFloatType="Smallest of Start Float and Finish Float",
            ),
        ),
        "p.xml",
    )  # fmt: skip
    assert [(t.wbs, t.parent_uid) for t in schedule.tasks] == [("1", None), ("A1", 10), ("A2", 10)]
    (link,) = schedule.links
    assert (link.type, link.lag_minutes) == (LinkType.FF, 480)
    (assigned,) = schedule.assignments
    assert (assigned.units, assigned.work_minutes) == (0.5, 2400)
    assert schedule.tasks[2].custom == (("code:3", "EX - Execute"), ("udf:9", "2.5"))
    options = schedule.projects[0].options
    assert options.out_of_sequence is OutOfSequence.ACTUAL_DATES
    assert options.float_rule is FloatRule.SMALLEST


def test_projects_that_only_lend_an_activity_and_baselines() -> None:
    lent = element("Project", _activity(9), Id="OTHER", ObjectId=2)
    was = _activity(21, Id="A1", ProjectObjectId=3, PlannedStartDate="2026-01-02T08:00:00")
    old = element("BaselineProject", was, ObjectId=3, Name="Signed", OriginalProjectObjectId=1)
    link = element("Relationship", PredecessorActivityObjectId=9, SuccessorActivityObjectId=1)
    schedule = parse_pmxml(
        pmxml(
            lent,
            CALENDAR,
            _project(_activity(1, ProjectObjectId=1), link, CurrentBaselineProjectObjectId=3),
            old,
        ),
        "p.xml",
    )
    assert [(t.name, t.external) for t in schedule.tasks] == [
        ("Project 1", False),
        ("Task 1", False),
        ("OTHER", True),
        ("Task 9", True),
    ]
    assert schedule.counts.links == 1
    (promised,) = schedule.tasks[1].baselines
    assert (promised.number, promised.start) == (0, datetime(2026, 1, 2, 8))


@pytest.mark.parametrize("space", ["http://xmlns.oracle.com/Primavera/P6/V18.8/API/BusinessObjects", ""])
def test_any_version_of_the_namespace(space: str) -> None:
    plain = parse_pmxml(pmxml(CALENDAR, _project(_activity(1))), "p.xml")
    other = parse_pmxml(pmxml(CALENDAR, _project(_activity(1)), namespace=space), "p.xml")
    assert dc.replace(plain, source="") == dc.replace(other, source="")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pmxml(CALENDAR), "there is no project in it"),
        (pmxml(_project(_activity(1), _activity(1))), "the same unique id, 1"),
        (pmxml(_project(_activity(1)))[:-40], "the end of the file is missing"),
        (b"<!DOCTYPE x><APIBusinessObjects/>", "document type declaration"),
        (b"<Projects/>", "it is XML, but no schedule"),
    ],
)
def test_refusals(data: bytes, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason):
        parse_pmxml(data, "p.xml")


def test_a_percentage_that_is_no_number_is_named() -> None:
    row = _activity(1, PercentCompleteType="Physical", PhysicalPercentComplete="half")
    read = parse_pmxml(pmxml(CALENDAR, _project(row)), "p.xml")
    assert read.tasks[0].percent_complete == 0
    assert [w.examples for w in read.warnings if "phys_complete_pct" in w.text] == [("half",)]
