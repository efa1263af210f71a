"""What an MSPDI file says about the project as a whole."""

from __future__ import annotations

from pathlib import PurePath

from pmo_desktop.domain.schedulefile import FileHeader, Task
from pmo_desktop.exchange.mspdi.calendars import minute_of_day
from pmo_desktop.exchange.mspdi.values import Ledger, Reader, Values


def header(values: Values, project_row: Task | None, name: str, ledger: Ledger) -> FileHeader:
    """The header from the simple elements under `Project`."""
    read = Reader(values, ledger)
    calendar_uid = read.whole("CalendarUID")
    return FileHeader(
        title=title(read, project_row, name),
        author=read.text("Author"),
        manager=read.text("Manager"),
        company=read.text("Company"),
        written_by=read.text("BuildNumber") or read.text("SaveVersion"),
        created=read.moment("CreationDate"),
        saved=read.moment("LastSaved"),
        status_date=read.moment("StatusDate"),
        start=read.moment("StartDate"),
        finish=read.moment("FinishDate"),
        from_start=read.flag("ScheduleFromStart", default=True),
        calendar_uid=None if calendar_uid is None or calendar_uid < 0 else calendar_uid,
        minutes_per_day=_positive(read, "MinutesPerDay", 480),
        minutes_per_week=_positive(read, "MinutesPerWeek", 2400),
        days_per_month=_positive(read, "DaysPerMonth", 20),
        day_starts=_clock(read, "DefaultStartTime", 480),
        day_ends=_clock(read, "DefaultFinishTime", 1020),
        currency=read.text("CurrencyCode").strip()[:3].upper(),
        critical_slack_days=read.number("CriticalSlackLimit") or 0.0,
        honour_constraints=read.flag("HonorConstraints", default=True),
        splits_in_progress=read.flag("SplitsInProgressTasks", default=True),
        multiple_critical_paths=read.flag("MultipleCriticalPaths"),
    )


def title(read: Reader, project_row: Task | None, name: str) -> str:
    """The title, else the name of the project's own row, else the stored name, else the file's."""
    row = "" if project_row is None else project_row.name
    stored = PurePath(read.text("Name")).stem
    return read.text("Title").strip() or row.strip() or stored or PurePath(name).name.partition(".")[0]


def _positive(read: Reader, field: str, usual: int) -> int:
    """A count of minutes or days; nought or less is no count."""
    number = read.count(field, usual)
    return number if number > 0 else usual


def _clock(read: Reader, field: str, usual: int) -> int:
    """A minute of the day from a clock time."""
    text = read.text(field)
    if not text:
        return usual
    try:
        return minute_of_day(text)
    except ValueError:
        read.ledger.unread(field, text)
        return usual
