"""Reminders as mail files and over a real mail server of this machine."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from pmo_desktop.exchange.mail_actions import Draft, MailFault, MailServer, message, send, write_drafts
from tests.exchange.smtp_server import serving

AT = datetime(2026, 9, 17, 8, tzinfo=UTC)
DRAFT = Draft(
    ("Mara Kovač", "mara@example.org"),
    (("Ingrid Solberg", "ingrid@example.org"),),
    "2 actions of yours\r\nBcc: everybody@example.org",
    "Dear Mara,\n\nA-PB-2026-07-02  Prüfe <b>Sätze</b> & 東京\n" + "long " * 60 + "\n",
)


def test_a_draft_is_a_mail_that_programs_open_to_be_sent(tmp_path: Path) -> None:
    [path] = write_drafts(tmp_path / "out", [DRAFT], AT)
    assert path.name == "01-Mara-Kova.eml"
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert mail["X-Unsent"] == "1"
    assert mail["From"] is None
    assert str(mail["To"]) == "Mara Kovač <mara@example.org>"
    assert str(mail["Cc"]) == "Ingrid Solberg <ingrid@example.org>"
    assert mail["Content-Language"] == "en"
    assert mail.get_content().splitlines() == DRAFT.text.splitlines()


def test_no_words_make_another_header() -> None:
    mail = message(DRAFT, AT)
    assert mail["Bcc"] is None
    assert "Bcc: everybody" in str(mail["Subject"])
    odd = Draft(("Eve\r\nBcc: x@example.org", "eve@example.org"), (), "s", "t")
    assert message(odd, AT)["Bcc"] is None


@pytest.mark.parametrize("address", ["", "mara", "mara@", "a b@example.org", "x@y\r\nBcc: z@example.org"])
def test_an_address_that_is_none_is_said(address: str) -> None:
    with pytest.raises(MailFault, match="Mara"):
        message(Draft(("Mara", address), (), "s", "t"), AT)


def test_a_folder_that_takes_no_files_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(MailFault, match="takes no files"):
        write_drafts(tmp_path / "file", [DRAFT], AT)


def test_the_same_draft_gives_the_same_bytes() -> None:
    assert message(DRAFT, AT).as_bytes() == message(DRAFT, AT).as_bytes()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_mail_goes_over_an_encrypted_line(tmp_path: Path, security: str) -> None:
    with serving(tmp_path, tls=security == "tls") as (box, pem):
        server = MailServer("localhost", box.port, security, "office", "office@example.org", str(pem))
        assert send([DRAFT], server, "secret", AT) == [DRAFT]
    assert box.encrypted == [True]
    assert "mara@example.org" in "".join(line for line in box.lines if line.startswith(("rcpt", "RCPT")))
    assert any(line.lower().startswith("rcpt to:<ingrid@example.org>") for line in box.lines)
    assert "From: office@example.org" in box.mails[0]
    assert base64.b64encode(b"\0office\0secret").decode() in "".join(box.lines)


def test_a_server_that_nobody_vouches_for_gets_nothing(tmp_path: Path) -> None:
    with serving(tmp_path) as (box, _pem):
        server = MailServer("localhost", box.port, "starttls", "office", "office@example.org")
        with pytest.raises(MailFault, match="did not take the mail"):
            send([DRAFT], server, "secret", AT)
    assert box.mails == []
    assert "secret" not in "".join(box.lines)


def test_who_is_not_known_there_is_said(tmp_path: Path) -> None:
    with serving(tmp_path, refuses="mara@example.org") as (box, pem):
        alone = Draft(DRAFT.to, (), "s", "t")
        server = MailServer("localhost", box.port, "starttls", "", "office@example.org", str(pem))
        with pytest.raises(MailFault, match="localhost"):
            send([alone], server, "", AT)


def test_no_server_is_said(tmp_path: Path) -> None:
    with serving(tmp_path) as (box, _pem):
        port = box.port
    with pytest.raises(MailFault, match="did not take the mail"):
        send([DRAFT], MailServer("localhost", port, sender="office@example.org"), "", AT)
