"""Minutes from standard input: each line answered with its record, hostile input with a sentence."""

from __future__ import annotations

import io
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.main import main
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from tests.ui.meeting_window import Made, database, read

SCRIPT = """/start
p is hb jt ra mk ek pa np r sl a gw zz
/roll

/item 3
k Capacity of the piling crew is the binding limit
v Option 2 6-0-1
d approve option 2: release EUR 1.2 m
d because the crew is the binding limit
a confirm night rates with finance @mk >fri week
a order lamps
/undo
/left jt
/join jt
/check
/next
/change 3.5 a confirm night rates @hb >fri week
Grüße <b>fett</b> &amp; 東京 مرحبا =1+1
/end
"""


@pytest.fixture
def made(sqlite_url: str) -> Made:
    return database(sqlite_url)


class Typist:
    """Runs the command on lines, and reads its answers."""

    def __init__(
        self, made: Made, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.made, self._patch, self._capsys = made, monkeypatch, capsys
        office = made.open()
        self.ref: str = office.store.reader.get("meeting", [made.meeting])[made.meeting].ref
        office.close()
        self.err = ""

    def text(self, body: str | bytes, *more: str) -> tuple[int, str]:
        """Exit code and what is printed."""
        raw = body.encode() if isinstance(body, str) else body
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        code = main(["capture", "--db", self.made.url, "--meeting", self.ref, *more])
        said = self._capsys.readouterr()
        self.err = said.err
        return code, said.out

    def answers(self, body: str | bytes, *more: str) -> tuple[int, list[dict[str, Any]]]:
        """Exit code and the answers as a machine reads them."""
        code, out = self.text(body, "--json", *more)
        return code, [json.loads(line) for line in out.splitlines()]

    def facts(self) -> MeetingFacts:
        office = self.made.open()
        try:
            return read(office, self.made.meeting)
        finally:
            office.close()


@pytest.fixture
def typist(made: Made, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typist:
    return Typist(made, monkeypatch, capsys)


def test_a_meeting_is_taken_by_its_keys_and_each_line_answered(typist: Typist) -> None:
    code, answers = typist.answers(SCRIPT)
    assert (code, [a["refused"] for a in answers if "refused" in a]) == (0, [])
    by_line = {a["line"]: a for a in answers}
    assert by_line[2]["asks"] == ["Nobody at the table is called zz"]
    assert by_line[2]["people"][0] == "Ingrid Solberg"
    assert by_line[6] | {"quorum": ""} == {
        "line": 6, "did": "line", "kind": "Key point", "number": "3.1", "quorum": "",
        "text": "Capacity of the piling crew is the binding limit",
    }  # fmt: skip
    decision = by_line[8]
    assert (decision["kind"], decision["number"], decision["ref"][:2]) == ("Decision", "3.3", "D-")
    assert decision["asks"] == ["Decision 3.3 has no reason."]
    assert by_line[9]["ref"] == decision["ref"]
    action = by_line[10]
    assert (action["owner"], action["ref"][:2]) == ("Marta Kowalska", "A-")
    assert "due" in action
    assert by_line[11]["asks"] == ["Action 3.5 has no owner.", "Action 3.5 has no date."]
    assert by_line[12]["did"] == "undo"
    assert (by_line[13]["did"], by_line[13]["people"]) == ("left", ["Joana Teixeira"])
    assert by_line[16]["number"] == "4"
    assert by_line[18]["text"] == "Grüße <b>fett</b> &amp; 東京 مرحبا =1+1"

    facts = typist.facts()
    assert [a.text for a in facts.actions.all() if a.archived_at is None] != []
    assert facts.meeting.closed_at is not None
    assert {facts.numbers[e.id] for e in facts.entries if e.check_later} != set()


def test_the_same_in_words_for_a_person(typist: Typist) -> None:
    code, out = typist.text("/start\np all\n/item 3\na order lamps @mk >31 dec\na tell @qq\n\x1b[31mred\n")
    assert code == 0
    assert "3.1 Action A-" in out
    assert "Order lamps · Marta Kowalska" in out
    assert "  ? Nobody is called qq, or several are." in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("/item 99", "There is no item 99. There are: 1, 2, 3"),
        ("/bogus", "There is no word /bogus. There are: /start"),
        ("/left mk", "Marta Kowalska: "),
        ("/join qq", "Nobody at the table is called qq"),
        ("/end", "The meeting is not open"),
        ("/next", "The meeting is not open"),
        ("/undo", "nothing to take back"),
        ("/change 9.9 text", "Say the number of a line"),
        ("/check 9.9", "There is no line 9.9"),
        ("/remove 9.9", "There is no line 9.9"),
        ("/check", "This item has no line yet"),
        ("a\x00b", "cannot be stored"),
        ("x" * 70_000, "longer than 65536 bytes"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_the_next_line_goes_on(
    typist: Typist, typed: str | bytes, why: str
) -> None:
    raw = typed.encode() if isinstance(typed, str) else typed
    code, answers = typist.answers(raw + b"\nk the next line\n")
    assert code == 1
    assert why in answers[0]["refused"]
    assert answers[1]["text"] == "The next line"
    assert [e.raw for e in typist.facts().entries] == ["k the next line"]


def test_a_line_of_a_megabyte_without_an_end_takes_no_room(typist: Typist) -> None:
    code, answers = typist.answers(b"y" * 1_000_000)
    assert (code, len(answers)) == (1, 1)
    assert typist.facts().entries == ()


def test_who_types_signs(typist: Typist) -> None:
    assert typist.answers("k hello\n", "--as", "mk")[0] == 0
    office = open_office(typist.made.url)
    past = office.store.reader.history(most=1)[0]
    person = office.store.reader.get("person", [past.who])[past.who]
    office.close()
    assert person.display_name == "Marta Kowalska"
    assert typist.text("k hello\n", "--as", "nobody at all") == (1, "")
    assert "nobody at all is not the code" in typist.err


def test_no_such_meeting_or_database_is_one_sentence(typist: Typist, tmp_path: Path) -> None:
    typist.ref = "PB-1999-01"
    assert typist.text("k hello\n") == (1, "")
    assert typist.err.startswith("pmo-desktop: The database has nothing called PB-1999-01. It has")
    typist.made.url = f"sqlite:///{tmp_path / 'none.db'}"
    assert typist.text("k hello\n")[0] == 1
    assert len(typist.err.splitlines()) == 1


def test_a_locked_database_names_the_line_that_was_not_stored(typist: Typist) -> None:
    path = typist.made.url.removeprefix("sqlite:///")
    with sqlite3.connect(path) as other:
        other.execute("BEGIN IMMEDIATE")
        code, out = typist.text("k hello\nk again\n")
        other.execute("ROLLBACK")
    assert (code, out) == (1, "")
    assert "in use by another program" in typist.err
    assert len(typist.err.splitlines()) == 1
