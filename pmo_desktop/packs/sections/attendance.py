"""Apologies, deputies and interests: who is expected, whether each decision finds its quorum."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_desktop.domain.meetings import Presence
from pmo_desktop.i18n import tr
from pmo_desktop.packs import marks
from pmo_desktop.packs.blocks import Block, BlockHead, Drawing, Gap, one_line, para
from pmo_desktop.packs.cells import counted, or_nothing, presence_cell, sentence
from pmo_desktop.packs.context import Composed, Context
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import BOX_W, GREY, INK, LINE, NAVY, SMALL, SMALL_BOLD, SMALL_GREY, TINT2, Style
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_front import Attendance, ExpectedMember, QuorumAt

_HERE = (Presence.PRESENT, Presence.REMOTE, Presence.LEFT)
_MONTH_W = 24.0


def compose(section: Attendance, context: Context) -> Composed:
    """The matrix of members, the quorum at each decision, the interests."""
    title = section.head.finding or _title(section)
    if not section.members:
        return Composed(section, title, (one_line(tr("No voting member is named for this body.")),))
    blocks: list[Block] = [_members(section, context), Drawing(LINE, _key)]
    if section.quorum:
        scale = tr(
            "{n} needed; a member who leaves for an interest does not count", n=counted(section.quorum_needed)
        )
        blocks += [Gap(), BlockHead(tr("Quorum at each item to decide"), scale), _quorum(section)]
    blocks += [Gap(), *_interests(section)]
    if section.note:
        blocks += [Gap(LINE / 2), para(section.note, Style(colour=GREY))]
    return Composed(section, title, tuple(blocks))


def _title(section: Attendance) -> str:
    expected = sum(m.expected for m in section.members)
    lowest = min((q.expected for q in section.quorum), default=expected)
    said = tr("{n} of {all} members expected", n=counted(expected), all=counted(len(section.members)))
    safe = tr("quorum safe") if lowest >= section.quorum_needed else tr("quorum in doubt")
    leaving = len({i.member for i in section.interests if i.leaves})
    leaves = "" if not leaving else tr("; {n} leave for an interest", n=counted(leaving))
    if leaving == 1:
        leaves = tr("; one leaves for an interest")
    return sentence(f"{said}, {safe}{leaves}")


def _members(section: Attendance, context: Context) -> Block:
    months = [Column(shown.month_name(d), _MONTH_W, "c") for d in section.meetings]
    today = shown.day_month(shown.local(context.content.meeting.starts).date())
    ends = (Column(tr("Met"), 40, "r"), Column("%", 26, "r"))
    left = BOX_W - 104 - sum(c.width for c in (*months, *ends))
    answer = min(max(left - 84, 76.0), 92.0)
    columns = (
        Column(tr("Voting member"), 104),
        Column(tr("For"), left - answer),
        Column(today, answer),
        *months,
        *ends,
    )
    rows = [_member(m, len(section.meetings)) for m in section.members]
    rows.append(_sums(section))
    return table(columns, rows)


def _at(member: ExpectedMember, n: int) -> Presence | None:
    return member.past[n] if n < len(member.past) else None


def _member(member: ExpectedMember, meetings: int) -> Row:
    due = [p for p in member.past if p is not None]
    met = sum(p in _HERE for p in due)
    return Row(
        (
            Cell(member.name, bold=True),
            Cell(member.represents),
            Cell(or_nothing(member.answer), bold=not member.expected),
            *(presence_cell(_at(member, n)) for n in range(meetings)),
            Cell(f"{met} / {len(due)}"),
            Cell(str(round(100 * met / len(due))) if due else shown.NOTHING),
        )
    )


def _sums(section: Attendance) -> Row:
    by_meeting = [sum(_at(m, n) in _HERE for m in section.members) for n in range(len(section.meetings))]
    due = sum(p is not None for m in section.members for p in m.past)
    met = sum(by_meeting)
    expected = sum(m.expected for m in section.members)
    return Row(
        (
            Cell(tr("Members present"), bold=True, columns=2),
            Cell(tr("{n} expected", n=expected), bold=True),
            *(Cell(str(n), bold=True) for n in by_meeting),
            Cell(f"{met} / {due}", bold=True),
            Cell(str(round(100 * met / due)) if due else shown.NOTHING, bold=True),
        ),
        "total",
    )


def _key(pen: Pen) -> None:
    x = 3.0
    for presence, words in (
        (Presence.PRESENT, tr("present")),
        (Presence.DEPUTY, tr("deputy, not counted")),
        (Presence.APOLOGIES, tr("apologies or absent")),
        (None, tr("not yet a member")),
    ):
        marks.presence(pen, x, 7, presence)
        x += 9 + pen.text(x + 9, 10, words, SMALL_GREY) + 16


def _quorum(section: Attendance) -> Block:
    return Drawing(6 * LINE, lambda pen: _paint_quorum(pen, section.quorum, section.quorum_needed))


def _paint_quorum(pen: Pen, quorum: Sequence[QuorumAt], needed: int) -> None:
    left, wide, base, high = 84.0, BOX_W - 84 - 64, 66.0, 50.0
    most = max(needed, *(q.expected for q in quorum))
    step = min(wide / len(quorum), 45.0)
    usual = max(q.expected for q in quorum)
    for n, at in enumerate(quorum):
        tall = at.expected / most * high
        x = left + (n + 0.22) * step
        bar = step * 0.56
        pen.box(x, base - tall, bar, tall, TINT2 if at.expected == usual else NAVY, INK, 0.7)
        pen.text(x + bar / 2, base - tall - 3, str(at.expected), SMALL_BOLD, "c")
        pen.fitted(x + bar / 2, base + 11, at.item, SMALL_GREY, step - 2, "c")
    line = base - needed / most * high
    end = left + step * len(quorum)
    pen.stroke([(left, line), (end + 6, line)], 0.9, INK, (2.4, 1.8))
    pen.text(end + 10, line + 3, tr("quorum {n}", n=needed), SMALL)
    pen.stroke([(left, base), (end, base)], 0.8, INK)
    pen.text(left - 8, line - 4, tr("Voting members"), SMALL_GREY, "r")
    pen.text(left - 8, line + 8, tr("expected in room"), SMALL_GREY, "r")


def _interests(section: Attendance) -> list[Block]:
    head = BlockHead(tr("Interests that touch this agenda"))
    if not section.interests:
        return [head, one_line(tr("No interest is declared for this agenda."))]
    columns = (
        Column(tr("Member"), 96),
        Column(tr("Interest"), BOX_W - 96 - 40 - 160),
        Column(tr("Item"), 40),
        Column(tr("Effect proposed"), 160),
    )
    rows = [
        Row((Cell(i.member, bold=True), Cell(i.interest), Cell(i.item), Cell(i.effect, bold=i.leaves)))
        for i in section.interests
    ]
    return [head, table(columns, rows)]
