"""What can be done on the page of bodies, for the menu Record, the context menu and the palette."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from pmo_desktop.domain.governance import BodyState
from pmo_desktop.i18n import tr
from pmo_desktop.services.bodies.acts import TermsStep
from pmo_desktop.services.bodies.life import why_not

if TYPE_CHECKING:
    from pmo_desktop.ui.pages.bodies.page import BodiesPage


def offer(page: BodiesPage) -> None:
    """Declare the acts of the page."""
    _bodies(page)
    _members(page)
    _terms(page)
    _year(page)
    _list(page)


def _none(page: BodiesPage) -> str:
    return "" if page.file is not None else tr("Select a body first")


def _why(page: BodiesPage, goal: BodyState) -> Callable[[], str]:
    def against() -> str:
        file = page.file
        return _none(page) if file is None else why_not(file, goal, page.today)

    return against


def _why_not_ended(page: BodiesPage) -> str:
    file = page.file
    if file is None:
        return _none(page)
    if file.body.state in (BodyState.CONSTITUTED, BodyState.SUSPENDED):
        return ""
    return tr("It is so already: {state}.", state=tr(file.body.state.label))


def _bodies(page: BodiesPage) -> None:
    add = page.does.add
    add(tr("New body"), page.new, keys="Ctrl+N", icon="plus")
    add(tr("Constitute the body"), partial(page.bring, BodyState.CONSTITUTED), icon="circle-check",
        why_not=_why(page, BodyState.CONSTITUTED))  # fmt: skip
    add(tr("Suspend the body"), partial(page.bring, BodyState.SUSPENDED), icon="circle-pause",
        why_not=_why(page, BodyState.SUSPENDED))  # fmt: skip
    add(tr("Dissolve the body…"), page.end, icon="circle-x", why_not=partial(_why_not_ended, page))


def _members(page: BodiesPage) -> None:
    def why() -> str:
        return _none(page) or page.members.why_none()

    add = page.does.add
    add(tr("Add a member"), page.add_member, keys="Ctrl+Shift+N", icon="user-plus", band=1,
        why_not=partial(_none, page))  # fmt: skip
    add(tr("Leaves the body today"), page.members.end_seat, icon="user-minus", band=1, why_not=why)
    add(tr("Put in by mistake: take the seat away"), page.members.archive, icon="user-x", band=1, why_not=why)


def _terms(page: BodiesPage) -> None:
    add, tab = page.does.add, page.terms
    add(tr("Draft the next version of the terms"), page.draft, icon="file-plus", band=2,
        why_not=partial(_none, page))  # fmt: skip
    for step, icon in (
        (TermsStep.PROPOSE, "send"),
        (TermsStep.TAKE_BACK, "undo-2"),
        (TermsStep.BRING_IN, "stamp"),
    ):
        words = tr("Terms: {step}", step=tr(step.label))
        add(words, partial(tab.take, step), icon=icon, band=2, why_not=partial(tab.why_not, step))
    add(tr("Terms as PDF…"), partial(tab.save, ".pdf"), icon="file-down", band=2, why_not=tab.why_no_version)
    add(tr("Terms as DOCX…"), partial(tab.save, ".docx"), icon="file-down", band=2,
        why_not=tab.why_no_version)  # fmt: skip


def _year(page: BodiesPage) -> None:
    add, tab = page.does.add, page.year
    for words, act, key in (
        (tr("Put on the next agenda"), tab.put_on, "Enter"),
        (tr("One month later"), partial(tab.move_line, 1), "Alt+Right"),
        (tr("One month earlier"), partial(tab.move_line, -1), "Alt+Left"),
        (tr("Comes back no more"), tab.end, ""),
    ):
        add(words, act, band=2, why_not=tab.why_none, shown_key=key)


def _list(page: BodiesPage) -> None:
    add = page.does.add
    add(tr("Copy as a table"), page.copy, icon="copy", band=3, shown_key="Ctrl+C")
    add(tr("Print this view…"), page.print_view, icon="printer", band=3)
    for key, text in page.names():
        add(text, partial(page.show_tab, key), band=4, elsewhere=True)
