"""What the journal kept is told in a banner: recovered, still growing, not kept, kept in another file."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import journal_path, open_office
from pmo_desktop.domain.edits import creation
from pmo_desktop.services.journal import Journal
from pmo_desktop.ui.desk import StoreState
from pmo_desktop.ui.widgets.notices import Notice
from pmo_desktop.ui.window import Workplace
from tests.builders import project
from tests.ui.windows import settled, window


def notice(place: Workplace, key: str) -> Notice | None:
    return next((n for n in place.shell.banners.notices() if n.key.startswith(key)), None)


def journal_of(path: Path) -> Journal:
    office = open_office(str(path), create=True)
    url = office.store.url
    office.close()
    return Journal(journal_path(url))


def works(place: Workplace) -> list[str]:
    return [w.title.said("en") for w in place.desk.office.store.reader.all("project")]


def test_what_an_earlier_session_left_is_stored_and_told(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "office.db"
    office = open_office(str(path), create=True)
    left = [office.op(creation(project(title)), f"New work {title}") for title in ("Old Mint", "Ring Road")]
    office.close()
    journal = journal_of(path)
    for op in left:
        journal.write(op)
    journal.close()
    with window(qtbot, qapp, path, create=False) as place:
        told = notice(place, "recovered")
        assert told is not None
        assert told.lead == "2 edits of earlier sessions are in the database now"
        assert sorted(works(place)) == ["Old Mint", "Ring Road"]
        place.shell.banners.acted.emit("recovered")
        assert notice(place, "recovered") is None
    with window(qtbot, qapp, path, create=False) as place:
        assert notice(place, "recovered") is None


def test_a_line_that_was_growing_is_told_whatever_page_comes_first(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    path, meeting = tmp_path / "office.db", uuid4()
    journal = journal_of(path)
    journal.typing(f"minutes/{meeting}", "a order the second sh")
    journal.typing(f"minutes/{meeting}#2", "k from another window")
    journal.close()
    with window(qtbot, qapp, path, create=False) as place:
        told = notice(place, "growing")
        assert told is not None
        assert told.text == "“a order the second sh”"
        place.shell.banners.acted.emit(told.key)
        assert place.shell.target == f"meetings/{meeting}/live"
        other = notice(place, "growing")
        assert other is not None
        assert other.text == "“k from another window”"
        place.shell.banners.acted.emit(other.key)
        assert QApplication.clipboard().text() == "k from another window"
    journal = journal_of(path)
    assert journal.growing() == {f"minutes/{meeting}": "a order the second sh"}
    journal.close()


def test_a_disk_that_keeps_nothing_is_told_and_the_database_still_gets_it(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, private_data_folder: Path
) -> None:
    path = tmp_path / "office.db"
    with window(qtbot, qapp, path) as place:
        shutil.rmtree(private_data_folder)
        private_data_folder.write_text("no folder any more")
        place.desk.submit(creation(project("Old Mint")), "New work")
        settled(qtbot, place)
        qtbot.waitUntil(lambda: notice(place, "unkept") is not None)
        told = notice(place, "unkept")
        assert told is not None
        assert str(private_data_folder) in told.text
        assert works(place) == ["Old Mint"]
        assert place.desk.state is StoreState.SAVED
        private_data_folder.unlink()
        place.desk.keep_typing("minutes/1", "a line")
        qtbot.waitUntil(lambda: notice(place, "unkept") is None)
    journal = journal_of(path)
    assert journal.typed("minutes/1") == "a line"
    journal.close()


def test_a_second_window_says_that_it_is_one(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    first = journal_of(path)
    with window(qtbot, qapp, path, create=False) as place:
        assert place.desk.office.journal is not None
        assert place.desk.office.journal.path.stem.endswith("-2")
        told = notice(place, "second")
        assert told is not None
        assert told.lead == "Another window works on this database"
    first.close()


def test_what_was_refused_now_is_kept_until_it_is_closed(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "office.db"
    with window(qtbot, qapp, path) as place:
        place.desk.submit(creation(project("x" * 300)), "New work")
        settled(qtbot, place)
        journal = place.desk.office.journal
        assert journal is not None
        assert [op.label for op, _ in journal.refused()] == ["New work"]
        place.troubles.refused.close_it()
        assert journal.refused() == []


def test_quick_undo_takes_back_what_was_done_last(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """Also while the last edits have no answer yet."""
    with window(qtbot, qapp, tmp_path / "office.db") as place:
        for title in ("Old Mint", "Ring Road", "Harbour Link"):
            place.desk.submit(creation(project(title)), title)
        for _ in range(2):
            place.desk.undo()
        settled(qtbot, place)
        assert works(place) == ["Old Mint"]
