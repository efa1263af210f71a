"""What must be settled before minutes go on: comments answered, and amendments decided by the body."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmo_desktop.domain.minutes import MinuteSet, MinutesState
from pmo_desktop.domain.reviewing import (
    Amendment,
    AmendmentState,
    CommentState,
    MinuteComment,
)
from pmo_desktop.i18n import tr, trn

if TYPE_CHECKING:
    from pmo_desktop.domain.rules import View

Found = Iterator[tuple[str, str]]
_WAITS = (CommentState.OPEN, CommentState.TO_CHAIR)


def comments_answered(before: MinuteSet | None, after: MinuteSet, view: View) -> Found:
    """Minutes are not tabled while somebody waits for an answer to a comment."""
    if before is None or before.state is after.state or after.state is not MinutesState.TABLED:
        return
    comments: list[MinuteComment] = view.where("minute_comment", "meeting", after.meeting)
    waits = sum(c.state in _WAITS and c.archived_at is None for c in comments)
    if waits:
        yield "state", open_comments(waits)


def open_comments(n: int) -> str:
    """What is said when minutes cannot be tabled."""
    return trn("{n} comment waits for an answer.", "{n} comments wait for an answer.", n)


def amended_by_decision(before: Amendment | None, after: Amendment, view: View) -> Found:
    """Approved minutes are amended by a decision; what was agreed stays as it was agreed."""
    if before is not None and before.state is AmendmentState.ACCEPTED and before.decision is not None:
        yield "state", tr("This amendment was decided. Only another decision can change it.")
        return
    sets: list[MinuteSet] = view.where("minute_set", "meeting", after.meeting)
    if not any(s.state.settled for s in sets) or after.state is not AmendmentState.ACCEPTED:
        return
    tracked = before is not None and before.state is AmendmentState.ACCEPTED
    if after.decision is None and not tracked:
        yield "decision", tr("The minutes are approved. Amend them by a decision of the body.")
