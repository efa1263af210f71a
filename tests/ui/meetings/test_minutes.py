"""From the end of a meeting to its minutes."""

from __future__ import annotations

from PySide6.QtCore import Qt

from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.domain.minutes import MinutesState
from tests.ui.meeting_table import Table

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_end_lists_what_lacks_and_stays_possible(live: Table) -> None:
    live.page.live.ask_to_end()
    assert live.page.live.overlay.kind == "end"
    live.key(Qt.Key.Key_Return, CTRL)
    assert live.facts.meeting.state is MeetingState.ENDED
    assert live.stored().meeting.state is MeetingState.ENDED
    assert not live.page.header.act.isVisible()
    assert live.page.tabs.isVisible()


def test_the_draft_is_printed(live: Table) -> None:
    live.page.choose("agenda")
    live.page.pdf.click()
    assert live.printed == [live.made.meeting]


def test_the_minutes_go_on_step_by_step(live: Table) -> None:
    live.page.live.end()
    live.settled()
    steps = live.page.steps
    assert [b.text() for b in steps.buttons] == ["Send to the chair", "Back to drafting"][
        : len(steps.buttons)
    ]
    for words in ("Send to the chair", "Circulate the draft", "Table for approval", "Approve"):
        button = next(b for b in steps.buttons if b.text() == words)
        button.click()
        live.settled()
    kept = live.stored()
    assert kept.minutes is not None
    assert kept.minutes.state is MinutesState.APPROVED
    assert kept.minutes.approved_at == kept.next_meeting.id  # type: ignore[union-attr]
    assert len(kept.minutes.body_hash) == 64
    assert kept.meeting.state is MeetingState.MINUTES_APPROVED


def test_minutes_with_an_action_of_nobody_do_not_go_to_the_chair(live: Table) -> None:
    live.type("a find a room >fri")
    live.page.live.end()
    live.settled()
    live.page.steps.buttons[0].click()
    live.until(lambda: live.page.after.problem.lead == "Action 3.10 has no owner.")
    assert live.page.after.wording.card.ask.isVisible()
    assert live.facts.minutes is not None
    assert live.facts.minutes.state is MinutesState.DRAFTING
