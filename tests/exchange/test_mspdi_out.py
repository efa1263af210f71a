"""Microsoft Project XML: what is written is read again as it was, whatever the plan holds."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.schedulecalendar import (
    Calendar,
    CalendarException,
    Recurrence,
    Rhythm,
    WorkWeek,
)
from pmo_desktop.domain.schedulefile import (
    Assignment,
    Availability,
    ConstraintKind,
    Contour,
    CustomField,
    FileHeader,
    Link,
    LinkType,
    P6Activity,
    Resource,
    ResourceKind,
    ScheduleFile,
    Spread,
    Task,
    TaskBaseline,
    TaskKind,
    TimeUnit,
    WorkRule,
)
from pmo_desktop.exchange.mspdi.reading import parse_mspdi
from pmo_desktop.exchange.mspdi.writing import TEXT_FIELDS, write_mspdi

_EPOCH = datetime.fromisoformat("2026-01-01T00:00")

texts = st.text(
    st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=20,
)
moments = st.none() | st.integers(0, 90_000_000).map(lambda n: _EPOCH + timedelta(seconds=n))
minutes = st.none() | st.integers(-600_000, 6_000_000).map(lambda n: n / 10)
hours = st.sampled_from([(), ((480, 720), (780, 1020)), ((0, 1440),), ((0, 360), (1320, 1440))])
days = st.integers(0, 3000).map(lambda n: date(2020, 1, 1) + timedelta(days=n))


@st.composite
def tasks(draw: st.DrawFn, uid: int) -> Task:
    """Any leaf."""
    duration = draw(minutes)
    milestone = draw(st.booleans())
    return Task(
        uid=uid,
        id=uid,
        name=draw(texts),
        kind=TaskKind.MILESTONE if milestone else TaskKind.TASK,
        marked_milestone=milestone,
        wbs=draw(texts),
        manual=draw(st.booleans()),
        active=draw(st.booleans()),
        critical=draw(st.booleans()),
        start=draw(moments),
        finish=draw(moments),
        duration_minutes=duration,
        duration_unit=draw(st.sampled_from([u for u in TimeUnit if u is not TimeUnit.PERCENT])),
        elapsed=draw(st.booleans()),
        estimated=draw(st.booleans()),
        work_rule=draw(st.sampled_from(WorkRule)),
        work_minutes=draw(minutes),
        constraint=draw(st.sampled_from(ConstraintKind)),
        constraint_date=draw(moments),
        deadline=draw(moments),
        percent_complete=draw(st.integers(0, 100)),
        actual_start=draw(moments),
        total_slack_minutes=draw(minutes),
        late_finish=draw(moments),
        levelling_delay_minutes=draw(minutes) or 0.0,
        levelling_delay_elapsed=draw(st.booleans()),
        cost=draw(st.none() | st.integers(-(10**12), 10**12)),
        notes=draw(st.just("") | texts.map(lambda t: f"{t}\n{t}\r{t}")),
        baselines=tuple(
            draw(st.lists(st.builds(TaskBaseline, st.integers(0, 10), moments, moments, minutes), max_size=2))
        ),
        custom=tuple(draw(st.lists(st.tuples(st.just("188743731"), texts), max_size=1))),
    )


recurrences = st.builds(
    Recurrence,
    rhythm=st.sampled_from(Rhythm),
    every=st.integers(1, 9),
    weekdays=st.lists(st.integers(0, 6), unique=True).map(lambda d: tuple(sorted(d))),
    month=st.none() | st.integers(1, 12),
    month_day=st.none() | st.integers(1, 31),
    position=st.none() | st.integers(1, 5),
    position_of=st.sampled_from(["", "day", "weekday", "weekend day", "0", "6"]),
    occurrences=st.none() | st.integers(1, 99),
    by_occurrences=st.booleans(),
)


@st.composite
def exceptions(draw: st.DrawFn) -> CalendarException:
    """Any exception, once or repeating."""
    first = draw(days)
    last = first + timedelta(days=draw(st.integers(0, 40)))
    return CalendarException(draw(texts), first, last, draw(hours), draw(st.none() | recurrences))


@st.composite
def files(draw: st.DrawFn) -> ScheduleFile:
    """A small plan with some of everything."""
    rows = [draw(tasks(uid)) for uid in range(1, draw(st.integers(1, 4)) + 1)]
    pairs = st.tuples(st.integers(1, len(rows)), st.integers(1, len(rows))).filter(lambda p: p[0] != p[1])
    links = draw(st.lists(pairs, max_size=3)) if len(rows) > 1 else []
    week = tuple(draw(st.lists(st.none() | hours, min_size=7, max_size=7)))
    other = tuple(draw(st.lists(st.none() | hours, min_size=7, max_size=7)))
    first = draw(days)
    base = Calendar(
        1,
        draw(texts),
        is_base=True,
        week=week,
        exceptions=tuple(draw(st.lists(exceptions(), max_size=2))),
        work_weeks=(WorkWeek(draw(texts), first, first + timedelta(days=30), other),),
    )
    own = Calendar(2, "", is_base=False, base_uid=1, resource_uid=1)
    periods = (Availability(None, draw(moments), 0.5),)
    person = Resource(
        1, 1, draw(texts), draw(st.sampled_from(ResourceKind)), calendar_uid=2, availability=periods
    )
    spread = tuple(
        Spread(kind, _EPOCH + timedelta(days=n), _EPOCH + timedelta(days=n + 1), draw(minutes))
        for n, kind in enumerate(draw(st.lists(st.sampled_from([2, 4]), max_size=3)))
    )
    assigned = Assignment(
        1,
        1,
        1,
        0.25,
        draw(minutes),
        contour=draw(st.sampled_from(Contour)),
        spread=spread,
        overtime_minutes=60.0,
    )
    return ScheduleFile(
        source="plan.xml",
        format="MSPDI",
        header=FileHeader(
            title=draw(texts.filter(lambda t: t == t.strip())),
            start=draw(moments),
            calendar_uid=1,
            currency="EUR",
            written_by="14",
        ),
        calendars=(base, own),
        tasks=tuple(rows),
        links=tuple(
            sorted(
                (Link(a, b, draw(st.sampled_from(LinkType)), draw(minutes) or 0.0) for a, b in links),
                key=lambda n: n.successor_uid,
            )
        ),
        resources=(person,),
        assignments=(assigned,),
        custom_fields=(CustomField("188743731", "Text1", draw(texts)),),
    )


def _again(file: ScheduleFile) -> ScheduleFile:
    found = parse_mspdi(write_mspdi(file).data, file.source)
    return dc.replace(found, timephased=0, tasks=tuple(dc.replace(t, splits=()) for t in found.tasks))


@given(files())
def test_what_is_written_comes_back(file: ScheduleFile) -> None:
    assert _again(file) == file


def test_control_characters_are_left_out_and_the_rest_escaped() -> None:
    name = 'a<b>&"c"\x00\x0b]]>=1+1'
    file = ScheduleFile("x", "", FileHeader(title="t"), tasks=(Task(1, 1, name, TaskKind.TASK),))
    assert parse_mspdi(write_mspdi(file).data, "x").tasks[0].name == 'a<b>&"c"]]>=1+1'


def test_levels_parents_and_blank_rows() -> None:
    rows = (
        Task(1, 1, "Shell", TaskKind.SUMMARY, wbs="1"),
        Task(2, 2, "Walls", TaskKind.TASK, wbs="1.1", outline_level=2, parent_uid=1),
        Task(3, 3, "", TaskKind.BLANK),
        Task(4, 4, "Roof", TaskKind.TASK, wbs="1.2", outline_level=2, parent_uid=1),
        Task(5, 5, "Hand over", TaskKind.TASK, wbs="2"),
    )
    written = write_mspdi(ScheduleFile("x", "", FileHeader(title="t"), tasks=rows))
    assert b"<OutlineNumber>1.2<" in written.data
    assert [(t.uid, t.kind, t.parent_uid) for t in parse_mspdi(written.data, "x").tasks] == [
        (t.uid, t.kind, t.parent_uid) for t in rows
    ]


def test_splits_of_work_that_nobody_is_assigned_to() -> None:
    noon = datetime.fromisoformat("2026-01-05T12:00")
    parts = [(noon + timedelta(days=n), noon + timedelta(days=n + 1)) for n in range(3)]
    spread = tuple(Spread(1, a, b, value) for (a, b), value in zip(parts, (480.0, 0.0, 480.0), strict=True))
    task = Task(1, 1, "a", TaskKind.TASK, spread=spread, splits=(parts[1],))
    again = parse_mspdi(write_mspdi(ScheduleFile("x", "", FileHeader(title="t"), tasks=(task,))).data, "x")
    assert again.tasks[0].splits == (parts[1],)
    assert (again.tasks[0].spread, again.counts.assignments) == (spread, 0)


def test_fields_of_other_programs_become_text_fields() -> None:
    fields = tuple(CustomField(f"code:{n}", f"Code {n}") for n in range(31))
    task = Task(1, 1, "a", TaskKind.TASK, custom=(("code:2", "EX"), ("code:30", "lost")))
    written = write_mspdi(ScheduleFile("x", "", FileHeader(title="t"), tasks=(task,), custom_fields=fields))
    again = parse_mspdi(written.data, "x")
    assert again.tasks[0].custom == ((str(TEXT_FIELDS[2]), "EX"),)
    assert (again.custom_fields[0].name, again.custom_fields[0].alias) == ("Text1", "Code 0")
    assert [w.count for w in written.warnings] == [1]


def test_what_only_primavera_has_is_counted() -> None:
    extra = P6Activity(constraint2=ConstraintKind.FNLT, expected_finish=_EPOCH)
    task = Task(1, 1, "a", TaskKind.LEVEL_OF_EFFORT, p6=extra)
    written = write_mspdi(ScheduleFile("x", "", FileHeader(title="t"), tasks=(task,)))
    assert [w.count for w in written.warnings] == [1, 1, 1]
