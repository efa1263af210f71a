"""Wordings offered by rule: each style and language, and nothing forced."""

from __future__ import annotations

import dataclasses as dc

import pytest

from pmo_desktop.domain.governance import BodyKind, MinuteStyle
from pmo_desktop.domain.markers_words import EntryKind
from pmo_desktop.domain.wording import Offer, Rule, Setting, offers, phrases

PLAIN = Setting(jobs={"Joana Teixeira": "technical director"}, short={"EVM": "earned value management"})
GERMAN = dc.replace(PLAIN, language="de")


def best(text: str, kind: EntryKind, setting: Setting = PLAIN) -> Offer:
    return offers(text, kind, setting)[0]


def test_a_key_point_is_put_into_reported_speech() -> None:
    said = best("capacity is the binding limit until March", EntryKind.KEY_POINT)
    assert said.text == "It was noted that capacity was the binding limit until March."
    assert said.rules == (Rule.REPORTED, Rule.FORM)


def test_who_spoke_is_named_by_role_or_by_name_as_the_style_has_it() -> None:
    roles = dc.replace(PLAIN, speaker="Joana Teixeira")
    assert best("the permit is late.", EntryKind.NOTE, roles).text == (
        "The technical director noted that the permit was late."
    )
    named = dc.replace(roles, style=MinuteStyle.ATTRIBUTED)
    assert best("the permit is late.", EntryKind.NOTE, named).text.startswith("Joana Teixeira noted")


def test_names_become_roles_but_not_in_interests_and_not_where_names_are_wanted() -> None:
    text = "The Board noted that Joana Teixeira agreed."
    assert best(text, EntryKind.NOTE).text == "The Board noted that the technical director agreed."
    assert offers(text, EntryKind.NOTE, dc.replace(PLAIN, style=MinuteStyle.ATTRIBUTED)) == ()
    assert offers("Joana Teixeira holds shares", EntryKind.INTEREST, PLAIN) == ()


def test_the_body_is_the_actor() -> None:
    found = [o for o in offers("we accept the report.", EntryKind.NOTE, PLAIN) if o.rules == (Rule.ACTOR,)]
    assert found[0].text == "The Board accept the report."


@pytest.mark.parametrize(
    ("style", "said"),
    [
        (MinuteStyle.KEY_POINTS, "The Board approved option 2."),
        (MinuteStyle.RESOLUTIONS, "It was resolved that the Board approve option 2."),
        (MinuteStyle.DECISIONS_ACTIONS, "Approve option 2."),
    ],
)
def test_a_decision_is_worded_as_the_style_has_it(style: MinuteStyle, said: str) -> None:
    assert best("approve option 2", EntryKind.DECISION, dc.replace(PLAIN, style=style)).text == said


def test_a_committee_decides_as_a_committee() -> None:
    setting = dc.replace(PLAIN, body=BodyKind.INVESTMENT_COMMITTEE)
    assert best("release EUR 2 m.", EntryKind.DECISION, setting).text == "The Committee released EUR 2 m."


def test_a_condition_is_set_apart() -> None:
    said = best("Approve option 2, subject to consent of finance", EntryKind.DECISION)
    assert (said.text, said.condition) == ("The Board approved option 2.", "Subject to consent of finance")


def test_an_action_begins_with_its_verb() -> None:
    setting = dc.replace(PLAIN, owner="Marta Kowalska")
    assert best("Marta Kowalska will check rates", EntryKind.ACTION, setting).text == "Check rates."


def test_a_short_form_is_written_out_once() -> None:
    text = "It was noted that EVM was in use and EVM was late."
    assert best(text, EntryKind.NOTE).text == (
        "It was noted that earned value management (EVM) was in use and EVM was late."
    )
    assert offers(text, EntryKind.NOTE, dc.replace(PLAIN, spelled=frozenset({"EVM"}))) == ()


def test_words_of_mood_are_left_out() -> None:
    text = "The Board noted, unfortunately, a heated discussion."
    found = [o.text for o in offers(text, EntryKind.NOTE, PLAIN) if Rule.NEUTRAL in o.rules]
    assert found[0] == "The Board noted, a discussion."


def test_german_uses_the_subjunctive_and_a_colon() -> None:
    assert best("Kapazität ist bis März die Grenze", EntryKind.KEY_POINT, GERMAN).text == (
        "Festgehalten wurde: Kapazität sei bis März die Grenze."
    )
    said = best("Option 2 freigeben, vorbehaltlich Zustimmung der Finanzen", EntryKind.DECISION, GERMAN)
    assert said.text == "Das Gremium beschloss: Option 2 freigeben."
    assert said.condition == "Vorbehaltlich Zustimmung der Finanzen"


def test_a_language_without_a_grammar_keeps_the_rules_that_need_none() -> None:
    spanish = dc.replace(PLAIN, language="es")
    assert [o.rules for o in offers("se aprueba EVM", EntryKind.DECISION, spanish)] == [
        (Rule.SHORT, Rule.FORM), (Rule.SHORT,), (Rule.FORM,),
    ]  # fmt: skip
    assert phrases(spanish) == ()


@pytest.mark.parametrize("text", ["", "  ", "<b>x</b> &amp; {y}", "مرحبا", "資本", "a" * 5000])
def test_any_text_is_taken(text: str) -> None:
    for kind in EntryKind:
        for setting in (PLAIN, GERMAN):
            assert all(o.text != text for o in offers(text, kind, setting))


def test_a_line_that_is_right_gets_no_offer() -> None:
    for text in ("The Board noted the report.", "It was noted that work had begun."):
        assert offers(text, EntryKind.NOTE, PLAIN) == ()
