"""Kinds of minute entries, their markers and their words in each language."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from functools import cache

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.initials import foldings
from pmo_desktop.domain.meetings import InterestEffect
from pmo_desktop.i18n import N_


class EntryKind(Worded):
    """What a line of the minutes is."""

    NOTE = "note", N_("Note")
    KEY_POINT = "key_point", N_("Key point")
    DECISION = "decision", N_("Decision")
    REASON = "reason", N_("Reason")
    ACTION = "action", N_("Action")
    RESOLUTION = "resolution", N_("Resolution")
    VOTE = "vote", N_("Vote")
    INTEREST = "interest", N_("Interest")
    QUESTION = "question", N_("Question")
    RISK = "risk", N_("Risk")
    ISSUE = "issue", N_("Issue")
    PARKED = "parked", N_("Parked")
    CORRECTION = "correction", N_("Correction")
    RESTRICTED = "restricted", N_("Part B")


KIND_LABELS: Mapping[EntryKind, str] = {member: member.label for member in EntryKind}


@dc.dataclass(frozen=True, slots=True)
class Marker:
    """A sign that begins a line; `legend` is its short word in the row of keys below the line."""

    sign: str
    kind: EntryKind
    legend: str


MARKERS = (
    Marker("k", EntryKind.KEY_POINT, N_("key")),
    Marker("d", EntryKind.DECISION, N_("decision")),
    Marker("a", EntryKind.ACTION, N_("action")),
    Marker("v", EntryKind.VOTE, N_("vote")),
    Marker("?", EntryKind.QUESTION, N_("question")),
    Marker("!", EntryKind.RISK, N_("risk")),
    Marker("#", EntryKind.ISSUE, N_("issue")),
    Marker("~", EntryKind.PARKED, N_("parked")),
    Marker("i", EntryKind.INTEREST, N_("interest")),
    Marker("=", EntryKind.CORRECTION, N_("correction")),
    Marker("*", EntryKind.RESTRICTED, N_("Part B")),
)
SIGNS: Mapping[EntryKind, str] = {m.kind: m.sign for m in MARKERS} | {EntryKind.REASON: "d"}
TAKES_OWNER = frozenset(
    {EntryKind.ACTION, EntryKind.RISK, EntryKind.ISSUE, EntryKind.QUESTION, EntryKind.PARKED}
)
TAKES_DUE = TAKES_OWNER


@dc.dataclass(frozen=True, slots=True)
class _Words:
    """One language: letters besides the common signs, kinds by word, and the small words of a line."""

    letters: Mapping[str, EntryKind]
    kinds: Mapping[EntryKind, str]
    because: tuple[str, ...]
    who: str
    due: str
    effects: Mapping[InterestEffect, str]


_K = EntryKind
_E = InterestEffect
_LANGUAGES: Mapping[str, _Words] = {
    "en": _Words(
        {"q": _K.QUESTION, "r": _K.RISK, "p": _K.PARKED},
        {
            _K.NOTE: "note",
            _K.KEY_POINT: "key point|key",
            _K.DECISION: "decision|decided|agreed",
            _K.REASON: "reason",
            _K.ACTION: "action",
            _K.RESOLUTION: "resolution|resolved",
            _K.VOTE: "vote",
            _K.INTEREST: "interest",
            _K.QUESTION: "question",
            _K.RISK: "risk",
            _K.ISSUE: "issue",
            _K.PARKED: "parked|park",
            _K.CORRECTION: "correction",
            _K.RESTRICTED: "part b|restricted",
        },
        ("because",),
        "who",
        "by",
        {
            _E.LEAVES: "leaves|left|leaves the room|withdraws|recused",
            _E.SILENT: "silent",
            _E.NO_VOTE: "no vote|does not vote|not voting|will not vote",
            _E.NOTED: "noted",
        },
    ),
    "de": _Words(
        {"b": _K.DECISION, "m": _K.ACTION, "f": _K.QUESTION, "r": _K.RISK, "p": _K.ISSUE, "t": _K.PARKED},
        {
            _K.NOTE: "notiz",
            _K.KEY_POINT: "kernpunkt|kernaussage",
            _K.DECISION: "beschluss|entscheidung",
            _K.REASON: "grund|begründung",
            _K.ACTION: "aktion|maßnahme|aufgabe",
            _K.RESOLUTION: "entschließung",
            _K.VOTE: "abstimmung|votum",
            _K.INTEREST: "interesse|befangenheit|interessenkonflikt",
            _K.QUESTION: "frage",
            _K.RISK: "risiko",
            _K.ISSUE: "problem",
            _K.PARKED: "themenspeicher|zurückgestellt",
            _K.CORRECTION: "berichtigung|korrektur",
            _K.RESTRICTED: "teil b|vertraulich",
        },
        ("weil", "da", "denn"),
        "wer",
        "bis",
        {
            _E.LEAVES: "verlässt den raum|verlässt|geht hinaus",
            _E.SILENT: "schweigt",
            _E.NO_VOTE: "stimmt nicht|stimmt nicht mit|ohne stimme",
            _E.NOTED: "vermerkt|zur kenntnis",
        },
    ),
    "fr": _Words(
        {"q": _K.QUESTION, "r": _K.RISK, "p": _K.ISSUE},
        {
            _K.NOTE: "note",
            _K.KEY_POINT: "point clé",
            _K.DECISION: "décision",
            _K.REASON: "motif",
            _K.ACTION: "action",
            _K.RESOLUTION: "résolution",
            _K.VOTE: "vote",
            _K.INTEREST: "intérêt",
            _K.QUESTION: "question",
            _K.RISK: "risque",
            _K.ISSUE: "problème",
            _K.PARKED: "reporté",
            _K.CORRECTION: "correction",
            _K.RESTRICTED: "partie b|confidentiel",
        },
        ("parce que", "car"),
        "qui",
        "pour",
        {
            _E.LEAVES: "quitte la salle|quitte|sort",
            _E.SILENT: "garde le silence",
            _E.NO_VOTE: "ne vote pas|sans vote",
            _E.NOTED: "noté",
        },
    ),
    "es": _Words(
        {"q": _K.QUESTION, "r": _K.RISK, "p": _K.ISSUE},
        {
            _K.NOTE: "nota",
            _K.KEY_POINT: "punto clave",
            _K.DECISION: "decisión|acuerdo",
            _K.REASON: "motivo",
            _K.ACTION: "acción|tarea",
            _K.RESOLUTION: "resolución",
            _K.VOTE: "votación",
            _K.INTEREST: "interés",
            _K.QUESTION: "pregunta",
            _K.RISK: "riesgo",
            _K.ISSUE: "problema",
            _K.PARKED: "aplazado",
            _K.CORRECTION: "corrección",
            _K.RESTRICTED: "parte b|confidencial",
        },
        ("porque", "ya que"),
        "quién",
        "para",
        {
            _E.LEAVES: "sale de la sala|sale",
            _E.SILENT: "guarda silencio",
            _E.NO_VOTE: "no vota|sin voto",
            _E.NOTED: "anotado",
        },
    ),
}


@dc.dataclass(frozen=True, slots=True)
class LineWords:
    """All that a line may be written with in one language; words are folded."""

    letters: Mapping[str, EntryKind]
    kinds: Mapping[str, EntryKind]
    because: tuple[str, ...]
    who: tuple[str, ...]
    due: tuple[str, ...]
    effects: tuple[tuple[str, InterestEffect], ...]


@cache
def line_words(lang: str) -> LineWords:
    """The words of a language with the English ones behind them; letters only its own."""
    english = _LANGUAGES["en"]
    own = _LANGUAGES.get(lang.replace("_", "-").split("-")[0].lower(), english)
    both = (english, own)
    effects = [
        (w, e)
        for said in both
        for e, ways in said.effects.items()
        for x in ways.split("|")
        for w in foldings(x)
    ]
    return LineWords(
        {m.sign: m.kind for m in MARKERS} | dict(own.letters),
        {
            w: kind
            for said in both
            for kind, ways in said.kinds.items()
            for x in ways.split("|")
            for w in foldings(x)
        },
        tuple(dict.fromkeys(w for said in both for x in said.because for w in foldings(x))),
        tuple(dict.fromkeys(w for said in both for w in foldings(said.who))),
        tuple(dict.fromkeys(w for said in both for w in foldings(said.due))),
        tuple(sorted(effects, key=lambda pair: -len(pair[0]))),
    )
