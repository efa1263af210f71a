"""Tasks, links and assignments of MPX, one record at a time; fields go by the numbers of the format."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from pmo_desktop.domain.schedulefile import (
    Assignment,
    ConstraintKind,
    CustomValue,
    Link,
    LinkType,
    Task,
    TaskBaseline,
    TaskKind,
    TimeUnit,
    WorkRule,
)
from pmo_desktop.exchange.mpx.values import Duration, MpxReader
from pmo_desktop.exchange.mspdi.tasks import Outline
from pmo_desktop.i18n import tr

_CONSTRAINTS = {kind.value: kind for kind in ConstraintKind}
_PRIORITIES = {
    "lowest": 100,
    "very low": 200,
    "lower": 300,
    "low": 400,
    "medium": 500,
    "high": 600,
    "higher": 700,
    "very high": 800,
    "highest": 900,
    "do not level": 1000,
}
TASK_FIELDS: Mapping[int, str] = {
    **{3 + n: f"Text{n}" for n in range(1, 11)},
    **{35 + n: f"Cost{n}" for n in range(1, 4)},
    **{45 + n: f"Duration{n}" for n in range(1, 4)},
    **{109 + n: f"Flag{n}" for n in range(1, 11)},
    **{139 + n: f"Number{n}" for n in range(1, 6)},
    60: "Start1",
    62: "Start2",
    64: "Start3",
    126: "Start4",
    128: "Start5",
    61: "Finish1",
    63: "Finish2",
    65: "Finish3",
    127: "Finish4",
    129: "Finish5",
    15: "Contact",
}
"""Fields that people fill as they like."""
_UNSAID = re.compile(r"[^\d]*0*[.,]?0*\s*[^\W\d_]{0,3}|no|nein|non|na", re.IGNORECASE)
_LINK = re.compile(r"\s*(\d{1,9})\s*([A-Za-z]{2})?\s*([-+].{1,20})?\s*")
_NAME, _WBS, _LEVEL, _NOTES = 1, 2, 3, 14
_PREDECESSORS, _UNIQUE_PREDECESSORS = 70, 74


def task(read: MpxReader, place: int, outline: Outline) -> Task:
    """One row. Its unique id is the file's, else its id, else its place."""
    id_ = read.whole(90)
    uid = read.whole(98)
    uid = uid if uid is not None else id_ if id_ is not None else place
    level = read.whole(_LEVEL)
    level = 1 if level is None else max(0, min(level, 1000))
    length = read.duration(40) or Duration(0.0, TimeUnit.DAY, elapsed=False)
    known = bool(read.said(40)) and length.unit is not TimeUnit.PERCENT
    top = uid == 0 and level == 0
    start, finish = read.moment(50), read.moment(51, ends=True)
    if known and length.minutes == 0 and start is not None:
        finish = start
    milestone = read.flag(81) if 81 in read.cells else known and length.minutes == 0
    leaf = TaskKind.MILESTONE if milestone else TaskKind.TASK
    return Task(
        uid=uid,
        id=place if id_ is None else id_,
        name=read.text(_NAME),
        kind=TaskKind.SUMMARY if read.flag(120) else leaf,
        wbs=read.text(_WBS) or read.text(99),
        outline_level=level,
        parent_uid=None if top else outline.place(level, uid),
        critical=read.flag(82),
        marked_milestone=read.flag(81),
        start=start,
        finish=finish,
        duration_minutes=length.minutes if known else None,
        duration_unit=length.unit if known else TimeUnit.DAY,
        elapsed=known and length.elapsed,
        work_rule=WorkRule.FIXED_DURATION if read.flag(80) else WorkRule.FIXED_UNITS,
        work_minutes=read.minutes(20),
        actual_work_minutes=read.minutes(22),
        remaining_work_minutes=read.minutes(23),
        constraint=_constraint(read),
        constraint_date=read.moment(68),
        priority=_PRIORITIES.get(read.text(95).lower(), 500),
        percent_complete=_percent(read, 44),
        percent_work_complete=_percent(read, 25),
        actual_start=read.moment(58),
        actual_finish=read.moment(59, ends=True),
        actual_duration_minutes=read.minutes(42),
        remaining_duration_minutes=read.minutes(43),
        stop=read.moment(150),
        resume=read.moment(152) or read.moment(151),
        early_start=read.moment(52),
        early_finish=read.moment(53, ends=True),
        late_start=read.moment(54),
        late_finish=read.moment(55, ends=True),
        total_slack_minutes=read.minutes(94),
        free_slack_minutes=read.minutes(93),
        levelling_delay_minutes=read.minutes(92) or 0.0,
        cost=read.hundredths(30),
        fixed_cost=read.hundredths(35),
        actual_cost=read.hundredths(32),
        notes=read.text(_NOTES),
        baselines=_baseline(read),
        custom=tuple(_custom(read)),
    )


