"""What the plan of a work offers in the menu Record, the context menu and the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmo_desktop.i18n import tr

if TYPE_CHECKING:
    from pmo_desktop.ui.pages.project.plan import PlanTab


def offer_plan(tab: PlanTab) -> None:
    """Declare the acts of the plan: lines, outline, links, dates, looks, paper."""
    add = tab.does.add

    def none() -> str:
        return "" if tab.has_plan else tr("There is no plan yet")

    def chosen() -> str:
        return none() or ("" if tab.view.selected_ids else tr("Select a line first"))

    add(tr("New plan"), tab.new_plan, icon="chart-gantt",
        why_not=lambda: tr("There is a plan already") if tab.has_plan else "")  # fmt: skip
    add(tr("New line"), tab.new_line, keys="Ins", icon="plus", why_not=none)
    add(tr("New milestone"), tab.new_milestone, keys="Shift+Ins", icon="diamond", why_not=none)
    add(tr("New event"), tab.new_event, icon="calendar", why_not=none)
    add(tr("New duty"), tab.new_duty, icon="repeat", why_not=none)
    for text, keys, icon, run in (
        (tr("Indent"), "Alt+Shift+Right", "indent-increase", tab.indent),
        (tr("Outdent"), "Alt+Shift+Left", "indent-decrease", tab.outdent),
        (tr("Move up"), "Alt+Up", "arrow-up", lambda: tab.shift(-1)),
        (tr("Move down"), "Alt+Down", "arrow-down", lambda: tab.shift(1)),
    ):
        add(text, run, keys=keys, icon=icon, band=1, why_not=chosen)
    add(tr("Link the selected lines"), tab.link, keys="Ctrl+L", icon="link", band=2, why_not=chosen)
    add(tr("Unlink"), tab.unlink, keys="Ctrl+Shift+U", icon="unlink", band=2, why_not=chosen)
    add(tr("Archive"), tab.archive, keys="Del", icon="archive", band=2, why_not=chosen)
    add(tr("Line of the plan…"), tab.inspect, keys="Alt+Return | Alt+Enter", icon="panel-right", band=2,
        why_not=chosen)  # fmt: skip
    add(tr("How often a duty falls due…"), tab.change_rule, icon="repeat", band=2, why_not=chosen)
    add(tr("Fill down"), tab.fill_down, icon="arrow-down", band=2, shown_key="Ctrl+D", why_not=chosen)
    add(tr("Copy as a table"), tab.copy, icon="copy", band=2, shown_key="Ctrl+C", why_not=chosen)
    add(tr("Paste from a spreadsheet"), tab.paste, icon="clipboard-paste", band=2, shown_key="Ctrl+V",
        why_not=none)  # fmt: skip
    add(tr("Reschedule"), tab.reschedule, keys="F9", icon="refresh-cw", band=3, why_not=none)
    add(tr("Move unfinished work after the status date"), tab.move_unfinished, icon="calendar-clock", band=3,
        why_not=none)  # fmt: skip
    add(tr("What the last change moved"), tab.show_moves, icon="list", band=3,
        why_not=lambda: "" if tab.has_moves else tr("Nothing was moved yet"))  # fmt: skip
    add(tr("Level resources…"), tab.level, keys="Shift+F9", icon="users", band=3, why_not=none)
    add(tr("Who is asked for too much"), tab.level, icon="gauge", band=3, why_not=none)
    add(tr("Clear levelling"), tab.clear_levelling, icon="circle-x", band=3, why_not=none)
    add(tr("Plan settings"), tab.settings, icon="settings", band=3, why_not=none)
    add(tr("Find in the plan"), tab.open_find, icon="search", band=4, shown_key="Ctrl+F", why_not=none)
    show = tab.tools
    add(tr("Show or hide the baseline"), show.toggle_baseline, keys="B", icon="layers", band=4, why_not=none)
    tab.layers.offer(tab.does, none)
    add(tr("Critical path"), show.critical.toggle, keys="P", icon="route", band=4, why_not=none)
    add(tr("Print the plan"), tab.print_plan, keys="Ctrl+P", icon="printer", band=5, why_not=none)
