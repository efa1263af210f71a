"""What stands round the chart of a sheet: title, facts, key plan, legend, foot; sizes in points."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence

from pmo_desktop.charts.fonts import SEMIBOLD, elided, text_width
from pmo_desktop.charts.palette import Palette
from pmo_desktop.charts.paper.finding import finding
from pmo_desktop.charts.paper.geometry import NARROW
from pmo_desktop.charts.paper.pages import PrintFacts
from pmo_desktop.charts.paper.plan import Layout, SheetPlan
from pmo_desktop.charts.sheet import Sheet, Word, boxes, centred, diamonds, hatch, rules
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import GanttKind, day_of

_TITLE = 1.65
"""Of the plan's name, in parts of the type of the margins."""
_CELL = (11.0, 6.5)
"""The largest cell of the key plan."""
_PLAN = (84.0, 3.7)
"""The most room of the key plan: points across; parts of the type of the margins down."""


_WIDE = {"gate": 7.0, "hollow": 7.0, "today": 2.0}
"""Of signs in the legend, in points; others are 20."""
_GOES_ON = "→ B1 · 12"
"""How a link that leaves a sheet is said: signs, no sentence."""


@dc.dataclass(frozen=True, slots=True)
class Board:
    """A sheet being drawn: x from the left edge of the chart, y from the top of the time scale."""

    on: Sheet
    plan: SheetPlan
    layout: Layout
    facts: PrintFacts
    palette: Palette

    @property
    def left(self) -> float:
        """The left margin."""
        return -self.plan.table.width

    @property
    def right(self) -> float:
        """The right margin."""
        return self.left + self.plan.geometry.inner_width

    @property
    def small(self) -> float:
        """The type of the margins."""
        return self.plan.geometry.small


def furnish(board: Board) -> None:
    """Everything outside the chart and its table."""
    taken = _key_plan(board)
    _title(board, taken)
    _foot(board)


def _title(board: Board, taken: float) -> None:
    """Name and code of the plan; below what the data are."""
    small, geometry, colour = board.small, board.plan.geometry, board.palette
    top = -(geometry.top - geometry.margin)
    room = board.right - board.left - taken - 2 * small
    name = board.layout.name or tr("Plan")
    code = board.facts.code
    title = name if not code or code in name else tr("{code} {name}", code=code, name=name)
    said = elided(title, room, small * _TITLE, SEMIBOLD)
    board.on.say(Word(board.left, top + 1.5 * small, said, colour.text, small * _TITLE, SEMIBOLD))
    said, base = _finding(board), top + 3.3 * small
    if said:
        said = elided(said, room, small, SEMIBOLD)
        board.on.say(Word(board.left, base, said, colour.text, small, SEMIBOLD))
    taken = text_width(said, small, SEMIBOLD) + 1.5 * small if said else 0.0
    facts = elided(_dot(_about(board)), max(room - taken, 0.0), small)
    board.on.say(Word(board.left + taken, base, facts, colour.text2, small))


def _finding(board: Board) -> str:
    """What the plan says, on the page that is read first."""
    first = board.plan.summary or len(board.layout.sheets) == 1
    return finding(board.layout.model) if first else ""


def _about(board: Board) -> list[str]:
    plan, layout = board.plan, board.layout
    parts = []
    if layout.as_at is not None:
        parts.append(tr("Status on {day}", day=shown.day(layout.as_at.date())))
    if board.facts.baseline and layout.settings.baseline:
        parts.append(board.facts.baseline)
    if plan.left_out:
        parts.append(tr("{n} lines left out", n=shown.number(plan.left_out)))
    return parts


def _dot(parts: Sequence[str]) -> str:
    said = ""
    for part in parts:
        said = tr("{first} · {second}", first=said, second=part) if said else part
    return said


def _key_plan(board: Board) -> float:
    """Which of the sheets this one is, at the top right; gives the width it takes."""
    layout, small, colour = board.layout, board.small, board.palette
    if len(layout.sheets) < 2:
        return 0.0
    geometry = board.plan.geometry
    top = -(geometry.top - geometry.margin)
    wide, high = min(_CELL[0], _PLAN[0] / layout.across), min(_CELL[1], _PLAN[1] * small / layout.down)
    left = board.right - wide * layout.across
    cells = [
        (left + a * wide, top + d * high, left + (a + 1) * wide, top + (d + 1) * high)
        for d in range(layout.down)
        for a in range(layout.across)
    ]
    grid = boxes(*zip(*cells, strict=True))
    outline = boxes(left, top, board.right, top + high * layout.down)
    if high >= 1.5:  # finer cells would be a grey smear
        board.on.fills(grid, colour.page, edges=colour.baseline, width=0.35)
    board.on.fills(outline, "none", edges=colour.text, width=0.5)
    gone = [n for n in range(len(cells)) if divmod(n, layout.across) not in layout.places]
    if gone and high >= 1.5:
        board.on.fills(grid[gone], colour.steps[2], edges=colour.baseline, width=0.35)
    if not board.plan.summary:
        at = board.plan.down * layout.across + board.plan.across
        here = grid[at : at + 1].copy()
        here[:, 2:, 1] += max(1.2 - high, 0.0)
        board.on.fills(here, colour.text)
    size = small * _TITLE
    label = tr("Summary") if board.plan.summary else tr("Sheet {label}", label=board.plan.label)
    board.on.say(Word(left - small, top + 1.5 * small, label, colour.text, size, SEMIBOLD, anchor="end"))
    return board.right - left + small + text_width(label, size, SEMIBOLD)


