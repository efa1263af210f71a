"""A first meeting: a new body with its members, or one that has no series yet; in the page, no dialog."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, QTimeZone, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop.domain.datewords import DateRead, read_date
from pmo_desktop.domain.governance import Capacity, GovernanceBody
from pmo_desktop.i18n import N_, inside, language, tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.services.meetings.begin import REPEATS, Beginning, seats_in
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.forms import FieldRow, Form
from pmo_desktop.ui.widgets.text import Label, surface

LANGUAGES = {"en": N_("English"), "de": N_("German"), "fr": N_("French"), "es": N_("Spanish")}
_TIME = re.compile(r"([01]?\d|2[0-3])(?:[:.h]([0-5]\d))?$")
_LONGEST_CODE = 8
MEMBERS_HELP = N_("One to a line; after a comma chair, secretary or scribe.")


class BeginPanel(QWidget):
    """Code, name, members, day, time, how often. Ctrl+Enter makes it, Esc goes back and keeps what is typed.

    `begun(Beginning)` when everything is there; `today()` is what days in words are read against.
    """

    begun = Signal(object)
    cancelled = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._body: GovernanceBody | None = None
        self._heading = Label("", size=16, weight=600)
        self._make_fields()
        self.make = Button(
            tr("Make the meeting"),
            look="primary",
            icon="calendar-plus",
            key="Ctrl+Enter",
            on_click=self.accept,
        )
        inner = surface(QWidget(), "page")
        inner.setMaximumWidth(current().px(560))
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self._form)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.make)
        row.addWidget(Button(tr("Cancel"), key="Esc", on_click=self.cancelled.emit))
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _make_fields(self) -> None:
        self.code, self.title, self.place = QLineEdit(), QLineEdit(), QLineEdit()
        self.day, self.time = QLineEdit(), QLineEdit("10:00")
        self.members = QPlainTextEdit()
        self.members.setTabChangesFocus(True)
        self.members.setFixedHeight(current().px(120))
        example = tr("{name}, {role}", name="Ingrid Solberg", role=inside(tr("Chair")))
        self.members.setPlaceholderText(example)
        self.language, self.repeats = QComboBox(), QComboBox()
        for key, word in LANGUAGES.items():
            self.language.addItem(tr(word), key)
        self.language.setCurrentIndex(max(0, self.language.findData(language().partition("-")[0])))
        for key, word in REPEATS.items():
            self.repeats.addItem(tr(word), key)
        self._form = Form()
        self._code = FieldRow(
            tr("Short code"), self.code, help=tr("Starts the number of each meeting."), needed=True
        )
        self._title = FieldRow(tr("Name of the body"), self.title, needed=True)
        self._members = FieldRow(
            tr("Members"),
            self.members,
            help=tr(MEMBERS_HELP),
            needed=True,
        )
        self._day = FieldRow(tr("First meeting"), self.day, help=tr("A day in words or digits."), needed=True)
        self._clock = FieldRow(tr("Time"), self.time)
        self._form.add_pair(self._code, self._title)
        self._form.add(self._members)
        self._form.add_pair(self._day, self._clock)
        self._often = FieldRow(tr("Repeats"), self.repeats)
        self._lang = FieldRow(tr("Language of the meeting"), self.language)
        self._form.add_pair(self._often, self._lang)
        self._form.add(FieldRow(tr("Place"), self.place))
        self.day.textChanged.connect(lambda _text: self._tell_day())
        self.members.textChanged.connect(self._tell_members)

    def show_for(self, body: GovernanceBody | None) -> None:
        """A new body, or the first meeting of one that has no series."""
        self._body = body
        name = body.title.said(language()) if body else ""
        said = tr("First meeting of {body}", body=name) if body else tr("A new body and its first meeting")
        self._heading.setText(said)
        for row in (self._code, self._title, self._members, self._lang):
            row.setVisible(body is None)
        if body is not None and not self.place.text():
            self.place.setText(body.venue)
        (self.day if body else self.code).setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_day(self) -> DateRead:
        return read_date(self.day.text(), self._today(), language())

    def _tell_day(self) -> None:
        self._day.set_error("")
        found = self._read_day().date
        self._day.set_help(shown.weekday_day(found) if found else tr("A day in words or digits."))

    def _tell_members(self) -> None:
        """What was understood, so that a capacity taken for a name is seen."""
        seats = seats_in(self.members.toPlainText())
        voting = sum(seat.capacity.votes for seat in seats)
        parts = [trn("{n} with a vote", "{n} with a vote", voting)]
        others = [seat for seat in seats if seat.capacity is not Capacity.VOTING]
        parts += [tr("{role}: {name}", role=tr(s.capacity.label), name=s.name) for s in others]
        self._members.set_error("")
        self._members.set_help(" · ".join(parts) if seats else tr(MEMBERS_HELP))

    def accept(self) -> None:
        """Make it when everything is there; else say at each field what is wrong."""
        found, clock = self._read_day().date, _TIME.match(self.time.text().strip())
        self._day.set_error("" if found else tr("Type a day, such as “thu week” or “7/8”."))
        self._clock.set_error("" if clock else tr("Type a time, such as 10:00."))
        self._check_body()
        if self._form.focus_first_error() or found is None or clock is None:
            return
        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode() or "UTC"
        self.begun.emit(
            Beginning(
                first=found,
                code=self.code.text(),
                title=self.title.text(),
                members=self.members.toPlainText(),
                language=self.language.currentData(),
                venue=self.place.text(),
                minutes=int(clock.group(1)) * 60 + int(clock.group(2) or 0),
                zone=zone,
                repeats=self.repeats.currentData(),
                body=self._body,
            )
        )

    def _check_body(self) -> None:
        new = self._body is None
        code = self.code.text().strip()
        wrong = new and not (code.isalnum() and len(code) <= _LONGEST_CODE)
        self._code.set_error(tr("One to eight letters or digits, such as PB.") if wrong else "")
        self._title.set_error(tr("Name the body.") if new and not self.title.text().strip() else "")
        nobody = new and not seats_in(self.members.toPlainText())
        self._members.set_error(tr("Name at least one member.") if nobody else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter makes it, Esc goes back."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)
