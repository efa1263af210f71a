"""Names of a search, hints for wrong terms, what is offered while one types."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from pmo_desktop.domain.searchwords import read_query
from pmo_desktop.domain.searchwords_dates import Span
from pmo_desktop.domain.searchwords_keys import Being, FoundKind, Key
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import speaking
from pmo_desktop.readmodels.minutes_found import Condition, Known, KnownNames
from pmo_desktop.services.meetings.searching import examples, offered, resolve

TODAY = date(2026, 7, 15)
MARY = Known(uuid4(), ("MK", "P-001"), LText.of("Mary Kay"))
MARTIN = Known(uuid4(), ("MKU", "P-002"), LText.of("Martin Kühn"))
BOARD = Known(uuid4(), ("PB",), LText.of("Portfolio board"))
BRIDGE = Known(uuid4(), ("PRJ-1",), LText.of("Harbour Link Bridge"))
TALK = Known(uuid4(), ("PB-2026-07",), LText.of("July"))
NAMES = KnownNames((MARY, MARTIN), (BOARD,), (BRIDGE,), (TALK,))


def conditions(typed: str) -> tuple[Condition, ...]:
    return resolve(read_query(typed), NAMES, TODAY, MARY.id).wanted.conditions


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("owner:mk", Condition(Key.OWNER, (MARY.id,))),
        ("owner:m", Condition(Key.OWNER, (MARY.id, MARTIN.id))),
        ("owner:kuehn", Condition(Key.OWNER, (MARTIN.id,))),
        ("owner:me", Condition(Key.OWNER, (MARY.id,))),
        ("-by:mary", Condition(Key.BY, (MARY.id,), without=True)),
        ("body:pb", Condition(Key.BODY, (BOARD.id,))),
        ("work:link", Condition(Key.WORK, (BRIDGE.id,))),
        ("meeting:PB-2026-07", Condition(Key.MEETING, (TALK.id,))),
        ("is:ov", Condition(Key.IS, (Being.OVERDUE,))),
        ("kind:decision kind:risk", Condition(Key.KIND, (FoundKind.DECISION, FoundKind.RISK))),
        ("date:2026-07", Condition(Key.DATE, (Span(date(2026, 7, 1), date(2026, 8, 1)),))),
    ],
)
def test_terms_are_resolved(typed: str, wanted: Condition) -> None:
    assert conditions(typed) == (wanted,)


def test_two_states_and_two_dates_must_both_hold() -> None:
    assert [c.key for c in conditions("is:open is:overdue date:>2026 date:<2027")] == [
        Key.IS, Key.IS, Key.DATE, Key.DATE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("owner:zz", "Nobody is called “zz”."),
        ("is:blue", "“blue” is no state. There are: open, closed, overdue, approved, restricted."),
        ("kind:song", "“song” is no kind. There are: decision, action, minute, risk, issue, vote."),
        ("body:zz", "No body is called “zz”."),
        ("meeting:zz", "No meeting has the code “zz”."),
        ("date:soonish", '“soonish” is no date. Write 2026, 2026-07, >2026-03-01 or "last month".'),
    ],
)
def test_a_wrong_term_is_said_and_finds_nothing(typed: str, said: str) -> None:
    found = resolve(read_query(typed), NAMES, TODAY)
    assert found.hints == (said,)
    assert found.nothing
    assert not resolve(read_query(f"-{typed}"), NAMES, TODAY).nothing


def test_a_strange_key_is_said_but_searched_for() -> None:
    found = resolve(read_query("foo:bar"), NAMES, TODAY)
    assert found.hints == ("“foo:” is no key; it is searched for as it stands.",)
    assert not found.nothing


def test_keys_then_values_are_offered() -> None:
    def labels(typed: str) -> list[str]:
        return [choice.label for choice in offered(typed, len(typed), NAMES)[1]]

    assert labels("bo") == ["body:"]
    assert labels("is:") == ["open", "closed", "overdue", "approved", "restricted"]
    assert labels("owner:mk") == ["MK"]
    assert labels("owner:m") == ["MK", "MKU"]
    assert labels("x date:last") == ["last week", "last month", "last quarter", "last year"]
    with speaking("de"):
        assert labels("gre") == ["gremium:"]
        assert labels("ist:ü") == ["überfällig"]
        assert labels("datum:letz") == ["letzte Woche", "letzter Monat", "letztes Quartal", "letztes Jahr"]


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_example_is_a_search_without_a_hint(lang: str) -> None:
    with speaking(lang):
        for typed, meaning in examples(NAMES):
            found = resolve(read_query(typed, lang), NAMES, TODAY)
            assert (found.hints, found.nothing) == ((), False), typed
            assert meaning
