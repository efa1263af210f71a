"""Which works a view of the register shows: fields with values, flags, and typed words."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.initials import fold, foldings
from pmo_desktop.domain.schema import kinds
from pmo_desktop.i18n import N_, language, tr
from pmo_desktop.readmodels.project_phases import phase_word
from pmo_desktop.readmodels.register import RUNNING, Flag, WorkRow, flags

Keep = Callable[[WorkRow], bool]
UNDER_WAY = "running"
"""The value of the field "state" that stands for all states of works that are under way."""
SINGLE = "single"
"""The value of the field "kind" that stands for works which hold no others: projects and services."""
_STANDS_FOR = {("state", UNDER_WAY): N_("Under way"), ("kind", SINGLE): N_("Project or service")}
_BOTH = frozenset({"project", "service"})
_NONE = "-"


class Flags:
    """The flags of works on a day and the words they are found by, worked out once a row.

    A row is known by which object it is, since a changed work is another row; it is kept, so that no
    other takes its place.
    """

    def __init__(self, today: date) -> None:
        self.today = today
        self._known: dict[int, tuple[WorkRow, frozenset[str]]] = {}
        self._words: dict[int, tuple[WorkRow, str]] = {}
        self._folded: dict[str, str] = {}

    def words(self, row: WorkRow) -> str:
        """What a typed filter looks into: codes, names and people, in small letters."""
        known = self._words.get(id(row))
        if known is None:
            texts = (row.ref, row.external_ref, row.sponsor_name, row.manager_name)
            titles = (text for _, text in row.title.texts)
            known = self._words[id(row)] = (row, " ".join(map(self._fold, (*texts, *titles))))
        return known[1]

    def _fold(self, text: str) -> str:
        found = self._folded.get(text)
        if found is None:
            ways = (text.casefold(),) if text.isascii() else (text.casefold(), *foldings(text))
            found = self._folded[text] = " ".join(ways)
        return found

    def of(self, row: WorkRow) -> frozenset[str]:
        """The flags of a work."""
        known = self._known.get(id(row))
        if known is None:
            known = self._known[id(row)] = (row, flags(row, self.today))
        return known[1]

    def rating(self, row: WorkRow) -> Rating:
        """The rating to show."""
        return row.health(self.today).rating


@dc.dataclass(frozen=True, slots=True)
class Facet:
    """A field that works can be filtered by: the value of a work, and its text."""

    key: str
    label: str
    value: Callable[[WorkRow, Flags], str]
    text: Callable[[WorkRow, Flags], str]


def _person(uid: UUID | None) -> str:
    return uid.hex if uid else _NONE


def programme_key(row: WorkRow) -> str:
    """The programme or portfolio that a work stands under, as text; a programme stands under itself."""
    if row.kind in ("programme", "portfolio"):
        return row.id.hex
    return row.parent.hex if row.parent else ""


def programme_name(row: WorkRow) -> str:
    """What `programme_key` names."""
    if row.kind in ("programme", "portfolio"):
        return row.title.said(language())
    return row.parent_title.said(language()) if row.parent else tr("Not in a programme")


FACETS: Mapping[str, Facet] = {
    f.key: f
    for f in (
        Facet("state", N_("State"), lambda r, _: r.state.value, lambda r, _: tr(r.state.label)),
        Facet("health", N_("Health"), lambda r, f: f.rating(r).value, lambda r, f: tr(f.rating(r).label)),
        Facet("kind", N_("Kind"), lambda r, _: r.kind, lambda r, _: tr(kinds()[r.kind].label)),
        Facet("phase", N_("Phase"), lambda r, _: r.phase or _NONE,
              lambda r, _: phase_word(r.phase) or tr("None")),
        Facet("programme", N_("Programme"), lambda r, _: programme_key(r) or _NONE,
              lambda r, _: programme_name(r)),
        Facet("unit", N_("Unit"), lambda r, _: _person(r.org_unit),
              lambda r, _: r.unit.said(language()) or tr("None")),
        Facet("sponsor", N_("Sponsor"), lambda r, _: _person(r.sponsor),
              lambda r, _: r.sponsor_name or tr("Nobody")),
        Facet("manager", N_("Manager"), lambda r, _: _person(r.manager),
              lambda r, _: r.manager_name or tr("Nobody")),
        Facet("priority", N_("Priority"), lambda r, _: str(r.priority or _NONE),
              lambda r, _: str(r.priority) if r.priority else tr("None")),
        Facet("category", N_("Category"), lambda r, _: r.category.value if r.category else _NONE,
              lambda r, _: tr(r.category.label) if r.category else tr("None")),
    )
}  # fmt: skip
FLAG = "flag"
"""The key of the filter by flags, which a work may have several of."""


@dc.dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that all must hold: for each field one of its values; and every typed word.

    A typed word like "phase:build" looks into that field alone.
    """

    tokens: tuple[tuple[str, tuple[str, ...]], ...] = ()
    text: str = ""

    @property
    def empty(self) -> bool:
        """Whether it lets everything through."""
        return not self.tokens and not self.text.strip()

    def values(self, field: str) -> tuple[str, ...]:
        """The values chosen for a field."""
        return next((values for key, values in self.tokens if key == field), ())


