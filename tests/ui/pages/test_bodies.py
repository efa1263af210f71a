"""The page of bodies: members typed in, rules that say what they come to, terms from draft to file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from pmo_desktop.domain.edits import batch, creation
from pmo_desktop.domain.governance import BodyState, Capacity
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.terms import TermsState
from pmo_desktop.services.bodies.acts import TermsStep
from pmo_desktop.services.meetings.boardyear import month_of
from pmo_desktop.ui.pages.bodies import BodiesPage
from pmo_desktop.ui.window import Workplace
from tests import builders as b
from tests.ui.windows import settled, statements, window


def records() -> list[Record]:
    people = [b.person("Mary Kay", initials="MK"), b.person("Tomas Okafor", initials="TO")]
    return [*people, b.body("Works board", code="WB", state=BodyState.DRAFT)]


@pytest.fixture
def place(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Workplace]:
    with window(qtbot, qapp, tmp_path / "new.db") as made:
        made.desk.submit(batch(creation(r) for r in records()), "Begin")
        settled(qtbot, made)
        made.shell.go("bodies/WB")
        settled(qtbot, made)
        yield made


@pytest.fixture
def page(place: Workplace) -> BodiesPage:
    found = place.shell.page_shown()
    assert isinstance(found, BodiesPage)
    return found


def typed(place: Workplace, qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.clear()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled(qtbot, place)


def test_members_are_typed_in_one_line_and_leave_again(
    qtbot: QtBot, place: Workplace, page: BodiesPage
) -> None:
    typed(place, qtbot, page.members.line, "mk, chair, Harbour")
    typed(place, qtbot, page.members.line, "Tomas")
    rows = [(r.name, r.capacity, r.represents) for r in page.members.model.all_rows()]
    assert rows == [("Mary Kay", Capacity.CHAIR, "Harbour"), ("Tomas Okafor", Capacity.VOTING, "")]
    assert "No scribe is named." in page.members.missing.text()
    place.desk.undo()
    settled(qtbot, place)
    assert page.members.model.rowCount() == 1


def test_nobody_is_seated_whom_the_line_does_not_name(
    qtbot: QtBot, place: Workplace, page: BodiesPage
) -> None:
    typed(place, qtbot, page.members.line, "Zoltan, chair")
    assert page.members.model.rowCount() == 0
    assert page.members.line.text() == "Zoltan, chair"


def test_a_rule_is_stored_when_its_field_is_left_and_said_at_once(
    qtbot: QtBot, place: Workplace, page: BodiesPage
) -> None:
    for line in ("mk, chair", "Tomas, member, finance"):
        typed(place, qtbot, page.members.line, line)
    page.show_tab("rules")
    field = page.rules.sides.field
    assert isinstance(field, QLineEdit)
    typed(place, qtbot, field, "finance 1")
    assert page.rules.says.text().endswith("at least 1 of finance.")
    assert page.file is not None
    assert page.file.body.quorum.sides == (("finance", 1),)
    typed(place, qtbot, field, "finance 0")
    assert page.rules.sides.error
    assert page.file.body.quorum.sides == (("finance", 1),)


def test_terms_go_from_draft_to_force_and_into_files(
    qtbot: QtBot, place: Workplace, page: BodiesPage, tmp_path: Path
) -> None:
    for line in ("mk, chair", "Tomas"):
        typed(place, qtbot, page.members.line, line)
    page.draft()
    settled(qtbot, place)
    assert page.terms.list.count() == 15
    for step in (TermsStep.PROPOSE, TermsStep.BRING_IN):
        page.terms.take(step)
        settled(qtbot, place)
    version = page.terms.version
    assert version is not None
    assert version.state is TermsState.CURRENT
    assert page.terms.text.isReadOnly()
    for suffix in (".pdf", ".docx"):
        page.terms.save(suffix, tmp_path / f"terms{suffix}")
        settled(qtbot, place)
    assert (tmp_path / "terms.pdf").read_bytes().startswith(b"%PDF")
    opened = docx.Document(str(tmp_path / "terms.docx"))
    assert any("Chair: Mary Kay." in p.text for p in opened.paragraphs)
    page.bring(BodyState.CONSTITUTED)
    settled(qtbot, place)
    assert page.file is not None
    assert page.file.body.state is BodyState.CONSTITUTED


def test_rules_that_changed_ask_for_the_next_version_and_differences_are_shown(
    qtbot: QtBot, place: Workplace, page: BodiesPage
) -> None:
    page.draft()
    settled(qtbot, place)
    for step in (TermsStep.PROPOSE, TermsStep.BRING_IN):
        page.terms.take(step)
        settled(qtbot, place)
    typed(place, qtbot, page.members.line, "mk, chair")
    page.show_tab("terms")
    assert "changed since" in page.terms.warning.text()
    page.terms.next.click()
    settled(qtbot, place)
    version = page.terms.version
    assert version is not None
    assert (version.version, version.state) == (2, TermsState.DRAFT)
    page.terms.against.setCurrentIndex(1)
    page.terms.against.activated.emit(1)
    assert "+ Chair: Mary Kay." in page.terms.differences.toPlainText()


def test_a_new_body_needs_a_name_and_a_free_code(qtbot: QtBot, place: Workplace, page: BodiesPage) -> None:
    page.new()
    settled(qtbot, place)
    page.new_form.code.setText("wb")
    page.new_form.accept()
    assert page.new_form.rows["name"].error
    assert page.new_form.rows["code"].error
    page.new_form.name.setText("Design authority")
    page.new_form.code.setText("da")
    page.new_form.accept()
    settled(qtbot, place)
    assert [r.code for r in page.rows] == ["WB", "DA"]
    assert page.file is not None
    assert page.file.body.code == "DA"


def test_a_body_without_chair_is_not_constituted(place: Workplace, page: BodiesPage, qtbot: QtBot) -> None:
    page.bring(BodyState.CONSTITUTED)
    settled(qtbot, place)
    assert page.file is not None
    assert page.file.body.state is BodyState.DRAFT


def test_the_list_and_a_body_take_few_statements(qtbot: QtBot, place: Workplace, page: BodiesPage) -> None:
    from pmo_desktop.services.bodies.reading import read_bodies

    with statements() as sent:
        read_bodies(place.desk.office.store.reader, date(2026, 7, 30))
    assert len(sent) <= 4


def test_a_line_of_the_year_is_typed_moved_and_ended(
    qtbot: QtBot, place: Workplace, page: BodiesPage
) -> None:
    page.show_tab("year")
    typed(place, qtbot, page.year.line, "Budget")
    (row,) = page.year.model.all_rows()
    assert len(row.comes) == 1
    first = row.business.wanted
    page.year.table.select_row(0)
    page.year.table.setFocus()
    QTest.keyClick(page.year.table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, place)
    (row,) = page.year.model.all_rows()
    assert first is not None
    assert row.business.wanted == month_of(first, 1)
    page.year.end()
    settled(qtbot, place)
    assert page.year.model.rowCount() == 0
    place.desk.undo()
    settled(qtbot, place)
    assert page.year.model.rowCount() == 1
