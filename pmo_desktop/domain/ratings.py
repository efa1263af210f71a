"""Rating words of many offices and languages, read into one scale; the words themselves are kept.

Two scales are in use: three steps (green, amber, red) and five (with amber/green and amber/red between
them). A five-step rating is shown on the three-step scale by its middle: both mixed steps are amber.
"""

from __future__ import annotations

import dataclasses as dc
import re
from enum import StrEnum

from pmo_desktop.domain.absences import absence, folded
from pmo_desktop.i18n import tr


class Confidence(StrEnum):
    """Delivery confidence on five steps, best first."""

    GREEN = "green"
    AMBER_GREEN = "amber_green"
    AMBER = "amber"
    AMBER_RED = "amber_red"
    RED = "red"


class RatingKind(StrEnum):
    """What a rating cell turned out to be."""

    RATED = "rated"
    COMPLETE = "complete"
    ABSENT = "absent"
    """The cell says why there is no rating: withheld, reset, not rated."""
    UNKNOWN = "unknown"
    """The cell holds words that are no rating this program knows."""


@dc.dataclass(frozen=True, slots=True)
class RatingRead:
    """A rating as read: `value` is green, amber, red, complete or none; `words` are the file's own."""

    value: str
    five_point: Confidence | None
    words: str
    reason: str = ""
    kind: RatingKind = RatingKind.RATED


_STEPS: dict[Confidence, str] = {
    Confidence.GREEN: "green g grun vert verde groen gron verdes on-track ontrack on-target good low-risk"
    " im-plan planmassig unkritisch en-bonne-voie sur-la-bonne-voie conforme en-plazo segun-lo-previsto"
    " en-curso-segun-lo-previsto a-tiempo 🟢 💚",
    Confidence.AMBER: "amber a y yellow orange gelb jaune ambre ambar amarillo naranja amarelo giallo"
    " arancione geel oranje gul at-risk needs-attention caution some-risk medium-risk gefahrdet"
    " leicht-gefahrdet beobachten a-surveiller attention a-risque en-riesgo atencion bajo-vigilancia 🟡 🟠",
    Confidence.RED: "red r rot rouge rojo vermelho rosso rood rod off-track critical high-risk in-trouble"
    " kritisch stark-gefahrdet nicht-im-plan en-difficulte critique hors-piste critico fuera-de-plazo 🔴",
    Confidence.AMBER_GREEN: "ag a/g g/a amber/green green/amber yellow/green green/yellow gelb/grun grun/gelb"
    " jaune/vert vert/jaune orange/vert ambre/vert vert/ambre amarillo/verde verde/amarillo ambar/verde"
    " verde/ambar",
    Confidence.AMBER_RED: "ar a/r r/a amber/red red/amber yellow/red red/yellow gelb/rot rot/gelb jaune/rouge"
    " rouge/jaune orange/rouge ambre/rouge rouge/ambre amarillo/rojo rojo/amarillo ambar/rojo rojo/ambar",
}
_COMPLETE_WORDS = (
    "complete completed closed done finished delivered blue b abgeschlossen fertig erledigt blau termine"
    " terminee acheve bleu completado completada terminado cerrado azul 🔵"
)
_COMPLETE = frozenset(_COMPLETE_WORDS.split())
_WORDS: dict[str, Confidence] = {w: step for step, words in _STEPS.items() for w in words.split()}
_THREE = {Confidence.GREEN: "green", Confidence.AMBER: "amber", Confidence.RED: "red"}
_CIO = dict(zip("54321", Confidence, strict=True))
_MOST_WORDS = 6


def _plain(text: str) -> str:
    """Folded for comparing: no accents, no case, one space, slashes and dashes without spaces."""
    flat = re.sub(r"\s*[/\\|]\s*", "/", folded(text).replace("\ufe0f", ""))
    return re.sub(r"[\s_\u2010-\u2015-]+", "-", flat.strip(" .:;*()[]\"'▲▼►▶◆↑↓→")).strip("-")


def _rated(step: Confidence, words: str, reason: str = "") -> RatingRead:
    return RatingRead(_THREE.get(step, "amber"), step, words, reason)


def _within(plain: str) -> Confidence | None:
    """The one colour named in a short remark such as 'amber, improving'; None if several or none."""
    pieces = [p for p in re.split(r"[-,;:.()\s]+", plain) if p]
    if not pieces or len(pieces) > _MOST_WORDS or pieces[0] in {"not", "nicht", "pas", "no"}:
        return None
    found = {_WORDS[p] for p in pieces if len(p) > 1 and p in _WORDS}
    pair = frozenset(found)
    if pair == {Confidence.AMBER, Confidence.GREEN}:
        return Confidence.AMBER_GREEN
    if pair == {Confidence.AMBER, Confidence.RED}:
        return Confidence.AMBER_RED
    return found.pop() if len(found) == 1 else None


def read_rating(text: str, *, numbers: bool = False) -> RatingRead:
    """Read one rating cell; nothing is dropped, an unknown word comes back as kind `unknown`.

    `numbers` reads 5 (best) to 1 (worst), the evaluation by a chief information officer as published
    for the United States' federal portfolio; without it a bare number is no rating.
    """
    words = text.strip()
    plain = _plain(words)
    if step := _WORDS.get(plain):
        return _rated(step, words)
    if plain in _COMPLETE:
        return RatingRead("complete", None, words, kind=RatingKind.COMPLETE)
    if numbers and (step := _CIO.get(re.sub(r"\.0+$", "", plain))):
        return _rated(step, words, tr("Read as a step of five, 5 being best"))
    if why := absence(words):
        return RatingRead("none", None, words, why, RatingKind.ABSENT)
    if step := _within(plain):
        return _rated(step, words, tr("Read from the words “{words}”", words=words))
    if len(plain.split("-")) > _MOST_WORDS:
        why = tr("An explanation stands in place of a rating")
        return RatingRead("none", None, words, why, RatingKind.ABSENT)
    why = tr("“{words}” is no rating known here", words=words)
    return RatingRead("none", None, words, why, RatingKind.UNKNOWN)
