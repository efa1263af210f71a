"""Letters to owners on their way out, and the files of their answers on the way in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from pmo_desktop.exchange.mail_actions import Draft, MailFault, MailServer, kept_password, send, write_drafts
from pmo_desktop.exchange.replies import read_replies
from pmo_desktop.i18n import tr
from pmo_desktop.services.actions.reminding import Letter
from pmo_desktop.services.actions.replying import Said, as_said
from pmo_desktop.settings import read_settings, settings_path


def draft_of(letter: Letter) -> Draft:
    """A letter as a mail."""
    copies = tuple((p.display_name, p.email) for p in letter.copies)
    to = letter.owner.display_name, letter.owner.email
    return Draft(to, copies, letter.subject, letter.text, letter.language)


def write_letters(folder: Path, letters: Sequence[Letter], at: datetime) -> list[Path]:
    """One mail file a letter. Raises MailFault when the folder takes none."""
    return write_drafts(folder, [draft_of(one) for one in letters], at)


def server() -> MailServer | None:
    """The mail server of the settings of this computer."""
    kept = read_settings(settings_path())
    if not kept.mail_server or not kept.mail_from:
        return None
    return MailServer(kept.mail_server, kept.mail_port, kept.mail_security, kept.mail_user, kept.mail_from)


def why_not_send() -> str:
    """Why nothing can be sent from here, "" when it can."""
    return "" if server() else tr("The settings name no mail server: {path}", path=settings_path())


def password_asked() -> str:
    """What to ask for before sending; "" when no password is needed or the keyring has it."""
    found = server()
    if found is None or not found.user or kept_password(found):
        return ""
    return tr("Password of {user} at {host}", user=found.user, host=found.host)


def send_letters(letters: Sequence[Letter], at: datetime, password: str = "") -> list[Letter]:
    """Send letters over the server of the settings; gives those that it took. Raises MailFault."""
    found = server()
    if found is None:
        raise MailFault(why_not_send())
    known = password or (kept_password(found) or "" if found.user else "")
    drafts = [draft_of(one) for one in letters]
    taken = send(drafts, found, known, at)
    return [one for one, draft in zip(letters, drafts, strict=True) if draft in taken]


def read_answers(path: Path) -> list[Said]:
    """The lines of a file of answers. Raises FileRefused."""
    return as_said(read_replies(path), path.name)
