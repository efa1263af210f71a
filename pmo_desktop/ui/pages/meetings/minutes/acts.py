"""What the tab after a meeting offers in the menu Record, the context menu and the palette."""

from __future__ import annotations

from functools import partial

from pmo_desktop.domain.reviewing import CommentState
from pmo_desktop.i18n import tr
from pmo_desktop.ui.pages.meetings.acts import AFTER, Acts
from pmo_desktop.ui.pages.meetings.minutes.tab import (
    APPROVAL,
    CHANGES,
    COMMENTS,
    NOTICES,
    WORDING,
    AfterTab,
)

_TAB = (AFTER,)


def offer_after(acts: Acts, tab: AfterTab) -> None:
    """Declare the acts of the tab: from line to line, and each part of the way."""
    _wording(acts, tab)
    _answers(acts, tab)
    for n, (part, name) in enumerate(
        (
            (WORDING, tr("Wording")),
            (CHANGES, tr("Review")),
            (COMMENTS, tr("Comments")),
            (APPROVAL, tr("Approval")),
            (NOTICES, tr("Action notices")),
        ),
        1,
    ):
        acts.add(f"part_{part}", name, partial(tab.choose, part), _TAB, keys=f"Ctrl+Alt+{n}", band=3,
                 under=tr("Part of the way"))  # fmt: skip


def _wording(acts: Acts, tab: AfterTab) -> None:
    def elsewhere() -> str:
        return "" if tab.which.key == WORDING else tr("Choose “Wording” first")

    add, wording = acts.add, tab.wording
    for name, text, run, keys, icon in (
        ("line_after", tr("Next line"), lambda: wording.step(1), "Ctrl+Down", "arrow-down"),
        ("line_before", tr("Line before"), lambda: wording.step(-1), "Ctrl+Up", "arrow-up"),
        ("missing", tr("Go to what is missing"), wording.next_missing, "Alt+N", "circle-alert"),
        ("again", tr("Word this line again"), wording.take_again, "", "undo-2"),
        ("worded", tr("Show worded lines"), wording.all.toggle, "", "eye"),
    ):
        add(name, text, run, _TAB, keys=keys, icon=icon, band=1, why_not=elsewhere)
    add("keep", tr("Keep this wording"), wording.card.keep, _TAB, shown_key="Return", icon="check", band=1,
        why_not=elsewhere)  # fmt: skip
    add("best", tr("Take all that is offered"), lambda: wording.card.take(1), _TAB, shown_key="Alt+1",
        icon="spell-check", band=1, why_not=elsewhere)  # fmt: skip


def _answers(acts: Acts, tab: AfterTab) -> None:
    def not_review() -> str:
        return "" if tab.which.key == CHANGES else tr("Choose “Review” first")

    def not_comments() -> str:
        return "" if tab.which.key == COMMENTS else tr("Choose “Comments” first")

    add, comments = acts.add, tab.comments
    add("take", tr("Accept the wording"), tab.changes.accept, _TAB, shown_key="A", icon="check", band=2,
        why_not=not_review)  # fmt: skip
    add("leave", tr("Decline the wording"), tab.changes.decline, _TAB, shown_key="D", icon="x", band=2,
        why_not=not_review)  # fmt: skip
    for state, name in (
        (CommentState.ACCEPTED, tr("Accept the comment")),
        (CommentState.DECLINED, tr("Decline the comment")),
        (CommentState.TO_CHAIR, tr("Leave the comment to the chair")),
    ):
        run = partial(comments.answer, state)
        add(f"comment_{state.value}", name, run, _TAB, band=2, icon="scale", why_not=not_comments)
    add("replies", tr("Read replies…"), comments.choose_replies, _TAB, icon="upload", band=2,
        why_not=not_comments)  # fmt: skip
    add("notices", tr("Write notices…"), tab.notices.choose_folder, _TAB, icon="mail", band=2)
    add("round", tr("Mail the draft round…"), tab.notices.choose_draft_file, _TAB, icon="send", band=2)
