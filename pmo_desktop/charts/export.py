"""A whole plan on pages, or as one picture: what printing and exporting give."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.figure import Figure

from pmo_desktop.charts.fonts import SEMIBOLD, text_width
from pmo_desktop.charts.gantt import GanttChart
from pmo_desktop.charts.gantt_frame import fitted
from pmo_desktop.charts.palette import PAPER, Palette
from pmo_desktop.charts.sheet import SIZE, Sheet, Word, boxes, centred, diamonds, hatch, rules
from pmo_desktop.charts.vector import figure_png, figures_pdf
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import GanttModel

A4, A3 = (841.89, 595.28), (1190.55, 841.89)
"""Landscape, in points."""
_INSET = (42.5, 62.0, 42.5, 48.0)
_HEAD, _ROW, _NAMES = 30.0, 14.0, 210.0
_PICTURE_ROWS = 400


def plan_pages(
    model: GanttModel,
    *,
    size: tuple[float, float] = A3,
    collapsed: frozenset[str] = frozenset(),
    palette: Palette = PAPER,
) -> Iterator[Figure]:
    """One figure a page, as many rows as fit on each; the whole time of the plan is on every page."""
    fit = max(1, int((size[1] - _INSET[1] - _INSET[3] - _HEAD) // _ROW))
    count = len(model.visible(collapsed))
    pages = max(1, -(-count // fit))
    for page in range(pages):
        figure = Figure(figsize=(size[0] / 72, size[1] / 72), dpi=72)
        chart = GanttChart(figure, palette, _INSET)
        view = fitted(
            model,
            row_height=_ROW,
            first_row=page * fit,
            row_count=min(fit, count - page * fit) if count else fit,
            collapsed=collapsed,
            head=_HEAD,
            left=_NAMES,
            font=SIZE,
        )
        chart.show(model, view)
        _furniture(chart.sheet, model, (page + 1, pages), palette)
        yield figure


def plan_pdf(
    model: GanttModel, *, size: tuple[float, float] = A3, collapsed: frozenset[str] = frozenset()
) -> bytes:
    """The plan as a PDF, with the same bytes for the same plan."""
    return figures_pdf(plan_pages(model, size=size, collapsed=collapsed))


def plan_png(
    model: GanttModel,
    *,
    width: float = A3[0],
    collapsed: frozenset[str] = frozenset(),
    palette: Palette = PAPER,
    dpi: float = 144,
) -> bytes:
    """The plan as one picture, with at most 400 rows."""
    rows = min(max(len(model.visible(collapsed)), 4), _PICTURE_ROWS)
    height = _INSET[1] + _HEAD + _ROW * rows + _INSET[3] + 1
    return figure_png(
        next(plan_pages(model, size=(width, height), collapsed=collapsed, palette=palette)), dpi
    )


def _furniture(sheet: Sheet, model: GanttModel, page: tuple[int, int], palette: Palette) -> None:
    """Name of the plan, date and page above; what the signs mean below."""
    sheet.say(Word(0, -22, model.name or tr("Plan"), palette.text, 13, SEMIBOLD))
    facts = tr("Page {page} of {pages}", page=page[0], pages=page[1])
    if model.as_at is not None:
        date = tr("as at {day}", day=shown.day(model.as_at.date()))
        facts = tr("{first} · {second}", first=date, second=facts)
    sheet.say(Word(sheet.width, -22, facts, palette.text2, SIZE, anchor="end"))
    gantt_key(sheet, 0, sheet.height + 16, palette)


def gantt_key(sheet: Sheet, x: float, y: float, palette: Palette) -> None:
    """What the signs of the chart mean, in one line from x around y."""
    for sign, text in (
        ("done", tr("done")),
        ("bar", tr("to do")),
        ("critical", tr("critical, to do")),
        ("baseline", tr("baseline")),
        ("gate", tr("milestone or gate")),
        ("hollow", tr("where the baseline had it")),
    ):
        wide = 7.0 if sign in {"gate", "hollow"} else 22.0
        _sign(sheet, sign, x, y, wide, palette)
        sheet.say(Word(x + wide + 5, centred(y), text, palette.text2))
        x += wide + 5 + text_width(text, SIZE) + 16


def _sign(sheet: Sheet, sign: str, x: float, y: float, wide: float, palette: Palette) -> None:
    box = boxes(x, y - 2.4, x + wide, y + 2.4)
    edge = 0.6 if palette.paper else 0.0
    match sign:
        case "done":
            sheet.fills(box, palette.done)
        case "bar":
            sheet.fills(box, palette.bar, edges=palette.bar_edge, width=edge)
        case "critical":
            sheet.fills(box, palette.critical, edges=palette.critical_edge, width=edge)
            if palette.paper:
                sheet.lines(hatch(box, 2.0), palette.critical_edge, 0.45)
        case "baseline":
            sheet.lines(rules(x, y, x + wide, y), palette.baseline, 2.0)
        case "gate":
            sheet.fills(diamonds(x + 3.5, y, 3.5), palette.done)
        case _:
            sheet.fills(diamonds(x + 3.5, y, 3.5), palette.page, edges=palette.ghost_line, width=0.6)
