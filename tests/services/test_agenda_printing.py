"""The agenda made ready for paper, in memory and from a database."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.meetings import Part
from pmo_desktop.main import main
from pmo_desktop.services.meetings import agenda
from pmo_desktop.services.meetings import agenda_order as order
from pmo_desktop.services.meetings.agenda_printing import agenda_printed, read_agenda
from tests.meetings import counted, room
from tests.services.boardroom import boardroom


def test_minutes_add_up_with_the_part_that_is_withheld() -> None:
    made = room()
    made.do(agenda.add(made.facts, "Secret", made.moment))
    secret = next(i for i in made.facts.items if str(i.title) == "Secret")
    made.do(order.in_part(made.facts, [secret.id], Part.B))
    shown, whole = agenda_printed(made.facts), agenda_printed(made.facts, chair=True)
    assert shown.planned == whole.planned == sum(int(i.allotted) for i in made.facts.items)
    assert (shown.blocks[-1].withheld, shown.blocks[-1].items) == (True, ())
    assert [i.title for i in whole.blocks[-1].items] == ["Secret"]
    assert shown.blocks[0].items[0].starts == "10:00"
    assert shown.classification != whole.classification


def test_a_meeting_is_read_and_one_that_is_not_there_is_none(sqlite_url: str) -> None:
    office = open_office(sqlite_url)
    meeting = boardroom(office).meeting
    printed = read_agenda(office.store.reader, meeting.id)
    nothing = read_agenda(office.store.reader, MeetingId(counted()()))
    office.close()
    assert printed is not None
    assert printed.meeting == meeting.ref
    assert nothing is None


def test_the_command_writes_both_copies(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = open_office(sqlite_url)
    ref = boardroom(office).meeting.ref
    office.close()
    for more in ([], ["--chair"]):
        out = tmp_path / f"agenda{len(more)}.pdf"
        assert main(["pack", "agenda", "--db", sqlite_url, "--meeting", ref, "--out", str(out), *more]) == 0
        document = pypdfium2.PdfDocument(out)
        assert ("Chair's copy" in document[0].get_textpage().get_text_bounded()) is bool(more)
        document.close()
    assert str(tmp_path) in capsys.readouterr().out
