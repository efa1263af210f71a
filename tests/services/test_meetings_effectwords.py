"""Decisions that move the register, from the typed line to the edit; and actions agreed before."""

from __future__ import annotations

import dataclasses as dc
from datetime import date
from typing import Any

import pytest

from pmo_desktop.domain.effects import Effect, EffectKind, EffectState
from pmo_desktop.domain.governance import DelegationLimit
from pmo_desktop.domain.ids import ActionId, DecisionId, MinuteEntryId, RiskId
from pmo_desktop.domain.markers import parse_line
from pmo_desktop.domain.minutes import Decision, DecisionState
from pmo_desktop.domain.raid import Action, ActionState, Risk, RiskState
from pmo_desktop.domain.values import LText, Money, Rich
from pmo_desktop.domain.works import Project, WorkState
from pmo_desktop.readmodels.meetings_facts import live
from pmo_desktop.readmodels.meetings_live import entry_rows
from pmo_desktop.services.meetings.effectwords import Offered, offered
from pmo_desktop.services.meetings.entries import entered, moved, removed
from pmo_desktop.services.meetings.typed import Typed
from tests.meetings import Room, room

BUDGET = Money(480_000_000, "EUR")


def prepared(**of_body: Any) -> Room:
    """A meeting in session on its business, with a project that has a budget, a phase and a risk."""
    made = room(**of_body)
    work = next(w for w in made.facts.works.all() if isinstance(w, Project))
    work = dc.replace(
        work, budget=BUDGET, state=WorkState.ACTIVE, phase="Design", start_planned=date(2026, 1, 5)
    )
    risk = Risk(
        id=RiskId(made.new_id()),
        ref="PRJ-2026-012-R01",
        title=LText.of("Permit"),
        work=work.id,
        state=RiskState.OPEN,
    )
    known = made.facts.known.put("risk", risk)
    made.facts = dc.replace(made.facts, works=made.facts.works.put(work), known=known)
    made.start()
    return made.go(made.facts.items[-1].number if made.facts.items[-1].work else business(made))


def business(made: Room) -> str:
    return next(i.number for i in made.facts.items if i.work)


def offers(made: Room, text: str) -> tuple[Offered, ...]:
    line = parse_line(text, made.facts.body.language)
    return offered(Typed(made.facts, made.facts.current, line, MinuteEntryId(made.new_id()), made.moment))


def effects(made: Room) -> list[Effect]:
    return [e for e in made.facts.effects.all() if live(e)]


def decide(made: Room, text: str) -> Decision:
    """A decision line with all it offers taken."""
    line = parse_line(text, made.facts.body.language)
    wanted = [o.effect for o in offers(made, text)]
    done = entered(made.facts, made.facts.current, line, text, made.moment, wanted)
    made.do(done.edit)
    found = made.facts.decisions.get(made.facts.notes.by_id[done.entry].decision)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "d approve stage 2 budget 1.2m for PRJ-2026-012",
            "PRJ-2026-012: budget EUR\u00a04.8\u00a0m → EUR\u00a01.2\u00a0m",
        ),
        ("d hold PRJ-2026-012", "PRJ-2026-012: Active → On hold"),
        ("d hold", "PRJ-2026-012: Active → On hold"),
        ("d pass gate G3 to Build", "PRJ-2026-012: phase Design → Build"),
        ("d pass gate G3", "PRJ-2026-012: phase Design → Build"),
        (
            "d move planned finish of PRJ-2026-012 to 30 Sep 2027",
            "PRJ-2026-012: planned finish – → 30 Sep 2027",
        ),
        ("d accept risk PRJ-2026-012-R01", "PRJ-2026-012-R01: risk accepted"),
        ("d Harbour Link Bridge is put on hold", "PRJ-2026-012: Active → On hold"),
    ],
)
def test_the_line_says_what_the_register_will_show(text: str, says: str) -> None:
    (found,) = offers(prepared(), text)
    assert found.says == says
    assert found.when == "when the minutes are approved"
    assert found.warns == ""


def test_what_is_not_there_is_not_offered_and_what_cannot_be_is_said() -> None:
    made = prepared()
    assert offers(made, "d hold PRJ-2020-999") == ()
    assert offers(made, "d hold a workshop in June") == ()
    assert offers(made, "k hold PRJ-2026-012") == ()
    (found,) = offers(made, "d start PRJ-2026-012")
    assert found.warns == "It is so already."
    assert offers(made, "d accept risk PRJ-2026-012-R09") == ()


def test_an_amount_above_the_limit_is_said() -> None:
    made = prepared(delegation=(DelegationLimit(amount=Money(100_000_000, "EUR")),))
    (found,) = offers(made, "d approve budget 6.2m for PRJ-2026-012")
    assert found.warns == "above the limit of EUR\u00a01,000,000"
    (found,) = offers(made, "d approve budget 5.2m for PRJ-2026-012")
    assert found.warns == ""
    assert made.type("d go").decision is not None
    (last,) = made.facts.decisions.all()
    assert last.authority == "Portfolio board, up to EUR\u00a01,000,000"


