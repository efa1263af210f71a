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


class _Known:
    """The known works by reference and by unit; each is taken by one row only."""

    def __init__(self, works: Sequence[KnownWork]) -> None:
        self._free = {w.ref: w for w in works}
        self._by_ref: dict[str, list[KnownWork]] = {}
        self._by_unit: dict[str, list[KnownWork]] = {}
        for work in works:
            for ref in {folded(work.ref), folded(work.their_ref)} - {""}:
                self._by_ref.setdefault(ref, []).append(work)
            self._by_unit.setdefault(folded(work.unit), []).append(work)

    def of(self, row: WorkRow) -> Duplicate | None:
        """The known work that a row is: by its reference (and title if several have it), else by title."""
        key = title_key(row.title)
        same_ref = self._free_of(self._by_ref.get(folded(row.text(F.REF)), []))
        if same_ref:
            work = next((w for w in same_ref if title_key(w.title) == key), same_ref[0])
            return self._taken(row, work, tr("The register holds {ref} already", ref=row.text(F.REF)))
        in_unit = self._free_of(self._by_unit.get(folded(row.text(F.UNIT)), []))
        index = _alike(key, [title_key(w.title) for w in in_unit])
        if index is None:
            return None
        work = in_unit[index]
        why = tr("The register holds a work of this title in the same unit: {ref}", ref=work.ref)
        return self._taken(row, work, why)

    def _free_of(self, works: Sequence[KnownWork]) -> list[KnownWork]:
        return [w for w in works if w.ref in self._free]

    def _taken(self, row: WorkRow, work: KnownWork, why: str) -> Duplicate:
        del self._free[work.ref]
        return Duplicate(row.sheet, row.number, Suggestion.UPDATE, why, of_ref=work.ref)


def duplicates(rows: Sequence[WorkRow], known: Sequence[KnownWork]) -> Iterator[Duplicate]:
    """Each row once: against the known works first, then against the rows above it."""
    held = _Known(known)
    refs: dict[str, WorkRow] = {}
    earlier: dict[str, tuple[list[str], list[WorkRow]]] = {}
    for row in rows:
        found = held.of(row) or _of_rows(row, refs, earlier)
        if found:
            yield found
        refs.setdefault(folded(row.text(F.REF)), row)
        keys, above = earlier.setdefault(folded(row.text(F.UNIT)), ([], []))
        keys.append(title_key(row.title))
        above.append(row)


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
