"""The wording of minutes in English."""

from __future__ import annotations

import re

from pmo_desktop.domain.governance import BodyKind
from pmo_desktop.domain.wording_grammar import Grammar, capital, pairs, replaced

_PAST = {
    "is": "was",
    "are": "were",
    "has": "had",
    "have": "had",
    "will": "would",
    "can": "could",
    "may": "might",
    "must": "had to",
    "does": "did",
    "do": "did",
    "shall": "should",
    "cannot": "could not",
    "needs": "needed",
    "wants": "wanted",
    "expects": "expected",
    "confirms": "confirmed",
    "reports": "reported",
    "remains": "remained",
    "means": "meant",
    "depends": "depended",
    "costs": "cost",
    "think": "thought",
    "thinks": "thought",
    "believe": "believed",
    "agree": "agreed",
    "need": "needed",
    "i": "the speaker",
    "today": "that day",
    "tomorrow": "the next day",
    "yesterday": "the day before",
}
_PLAIN_BEHIND = frozenset(
    {"to", "will", "would", "can", "could", "may", "might", "must", "should", "not", "cannot"}
)
"""Behind these a verb has no tense."""
_DECIDE = {
    "accept": "accepted",
    "adopt": "adopted",
    "agree": "agreed",
    "approve": "approved",
    "ask": "asked",
    "authorise": "authorised",
    "close": "closed",
    "confirm": "confirmed",
    "decline": "declined",
    "defer": "deferred",
    "delegate": "delegated",
    "endorse": "endorsed",
    "extend": "extended",
    "fund": "funded",
    "grant": "granted",
    "hold": "held",
    "note": "noted",
    "pass": "passed",
    "pause": "paused",
    "ratify": "ratified",
    "refer": "referred",
    "reject": "rejected",
    "release": "released",
    "resolve": "resolved",
    "start": "started",
    "stop": "stopped",
    "waive": "waived",
}
_DECIDED = {word: base for base, past in _DECIDE.items() for word in (base, past)}
_SUBJECT = re.compile(r"^(?:we|the (?:board|committee|council|group|body|meeting)) +", re.IGNORECASE)
_ASKED = re.compile(
    r"^(?:will|is to|has to|needs to|should|shall|must|to|agreed to|please)\s+", re.IGNORECASE
)


def _verb(words: str) -> tuple[str, str]:
    """The verb of a decision as it is in a dictionary, and what follows; no verb where it is none known."""
    bare = _SUBJECT.sub("", words.strip())
    first, _, rest = re.sub(r"^(?:to|is to|has|have)\s+", "", bare, flags=re.IGNORECASE).partition(" ")
    base = _DECIDED.get(first.casefold(), "")
    return base, rest.strip()


def _reported(text: str) -> str:
    return replaced(text, _PAST, _PLAIN_BEHIND)


def _noted(who: str, sentence: str) -> str:
    return f"{capital(who)} noted that {sentence}" if who else f"It was noted that {sentence}"


def _decided(actor: str, words: str) -> str:
    base, rest = _verb(words)
    return f"{capital(actor)} {_DECIDE[base]} {rest}".rstrip() if base else words


def _resolved(actor: str, words: str) -> str:
    base, rest = _verb(words)
    return f"It was resolved that {actor} {base} {rest}".rstrip() if base else words


def _asked(words: str) -> str:
    return capital(_ASKED.sub("", words.strip()))


def _role(job: str) -> str:
    return f"the {job}"


ENGLISH = Grammar(
    actors={
        BodyKind.INVESTMENT_COMMITTEE: "the Committee",
        BodyKind.CHANGE_AUTHORITY: "the Authority",
        BodyKind.STANDARDS_COUNCIL: "the Council",
        BodyKind.ADVISORY_GROUP: "the Group",
    }
    | dict.fromkeys(
        (
            BodyKind.PORTFOLIO_BOARD,
            BodyKind.PROGRAMME_BOARD,
            BodyKind.PROJECT_BOARD,
            BodyKind.SERVICE_REVIEW_BOARD,
        ),
        "the Board",
    ),
    acted=re.compile(
        r"\bwe\b|(?:^|(?<=[.;!?] ))(?:(?:the )?board|the (?:meeting|committee|council|group)|members)(?= \w)",
        re.IGNORECASE,
    ),
    opened=re.compile(
        r"(?:it was|the \S+(?: \S+){0,3} (?:noted|received|considered|agreed|resolved|asked|challenged"
        r"|deferred|referred|delegated|approved|confirmed|declared|reported|said))\b",
        re.IGNORECASE,
    ),
    reported=_reported,
    noted=_noted,
    decided=_decided,
    resolved=_resolved,
    asked=_asked,
    role=_role,
    neutral=pairs(
        ("complained about", "raised a concern about"),
        ("complained that", "raised the concern that"),
        ("argued", "stated"),
        ("claimed", "stated"),
        ("admitted", "said"),
        ("insisted", "stated"),
        ("unfortunately,?", ""),
        ("clearly", ""),
        ("obviously", ""),
        ("angrily", ""),
        ("heated", ""),
        ("excellent", ""),
        ("disappointing", ""),
        ("very", ""),
        ("basically", ""),
    ),
    condition=re.compile(
        r",?\s+((?:subject to|provided that|on condition that|if and when)\s.+?)\.?$", re.IGNORECASE
    ),
    phrases=(
        "{actor} noted {…}.",
        "{actor} received {…}.",
        "{actor} considered {…}.",
        "{actor} agreed {…}.",
        "It was resolved that {actor} {…}.",
        "{actor} deferred {…} to its next meeting.",
        "{actor} referred {…} to {…}.",
        "{actor} delegated {…} to {…}.",
    ),
)