def _foot(board: Board) -> None:
    """The legend; below it who printed when, the classification, and the page."""
    plan, small, colour = board.plan, board.small, board.palette
    geometry = plan.geometry
    low = geometry.height - geometry.top - geometry.margin
    _legend(board, low - 2.9 * small)
    if board.facts.framed:
        return
    line = low - 1.6 * small
    board.on.lines(rules(board.left, line, board.right, line), colour.hair, 0.35)
    base = low - 0.35 * small
    pages = tr("Page {page} of {pages}", page=plan.page, pages=len(board.layout.sheets))
    board.on.say(Word(board.right, base, pages, colour.text, small, SEMIBOLD, anchor="end"))
    board.on.say(Word(board.left, base, _printed(board.facts), colour.text2, small))
    middle = (board.left + board.right) / 2
    words = board.layout.settings.classification
    if words:
        board.on.say(Word(middle, base, words, colour.text, small, SEMIBOLD, anchor="middle"))


def _printed(facts: PrintFacts) -> str:
    if facts.printed is None:
        return tr("Printed by {name}", name=facts.by) if facts.by else ""
    when = tr("{day}, {time}", day=shown.day(facts.printed.date()), time=facts.printed.strftime("%H:%M"))
    if facts.by:
        return tr("Printed {when} by {name}", when=when, name=facts.by)
    return tr("Printed {when}", when=when)


def _signs(board: Board) -> list[tuple[str, str]]:
    """The signs that this plan has, and what they mean."""
    rows, settings = board.plan.part.model.rows, board.layout.settings
    open_ = [r for r in rows if r.kind in (GanttKind.TASK, GanttKind.DUTY)]
    points = any(r.kind not in (GanttKind.TASK, GanttKind.DUTY, GanttKind.SUMMARY) for r in rows)
    ghosts = settings.baseline and any(r.baseline_finish for r in rows)
    links = settings.links and bool(board.plan.part.model.links)
    critical = settings.critical and any(r.critical for r in open_)
    several = len(board.layout.details) > 1 and not board.plan.summary
    found = (
        (bool(open_), "done", tr("done")),
        (bool(open_), "bar", tr("to do")),
        (critical, "critical done", tr("critical, done")),
        (critical, "critical", tr("critical, to do")),
        (any(r.kind is GanttKind.SUMMARY for r in rows), "summary", tr("summary line")),
        (ghosts, "baseline", tr("baseline")),
        (points, "gate", tr("milestone or gate")),
        (ghosts and points, "hollow", tr("where the baseline had it")),
        (settings.today and _today_seen(board), "today", tr("status date")),
        (links and several, "link", tr("link goes on at a sheet and line")),
    )
    return [(sign, text) for there, sign, text in found if there]


def _today_seen(board: Board) -> bool:
    as_at, (first, last) = board.layout.as_at, board.plan.seen
    return as_at is not None and first <= day_of(as_at) <= last


def _legend(board: Board, y: float) -> None:
    """The signs in one line, in two on narrow paper."""
    size, x = board.small, board.left
    needed = [
        (sign, text, wide, wide + 4 + text_width(text, size))
        for sign, text in _signs(board)
        for wide in (text_width(_GOES_ON, size) if sign == "link" else _WIDE.get(sign, 20.0),)
    ]
    if board.plan.geometry.inner_width < NARROW:
        y -= 1.5 * size
    for sign, text, wide, whole in needed:
        if x + whole > board.right:
            x, y = board.left, y + 1.5 * size
        _sign(board, sign, x, y, wide)
        board.on.say(Word(x + wide + 4, centred(y, size), text, board.palette.text2, size))
        x += whole + 1.8 * size


def _sign(board: Board, sign: str, x: float, y: float, wide: float) -> None:
    on, colour = board.on, board.palette
    box = boxes(x, y - 2.4, x + wide, y + 2.4)
    match sign:
        case "done":
            on.fills(box, colour.done)
        case "bar":
            on.fills(box, colour.bar, edges=colour.bar_edge, width=0.6)
        case "critical done":
            on.fills(box, colour.critical_done)
        case "critical":
            on.fills(box, colour.critical, edges=colour.critical_edge, width=0.6)
            on.lines(hatch(box, 2.0), colour.critical_edge, 0.45)
        case "summary":
            beam = boxes([x, x, x + wide - 2], [y - 2, y, y], [x + wide, x + 2, x + wide], [y, y + 2, y + 2])
            on.fills(beam, colour.summary)
        case "baseline":
            on.lines(rules(x, y, x + wide, y), colour.baseline, 2.0)
        case "gate":
            on.fills(diamonds(x + 3.5, y, 3.5), colour.done)
        case "hollow":
            on.fills(diamonds(x + 3.5, y, 3.5), colour.page, edges=colour.ghost_line, width=0.6)
        case "today":
            on.lines(rules(x + 1, y - 3.5, x + 1, y + 3.5), colour.today, 0.8)
        case _:
            words = _GOES_ON
            on.say(Word(x, centred(y, board.small), words, colour.text2, board.small))
