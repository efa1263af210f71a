"""Columns of the lists after a meeting: comments, what approval changes, notices, rough notes."""

from __future__ import annotations

from datetime import date

from pmo_desktop.domain.reviewing import CommentState
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.notices import Notice
from pmo_desktop.readmodels.review import CommentRow
from pmo_desktop.services.meetings.approvals import RegisterChange
from pmo_desktop.services.meetings.disposing import Rough

_TAGS = {
    CommentState.OPEN: "warn",
    CommentState.TO_CHAIR: "info",
    CommentState.ACCEPTED: "pos",
    CommentState.DECLINED: "neutral",
}


def comment_columns() -> tuple[Column[CommentRow], ...]:
    """Comments on the draft, by line."""
    return (
        Column(
            tr("Line"), lambda r: r.line, lambda r: str(r.line) if r.line else tr("whole"), key="line",
            number=True, width=64,
        ),
        Column(tr("Paragraph"), lambda r: r.number, lambda r: r.number, key="number", width=84),
        Column(tr("Comment"), lambda r: r.text, lambda r: r.text, key="text", width=360,
               tip=lambda r: r.text),
        Column(tr("From"), lambda r: r.person, lambda r: r.person, key="person", width=150),
        Column(
            tr("Answer"), lambda r: r.state, lambda r: tr(r.state.label), key="state", width=140,
            roles={Role.TAG: lambda r: _TAGS[r.state]},
        ),
        Column(tr("Because"), lambda r: r.reason, lambda r: r.reason, key="reason", width=220,
               tip=lambda r: r.reason),
    )  # fmt: skip


def register_change_columns() -> tuple[Column[RegisterChange], ...]:
    """What approval changes in the register."""
    return (
        Column(
            tr("Decision"), lambda r: r.decision, lambda r: r.decision, key="decision", width=150,
            roles={Role.STRONG: lambda _: True},
        ),
        Column(tr("Changes"), lambda r: r.change, lambda r: r.change, key="change", width=170),
        Column(tr("Record"), lambda r: r.record, lambda r: r.record, key="record", width=240),
        Column(
            tr("Before"), lambda r: r.before, lambda r: r.before or shown.NOTHING, key="before", width=140
        ),
        Column(
            tr("After approval"), lambda r: r.after, lambda r: r.after, key="after", width=150,
            roles={Role.STRONG: lambda _: True},
        ),
        Column(
            tr("Left because"), lambda r: r.why_not, lambda r: r.why_not, key="why", width=200,
            roles={Role.TONE: lambda _: "warn"}, tip=lambda r: r.why_not,
        ),
    )  # fmt: skip


def notice_columns() -> tuple[Column[Notice], ...]:
    """Who gets an action notice."""
    return (
        Column(
            tr("Owner"), lambda r: r.name, lambda r: r.name, key="name", width=200,
            roles={Role.STRONG: lambda _: True},
        ),
        Column(
            tr("Actions"), lambda r: len(r.actions), lambda r: str(len(r.actions)), key="n", number=True,
            width=80,
        ),
        Column(tr("First due"), _first_due, lambda r: shown.date(_first_due(r)), key="due", width=150),
        Column(
            tr("E-mail"), lambda r: r.email, lambda r: r.email or tr("no address"), key="email", width=270,
            roles={Role.TONE: lambda r: "text" if r.email else "warn"},
        ),
        Column(
            tr("What"), lambda _: "", lambda r: "; ".join(a.text for a in r.actions), key="what", width=360
        ),
    )  # fmt: skip


def _first_due(row: Notice) -> date | None:
    return min((a.due for a in row.actions if a.due), default=None)


def rough_columns() -> tuple[Column[Rough], ...]:
    """The rough notes that would go."""
    return (
        Column(tr("Line"), lambda r: r.number, lambda r: r.number, key="number", width=80),
        Column(tr("As typed"), lambda r: r.raw, lambda r: r.raw, key="raw", width=480, tip=lambda r: r.raw),
    )
