"""Cells that say why they say nothing: withheld, not known yet, not applicable, a spreadsheet error."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pmo_desktop.i18n import N_, tr

# Patterns are matched against folded text: lower case, without accents.
_WITHHELD = (
    r"\bexempt|withheld|redacted|freedom of information|\bfoi\b|\bgeheim|caviard|confidencial|reservado"
)
_ERROR = r"^#(n/a|na|ref!|value!|div/0!|name\?|null!|num!|nv|wert!|bezug!|valeur !|nombre\?|valor!)"
_DASH = r"^[-\u2010-\u2015\u2212._/?*]+$"
_RESET = r"^reset\b"
_NO_USE = (
    r"^(n/?a|n\.a\.?|none|nil|null|not applicable|entfallt|nicht zutreffend|sans objet|s\.?o\.?|no aplica)"
    r"(?!\w)"
)
_NOT_RATED = (
    r"^(no dca|not rated|unrated|no rating|not (yet )?assessed|not scored|no report|not reported"
    r"|nicht bewertet|ohne bewertung|non evalue|sin (evaluar|calificacion))\b"
)
_NOT_YET = (
    r"^(tbc|tbd|tba|to be (determined|confirmed|agreed|decided)|unknown|pending|awaiting|offen|noch offen"
    r"|unbekannt|a (determiner|confirmer|venir)|por (determinar|definir|confirmar)|desconocido)\b"
)
_NOT_GIVEN = (
    r"^(data )?not (provided|available|supplied|disclosed|given|known)|^costs? .*not available"
    r"|^no (departmental |department )?(narrative|comment|data|value|information)|did not provide"
    r"|not (yet )?in a position to provide|^early planning|^keine angabe|^k\.? ?a\.?$"
    r"|^non (disponible|fourni)|^sin datos|^no disponible"
)
_WAITING = r"^(on hold|paused|approved: awaiting|gestoppt|pausiert|en attente|en pausa)\b"

_REASONS = {
    _WITHHELD: N_("Withheld"),
    _ERROR: N_("A spreadsheet error"),
    _DASH: N_("A dash"),
    _RESET: N_("Reset: no valid baseline at the time"),
    _NO_USE: N_("Not applicable"),
    _NOT_RATED: N_("Not rated"),
    _NOT_YET: N_("Not known yet"),
    _NOT_GIVEN: N_("Not provided"),
    _WAITING: N_("On hold"),
}


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), reason) for pattern, reason in _REASONS.items())


def folded(text: str) -> str:
    """Text for comparing: lower case, without accents, every run of white space one space."""
    if text.isascii():
        return " ".join(text.casefold().split())
    flat = unicodedata.normalize("NFKD", text.replace("ß", "ss")).casefold()
    return " ".join("".join(c for c in flat if not unicodedata.combining(c)).split())


def absence(text: str) -> str:
    """Why a cell holds no value, in the language in force; an empty text when it may well hold one.

    Only for cells that ought to hold a date, an amount or a rating: a narrative may use any words.
    """
    words = folded(text)
    return next((tr(reason) for pattern, reason in _compiled() if pattern.search(words)), "")
