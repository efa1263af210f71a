"""The numbers of the lines of minutes: without a gap while they are a draft, fixed once they went out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from string import ascii_lowercase
from typing import Any
from uuid import UUID

from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.meetings import Part
from pmo_desktop.domain.minutes import MinuteEntry, MinutesState

APART = frozenset({EntryKind.REASON, EntryKind.PARKED})
"""Lines that are printed elsewhere, a reason with its decision and a parked point in its table: they take
a letter, so that the numbers of the others have no gap."""
_DRAFT = (MinutesState.CAPTURING, MinutesState.DRAFTING, MinutesState.CHAIR_REVIEW)


def fixed(state: MinutesState | None) -> bool:
    """Whether people may have these minutes, so that no line gets another number."""
    return state is not None and state not in _DRAFT


def places(entries: Iterable[MinuteEntry]) -> dict[UUID, int]:
    """The place of each line within its item and part, from 1, by the order given.

    A line that stands apart shares the place of the line before it. Restricted lines are counted by
    themselves, so that the open part has no gap that tells of them.
    """
    last: Counter[tuple[UUID | None, Part]] = Counter()
    found: dict[UUID, int] = {}
    for entry in entries:
        place = (entry.item, entry.part)
        last[place] += entry.entry_kind not in APART
        found[entry.id] = max(last[place], 1)
    return found


def line_numbers(
    entries: Iterable[MinuteEntry], items: Mapping[Any, str], state: MinutesState | None
) -> dict[UUID, str]:
    """The number of each line ("4.9", apart "4.a", restricted "B4.1"), entries in order, items by id.

    A line without an item stands under "0".
    """
    kept = tuple(entries)
    counted, letters = places(kept), Counter[tuple[UUID | None, Part]]()
    numbers: dict[UUID, str] = {}
    for entry in kept:
        item = f"{'B' if entry.part is Part.B else ''}{items.get(entry.item, '0')}"
        if entry.entry_kind in APART:
            numbers[entry.id] = f"{item}.{_letter(letters[entry.item, entry.part])}"
            letters[entry.item, entry.part] += 1
        else:
            numbers[entry.id] = f"{item}.{entry.sequence if fixed(state) else counted[entry.id]}"
    return numbers


def _letter(n: int) -> str:
    """Letters from a to z, then aa, ab and so on."""
    whole, rest = divmod(n, len(ascii_lowercase))
    return (_letter(whole - 1) if whole else "") + ascii_lowercase[rest]
