"""Every language that the program offers says every text, and says it about the same values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from pmo_desktop import i18n
from pmo_desktop.domain.health import Rating
from pmo_desktop.i18n import speaking, tr
from tests.tools import script

translations = script("translations")
FILES = sorted(translations.CATALOGUES.glob("*.po"))
ENDS = (".", "…", ":", "?", "!")


def test_german_is_offered() -> None:
    assert "de" in i18n.languages()
    with speaking("de"):
        assert tr(Rating.AMBER.label) == "Gelb"


def test_every_language_is_complete_and_right() -> None:
    assert translations.check(translations.CODE, translations.CATALOGUES) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.stem))
def test_a_text_begins_and_ends_as_its_source(file: Path) -> None:
    """A lost full stop, ellipsis or space joins texts that stand side by side."""
    with file.open("rb") as body:
        catalogue = list(read_po(body, locale=file.stem))
    wrong = []
    for message in catalogue:
        source, said = _first(message.id), _first(message.string)
        if source and said and (_spaces(source) != _spaces(said) or _end(source) not in ("", _end(said))):
            wrong.append(f"{source!r}: {said!r}")
    assert wrong == []


def _first(forms: str | Sequence[str] | None) -> str:
    return forms if isinstance(forms, str) else forms[0] if forms else ""


def _spaces(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def _end(text: str) -> str:
    last = text.rstrip()[-1:]
    return last if last in ENDS else ""
