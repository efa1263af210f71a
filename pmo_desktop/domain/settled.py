"""What may still change once the minutes of a meeting are approved; rules and database locks read it here."""

from __future__ import annotations

from collections.abc import Mapping

_OFFICE = frozenset({"revision", "owner", "description", "source", "secrecy", "tags", "state"})
"""How the office files a record, and how far it has come."""

GOES_ON: Mapping[str, frozenset[str]] = {
    "minute_entry": frozenset({"revision", "raw"}),
    "attendance": frozenset({"revision"}),
    "declaration": frozenset({"revision"}),
    "vote": frozenset({"revision"}),
    "decision": _OFFICE | {"effective", "works", "review_by", "supersedes", "ratified_by"},
    "agenda_item": _OFFICE | {"business", "deferrals"},
    "meeting": _OFFICE | {"series", "previous", "invitation", "window_ends"},
    "minute_set": frozenset(
        {
            "revision", "state", "body_hash", "frozen_hash", "signed_by", "signed_on", "signed_how",
            "signed_copy", "notes_disposed_at",
        }
    ),
}  # fmt: skip
"""By table, the fields that are not locked. What is not named here stays as it was minuted."""
EMPTIED = "raw"
"""Of a line: it may become empty and nothing else."""
ONCE = ("body_hash", "frozen_hash", "notes_disposed_at")
"""Of approved minutes: may be filled, never filled anew."""
SIGNATURE = ("signed_by", "signed_on", "signed_how", "signed_copy")
"""Fixed, each once it is filled, as soon as the minutes are signed."""
