"""What the words of a decision change in the register."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.effects import EffectKind as K
from pmo_desktop.domain.effectwords import (
    EffectTyped,
    Ratifying,
    following,
    read_effects,
    read_ratifying,
)


@pytest.mark.parametrize(
    ("text", "lang", "kind", "target"),
    [
        ("hold PRJ-2026-012", "en", K.HOLD_WORK, "PRJ-2026-012"),
        ("put prj-2026-012 on hold until May", "en", K.HOLD_WORK, "PRJ-2026-012"),
        ("stop PRJ-2026-012 with effect from 14 December", "en", K.STOP_WORK, "PRJ-2026-012"),
        ("PRJ-2026-012 wird angehalten", "de", K.HOLD_WORK, "PRJ-2026-012"),
        ("PRJ-2026-012 stoppen", "de", K.STOP_WORK, "PRJ-2026-012"),
        ("start PRJ-2026-012", "de", K.START_WORK, "PRJ-2026-012"),
        ("accept risk PRJ-2026-012-R01", "en", K.ACCEPT_RISK, "PRJ-2026-012-R01"),
        ("Risiko PRJ-2026-012-R01 wird akzeptiert", "de", K.ACCEPT_RISK, "PRJ-2026-012-R01"),
        ("approve change PRJ-2026-012-I03", "en", K.APPROVE_CHANGE, "PRJ-2026-012-I03"),
        ("minutes of PB-2026-06 approved as corrected", "en", K.APPROVE_MINUTES, "PB-2026-06"),
        ("Protokoll von PB-2026-06 genehmigt", "de", K.APPROVE_MINUTES, "PB-2026-06"),
        ("The board approves the minutes of its last meeting", "en", K.APPROVE_MINUTES, ""),
        ("grant waiver W-004", "en", K.GRANT_WAIVER, "W-004"),
        ("hold", "en", K.HOLD_WORK, ""),
        ("Projekt ruht", "de", K.HOLD_WORK, ""),
    ],
)
def test_a_decision_says_what_it_changes(text: str, lang: str, kind: K, target: str) -> None:
    (found,) = read_effects(text, lang)
    assert (found.kind, found.target) == (kind, target)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "approve stage 2 budget 1.2m for PRJ-2026-012",
            "en",
            EffectTyped(K.CHANGE_BUDGET, "PRJ-2026-012", "1.2m"),
        ),
        (
            "Budget von PRJ-2026-012 auf 1,2 Mio. EUR erhöhen",
            "de",
            EffectTyped(K.CHANGE_BUDGET, "PRJ-2026-012", "1,2 Mio EUR", "1,2 Mio EUR erhöhen"),
        ),
        (
            "pass gate G3 of PRJ-2026-012 to Build",
            "en",
            EffectTyped(K.PASS_GATE, "PRJ-2026-012", after="Build"),
        ),
        (
            "Gate G3 von PRJ-2026-012 bestanden, weiter in die Phase Bau",
            "de",
            EffectTyped(K.PASS_GATE, "PRJ-2026-012", after="Bau"),
        ),
        (
            "re-baseline PRJ-2026-012 as Stage 2",
            "en",
            EffectTyped(K.REBASELINE, "PRJ-2026-012", name="Stage 2"),
        ),
        (
            "move planned finish of PRJ-2026-012 to 30 Sep 2027",
            "en",
            EffectTyped(K.CHANGE_FINISH, "PRJ-2026-012", "", "30 Sep 2027"),
        ),
    ],
)
def test_amounts_phases_days_and_names_come_with_it(text: str, lang: str, expected: EffectTyped) -> None:
    assert read_effects(text, lang) == (expected,)


def test_a_verb_alone_is_not_sure() -> None:
    assert [e.sure for e in read_effects("hold a workshop in June")] == [False]
    assert [e.sure for e in read_effects("hold the project")] == [True]


def test_several_changes_in_one_decision() -> None:
    found = read_effects("hold PRJ-2026-012 and PRJ-2026-013; stop PRJ-2026-014")
    assert [(e.kind, e.target[-3:]) for e in found] == [
        (K.HOLD_WORK, "012"),
        (K.HOLD_WORK, "013"),
        (K.STOP_WORK, "014"),
    ]


def test_a_title_with_a_comma_keeps_its_code() -> None:
    (found,) = read_effects("The Board puts PRJ-2026-008 Multi-storey car park, Aireside on hold")
    assert (found.kind, found.target) == (K.HOLD_WORK, "PRJ-2026-008")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("do not hold PRJ-2026-012", "en"),
        ("reject the budget of 1.2m for PRJ-2026-012", "en"),
        ("defer gate G3 of PRJ-2026-012", "en"),
        ("The programme board advises the portfolio board to stop PRJ-2025-027", "en"),
        ("The Board takes no new baseline for PRJ-2025-012", "en"),
        ("Gate G3 von PRJ-2026-012 wird nicht freigegeben", "de"),
        ("approve option 2: release EUR 1.2 m for a second shift, from 1 August 2026", "en"),
        ("discuss the budget of PRJ-2026-012", "en"),
    ],
)
def test_what_decides_nothing_changes_nothing(text: str, lang: str) -> None:
    assert read_effects(text, lang) == ()


def test_earlier_decisions_are_ratified_or_not() -> None:
    assert read_ratifying("ratify D-PB-2026-06-02") == (Ratifying("D-PB-2026-06-02"),)
    assert read_ratifying("does not ratify D-PB-2026-06-02") == (Ratifying("D-PB-2026-06-02", granted=False),)
    assert read_ratifying("note D-PB-2026-06-02") == ()


def test_a_line_may_go_on_with_the_decision_before() -> None:
    assert following("also hold PRJ-1") == ("also", "hold PRJ-1")
    assert following("instead stop PRJ-1") == ("instead", "stop PRJ-1")
    assert following("no effect on the register") == ("none", "")
    assert following("stattdessen PRJ-1 stoppen", "de") == ("instead", "PRJ-1 stoppen")
    assert following("hold PRJ-1") == ("", "hold PRJ-1")


@given(st.text(max_size=120), st.sampled_from(["en", "de", "fr", "ar"]))
def test_nothing_typed_raises(text: str, lang: str) -> None:
    for found in read_effects(text, lang):
        assert found.kind in K
    read_ratifying(text, lang)
    following(text, lang)
