"""The designer of packs: from an empty office to a frozen pack, by the page alone."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from pmo_desktop.bootstrap import open_office, plan_pdf
from pmo_desktop.domain.documents import PackState
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.itemmodels.packs import NUMBER, PAGES, STATE, SectionsModel
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.packs.document import build_pack
from pmo_desktop.readmodels.pack import PackContent
from pmo_desktop.readmodels.packlist import SectionLine, first_choice, meeting_choices, moved, section_lengths
from pmo_desktop.services.publishing.issue import Built
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.pages import packs_acts
from pmo_desktop.ui.pages.packs import PacksPage
from pmo_desktop.ui.pages.packs_dialogs import FreezeQuestion, PaperQuestion, WordsQuestion
from pmo_desktop.ui.print.dialog import PlanPrint
from pmo_desktop.ui.widgets.remembered import Memory
from tests import builders as make
from tests.services.boardroom import Boardroom, boardroom

LONG = 20_000
"""Milliseconds that a slow machine may take for a pack."""


def pdf(pages: int = 2) -> bytes:
    """A paper."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(pages):
        canvas.drawString(72, 700, "Words")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


Opened = Callable[[str], PacksPage]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Opened]:
    """Opens the page on a database and waits until it has read; everything is let go of at the end."""
    kept: list[tuple[PacksPage, Desk, Jobs]] = []

    def show(url: str) -> PacksPage:
        desk, jobs = Desk(lambda: open_office(url)), Jobs()
        with qtbot.waitSignal(desk.opened):
            desk.start()
        page = PacksPage(desk, jobs, build_pack, (plan_pdf, Memory()))
        qtbot.addWidget(page)
        kept.append((page, desk, jobs))
        page.resize(1200, 760)
        page.show()
        return page

    yield show
    for page, desk, jobs in kept:
        jobs.shut_down()
        desk.close()
        page.preview.renderer.close()


@pytest.fixture
def room(sqlite_url: str) -> Boardroom:
    """A board in the database of this test."""
    office = open_office(sqlite_url)
    found = boardroom(office)
    office.close()
    return found


@pytest.fixture
def page(qtbot: QtBot, opened: Opened, sqlite_url: str, room: Boardroom) -> PacksPage:
    """The page with the pack of the next meeting built."""
    made = opened(sqlite_url)
    made.choose(room.meeting.id)
    qtbot.waitUntil(lambda: made.built is not None and made.preview.shows_pages, timeout=LONG)
    return made


def keys(page: PacksPage) -> list[str]:
    """The sections listed."""
    return [line.key for line in page.sections.model.lines]


def test_an_empty_office_names_the_next_step(qtbot: QtBot, opened: Opened, sqlite_url: str) -> None:
    page = opened(sqlite_url)
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 0)
    assert not page.freeze.isVisible()
    with qtbot.waitSignal(page.go) as went:
        page._empty.findChildren(type(page.freeze))[0].click()
    assert went.args == ["meetings"]


def test_sections_pages_and_problems_are_shown(page: PacksPage, room: Boardroom) -> None:
    assert keys(page)[:3] == ["cover", "contents", "decisions"]
    built = page.built
    assert built is not None
    assert sum(line.pages for line in page.sections.model.lines) == built.pages
    assert page.preview.view.count == built.pages
    titles = [row.problem.title for row in page.problems.rows]
    assert any("no valid report" in t for t in titles)
    assert page.freeze.isEnabled()


def test_a_section_shows_its_page_and_a_page_marks_its_section(page: PacksPage) -> None:
    risks = next(line for line in page.sections.model.lines if line.key == "risks")
    page.show_section("risks")
    assert page.preview.view.page == risks.first - 1
    assert page.sections.table.currentIndex().row() == page.sections.model.row_of("risks")


def test_a_problem_leads_to_its_cause(qtbot: QtBot, page: PacksPage, room: Boardroom) -> None:
    row = next(r for r in page.problems.rows if "Old Mint Tunnel" in r.problem.title)
    with qtbot.waitSignal(page.go) as went:
        page.problems.acted.emit(row.problem)
    assert went.args == [f"project/{room.tunnel.id}"]