NO_FILTER = Filter()
"""Lets everything through."""


def choices(field: str, rows: Iterable[WorkRow], of: Flags) -> list[tuple[str, str]]:
    """The values that occur, by their text; those that stand for several first; all flags."""
    if field == FLAG:
        return [(flag.value, tr(flag.label)) for flag in Flag]
    facet = FACETS[field]
    found = {facet.value(r, of): facet.text(r, of) for r in rows}
    listed = sorted(found.items(), key=lambda pair: (pair[0] == _NONE, fold(pair[1])))
    together = [(value, tr(text)) for (key, value), text in _STANDS_FOR.items() if key == field]
    return [*together, *listed]


def value_text(field: str, value: str, rows: Iterable[WorkRow], of: Flags) -> str:
    """The text of one value of a field, as `choices` has it; the value itself when no work has it."""
    if (field, value) in _STANDS_FOR:
        return tr(_STANDS_FOR[field, value])
    return dict(choices(field, rows, of)).get(value, value)


def keeps(wanted: Filter, of: Flags) -> Keep | None:
    """A predicate over rows; None when everything is let through."""
    parts = [p for field, values in wanted.tokens if values and (p := _token(field, values, of))]
    parts += [_typed(word, of) for word in wanted.text.split()]
    match parts:
        case []:
            return None
        case [only]:
            return only
        case [first, second]:
            return lambda row: first(row) and second(row)
        case _:
            return lambda row: all(part(row) for part in parts)


def _token(field: str, values: Sequence[str], of: Flags) -> Keep | None:
    chosen = frozenset(values)
    if field == FLAG:
        return lambda row: not chosen.isdisjoint(of.of(row))
    if field == "state":
        states = chosen | (RUNNING if UNDER_WAY in chosen else frozenset())
        return lambda row: row.state in states
    if field == "kind":
        kinds_chosen = chosen | (_BOTH if SINGLE in chosen else frozenset())
        return lambda row: row.kind in kinds_chosen
    facet = FACETS.get(field)
    return (lambda row: facet.value(row, of) in chosen) if facet else None


def _typed(word: str, of: Flags) -> Keep:
    name, colon, rest = word.partition(":")
    facet = field_named(name) if colon else None
    if facet is not None:
        inner = fold(rest)
        return lambda row: inner in fold(facet.text(row, of))
    plain, words = fold(word), of.words
    return lambda row: plain in words(row)


def field_named(name: str) -> Facet | None:
    """The field that a typed name means, by its key or its label in the language in force."""
    typed = fold(name)
    found = (f for f in FACETS.values() if typed and (f.key == typed or fold(tr(f.label)) == typed))
    return next(found, None)
