"""Microsoft Project XML: each fact of the format, one test."""

from __future__ import annotations

import gzip
from datetime import datetime
from pathlib import Path

import pytest

from pmo_desktop import i18n
from pmo_desktop.domain.schedulefile import (
    ConstraintKind,
    LinkType,
    ResourceKind,
    ScheduleFile,
    TaskKind,
    TimeUnit,
    WorkRule,
)
from pmo_desktop.exchange.mspdi.reading import parse_mspdi, read_mspdi
from pmo_desktop.exchange.refused import FileRefused
from tests.exchange.mspdi_writer import Fields, link, mspdi, task


def read(data: bytes) -> ScheduleFile:
    return parse_mspdi(data, "plan.xml")


def at(clock: str) -> datetime:
    return datetime.fromisoformat(clock)


def warned(schedule: ScheduleFile) -> dict[str, int]:
    return {warning.text: warning.count for warning in schedule.warnings}


def test_rows_have_parents_by_outline_level_and_the_project_row_stands_apart() -> None:
    rows = [
        task(0, "Bridge", 0, Summary=1),
        task(1, "Design", 1, Summary=1),
        task(2, "Draw", 2),
        task(3, "Review", 3),
        task(4, "Build", 1),
    ]
    schedule = read(mspdi(rows))
    assert schedule.project_row is not None
    assert schedule.project_row.name == schedule.header.title == "Bridge"
    assert [(t.uid, t.parent_uid) for t in schedule.tasks] == [(1, None), (2, 1), (3, 2), (4, None)]
    assert [t.kind for t in schedule.tasks] == [
        TaskKind.SUMMARY,
        TaskKind.SUMMARY,  # rows stand under it, whether or not the file says so
        TaskKind.TASK,
        TaskKind.TASK,
    ]
    assert (schedule.counts.tasks, schedule.counts.summaries) == (2, 2)


def test_milestones_and_blank_rows() -> None:
    rows: list[Fields] = [
        task(1, Milestone=1, Duration="PT0H0M0S"),
        task(2, Duration="PT0H0M0S", Milestone=0),
        task(3, Duration="PT0H0M0S"),
        {"UID": 4, "ID": 4, "IsNull": 1, "CalendarUID": 0},
    ]
    schedule = read(mspdi(rows))
    kinds = [TaskKind.MILESTONE, TaskKind.TASK, TaskKind.MILESTONE, TaskKind.BLANK]
    assert [t.kind for t in schedule.tasks] == kinds
    assert (schedule.counts.tasks, schedule.counts.blanks) == (3, 1)
    assert schedule.warnings == ()


def test_dates_durations_and_slack_are_kept_as_written() -> None:
    row = task(
        1,
        Start="2026-03-29T02:30:00",
        Finish="2026-04-01T17:00:00+02:00",
        Duration="PT6H14M24S",
        DurationFormat=39,
        Work="P1DT2H",
        TotalSlack=-4805,
        FreeSlack=15,
        Critical=1,
        ConstraintType=6,
        ConstraintDate="2026-04-01T17:00:00",
        Deadline="2026-04-02T17:00:00",
        PercentComplete=33,
        ActualStart="2026-03-29T02:30:00",
        RemainingDuration="PT4H0M0S",
        Type=1,
        Notes="First line\nsecond <b>line</b>",
        Cost="123450",
    )
    (t,) = read(mspdi([row])).tasks
    assert t.start == at("2026-03-29 02:30")  # a clock time that no zone with summer time has
    assert t.finish == at("2026-04-01 17:00")
    assert (t.duration_minutes, t.duration_unit, t.estimated, t.elapsed) == (374.4, TimeUnit.DAY, True, False)
    assert (t.work_minutes, t.remaining_duration_minutes) == (1560, 240)
    assert (t.total_slack_minutes, t.free_slack_minutes, t.critical) == (-480.5, 1.5, True)
    assert (t.constraint, t.constraint_date) == (ConstraintKind.FNET, at("2026-04-01 17:00"))
    assert t.deadline == at("2026-04-02 17:00")
    assert (t.percent_complete, t.actual_start, t.work_rule) == (33, t.start, WorkRule.FIXED_DURATION)
    assert t.notes == "First line\nsecond <b>line</b>"
    assert t.cost == 123450


