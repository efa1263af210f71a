"""Texts that are kept beyond the language they were said in."""

from __future__ import annotations

import pytest

from pmo_desktop.i18n import Kept, again, inside, recalled, speaking, stored, tr, trl, trn, trnl


def test_a_kept_text_is_read_in_the_language_of_the_reader() -> None:
    with speaking("de"):
        kept = trl("Done: {ref}", ref="A-{7}")
        written = stored(kept)
        assert kept == tr("Done: {ref}", ref="A-{7}")
    assert recalled(written) == "Done: A-{7}"
    assert again(kept) == "Done: A-{7}"
    with speaking("de"):
        assert recalled(written) == kept != "Done: A-{7}"


def test_kept_words_within_a_kept_text_are_said_anew_too() -> None:
    with speaking("de"):
        field, works = inside(trl("Forecast finish")), trnl("{n} work", "{n} works", 3)
        written = stored(trl("{field} of {works}", field=field, works=works))
    assert recalled(written) == "forecast finish of 3 works"
    with speaking("de"):
        wanted = tr("{field} of {works}", field=tr("Forecast finish"), works=trn("{n} work", "{n} works", 3))
        assert recalled(written) == wanted
    assert stored(recalled(written)) == written


@pytest.mark.parametrize(
    "old", ["", "Fertig: A-7", '{"tr": ["Done: {ref}"], "values"', '{"tr": 7}', '{"tr": []}', "{}",
            '{"tr": ["{a}"], "values": {"b": "x"}}', '{"tr": ["One", "Two"], "values": {}}'],
)  # fmt: skip
def test_what_was_stored_as_it_is_is_shown_as_it_is(old: str) -> None:
    assert recalled(old) == old
    assert stored(old) == old


def test_a_kept_text_is_a_text() -> None:
    kept = trl("New risk")
    assert isinstance(kept, Kept)
    assert (kept, f"{kept}", {"New risk": 1}[kept]) == ("New risk", "New risk", 1)
