"""Charts at the foot of the first tab: ratings month by month, or what the parts of a work cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from pmo_desktop.domain.reports import StatusReport
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.readmodels.workcharts import part_costs, rating_history
from pmo_desktop.ui.gantt.chart import ChartView
from pmo_desktop.ui.pages.project.sections import Section

_ROW, _AROUND = 14.0, 7
"""Points of a line, and lines beside those of works: heads, totals, key."""


def ratings_over_time(reports: Sequence[StatusReport]) -> QWidget | None:
    """How each dimension was rated; nothing before the second month."""
    history = rating_history(reports)
    if len(history.months) < 2 or not history.rows:
        return None

    def draw(figure: Any, palette: Any) -> None:
        from pmo_desktop.charts.rag import rag_history

        rag_history(figure, history, palette)

    return _section(tr("Ratings over time"), draw, len(history.rows))


def cost_of_parts(rows: Sequence[WorkRow]) -> QWidget | None:
    """Budget, forecast and spent money of each part; nothing where fewer than two have a budget."""
    costs = part_costs(rows)
    if costs is None:
        return None

    def draw(figure: Any, palette: Any) -> None:
        from pmo_desktop.charts.money import cost_bars

        cost_bars(figure, costs, palette)

    return _section(tr("What its works cost"), draw, len(costs.rows) - 4)


def _section(heading: str, draw: Any, rows: int) -> QWidget:
    chart = ChartView()
    chart.set_chart(draw, heading, _ROW * (rows + _AROUND))
    section = Section(heading)
    section.add(chart)
    return section