def test_a_taken_effect_stands_with_the_decision() -> None:
    made = prepared()
    decision = decide(made, "d approve budget 6.2m for PRJ-2026-012")
    (effect,) = effects(made)
    assert (effect.decision, effect.effect_kind, effect.state) == (
        decision.id,
        EffectKind.CHANGE_BUDGET,
        EffectState.DECIDED,
    )
    assert effect.amount == Money(620_000_000, "EUR")
    chips = entry_rows(made.facts, made.facts.current.id)[-1].chips  # type: ignore[union-attr]
    assert [c.text for c in chips if c.look == "effect"] == [
        "PRJ-2026-012: budget EUR\u00a04.8\u00a0m → EUR\u00a06.2\u00a0m"
    ]


def test_without_being_taken_nothing_happens_but_the_proposed_resolution_is_taken() -> None:
    made = prepared()
    made.type("d hold PRJ-2026-012")
    assert effects(made) == []
    item = made.facts.current
    assert item is not None
    said = Rich("The board puts PRJ-2026-012 on hold.")
    made.facts = dc.replace(
        made.facts, agenda=made.facts.agenda.put(dc.replace(item, proposed_resolution=said))
    )
    made.type(f"d {said}")
    assert [e.effect_kind for e in effects(made)] == [EffectKind.HOLD_WORK]


def test_another_line_adds_replaces_and_takes_off() -> None:
    made = prepared()
    decide(made, "d hold PRJ-2026-012")
    lines = len(made.facts.entries)
    made.type("d also accept risk PRJ-2026-012-R01")
    assert [e.effect_kind for e in effects(made)] == [EffectKind.HOLD_WORK, EffectKind.ACCEPT_RISK]
    made.type("d instead stop PRJ-2026-012")
    assert [e.effect_kind for e in effects(made)] == [EffectKind.STOP_WORK]
    made.type("d no effect")
    assert effects(made) == []
    assert len(made.facts.entries) == lines
    made.type("d also thank the team")
    assert len(made.facts.entries) == lines + 1


def test_a_removed_or_changed_decision_takes_its_effects_along() -> None:
    made = prepared()
    decide(made, "d hold PRJ-2026-012")
    entry = made.facts.entries[-1]
    made.do(removed(made.facts, entry))
    assert effects(made) == []
    decide(made, "d hold PRJ-2026-012")
    made.revise(made.facts.entries[-1], "k hold was discussed")
    assert effects(made) == []


def test_who_could_take_part_is_kept_and_without_quorum_it_waits() -> None:
    made = prepared()
    made.type("i jt shares in a bidder, leaves")
    quorate = decide(made, "d go on")
    names = {made.facts.name(p) for p in quorate.taken_by}
    assert "Joana Teixeira" not in names
    assert len(names) == 7
    assert (quorate.quorate, quorate.taken_at, quorate.state) == (True, made.clock, DecisionState.MADE)
    for who in ("is", "hb", "ra"):
        made.do(moved(made.facts, made.facts.current, made.seat(who), made.moment).edit)
    waiting = decide(made, "d go on faster")
    assert (waiting.quorate, waiting.state) == (False, DecisionState.TO_RATIFY)
    assert len(waiting.taken_by) == 4


def test_an_earlier_decision_is_ratified_by_a_quorate_one() -> None:
    made = prepared()
    earlier = Decision(
        id=DecisionId(made.new_id()),
        ref="D-PB-2026-06-02",
        state=DecisionState.TO_RATIFY,
        text=Rich("go"),
    )
    made.facts = dc.replace(made.facts, known=made.facts.known.put("decision", earlier))
    by = decide(made, "d ratify D-PB-2026-06-02")
    now = made.facts.known.decision[earlier.id]
    assert (now.state, now.ratified_by) == (DecisionState.RATIFIED, by.id)


def action(made: Room) -> Action:
    found = Action(
        id=ActionId(made.new_id()),
        ref="A-PB-2026-06-03",
        text=Rich("Order the crane"),
        due=date(2026, 7, 24),
        owner=made.facts.present_list[1].person,
        body=made.facts.body.id,
    )
    made.facts = dc.replace(made.facts, known=made.facts.known.put("action", found))
    return found


def test_an_earlier_action_is_done_with_a_note() -> None:
    made = prepared()
    before = action(made)
    entry = made.type("a A-PB-2026-06-03 done, crane is on site")
    now = made.facts.known.action[before.id]
    assert (now.state, now.done_on, now.done_note) == (
        ActionState.DONE,
        date(2026, 7, 30),
        "Crane is on site",
    )
    assert entry.text == "A-PB-2026-06-03 is done. Crane is on site"
    assert entry.action is None
    assert not made.facts.actions.all()


def test_an_earlier_action_gets_another_day_and_owner() -> None:
    made = prepared()
    before = action(made)
    entry = made.type("a A-PB-2026-06-03 @mk >14 aug")
    now = made.facts.known.action[before.id]
    assert (now.due, now.due_history[0].was) == (date(2026, 8, 14), date(2026, 7, 24))
    assert made.facts.name(now.owner) == "Marta Kowalska"
    assert (
        entry.text == "A-PB-2026-06-03 is now due on 14 August 2026. A-PB-2026-06-03 goes to Marta Kowalska."
    )
    chips = entry_rows(made.facts, entry.item)[-1].chips
    assert [c.text for c in chips] == ["Open", "Marta Kowalska", "Fri 14 Aug 2026"]


def test_a_code_that_nobody_knows_makes_a_new_action() -> None:
    made = prepared()
    entry = made.type("a A-PB-2020-01-99 done")
    assert entry.action is not None
