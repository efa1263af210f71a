"""The pane beside the agenda for one item: its words, people, papers, conflicts, and its way so far."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop.domain.edits import Edit
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import BusinessId
from pmo_desktop.domain.meetings import AgendaItem
from pmo_desktop.i18n import language, tr, trl, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.agenda_conflicts import conflicts
from pmo_desktop.readmodels.agenda_item import PaperLine, paper_lines
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings import papers
from pmo_desktop.services.meetings.agenda_fields import field_set
from pmo_desktop.services.meetings.business import Stop, Way, read_way
from pmo_desktop.ui.minutes.sitting import Sitting
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import Block
from pmo_desktop.ui.widgets.text import Label, surface

_LINES = 3


class ItemPane(QWidget):
    """One item. What is typed is stored when the field is left; `refused` says why it was not."""

    refused = Signal(str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._item: AgendaItem | None = None
        self._way: tuple[UUID, Way] | None = None
        self.title = Label("", size=16, weight=600, wrap=True)
        self.deferred = Label("", tone="warn", weight=600)
        self.fields: dict[str, QLineEdit | QPlainTextEdit] = {
            "proposed_resolution": self._text(tr("Proposed resolution")),
            "background": self._text(tr("Background")),
            "section": self._line(tr("Section")),
            "guests": self._line(tr("Guests")),
            "work": self._line(tr("About")),
        }
        self.commission = Button(tr("Ask for a paper"), look="link", small=True, on_click=self.ask_paper)
        self._words = {key: field.accessibleName() for key, field in self.fields.items()}
        self._against, self._papers, self._history = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QWidget()
        surface(inner, "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 4, 16, 12)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.deferred)
        column.addLayout(self._against)
        for key, field in self.fields.items():
            column.addWidget(Label(self._words[key], size=12, tone="text2"))
            column.addWidget(field)
        for heading, place in ((tr("Papers"), self._papers), (tr("Way so far"), self._history)):
            block = Block(heading)
            block.add(place)
            if place is self._papers:
                block.add(self.commission)
            column.addWidget(block)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        inner.setVisible(False)
        self._inner = inner

    def _text(self, name: str) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setAccessibleName(name)
        field.setTabChangesFocus(True)
        field.setFixedHeight(field.fontMetrics().lineSpacing() * _LINES + current().px(12))
        field.installEventFilter(self)
        return field

    def _line(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.installEventFilter(self)
        field.returnPressed.connect(self.store)
        return field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Store what was typed when a field is left."""
        if event.type() == QEvent.Type.FocusOut:
            self.store()
        return super().eventFilter(watched, event)

    @property
    def _facts(self) -> MeetingFacts | None:
        return self.sitting.facts

    # -- showing -----------------------------------------------------------------------------------

    def show_item(self, item: AgendaItem | None) -> None:
        """Show an item; what was typed for the one before is stored first."""
        if self._item is not None and (item is None or item.id != self._item.id):
            self.store()
        fresh = item is not None and (self._item is None or self._item.id != item.id)
        self._item = item
        self._inner.setVisible(item is not None)
        facts = self._facts
        if item is None or facts is None:
            return
        self.title.setText(tr("{number} {title}", number=item.number, title=item.title.said(language())))
        count = item.deferrals
        self.deferred.setText(trn("deferred once", "deferred {n} times", count) if count else "")
        self.deferred.setVisible(bool(count))
        for key, field in self.fields.items():
            if not field.hasFocus() or fresh:
                _put(field, _stored(facts, item, key))
        _fill(self._against, [Label(c.says, tone="neg" if c.interest else "warn", wrap=True)
                              for c in conflicts(facts, item)])  # fmt: skip
        _fill(self._papers, [self._paper(line) for line in paper_lines(facts, item)])
        self._show_way(item)

    def _paper(self, line: PaperLine) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addWidget(Label(line.title, wrap=True))
        column.addWidget(Label(line.facts, size=12, tone="warn" if line.late else "text2", wrap=True))
        acts = QHBoxLayout()
        acts.setSpacing(6)
        for step in papers.paper_steps(line.paper):
            acts.addWidget(Button(step.act, small=True, on_click=partial(self.paper_step, line.id, step.key)))
        acts.addStretch(1)
        column.addLayout(acts)
        return holder

    def _show_way(self, item: AgendaItem) -> None:
        if item.business is None:
            _fill(self._history, [Label(tr("Of this meeting only"), tone="text2")])
            return
        if self._way is not None and self._way[0] == item.id:
            self._show_stops(self._way[1])
        else:
            _fill(self._history, [])
        business = BusinessId(item.business)

        def take(way: Way | None) -> None:
            if way is not None and self._item is not None and self._item.id == item.id:
                self._way = item.id, way
                self._show_stops(way)

        self.sitting.desk.query(lambda office: read_way(office.store.reader, business), take)

    def _show_stops(self, way: Way) -> None:
        head = trn("deferred once", "deferred {n} times", way.deferrals) if way.deferrals else ""
        rows: list[QWidget] = [Label(_stop_words(stop), wrap=True) for stop in way.stops]
        _fill(self._history, [*rows, *([Label(head, tone="warn")] if head else [])])

    # -- storing -----------------------------------------------------------------------------------

    def store(self) -> None:
        """Store what was typed and is not what the item has."""
        facts = self._facts
        before = facts.agenda.get(self._item.id) if facts and self._item else None
        if facts is None or before is None:
            return
        for key, field in self.fields.items():
            typed, old = _typed(field), _stored(facts, before, key)
            if typed == old:
                continue
            try:
                edit = field_set(facts, (before.id,), key, typed)
            except ValueError as why:
                self.refused.emit(str(why))
                _put(field, old)
                continue
            if edit is not None:
                label = trl("{field} of item {number}", field=self._words[key], number=before.number)
                self.sitting.send(edit, label)
                return

    def ask_paper(self) -> None:
        """Commission a paper on the item."""
        facts = self._facts
        if facts is not None and self._item is not None:
            edit = papers.commissioned(facts, self._item, self.sitting.moment)
            self.sitting.send(edit, trl("Paper asked for on item {number}", number=self._item.number))

    def paper_step(self, uid: UUID, key: str, reason: str | None = None) -> None:
        """Bring a paper one step on. `reason` is why it is returned; it is asked for without one."""
        facts = self._facts
        paper = facts.papers.get(uid) if facts else None
        if facts is None or paper is None:
            return
        if key == "return" and reason is None:
            reason, said = QInputDialog.getText(self, tr("Return the paper"), tr("Why does it go back?"))
            if not said:
                return
        moment = self.sitting.moment
        make: dict[str, Callable[[], Edit]] = {
            "submit": lambda: papers.submitted(facts, paper, moment),
            "check": lambda: papers.checking(paper),
            "return": lambda: papers.returned(paper, reason or ""),
            "accept": lambda: papers.accepted(paper, chair_agrees=True),
        }
        try:
            edit = make[key]()
        except Fault as why:
            self.refused.emit(str(why))
            return
        self.sitting.send(edit, trl("Paper “{title}”", title=str(paper.title)))