@pytest.mark.parametrize(
    ("code", "unit", "elapsed"),
    [
        (3, TimeUnit.MINUTE, False),
        (6, TimeUnit.HOUR, True),
        (8, TimeUnit.DAY, True),
        (42, TimeUnit.WEEK, True),
    ],
)
def test_duration_formats(code: int, unit: TimeUnit, elapsed: bool) -> None:
    (t,) = read(mspdi([task(1, Duration="PT24H0M0S", DurationFormat=code)])).tasks
    assert (t.duration_unit, t.elapsed) == (unit, elapsed)


def test_links_of_all_types_with_lag_lead_percent_and_elapsed() -> None:
    into = [link(1, 0), link(1, 1, 4800), link(1, 2, -75, 19), link(1, 3, 14400, 8)]
    schedule = read(mspdi([task(1), task(2, PredecessorLink=into)]))
    assert [x.type for x in schedule.links] == [LinkType.FF, LinkType.FS, LinkType.SF, LinkType.SS]
    assert [x.lag_minutes for x in schedule.links] == [0, 480, 0, 1440]
    assert [x.lag_percent for x in schedule.links] == [None, None, -75, None]
    assert [x.lag_elapsed for x in schedule.links] == [False, False, False, True]
    assert (schedule.counts.links, schedule.counts.lags, schedule.counts.percent_lags) == (4, 3, 1)


def test_links_that_lead_nowhere_are_left_out_and_counted() -> None:
    other = {"PredecessorUID": 77, "CrossProject": 1, "CrossProjectName": "other.mpp\\3"}
    rows = [task(1, PredecessorLink=[link(9), link(1), other])]
    schedule = read(mspdi(rows))
    assert [x.other_file for x in schedule.links] == ["other.mpp\\3"]
    assert warned(schedule) == {
        "A link from a task to itself was left out.": 1,
        "A link from a task that is not in the file was left out.": 1,
    }


def test_baselines_by_number() -> None:
    kept = [
        {
            "Number": n,
            "Start": f"2026-01-0{n + 1}T08:00:00",
            "Duration": "PT8H0M0S",
            "Work": "PT4H",
            "Cost": 500,
        }
        for n in (0, 3)
    ]
    (t,) = read(mspdi([task(1, Baseline=kept)])).tasks
    assert [b.number for b in t.baselines] == [0, 3]
    assert t.baselines[1].start == at("2026-01-04 08:00")
    assert (t.baselines[0].duration_minutes, t.baselines[0].work_minutes, t.baselines[0].cost) == (
        480,
        240,
        500,
    )


def test_resources_and_assignments_without_the_placeholder_of_nobody() -> None:
    people: list[Fields] = [
        {"UID": 0, "ID": 0, "Type": 1},
        {"UID": 1, "ID": 1, "Name": "Ayşe", "Type": 1, "MaxUnits": "2.5", "CalendarUID": 7},
        {"UID": 2, "ID": 2, "Name": "Sand", "Type": 0, "MaterialLabel": "t"},
        {"UID": 3, "ID": 3, "Name": "Fees", "Type": 0, "IsCostResource": 1},
    ]
    held: list[Fields] = [
        {"UID": 1, "TaskUID": 1, "ResourceUID": 1, "Units": "0.5", "Work": "PT20H0M0S"},
        {"UID": 2, "TaskUID": 1, "ResourceUID": -65535},
        {"UID": 3, "TaskUID": 1, "ResourceUID": 8},
    ]
    own = {"UID": 7, "Name": "Ayşe", "IsBaseCalendar": 0, "BaseCalendarUID": 1}
    base = {"UID": 1, "Name": "Standard", "IsBaseCalendar": 1, "BaseCalendarUID": -1}
    schedule = read(mspdi([task(1)], resources=people, assignments=held, calendars=[base, own]))
    assert [r.kind for r in schedule.resources] == [
        ResourceKind.WORK,
        ResourceKind.MATERIAL,
        ResourceKind.COST,
    ]
    assert schedule.resources[0].max_units == 2.5
    assert [(a.task_uid, a.resource_uid, a.units) for a in schedule.assignments] == [(1, 1, 0.5)]
    assert [(c.uid, c.base_uid, c.resource_uid) for c in schedule.calendars] == [(1, None, None), (7, 1, 1)]
    assert list(warned(schedule)) == ["An assignment whose task or resource is not in the file was left out."]


