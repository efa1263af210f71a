"""Saved views of a list: a filter, an order and a grouping with a name, and how they are kept."""

from __future__ import annotations

import dataclasses as dc
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from pmo_desktop.domain.documents import SavedView
from pmo_desktop.domain.edits import Archive, Create, Set, between, creation
from pmo_desktop.domain.ids import PersonId, SavedViewId
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import N_, language
from pmo_desktop.readmodels.register import Flag
from pmo_desktop.readmodels.registerfilter import FLAG, NO_FILTER, SINGLE, UNDER_WAY, Filter


@dc.dataclass(frozen=True, slots=True)
class View:
    """One view. `order` is the key of a column, with "-" before it when descending.

    `title` of the program's own views is marked for translation; `record` is that of a person's own.
    """

    key: str
    title: str
    wanted: Filter = NO_FILTER
    order: str = ""
    group: str = ""
    record: SavedView | None = None

    @property
    def own(self) -> bool:
        """Whether a person saved it."""
        return self.record is not None


_WORK_KINDS = ("kind", (SINGLE,))
_RUNNING = (("state", (UNDER_WAY,)), _WORK_KINDS)
REGISTER_VIEWS: tuple[View, ...] = (
    View("active", N_("Active"), Filter(_RUNNING), "-slip", "programme"),
    View("attention", N_("Needs attention"), Filter(((FLAG, (Flag.ATTENTION.value,)),)), "health"),
    View("all", N_("All"), NO_FILTER, "ref"),
    View("gates", N_("Gates in 60 days"), Filter(((FLAG, (Flag.GATE_SOON.value,)),)), "gate"),
    View("cost", N_("Over cost tolerance"), Filter(((FLAG, (Flag.OVER_COST.value,)),)), "-cost"),
    View("no_report", N_("No report"), Filter(((FLAG, (Flag.NO_REPORT.value,)),)), "-age"),
)
"""The views that the register always has."""


def written(wanted: Filter) -> str:
    """A filter as a saved view keeps it: JSON, canonical."""
    parts: dict[str, Any] = {"tokens": [[k, list(v)] for k, v in wanted.tokens], "text": wanted.text}
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read(text: str) -> Filter:
    """The filter that `written` wrote; what cannot be read filters nothing."""
    try:
        parts = json.loads(text or "{}")
        tokens = tuple((str(k), tuple(map(str, values))) for k, values in parts.get("tokens", []))
        return Filter(tokens, str(parts.get("text", "")))
    except (ValueError, TypeError, AttributeError):
        return NO_FILTER


def own_views(page: str, records: Iterable[SavedView], who: UUID) -> list[View]:
    """The views that a person may see of a page: their own and those shared, by name."""
    mine = [r for r in records if r.page == page and (r.shared or r.owner in (None, who))]
    made = [View(str(r.id), r.title.said(language()), read(r.filters), r.order, r.group, r) for r in mine]
    return sorted(made, key=lambda v: v.title.casefold())


def save_new(page: str, title: str, view: View, who: UUID | None, *, shared: bool = False) -> Create:
    """The edit that keeps a view under a name of a person."""
    made = SavedView(
        id=SavedViewId(uuid4()),
        title=LText.of(title, language()),
        page=page,
        owner=PersonId(who) if who else None,
        filters=written(view.wanted),
        order=view.order,
        group=view.group,
        shared=shared,
    )
    return creation(made)


def save_again(record: SavedView, view: View) -> Set:
    """The edit that changes a saved view to what is shown."""
    wanted = dc.replace(record, filters=written(view.wanted), order=view.order, group=view.group)
    return between(record, wanted)


def forget(record: SavedView) -> Archive:
    """The edit that takes a saved view away."""
    return Archive("saved_view", record.id)
