"""What the meetings page offers in the menu Record, the context menu and the palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pmo_desktop.i18n import tr, trc
from pmo_desktop.ui.pages.meetings.acts import ACTIONS, AFTER, AGENDA, KEYS, LIVE, Acts
from pmo_desktop.ui.pages.meetings.agenda_acts import offer_agenda

if TYPE_CHECKING:
    from pmo_desktop.ui.pages.meetings.page import MeetingsPage

LIST = ("",)
MEETING = (AGENDA, LIVE, AFTER, ACTIONS)


def offer_meetings(page: MeetingsPage) -> Acts:
    """Declare the acts of the list, of a meeting and of its three tabs."""
    acts = Acts(page.does)
    _list(acts, page)
    _session(acts, page)
    offer_agenda(acts, page.agenda)
    _minutes(acts, page)
    _actions(acts, page)
    _meeting(acts, page)
    return acts


def _list(acts: Acts, page: MeetingsPage) -> None:
    add, listed = acts.add, page.list

    def why_none() -> str:
        return "" if listed.current() is not None else tr("Select a meeting first")

    def why_no_body() -> str:
        return "" if listed.make.isEnabled() else tr("There is no governance body yet")

    add("open", trc("act", "Open"), listed.open_current, LIST, shown_key="Return", icon="folder-open",
        why_not=why_none)  # fmt: skip
    add("pack_of", tr("Open its pack"), page.pack_of_current, LIST, icon="files", why_not=why_none)
    add("plan_next", tr("Next meeting"), listed.make.click, LIST, icon="calendar-plus", band=1,
        why_not=why_no_body)  # fmt: skip
    add("new_body", tr("New body…"), lambda: listed.show_begin(None), LIST, icon="plus", band=1)
    add("copy_list", tr("Copy as a table"), listed.table.copy_selection, LIST, shown_key="Ctrl+C",
        icon="copy", band=2, why_not=why_none)  # fmt: skip


def _session(acts: Acts, page: MeetingsPage) -> None:
    add, live = acts.add, page.live
    add("start", tr("Start meeting"), page.start, MEETING, keys="Ctrl+Shift+S", icon="play")
    add("end", tr("End meeting…"), live.ask_to_end, (LIVE,), keys="Ctrl+Shift+E", icon="square")
    add("accept", tr("End the meeting now"), live.accept, (LIVE,), keys="Ctrl+Return", icon="check-check",
        why_not=lambda: "" if live.overlay.kind == "end" else tr("Choose “End meeting…” first"))  # fmt: skip


def _minutes(acts: Acts, page: MeetingsPage) -> None:
    live, tab = page.live, (LIVE,)
    for name, text, keys, icon, run in (
        ("next", tr("Next item"), "Ctrl+Down", "arrow-down", lambda: live.scribe.step(1)),
        ("before", tr("Item before"), "Ctrl+Up", "arrow-up", lambda: live.scribe.step(-1)),
        ("moved", tr("Joined or left"), "Ctrl+L", "user-check", live.joined_or_left),
        ("read", tr("Read back the last decision"), "Ctrl+R", "quote", live.read_back),
        ("check", tr("Check this line later"), "Ctrl+.", "flag", live.scribe.check_later),
        ("time", tr("Time of day"), "Ctrl+T", "clock", live.stamp_time),
        ("short", tr("Write a short form out"), "F2", "spell-check", live.write_out),
        ("word", tr("Word on or off the word list"), "Ctrl+Shift+W", "spell-check", live.turn_word),
        ("sheet", tr("Print decisions and actions"), "Ctrl+P", "printer", live.printer.decisions),
        ("table", tr("Lines as a table"), "Ctrl+Shift+T", "table-2", live.show_table),
    ):
        acts.add(name, text, run, tab, keys=keys, icon=icon, band=1)
    acts.add("crib", tr("Print the scribe's crib"), live.printer.crib, (AGENDA, LIVE), icon="printer", band=1)
    acts.add("trial", tr("Test capture"), live.try_capture, tab, icon="shield-check", band=1)
    for marker, keys in KEYS:
        words, run = tr("Line: {kind}", kind=tr(marker.kind.label)), partial(live.set_marker, marker.kind)
        name, under = f"marker_{marker.kind}", tr("Kind of line")
        acts.add(name, words, run, tab, keys=keys, icon="tag", band=2, under=under)


def _actions(acts: Acts, page: MeetingsPage) -> None:
    add, listed, tab = acts.add, page.actions_tab, (ACTIONS,)

    def why_none() -> str:
        return "" if listed.current() is not None else tr("Select a row first")

    add("done", tr("Mark as done"), listed.mark_done, tab, icon="check", band=1,
        why_not=listed.why_not_open)  # fmt: skip
    add("copy_actions", tr("Copy as a table"), listed.table.copy_selection, tab, shown_key="Ctrl+C",
        icon="copy", band=1, why_not=why_none)  # fmt: skip


def _meeting(acts: Acts, page: MeetingsPage) -> None:
    add = acts.add
    if page.prints:
        add("pdf", tr("Draft minutes as PDF"), page.print_now, MEETING, icon="file-down", band=4)
    paper = page.agenda.paper
    paper.told.connect(lambda said: page.toast.emit(said, ""))
    add("agenda_pdf", tr("Save the agenda (PDF)…"), paper.ask, MEETING, icon="file-down", band=4,
        why_not=paper.why_not)  # fmt: skip
    add("chair_pdf", tr("Save the chair's copy (PDF)…"), lambda: paper.ask(chair=True), MEETING,
        icon="file-down", band=4, why_not=paper.why_not)  # fmt: skip
    if (lead := page.lead) is not None:
        add("leader", tr("Leader's view on another screen"), lambda: lead(page.sitting), MEETING,
            keys="Ctrl+Shift+V", icon="tablet", band=4)  # fmt: skip
    add("pack", tr("Open its pack"), page.pack_of_meeting, MEETING, icon="files", band=4)
    add("back", tr("All meetings"), page.back_to_list, MEETING, icon="list", band=5)
    add("tab_after", tr("Next tab"), lambda: page.step_tab(1), MEETING, keys="Ctrl+PgDown", band=5)
    add("tab_before", tr("Tab before"), lambda: page.step_tab(-1), MEETING, keys="Ctrl+PgUp", band=5)
