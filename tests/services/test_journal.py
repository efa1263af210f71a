"""What is kept on this computer until the database has it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from pmo_desktop.domain.edits import Op, creation
from pmo_desktop.domain.ids import OrgUnitId
from pmo_desktop.domain.organisation import OrgUnit
from pmo_desktop.domain.values import LText
from pmo_desktop.services.editing import Editor
from pmo_desktop.services.journal import Journal
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Refused, StoreFault
from tests.services.memory import MemoryStore


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "here" / "journal.db")


def op(office: Office, name: str) -> Op:
    return office.op(creation(OrgUnit(id=OrgUnitId(uuid4()), title=LText.of(name))), name)


def office() -> Office:
    store = MemoryStore()
    return Office(store, Editor(store))


def test_ops_come_back_in_order_and_equal(journal: Journal) -> None:
    ops = [op(office(), name) for name in ("Roads", "Rail", "Häfen ⟦x⟧")]
    for each in ops:
        journal.write(each)
        journal.write(each)
    assert list(journal.waiting()) == ops
    journal.close()


def test_replay_sends_once_keeps_refusals_and_stops_at_a_fault(journal: Journal) -> None:
    made = office()
    good, bad, later = op(made, "Roads"), op(made, "x" * 300), op(made, "Rail")
    for each in (good, bad, later):
        journal.write(each)
    made.editor.apply(good)
    assert journal.replay(made.editor.apply, (Refused,)) == 2
    assert [(o.id, "longer" in why) for o, why in journal.refused()] == [(bad.id, True)]
    assert [u.title.said("en") for u in made.store.reader.all("org_unit")] == ["Roads", "Rail"]

    journal.write(op(made, "Harbour"))

    def gone(_: Op) -> object:
        raise StoreFault("the server is gone")

    with pytest.raises(StoreFault):
        journal.replay(gone, (Refused,))
    assert len(list(journal.waiting())) == 1
    journal.close()


def test_the_line_being_typed_is_kept_and_forgotten(journal: Journal, tmp_path: Path) -> None:
    journal.typing("PB-2026-07", "a order the second sh")
    journal.typing("PB-2026-07", "a order the second shift @mk")
    journal.close()
    again = Journal(tmp_path / "here" / "journal.db")
    assert again.typed("PB-2026-07") == "a order the second shift @mk"
    again.typing("PB-2026-07", "")
    assert again.typed("PB-2026-07") == ""
    again.close()


def test_a_killed_process_loses_nothing_that_was_written(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    code = f"""
import os, signal, sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from pathlib import Path
from pmo_desktop.services.journal import Journal
journal = Journal(Path({str(path)!r}))
for n in range(20):
    journal.typing("place", "x" * (n + 1))
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    journal = Journal(path)
    assert journal.typed("place") == "x" * 20
    journal.close()


def test_an_id_is_a_uuid_again(journal: Journal) -> None:
    journal.write(op(office(), "Roads"))
    assert isinstance(next(iter(journal.waiting())).id, UUID)
    journal.close()
