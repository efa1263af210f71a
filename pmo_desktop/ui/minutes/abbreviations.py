"""The scribe's own short forms: F2 writes one out, or learns it from "short = long form"."""

from __future__ import annotations

import json
import re

from pmo_desktop.ui.widgets.remembered import Remembered

KEY = "minutes/abbreviations"
_TAUGHT = re.compile(r"\s*(\S{1,20})\s+=\s+(\S.{0,199}?)\s*")
_LAST_WORD = re.compile(r"[^\s,;:(]+$")


class Abbreviations:
    """Short forms and what they stand for, kept between starts; small and large letters are the same."""

    def __init__(self, remembered: Remembered | None) -> None:
        self._remembered = remembered
        self._known = _read(remembered)

    def learn(self, text: str) -> tuple[str, str] | None:
        """Take "mha = Main Hospital Area" as a short form; None when the text is something else."""
        taught = _TAUGHT.fullmatch(text)
        if taught is None:
            return None
        short, long = taught.groups()
        self._known[short.casefold()] = long
        if self._remembered is not None:
            self._remembered.setValue(KEY, json.dumps(self._known, ensure_ascii=False))
        return short, long

    def known(self) -> dict[str, str]:
        """Short forms in capitals with what they stand for; taught since in another place too."""
        return {short.upper(): long for short, long in _read(self._remembered).items()}

    def expanded(self, before: str) -> str | None:
        """The text before the caret with its last word written out; None when that is no short form."""
        word = _LAST_WORD.search(before)
        long = self._known.get(word.group().casefold()) if word else None
        return before[: word.start()] + long if word and long else None


def _read(remembered: Remembered | None) -> dict[str, str]:
    """What is kept; nothing when the file was edited into something else."""
    try:
        found = json.loads(str(remembered.value(KEY, "{}"))) if remembered is not None else {}
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}
