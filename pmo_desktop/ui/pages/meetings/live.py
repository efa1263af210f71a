"""The live tab: agenda, lines, one line to type in, and what stands beside; nothing takes the caret away."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.markers import EntryKind, Line
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_live import (
    AgendaRow,
    AttendanceRow,
    EntryRow,
    LiveMeeting,
    live_meeting,
)
from pmo_desktop.readmodels.shown import local, time
from pmo_desktop.ui.minutes.abbreviations import Abbreviations
from pmo_desktop.ui.minutes.agenda import AgendaPanel
from pmo_desktop.ui.minutes.capture import CaptureLine, Mode
from pmo_desktop.ui.minutes.effects import EffectOffers, EffectStrip
from pmo_desktop.ui.minutes.entries import EntryList
from pmo_desktop.ui.minutes.itemhead import ItemHead
from pmo_desktop.ui.minutes.keys import MarkerKeys
from pmo_desktop.ui.minutes.over import Over, turn_word, write_out
from pmo_desktop.ui.minutes.printing import SheetPrinter
from pmo_desktop.ui.minutes.reading import LineReading
from pmo_desktop.ui.minutes.scribe import Scribe
from pmo_desktop.ui.minutes.side import SidePanel
from pmo_desktop.ui.minutes.sitting import Sitting
from pmo_desktop.ui.minutes.standing import Standing
from pmo_desktop.ui.minutes.strips import Strip
from pmo_desktop.ui.minutes.table import ItemDrop, LinesView
from pmo_desktop.ui.minutes.trial import try_capture
from pmo_desktop.ui.minutes.wordlist import WordList
from pmo_desktop.ui.widgets.panels import Splitter
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.text import line, surface

TICK_MS = 1000


class LiveTab(QWidget):
    """One meeting as the scribe works on it. `shown` tells what was painted, once a second while open."""

    shown = Signal(object)
    """A LiveMeeting."""
    growing = Signal(str)
    """The line that is being typed."""
    agenda_wanted = Signal()
    """The person wants to edit the agenda."""

    def __init__(self, sitting: Sitting, remembered: Remembered | None = None) -> None:
        super().__init__()
        self.sitting, self.scribe = sitting, Scribe(sitting)
        self._short, self._asks = Abbreviations(remembered), LineReading(self.scribe, WordList(remembered))
        self._remembered = remembered
        self.agenda, self.side, self.lines, self.keys = AgendaPanel(), SidePanel(), EntryList(), MarkerKeys()
        self._make_middle()
        self._lay_out(remembered)
        self._connect()
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self.show_now)
        self._ticker.start()

    def _make_middle(self) -> None:
        self._head = ItemHead()
        self.standing = Standing()
        self.hint, self.problem = self.standing.hint, self.standing.problem
        self.inquorate = self.standing.inquorate
        self.offered = Strip("info", "history", act=tr("Let it go"), on_act=self._let_go)
        self.middle = surface(QWidget(), "page")
        asks = self._asks
        self.capture = CaptureLine(self.middle, asks.offers, asks.tail, asks.lang, asks.initials)
        self.effects = EffectStrip()
        self.printer = SheetPrinter(self.sitting)
        self._effects = EffectOffers(self.scribe, self.effects)
        self._above = QWidget()
        self.over = Over(self._above, self.scribe, self.end)
        self.overlay = self.over.overlay
        self._lines = QStackedWidget()
        self._lines.addWidget(self.lines)
        self._table: LinesView | None = None

    def _lay_out(self, remembered: Remembered | None) -> None:
        above = QVBoxLayout(self._above)
        above.setSpacing(6)
        above.setContentsMargins(16, 10, 16, 6)
        above.addWidget(self._head)
        above.addWidget(self.standing)
        above.addWidget(self._lines, 1)
        foot = QVBoxLayout()
        foot.setSpacing(8)
        foot.setContentsMargins(16, 8, 16, 8)
        foot.addWidget(self.offered)
        foot.addWidget(self.capture)
        foot.addWidget(self.effects)
        foot.addWidget(self.keys)
        column = QVBoxLayout(self.middle)
        column.setSpacing(0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._above, 1)
        column.addWidget(line())
        column.addLayout(foot)
        split = Splitter(name="meeting", remembered=remembered, default=[272, 790, 324])
        for widget in (self.agenda, self.middle, self.side):
            split.addWidget(widget)
        for n, stretch in enumerate((0, 1, 0)):
            split.setStretchFactor(n, stretch)
        split.restore()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)

    def _connect(self) -> None:
        self.sitting.changed.connect(self.show_now)
        self.sitting.changed.connect(self.capture.look_again)
        self.sitting.refused.connect(self._refused)
        self.scribe.item_changed.connect(self.show_now)
        self.scribe.asked.connect(self.problem.say)
        self.agenda.taken_up.connect(lambda row: self._from_agenda(self.scribe.take_up, row))
        self.agenda.looked_at.connect(lambda row: self._from_agenda(self.scribe.look_at, row))
        self.agenda.edit_wanted.connect(self.agenda_wanted)
        self.side.taken.connect(self._take_resolution)
        self.side.people.presence_wanted.connect(lambda row, p: self.scribe.set_presence(row.id, p))
        self.side.people.acted.connect(self._toggle)
        self.lines.acted.connect(self.edit_row)
        self.keys.chosen.connect(self.set_marker)
        self.capture.entered.connect(self._entered)
        self.capture.growing.connect(self.growing)
        self.sitting.desk.leaving.connect(self.capture.tell_growing)
        self.capture.wanted_last.connect(self._edit_last)
        self.capture.wanted_resolution.connect(self._put_resolution)
        self.capture.left_mode.connect(self._left_mode)
        self.capture.stepped_out.connect(self._stepped_out)
        self.capture.read_as.connect(self._read_as)
        self.capture.on_tab = self._effects.toggle
        self.sitting.changed.connect(self.over.look_again)
        self.printer.told.connect(self.scribe.told)
        self.printer.failed.connect(self.problem.say)

    def _read_as(self, typed: Line) -> None:
        """What a decision would do to the register stands in place of the keys."""
        if not typed.empty:
            self.sitting.know()
        self._effects.read(typed)
        self.keys.setVisible(self.effects.isHidden())

    def _stepped_out(self) -> None:
        self.overlay.hide()
        self._effects.forget()
        self.keys.setVisible(self.effects.isHidden())

    # -- showing -----------------------------------------------------------------------------------

    def show_now(self) -> None:
        """Show the meeting at this instant."""
        facts = self.sitting.facts
        if facts is None or not self.isVisible():
            return
        live = live_meeting(facts, self.sitting.now, self.scribe.looked_at, self.sitting.unsaved)
        self.agenda.show_meeting(live)
        self.side.show_meeting(live)
        if self._lines.currentIndex() == 0:
            self.lines.show_rows(live.lines)
        else:
            self.table_view().show_meeting(facts)
        self._head.show_item(live)
        self._show_strips(live)
        self.shown.emit(live)

    def _show_strips(self, live: LiveMeeting) -> None:
        mode = self.capture.mode
        self.keys.show_roll(calling=mode is Mode.ROLL)
        self.standing.show_meeting(live, calling=mode is Mode.ROLL, typing=mode is Mode.LINE)

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is now, and put the caret into the line."""
        super().showEvent(event)
        self.show_now()
        self.capture.edit.setFocus()

    # -- acts --------------------------------------------------------------------------------------

    def _from_agenda(self, act: Callable[[UUID], None], row: AgendaRow) -> None:
        act(row.id)
        self.capture.edit.setFocus()

    def _entered(self, typed: Line | None, raw: str) -> None:
        mode = self.capture.mode
        if mode is Mode.ROLL:
            self._called(raw)
            return
        if mode is Mode.MOVE:
            self.problem.say("")
            self.capture.clear()
            if raw and not self.scribe.move(raw):
                self.capture.set_mode(Mode.MOVE, text=raw)
        elif typed is not None:
            self.problem.say("")
            self.offered.say("")
            self._effects.entered(self.scribe.enter(typed, raw, self._effects.wanted))
            self.capture.clear()
        self.show_now()

    def _called(self, raw: str) -> None:
        self.problem.say("")
        done = not raw or self.scribe.call_roll(raw)
        if done:
            self.capture.clear()
        else:
            self.capture.set_mode(Mode.ROLL)
        self.show_now()

    def _edit_last(self) -> None:
        self._edit(self.scribe.edit_last())

    def edit_row(self, row: EntryRow) -> None:
        """Go on with a line in place."""
        self._edit(self.scribe.edit_entry(row.id))

    def _edit(self, found: tuple[str, str] | None) -> None:
        if found is not None:
            self.capture.set_mode(Mode.EDIT, number=found[0], text=found[1])
            self.capture.edit.setFocus()

    def _left_mode(self) -> None:
        self.scribe.editing = None
        self.show_now()

    def _put_resolution(self) -> None:
        self.capture.take_text(self.scribe.resolution())

    def _take_resolution(self) -> None:
        self.scribe.take_resolution()
        self.capture.edit.setFocus()

    def _toggle(self, row: AttendanceRow) -> None:
        facts = self.sitting.facts
        seat = facts.attendance.get(row.id) if facts else None
        if seat is not None:
            self.scribe.toggle(seat)

    def _refused(self, sentence: str, raw: str) -> None:
        self.problem.say(
            tr("Not stored: {why}", why=sentence), tr("what you typed is back in the line") if raw else ""
        )
        if raw and self.capture.empty:
            self.capture.show_line(raw)

    def set_marker(self, kind: EntryKind) -> None:
        """Give the line a marker."""
        self.capture.set_marker(kind)
        self.capture.edit.setFocus()

    def start(self) -> None:
        """Open the session and call the roll."""
        if self.scribe.start():
            self.capture.set_mode(Mode.ROLL)
            self.problem.say("")
        self.capture.edit.setFocus()
        self.show_now()

    def joined_or_left(self) -> None:
        """The next Enter says who."""
        self.capture.set_mode(Mode.MOVE)
        self.capture.edit.setFocus()

    def stamp_time(self) -> None:
        """The time of day at the caret."""
        facts = self.sitting.facts
        if facts is not None:
            self.capture.edit.insertPlainText(time(local(facts.zoned(self.sitting.now))) + " ")

    def write_out(self) -> None:
        """F2: the short form before the caret in full; "short = long form" teaches one."""
        write_out(self._short, self.capture, self._asks.lang(), self.scribe.told.emit)

    def turn_word(self) -> None:
        """The word before the caret goes on the word list, or off it."""
        turn_word(self._asks.words, self.capture, self._asks.lang(), self.scribe.told.emit)

    def try_capture(self) -> None:
        """Whether a line typed now would be kept, and where."""
        try_capture(self.sitting, self.standing.good.say, self.problem.say)

    def read_back(self) -> None:
        """The last decision in large type, or the lines again."""
        self.over.read_back()

    def ask_to_end(self) -> None:
        """What lacks and what was decided, with the end one key away."""
        self.over.ask_to_end()

    def show_table(self) -> None:
        """The same lines as a table, or as a list again; the caret goes where the eyes are."""
        if self._lines.currentIndex() == 1:
            self._lines.setCurrentIndex(0)
            self.side.show()
            self.capture.edit.setFocus()
        else:
            self._lines.setCurrentWidget(self.table_view())
            self.side.hide()  # the table needs the room
            self.show_now()
            self.table_view().table.setFocus()

    def table_view(self) -> LinesView:
        """The table, made when it is first wanted."""
        if self._table is None:
            self._table = LinesView(self.scribe, self._remembered)
            self._table.said.connect(self.problem.say)
            self._table.left.connect(self.capture.edit.setFocus)
            ItemDrop(self.agenda.list, self._table.bring)
            self._lines.addWidget(self._table)
        return self._table

    def accept(self) -> None:
        """Ctrl+Enter: what the view over the lines proposes."""
        if self.overlay.kind == "end":
            self.end()

    def end(self) -> None:
        """Close the session."""
        self.overlay.hide()
        self.scribe.end()
        self.show_now()

    def offer_back(self, text: str) -> None:
        """Put a line back that was being typed when the program ended."""
        if text and self.capture.empty:
            self.capture.show_line(text)
            self.offered.say(tr("This line was being typed when the program ended"), tr("Enter keeps it"))

    def _let_go(self) -> None:
        self.offered.say("")
        self.capture.clear()
        self.capture.edit.setFocus(Qt.FocusReason.OtherFocusReason)
