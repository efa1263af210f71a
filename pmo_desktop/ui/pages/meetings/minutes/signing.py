"""The signature under approved minutes: who, when and how, with the scan of the signed copy."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.datewords import read_date
from pmo_desktop.domain.documents import Document, DocumentState
from pmo_desktop.domain.edits import batch, creation
from pmo_desktop.domain.ids import BodyId, DocumentId
from pmo_desktop.domain.minutes import MinutesState, SignedHow
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import language, tr, trl
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.minutes import signed
from pmo_desktop.services.office import Office
from pmo_desktop.ui.minutes.strips import Strip
from pmo_desktop.ui.pages.meetings.minutes.state import Reviewing
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import Card
from pmo_desktop.ui.widgets.text import Label

_LARGEST = 100 * 2**20
_DONE = (MinutesState.SIGNED, MinutesState.PUBLISHED)


class SigningPart(QWidget):
    """Who signed approved minutes, when and how, with the scan of the signed copy."""

    told = Signal(str)

    def __init__(self, state: Reviewing) -> None:
        super().__init__()
        self._state = state
        self._scan: Path | None = None
        self.who, self.how, self.day = QComboBox(), QComboBox(), QLineEdit()
        for how in SignedHow:
            self.how.addItem(tr(how.label), how.value)
        for field, name in ((self.who, tr("Signed by")), (self.how, tr("How")), (self.day, tr("On"))):
            field.setAccessibleName(name)
        self.said = Label("", wrap=True)
        self.problem = Strip("neg", "circle-alert")
        self.scan = Button(
            tr("Scan of the signed copy…"), icon="paperclip", small=True, on_click=self.choose_scan
        )
        self.sign = Button(tr("Note the signature"), look="primary", small=True, on_click=self.sign_now)
        self._fields = QWidget()
        rows = QVBoxLayout(self._fields)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        row, acts = QHBoxLayout(), QHBoxLayout()
        row.setSpacing(8)
        acts.setSpacing(8)
        rows.addLayout(row)
        rows.addLayout(acts)
        for label, field in ((tr("Signed by"), self.who), (tr("On"), self.day), (tr("How"), self.how)):
            row.addWidget(Label(label, size=12, tone="text2"))
            row.addWidget(field)
        self.day.setFixedWidth(current().px(160))
        self.who.setMinimumWidth(current().px(190))
        for button in (self.sign, self.scan):
            acts.addWidget(button)
        acts.addStretch(1)
        row.addStretch(1)
        self.card = Card(tr("Signature"), icon="stamp")
        self.card.add(self.said)
        self.card.add(self._fields)
        self.card.add(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    def show_now(self) -> None:
        """Show the signature, or the fields to note one."""
        facts, state = self._state.facts, self._state.state
        if facts is None or facts.minutes is None or state is None:
            return
        self._fields.setVisible(state.settled and state not in _DONE)
        self.said.setText(self._words(facts))
        people = [(a.person, facts.name(a.person)) for a in facts.present_list]
        if [self.who.itemData(n) for n in range(self.who.count())] != [uid for uid, _ in people]:
            self.who.clear()
            for uid, name in people:
                self.who.addItem(name, uid)
            self.who.setCurrentIndex(max(0, self.who.findData(facts.meeting.chair)))
        if not self.day.text():
            self.day.setText(shown.date(shown.local(facts.zoned(self._state.sitting.now)).date()))

    def _words(self, facts: MeetingFacts) -> str:
        minutes = facts.minutes
        if minutes is None or not minutes.state.settled:
            return tr("Minutes are signed once they are approved.")
        if minutes.signed_on is None or minutes.signed_how is None:
            return tr("Not signed yet.") if minutes.state not in _DONE else ""
        said = tr(
            "Signed by {name} on {date}: {how}.",
            name=facts.name(minutes.signed_by),
            date=shown.date(minutes.signed_on),
            how=tr(minutes.signed_how.label),
        )
        copy = tr("A scan of the signed copy is filed.") if minutes.signed_copy else ""
        return " ".join(t for t in (said, copy) if t)

    def choose_scan(self) -> None:
        """Ask for the scan that goes with the signature."""
        kinds = tr("Scans") + " (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)"
        name, _ = QFileDialog.getOpenFileName(self, tr("Scan of the signed copy"), "", kinds)
        if name:
            self.take_scan(Path(name))

    def take_scan(self, path: Path) -> None:
        """Keep a scan for the signature that follows."""
        self._scan = path
        self.scan.setText(path.name)
        self.scan.updateGeometry()

    def sign_now(self) -> None:
        """Note the signature, and file the scan with it."""
        facts = self._state.facts
        minutes = facts.minutes if facts else None
        if facts is None or minutes is None:
            return
        today = shown.local(facts.zoned(self._state.sitting.now)).date()
        read = read_date(self.day.text(), today, language())
        who = self.who.currentData()
        if read.date is None or who is None:
            self.problem.say(tr("Say who signed and on which day."))
            return
        self.problem.say("")
        day, scan, body = read.date, self._scan, facts.body
        how = next(h for h in SignedHow if h.value == self.how.currentData())
        title = tr("Minutes of {meeting}, signed", meeting=facts.meeting.ref)

        def work(office: Office) -> Document | str | None:
            return _stored(office, scan, title, body.id) if scan is not None else None

        def done(copy: Document | str | None) -> None:
            if isinstance(copy, str):
                self.problem.say(copy)
                return
            edit = signed(minutes, who, day, how, copy.id if copy else None)
            made = [creation(copy)] if copy is not None else []
            self._state.send(batch([*made, *edit.edits]), trl("Signature of the minutes"))
            self._scan = None
            self.scan.setText(tr("Scan of the signed copy…"))
            self.told.emit(tr("The signature is noted"))

        self._state.sitting.desk.write(work, done)


def _stored(office: Office, path: Path, title: str, body: BodyId) -> Document | str:
    """A scan kept as a file, with its document; a sentence where it cannot be read."""
    try:
        if path.stat().st_size > _LARGEST:
            return tr("{name} is larger than 100 MB.", name=path.name)
        found = path.read_bytes()
    except OSError as why:
        return tr("{name} cannot be read: {why}", name=path.name, why=why.strerror or str(why))
    media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Document(
        id=DocumentId(office.new_id()),
        title=LText.of(title),
        body=body,
        document_kind=tr("Signed minutes"),
        state=DocumentState.APPROVED,
        file_name=path.name[:260],
        file_hash=office.store.files.put(found, media),
        size=len(found),
        added_on=office.now().date(),
    )
