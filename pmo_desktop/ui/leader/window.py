"""The leader's window: follows one meeting on any screen, and never takes the focus from the scribe."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.leader import LeaderView, leader_view
from pmo_desktop.readmodels.leader_facts import WorkBrief, brief
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.services.ports import Change
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.leader.head import Foot, Head
from pmo_desktop.ui.leader.item import ItemPane
from pmo_desktop.ui.leader.minuted import MinutedPane
from pmo_desktop.ui.leader.over import Over
from pmo_desktop.ui.leader.reading import read_works
from pmo_desktop.ui.leader.watch import Watch
from pmo_desktop.ui.leader.words import Scale
from pmo_desktop.ui.minutes.sitting import Sitting
from pmo_desktop.ui.theme import Look, current
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.text import line, surface

TICK_MS = 1_000
SIDE = 330
"""Width of the minuted lines, px at 100 %."""
WORKS = frozenset(
    {"portfolio", "programme", "project", "service", "status_report", "risk", "action", "decision"}
)
_SIZE = "leader/text"


class LeaderWindow(QWidget):
    """One meeting for its leader. `scribes` is the sitting of the page beside: its lines show as sent.

    Without one, or when it looks at another meeting, the window reads for itself and hears of changes,
    those of other computers within two seconds. `gone` when it was closed.
    """

    gone = Signal()

    def __init__(
        self, desk: Desk, look: Look, remembered: Remembered, scribes: Sitting | None = None
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        surface(self, "page")
        self._desk, self._look, self._kept, self._scribes = desk, look, remembered, scribes
        self._meeting: UUID | None = None
        self._looked: UUID | None = None
        self._works: list[WorkRow] = []
        self._works_stale = True
        self.view: LeaderView | None = None
        self.scale = Scale(float(remembered.value(_SIZE) or 1.0))
        self.own, self.watch = Sitting(desk), Watch(desk, self)
        self._make()
        self._lay_out()
        self._listen()
        self._keys()
        self.resize(current().px(1024), current().px(768))

    # -- building ----------------------------------------------------------------------------------

    def _make(self) -> None:
        self._middle = QWidget()
        over = self.over = Over(self._desk, self, self._middle, self.scale)
        self.head = Head(over.show_agenda, over.show_pack, over.choose_work, self._look.toggle)
        self.foot = Foot(lambda: self.step(-1), lambda: self.step(1), self.follow, over.read_back)
        self.item = ItemPane(self.scale, over.show_facts, over.show_paper)
        self.minuted = MinutedPane(self.scale)
        self.item.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self) -> None:
        self._middle.setSizePolicy(self.sizePolicy())
        split = QHBoxLayout(self._middle)
        split.setContentsMargins(0, 0, 0, 0)
        split.setSpacing(0)
        split.addWidget(self.item, 1)
        split.addWidget(line(vertical=True))
        split.addWidget(self.minuted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(line(strong=True))
        column.addWidget(self._middle, 1)
        column.addWidget(line(strong=True))
        column.addWidget(self.foot)

    def _listen(self) -> None:
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self.show_now)
        self.own.changed.connect(self.show_now)
        self._desk.changed.connect(self._heard)
        if self._scribes is not None:
            self._scribes.changed.connect(self.show_now)
        self.over.item_wanted.connect(self.look_at)
        self._look.changed.connect(self._restyled)
        self.over.closed.connect(self._back_to_item)

    def _keys(self) -> None:
        for keys, run in (
            ("PgUp", lambda: self.step(-1)),
            ("PgDown", lambda: self.step(1)),
            ("Home", self.follow),
            ("F", self.over.show_facts),
            ("P", self.over.show_paper),
            ("K", self.over.show_pack),
            ("A", self.over.show_agenda),
            ("R", self.over.read_back),
            ("D", self.minuted.turn),
            ("N", self._look.toggle),
            ("+", lambda: self.resize_text(1)),
            ("=", lambda: self.resize_text(1)),
            ("-", lambda: self.resize_text(-1)),
            ("Esc", self.over.close),
            ("F11", self.toggle_full),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda keys=keys, run=run: self._pressed(keys, run))

    def _pressed(self, keys: str, run: object) -> None:
        """A letter means the list of works while that is in front, else its act."""
        if self.over.choosing and len(keys) == 1 and keys.isalpha():
            self.over.facts.jump(keys)
        elif callable(run):
            run()

    # -- which meeting, which item -----------------------------------------------------------------

    def open(self, meeting: UUID) -> None:
        """Follow a meeting."""
        self._meeting, self._looked = meeting, None
        if self._facts() is None:
            self.own.open(MeetingId(meeting))
        self.show_now()

    def _facts(self) -> MeetingFacts | None:
        """The meeting as the scribe has it on the screen, else as this window has read it."""
        for sitting in (self._scribes, self.own):
            facts = sitting.facts if sitting is not None else None
            if facts is not None and facts.meeting.id == self._meeting:
                return facts
        return None

    def show_now(self) -> None:
        """Show the meeting at this instant."""
        facts = self._facts()
        if facts is None:
            if self._meeting is not None and self._desk.is_open and self.own.facts is None:
                self.own.open(MeetingId(self._meeting))
            return
        unsaved = self._scribes.unsaved if self._scribes is not None else frozenset[UUID]()
        view = leader_view(facts, self._desk.office.now(), self._looked, unsaved)
        if view.now is None and view.item is not None and view.item.running:
            self._looked = None  # the meeting came to the item that was looked at: follow again
        self.view = view
        self.setWindowTitle(tr("{code} · Leader's view", code=view.ref))
        self.head.show_view(view)
        self.foot.show_view(view, self._state())
        self.item.show_view(view, self._work_of(view))
        self.minuted.show_view(view)
        self.over.show_view(view)
        if self._works_stale and self._desk.is_open:
            self._works_stale = False
            self._desk.query(read_works, self._took_works)

    def _restyled(self, _theme: object) -> None:
        self.show_now()

    def _state(self) -> str:
        """What the foot says of the database."""
        return tr("Follows the scribe · database: {state}", state=tr(self._desk.state.value))

    def _work_of(self, view: LeaderView) -> WorkBrief | None:
        work = view.item.work if view.item is not None else None
        row = next((r for r in self._works if r.id == work), None)
        return brief(row, self._desk.office.now().date()) if row is not None else None

    def _took_works(self, rows: list[WorkRow]) -> None:
        self._works = rows
        facts = self._facts()
        first = {i.work for i in facts.items if i.work} if facts is not None else set()
        self.over.facts.show_works(rows, self._desk.office.now().date(), first)
        self.show_now()

    def _heard(self, change: Change) -> None:
        kinds = change.kinds()
        if not kinds or kinds & WORKS:
            self._works_stale = True
            self.over.read_again()

    def step(self, by: int) -> None:
        """Read the next item, or the one before; the meeting stays where it is."""
        view = self.view
        row = None if view is None else view.following if by > 0 else view.previous
        if row is not None:
            self.look_at(row.id)

    def look_at(self, item: UUID) -> None:
        """Read an item; the meeting stays where it is."""
        self._looked = item
        self.over.close()
        self.show_now()

    def follow(self) -> None:
        """Back to the item under discussion."""
        self._looked = None
        self.over.close()
        self.show_now()

    # -- looks and place ---------------------------------------------------------------------------

    def _back_to_item(self) -> None:
        self.item.setFocus(Qt.FocusReason.OtherFocusReason)

    def resize_text(self, by: int) -> None:
        """Larger or smaller letters in this window."""
        self.scale.step(by)
        self._kept.setValue(_SIZE, self.scale.factor)
        self.show_now()

    def toggle_full(self) -> None:
        """The whole screen, or a window again."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What lies over follows the size."""
        super().resizeEvent(event)
        self.minuted.setFixedWidth(max(current().px(SIDE), self.width() * 3 // 10))
        QTimer.singleShot(0, self, self.over.place)

    def show_beside(self, main: QWidget) -> None:
        """Show on another screen than the main window where there is one, else where it was last."""
        others = [s for s in QGuiApplication.screens() if s is not main.screen()]
        kept = self._kept.value("leader/place")
        if kept and self.restoreGeometry(kept):
            pass
        elif others:
            self.setGeometry(others[0].availableGeometry())
        before = main.window()
        active = before.isActiveWindow()
        self.show()
        if active:  # some systems bring a new window to the front whatever it asks for
            before.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:
        """Follow from now on."""
        super().showEvent(event)
        self.watch.start()
        self._ticker.start()
        self.item.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place; nothing is read any more."""
        self._kept.setValue("leader/place", self.saveGeometry())
        self._ticker.stop()
        self.watch.stop()
        self.gone.emit()
        super().closeEvent(event)
