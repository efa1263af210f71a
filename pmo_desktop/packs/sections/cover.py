"""The cover: which meeting, whose copy, what is asked."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence

from pmo_desktop.domain.values import Money
from pmo_desktop.i18n import tr, trn
from pmo_desktop.packs.blocks import Drawing
from pmo_desktop.packs.context import READING_MINUTES_PER_PAGE, Composed, Context
from pmo_desktop.packs.pen import Pen
from pmo_desktop.packs.styles import (
    BLOCK,
    BOX_H,
    BOX_W,
    COVER,
    COVER_SUB,
    FIGURE,
    INK,
    INTRO,
    LEAD,
    NOTE,
    SMALL,
    SMALL_GREY,
    WHITE,
    Style,
)
from pmo_desktop.packs.text import balanced, capped, measured, spans, wrap
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack_front import Cover

_STEP = 21.0
_SECOND = 260.0
_GREY_INTRO = Style("sans", 10.5, colour=SMALL_GREY.colour)


def compose(cover: Cover, context: Context) -> Composed:
    """One page without furniture, drawn as a whole."""
    page = Drawing(BOX_H, lambda pen: _paint(pen, cover, context))
    return Composed(cover, cover.head.finding, (page,), look="cover")


def _paint(pen: Pen, cover: Cover, context: Context) -> None:
    _letterhead(pen, context)
    down = 170.0
    for text, style, most in (
        (context.content.meeting.body, COVER, 3),
        (context.content.meeting.title, COVER_SUB, 2),
    ):
        for line in capped(balanced(spans(text, style), BOX_W), most):
            pen.line(0, down, line)
            down += style.lead
    down += 5
    pen.rule(0, down, BOX_W, 0.8, INK)
    down = _facts(pen, cover, context, down + 19)
    pen.rule(0, down, BOX_W, 0.6)
    _figures(pen, cover, context, down + 33)
    _copy(pen, context)


def _letterhead(pen: Pen, context: Context) -> None:
    pen.box(0, -2, 34, 34, INK)
    for n, long in enumerate((24.0, 17.0, 11.0)):
        pen.stroke([(5, 8 + 8 * n), (5 + long, 8 + 8 * n)], 1.4, WHITE)
    right = pen.fitted(BOX_W, 10, context.content.classification, BLOCK, 190, "r")
    pen.fitted(45, 10, context.content.organisation, BLOCK, BOX_W - right - 60)
    pen.fitted(45, 24, context.content.issue.office, _GREY_INTRO, BOX_W - 60)


def _facts(pen: Pen, cover: Cover, context: Context, down: float) -> float:
    left, right = _left_facts(cover, context), _right_facts(cover, context)
    lowest = down
    for x, end, facts in ((0.0, _SECOND - 8, left), (_SECOND, BOX_W, right)):
        widest = max(measured(label, SMALL_GREY) for label, _value in facts)
        at, y = x + min(max(widest + 8, 70.0), 100.0), down
        for label, value in facts:
            y += _fact(pen, (x, at, end), y, label, value)
        lowest = max(lowest, y)
    return lowest - 5


def _fact(pen: Pen, places: tuple[float, float, float], y: float, label: str, value: str) -> float:
    """A label and its value from the second place to the third, two lines at most; the height taken."""
    x, at, end = places
    words = capped(wrap(spans(label, SMALL_GREY), at - x - 4), 2)
    said = capped(wrap(spans(value, SMALL), end - at), 2)
    for left, lines in ((x, words), (at, said)):
        for n, line in enumerate(lines):
            pen.line(left, y + 11 * n, line)
    return _STEP + 11 * (max(len(words), len(said)) - 1)


def _left_facts(cover: Cover, context: Context) -> list[tuple[str, str]]:
    meeting = context.content.meeting
    start = shown.local(meeting.starts)
    until = f"–{shown.time(shown.local(meeting.ends))}" if meeting.ends else ""
    return [
        (tr("Date"), shown.long_date(start.date())),
        (tr("Time"), f"{shown.time(start)}{until} ({shown.offset(meeting.starts)})"),
        (tr("Place"), meeting.place),
        (tr("Chair"), cover.chair),
        (tr("Secretary, scribe"), ", ".join(n for n in (cover.secretary, cover.scribe) if n)),
        (
            tr("Quorum"),
            tr("{n} of {all} voting members", n=cover.quorum_needed, all=cover.voting_members),
        ),
    ]


def _right_facts(cover: Cover, context: Context) -> list[tuple[str, str]]:
    content, total = context.content, context.numbering.total
    return [
        (tr("Pack"), trn("Version {v}, {n} page", "Version {v}, {n} pages", total, v=content.version)),
        (tr("Data as of"), shown.zoned(content.as_of)),
        (tr("Issued"), shown.long_date(content.issue.issued_on)),
        (tr("Issuing office"), content.issue.contact or content.issue.office),
        (tr("Reading time"), shown.minutes(READING_MINUTES_PER_PAGE * max(total - 2, 0))),
        (tr("Next meeting"), shown.long_date(cover.next_meeting)),
    ]


def _figures(pen: Pen, cover: Cover, context: Context, down: float) -> None:
    pen.text(0, down, tr("This meeting is asked for"), _GREY_INTRO)
    figures = [
        (
            shown.number(cover.decisions),
            trn("decision", "decisions", cover.decisions),
            context.page_words(cover.decisions_key),
            cover.decisions_key,
        ),
        _money_figure(cover),
        (
            shown.number(cover.reds),
            trn("red work", "red works", cover.reds),
            context.page_words(cover.status_key),
            cover.status_key,
        ),
        (
            shown.number(cover.reports_missing),
            trn("report missing", "reports missing", cover.reports_missing),
            context.page_words(cover.status_key),
            cover.status_key,
        ),
    ]
    for n, (value, label, note, key) in enumerate(figures):
        x = n * 123.5
        pen.fitted(x, down + 42, value, FIGURE, 118)
        pen.fitted(x, down + 62, label, BLOCK, 118)
        pen.fitted(x, down + 77, note, SMALL_GREY, 118)
        pen.link(key, x, down + 10, 118, 70)


def _money_figure(cover: Cover) -> tuple[str, str, str, str]:
    if cover.asked is None:
        return "0", tr("money asked"), "", cover.decisions_key
    label = tr("{currency} million", currency=cover.asked.currency)
    return shown.millions(cover.asked), label, _parts(cover.asked_parts), cover.decisions_key


def _parts(amounts: Sequence[Money]) -> str:
    """What a sum is made of: "2.9 − 1.1"."""
    said = ""
    for amount in amounts:
        sign = shown.MINUS if amount.minor < 0 else "+"
        lead = f" {sign} " if said else sign if amount.minor < 0 else ""
        said += lead + shown.millions(dc.replace(amount, minor=abs(amount.minor)))
    return said


def _copy(pen: Pen, context: Context) -> None:
    issue = context.content.issue
    top = 592.0
    pen.rule(0, top, BOX_W, 0.8, INK)
    if issue.copy_number is not None:
        said = tr("Copy {n} of {all}", n=issue.copy_number, all=issue.copies or issue.copy_number)
        pen.text(0, top + 19, said, LEAD)
        if issue.holder:
            pen.fitted(0, top + 37, tr("for {name}", name=issue.holder), INTRO, _SECOND - 20)
    else:
        pen.text(0, top + 19, tr("File copy"), LEAD)
    if issue.return_note:
        lines = capped(wrap(spans(issue.return_note, NOTE), BOX_W - _SECOND), 4)
        for n, line in enumerate(lines):
            pen.line(_SECOND, top + 19 + n * LINE_LEAD, line)
    pen.fitted(0, top + 75, context.content.classification, BLOCK, _SECOND)
    digest = tr("Content {hash}", hash=context.digest)
    pen.text(BOX_W, top + 75, digest, SMALL_GREY, "r")


LINE_LEAD = 14.0
