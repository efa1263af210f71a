"""What a decision does to the register, by the keys of the line."""

from __future__ import annotations

from PySide6.QtCore import Qt

from pmo_desktop.domain.edits import creation
from pmo_desktop.domain.effects import Effect, EffectKind
from pmo_desktop.domain.ids import ActionId
from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.domain.raid import Action, ActionState
from pmo_desktop.domain.values import Rich
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from tests.ui.meeting_table import Table

CTRL = Qt.KeyboardModifier.ControlModifier


def effects(facts: MeetingFacts) -> list[Effect]:
    return [e for e in facts.effects.all() if e.archived_at is None]


def test_tab_takes_what_the_line_offers_and_enter_stores_both(live: Table) -> None:
    strip = live.page.live.effects
    live.type("d stop PRJ-2026-012", enter=False)
    assert strip.said.startswith("PRJ-2026-012: Proposed → Stopped, when the minutes are approved")
    assert not live.page.live.keys.isVisible()
    live.key(Qt.Key.Key_Tab)
    assert "takes it off" in strip.said
    live.key(Qt.Key.Key_Return)
    facts = live.stored()
    (effect,) = effects(facts)
    assert effect.effect_kind is EffectKind.STOP_WORK
    assert facts.decisions.by_id[effect.decision].text == "Stop PRJ-2026-012"
    live.desk.undo()
    live.settled()
    assert effects(live.stored()) == []


def test_what_was_not_taken_stays_open_for_one_key_and_off_again(live: Table) -> None:
    live.type("d stop PRJ-2026-012")
    assert effects(live.stored()) == []
    live.key(Qt.Key.Key_Tab)
    assert [e.effect_kind for e in effects(live.stored())] == [EffectKind.STOP_WORK]
    live.key(Qt.Key.Key_Tab)
    assert effects(live.stored()) == []
    live.key(Qt.Key.Key_Escape)
    assert live.page.live.effects.said == ""
    assert live.page.live.capture.edit.hasFocus()


def test_changing_the_line_keeps_what_it_does(live: Table) -> None:
    live.type("d stop PRJ-2026-012", enter=False)
    live.key(Qt.Key.Key_Tab)
    live.key(Qt.Key.Key_Return)
    live.stored()
    live.key(Qt.Key.Key_Up)
    live.type(" from August")
    assert [e.effect_kind for e in effects(live.stored())] == [EffectKind.STOP_WORK]
    live.type("d no effect")
    assert effects(live.stored()) == []


def test_the_end_of_a_meeting_with_effects_is_worked_out_beside_the_window(live: Table) -> None:
    live.type("d stop PRJ-2026-012", enter=False)
    live.key(Qt.Key.Key_Tab)
    live.key(Qt.Key.Key_Return)
    live.stored()
    live.page.live.ask_to_end()
    live.key(Qt.Key.Key_Return, CTRL)
    live.until(lambda: live.facts.meeting.state is MeetingState.ENDED)
    assert live.stored().meeting.state is MeetingState.ENDED


def test_codes_are_completed(live: Table) -> None:
    live.type("d stop PRJ-", enter=False)
    live.until(lambda: live.page.live.capture.popup.names == ["PRJ-2026-012"])
    live.key(Qt.Key.Key_Tab)
    assert live.page.live.capture.edit.text == "stop PRJ-2026-012 "


def test_an_action_agreed_before_is_done_by_its_code(live: Table) -> None:
    before = Action(
        id=ActionId(live.desk.office.new_id()),
        ref="A-PB-2026-06-03",
        text=Rich("Order the crane"),
        body=live.facts.body.id,
    )
    live.desk.submit(creation(before), "test")
    live.settled()
    live.type("a A-", enter=False)
    live.until(lambda: "A-PB-2026-06-03" in live.page.live.capture.popup.names)
    live.key(Qt.Key.Key_Tab)
    live.type("done, it is on site")
    live.settled()
    live.until(lambda: live.facts.known.action[before.id].state is ActionState.DONE)
    chips = live.page.live.lines.rows.rows[-1].chips
    assert [c.text for c in chips][:1] == ["Done"]
    stored = live.desk.office.store.reader.get("action", [before.id])[before.id]
    assert (stored.state, stored.done_note) == (ActionState.DONE, "It is on site")
