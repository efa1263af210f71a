"""A bank of phrases for minutes, by language: F2 behind a short form writes one out, as with one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping

PHRASES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "ptr": "The paper was taken as read.",
        "rn": "The report was noted.",
        "nc": "There were no comments.",
        "nb": "No other business was raised.",
        "ni": "No interests were declared.",
        "tr": "The minutes were agreed as a true record.",
        "ac": "Apologies for absence were received from",
        "tw": "The chair thanked everybody for their work.",
        "dd": "The item was deferred to the next meeting.",
        "sum": "In discussion, members raised the following points:",
    },
    "de": {
        "vgk": "Die Vorlage wird als gelesen behandelt.",
        "bzk": "Der Bericht wird zur Kenntnis genommen.",
        "kw": "Es gibt keine Wortmeldungen.",
        "kp": "Weitere Punkte werden nicht vorgebracht.",
        "ki": "Interessen werden nicht angezeigt.",
        "pg": "Das Protokoll wird als richtig genehmigt.",
        "ent": "Entschuldigt sind",
        "dk": "Der Vorsitz dankt allen für die Arbeit.",
        "vt": "Der Punkt wird auf die nächste Sitzung vertagt.",
        "dis": "In der Aussprache werden folgende Punkte genannt:",
    },
}
_LAST_WORD = re.compile(r"\S+$")


def phrase(before: str, lang: str) -> str | None:
    """The text before the caret with a short form at its end written out; None when it is none."""
    bank = PHRASES.get(lang.replace("_", "-").split("-")[0], PHRASES["en"])
    word = _LAST_WORD.search(before)
    long = bank.get(word.group().casefold()) if word else None
    return before[: word.start()] + long if word and long else None
