"""Which column is which field: first by the words of its header, then by what its cells hold."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping, Sequence

from pmo_desktop.domain.ratings import RatingKind, read_rating
from pmo_desktop.domain.registersheet import (
    DATE_FIELDS,
    MONEY_FIELDS,
    Cell,
    Guess,
    Sheet,
    said,
)
from pmo_desktop.domain.registersheet import (
    RegisterField as F,
)
from pmo_desktop.i18n import tr
from pmo_desktop.services.columns.dates import DateOrder, read_date
from pmo_desktop.services.columns.money import currency_in, factor_in, parts_of
from pmo_desktop.services.columns.words import dimension_of, field_of, names_work, period_of, words_of

_SAMPLE = 400
_LONG = 60
_MOST, _SOME = 0.6, 0.2
_HALF_SURE = 0.5
_SEVERAL = frozenset({F.RATING, F.RATING_TEXT, F.OTHER})
_TELLING = (
    DATE_FIELDS
    | MONEY_FIELDS
    | {F.RATING, F.STATE, F.PHASE, F.SPONSOR, F.MANAGER, F.DESCRIPTION, F.PROGRAMME, F.CATEGORY, F.REF}
) - {F.AS_AT}
"""Fields of which a register has at least one beside its titles."""
_DATES_FOR = {
    F.BUDGET: F.FINISH_BASELINE,
    F.FORECAST_COST: F.FINISH_FORECAST,
    F.ACTUAL_COST: F.FINISH_ACTUAL,
}


@dc.dataclass(frozen=True, slots=True)
class Profile:
    """What the filled cells of a column hold, as shares from 0 to 1, and the mean length of a text."""

    filled: int
    dates: float = 0.0
    amounts: float = 0.0
    ratings: float = 0.0
    percents: float = 0.0
    links: float = 0.0
    length: float = 0.0
    distinct: float = 0.0


def profile_of(cells: Iterable[Cell]) -> Profile:
    """Look at up to 400 filled cells of a column."""
    texts = [(c, said(c)) for c in cells if said(c)][:_SAMPLE]
    if not texts:
        return Profile(0)
    n = len(texts)
    short = [(c, t) for c, t in texts if len(t) < _LONG]
    numbers = [t for c, t in short if isinstance(c, int | float) or parts_of(t)]
    return Profile(
        filled=n,
        dates=sum(1 for c, _ in short if _date_like(c)) / n,
        amounts=len(numbers) / n,
        ratings=sum(1 for _, t in short if read_rating(t).kind in {RatingKind.RATED, RatingKind.COMPLETE})
        / n,
        percents=sum(1 for _, t in short if t.endswith("%")) / n,
        links=sum(1 for _, t in texts if t.startswith(("http://", "https://", "www."))) / n,
        length=sum(len(t) for _, t in texts) / n,
        distinct=len({t for _, t in texts}) / n,
    )


def _date_like(cell: Cell) -> bool:
    """Whether a cell is a date whichever part comes first; a bare number is not."""
    if isinstance(cell, int | float) or (isinstance(cell, str) and cell.strip().isdecimal()):
        return False
    return read_date(cell, DateOrder.DAY).value is not None


def labels_of(sheet: Sheet) -> tuple[str, ...]:
    """A name for every column: its header in one line, or its number; the second of two equals says which."""
    labels: list[str] = []
    for n, header in enumerate(sheet.headers, start=1):
        name = header.split("\n")[0].strip() or tr("Column {n}", n=n)
        labels.append(tr("{name} (column {n})", name=name, n=n) if name in labels else name)
    return tuple(labels)


def _by_header(column: int, header: str) -> Guess:
    field, share = field_of(header)
    confidence = round(0.6 + 0.4 * share, 2) if field is not F.OTHER else 0.0
    reason = (
        tr("The words of the header") if field is not F.OTHER else tr("The header names no field known here")
    )
    return Guess(
        column,
        header,
        field,
        confidence,
        reason,
        currency_in(header),
        factor_in(header),
        period_of(header),
        dimension_of(header),
    )


def _by_values(guess: Guess, profile: Profile) -> Guess:
    """Correct what the header says where the cells clearly hold something else."""
    instead = _instead(guess.field, profile)
    if instead is F.OTHER:
        return _surer(guess, profile)
    return dc.replace(guess, field=instead, confidence=0.55, reason=tr("What its cells hold"))


def _instead(field: F, profile: Profile) -> F:
    """What the cells hold instead of the field; `other` when they may well hold it."""
    if field in MONEY_FIELDS and profile.amounts < _SOME:
        return _not_money(field, profile)
    if field in {F.STATE, F.PHASE, F.OTHER} and profile.ratings > _MOST:
        return F.RATING
    if field is F.OTHER and profile.links > _MOST:
        return F.URL
    if field is F.VARIANCE and profile.percents > _MOST:
        return F.VARIANCE_PERCENT
    return _long_texts(field, profile)


def _long_texts(field: F, profile: Profile) -> F:
    """Narratives under a short header: a rating or a date explained instead of given."""
    if profile.length > _LONG and field in DATE_FIELDS and profile.dates < _SOME:
        return F.SCHEDULE_TEXT
    if profile.length > _LONG and field is F.RATING and profile.ratings < _SOME:
        return F.RATING_TEXT
    return F.OTHER


def _not_money(field: F, profile: Profile) -> F:
    if profile.dates > _MOST:
        return _DATES_FOR.get(field, F.OTHER)
    if profile.ratings > _MOST:
        return F.RATING
    return F.BUDGET_TEXT if profile.length > _LONG else F.OTHER


def _surer(guess: Guess, profile: Profile) -> Guess:
    """More sure where header and cells agree, less where most cells do not fit."""
    fits = {F.RATING: profile.ratings, F.URL: profile.links}
    fits |= dict.fromkeys(DATE_FIELDS, profile.dates) | dict.fromkeys(MONEY_FIELDS, profile.amounts)
    share = fits.get(guess.field)
    if share is None or not profile.filled:
        return guess
    if share < _SOME:
        low = tr("The words of the header; most cells hold something else")
        return dc.replace(guess, confidence=round(guess.confidence / 2, 2), reason=low)
    if share > _MOST:
        sure = tr("The words of the header, and what its cells hold")
        return dc.replace(guess, confidence=round(min(0.99, guess.confidence + 0.2), 2), reason=sure)
    return guess


def _one_each(guesses: Sequence[Guess]) -> list[Guess]:
    """A field that a work has once is taken from the surest column, of several years the latest.

    The others are named as not taken.
    """
    best: dict[F, Guess] = {}
    for guess in guesses:
        held = best.get(guess.field)
        if held is None or (guess.confidence, guess.period) > (held.confidence, held.period):
            best[guess.field] = guess
    kept = []
    for guess in guesses:
        first = best[guess.field]
        if guess.field not in _SEVERAL and first is not guess:
            why = tr("“{other}” is already taken as this field", other=first.header.split("\n")[0])
            guess = dc.replace(guess, field=F.OTHER, confidence=0.0, reason=why)
        kept.append(guess)
    return kept


def _like_titles(profile: Profile) -> bool:
    short = 5 < profile.length < 2 * _LONG
    return short and profile.distinct > 0.8 and profile.amounts + profile.dates < _SOME


def _with_title(guesses: list[Guess], profiles: Sequence[Profile]) -> list[Guess]:
    """A register needs titles: without a header for them, a programme's name or the most telling texts."""
    if any(g.field is F.TITLE for g in guesses):
        return guesses
    named = next((g for g in guesses if g.field is F.PROGRAMME), None)
    texts = [g for g in guesses if g.field in {F.OTHER, F.DESCRIPTION} and _like_titles(profiles[g.column])]
    chosen = named or next(iter(texts), None)
    if chosen is None or len([g for g in guesses if g.field is not F.OTHER]) < 1:
        return guesses
    why = tr("No header names the titles: these cells are the likeliest")
    guesses[chosen.column] = dc.replace(chosen, field=F.TITLE, confidence=0.4, reason=why)
    return guesses


