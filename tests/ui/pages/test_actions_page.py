"""The page of actions: views, cells, acts, reminders and answers, by hand in the page alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QPdfWriter
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import mail_roads, open_office
from pmo_desktop.domain.governance import Capacity, Membership
from pmo_desktop.domain.ids import MembershipId
from pmo_desktop.domain.organisation import Person
from pmo_desktop.domain.raid import Action, ActionState
from pmo_desktop.domain.values import Rich
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels.actions import ActionEntry
from pmo_desktop.services.actions.reminding import Letter, due_reminders, letters
from pmo_desktop.services.actions.replying import matched
from pmo_desktop.settings import read_settings, settings_path
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.pages.actions import ActionsPage
from pmo_desktop.ui.pages.actions.looking import AnswersDialog, RemindersDialog
from pmo_desktop.ui.pages.actions.questions import DayQuestion, PersonQuestion, WordsQuestion
from pmo_desktop.ui.pages.actions.server import ServerQuestion
from pmo_desktop.ui.print.lists import print_list, printed
from tests import builders as make
from tests.ui.windows import statements

TODAY = date.today()  # noqa: DTZ011 - the day of this computer is what the page shows


def before(days: int) -> date:
    return TODAY - timedelta(days=days)


class Hands:
    """The page with its desk, and what it says."""

    def __init__(self, bot: QtBot, page: ActionsPage, desk: Desk, jobs: Jobs) -> None:
        self.bot, self.page, self.desk, self.jobs = bot, page, desk, jobs
        self.notices: list[str] = []
        page.notice.connect(lambda notice: self.notices.append(notice.text))
        desk.changed.connect(lambda _change: page.mark_stale())

    def settle(self) -> None:
        def quiet() -> bool:
            return not self.desk.busy and not self.jobs.running

        self.bot.waitUntil(quiet, timeout=20_000)
        self.bot.wait(30)
        self.bot.waitUntil(quiet, timeout=20_000)

    def refs(self) -> list[str]:
        return [row.ref for row in self.page.model.shown_rows()]

    def pick(self, *refs: str) -> None:
        table = self.page.table
        table.clearSelection()
        flags = table.selectionModel().SelectionFlag
        for row in self.page.model.shown_rows():
            if row.ref in refs:
                index = self.page.model.index(self.page.model.line_of(row.id), 0)
                table.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)

    def row(self, ref: str) -> ActionEntry:
        return next(r for r in self.page.model.all_rows() if r.ref == ref)

    def stored(self, ref: str) -> Action:
        found = self.desk.office.store.reader.by_ref("action", ref)
        assert isinstance(found, Action)
        return found

    def type_into(self, ref: str, key: str, text: str) -> None:
        model = self.page.model
        index = model.index(model.line_of(self.row(ref).id), model.column_of(key))
        model.setData(index, text)
        self.settle()


Opened = Callable[[], Hands]


@pytest.fixture
def hands(qtbot: QtBot, sqlite_url: str) -> Iterator[Hands]:
    """A page over five actions of two people and one body."""
    office = open_office(sqlite_url)
    _store(office)
    office.close()
    desk, jobs = Desk(lambda: open_office(sqlite_url)), Jobs()
    with qtbot.waitSignal(desk.opened):
        desk.start()
    page = ActionsPage(desk, jobs, None, mail_roads)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    made = Hands(qtbot, page, desk, jobs)
    made.settle()
    yield made
    jobs.shut_down()
    desk.close()


def _store(office: object) -> tuple[Person, Person]:
    mara = make.person("Mara Kovac", given="Mara", email="mara@example.org", initials="MK")
    ida = make.person("Ida Solberg", email="ida@example.org", initials="IS")
    body = make.body()
    meeting = make.meeting(body.id, before(40), ref="PB-2026-01")
    seat = Membership(id=MembershipId(make.person().id), body=body.id, person=ida.id, capacity=Capacity.CHAIR)

    def action(ref: str, text: str, due: date | None, owner: Person, **more: object) -> Action:
        return make.action(
            text=Rich(text), due=due, owner=owner.id, ref=ref, body=body.id, meeting=meeting.id, **more
        )

    done = {"state": ActionState.DONE, "done_on": before(6)}
    make.stored(
        office,  # type: ignore[arg-type]
        mara,
        ida,
        body,
        seat,
        meeting,
        action("A-PB-2026-01-01", "Confirm rates", before(20), mara),
        action("A-PB-2026-01-02", "Write to finance", before(3), mara),
        action("A-PB-2026-01-03", "Ask the builder", before(-60), ida),
        action("A-PB-2026-01-04", "Sign the lease", before(5), ida, **done),
        make.action(text=Rich("No owner yet"), due=None, ref="A-PB-2026-01-05"),
    )
    return mara, ida


def test_the_views_hold_what_they_name(hands: Hands) -> None:
    assert hands.refs() == [f"A-PB-2026-01-0{n}" for n in (1, 2, 3, 5)]
    for view, wanted in (("overdue", "12"), ("chair", "1"), ("all", "14235"), ("mine", "")):
        hands.page.open(view)
        assert sorted(hands.refs()) == sorted(f"A-PB-2026-01-0{n}" for n in wanted), view


def test_rows_stand_under_their_owner(hands: Hands) -> None:
    hands.page.open("owner")
    model = hands.page.model
    heads = [model.index(n, 0).data(Role.GROUP) for n in range(model.rowCount())]
    assert [(h.title, h.facts) for h in heads if h] == [
        ("Ida Solberg", "1 open"),
        ("Mara Kovac", "2 open · 2 overdue · 1 for the chair"),
        ("Nobody yet", "1 open"),
    ]


def test_the_page_is_read_in_three_statements(hands: Hands) -> None:
    with statements() as sent:
        hands.page.refresh()
        hands.settle()
    assert len(sent) == 3


def test_a_filter_by_word_and_by_ageing(hands: Hands) -> None:
    hands.page.bar.set_token("ageing", ["month"])
    assert hands.refs() == ["A-PB-2026-01-01"]
    hands.page.bar.clear()
    hands.page.bar.line.setText("kovac")
    hands.bot.waitUntil(lambda: hands.refs() == ["A-PB-2026-01-01", "A-PB-2026-01-02"])
    hands.page.bar.line.setText("nothing like it")
    hands.bot.waitUntil(lambda: hands.refs() == [])


def test_a_day_typed_with_who_agreed_is_kept_beside_the_one_before(hands: Hands) -> None:
    wanted = TODAY + timedelta(days=30)
    hands.type_into("A-PB-2026-01-01", "due", f"{wanted:%d.%m.%Y}; IS")
    action = hands.stored("A-PB-2026-01-01")
    assert action.due == wanted
    assert [(c.was, c.agreed_by) for c in action.due_history] == [(before(20), "Ida Solberg")]
    hands.desk.undo()
    hands.settle()
    assert hands.stored("A-PB-2026-01-01").due_history == ()


def test_owner_state_note_and_evidence_are_typed(hands: Hands) -> None:
    hands.type_into("A-PB-2026-01-05", "owner", "mk")
    hands.type_into("A-PB-2026-01-05", "evidence", "letter 12")
    hands.type_into("A-PB-2026-01-05", "done_note", "as agreed")
    hands.type_into("A-PB-2026-01-05", "state", "Done")
    action = hands.stored("A-PB-2026-01-05")
    assert (action.state, action.done_on, action.evidence) == (ActionState.DONE, TODAY, "letter 12")
    assert hands.row(action.ref).owner_name == "Mara Kovac"


def test_what_is_typed_wrong_is_said(hands: Hands) -> None:
    hands.type_into("A-PB-2026-01-01", "due", "whenever")
    assert "whenever" in hands.notices[-1]
    assert hands.stored("A-PB-2026-01-01").due == before(20)


def test_several_are_done_as_one_step(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WordsQuestion, "exec", _answers({0: "all signed", 1: "folder 7"}))
    hands.pick("A-PB-2026-01-01", "A-PB-2026-01-02")
    hands.page.acts.done()
    hands.settle()
    assert hands.refs() == ["A-PB-2026-01-03", "A-PB-2026-01-05"]
    assert hands.stored("A-PB-2026-01-02").evidence == "folder 7"
    hands.desk.undo()
    hands.settle()
    assert len(hands.refs()) == 4


def _answers(texts: dict[int, str]) -> Callable[[object], bool]:
    """Fill the lines of a question and take it."""

    def fill(question: WordsQuestion) -> bool:
        for n, line in enumerate(question.findChildren(QLineEdit)):
            line.setText(texts.get(n, ""))
        return question.take()

    return fill  # type: ignore[return-value]


def test_a_transfer_a_wish_and_a_move(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.pick("A-PB-2026-01-02")
    monkeypatch.setattr(DayQuestion, "exec", _answers({0: "2031-05-06", 1: "Ida"}))
    hands.page.acts.asks()
    hands.settle()
    assert hands.stored("A-PB-2026-01-02").wished_due == date(2031, 5, 6)
    hands.page.acts.moves()
    hands.settle()
    assert hands.stored("A-PB-2026-01-02").due_history[0].agreed_by == "Ida Solberg"
    monkeypatch.setattr(PersonQuestion, "exec", _answers({0: "IS"}))
    hands.page.acts.transfers()
    hands.settle()
    assert hands.stored("A-PB-2026-01-02").state is ActionState.TRANSFERRED
    hands.page.acts.accepted()
    hands.settle()
    assert hands.stored("A-PB-2026-01-02").state is ActionState.OPEN


def test_a_question_says_what_is_missing(hands: Hands) -> None:
    asked = DayQuestion("Move", "Move", TODAY, hands.page.at.people, hands.page)
    asked.try_accept()
    assert asked.day_row.error
    assert asked.by_row is not None
    assert asked.by_row.error
    why = WordsQuestion("Why", "Cancel", "Reason", hands.page, needed=True)
    assert not why.take()


def test_the_chairs_list_by_hand_and_a_refused_act(hands: Hands) -> None:
    hands.pick("A-PB-2026-01-03")
    hands.page.acts.escalates()
    hands.settle()
    assert hands.stored("A-PB-2026-01-03").escalated_on == TODAY
    hands.page.acts.accepted()
    assert "was not transferred" in hands.notices[-1]


def test_cells_are_pasted_as_one_step(hands: Hands) -> None:
    model = hands.page.model
    QGuiApplication.clipboard().setText("Mara Kovac\t2031-05-06\nMara Kovac\t2031-05-07")
    at = model.index(model.line_of(hands.row("A-PB-2026-01-03").id), model.column_of("owner"))
    hands.page.table.clearSelection()
    hands.page.table.setCurrentIndex(at)
    hands.page.paste()
    hands.settle()
    assert hands.stored("A-PB-2026-01-03").due == date(2031, 5, 6)
    assert hands.row("A-PB-2026-01-05").owner_name == "Mara Kovac"
    QGuiApplication.clipboard().setText("Nobody At All")
    hands.page.paste()
    assert "Nobody At All" in hands.notices[-1]


def test_reminders_are_looked_at_written_and_logged(hands: Hands, tmp_path: Path) -> None:
    page = hands.page
    found = letters(page.register, due_reminders(page.register, TODAY), TODAY)
    dialog = RemindersDialog(found, "no server", page)
    assert [one.owner.display_name for one in dialog.kept()] == ["Mara Kovac"]
    assert not dialog.buttons[0].isEnabled()
    assert "Confirm rates" in dialog.text.toPlainText()
    dialog.table.acted.emit(dialog.model.index(0, 0))
    assert dialog.kept() == []
    assert page.mail is not None
    kept: list[Letter] = list(found)
    page.mail.write(kept, tmp_path / "out")
    hands.settle()
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["01-Mara-Kovac.eml"]
    assert [c.by for c in hands.stored("A-PB-2026-01-01").chases] == ["file"]
    assert due_reminders(page.register, TODAY) == []


def test_answers_are_shown_and_taken(hands: Hands, tmp_path: Path) -> None:
    page = hands.page
    path = tmp_path / "answer.txt"
    path.write_text("A-PB-2026-01-01 done\nA-PB-2026-01-02 perhaps\nA-ZZ-01 done\n", encoding="utf-8")
    said = mail_roads().read(path)
    dialog = AnswersDialog(matched(said, page.register.rows, TODAY), page)
    assert [a.said.ref for a in dialog.kept()] == ["A-PB-2026-01-01"]
    assert page.mail is not None
    page.mail.take(dialog)
    hands.settle()
    assert hands.stored("A-PB-2026-01-01").state is ActionState.DONE
    assert hands.stored("A-PB-2026-01-02").state is ActionState.OPEN


def test_a_file_that_is_none_is_said(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "answer.txt"
    path.write_bytes(b"\x00\x01")
    assert hands.page.mail is not None
    hands.page.mail.read([path])
    hands.settle()
    assert "answer.txt" in hands.notices[-1]


def test_an_action_is_gone_to_by_code_out_of_filters(hands: Hands) -> None:
    hands.page.bar.line.setText("kovac")
    hands.page.open("A-PB-2026-01-04")
    current = hands.page.model.row(hands.page.table.currentIndex().row())
    assert current is not None
    assert current.ref == "A-PB-2026-01-04"
    hands.page.open("A-NONE-01")
    assert "A-NONE-01" in hands.page.missing


def test_the_mail_server_is_kept_without_a_password(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hands.page.mail is not None
    fields = {0: "mail.example.org", 1: "465", 2: "office", 3: "office@example.org"}
    monkeypatch.setattr(ServerQuestion, "exec", _answers(fields))
    hands.page.mail.choose_server()
    kept = read_settings(settings_path())
    assert (kept.mail_server, kept.mail_port, kept.mail_user) == ("mail.example.org", 465, "office")
    assert kept.mail_from == "office@example.org"
    wrong = ServerQuestion(kept, hands.page)
    wrong.port_row.field.setText("many")  # type: ignore[attr-defined]
    assert not wrong.take()
    assert wrong.port_row.error


def test_what_is_shown_is_printed(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "actions.pdf"
    hands.page.open("owner")
    writer = QPdfWriter(str(path))
    pages = print_list(printed(hands.page.table, "Actions", "", {}), writer)
    del writer
    assert pages == 1
    assert path.read_bytes().startswith(b"%PDF")
