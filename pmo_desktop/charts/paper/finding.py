"""What a plan on paper says in one line: when it ends, how far from its baseline, and what is critical."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator

from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import DONE, EPOCH, POINT_KINDS, GanttKind, GanttModel, GanttRow


def finding(model: GanttModel) -> str:
    """The finding of a plan, empty for one without dates or for a roadmap of several works."""
    dated = [row for row in model.rows if row.finish is not None]
    if not dated:
        return ""
    said = ""
    for part in _parts(model, dated):
        said = tr("{first}; {second}", first=said, second=part) if said else part
    return said


def _parts(model: GanttModel, dated: list[GanttRow]) -> Iterator[str]:
    yield _end(model, dated)
    work = [row for row in dated if row.kind is GanttKind.TASK]
    still = [row for row in work if row.progress < DONE]
    critical = sum(row.critical for row in still)
    if critical:
        yield trn("{n} open task is critical", "{n} open tasks are critical", critical)
    as_at = model.as_at
    late = sum(row.finish < as_at for row in still if row.finish) if as_at is not None else 0
    if late:
        yield trn("{n} task should be done by now", "{n} tasks should be done by now", late)
    missed = [row for row in dated if row.kind in POINT_KINDS and (model.slip(row) or 0) > 0]
    if missed:
        yield trn("{n} milestone is later than planned", "{n} milestones are later than planned", len(missed))


def _end(model: GanttModel, dated: list[GanttRow]) -> str:
    """When the plan ends, beside its baseline."""
    last = max(dated, key=lambda row: row.finish or EPOCH)
    planned = max((row.baseline_finish for row in dated if row.baseline_finish), default=None)
    day = shown.day(last.finish.date() if last.finish else None)
    slip = model.slip(dc.replace(last, baseline_finish=planned))
    if slip is None:
        return tr("Ends on {day}", day=day)
    if slip == 0:
        return tr("Ends on {day}, as the baseline", day=day)
    if slip > 0:
        return trn(
            "Ends on {day}, {n} working day later than the baseline",
            "Ends on {day}, {n} working days later than the baseline",
            slip, day=day,
        )  # fmt: skip
    return trn(
        "Ends on {day}, {n} working day earlier than the baseline",
        "Ends on {day}, {n} working days earlier than the baseline",
        -slip, day=day,
    )  # fmt: skip