def test_space_leaves_a_section_out_and_builds_again(qtbot: QtBot, page: PacksPage) -> None:
    before = page.built
    row = page.sections.model.row_of("definitions")
    page.sections.table.select_row(row)
    QTest.keyClick(page.sections.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.built is not before, timeout=LONG)
    assert page.built is not None
    assert before is not None
    assert page.built.pages == before.pages - 1
    assert "definitions" not in page.content_keys()
    assert page.sections.model.lines[row].state == "off"


def test_alt_and_arrows_move_a_section(qtbot: QtBot, page: PacksPage) -> None:
    before = page.built
    page.sections.table.select_row(page.sections.model.row_of("risks"))
    page.sections._move(-1)
    order = keys(page)
    assert order.index("risks") == order.index("milestones") - 1
    assert page.sections.table.currentIndex().row() == order.index("risks")
    qtbot.waitUntil(lambda: page.built is not before, timeout=LONG)
    assert page.built is not None
    assert page.built.starts["risks"] < page.built.starts["milestones"]


def test_approve_asks_once_and_freezes(
    qtbot: QtBot, page: PacksPage, room: Boardroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    class Yes(FreezeQuestion):
        def exec(self) -> int:
            asked.append(self)
            return QDialog.DialogCode.Accepted

    monkeypatch.setattr(packs_acts, "FreezeQuestion", Yes)
    with qtbot.waitSignal(page.toast, timeout=LONG):
        page.freeze.click()
    qtbot.waitUntil(lambda: page.frozen, timeout=LONG)
    assert len(asked) == 1
    loaded = page.loaded
    assert loaded is not None
    assert loaded.issued is not None
    assert loaded.issued.state is PackState.ISSUED
    assert page.sections.model.locked
    assert not page.freeze.isVisible()
    qtbot.waitUntil(lambda: page.sections.model.lines[2].first == 3, timeout=LONG)


def test_a_frozen_pack_offers_the_next_version(qtbot: QtBot, page: PacksPage) -> None:
    assert page.loaded is not None
    assert page.built is not None
    page.acts.freeze(page.loaded.content, page.built)
    qtbot.waitUntil(lambda: page.frozen, timeout=LONG)
    page.begin_version()
    qtbot.waitUntil(lambda: not page.frozen and page.built is not None, timeout=LONG)
    assert page.loaded.content.version == 2


def test_a_dropped_pdf_becomes_a_paper(
    qtbot: QtBot, page: PacksPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Yes(PaperQuestion):
        def exec(self) -> int:
            self._item.setCurrentIndex(3)
            return QDialog.DialogCode.Accepted

    monkeypatch.setattr(packs_acts, "PaperQuestion", Yes)
    path = tmp_path / "winter_works.pdf"
    path.write_bytes(pdf(2))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    some = Qt.MouseButton.LeftButton
    page.dropEvent(
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, some, Qt.KeyboardModifier.NoModifier)
    )
    qtbot.waitUntil(lambda: "paper-05" in keys(page), timeout=LONG)
    line = next(s for s in page.sections.model.lines if s.key == "paper-05")
    assert line.title == "Winter works"
    qtbot.waitUntil(lambda: page.built is not None and "paper-05" in page.built.starts, timeout=LONG)
    line = next(s for s in page.sections.model.lines if s.key == "paper-05")
    assert line.pages == 3


def test_a_file_that_is_no_paper_is_refused_with_its_name(
    qtbot: QtBot, page: PacksPage, tmp_path: Path
) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.7 broken")
    with qtbot.waitSignal(page.notice, timeout=LONG) as said:
        page.acts.read_paper(path)
    assert said.args[0].text.startswith("plan.pdf is damaged")


def test_commentary_goes_on_the_portfolio_page(qtbot: QtBot, page: PacksPage) -> None:
    page.acts.keep_commentary("Four reds hold half of the overrun.")
    qtbot.waitUntil(lambda: page.loaded is not None and page.loaded.facts.draft is not None, timeout=LONG)
    assert page.loaded is not None
    folio = next(s for s in page.loaded.content.sections if s.head.key == "portfolio")
    assert folio.commentary == "Four reds hold half of the overrun."  # type: ignore[union-attr]


def test_more_than_120_words_cannot_be_kept(qtbot: QtBot) -> None:
    question = WordsQuestion("word " * 121, None)
    qtbot.addWidget(question)
    assert not question.yes.isEnabled()


def test_export_writes_the_bytes_that_are_shown(page: PacksPage, tmp_path: Path, qtbot: QtBot) -> None:
    name, body = page.acts._body()
    page.acts.export_to(tmp_path / "pack.pdf", body)
    assert (tmp_path / "pack.pdf").read_bytes() == body
    assert "PB-2026-02" in name
    with qtbot.waitSignal(page.notice) as said:
        page.acts.export_to(tmp_path / "none" / "pack.pdf", body)
    assert "could not be written" in said.args[0].text


def test_a_pack_that_cannot_be_printed_says_why(qtbot: QtBot, sqlite_url: str, room: Boardroom) -> None:
    def broken(_content: PackContent, _papers: Mapping[str, bytes]) -> Built:
        raise ValueError("no font has this sign")

    desk, jobs = Desk(lambda: open_office(sqlite_url)), Jobs()
    with qtbot.waitSignal(desk.opened):
        desk.start()
    page = PacksPage(desk, jobs, broken)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: "no font has this sign" in page.preview.said, timeout=LONG)
    assert not page.freeze.isEnabled()
    jobs.shut_down()
    desk.close()
    page.preview.renderer.close()


