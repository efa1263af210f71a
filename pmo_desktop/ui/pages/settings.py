"""Settings: language, looks, who works here, which database, and what this program is."""

from __future__ import annotations

import dataclasses as dc
import platform
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QCompleter,
    QFileDialog,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop import __version__, i18n
from pmo_desktop.i18n import tr, trc
from pmo_desktop.settings import Settings, read_settings, settings_path, write_settings
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.theme import Look
from pmo_desktop.ui.widgets.buttons import Button, Segments
from pmo_desktop.ui.widgets.forms import FieldRow
from pmo_desktop.ui.widgets.header import PageHeader
from pmo_desktop.ui.widgets.notices import Notice
from pmo_desktop.ui.widgets.panels import Card, row_of
from pmo_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from pmo_desktop.services.office import Office

WIDEST = 680
OpenOther = Callable[[str, bool], None]
"""Opens another database (address) in place of this one, or makes it (True)."""


class SettingsPage(Page):
    """Every choice is stored at once; what needs a new start says so."""

    def __init__(self, desk: Desk, look: Look, open_other: OpenOther | None = None) -> None:
        super().__init__()
        self._desk, self._look, self._open_other = desk, look, open_other
        self._people: list[tuple[UUID, str, str]] = []
        inner = QWidget()
        inner.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 8, 16, 24)
        column.setSpacing(16)
        for card in (self._looks(), self._person(), self._database(), self._about()):
            column.addWidget(card)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 4, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(PageHeader(tr("Settings"), tr("of this computer")))
        self._below = QVBoxLayout()
        outer.addLayout(self._below)
        outer.addWidget(scroll, 1)
        look.changed.connect(lambda _theme: self._follow_look())
        alone = self._why_alone
        self.does.add(tr("Open another database…"), self._choose_other, icon="folder-open", why_not=alone)
        self.does.add(tr("New database…"), self._choose_new, icon="plus", why_not=alone)

    @property
    def below_head(self) -> QBoxLayout:
        """Under the title."""
        return self._below

    def _why_alone(self) -> str:
        return "" if self._open_other is not None else tr("Not possible here now")

    # -- building ----------------------------------------------------------------------------------

    def _looks(self) -> Card:
        now = read_settings(settings_path())
        card = Card(tr("Language and looks"), icon="languages")
        self.languages = QComboBox()
        self.languages.addItem(tr("As the system"), "")
        for code in i18n.languages():
            self.languages.addItem(_named(code), code)
        self.languages.setCurrentIndex(max(self.languages.findData(now.language), 0))
        self.languages.activated.connect(self._language_chosen)
        self._language = FieldRow(
            tr("Language"), self.languages, help=tr("Shown from the next start of the program.")
        )
        card.add(self._language)
        self.themes = Segments(
            [("system", tr("As the system")), ("light", tr("Light")), ("dark", tr("Dark"))]
        )
        self.themes.chosen.connect(self._theme_chosen)
        card.add(FieldRow(tr("Colour scheme"), self.themes))
        self.density = Segments([("dense", tr("Dense")), ("roomy", tr("Roomy"))])
        self.density.chosen.connect(self._density_chosen)
        card.add(FieldRow(tr("Tables"), self.density, help=tr("Rows of 30 or 36 pixels.")))
        self._follow_look()
        return card

    def _person(self) -> Card:
        card = Card(tr("Who works here"), icon="circle-user")
        self.people = QComboBox()
        self.people.setEditable(True)
        self.people.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.people.model(), self.people)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.people.setCompleter(completer)
        self.people.activated.connect(self._person_chosen)
        said = tr("What you do is signed with this name, here and in the history.")
        card.add(FieldRow(tr("Person"), self.people, help=said))
        return card

    def _database(self) -> Card:
        card = Card(tr("Database"), icon="database")
        self.address = QLineEdit()
        self.address.setReadOnly(True)
        card.add(FieldRow(tr("Address"), self.address, help=tr("Passwords are not shown.")))
        other = Button(tr("Open another database…"), icon="folder-open", on_click=self._choose_other)
        new = Button(tr("New database…"), icon="plus", on_click=self._choose_new)
        for button in (other, new):
            button.setEnabled(self._open_other is not None)
        card.add(row_of(other, new, 1))
        return card

    def _about(self) -> Card:
        card = Card(tr("About the program"), icon="info")
        facts = (
            tr("PMO Desktop {version}, Apache License 2.0", version=__version__),
            tr("Python {python}, Qt {qt}", python=platform.python_version(), qt=qVersion()),
            tr("Noto fonts: SIL Open Font License 1.1. Lucide icons: ISC License."),
            tr("The licences lie beside the fonts and icons in the folder of the program."),
        )
        for n, text in enumerate(facts):
            card.add(Label(text, tone="text2" if n else "text", wrap=True))
        return card

    # -- showing -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read who is known here."""
        if self._desk.is_open:
            self.address.setText(self._desk.office.store.url)
            self.address.setCursorPosition(0)
            self._desk.query(_people, self._show_people)

    def _show_people(self, found: list[tuple[UUID, str, str]]) -> None:
        self._people = found
        self.people.clear()
        for uid, _, name in found:
            self.people.addItem(name, uid)
        who = self._desk.office.who
        at = next((n for n, (uid, _, _) in enumerate(found) if uid == who), -1)
        self.people.setCurrentIndex(at)
        self.people.setEnabled(bool(found))
        nobody = tr("Nobody is known here yet. People come with a register or the example office.")
        line = self.people.lineEdit()
        if line is not None:
            line.setPlaceholderText(tr("Choose a person") if found else nobody)

    def _follow_look(self) -> None:
        self.themes.choose(self._look.mode.value)
        self.density.choose("roomy" if self._look.roomy else "dense")

    # -- choosing ----------------------------------------------------------------------------------

    def _store(self, **changes: Any) -> bool:
        """Store settings; a failure is said in a banner and the choice holds until the end."""
        path = settings_path()
        try:
            write_settings(path, _with(read_settings(path), changes))
        except OSError as why:
            reason = why.strerror or str(why)
            text = tr(
                "{path}: {reason}. The choice holds until the program ends; free the file and choose again.",
                path=path,
                reason=reason,
            )
            self.notice.emit(Notice("settings", "neg", tr("Settings not stored"), text, trc("act", "Close")))
            return False
        self.notice_over.emit("settings")
        return True

    def _language_chosen(self, at: int) -> None:
        if self._store(language=str(self.languages.itemData(at))):
            self._language.set_help(tr("Stored. It is shown from the next start of the program."))

    def _theme_chosen(self, key: str) -> None:
        self._look.set_mode(key)
        self._store(theme=key)

    def _density_chosen(self, key: str) -> None:
        self._look.set_roomy(key == "roomy")
        self._store(dense=key == "dense")

    def _person_chosen(self, at: int) -> None:
        if 0 <= at < len(self._people):
            uid, code, name = self._people[at]
            self._desk.work_as(uid)
            if self._store(me=code):
                self.toast.emit(tr("{name} works here now", name=name), "")

    def _choose_other(self) -> None:
        kinds = tr("Databases") + " (*.db *.sqlite *.sqlite3)"
        name, _ = QFileDialog.getOpenFileName(self, tr("Open another database"), "", kinds)
        if name:
            self._go_to(name, create=False)

    def _choose_new(self) -> None:
        kinds = tr("Databases") + " (*.db)"
        name, _ = QFileDialog.getSaveFileName(self, tr("New database"), "office.db", kinds)
        if name:
            self._go_to(name, create=True)

    def _go_to(self, name: str, *, create: bool) -> None:
        if self._open_other is not None:
            self._store(database=name)
            self._open_other(name, create)


def _named(code: str) -> str:
    """A language by the name that those who read it give it; Qt says "American English" for English."""
    from babel import Locale

    name = Locale.parse(code, sep="-").get_display_name() or code
    return name[:1].upper() + name[1:]


def _with(settings: Settings, changes: dict[str, Any]) -> Settings:
    return dc.replace(settings, **changes)


def _people(office: Office) -> list[tuple[UUID, str, str]]:
    """People as (id, code, name), by name."""
    found = [(UUID(int=p.id.int), p.ref, p.display_name) for p in office.store.reader.all("person")]
    return sorted(found, key=lambda person: person[2].casefold())
