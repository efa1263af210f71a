"""A `ScheduleFile` as Microsoft Project XML (MSPDI).

What was read from such a file comes back equal. What the format has no place for is counted, so that an
export can say so.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence

from pmo_desktop.domain.schedulefile import (
    ConstraintKind,
    CustomField,
    FileHeader,
    FileWarning,
    Link,
    ScheduleFile,
    Task,
    TaskKind,
)
from pmo_desktop.exchange.mspdi.values import Ledger
from pmo_desktop.exchange.mspdi.writing_calendars import calendars
from pmo_desktop.exchange.mspdi.writing_resources import assignment, own_work, resource
from pmo_desktop.exchange.mspdi.writing_splits import with_splits
from pmo_desktop.exchange.mspdi.writing_tasks import task
from pmo_desktop.exchange.mspdi.writing_values import clock, flag, moment, number
from pmo_desktop.exchange.schedulekinds import NAMESPACE
from pmo_desktop.exchange.xmlout import XmlOut
from pmo_desktop.i18n import tr

_SAVE_VERSION = 14
_TEXTS = (188743731, 188743734, 188743737, 188743740, 188743743, *range(188743746, 188743751))
TEXT_FIELDS = (*_TEXTS, *range(188743997, 188744017))
"""The ids of the fields Text1 to Text30 of tasks."""


@dc.dataclass(frozen=True, slots=True)
class Written:
    """A file's bytes, and what of the schedule has no place in it."""

    data: bytes
    warnings: tuple[FileWarning, ...] = ()
    rows: int = 0
    """How many tasks, summaries or milestones are in it."""


def write_mspdi(file: ScheduleFile) -> Written:
    """The whole file in UTF-8, and what could not be written."""
    out, ledger = XmlOut(), Ledger()
    file = with_splits(file, ledger)
    fields = _fields(file.custom_fields, ledger)
    ids = {f.id: str(n) for f, n in fields}
    ids |= {key: key for key in _unnamed(file) if key.isdigit()}
    with out.inside("Project", xmlns=NAMESPACE):
        _header(out, file.header, file.source)
        _definitions(out, [(f, ids[f.id]) for f, _ in fields])
        calendars(out, file.calendars)
        _tasks(out, file, ids)
        with out.inside("Resources"):
            for one in file.resources:
                resource(out, one, ids)
        _assignments(out, file, ids)
    _note_left(file, ledger)
    return Written(out.data(), ledger.warnings(), len(file.tasks))


def _unnamed(file: ScheduleFile) -> set[str]:
    """Every custom field that a value refers to, defined or not."""
    rows = (*file.tasks, *([file.project_row] if file.project_row else ()))
    carriers = (*(t.custom for t in rows), *(r.custom for r in file.resources))
    carriers = (*carriers, *(a.custom for a in file.assignments))
    return {key for values in carriers for key, _ in values}


def _fields(found: Sequence[CustomField], ledger: Ledger) -> list[tuple[CustomField, int]]:
    """Each custom field with a number of the format: its own, or a text field that is free."""
    taken = {int(f.id) for f in found if f.id.isdigit()}
    free = [n for n in TEXT_FIELDS if n not in taken]
    numbered = []
    for field in found:
        if field.id.isdigit():
            numbered.append((field, int(field.id)))
        elif free:
            numbered.append((field, free.pop(0)))
        else:
            ledger.note(tr("A custom field found no place among the thirty text fields."), field.name)
    return numbered


def _definitions(out: XmlOut, fields: Sequence[tuple[CustomField, str]]) -> None:
    with out.inside("ExtendedAttributes"):
        for field, key in fields:
            name, alias = field.name, field.alias
            if not field.id.isdigit():
                name, alias = f"Text{TEXT_FIELDS.index(int(key)) + 1}", field.alias or field.name
            with out.inside("ExtendedAttribute"):
                out.leaves(FieldID=key, FieldName=name or None, Alias=alias or None)


def _header(out: XmlOut, head: FileHeader, source: str) -> None:
    out.leaves(
        SaveVersion=_SAVE_VERSION,
        Name=source or None,
        Title=head.title or None,
        Company=head.company or None,
        Manager=head.manager or None,
        Author=head.author or None,
        CreationDate=moment(head.created),
        LastSaved=moment(head.saved),
        ScheduleFromStart=flag(head.from_start),
        StartDate=moment(head.start),
        FinishDate=moment(head.finish),
        CriticalSlackLimit=number(head.critical_slack_days),
        CurrencyCode=head.currency or None,
        CalendarUID=-1 if head.calendar_uid is None else head.calendar_uid,
        DefaultStartTime=clock(head.day_starts),
        DefaultFinishTime=clock(head.day_ends),
        MinutesPerDay=head.minutes_per_day,
        MinutesPerWeek=head.minutes_per_week,
        DaysPerMonth=head.days_per_month,
        HonorConstraints=flag(head.honour_constraints),
        MultipleCriticalPaths=flag(head.multiple_critical_paths),
        SplitsInProgressTasks=flag(head.splits_in_progress),
        StatusDate=moment(head.status_date),
    )


def _tasks(out: XmlOut, file: ScheduleFile, ids: Mapping[str, str]) -> None:
    into: dict[int, list[Link]] = {}
    for link in file.links:
        into.setdefault(link.successor_uid, []).append(link)
    with out.inside("Tasks"):
        if file.project_row is not None:
            task(out, file.project_row, "0", (), ids)
        for one, place in zip(file.tasks, _places(file.tasks), strict=True):
            task(out, one, place, into.get(one.uid, ()), ids)


def _places(tasks: Sequence[Task]) -> list[str]:
    """The place of each row in the outline, such as 1.2; none for blank rows."""
    counts: list[int] = []
    places = []
    for one in tasks:
        if one.kind is TaskKind.BLANK:
            places.append("")
            continue
        level = max(1, one.outline_level)
        counts = [*counts[:level], *[0] * (level - len(counts))]
        counts[level - 1] += 1
        places.append(".".join(map(str, counts)))
    return places


def _assignments(out: XmlOut, file: ScheduleFile, ids: Mapping[str, str]) -> None:
    following = max((a.uid for a in file.assignments), default=0) + 1
    with out.inside("Assignments"):
        for one in file.assignments:
            assignment(out, one, ids)
        for number_, row in enumerate((t for t in file.tasks if t.spread), following):
            own_work(out, row, number_)


def _note_left(file: ScheduleFile, ledger: Ledger) -> None:
    """What only Primavera has a place for."""
    left = {
        tr("second constraints"): sum(
            t.p6 is not None and t.p6.constraint2 is not ConstraintKind.ASAP for t in file.tasks
        ),
        tr("expected finishes"): sum(
            t.p6 is not None and t.p6.expected_finish is not None for t in file.tasks
        ),
        tr("levels of effort (written as tasks)"): sum(
            t.kind is TaskKind.LEVEL_OF_EFFORT for t in file.tasks
        ),
        tr("scheduling options of Primavera"): len(file.projects),
    }
    for what, count in left.items():
        if count:
            ledger.note(tr("The format has no place for: {what}.", what=what), count=count)
