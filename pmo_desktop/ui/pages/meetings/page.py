"""The page: the list of meetings, or one of them with its three tabs."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.meetings import Meeting, MeetingState
from pmo_desktop.domain.minutes import MinutesState
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_live import LiveMeeting, live_meeting
from pmo_desktop.readmodels.shown import local
from pmo_desktop.services.meetings.lists import MeetingList, read_list
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Change
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.minutes.header import SessionHeader
from pmo_desktop.ui.minutes.sitting import Sitting
from pmo_desktop.ui.pages.meetings.actions import ActionsTab
from pmo_desktop.ui.pages.meetings.acts import ACTIONS, AFTER, AGENDA, LIVE, Where
from pmo_desktop.ui.pages.meetings.agenda import AgendaTab
from pmo_desktop.ui.pages.meetings.lists import ListTab
from pmo_desktop.ui.pages.meetings.live import LiveTab
from pmo_desktop.ui.pages.meetings.menu import offer_meetings
from pmo_desktop.ui.pages.meetings.minutes.acts import offer_after
from pmo_desktop.ui.pages.meetings.minutes.tab import AfterTab, Hooks, worded_now
from pmo_desktop.ui.pages.meetings.planner import Planner
from pmo_desktop.ui.pages.meetings.steps import MinutesSteps
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.shell.acts import Act, in_bands
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.header import Tabs
from pmo_desktop.ui.widgets.remembered import Remembered

_ORDER = (AGENDA, LIVE, AFTER, ACTIONS)
"""The tabs of a meeting."""


class MeetingsPage(Page):
    """Meetings. `print_minutes(meeting id)` makes and shows the draft as PDF; without it no button."""

    def __init__(
        self,
        desk: Desk,
        remembered: Remembered | None = None,
        print_minutes: Callable[[UUID], object] | None = None,
        lead: Callable[[Sitting], object] | None = None,
        after: Hooks | None = None,
    ) -> None:
        super().__init__()
        self.lead = lead
        self._desk, self._print = desk, print_minutes
        self._bodies: dict[UUID, GovernanceBody] = {}
        self._offered: set[UUID] = set()
        self._fresh, self._tab_wanted, self._missed = False, "", ""
        self.sitting = Sitting(desk)
        self.list = ListTab(lambda: desk.office.now().astimezone().date(), remembered)
        self.live = LiveTab(self.sitting, remembered)
        self.agenda = AgendaTab(self.sitting, remembered)
        self.after = AfterTab(self.sitting, after)
        self.actions_tab = ActionsTab(desk, remembered)
        self.header = SessionHeader()
        names = (tr("Agenda"), tr("Minutes"), tr("After the meeting"), tr("Actions"))
        self.tabs = Tabs(list(zip(_ORDER, names, strict=True)))
        self.pdf = Button(tr("Draft as PDF"), icon="file-down", small=True, on_click=self.print_now)
        if print_minutes is None:  # never shown by word: without a parent that would open a window
            self.pdf.hide()
        self.steps, self.planner = MinutesSteps(), Planner(desk, self.list)
        self._lay_out()
        self._connect()
        self._acts = offer_meetings(self)
        offer_after(self._acts, self.after)
        self._show_acts()

    def _lay_out(self) -> None:
        self._parts = QStackedWidget()
        for tab in (self.agenda, self.live, self.after, self.actions_tab):
            self._parts.addWidget(tab)
        meeting = QWidget()
        inner = QVBoxLayout(meeting)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for part in (self.steps, self.pdf):
            self.tabs.layout().addWidget(part)  # type: ignore[union-attr]
        self._below = QVBoxLayout()
        for widget in (self.header, self.tabs):
            inner.addWidget(widget)
        inner.addLayout(self._below)
        inner.addWidget(self._parts)
        inner.setStretchFactor(self._parts, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(meeting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _connect(self) -> None:
        self.list.opened.connect(lambda uid: self.go.emit(f"meetings/{uid}"))
        self.list.next_wanted.connect(self._make_next)
        self.planner.says.connect(self.says)
        self.planner.made.connect(self._made)
        self.steps.wanted.connect(self._advance)
        self.after.told.connect(lambda said: self.toast.emit(said, ""))
        self.after.go.connect(lambda uid: self.go.emit(f"meetings/{uid}"))
        self.tabs.chosen.connect(self.choose)
        self.header.back.connect(self.back_to_list)
        self.header.read_back.connect(self.live.read_back)
        self.header.main_act.connect(self._main_act)
        self.live.shown.connect(self._shown)
        self.live.growing.connect(self._keep_typing)
        self.live.agenda_wanted.connect(lambda: self.choose(AGENDA))
        self.live.scribe.told.connect(self.says)
        self.sitting.changed.connect(self._facts_changed)
        self.sitting.stored.connect(self._stored)
        self.sitting.missing.connect(self.status)
        self._desk.changed.connect(self._heard)
        self._desk.opened.connect(lambda _office: self.mark_stale())

    # -- acts --------------------------------------------------------------------------------------

    @property
    def below_head(self) -> QVBoxLayout:
        """Under the filters of the list, or the tabs of a meeting."""
        return self._below if self._stack.currentIndex() == 1 else self.list.below

    @property
    def missing(self) -> str:
        """A meeting that was asked for and is not here."""
        return tr("There is no meeting “{code}” here.", code=self._missed) if self._missed else ""

    @property
    def prints(self) -> bool:
        """Whether minutes can be written as PDF here."""
        return self._print is not None

    def offered(self) -> list[Act]:
        """Acts of the part in front, and the steps that its minutes can take."""
        inside = self._stack.currentIndex() == 1 and not self.steps.isHidden()
        return in_bands([*super().offered(), *(self.steps.offered() if inside else ())])

    def _show_acts(self) -> None:
        facts = self.sitting.facts
        tab = self.tabs.key if self._stack.currentIndex() == 1 else ""
        self._acts.show_for(Where(tab, facts.meeting.state if facts else None))

    # -- which part --------------------------------------------------------------------------------

    def show_list(self) -> None:
        """The list of meetings."""
        self.folds_rail = False
        self.sitting.close()
        self._stack.setCurrentIndex(0)
        self.head_moved.emit()
        self._show_acts()
        self.refresh()
        self.list.table.setFocus()

    def back_to_list(self) -> None:
        """Leave the meeting."""
        self.show_list()
        self.go.emit("meetings")

    def show_meeting(self, meeting: UUID) -> None:
        """One meeting: its minutes while it is in session or over, else its agenda."""
        self.folds_rail = True
        self._stack.setCurrentIndex(1)
        self._missed = ""
        self.head_moved.emit()
        self.live.scribe.looked_at = None
        self._fresh, self._tab_wanted = True, ""
        self.sitting.open(MeetingId(meeting))

    def open(self, target: str) -> None:
        """A meeting by its id, its reference, or `<id>/live`."""
        wanted, _, tab = target.partition("/")
        try:
            self.show_meeting(UUID(wanted))
        except ValueError:
            self._open_by_ref(wanted)
        self._tab_wanted = tab if tab in _ORDER else ""

    def _open_by_ref(self, ref: str) -> None:
        def found(meeting: Meeting | None) -> None:
            self._missed = "" if meeting is not None else ref
            if meeting is not None:
                tab = self._tab_wanted
                self.show_meeting(meeting.id)
                self._tab_wanted = tab
            else:
                self.says.emit("", self.missing)

        self._desk.query(lambda office: office.store.reader.by_ref("meeting", ref), found)

    def choose(self, tab: str) -> None:
        """Another tab of the meeting. A running session needs the height: its tabs fold away."""
        self.tabs.choose(tab)
        self._parts.setCurrentIndex(_ORDER.index(tab))
        facts = self.sitting.facts
        running = facts is not None and facts.meeting.state is MeetingState.IN_SESSION
        self.tabs.setVisible(not (running and tab == LIVE))
        if tab == ACTIONS:
            self.actions_tab.refresh(facts.body.id if facts else None)
            self.actions_tab.table.setFocus()
        self._show_acts()

    def pack_of_current(self) -> None:
        """The pack of the meeting that is selected in the list."""
        if (row := self.list.current()) is not None:
            self.go.emit(f"packs/{row.id}")

    def pack_of_meeting(self) -> None:
        """The pack of the meeting that is open."""
        if self.sitting.facts is not None:
            self.go.emit(f"packs/{self.sitting.facts.meeting.id}")

    def step_tab(self, by: int) -> None:
        """The next tab, or the one before."""
        self.choose(_ORDER[(_ORDER.index(self.tabs.key) + by) % len(_ORDER)])

    # -- what the frame asks -----------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list again; a meeting that is shown hears of changes by itself."""
        if not self._desk.is_open:
            return
        today = self._desk.office.now().astimezone().date()

        def read(office: Office) -> MeetingList:
            return read_list(office.store.reader, today)

        def take(found: MeetingList) -> None:
            self._bodies = {b.id: b for b in found.bodies}
            self.list.show_list(found)

        self._desk.query(read, take)

    def focus_first(self) -> None:
        """The line while minuting, else the list."""
        inside = self._stack.currentIndex() == 1
        place = self.live.capture.edit if inside and self.tabs.key == LIVE else self.list.table
        place.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- what happens ------------------------------------------------------------------------------

    def _heard(self, change: Change) -> None:
        kinds = change.kinds()
        if not kinds or kinds & {"meeting", "body", "series", "minute_set"}:
            self.mark_stale()
        if self._stack.currentIndex() == 1 and self.tabs.key == ACTIONS and (not kinds or "action" in kinds):
            facts = self.sitting.facts
            self.actions_tab.refresh(facts.body.id if facts else None)

    def _facts_changed(self) -> None:
        facts = self.sitting.facts
        if facts is None:
            return
        if self._fresh:
            self._fresh = False
            opened, worded = facts.meeting.opened_at is not None, worded_now(facts.minutes)
            self.choose(self._tab_wanted or (AFTER if worded else LIVE if opened else AGENDA))
            self._offer_back(facts.meeting.id)
        self.steps.show_minutes(facts.minutes)
        self._shown(live_meeting(facts, self.sitting.now, self.live.scribe.looked_at))
        self._show_acts()
        style = facts.minutes.style if facts.minutes else facts.body.minute_style
        self.facts.emit(tr("Style: {style}", style=tr(style.label)))
        self._follow_state(facts.meeting.state)

    def _follow_state(self, state: MeetingState) -> None:
        running = state is MeetingState.IN_SESSION
        if self.tabs.isVisible() is (running and self.tabs.key == LIVE):
            self.tabs.setVisible(not (running and self.tabs.key == LIVE))

    def _shown(self, live: LiveMeeting) -> None:
        self.header.show_meeting(live)
        self.tabs.set_count(AGENDA, len(live.agenda))

    def _offer_back(self, meeting: UUID) -> None:
        """The line that was being typed when the program ended; one that arrived after all is let go."""
        journal = self._desk.office.journal
        text = journal.typed(_place(meeting)) if journal is not None else ""
        if not text or meeting in self._offered:
            return
        self._offered.add(meeting)
        facts = self.sitting.facts
        if facts is not None and any(e.raw == text for e in facts.notes.all()):
            self._keep_typing("")
            return
        self.choose(LIVE)
        self.live.offer_back(text)

    def _keep_typing(self, text: str) -> None:
        facts = self.sitting.facts
        if facts is not None:
            self._desk.keep_typing(_place(facts.meeting.id), text)

    def _stored(self, what: str) -> None:
        facts = self.sitting.facts
        now = self.sitting.now
        if facts is not None:
            now = local(facts.zoned(now))
        undo = self._desk.next_undo
        where = tr("on this computer and in the database")
        said = tr("{where} · Undo: {label}, Ctrl+Z", where=where, label=undo) if undo else where
        self.says.emit(tr("{line} saved {time}", line=what, time=f"{now:%H:%M:%S}"), said)

    def start(self) -> None:
        """Open the session and go to the line."""
        self.choose(LIVE)
        self.live.start()
        self.choose(LIVE)

    def _main_act(self) -> None:
        facts = self.sitting.facts
        if facts is not None and facts.meeting.state is MeetingState.IN_SESSION:
            self.live.ask_to_end()
        else:
            self.start()

    def print_now(self) -> None:
        """Write the minutes of the meeting as PDF."""
        facts = self.sitting.facts
        if self._print is not None and facts is not None:
            self._print(facts.meeting.id)

    def _make_next(self, body: UUID) -> None:
        wanted = self._bodies.get(body)
        if wanted is not None:
            self.planner.make_next(wanted)

    def _made(self, meeting: UUID, said: str) -> None:
        self.toast.emit(said, "undo")
        self.go.emit(f"meetings/{meeting}")

    def _advance(self, goal: MinutesState) -> None:
        """Bring the minutes on, or say what they lack before."""
        if self.sitting.facts is not None:
            self.choose(AFTER)
            self.after.advance(goal)


def _place(meeting: UUID) -> str:
    """Where the growing line of a meeting is kept."""
    return f"minutes/{meeting}"
