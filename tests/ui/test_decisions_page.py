"""The page of decisions on a real window: filters, effects, overturning, decisions between meetings."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.effects import EffectState
from pmo_desktop.domain.governance import BodyState, Capacity, Membership
from pmo_desktop.domain.ids import MembershipId
from pmo_desktop.domain.minutes import DecisionState, Route
from pmo_desktop.domain.works import Project
from pmo_desktop.readmodels.decisions import DecisionView
from pmo_desktop.services.decisions.between import SOURCE
from pmo_desktop.ui.pages.decisions import DecisionsPage
from pmo_desktop.ui.pages.decisions.acts import REPLACE, RESCIND
from pmo_desktop.ui.pages.project.authority import AuthorityLine
from pmo_desktop.ui.preview.pdfium import first_text
from pmo_desktop.ui.widgets.text import Label
from pmo_desktop.ui.window import Workplace
from tests import builders as make
from tests.ui.windows import settled, statements, window

CODE = "D-PB-2026-06-03"


@pytest.fixture
def place(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Workplace]:
    path = tmp_path / "office.db"
    office = open_office(f"sqlite:///{path}", create=True)
    chair, member = make.person("Ingrid Solberg"), make.person("Henrik Baum")
    project = make.project(
        "Harbour Link Bridge",
        ref="PRJ-2026-012",
        sponsor=chair.id,
        manager=member.id,
        budget=make.eur(1),
        phase="Design",
    )
    body = make.body("Portfolio board", state=BodyState.CONSTITUTED)
    seats = [
        Membership(id=MembershipId(office.new_id()), body=body.id, person=p.id, capacity=c)
        for p, c in ((chair, Capacity.CHAIR), (member, Capacity.VOTING))
    ]
    day = office.now().date()
    meeting = make.meeting(body.id, on=day.replace(year=day.year + 1, day=1))
    given: dict[str, Any] = {"body": body.id, "works": [project.id], "reasons": "the crew is <b>free</b>"}
    first = make.decision("Release money for a second shift", ref=CODE, made_on=day, **given)
    second = make.decision("Take it back", ref="D-PB-2026-07-01", made_on=day, body=body.id)
    records = (chair, member, project, body, *seats, meeting, first, second)
    make.stored(office, make.organisation(), *records)
    office.close()
    with window(qtbot, qapp, path, create=False) as made:
        yield made


@pytest.fixture
def page(place: Workplace, qtbot: QtBot) -> DecisionsPage:
    place.shell.go(f"decisions/{CODE}")
    settled(qtbot, place)
    found = place.shell.page("decisions")
    assert isinstance(found, DecisionsPage)
    return found


def _find(page: DecisionsPage, code: str) -> None:
    page.open(code)
    assert page.current is not None
    assert page.current.ref == code


def _budget(place: Workplace, page: DecisionsPage, qtbot: QtBot) -> None:
    page.add_effect()
    settled(qtbot, place)
    page.effect_form.amount.setText("EUR 1.2 m")
    said = page.effect_form.said.text().replace("\xa0", " ")
    assert said == "Register: PRJ-2026-012: budget EUR 1.0 m → EUR 1.2 m"
    page.effect_form.accept()
    settled(qtbot, place)


def _work(place: Workplace) -> Project:
    found: Project | None = place.desk.office.store.reader.by_ref("project", "PRJ-2026-012")
    assert found is not None
    return found


def _bring_in(place: Workplace, qtbot: QtBot) -> None:
    """As the approval of the minutes does it."""
    from uuid import uuid4

    from pmo_desktop.services.meetings.effects import applying, read_targets
    from pmo_desktop.services.meetings.steps import Moment

    office = place.desk.office
    reader = office.store.reader
    effects = reader.all("effect")
    decisions = reader.get("decision", [e.decision for e in effects])
    moment = Moment(office.now(), uuid4)
    place.desk.submit(applying(effects, decisions, read_targets(reader, effects), moment).edit, "approved")
    settled(qtbot, place)


def test_the_register_is_read_in_few_statements(place: Workplace, page: DecisionsPage, qtbot: QtBot) -> None:
    with statements() as sent:
        page.refresh()
        settled(qtbot, place)
    assert len([s for s in sent if "FROM decision" in s]) >= 1
    assert len(sent) <= 10  # the list in four; the decision beside it in up to five


def test_an_effect_is_added_and_shown_with_old_and_new(
    place: Workplace, page: DecisionsPage, qtbot: QtBot
) -> None:
    _budget(place, page, qtbot)
    assert page.current is not None
    (line,) = page.current.effects
    assert line.effect.state is EffectState.DECIDED
    assert line.effect.amount == make.eur(1.2)
    page.alter(line)
    settled(qtbot, place)
    page.effect_form.amount.setText("EUR 1.4 m")
    page.effect_form.accept()
    settled(qtbot, place)
    assert page.current.effects[0].effect.amount == make.eur(1.4)


def test_a_governed_field_shows_its_decision_on_the_project(
    place: Workplace, page: DecisionsPage, qtbot: QtBot
) -> None:
    _budget(place, page, qtbot)
    _bring_in(place, qtbot)
    place.shell.go("project/PRJ-2026-012/summary")
    settled(qtbot, place)
    lines = place.shell.page("project").findChildren(AuthorityLine)
    assert [line.accessibleName() for line in lines] == [f"Set by {CODE}"]
    work = _work(place)
    refused: list[str] = []
    place.desk.refused.connect(lambda _op, why: refused.append(str(why)))
    from pmo_desktop.domain.edits import between

    place.desk.submit(between(work, dc.replace(work, budget=make.eur(9))), "by hand")
    settled(qtbot, place)
    assert refused == [f"This was set by decision {CODE}. Only another decision can change it."]


@pytest.mark.parametrize(("what", "state"), [(RESCIND, "rescinded"), (REPLACE, "superseded")])
def test_only_another_decision_overturns_one(
    place: Workplace, page: DecisionsPage, qtbot: QtBot, what: str, state: str
) -> None:
    _budget(place, page, qtbot)
    _bring_in(place, qtbot)
    page.ask_which(what, "Do it", "", "")
    assert page.chooser.which.count() == 1
    page.chooser.accept()
    settled(qtbot, place)
    row = page.register.row(CODE)
    assert row is not None
    assert (row.record.state.value, row.replaced_by) == (state, "D-PB-2026-07-01")
    work = _work(place)
    assert work.budget == (make.eur(1) if what == RESCIND else make.eur(1.2))


def test_a_decision_between_meetings_needs_its_four_facts(
    place: Workplace, page: DecisionsPage, qtbot: QtBot
) -> None:
    page.new_between()
    settled(qtbot, place)
    form = page.between_form
    form.accept()
    wrong = {name for name, row in form.rows.items() if row.error}
    assert wrong == {"text", "where", "urgent"}
    form.text.setPlainText("Hire a crane")
    form.where.setText("Telephone")
    form.urgent.setPlainText("It is free until Friday")
    form.accept()
    settled(qtbot, place)
    assert page.current is not None
    record = page.current.record
    assert (record.route, record.state) == (Route.CHAIRS_ACTION, DecisionState.TO_RATIFY)
    items = [i for i in place.desk.office.store.reader.all("agenda_item") if i.source == SOURCE]
    assert [i.proposed_resolution for i in items] == [f"Ratify {record.ref}."]
    page.open(DecisionView.RATIFY.value)
    assert [r.ref for r in page.model.shown_rows()] == [record.ref]


def test_a_written_resolution_counts_no_silence(place: Workplace, page: DecisionsPage, qtbot: QtBot) -> None:
    page.new_between()
    settled(qtbot, place)
    form = page.between_form
    form.route.choose(Route.CORRESPONDENCE.value)
    form._fit()
    boxes = list(form._boxes.values())
    boxes[0].setCurrentIndex(1)
    assert "did not answer, which is no consent" in form.result.text()
    assert "Lost" in form.result.text()
    boxes[1].setCurrentIndex(1)
    assert "Carried" in form.result.text()


def test_states_and_why_not(place: Workplace, page: DecisionsPage, qtbot: QtBot) -> None:
    acts = {act.text: act for act in page.offered()}
    assert acts["Carried out"].off == ""
    assert acts["Ratified by…"].off == "Made cannot become Ratified"
    acts["Carried out"].action.trigger()
    settled(qtbot, place)
    assert page.current is not None
    assert page.current.record.state is DecisionState.IMPLEMENTED
    page.open("open")
    assert CODE not in [r.ref for r in page.model.shown_rows()]


def test_the_record_is_a_pdf_with_texts_as_typed(
    place: Workplace, page: DecisionsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    settled(qtbot, place)
    path = tmp_path / "record.pdf"
    page.save_record(path)
    said = first_text(path.read_bytes())
    assert CODE in said
    assert "<b>free</b>" in said


def test_the_panel_says_how_it_was_taken(place: Workplace, page: DecisionsPage, qtbot: QtBot) -> None:
    _find(page, CODE)
    settled(qtbot, place)
    panel = page._panel
    assert panel is not None
    said = [label.text() for label in panel.findChildren(Label)]
    assert "the crew is <b>free</b>" in said
    assert "Nothing. It is carried out by people." in said


def test_an_accepted_risk_names_its_decision(place: Workplace, page: DecisionsPage, qtbot: QtBot) -> None:
    work = _work(place)
    risk = make.risk(work.id, title="Night work permit lapses")
    make.stored(place.desk.office, risk)
    page.add_effect()
    page.effect_form.kind.setCurrentIndex(page.effect_form.kind.findData("accept_risk"))
    settled(qtbot, place)
    assert page.effect_form.said.text().endswith(": risk accepted")
    page.effect_form.accept()
    settled(qtbot, place)
    _bring_in(place, qtbot)
    place.shell.go("project/PRJ-2026-012/risks")
    settled(qtbot, place)
    tab = place.shell.page("project").tab  # type: ignore[attr-defined]
    tab.risks.choose(risk.id)
    settled(qtbot, place)
    lines = [w for w in tab.findChildren(AuthorityLine) if not w.isHidden()]
    assert [line.accessibleName() for line in lines] == [f"Set by {CODE}"]
