"""The mail server that reminders are sent over: five lines of the settings of this computer, no password."""

from __future__ import annotations

import dataclasses as dc

from PySide6.QtWidgets import QComboBox, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.settings import MAIL_SECURITY, Settings
from pmo_desktop.ui.pages.actions.questions import Question, typed
from pmo_desktop.ui.widgets.forms import FieldRow

_MOST_PORT = 65_535


class ServerQuestion(Question):
    """Name, port, encryption, user and sender; an empty name means no server."""

    def __init__(self, kept: Settings, parent: QWidget | None) -> None:
        super().__init__(tr("Mail server"), tr("Keep"), parent)
        self._kept = kept
        self.host_row = self.line(tr("Server"), kept.mail_server, tr("Empty: reminders go out as files only"))
        self.port_row = self.line(tr("Port"), str(kept.mail_port), tr("587 for STARTTLS, 465 for TLS"))
        self.security = QComboBox()
        words = (tr("STARTTLS"), tr("TLS"), tr("Not encrypted"))
        for value, word in zip(MAIL_SECURITY, words, strict=True):
            self.security.addItem(word, value)
        self.security.setCurrentIndex(MAIL_SECURITY.index(kept.mail_security))
        self.form.add(FieldRow(tr("Encryption"), self.security))
        hint = tr("The password comes from the keyring of the system, or is asked for; it is not stored here")
        self.user_row = self.line(tr("Signs in as"), kept.mail_user, hint)
        self.from_row = self.line(
            tr("Sent from"), kept.mail_from, tr("An address, such as office@example.org")
        )

    def wanted(self) -> Settings:
        """The settings with what stands in the lines."""
        return dc.replace(
            self._kept,
            mail_server=typed(self.host_row),
            mail_port=int(typed(self.port_row)),
            mail_security=str(self.security.currentData()),
            mail_user=typed(self.user_row),
            mail_from=typed(self.from_row),
        )

    def take(self) -> bool:
        """A port that is one, and a sender where there is a server."""
        port = typed(self.port_row)
        good = port.isascii() and port.isdigit() and 0 < int(port) <= _MOST_PORT
        self.port_row.set_error("" if good else tr("A port is a number from 1 to {most}", most=_MOST_PORT))
        named = not typed(self.host_row) or "@" in typed(self.from_row)
        self.from_row.set_error("" if named else tr("An address is needed"))
        return good and named