def _percent(read: MpxReader, field: int) -> int:
    return round(min(100.0, max(0.0, read.number(field) or 0.0)))


def _constraint(read: MpxReader) -> ConstraintKind:
    text = read.said(91)
    found = _CONSTRAINTS.get(text.lower())
    if found is None and text:
        read.ledger.unread(tr("constraint"), text)
    return found or ConstraintKind.ASAP


def _baseline(read: MpxReader) -> tuple[TaskBaseline, ...]:
    start, finish = read.moment(56), read.moment(57, ends=True)
    if start is None and finish is None:
        return ()
    return (TaskBaseline(0, start, finish, read.minutes(41), read.minutes(21), read.hundredths(31)),)


def _custom(read: MpxReader) -> Iterator[CustomValue]:
    """What people filled in; what every task has by itself (0d, No, NA) is not worth keeping."""
    for field, name in TASK_FIELDS.items():
        text = read.said(field)
        if text and (name.startswith(("Text", "Contact")) or _UNSAID.fullmatch(text) is None):
            yield f"mpx:{name}", text


def links(read: MpxReader, uid: int, delimiter: str, by_id: Mapping[int, int]) -> Iterator[Link]:
    """The links into a task; predecessors go by unique id where the file has that, else by id."""
    unique = bool(read.said(_UNIQUE_PREDECESSORS))
    text = read.said(_UNIQUE_PREDECESSORS if unique else _PREDECESSORS)
    for part in filter(str.strip, text.split(delimiter)):
        found = _LINK.fullmatch(part)
        number = None if found is None else int(found[1])
        before = number if unique or number is None else by_id.get(number)
        if found is None or before is None:
            text = tr("A link to or from a task that is not in the file was left out.")
            read.ledger.note(text, part)
            continue
        yield _link(before, uid, found[2], found[3], read)


def _link(before: int, after: int, type_: str | None, lag: str | None, read: MpxReader) -> Link:
    kind = LinkType.__members__.get((type_ or "FS").upper())
    if kind is None:
        read.ledger.unread(tr("link"), type_ or "")
    length = read.settings.duration(lag) if lag else None
    if lag and length is None:
        read.ledger.unread(tr("lag"), lag)
    length = length or Duration(0.0, TimeUnit.DAY, elapsed=False)
    percent = length.unit is TimeUnit.PERCENT
    return Link(
        before,
        after,
        kind or LinkType.FS,
        0.0 if percent else length.minutes,
        length.minutes if percent else None,
        length.elapsed,
        length.unit,
    )


def assignment(
    cells: Sequence[str],
    uid: int,
    task_uid: int,
    by_id: Mapping[int, int],
    uids: Collection[int],
    read: MpxReader,
) -> Assignment | None:
    """One record 75: resource by unique id, the last cell, else by id, the first; None for nobody."""
    row = MpxReader(dict(enumerate(cells, 1)), read.settings, read.ledger)
    first, last = row.whole(1), row.whole(13)
    resource = last if last is not None and last in uids else by_id.get(-1 if first is None else first)
    if resource is None:
        return None
    units = row.number(2)
    return Assignment(
        uid=uid,
        task_uid=task_uid,
        resource_uid=resource,
        units=1.0 if units is None else units,
        work_minutes=row.minutes(3),
        actual_work_minutes=row.minutes(5),
        start=row.moment(10),
        finish=row.moment(11, ends=True),
        delay_minutes=row.minutes(12) or 0.0,
        cost=row.hundredths(7),
    )
