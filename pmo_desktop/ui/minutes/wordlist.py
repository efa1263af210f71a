"""The local word list: names and terms of the meeting's language, offered while they are typed."""

from __future__ import annotations

import json
import re

from pmo_desktop.domain.initials import fold
from pmo_desktop.ui.widgets.remembered import Remembered

KEY = "minutes/words"
_WORD = re.compile(r"[^\W\d_][\w-]*$")
LONGEST = 60


class WordList:
    """Words kept between starts, by language; large letters and accents do not matter to find one."""

    def __init__(self, remembered: Remembered | None) -> None:
        self._remembered = remembered
        self._known = _read(remembered)

    def words(self, lang: str) -> list[str]:
        """The words of a language, in order."""
        return sorted(self._known.get(_base(lang), ()), key=fold)

    def starting(self, prefix: str, lang: str, most: int = 6) -> list[str]:
        """Words that begin so and go on."""
        wanted = fold(prefix)
        fits = (w for w in self.words(lang) if fold(w).startswith(wanted) and w != prefix)
        return [w for w, _ in zip(fits, range(most), strict=False)]

    def turn(self, text: str, lang: str) -> tuple[str, bool] | None:
        """Put the last word of a text on the list, or take it off; the word, and whether it is on."""
        word = _WORD.search(text.strip())
        if word is None or len(word.group()) > LONGEST:
            return None
        said, held = word.group(), self._known.setdefault(_base(lang), [])
        on = said not in held
        held.append(said) if on else held.remove(said)
        if self._remembered is not None:
            self._remembered.setValue(KEY, json.dumps(self._known, ensure_ascii=False))
        return said, on


def _base(lang: str) -> str:
    return lang.replace("_", "-").split("-")[0].lower()


def _read(remembered: Remembered | None) -> dict[str, list[str]]:
    """What is kept; nothing when the file was edited into something else."""
    try:
        found = json.loads(str(remembered.value(KEY, "{}"))) if remembered is not None else {}
    except ValueError:
        return {}
    lists = found.items() if isinstance(found, dict) else ()
    return {str(lang): [str(w) for w in words] for lang, words in lists if isinstance(words, list)}
