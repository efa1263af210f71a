"""Answers of owners in mails, texts and tables: what is understood, told and refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.replies import MOST_BYTES, Verdict, read_replies, replies_in

MAIL = (
    "From: Mara Kovac <mara@example.org>\r\nTo: office@example.org\r\nSubject: Re: 2 actions\r\n"
    "Date: Thu, 17 Sep 2026 09:00:00 +0200\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "A-PB-2026-07-02 done\r\nA-PB-2026-07-03: neuer Termin 12. August\r\n\r\n"
    "> A-PB-2026-07-02 blocked because of nothing\r\n"
)


def said(text: str, kind: str = ".txt") -> list[tuple[str, Verdict, str]]:
    return [(r.ref, r.verdict, r.words) for r in replies_in(text.encode(), "a" + kind, kind)]


@pytest.mark.parametrize(
    ("line", "verdict", "words"),
    [
        ("A-PB-2026-07-02 done", Verdict.DONE, ""),
        ("* A-PB-2026-07-02: Done, see letter 4", Verdict.DONE, "see letter 4"),
        ("a-pb-2026-07-02 blocked because the permit is missing", Verdict.BLOCKED, "the permit is missing"),
        ("A-PB-2026-07-02 blockiert, weil die Bank schweigt", Verdict.BLOCKED, "die Bank schweigt"),
        ("A-PB-2026-07-02 new date 12 Aug", Verdict.NEW_DATE, "12 Aug"),
        ("A-PB-2026-07-02 neues Datum: 12. August", Verdict.NEW_DATE, "12. August"),
        ("A-PB-2026-07-02 erledigt", Verdict.DONE, ""),
        ("A-PB-2026-07-02 perhaps", Verdict.UNKNOWN, "perhaps"),
        ("A-PB-2026-07-02 donege", Verdict.UNKNOWN, "donege"),
        ("A-PB-2026-07-02", Verdict.UNKNOWN, ""),
    ],
)
def test_a_line_is_understood(line: str, verdict: Verdict, words: str) -> None:
    assert said(line) == [("A-PB-2026-07-02", verdict, words)]


def test_a_code_in_the_middle_of_a_sentence_is_no_answer() -> None:
    assert said("I wonder whether A-PB-2026-07-02 is done") == []


def test_a_mail_is_read_without_what_it_quotes() -> None:
    found = replies_in(MAIL.encode(), "answer.eml", ".eml")
    assert [(r.ref, r.verdict) for r in found] == [
        ("A-PB-2026-07-02", Verdict.DONE),
        ("A-PB-2026-07-03", Verdict.NEW_DATE),
    ]
    assert {r.on for r in found} == {date(2026, 9, 17)}
    assert found[1].language == "de"


def test_a_table_is_read_row_by_row() -> None:
    assert said("Code;Answer\nA-EB-2026-01-01;done\nA-EB-2026-01-02;new date;12 Aug\n", ".csv") == [
        ("A-EB-2026-01-01", Verdict.DONE, ""),
        ("A-EB-2026-01-02", Verdict.NEW_DATE, "12 Aug"),
    ]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("picture.png", b"A-PB-2026-07-02 done"),
        ("zero.txt", b"A-PB-2026-07-02 done\x00\x01"),
        ("large.txt", b"x" * (MOST_BYTES + 1)),
        ("many.txt", b"\n" * 6000),
        ("empty.eml", b""),
        ("html.eml", b"Subject: x\r\nContent-Type: text/html\r\n\r\n<p>A-PB-2026-07-02 done</p>"),
        ("odd.eml", b"Subject: x\r\nContent-Type: text/plain; charset=klingon\r\n\r\nA-PB-1-1 done\xff"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(tmp_path: Path, name: str, body: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises(FileRefused, match=name):
        read_replies(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="cannot be read"):
        read_replies(tmp_path / "none.txt")


def test_marks_of_control_do_no_harm() -> None:
    assert said("A-PB-2026-07-02 done \x1b[31m\u202ered") == [
        ("A-PB-2026-07-02", Verdict.DONE, "[31m red"),
    ]


@given(st.binary(max_size=400), st.sampled_from([".eml", ".txt", ".csv"]))
def test_no_bytes_break_it(body: bytes, kind: str) -> None:
    found = []
    with suppress(FileRefused):
        found = replies_in(body, "any" + kind, kind)
    assert all(reply.ref for reply in found)