def guess_columns(sheet: Sheet, answers: Mapping[str, str]) -> tuple[Guess, ...]:
    """One guess per column; an answer with the key `<sheet>/column/<number from 1>` decides."""
    columns = [[row.cells[n] for row in sheet.rows] for n in range(len(sheet.headers))]
    profiles = [profile_of(cells) for cells in columns]
    guesses = [_by_values(_by_header(n, h), profiles[n]) for n, h in enumerate(sheet.headers)]
    for n, guess in enumerate(guesses):
        told = answers.get(f"{sheet.name}/column/{n + 1}", "")
        if told in set(F):
            guesses[n] = dc.replace(guess, field=F(told), confidence=1.0, reason=tr("As answered"))
    return tuple(_with_title(_one_each(guesses), profiles))


def title_column(guesses: Sequence[Guess]) -> int | None:
    """The column of titles, if the table is a register.

    A list of names alone could be of anything; so could a table whose cells are never what its headers say.
    """
    title = next((g for g in guesses if g.field is F.TITLE), None)
    if title is None:
        return None
    typed = [g for g in guesses if g.field in DATE_FIELDS | MONEY_FIELDS | {F.RATING}]
    if len(typed) > 1 and all(g.confidence <= _HALF_SURE for g in typed):
        return None
    sure = names_work(title.header) or title.reason == tr("As answered")
    return title.column if sure or any(g.field in _TELLING for g in guesses) else None


def rates_in_numbers(header: str) -> bool:
    """Whether a rating column holds the numbers 5 to 1 of a chief information officer's evaluation."""
    return "cio" in words_of(header)
