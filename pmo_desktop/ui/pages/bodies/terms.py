"""Terms of reference of a body: versions, sections that are written or typed, differences, and files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop.domain.terms import TermsOfReference, TermsSection, TermsState
from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.services.bodies.acts import TermsStep, step_why_not, stepped
from pmo_desktop.services.bodies.terms import drafted, outdated, reworded
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.bodies.differences import Differences
from pmo_desktop.ui.pages.bodies.fields import Text
from pmo_desktop.ui.pages.bodies.tab import BodyTab, filled_by
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import Splitter, row_of
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.text import Label

_SECTIONS, _WIDE = 250, 900


class TermsTab(BodyTab):
    """The version in front with its sections at one side and the words of one of them at the other."""

    file_wanted = Signal(object, str, object)
    """A version, a suffix and a path to write it to."""

    def __init__(self, desk: Desk, remembered: Remembered) -> None:
        super().__init__()
        self._desk = desk
        self.versions, self.against = QComboBox(), QComboBox()
        self.versions.setAccessibleName(tr("Version"))
        self.against.setAccessibleName(tr("Compare with"))
        self.versions.activated.connect(lambda _at: self._show_version())
        self.against.activated.connect(lambda _at: self._compare())
        self.facts = Label("", tone="text2", elide=True)
        self.warning = Label("", tone="warn", wrap=True)
        self.next = Button(tr("Draft the next version"), icon="file-plus", small=True, on_click=self.draft)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Sections"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.currentRowChanged.connect(lambda _at: self._show_section())
        self.text = Text(6)
        self.text.setMaximumHeight(16_777_215)
        self.text.setAccessibleName(tr("Words of the section"))
        self.text.left.connect(self._reword)
        self.head, self.note = Label("", weight=600), Label("", size=12, tone="text2", wrap=True)
        self.differences = Differences()
        self._shown: TermsSection | None = None
        self._lay_out(remembered)

    def _lay_out(self, remembered: Remembered) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._section_side())
        self._stack.addWidget(self.differences)
        both = Splitter(name="bodies/terms", remembered=remembered, default=[_SECTIONS, _WIDE])
        both.addWidget(self.list)
        both.addWidget(self._stack)
        both.setStretchFactor(1, 1)
        both.restore()
        filled_by(self, self._bar(), self._warning(), both)

    def _section_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(14, 8, 16, 12)
        column.setSpacing(6)
        for widget in (self.head, self.note):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        return side

    def _bar(self) -> QWidget:
        bar = QWidget()
        self.pdf = Button("PDF", icon="file-down", small=True, on_click=lambda: self.save(".pdf"))
        self.docx = Button("DOCX", icon="file-down", small=True, on_click=lambda: self.save(".docx"))
        self.step = Button(tr("Propose"), look="primary", small=True, on_click=self.go_on)
        row = row_of(self.versions, self.facts, self.against, self.pdf, self.docx, self.step)
        row.setStretch(1, 1)
        row.setContentsMargins(16, 8, 12, 8)
        bar.setLayout(row)
        return bar

    def _warning(self) -> QWidget:
        self._strip = QWidget()
        row = row_of(self.warning, self.next)
        row.setStretch(0, 1)
        row.setContentsMargins(16, 0, 12, 8)
        self._strip.setLayout(row)
        return self._strip

    # -- showing -----------------------------------------------------------------------------------

    @property
    def version(self) -> TermsOfReference | None:
        """The version in front."""
        listed = self.file.terms.versions if self.file is not None else ()
        wanted = self.versions.currentData()
        return next((v for v in listed if str(v.id) == wanted), listed[0] if listed else None)

    def put(self) -> None:
        """Show the versions; the one in front stays while it is there."""
        assert self.file is not None
        kept, listed = self.versions.currentData(), self.file.terms.versions
        with QSignalBlocker(self.versions):
            self.versions.clear()
            for v in listed:
                self.versions.addItem(
                    tr("Version {n}: {state}", n=v.version, state=tr(v.state.label)), str(v.id)
                )
            self.versions.setCurrentIndex(max(0, self.versions.findData(kept)))
        self.versions.setVisible(bool(listed))
        self._warn()
        self._show_version()

    def _warn(self) -> None:
        """Say what there is to do with the terms as a whole."""
        assert self.file is not None
        terms, changed = self.file.terms, outdated(self.file.terms)
        said = ""
        if not terms.versions:
            said = tr("This body has no terms of reference yet. They are written from its rules and members.")
        elif changed and terms.versions[0].state is TermsState.CURRENT:
            said = trn(
                "The rules or members have changed since: {n} section in force no longer says what holds.",
                "The rules or members have changed since: {n} sections in force no longer say what holds.",
                len(changed),
            )
        elif terms.current is not None and (by := terms.current.review_by) and by <= self.today:
            said = tr("These terms were to be reviewed by {day}.", day=shown.date(by))
        self.warning.setText(said)
        self._strip.setVisible(bool(said))
        self.next.setText(tr("Draft the next version") if terms.versions else tr("Draft the terms"))

    def _show_version(self) -> None:
        version = self.version
        for widget in (self.list, self._stack, self.step, self.against, self.pdf, self.docx):
            widget.setVisible(version is not None)
        if version is None:
            self.facts.setText("")
            return
        at = max(0, self.list.currentRow())
        stale = outdated(self.file.terms) if self.file and version.state is TermsState.CURRENT else ()
        with QSignalBlocker(self.list):
            self.list.clear()
            for n, section in enumerate(version.sections, 1):
                item = QListWidgetItem(f" {n}  {section.head}")
                item.setSizeHint(QSize(10, current().px(27)))
                if section.key in stale:
                    item.setForeground(current().colour("warn"))
                    item.setToolTip(tr("The rules say something else by now."))
                self.list.addItem(item)
            self.list.setCurrentRow(min(at, self.list.count() - 1))
        self._fill_against(version)
        self.facts.setText(_facts(version))
        self._show_step(version)
        self._show_section()
        self._compare()

    def _fill_against(self, version: TermsOfReference) -> None:
        assert self.file is not None
        kept = self.against.currentData()
        with QSignalBlocker(self.against):
            self.against.clear()
            self.against.addItem(tr("Compare with…"), "")
            for v in self.file.terms.versions:
                if v.id != version.id:
                    self.against.addItem(tr("Compared with version {n}", n=v.version), str(v.id))
            self.against.setCurrentIndex(max(0, self.against.findData(kept)))
        self.against.setVisible(self.against.count() > 1)

    def _show_step(self, version: TermsOfReference) -> None:
        words = {TermsState.DRAFT: tr("Propose"), TermsState.PROPOSED: tr("Bring into force")}
        self.step.setVisible(version.state in words)
        self.step.setText(words.get(version.state, ""))
        self.step.updateGeometry()

    def _show_section(self) -> None:
        version, at = self.version, self.list.currentRow()
        if version is None or not 0 <= at < len(version.sections):
            return
        section = version.sections[at]
        typing = self.text.hasFocus() and self.text.document().isModified()
        same = self._shown is not None and self._shown.key == section.key
        if not (typing and same):
            self.text.setPlainText(section.text)
            self.text.document().setModified(False)
            self._shown = section
        draft = version.state is TermsState.DRAFT
        self.text.setReadOnly(not draft)
        self.head.setText(f"{at + 1}  {section.head}")
        self.note.setText(
            tr("Written from the rules and members. Type to say it in other words.")
            if draft
            else tr("These words stay as they are; the next version can say it in others.")
        )

    def _compare(self) -> None:
        other, version = self._other(), self.version
        if other is None or version is None:
            self._stack.setCurrentIndex(0)
            return
        older, newer = sorted((other, version), key=lambda v: v.version)
        self.differences.show_between(older.sections, newer.sections)
        self._stack.setCurrentIndex(1)

    def _other(self) -> TermsOfReference | None:
        wanted = self.against.currentData()
        listed = self.file.terms.versions if self.file is not None else ()
        return next((v for v in listed if wanted and str(v.id) == wanted), None)

    def focus_work(self) -> None:
        """The list of sections."""
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- acts --------------------------------------------------------------------------------------

    def draft(self) -> None:
        """Write the next version from the rules; an open draft is written anew."""
        if self.file is None:
            return
        moment = Moment(self._desk.office.now(), self._desk.office.new_id)
        with QSignalBlocker(self.versions):
            self.versions.setCurrentIndex(-1)
        self.send(
            drafted(self.file.terms, moment), trl("Draft terms of reference of {body}", body=self._code)
        )

    @property
    def _code(self) -> str:
        return self.file.body.code if self.file is not None else ""

    def _reword(self) -> None:
        version, section, typed = self.version, self._shown, self.text.toPlainText()
        if version is None or section is None or version.state is not TermsState.DRAFT:
            return
        if typed.strip() != section.text.strip():
            label = trl("Change section {head} of the terms of {body}", head=section.head, body=self._code)
            self.send(reworded(version, section.key, typed), label)
        self.text.document().setModified(False)

    def why_not(self, step: TermsStep) -> str:
        """Why a step cannot be taken with the version in front, "" when it can."""
        return step_why_not(self.version, step)

    def take(self, step: TermsStep) -> None:
        """Take a step with the version in front."""
        version = self.version
        if self.file is None or version is None:
            return
        try:
            edit = stepped(self.file.terms, version, step, self.today)
        except ValueError as why:
            self.refuse(str(why))
            return
        self.send(edit, trl("{step}: terms of reference of {body}", step=trl(step.label), body=self._code))

    def go_on(self) -> None:
        """The next step of the version in front."""
        version = self.version
        if version is not None:
            proposed = version.state is TermsState.PROPOSED
            self.take(TermsStep.BRING_IN if proposed else TermsStep.PROPOSE)

    def why_no_version(self) -> str:
        """Why there is no file to write, "" when there is."""
        return "" if self.version is not None else tr("This body has no terms of reference yet")

    def save(self, suffix: str, path: Path | None = None) -> None:
        """Write the version in front as a file; asks where without a path."""
        version = self.version
        if version is None:
            self.refuse(self.why_no_version())
            return
        if path is None:
            kinds = {".pdf": "PDF (*.pdf)", ".docx": "DOCX (*.docx)"}
            first = f"{self._code}-terms-{version.version}{suffix}"
            name, _ = QFileDialog.getSaveFileName(
                self, tr("Save the terms of reference"), first, kinds[suffix]
            )
            path = Path(name) if name else None
        if path is not None:
            self.file_wanted.emit(version, suffix, path)


def _facts(version: TermsOfReference) -> str:
    since: date | None = version.in_force
    if since is None:
        return ""
    if version.review_by is None:
        return tr("In force from {day}", day=shown.date(since))
    return tr("In force from {day}, review by {review}", day=shown.date(since),
              review=shown.date(version.review_by))  # fmt: skip
