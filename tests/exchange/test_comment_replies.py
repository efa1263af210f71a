"""Replies to draft minutes: tables, plain words, mails; foreign files are refused in one sentence."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import Workbook

from pmo_desktop.exchange.comment_replies import comment_rows
from pmo_desktop.exchange.refused import FileRefused

WANTED = [["17", "read 15 not 50", "Marta Kowalska"], ["4.9", "=say <b>April</b> & more", ""]]


def test_a_table_of_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "reply.csv"
    path.write_text("line;comment;person\n17;read 15 not 50;Marta Kowalska\n4.9;=say <b>April</b> & more;\n")
    assert comment_rows(path) == WANTED


def test_a_workbook_is_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Zeile", "Bemerkung", "Person"])
    sheet.append([17, "read 15 not 50", "Marta Kowalska"])
    sheet.append(["4.a", "say April", None])
    path = tmp_path / "reply.xlsx"
    book.save(path)
    assert comment_rows(path) == [WANTED[0], ["4.a", "say April", ""]]


def test_a_mail_is_from_its_sender(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"] = "Marta Kowalska <mk@example.org>"
    mail.set_content("Dear all,\n\n17: read 15 not 50\n> 18: quoted\nZeile 19: später\n")
    path = tmp_path / "reply.eml"
    path.write_bytes(mail.as_bytes())
    assert comment_rows(path) == [
        ["17", "read 15 not 50", "mk@example.org"],
        ["19", "später", "mk@example.org"],
    ]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.txt", b"nothing with a number"),
        ("a.eml", b"\xff\xfe\x00broken"),
        ("a.csv", b"%PDF-1.7"),
        ("a.xlsx", b"PK\x03\x04 not a workbook"),
        ("a.csv", b""),
    ],
)
def test_what_is_no_reply_is_refused(tmp_path: Path, name: str, body: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises(FileRefused, match=name):
        comment_rows(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for name in ("gone.txt", "gone.csv"):
        with pytest.raises(FileRefused):
            comment_rows(tmp_path / name)


@pytest.mark.parametrize(
    ("sender", "who"),
    [
        (b"Marta <MARTA@example.org>", "MARTA@example.org"),
        (b"(" * 100_000, ""),
        (b",".join([b'"a\\"<((("'] * 20_000), ""),
        (b"=?utf-8?q?=22=0d=0aBcc=3a_x=22?= <>", ""),
    ],
)
def test_a_sender_made_to_hurt_costs_neither_time_nor_the_comment(
    sender: bytes, who: str, tmp_path: Path
) -> None:
    path = tmp_path / "reply.eml"
    path.write_bytes(b"From: " + sender + b"\r\nSubject: Minutes\r\n\r\n17: read 15 not 50\r\n")
    ((line, text, found),) = comment_rows(path)
    assert (line, text) == ("17", "read 15 not 50")
    assert found == who or (not who and "\n" not in found and len(found) <= 500)


def test_a_mail_in_three_thousand_mails_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reply.eml"
    path.write_bytes(b"Content-Type: message/rfc822\r\n\r\n" * 3000 + b"\r\n17: words")
    with pytest.raises(FileRefused, match="cannot be read"):
        comment_rows(path)
