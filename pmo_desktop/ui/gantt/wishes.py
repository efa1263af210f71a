"""What people want of a plan by dragging in its chart, and what it would do, as values.

The chart never changes a plan. It shows a `Wish` while the pointer moves, with the `Effect` that whoever
knows the plan foresees, and announces the wish when the pointer lets go.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import TypeAlias

from pmo_desktop.domain.plans import LinkKind
from pmo_desktop.domain.values import Points
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import GanttModel, day_of


class What(Enum):
    """Kinds of wishes."""

    MOVE = "move"
    BEGIN = "begin"
    """Another start, the finish stays."""
    END = "end"
    """Another finish, the start stays."""
    PROGRESS = "progress"
    LINK = "link"
    UNLINK = "unlink"


@dc.dataclass(frozen=True, slots=True)
class Wish:
    """One change that is wanted of a row; `other` and `kind` belong to links."""

    what: What
    row: str
    start: datetime | None = None
    finish: datetime | None = None
    progress: Points | None = None
    other: str = ""
    kind: LinkKind = LinkKind.FS
    piece: int = 0
    """Of a line that is broken off, the piece that is moved with all after it; 0 moves the line."""


@dc.dataclass(frozen=True, slots=True)
class Effect:
    """What a wish would do: the rows that come to other dates, or why it cannot be granted."""

    bars: tuple[tuple[str, datetime, datetime], ...] = ()
    refusal: str = ""


Foresee: TypeAlias = Callable[[Wish], Effect]
"""Works out what a wish would do, while the pointer moves: within a few milliseconds."""


def link_words(model: GanttModel, wish: Wish) -> str:
    """A link in words: "Piling → Pile caps, finish to start"."""
    first, then = model.rows[model.places[wish.row]], model.rows[model.places[wish.other]]
    return tr("{first} → {then}: {kind}", first=first.name, then=then.name, kind=tr(wish.kind.label).lower())


def why_no_link(model: GanttModel, first: str, then: str) -> str:
    """Why two rows cannot be linked, empty when they can."""
    if first == then:
        return tr("A line cannot wait for itself.")
    one, two = model.places[first], model.places[then]
    columns = model.columns
    if ((columns.link_from == one) & (columns.link_to == two)).any():
        return tr("These lines are linked already.")
    if model.leads_to(two, one):
        return tr("This link would close a ring: each line would wait for the other.")
    return ""


def effect_words(model: GanttModel, wish: Wish, effect: Effect) -> str:
    """How many other rows move, and where the plan would end."""
    if effect.refusal:
        return effect.refusal
    others = [bar for bar in effect.bars if bar[0] != wish.row]
    said = trn("{n} line follows", "{n} lines follow", len(others)) if others else ""
    before, after = model.finish, finish_with(model, effect)
    if before is None or after is None or before.date() == after.date():
        return said
    ends = tr("the plan ends on {day}", day=shown.day(after.date()))
    return tr("{first} · {second}", first=said, second=ends) if said else ends


def finish_with(model: GanttModel, effect: Effect) -> datetime | None:
    """When the last row would end."""
    import numpy as np

    from pmo_desktop.readmodels.gantt import instant_of

    finish = model.columns.finish.copy()
    for row_id, _, ends in effect.bars:
        if row_id in model.places:
            finish[model.places[row_id]] = day_of(ends)
    known = finish[np.isfinite(finish)]
    return instant_of(float(known.max())) if len(known) else None