def _stop_words(stop: Stop) -> str:
    """A meeting that the business came to: body, day, what became of it, by which decisions."""
    day = shown.day(shown.local(stop.starts).date())
    ended = tr(stop.outcome.label) if stop.outcome else tr("not taken yet")
    said = tr("{day} · {body}, item {number}: {outcome}", day=day, body=stop.body, number=stop.number,
              outcome=ended)  # fmt: skip
    if not stop.decisions:
        return said
    return tr("{said} ({decisions})", said=said, decisions=", ".join(stop.decisions))


def _stored(facts: MeetingFacts, item: AgendaItem, key: str) -> str:
    match key:
        case "guests":
            return ", ".join(facts.name(p) for p in item.guests)
        case "work":
            work = facts.works.get(item.work)
            return work.ref if work is not None else ""
        case _:
            return str(getattr(item, key))


def _typed(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text().strip() if isinstance(field, QLineEdit) else field.toPlainText().strip()


def _put(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.setCursorPosition(0)
    elif field.toPlainText() != text:
        field.setPlainText(text)


def _fill(place: QVBoxLayout, widgets: list[QWidget]) -> None:
    """Show these widgets in a place, in the stead of those there."""
    while place.count():
        taken = place.takeAt(0)
        old = taken.widget() if taken is not None else None
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        place.addWidget(widget)
