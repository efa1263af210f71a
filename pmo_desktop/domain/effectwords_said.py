"""The words for changes of the register, as patterns, by language. The first kind that fits is taken."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_desktop.domain.effects import EffectKind

Words = Mapping[str, str]

_K = EffectKind
CHANGES: Mapping[EffectKind, Words] = {
    _K.APPROVE_MINUTES: {
        "en": r"\bminutes\b.*\b(?:approved|adopted|confirmed|agreed)\b"
        r"|\b(?:approve|adopt|confirm)\w*\b.*\bminutes\b",
        "de": r"protokoll\w*\b.*(?:genehmig|angenommen|bestätig)|(?:genehmig|bestätig)\w*\b.*\bprotokoll",
    },
    _K.PASS_GATE: {
        "en": r"\bpass(?:es|ed)?\b.*\bgate\b|\bgate\b.*\b(?:pass(?:es|ed)?|approved|open(?:ed)?)\b"
        r"|\bapproves?\b.*\bgate\b",
        "de": r"\b(?:gate|tor)\b.*(?:passier|freigegeb|freigabe|frei\b|bestanden|genehmig|gibt)"
        r"|(?:passier|genehmig|freigabe|gibt)\w*\b.*\b(?:gate|tor)\b",
    },
    _K.REBASELINE: {
        "en": r"\bre-?baselin\w*|\bnew\b.*\bbaseline\b",
        "de": r"\bneu\w*\b.*\b(?:baseline|basisplan\w*|basislinie)\b|\bre-?baselin\w*",
    },
    _K.GRANT_WAIVER: {
        "en": r"\b(?:grant|approve|allow)\w*\b.*\b(?:waiver|exemption)\b|\bwaiver\b.*\bgranted\b",
        "de": r"\b(?:ausnahme|abweichung)\w*\b.*(?:gewähr|genehmig|erteil|bewillig|zugelassen)"
        r"|(?:gewähr|genehmig|erteil|bewillig)\w*\b.*\b(?:ausnahme|abweichung)",
    },
    _K.ACCEPT_RISK: {
        "en": r"\baccept\w*\b.*\brisk\b|\brisk\b.*\baccepted\b|\baccept\w*\s+\S+-R\d+",
        "de": r"\brisiko\w*\b.*(?:akzeptier|angenommen|nimmt|getragen|trägt)"
        r"|\bakzeptier\w*\b.*(?:risiko|-R\d+)",
    },
    _K.APPROVE_CHANGE: {
        "en": r"\bapprove\w*\b.*\bchange(?:\s+request)?\b|\bchange(?:\s+request)?\b.*\bapproved\b"
        r"|\bapprove\w*\s+\S+-I\d+",
        "de": r"\bänderung\w*\b.*(?:genehmig|freigegeb|angenommen)|\bgenehmig\w*\b.*(?:änderung|-I\d+)",
    },
    _K.CHANGE_BUDGET: {"en": r"\bbudget\b", "de": r"\b(?:gesamt|projekt)?budgets?\b"},
    _K.CHANGE_FINISH: {
        "en": r"\b(?:finish|end date|completion|delivery date)\b.*\bto\b",
        "de": r"\b(?:ende|endtermin|fertigstellung|abschluss\w*)\b.*\bauf\b",
    },
    _K.HOLD_WORK: {
        "en": r"\b(?:holds?|on hold|pauses?|suspends?|suspended|paused)\b",
        "de": r"\b(?:anhalten|angehalten|ruht|ruhen\w*|aussetzen|ausgesetzt|pausier\w*|unterbr\w+)\b"
        r"|\bhält\b.*\ban\b",
    },
    _K.STOP_WORK: {
        "en": r"\b(?:stops?|stopped|terminates?|terminated|abandons?|abandoned|closes down)\b",
        "de": r"\b(?:stopp\w*|einstellen|eingestellt|stellt\b.*\bein|abbrechen|abgebrochen|beend\w+)\b",
    },
    _K.START_WORK: {
        "en": r"\b(?:starts?|started|resumes?|resumed|restarts?|restarted|begins?|launch\w*)\b",
        "de": r"\b(?:start\w*|beginn\w*|fortsetzen|fortgesetzt|setzt\b.*\bfort|wiederaufn\w+)\b",
    },
}
"""What a decision may change, each by language."""

NOT: Words = {
    "en": r"\b(?:not|never|no new|no longer|nor|neither|reject\w*|refus\w*|declin\w*|defer\w*|postpone\w*"
    r"|withdraw\w*|advis\w+|recommend\w*|consider\w*)\b|n't\b",
    "de": r"\b(?:nicht|kein\w*|nie|ablehn\w*|abgelehnt|lehnt\b.*\bab|vertag\w*|zurückgestellt|empfiehlt"
    r"|empfehl\w*|rät|prüf\w*|zurückgezogen)\b",
}
"""A decision with these changes nothing by itself."""

WORK: Words = {
    "en": r"\b(?:project|programme|program|work|service|portfolio|it)\b",
    "de": r"\b(?:projekt|programm|vorhaben|dienst|portfolio|es)\w?\b",
}
RATIFIES: Words = {
    "en": r"\bratif\w+|\bconfirm\w*\b.*\bD-",
    "de": r"\bratifizier\w*|\bbestätig\w*\b.*\bD-|\bnachträglich\b",
}
NAMES: Words = {"en": r"\b(?:as|named|called)\s+", "de": r"\b(?:als|namens|genannt)\s+"}

ALSO: Words = {"en": r"(?:and\s+)?also\b", "de": r"(?:und\s+)?(?:auch|ferner|außerdem)\b"}
INSTEAD: Words = {"en": r"(?:but\s+)?instead\b", "de": r"stattdessen\b"}
NONE: Words = {
    "en": r"(?:no (?:effect|change)(?: (?:on|in|of) the register)?|register stays)\s*\.?$",
    "de": r"(?:keine? (?:wirkung|änderung)(?: (?:auf das|im) register)?|register bleibt)\s*\.?$",
}
