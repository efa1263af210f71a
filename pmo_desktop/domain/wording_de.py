"""The wording of minutes in German: reported speech in the subjunctive, leads with a colon."""

from __future__ import annotations

import re

from pmo_desktop.domain.governance import BodyKind
from pmo_desktop.domain.wording_grammar import Grammar, capital, pairs, replaced

_INDIRECT = {
    "ist": "sei",
    "sind": "seien",
    "hat": "habe",
    "haben": "hätten",
    "wird": "werde",
    "werden": "würden",
    "kann": "könne",
    "können": "könnten",
    "muss": "müsse",
    "müssen": "müssten",
    "will": "wolle",
    "wollen": "wollten",
    "soll": "solle",
    "darf": "dürfe",
    "bleibt": "bleibe",
    "braucht": "brauche",
    "kostet": "koste",
    "bestätigt": "bestätige",
    "erwartet": "erwarte",
    "heute": "an diesem Tag",
    "gestern": "am Vortag",
}
_PLAIN_BEHIND = frozenset({"zu"})
_ASKED = re.compile(r"^(?:soll(?:te)?|muss|wird|möge|bitte)\s+", re.IGNORECASE)
_NOUN = "Gremium"


def _reported(text: str) -> str:
    return replaced(text, _INDIRECT, _PLAIN_BEHIND)


def _noted(who: str, sentence: str) -> str:
    return (
        f"{capital(who)} hielt fest: {capital(sentence)}"
        if who
        else f"Festgehalten wurde: {capital(sentence)}"
    )


def _decided(actor: str, words: str) -> str:
    return f"{capital(actor)} beschloss: {capital(words)}"


def _resolved(_actor: str, words: str) -> str:
    return f"Es wurde beschlossen: {capital(words)}"


def _asked(words: str) -> str:
    return capital(_ASKED.sub("", words.strip()))


def _role(job: str) -> str:
    return job


GERMAN = Grammar(
    actors={
        BodyKind.INVESTMENT_COMMITTEE: "der Ausschuss",
        BodyKind.STANDARDS_COUNCIL: "der Rat",
        BodyKind.ADVISORY_GROUP: "der Beirat",
    }
    | dict.fromkeys(
        (
            BodyKind.PORTFOLIO_BOARD,
            BodyKind.PROGRAMME_BOARD,
            BodyKind.PROJECT_BOARD,
            BodyKind.CHANGE_AUTHORITY,
            BodyKind.SERVICE_REVIEW_BOARD,
        ),
        f"das {_NOUN}",
    ),
    acted=re.compile(
        r"\bwir\b|(?:^|(?<=[.;!?] ))(?:das board|die sitzung|die mitglieder|der lenkungskreis)(?= \w)",
        re.IGNORECASE,
    ),
    opened=re.compile(
        r"(?:es wurde|festgehalten wurde|[\w -]{2,60} (?:hielt fest|nahm|beschloss|beriet|stellte zurück"
        r"|verwies|übertrug|stimmte zu|fragte))\b",
        re.IGNORECASE,
    ),
    reported=_reported,
    noted=_noted,
    decided=_decided,
    resolved=_resolved,
    asked=_asked,
    role=_role,
    neutral=pairs(
        ("beschwerte sich über", "äußerte Bedenken zu"),
        ("beschwerte sich, dass", "äußerte das Bedenken, dass"),
        ("behauptete", "erklärte"),
        ("gab zu", "erklärte"),
        ("beharrte darauf", "erklärte"),
        ("leider", ""),
        ("offensichtlich", ""),
        ("natürlich", ""),
        ("verärgert", ""),
        ("hitzige", ""),
        ("hervorragend", ""),
        ("enttäuschend", ""),
        ("sehr", ""),
        ("eigentlich", ""),
    ),
    condition=re.compile(
        r",?\s+((?:vorbehaltlich|unter der Bedingung|unter dem Vorbehalt|sofern|vorausgesetzt)\s.+?)\.?$",
        re.IGNORECASE,
    ),
    phrases=(
        "{actor} nahm {…} zur Kenntnis.",
        "{actor} nahm {…} entgegen.",
        "{actor} beriet {…}.",
        "{actor} stimmte {…} zu.",
        "Es wurde beschlossen: {…}.",
        "{actor} stellte {…} bis zur nächsten Sitzung zurück.",
        "{actor} verwies {…} an {…}.",
        "{actor} übertrug {…} an {…}.",
    ),
)
