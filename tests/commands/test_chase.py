"""`chase`: reminders on a timetable, by files or a mail server, each logged once."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.raid import Action
from pmo_desktop.domain.values import Rich
from pmo_desktop.main import main
from pmo_desktop.settings import Settings, settings_path, write_settings
from tests import builders as make
from tests.exchange.smtp_server import serving

DAY = "2026-09-17"
DUE = dt.date(2026, 9, 10)


@pytest.fixture
def url(sqlite_url: str) -> str:
    """A database with a late action of somebody with an address, and one of somebody without."""
    office = open_office(sqlite_url)
    mara = make.person("Mara Kovac", email="mara@example.org")
    jo = make.person("Jo Tan")
    actions = (
        make.action(text=Rich("Confirm rates"), due=DUE, owner=mara.id, ref="A-PB-2026-01-01"),
        make.action(text=Rich("Sign"), due=DUE, owner=jo.id, ref="A-PB-2026-01-02"),
    )
    make.stored(office, mara, jo, *actions)
    office.close()
    return sqlite_url


def action(url: str, ref: str) -> Action:
    office = open_office(url)
    found = office.store.reader.by_ref("action", ref)
    office.close()
    assert isinstance(found, Action)
    return found


def test_files_are_written_logged_and_not_again_the_next_day(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mail"
    asked = ["chase", "--db", url, "--out", str(out), "--as-of"]
    assert main([*asked, DAY]) == 1
    said = capsys.readouterr()
    assert "Jo Tan has no e-mail address" in said.err
    assert "Mara Kovac: A-PB-2026-01-01" in said.out
    [path] = out.iterdir()
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert "A-PB-2026-01-01  Confirm rates" in mail.get_content()
    assert [c.on for c in action(url, "A-PB-2026-01-01").chases] == [dt.date(2026, 9, 17)]
    assert action(url, "A-PB-2026-01-02").chases == ()
    main([*asked, "2026-09-18"])
    assert "Mara Kovac: A-PB" not in capsys.readouterr().out


def test_to_look_changes_nothing(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chase", "--db", url, "--look", "--as-of", DAY]) == 0
    assert "Mara Kovac" in capsys.readouterr().out
    assert action(url, "A-PB-2026-01-01").chases == ()


def test_nothing_due_is_well(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chase", "--db", url, "--look", "--as-of", "2026-01-05"]) == 0
    assert "No action is due" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ([], "Say where the reminders go"),
        (["--send", "--out", "x"], "Say where the reminders go"),
        (["--look", "--as-of", "soon"], "soon is no day"),
        (["--send"], "name no mail server"),
    ],
)
def test_what_is_wrong_is_said(
    url: str, more: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["chase", "--db", url, *more]) == 1
    assert sentence in capsys.readouterr().err


def test_mail_goes_over_the_server_of_the_settings(url: str, tmp_path: Path) -> None:
    with serving(tmp_path) as (box, _pem):
        wanted = Settings(
            mail_server="localhost", mail_port=box.port, mail_security="none", mail_from="office@example.org"
        )
        write_settings(settings_path(), wanted)
        assert main(["chase", "--db", url, "--send", "--as-of", DAY]) == 1
    assert len(box.mails) == 1
    assert [c.by for c in action(url, "A-PB-2026-01-01").chases] == ["smtp"]
