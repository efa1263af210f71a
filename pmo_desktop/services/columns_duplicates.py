"""Rows that say the same as an earlier row, or as a work that the register already holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pmo_desktop.domain.absences import folded
from pmo_desktop.domain.registersheet import Duplicate, KnownWork, Suggestion, WorkRow
from pmo_desktop.domain.registersheet import RegisterField as F
from pmo_desktop.i18n import tr

_ALIKE = 94.0


def title_key(title: str) -> str:
    """A title for comparing: folded, without punctuation, and without the words every project has."""
    words = re.split(r"[\W_]+", folded(title))
    return " ".join(
        w for w in words if w and w not in {"the", "project", "programme", "program", "projekt", "projet"}
    )


def _numbers(key: str) -> list[str]:
    """Figures and single letters set works of one series apart: Phase 1 is not Phase 2."""
    return re.findall(r"\b\w*\d\w*\b|\b[a-z]\b|\b[ivx]+\b", key)


def _alike(key: str, keys: Sequence[str]) -> int | None:
    """The index of the likest earlier title of the same unit, if it is all but the same."""
    from rapidfuzz import fuzz, process

    for _text, _score, index in process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3):
        if _numbers(keys[index]) == _numbers(key):
            return int(index)
    return None


def duplicates(rows: Sequence[WorkRow], known: Sequence[KnownWork]) -> Iterator[Duplicate]:
    """Each row once: against the known works first, then against the rows above it."""
    by_ref = {folded(k.ref): k for k in known if k.ref}
    known_keys: dict[str, list[tuple[str, str]]] = {}
    for work in known:
        known_keys.setdefault(folded(work.unit), []).append((title_key(work.title), work.ref))
    refs: dict[str, WorkRow] = {}
    earlier: dict[str, tuple[list[str], list[WorkRow]]] = {}
    for row in rows:
        found = _of_known(row, by_ref, known_keys) or _of_rows(row, refs, earlier)
        if found:
            yield found
        refs.setdefault(folded(row.text(F.REF)), row)
        keys, held = earlier.setdefault(folded(row.text(F.UNIT)), ([], []))
        keys.append(title_key(row.title))
        held.append(row)


def _of_known(
    row: WorkRow, by_ref: dict[str, KnownWork], known_keys: dict[str, list[tuple[str, str]]]
) -> Duplicate | None:
    ref = folded(row.text(F.REF))
    if ref and ref in by_ref:
        why = tr("The register holds {ref} already", ref=by_ref[ref].ref)
        return Duplicate(row.sheet, row.number, Suggestion.UPDATE, why, of_ref=by_ref[ref].ref)
    pairs = known_keys.get(folded(row.text(F.UNIT)), [])
    index = _alike(title_key(row.title), [key for key, _ in pairs])
    if index is None:
        return None
    why = tr("The register holds a work of this title in the same unit: {ref}", ref=pairs[index][1])
    return Duplicate(row.sheet, row.number, Suggestion.UPDATE, why, of_ref=pairs[index][1])


def _of_rows(
    row: WorkRow, refs: dict[str, WorkRow], earlier: dict[str, tuple[list[str], list[WorkRow]]]
) -> Duplicate | None:
    ref = folded(row.text(F.REF))
    keys, held = earlier.get(folded(row.text(F.UNIT)), ([], []))
    index = _alike(title_key(row.title), keys)
    twin = held[index] if index is not None else None
    if ref and (first := refs.get(ref)):
        if title_key(first.title) == title_key(row.title) and _same(first, row):
            why = tr("Row {n} says the same", n=first.number)
            return Duplicate(row.sheet, row.number, Suggestion.SKIP, why, of_row=first.number)
        why = tr("Row {n} has the same reference for another work", n=first.number)
        return Duplicate(row.sheet, row.number, Suggestion.KEEP, why, of_row=first.number)
    if twin is None:
        return None
    if _same(twin, row):
        why = tr("Row {n} says the same", n=twin.number)
        return Duplicate(row.sheet, row.number, Suggestion.SKIP, why, of_row=twin.number)
    why = tr("Row {n} has the same title in the same unit", n=twin.number)
    return Duplicate(row.sheet, row.number, Suggestion.KEEP, why, of_row=twin.number)


def _same(first: WorkRow, row: WorkRow) -> bool:
    """Whether two rows hold the same values in every field."""
    return [(t.field, t.words) for t in first.taken] == [(t.field, t.words) for t in row.taken]