def test_unreadable_values_are_left_out_and_named() -> None:
    rows: list[Fields] = [
        task(1, Start="soon", Duration="three days", TotalSlack="9" * 400, ConstraintType=12),
        task(2, CalendarUID=5),
        {"ID": 3, "Name": "No id"},
    ]
    schedule = read(mspdi(rows))
    assert [t.uid for t in schedule.tasks] == [1, 2]
    assert (schedule.tasks[0].start, schedule.tasks[0].duration_minutes) == (None, None)
    assert set(warned(schedule)) == {
        "A value that cannot be read was left out: Start.",
        "A value that cannot be read was left out: Duration.",
        "A value that cannot be read was left out: TotalSlack.",
        "A value that cannot be read was left out: ConstraintType.",
        "The calendar of a task is not in the file.",
        "A task without an id was left out.",
    }
    assert ("soon",) in [w.examples for w in schedule.warnings]


def test_what_is_not_taken_is_named_with_counts() -> None:
    spread = [{"Type": 1, "Value": "PT8H0M0S"}] * 3
    schedule = read(mspdi([task(1, TimephasedData=spread, OutlineCode={"FieldID": 1, "ValueID": 2})]))
    assert schedule.timephased == 3
    assert warned(schedule) == {
        "Not taken from the file: outline codes of tasks.": 1,
        "Not taken from the file: values spread over time.": 3,
    }


def test_header() -> None:
    schedule = read(
        mspdi(
            Title="Harbour wall",
            StatusDate="2026-05-01T17:00:00",
            ScheduleFromStart=0,
            MinutesPerDay=450,
            DaysPerMonth=0,
            DefaultStartTime="09:00:00",
            CurrencyCode="eur",
        )
    )
    header = schedule.header
    assert (header.title, header.status_date) == ("Harbour wall", at("2026-05-01 17:00"))
    assert (header.from_start, header.minutes_per_day, header.days_per_month) == (False, 450, 20)
    assert (header.day_starts, header.currency) == (540, "EUR")


@pytest.mark.parametrize("namespace", ["", "http://schemas.microsoft.com/project/2007"])
def test_other_namespaces_of_the_format(namespace: str) -> None:
    assert read(mspdi([task(1)], namespace=namespace)).counts.tasks == 1


def test_elements_of_a_foreign_namespace_are_no_tasks() -> None:
    data = mspdi([task(1)]).replace(b"<Tasks>", b'<Tasks><x:Task xmlns:x="urn:x"><x:UID>9</x:UID></x:Task>')
    assert [t.uid for t in read(data).tasks] == [1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252", "shift_jis"])
def test_encodings(encoding: str) -> None:
    name = "工程" if encoding == "shift_jis" else "Straße für Zoë"
    assert read(mspdi([task(1, name)], encoding=encoding)).tasks[0].name == name


def test_windows_1252_that_claims_to_be_utf_8() -> None:
    data = mspdi([task(1, "Straße – groß")], encoding="windows-1252").replace(b"windows-1252", b"UTF-8")
    assert read(data).tasks[0].name == "Straße – groß"


def test_gzipped_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml.gz"
    path.write_bytes(gzip.compress(mspdi([task(1)])))
    schedule = read_mspdi(path)
    assert (schedule.source, schedule.counts.tasks) == ("plan.xml.gz", 1)


def test_markup_in_names_stays_text() -> None:
    name = '<img src="file:///etc/passwd"> & =cmd()'
    assert read(mspdi([task(1, name)])).tasks[0].name == name


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b'<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003"/>',
            "no Microsoft Project schedule",
        ),
        (b"<html><body>Sign in</body></html>", "web page"),
        (b"<Project/>", "without tasks"),
        (b"<notes><to/></notes>", "it begins with notes"),
        (mspdi([task(1), task(1)]), "the same unique id, 1"),
    ],
)
def test_foreign_documents_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said) as refusal:
        read(data)
    assert str(refusal.value).startswith("plan.xml was not imported: ")


def test_refusal_is_translated() -> None:
    i18n.use(i18n.PSEUDO)
    with pytest.raises(FileRefused) as refusal:
        read(b"<Project/>")
    assert str(refusal.value).count("⟦") == 2


def test_stop_ends_the_reading() -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        parse_mspdi(mspdi([task(1)]), "plan.xml", stop)
