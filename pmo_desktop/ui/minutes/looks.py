"""How each kind of line looks: icon, tone and weight of its word."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping

from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.meetings import Presence, Purpose


@dc.dataclass(frozen=True, slots=True)
class KindLook:
    """Icon and tone of a kind of line; `strong` words stand in 600."""

    icon: str
    tone: str
    strong: bool = False


LOOKS: Mapping[EntryKind, KindLook] = {
    EntryKind.NOTE: KindLook("", "text3"),
    EntryKind.KEY_POINT: KindLook("star", "text2"),
    EntryKind.DECISION: KindLook("gavel", "accent_text", strong=True),
    EntryKind.REASON: KindLook("corner-down-right", "accent_text"),
    EntryKind.ACTION: KindLook("circle-check", "info", strong=True),
    EntryKind.RESOLUTION: KindLook("gavel", "accent_text", strong=True),
    EntryKind.VOTE: KindLook("vote", "accent_text", strong=True),
    EntryKind.INTEREST: KindLook("user-x", "warn", strong=True),
    EntryKind.QUESTION: KindLook("circle-question-mark", "text2"),
    EntryKind.RISK: KindLook("triangle-alert", "warn", strong=True),
    EntryKind.ISSUE: KindLook("circle-alert", "neg", strong=True),
    EntryKind.PARKED: KindLook("clock", "text2"),
    EntryKind.CORRECTION: KindLook("pen-line", "text2"),
    EntryKind.RESTRICTED: KindLook("lock", "warn", strong=True),
}
DECIDED = (EntryKind.DECISION, EntryKind.RESOLUTION)

PRESENCE: Mapping[Presence, tuple[str, str]] = {
    Presence.EXPECTED: ("user", "text3"),
    Presence.PRESENT: ("user-check", "pos"),
    Presence.REMOTE: ("tablet", "info"),
    Presence.APOLOGIES: ("user-x", "text3"),
    Presence.ABSENT: ("user-minus", "text3"),
    Presence.DEPUTY: ("users", "pos"),
    Presence.LEFT: ("log-out", "warn"),
}
"""Icon and tone of how somebody takes part."""

PURPOSE_ICONS: Mapping[Purpose, str] = {
    Purpose.DECIDE: "gavel",
    Purpose.ENDORSE: "stamp",
    Purpose.DISCUSS: "messages-square",
    Purpose.NOTE: "info",
}