# -- lists without a window ------------------------------------------------------------------------


def test_the_next_meeting_without_a_pack_comes_first() -> None:
    body: GovernanceBody = make.body()
    past, soon, later = (make.meeting(body.id, make.TODAY.replace(month=m)) for m in (6, 8, 9))
    now = make.meeting(body.id, make.TODAY).starts.at
    found = meeting_choices([later, past, soon], [body], [], now, "en")
    assert [c.id for c in found] == [soon.id, later.id, past.id]
    first = first_choice(found)
    assert first is not None
    assert first.id == soon.id


def test_pages_of_sections_add_up_with_blank_ones() -> None:
    assert section_lengths({"a": 1, "b": 2, "c": 5, "gone": 0}, 7) == {"a": 1, "b": 3, "c": 3}


def test_places_inside_a_section_do_not_end_it(page: PacksPage) -> None:
    built = page.built
    assert built is not None
    ordered = sorted(built.starts[line.key] for line in page.sections.model.lines if line.on)
    wanted = {start: end - start for start, end in zip(ordered, [*ordered[1:], built.pages + 1], strict=True)}
    assert {line.first: line.pages for line in page.sections.model.lines if line.on} == wanted


def test_moving_stops_at_the_ends() -> None:
    assert moved(["a", "b", "c"], "a", -1) == ("a", "b", "c")
    assert moved(["a", "b", "c"], "a", 1) == ("b", "a", "c")


def test_model_answers_what_the_table_asks() -> None:
    model = SectionsModel()
    model.set_lines([SectionLine("a", "04", "Bridge", on=True, pages=3, state="stops")])
    assert model.index(0, NUMBER).data() == "/04"
    assert model.index(0, PAGES).data() == "3"
    assert model.index(0, STATE).data(Role.ICON) == "circle-alert"
    wishes: list[tuple[str, bool]] = []
    model.switched.connect(lambda key, on: wishes.append((key, on)))
    assert model.setData(model.index(0, NUMBER), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    model.locked = True
    assert not model.setData(model.index(0, NUMBER), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert wishes == [("a", False)]


def test_wall_charts_wait_until_they_are_wanted(page: PacksPage, qtbot: QtBot) -> None:
    built = page.built
    assert built is not None
    (roadmap,) = (s for s in page.sections.model.lines if s.key == "roadmap")
    assert not roadmap.on
    page.switch("roadmap", True)
    qtbot.waitUntil(lambda: page.built is not built and not page.busy, timeout=20_000)
    assert page.built is not None
    assert page.built.pages > built.pages
    page.refresh()
    qtbot.waitUntil(lambda: not page.busy and page.built is not None, timeout=20_000)
    assert "roadmap" in page.content_keys(), "what was chosen stays chosen"


def test_the_wall_chart_is_printed_alone(page: PacksPage, qtbot: QtBot) -> None:
    page.acts.wall_chart()
    qtbot.waitUntil(lambda: page.findChild(PlanPrint) is not None, timeout=20_000)
    window = page.findChild(PlanPrint)
    assert window is not None
    qtbot.waitUntil(lambda: window.preview.shows_pages and not window.waiting, timeout=20_000)
    assert window.plan_layout.name.startswith("Roadmap of the ")
    window.reject()
