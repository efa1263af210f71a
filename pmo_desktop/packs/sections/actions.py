"""Matters arising: how late actions are, which are due, what was closed, what became of decisions."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_desktop.i18n import tr, trn
from pmo_desktop.packs import marks
from pmo_desktop.packs.blocks import Block, BlockHead, Drawing, Gap, one_line
from pmo_desktop.packs.cells import counted, listed, sentence
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import (
    BOX_W,
    GREY,
    INK,
    LEAD,
    LINE,
    NAVY,
    SMALL,
    SMALL_BOLD,
    SMALL_GREY,
    TINT2,
    WHITE,
    Style,
)
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_front import (
    ActionLog,
    AgeCount,
    DecidedBetween,
    DecisionFollowed,
    OpenAction,
)

_LATE = 14
_STATE_W = 104.0


def compose(log: ActionLog) -> Composed:
    """Ages as bars, the open table, the closed one, the decisions of earlier meetings."""
    title = log.head.finding or _title(log)
    blocks: list[Block] = []
    if log.ages:
        scale = tr("number of actions; outline = {day}, solid = now", day=shown.day_month(log.since))
        blocks += [
            BlockHead(tr("Days overdue"), scale),
            Drawing(6 * LINE, lambda pen: _paint_ages(pen, log)),
            Gap(),
        ]
    blocks += [*_open(log), Gap(), *_closed(log), Gap(), *_decisions(log)]
    if log.between is not None:
        blocks += [Gap(), *_between(log.between)]
    return Composed(log, title, tuple(blocks))


def _title(log: ActionLog) -> str:
    late = sum(a.late > 0 for a in log.open)
    if not log.open:
        return tr("No action is open")
    if not late:
        return sentence(
            trn(
                "{count} open action, none overdue",
                "{count} open actions, none overdue",
                len(log.open),
                count=counted(len(log.open)),
            )
        )
    said = trn(
        "{count} of {all} open actions is overdue at the meeting",
        "{count} of {all} open actions are overdue at the meeting",
        late,
        count=counted(late),
        all=counted(len(log.open)),
    )
    return sentence(said)


def _paint_ages(pen: Pen, log: ActionLog) -> None:
    base, high = 66.0, 48.0
    most = max(1, *(max(a.before, a.now) for a in log.ages))
    step = 278.0 / len(log.ages)
    for n, age in enumerate(log.ages):
        x = n * step + step * 0.14
        wide = step * 0.32
        _bar(pen, x, base, wide, age.before / most * high, WHITE, GREY)
        pen.text(x + wide / 2, base - age.before / most * high - 3, str(age.before), SMALL_GREY, "c")
        tall = age.now / most * high
        _bar(pen, x + wide + 2, base, wide, tall, _fill(n, log.ages), INK)
        pen.text(x + wide * 1.5 + 2, base - tall - 3, str(age.now), SMALL_BOLD, "c")
        pen.fitted(x + wide + 1, base + 11, age.label, SMALL_GREY, step - 3, "c")
    pen.stroke([(0, base), (278, base)], 0.8, INK)
    _sums(pen, log)


def _fill(n: int, ages: Sequence[AgeCount]) -> str:
    return TINT2 if n == 0 else INK if n == len(ages) - 1 else NAVY


def _bar(pen: Pen, x: float, base: float, wide: float, tall: float, fill: str, line: str) -> None:
    if tall > 0:
        pen.box(x, base - tall, wide, tall, fill, line, 0.7)


def _sums(pen: Pen, log: ActionLog) -> None:
    moved = sum(a.moved > 0 for a in log.open)
    chair = sum(a.escalated for a in log.open)
    lines = (
        (len(log.closed), tr("closed since {day}", day=shown.day_month(log.since))),
        (len(log.open), tr("open")),
        (moved, tr("with a due date that was moved")),
        (chair, tr("on the chair’s list")),
    )
    for n, (count, words) in enumerate(lines):
        y = 12 + n * 18.0
        pen.text(334, y, str(count), LEAD, "r")
        pen.fitted(342, y, words, SMALL_GREY, BOX_W - 342)


def _open(log: ActionLog) -> list[Block]:
    scale = tr("moved = how often the due date was changed")
    head = BlockHead(tr("Open actions"), scale)
    if not log.open:
        return [head, one_line(tr("No action is open."))]
    prefix = shared_prefix([a.ref for a in log.open])
    wide = 38 if prefix else 80
    columns = (
        Column(tr("Ref"), wide),
        Column(tr("Action"), BOX_W - wide - 72 - 40 - 36 - 40 - 80),
        Column(tr("Owner"), 72),
        Column(tr("Due"), 40, "r"),
        Column(tr("Over"), 36, "r"),
        Column(tr("Moved"), 40, "r"),
        Column(tr("State"), 80),
    )
    note = tr(
        "Over: days after the due date at the meeting. More than {days} days over, or moved twice: "
        "chair’s list. Bar in the margin: changed since the last pack.",
        days=_LATE,
    )
    if prefix:
        note = tr("References begin with {prefix}. {more}", prefix=prefix, more=note)
    return [head, table(columns, [_open_row(a, prefix) for a in log.open], note)]


def shared_prefix(refs: Sequence[str]) -> str:
    """What all references begin with, up to meeting and number (A-WB-2026-), or nothing."""
    found = {ref.rsplit("-", 2)[0] + "-" for ref in refs if ref.count("-") >= 3}
    return found.pop() if len(found) == 1 and all(ref.count("-") >= 3 for ref in refs) else ""


def _open_row(action: OpenAction, prefix: str) -> Row:
    late = action.late > 0
    return Row(
        (
            Cell(action.ref.removeprefix(prefix), bold=True, link=f"minute-{action.ref}"),
            Cell(action.text),
            Cell(action.owner),
            Cell(shown.day_month(action.due)),
            Cell(str(action.late) if late else shown.NOTHING, bold=action.late > _LATE),
            Cell(str(action.moved) if action.moved else shown.NOTHING, bold=action.moved > 1),
            Cell(_state(action), bold=action.escalated),
        ),
        anchor=f"action-{action.ref}",
        changed=action.changed,
    )


def _state(action: OpenAction) -> str:
    """How far it is, and that it goes to the chair."""
    return listed((action.state, tr("chair’s list") if action.escalated else ""))


def _closed(log: ActionLog) -> list[Block]:
    head = BlockHead(tr("Closed since the last meeting"), str(len(log.closed)) if log.closed else "")
    if not log.closed:
        return [head, one_line(tr("No action was closed since the last meeting."))]
    prefix = shared_prefix([a.ref for a in log.closed])
    wide = 38 if prefix else 80
    verified = any(a.verified_by for a in log.closed)
    columns = [
        Column(tr("Ref"), wide),
        Column(tr("Action"), BOX_W - wide - 96 - 44 - (88 if verified else 0)),
        Column(tr("Owner"), 96),
        Column(tr("Done"), 44, "r"),
    ]
    if verified:
        columns.append(Column(tr("Verified by"), 88, "r"))
    rows = [
        Row(
            (
                Cell(a.ref.removeprefix(prefix), bold=True, link=f"minute-{a.ref}"),
                Cell(a.text),
                Cell(a.owner),
                Cell(shown.day_month(a.done)),
                *((Cell(a.verified_by or shown.NOTHING),) if verified else ()),
            ),
            anchor=f"action-{a.ref}",
        )
        for a in log.closed
    ]
    return [head, table(columns, rows)]


def _decisions(log: ActionLog) -> list[Block]:
    head = BlockHead(tr("What became of earlier decisions"))
    if not log.decisions:
        return [head, one_line(tr("No earlier decision is open."))]
    prefix = shared_prefix([d.ref for d in log.decisions])
    wide = 46 if prefix else 90
    columns = (
        Column(tr("Decision"), wide),
        Column(tr("What"), BOX_W - wide - 46 - _STATE_W - 46),
        Column(tr("Effective"), 46, "r"),
        Column(tr("State"), _STATE_W),
        Column(tr("Since"), 46, "r"),
    )
    note = tr("References begin with {prefix}.", prefix=prefix) if prefix else ""
    return [head, table(columns, [_decision_row(d, prefix) for d in log.decisions], note)]


def _decision_row(decision: DecisionFollowed, prefix: str) -> Row:
    words = {0: tr("Not started"), 100: tr("Done")}.get(decision.progress, tr("In hand"))
    style: Style = SMALL if decision.progress else SMALL_BOLD

    def paint(pen: Pen, x: float, y: float) -> None:
        left = x - _STATE_W / 2
        marks.dot(pen, left + 10, y, decision.progress)
        pen.fitted(left + 17, y + 3, words, style, _STATE_W - 19)

    return Row(
        (
            Cell(decision.ref.removeprefix(prefix), bold=True, link=f"minute-{decision.ref}"),
            Cell(decision.text),
            Cell(shown.day_month(decision.effective)),
            Cell(paint=paint),
            Cell(shown.day_month(decision.since)),
        )
    )


def _between(made: Sequence[DecidedBetween]) -> list[Block]:
    """Decisions between meetings with time, place, date and names; said too when there are none."""
    head = BlockHead(tr("Decisions between meetings"), str(len(made)) if made else "")
    if not made:
        return [head, one_line(tr("None since the last meeting."))]
    wide, day, where = 76, 78, 132
    columns = (
        Column(tr("Decision"), wide),
        Column(tr("What"), BOX_W - wide - day - where - _STATE_W),
        Column(tr("When"), day),
        Column(tr("Where and who"), where),
        Column(tr("State"), _STATE_W),
    )
    return [head, table(columns, [_between_row(d) for d in made])]


def _between_row(d: DecidedBetween) -> Row:
    when = listed((shown.day_month(d.on), shown.time(d.at) if d.at else ""))
    return Row(
        (
            Cell(d.ref, bold=True),
            Cell(d.text),
            Cell(when),
            Cell(listed((d.route, d.place, d.names))),
            Cell(d.state),
        )
    )
