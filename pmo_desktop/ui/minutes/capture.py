"""The one line at the bottom: chip, text, what is understood at its end. It keeps the caret throughout."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import Enum

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMoveEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pmo_desktop.domain.markers import Completion, EntryKind, Line, completion_at, word_at
from pmo_desktop.i18n import N_, tr
from pmo_desktop.ui.minutes.chips import MarkerChips
from pmo_desktop.ui.minutes.line import LineEdit
from pmo_desktop.ui.minutes.looks import LOOKS
from pmo_desktop.ui.minutes.popup import CompletionPopup, Offer
from pmo_desktop.ui.minutes.typing import Growing, chipped, from_text, turned_back
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.text import Label

KEEP_MS = 250
"""How long after a key the growing line is on the disk."""


class Mode(Enum):
    """What Enter does with the line."""

    LINE = ""
    EDIT = N_("Change {number}")
    MOVE = N_("Joined or left")
    ROLL = N_("Roll call")


_HINTS = {
    Mode.MOVE: N_("Initials of who joins or leaves"),
    Mode.ROLL: N_("Initials, such as “is hb”, or “all”"),
}
_HINT = N_("Type a line. A letter and a space say what it is.")
"""What an empty line says, by mode."""

Offers = Callable[[Completion], tuple[list[Offer], str]]


class CaptureLine(QWidget):
    """Where the scribe types. Every visible change of the text is told; Enter hands the line over.

    `offers` gives what fits at the caret, `tail` what stands at the end of the line, `initials` those of
    the people of the meeting. The popup belongs to `over`, a widget that covers line and lines.
    """

    entered = Signal(object, str)
    """A Line (None in the modes for people) and the text as typed, with Enter."""
    growing = Signal(str)
    """The whole line as typed so far, at most 250 ms after a key; empty when there is none."""
    wanted_last = Signal()
    """Up in an empty line: go on with the last one."""
    wanted_resolution = Signal()
    """Tab after the decision marker: take the proposed resolution."""
    left_mode = Signal()
    """Esc or Backspace left the mode."""
    stepped_out = Signal()
    """Esc, and nothing to leave here: the view over the lines may go."""
    read_as = Signal(object)
    """The line as it reads now (a Line), with each key."""

    def __init__(
        self,
        over: QWidget,
        offers: Offers,
        tail: Callable[[Line], str],
        lang: Callable[[], str],
        initials: Callable[[], Collection[str]],
    ) -> None:
        super().__init__()
        self._offers, self._tail, self._lang, self._initials = offers, tail, lang, initials
        self._growing, self._mode, self._number, self._quiet = Growing(), Mode.LINE, "", False
        self._told = ""
        self.on_tab: Callable[[], bool] = lambda: False
        self.chip = MarkerChips()
        self.edit = LineEdit(self._read, self._key)
        self.edit.setPlaceholderText(tr(_HINT))
        self.edit.setAccessibleName(tr("Line of the minutes"))
        self.end = Label("", size=13, tone="text2")
        self.popup = CompletionPopup(over)
        self.popup.taken.connect(lambda _n: self._take_offer())
        self._over = over
        self._lay_out()
        self._keep = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keep.timeout.connect(self.tell_growing)
        self.edit.textChanged.connect(self._changed)
        self.edit.cursorPositionChanged.connect(self._offer)
        self.setFocusProxy(self.edit)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(12)
        row.addWidget(self.chip)
        row.addWidget(self.edit, 1)
        row.addWidget(self.end)
        self.setMinimumHeight(current().px(48))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    # -- what it holds -----------------------------------------------------------------------------

    @property
    def mode(self) -> Mode:
        """What Enter does now."""
        return self._mode

    @property
    def whole(self) -> str:
        """The line with its marker as typed from nothing; empty when nothing is typed."""
        empty = not self._growing.text and self._growing.kind is None and not self._growing.restricted
        return "" if empty or self._mode in (Mode.MOVE, Mode.ROLL) else self._growing.whole

    @property
    def empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.edit.text and self._growing.kind is None and not self._growing.restricted

    def show_line(self, text: str) -> None:
        """Go on with a line that was typed before."""
        self._put(from_text(text, self._lang()))
        self.popup.hide()

    def set_mode(self, mode: Mode, *, number: str = "", text: str = "") -> None:
        """Do something else with Enter; the text so far is replaced by `text`."""
        self._mode, self._number = mode, number
        self.edit.setPlaceholderText(tr(_HINTS.get(mode, _HINT)))
        self._put(from_text(text, self._lang()) if mode in (Mode.LINE, Mode.EDIT) else Growing(text))
        self.popup.hide()

    def set_marker(self, kind: EntryKind | None) -> None:
        """Give the line another marker; what is typed stays."""
        if self._mode in (Mode.LINE, Mode.EDIT):
            restricted = kind is EntryKind.RESTRICTED or (kind is not None and self._growing.restricted)
            chip = None if kind is EntryKind.RESTRICTED else kind
            self._put(Growing(self.edit.text, chip, restricted))

    def take_text(self, text: str) -> None:
        """Put text in place of what is typed, the marker stays."""
        self._put(Growing(text, self._growing.kind, self._growing.restricted))

    def clear(self) -> None:
        """An empty line."""
        self._mode, self._number = Mode.LINE, ""
        self.edit.setPlaceholderText(tr(_HINT))
        self._put(Growing())
        self.edit.forget()
        self._keep.stop()
        self._told = ""
        self.growing.emit("")

    def look_again(self) -> None:
        """What the line is read against has changed: people, days, works."""
        if not self.empty:
            self._tell_reading()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The offers stay above the line."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._offer)

    def moveEvent(self, event: QMoveEvent) -> None:
        """The offers stay above the line."""
        super().moveEvent(event)
        QTimer.singleShot(0, self, self._offer)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody types any more: what is typed is kept at once."""
        self._keep.stop()
        self.tell_growing()
        super().hideEvent(event)

    # -- inside ------------------------------------------------------------------------------------

    def _read(self, text: str) -> Line:
        current_line = Growing(text, self._growing.kind, self._growing.restricted, self._growing.plain)
        if self._mode in (Mode.MOVE, Mode.ROLL):
            return Growing(text, EntryKind.NOTE).read(self._lang())
        return current_line.read(self._lang(), self._initials())

    @property
    def line(self) -> Line:
        """As read now."""
        return self._read(self.edit.text)

    def _put(self, growing: Growing, caret: int | None = None) -> None:
        self._quiet = True
        self._growing = growing
        if self.edit.text != growing.text:
            self.edit.put(growing.text, caret)
        self._quiet = False
        self._changed()

    def _changed(self) -> None:
        if self._quiet:
            return
        text = self.edit.text.replace("\n", " ")
        before = self._growing
        typed = Growing(text, before.kind, before.restricted, before.plain and bool(text))
        now = typed if self._mode in (Mode.MOVE, Mode.ROLL) else chipped(typed, self._lang())
        self._growing = now
        if now.text != self.edit.text:
            self._quiet = True
            self.edit.put(now.text, max(0, self.edit.caret - (len(text) - len(now.text))))
            self._quiet = False
        self._show_chips()
        self.edit.colours.rehighlight() if (now.kind, now.plain) != (before.kind, before.plain) else None
        self._tell_reading()
        if not self._keep.isActive():
            self._keep.start()

    def tell_growing(self) -> None:
        """Tell what is typed, if it is not told yet."""
        if self.whole != self._told:
            self._told = self.whole
            self.growing.emit(self._told)

    def _tell_reading(self) -> None:
        line = self.line
        self.end.setText("" if self._mode in (Mode.MOVE, Mode.ROLL) else self._tail(line))
        self.read_as.emit(line)
        self._offer()

    def _show_chips(self) -> None:
        words = []
        if self._mode is not Mode.LINE:
            words.append((tr(self._mode.value, number=self._number), "pen-line", "neutral"))
        if self._growing.restricted:
            words.append((tr(EntryKind.RESTRICTED.label), "lock", "warn"))
        if self._growing.kind is not None:
            look = LOOKS[self._growing.kind]
            tone = "neutral" if look.tone in ("text2", "text3") else look.tone
            words.append((tr(self._growing.kind.label), look.icon, tone))
        self.chip.set_words(words)

    def _completion(self) -> Completion | None:
        kind = self._growing.kind or (EntryKind.NOTE if self._growing.plain else None)
        text = self.edit.text
        if self._mode in (Mode.MOVE, Mode.ROLL):
            return None
        return completion_at(text, self.edit.caret, self._lang(), kind=kind) or word_at(text, self.edit.caret)

    def _offer(self) -> None:
        if self._quiet:
            return
        at = self._completion()
        offers, foot = self._offers(at) if at is not None else ([], "")
        place = self.edit.cursorRect().bottomLeft() + QPoint(-24, 0)
        above = self.edit.mapTo(self._over, QPoint(place.x(), 0))
        top = self.mapTo(self._over, QPoint(0, 0)).y()
        self.popup.offer_these(offers, foot, QPoint(above.x(), top))

    def _take_offer(self) -> bool:
        offer, at = self.popup.offer, self._completion()
        if offer is None or at is None:
            return False
        text = self.edit.text
        tail = text[self.edit.caret :]
        put = text[: at.start] + offer.put + ("" if tail.startswith(" ") else " ")
        self.edit.put(put + tail, len(put))
        self.popup.hide()
        return True

    def _key(self, event: QKeyEvent) -> bool:
        """Whether a key was used up here."""
        key, plain = Qt.Key(event.key()), event.modifiers() in _PLAIN
        if not plain:
            return False
        if self.popup.isVisible() and self._popup_key(key):
            return True
        match key:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                return self._enter()
            case Qt.Key.Key_Tab:
                return self._tab()
            case Qt.Key.Key_Up if self.empty and self._mode is not Mode.ROLL:
                self.wanted_last.emit()
                return True
            case Qt.Key.Key_Backspace if self.edit.caret == 0 and not self.edit.textCursor().hasSelection():
                return self._back()
            case Qt.Key.Key_Escape:
                return self._escape()
            case _:
                return False

    def _popup_key(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_Tab:
                return self._take_offer()
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.popup.step(1 if key == Qt.Key.Key_Down else -1)
                return True
            case Qt.Key.Key_Escape:
                self.popup.hide()
                return True
            case _:
                return False

    def _tab(self) -> bool:
        """After `d` the proposed resolution; in a line with text Tab does nothing rather than leave it."""
        bare = self.edit.text.strip() == "d" and self._growing.kind is None
        if bare or (self._growing.kind is EntryKind.DECISION and not self.edit.text.strip()):
            self._put(Growing("", EntryKind.DECISION, self._growing.restricted))
            self.wanted_resolution.emit()
            return True
        return self.on_tab() or bool(self.edit.text)

    def _enter(self) -> bool:
        self.popup.hide()
        if self._mode in (Mode.MOVE, Mode.ROLL):
            self.entered.emit(None, self.edit.text.strip())
        elif not self.line.empty:
            self.entered.emit(self.line, self._growing.whole)
        return True

    def _back(self) -> bool:
        if self._growing.kind is None and not self._growing.restricted:
            if self._mode in (Mode.MOVE, Mode.EDIT) and not self.edit.text:
                self.clear()
                self.left_mode.emit()
            return True
        now, caret = turned_back(self._growing)
        self._put(now, caret)
        return True

    def _escape(self) -> bool:
        """One step out: leave a mode; text of a new line is never lost by it."""
        if self._mode in (Mode.EDIT, Mode.MOVE, Mode.ROLL):
            self.clear()
            self.left_mode.emit()
        else:
            self.stepped_out.emit()
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame: strong while the caret is in it."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.edit.hasFocus()
        painter.setPen(theme.pen("focus" if focused else "line_control", 2 if focused else 1))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
