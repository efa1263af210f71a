"""The finding of a plan on paper, in words."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime, timedelta

from pmo_desktop.charts.paper.finding import finding
from pmo_desktop.domain.values import Points
from pmo_desktop.readmodels.gantt import GanttKind, GanttModel, GanttRow

MONDAY = datetime(2026, 3, 2, 8)
TASK = GanttRow(
    id="1",
    number=1,
    name="Dig",
    start=MONDAY,
    finish=MONDAY + timedelta(days=4),
    baseline_finish=MONDAY + timedelta(days=2),
    critical=True,
)


def said(*rows: GanttRow, as_at: datetime = MONDAY) -> str:
    return finding(GanttModel.of(rows, as_at=as_at))


def test_the_end_beside_its_baseline_and_what_is_critical() -> None:
    assert said(TASK) == "Ends on 6 Mar 2026, 2 working days later than the baseline; 1 open task is critical"
    early = dc.replace(TASK, baseline_finish=MONDAY + timedelta(days=7), critical=False)
    assert said(early) == "Ends on 6 Mar 2026, 1 working day earlier than the baseline"
    assert said(dc.replace(early, baseline_finish=early.finish)) == "Ends on 6 Mar 2026, as the baseline"
    assert said(dc.replace(early, baseline_finish=None)) == "Ends on 6 Mar 2026"


def test_what_should_be_done_by_now_and_milestones_that_slipped() -> None:
    gate = dc.replace(TASK, id="2", kind=GanttKind.GATE, start=TASK.finish, critical=False)
    late = said(TASK, gate, as_at=MONDAY + timedelta(days=9))
    assert late.endswith("1 task should be done by now; 1 milestone is later than planned")
    done = dc.replace(TASK, progress=Points(10_000))
    assert "by now" not in said(done, as_at=MONDAY + timedelta(days=9))


def test_nothing_is_said_of_a_plan_without_dates() -> None:
    assert said(GanttRow(id="1", number=1, name="Later")) == ""
