"""What must hold of bodies, their series and meetings, and of what decisions change: bounds of numbers."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_desktop.domain.effects import Effect
from pmo_desktop.domain.governance import GovernanceBody, MeetingSeries
from pmo_desktop.domain.meetings import Meeting
from pmo_desktop.i18n import N_, tr

LONGEST_DAYS = 366
"""Working days of a deadline."""
LONGEST_MEETING = 7 * 24 * 60
"""Minutes of a meeting."""
_DAYS = {
    "papers_due": N_("Papers due"),
    "pack_issue": N_("Pack issued"),
    "notice": N_("Notice"),
    "minutes_draft": N_("Draft minutes"),
    "minutes_comments": N_("Comments on the draft"),
}

Found = Iterator[tuple[str, str]]


def _between(label: str, low: int, high: int) -> str:
    return tr("{field} must lie between {low} and {high}", field=tr(label), low=low, high=high)


def days_of_deadlines(body: GovernanceBody) -> Found:
    """Deadlines are so many working days, and not thousands of them."""
    for name, label in _DAYS.items():
        if not 0 <= getattr(body, name) <= LONGEST_DAYS:
            yield name, _between(label, 0, LONGEST_DAYS)


def meeting_has_a_length(record: Meeting | MeetingSeries) -> Found:
    """A meeting ends after it begins, within a week."""
    if not 1 <= record.length <= LONGEST_MEETING:
        yield "length", _between(N_("Length"), 1, LONGEST_MEETING)


def amount_is_one(effect: Effect) -> Found:
    """A budget is not below nothing."""
    if effect.amount is not None and effect.amount.minor < 0:
        yield "amount", tr("{field} cannot be below 0", field=tr("Amount"))
