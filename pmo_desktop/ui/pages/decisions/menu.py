"""What can be done on the page of decisions, for the menu Record, the context menu and the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from pmo_desktop.domain.effects import EffectState
from pmo_desktop.domain.minutes import DecisionState
from pmo_desktop.i18n import tr
from pmo_desktop.services.decisions.acts import why_not
from pmo_desktop.ui.pages.decisions.acts import RATIFY, REFUSE, REPLACE, RESCIND

if TYPE_CHECKING:
    from pmo_desktop.ui.pages.decisions.page import DecisionsPage

D = DecisionState


def offer(page: DecisionsPage) -> None:
    """Declare the acts of the page."""
    _states(page)
    _by_another(page)
    _effects(page)
    _list(page)


def _why_none(page: DecisionsPage) -> str:
    return "" if page.current is not None else tr("Select a decision first")


def _why(page: DecisionsPage, goal: DecisionState) -> Callable[[], str]:
    def against() -> str:
        entry = page.current
        return _why_none(page) or (why_not(entry.record, goal) if entry is not None else "")

    return against


def _states(page: DecisionsPage) -> None:
    def bring(goal: DecisionState) -> None:
        if (entry := page.current) is not None:
            page.acts.bring(entry, goal)

    for text, goal, icon, keys in (
        (tr("Communicated"), D.COMMUNICATED, "send", ""),
        (tr("Carried out"), D.IMPLEMENTED, "check", "Ctrl+D"),
        (tr("Closed"), D.CLOSED, "check-check", ""),
        (tr("Lapsed: its condition was not met"), D.LAPSED, "circle-slash", ""),
    ):
        page.does.add(text, partial(bring, goal), keys=keys, icon=icon, why_not=_why(page, goal))


def _by_another(page: DecisionsPage) -> None:
    add, ask = page.does.add, page.ask_which
    add(tr("Rescind by another decision…"), lambda: ask(
        RESCIND, tr("Rescind it"), tr("Which decision rescinds {code}?", code=_code(page)),
        tr("What it had changed goes back to what stood before, with the authority of the other."),
    ), icon="undo-2", band=1, why_not=_why(page, D.RESCINDED))  # fmt: skip
    add(tr("Replace by another decision…"), lambda: ask(
        REPLACE, tr("Replace it"), tr("Which decision replaces {code}?", code=_code(page)),
        tr("What it had changed stays until the other decision changes it."),
    ), icon="arrow-right-left", band=1, why_not=_why(page, D.SUPERSEDED))  # fmt: skip
    add(tr("Ratified by…"), lambda: ask(
        RATIFY, tr("Ratify it"), tr("Which decision ratifies {code}?", code=_code(page)),
        tr("The register changes when the minutes of that decision are approved."),
    ), icon="stamp", band=1, why_not=_why(page, D.RATIFIED))  # fmt: skip
    add(tr("Not ratified by…"), lambda: ask(
        REFUSE, tr("Do not ratify it"), tr("Which decision refuses {code}?", code=_code(page)),
        tr("What it was to change lapses."),
    ), icon="ban", band=1, why_not=_why(page, D.NOT_RATIFIED))  # fmt: skip


def _code(page: DecisionsPage) -> str:
    return page.current.ref if page.current is not None else ""


def _effects(page: DecisionsPage) -> None:
    add = page.does.add

    def why_no_effect() -> str:
        entry = page.current
        waiting = entry is not None and any(e.effect.state is EffectState.DECIDED for e in entry.effects)
        return "" if waiting else tr("No change of this decision waits")

    def take_off() -> None:
        entry = page.current
        waiting = [e for e in entry.effects if e.effect.state is EffectState.DECIDED] if entry else []
        if entry is not None and waiting:
            page.acts.take_off(entry, waiting[-1].effect)

    none = partial(_why_none, page)
    add(tr("Add what it changes…"), page.add_effect, keys="Ctrl+Shift+N", icon="stamp", band=2, why_not=none)
    add(tr("Take its last change off"), take_off, icon="trash-2", band=2, why_not=why_no_effect)


def _list(page: DecisionsPage) -> None:
    add, none = page.does.add, partial(_why_none, page)
    add(tr("Decision between meetings…"), page.new_between, keys="Ctrl+N", icon="plus", band=3)
    add(tr("Put before a body…"), page.put_before, icon="send", band=3, why_not=none)
    record = lambda: "" if page.file is not None else tr("Select a decision first")  # noqa: E731
    add(tr("Record as PDF…"), page.save_record, icon="file-down", band=4, why_not=record)
    add(tr("Print this list…"), page.print_view, keys="Ctrl+P", icon="printer", band=4)
    if page.table_bytes is not None:
        add(tr("Export this list…"), page.export, icon="file-spreadsheet", band=4)
    add(
        tr("Copy as a table"),
        page.table.copy_selection,
        icon="copy",
        band=4,
        shown_key="Ctrl+C",
        why_not=none,
    )
