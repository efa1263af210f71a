"""The numbers of the lines of minutes: without a gap while they are a draft, fixed once they went out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from string import ascii_lowercase
from typing import Any
from uuid import UUID

from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.minutes import MinuteEntry, MinutesState

APART = frozenset({EntryKind.REASON, EntryKind.PARKED})
"""Lines that are printed elsewhere, a reason with its decision and a parked point in its table: they take
a letter, so that the numbers of the others have no gap."""
_DRAFT = (MinutesState.CAPTURING, MinutesState.DRAFTING, MinutesState.CHAIR_REVIEW)


def fixed(state: MinutesState | None) -> bool:
    """Whether people may have these minutes, so that no line gets another number."""
    return state is not None and state not in _DRAFT


def places(entries: Iterable[MinuteEntry]) -> dict[UUID, int]:
    """The place of each line within its item, from 1, by the order given.

    A line that stands apart shares the place of the line before it.
    """
    last: Counter[UUID | None] = Counter()
    found: dict[UUID, int] = {}
    for entry in entries:
        last[entry.item] += entry.entry_kind not in APART
        found[entry.id] = max(last[entry.item], 1)
    return found


def line_numbers(
    entries: Iterable[MinuteEntry], items: Mapping[Any, str], state: MinutesState | None
) -> dict[UUID, str]:
    """The number of each line ("4.9", apart "4.a"), entries in order, items by id; "0" for no item."""
    kept = tuple(entries)
    counted, letters = places(kept), Counter[UUID | None]()
    numbers: dict[UUID, str] = {}
    for entry in kept:
        item = items.get(entry.item, "0")
        if entry.entry_kind in APART:
            numbers[entry.id] = f"{item}.{_letter(letters[entry.item])}"
            letters[entry.item] += 1
        else:
            numbers[entry.id] = f"{item}.{entry.sequence if fixed(state) else counted[entry.id]}"
    return numbers


def _letter(n: int) -> str:
    """Letters from a to z, then aa, ab and so on."""
    whole, rest = divmod(n, len(ascii_lowercase))
    return (_letter(whole - 1) if whole else "") + ascii_lowercase[rest]
