"""What the agenda tab offers in the menu Record, the context menu and the palette."""

from __future__ import annotations

from pmo_desktop.domain.meetings import AgendaKind, Part
from pmo_desktop.i18n import tr, trl
from pmo_desktop.services.meetings import agenda_order as order
from pmo_desktop.ui.pages.meetings.acts import AGENDA, Acts
from pmo_desktop.ui.pages.meetings.agenda import AgendaTab

_TAB = (AGENDA,)


def offer_agenda(acts: Acts, agenda: AgendaTab) -> None:
    """Declare the acts of the items, of their headings and of the whole agenda."""
    _items(acts, agenda)
    _headings(acts, agenda)
    _whole(acts, agenda)


def _items(acts: Acts, agenda: AgendaTab) -> None:
    add = acts.add

    def why_none() -> str:
        return "" if agenda.chosen >= 0 else tr("Select an item first")

    add("item", tr("New item"), agenda.add_item, _TAB, keys="Ctrl+N", icon="plus", band=1)
    add("item_up", tr("Move up"), lambda: agenda.nudge(-1), _TAB, shown_key="Alt+Up", icon="arrow-up",
        band=1, why_not=why_none)  # fmt: skip
    add("item_down", tr("Move down"), lambda: agenda.nudge(1), _TAB, shown_key="Alt+Down",
        icon="arrow-down", band=1, why_not=why_none)  # fmt: skip
    add("item_off", tr("Take off the agenda"), agenda.withdraw_chosen, _TAB, shown_key="Del", icon="trash-2",
        band=1, why_not=agenda.why_not_off)  # fmt: skip
    add("consent", tr("Into the consent block, or out of it"), agenda.toggle_consent, _TAB, shown_key="X",
        icon="check-check", band=1, why_not=why_none)  # fmt: skip
    add("part", tr("Into Part B, or back to Part A"), lambda: _other_part(agenda), _TAB, icon="lock",
        band=1, why_not=why_none)  # fmt: skip
    add("send_on", tr("Send on to another body…"), agenda.deeds.ask_body, _TAB, icon="send", band=2,
        why_not=why_none)  # fmt: skip
    add("plan", tr("Forward plan"), lambda: agenda.show_pane("plan"), _TAB, icon="calendar-days", band=2)
    add("copy_agenda", tr("Copy as a table"), agenda.table.copy_selection, _TAB, shown_key="Ctrl+C",
        icon="copy", band=2, why_not=why_none)  # fmt: skip


def _other_part(agenda: AgendaTab) -> None:
    item = agenda.current
    if item is not None:
        part = Part.A if item.part is Part.B else Part.B
        agenda.change(lambda facts, ids: order.in_part(facts, ids, part), trl("Part of the agenda"))


def _headings(acts: Acts, agenda: AgendaTab) -> None:
    add, under = acts.add, tr("Heading")

    def why_no_item() -> str:
        return "" if agenda.chosen >= 0 else tr("Select an item first")

    def why_no_heading() -> str:
        item = agenda.current
        plain = item is not None and item.part is Part.A and item.agenda_kind is not AgendaKind.CONSENT
        return "" if plain and item and item.section else tr("Select an item under a heading first")

    add("heading", tr("Put under a heading…"), agenda.deeds.ask_heading, _TAB, keys="Ctrl+H", icon="heading",
        band=2, under=under, why_not=why_no_item)  # fmt: skip
    add("heading_name", tr("Rename the heading…"), agenda.deeds.ask_name, _TAB, icon="pencil", band=2,
        under=under, why_not=why_no_heading)  # fmt: skip
    add("heading_up", tr("Move the heading up"), lambda: agenda.deeds.move_heading(-1), _TAB, icon="arrow-up",
        keys="Ctrl+Alt+Up", band=2, under=under, why_not=why_no_heading)  # fmt: skip
    add("heading_down", tr("Move the heading down"), lambda: agenda.deeds.move_heading(1), _TAB,
        icon="arrow-down", keys="Ctrl+Alt+Down", band=2, under=under, why_not=why_no_heading)  # fmt: skip


def _whole(acts: Acts, agenda: AgendaTab) -> None:
    add = acts.add

    def why_not() -> str:
        facts = agenda.sitting.facts
        done = facts is not None and facts.meeting.agenda_agreed_at is not None
        return tr("The agenda was agreed already") if done else ""

    add("agree", tr("Agree the agenda"), agenda.deeds.agree, _TAB, icon="stamp", band=3, why_not=why_not)
    add(
        "copy_from",
        tr("Copy the agenda of another meeting…"),
        agenda.deeds.ask_copy,
        _TAB,
        icon="copy",
        band=3,
    )
    add(
        "usual",
        tr("Keep as usual agenda of the series"),
        agenda.deeds.keep_as_usual,
        _TAB,
        icon="repeat",
        band=3,
    )
