"""Two people wrote the same field: a strip with mine, theirs and another value; nothing else waits for it."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import FieldChange, Set
from pmo_desktop.domain.schema import Field, Shape, kinds
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.history import Name, Names, value_words
from pmo_desktop.services.ports import Clash
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.marks import Avatar
from pmo_desktop.ui.widgets.panels import IconMark
from pmo_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from pmo_desktop.services.office import Office


@dc.dataclass(frozen=True, slots=True)
class Dispute:
    """A clash with what people need to settle it: names, who stored theirs and when, what it was before."""

    clash: Clash
    title: str
    target: str
    me: str
    they: str
    their_at: datetime | None
    my_at: datetime
    before: str
    names: Names

    @property
    def field(self) -> Field:
        """The field in dispute."""
        return kinds()[self.clash.kind].field(self.clash.field)

    def words(self, value: Any) -> str:
        """A value of the field in words."""
        return value_words(self.field, value, self.names)

    def settled(self, value: Any) -> Set:
        """The edit that stores a value over theirs."""
        clash = self.clash
        return Set(clash.kind, clash.id, (FieldChange(clash.field, clash.theirs, value),))


def disputes(office: Office, clashes: tuple[Clash, ...], at: datetime) -> list[Dispute]:
    """What is needed to settle clashes: names and people in two statements, the trail in one each."""
    reader = office.store.reader
    wanted: dict[str, set[Any]] = {}
    for clash in clashes:
        kind = kinds()[clash.kind]
        wanted.setdefault(kind.family, set()).add(clash.id)
        if kind.field(clash.field).target:
            values = (clash.mine, clash.theirs)
            wanted.setdefault(kind.field(clash.field).target, set()).update(v for v in values if v)
    names = {uid: Name(ref, title.said(language())) for uid, (ref, title) in reader.names(wanted).items()}
    people = {p.id: p.display_name for p in reader.all("person", archived=True)}
    return [_dispute(office, clash, names, people, at) for clash in clashes]


def _dispute(office: Office, clash: Clash, names: Names, people: dict[Any, str], at: datetime) -> Dispute:
    past = office.store.reader.history(record=clash.id, most=20)
    theirs = next(((p, c) for p in past for c in p.changes if c.name == clash.field), None)
    field = kinds()[clash.kind].field(clash.field)
    known = names.get(clash.id)
    return Dispute(
        clash=clash,
        title=(known.title or known.ref) if known else tr(kinds()[clash.kind].label),
        target=_target(office, clash),
        me=people.get(office.who, "") or tr("You"),
        they=(people.get(theirs[0].who, "") if theirs else "") or tr("Somebody"),
        their_at=theirs[0].at.astimezone() if theirs else None,
        my_at=at,
        before=value_words(field, theirs[1].old, names) if theirs else "",
        names=names,
    )


def _target(office: Office, clash: Clash) -> str:
    """Where the record is shown: what belongs to a meeting stands on its page."""
    if clash.kind != "meeting" and "meeting" in kinds()[clash.kind].by_name:
        found = office.store.reader.get(clash.kind, [clash.id]).get(clash.id)
        if found is not None and found.meeting is not None:
            return f"meetings/{found.meeting}"
    pages = {"project": "project", "service": "project", "programme": "register", "portfolio": "register"}
    page = pages.get(clash.kind) or ("meetings" if clash.kind == "meeting" else "history")
    return f"{page}/{clash.id}"


def read_value(field: Field, typed: str, stored: Any) -> Any:
    """The value that a person typed for a field over the stored one; ValueError with a sentence.

    For shapes that are no single line there is no other value than mine or theirs.
    """
    from pmo_desktop.itemmodels import editing

    match field.shape:
        case Shape.DATE:
            return editing.day_of(typed, datetime.now().astimezone().date())
        case Shape.TEXT | Shape.RICH:
            return field.type(typed) if field.shape is Shape.RICH else typed
        case Shape.LTEXT:
            return editing.title_in(stored, typed, tr(field.words.label))
        case Shape.INT:
            return editing.whole_of(typed, tr(field.words.label))
        case Shape.ENUM:
            return editing.choice_of(typed, field.type)
        case Shape.POINTS:
            return editing.points_of(typed)
        case Shape.SCORE:
            return editing.score_of(typed)
    raise ValueError(tr("Choose one of the two values"))


TYPEABLE = frozenset(
    {Shape.DATE, Shape.TEXT, Shape.RICH, Shape.LTEXT, Shape.INT, Shape.ENUM, Shape.POINTS, Shape.SCORE}
)


class _Side(QWidget):
    """One way to settle it: whose it is, the value, the button, where it is from."""

    def __init__(self, lead: QWidget, who: str, when: str, *, first: bool = False) -> None:
        super().__init__()
        self._first = first
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 8, 12, 8)
        self.column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(lead)
        head.addWidget(Label(who, weight=600, elide=True), 1)
        head.addWidget(Label(when, size=12, tone="text2"))
        self.column.addLayout(head)
        self.middle = QHBoxLayout()
        self.middle.setSpacing(8)
        self.column.addLayout(self.middle)

    def add_note(self, text: str) -> Label:
        """A line below."""
        note = Label(text, size=12, tone="text2", elide=True)
        self.column.addWidget(note)
        return note

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.pen("accent" if self._first else "line"))
        painter.setBrush(theme.colour("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class ConflictStrip(QWidget):
    """The first of the fields in dispute. 1 keeps mine, 2 takes theirs, 3 another value, Esc later.

    `settled(Dispute, value)` when mine or another value is chosen; `left(Dispute)` when theirs stays;
    `later()` when the strip is put away; `waits(int)` how many there are.
    """

    settled = Signal(object, object)
    left = Signal(object)
    later = Signal()
    waits = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[Dispute] = []
        self._other: QLineEdit | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 10, 16, 12)
        self._column.setSpacing(8)
        self._inner: QWidget | None = None
        for n, act in (("1", self._mine), ("2", self._theirs), ("3", self._focus_other)):
            key = QShortcut(QKeySequence(n), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(act)
        self.hide()

    @property
    def waiting(self) -> int:
        """Fields that wait to be settled."""
        return len(self._waiting)

    @property
    def first(self) -> Dispute | None:
        """The one shown."""
        return self._waiting[0] if self._waiting else None

    def add(self, found: list[Dispute]) -> None:
        """Fields to settle; one in dispute before is replaced."""
        places = {(d.clash.id, d.clash.field) for d in found}
        kept = [d for d in self._waiting if (d.clash.id, d.clash.field) not in places]
        self._waiting = [*kept, *found]
        self._show()

    def drop(self, clash: Clash) -> None:
        """A field was settled elsewhere."""
        kept = [d for d in self._waiting if (d.clash.id, d.clash.field) != (clash.id, clash.field)]
        if len(kept) != len(self._waiting):
            self._waiting = kept
            self._show()

    def reveal(self) -> None:
        """Come into view again, with the focus on keeping mine."""
        if self._waiting:
            self.show()
            self._button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        if self._inner is not None:
            self._column.removeWidget(self._inner)
            self._inner.hide()
            self._inner.deleteLater()
            self._inner = None
        dispute = self.first
        if dispute is not None:
            self._inner = QWidget()
            column = QVBoxLayout(self._inner)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
            column.addLayout(self._head(dispute))
            column.addLayout(self._sides(dispute))
            self._column.addWidget(self._inner)
        self.setVisible(dispute is not None)
        self.waits.emit(self.waiting)

    def _head(self, dispute: Dispute) -> QHBoxLayout:
        field = tr(dispute.field.words.label)
        lead = tr("Two people changed “{field}” of {record}", field=field, record=dispute.title)
        self.setAccessibleName(lead)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconMark("git-compare-arrows", "warn"))
        row.addWidget(Label(lead, weight=600, elide=True))
        row.addWidget(
            Label(tr("1 of {n}", n=self.waiting) if self.waiting > 1 else "", size=12, tone="text2")
        )
        row.addStretch(1)
        if dispute.before:
            row.addWidget(Label(tr("it was {value}", value=dispute.before), size=12, tone="text2"))
        row.addWidget(Button(tr("Later"), look="link", small=True, on_click=self.put_off))
        row.addWidget(Label(tr("Esc"), size=11, tone="text2"))
        return row

    def _sides(self, dispute: Dispute) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        mine_at = tr("{time}, not stored yet", time=shown.time(dispute.my_at))
        mine = _Side(Avatar(dispute.me, size=20), tr("You"), mine_at, first=True)
        self._button = Button(tr("Keep mine"), look="primary", key="1", on_click=self._mine)
        self._fill(mine, dispute.words(dispute.clash.mine), self._button, tr("typed here"))
        when = tr("{time}, stored", time=shown.time(dispute.their_at)) if dispute.their_at else tr("stored")
        theirs = _Side(Avatar(dispute.they, size=20), dispute.they, when)
        take = Button(tr("Take theirs"), key="2", on_click=self._theirs)
        self._fill(theirs, dispute.words(dispute.clash.theirs), take, tr("both values stay in the history"))
        row.addWidget(mine, 1)
        row.addWidget(theirs, 1)
        if dispute.field.shape in TYPEABLE:
            row.addWidget(self._third(tr(dispute.field.words.label)), 1)
        return row

    @staticmethod
    def _fill(side: _Side, value: str, button: Button, note: str) -> None:
        said = Label(value, size=15, weight=600, elide=True)
        side.middle.addWidget(said, 1)
        side.middle.addWidget(button)
        side.add_note(note)

    def _third(self, hint: str) -> QWidget:
        side = _Side(IconMark("pencil", size=16), tr("Another value"), "")
        self._other = QLineEdit()
        self._other.setPlaceholderText(hint)
        self._other.setAccessibleName(tr("Another value"))
        self._other.returnPressed.connect(self._use)
        side.middle.addWidget(self._other, 1)
        side.middle.addWidget(Button(tr("Use"), key="3", on_click=self._use))
        self._note = side.add_note(tr("both values stay in the history"))
        return side

    # -- choosing ----------------------------------------------------------------------------------

    def _mine(self) -> None:
        if self.first is not None:
            self._settle(self.first.clash.mine)

    def _theirs(self) -> None:
        if self._waiting:
            gone = self._waiting.pop(0)
            self._show()
            self.left.emit(gone)

    def _focus_other(self) -> None:
        if self._other is not None and self.first and self.first.field.shape in TYPEABLE:
            self._other.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _use(self) -> None:
        if self.first is None or self._other is None:
            return
        try:
            value = read_value(self.first.field, self._other.text().strip(), self.first.clash.theirs)
        except ValueError as why:
            self._note.setText(str(why))
            self._note.set_tone("neg")
            return
        self._settle(value)

    def _settle(self, value: Any) -> None:
        dispute = self._waiting.pop(0)
        self._show()
        self.settled.emit(dispute, value)

    def put_off(self) -> None:
        """Leave it for later; the store's word in the strip above keeps count."""
        self.hide()
        self.later.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves it for later."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_off()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pale ground."""
        painter, theme = QPainter(self), current()
        painter.fillRect(self.rect(), theme.soft("warn"))
