"""The register, risks, issues and actions: one statement each, whole or for single records, on both."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import Archive, batch, between
from pmo_desktop.domain.health import Rating, Trend
from pmo_desktop.domain.ids import BodyId, DecisionId, MeetingId, OrgUnitId, PersonId, WorkId
from pmo_desktop.domain.plans import PlanItem
from pmo_desktop.domain.raid import ActionState, Assessment, DueChange, RiskState
from pmo_desktop.domain.reports import ReportState
from pmo_desktop.domain.values import LText, Score
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.services.office import Office
from pmo_desktop.storage.reader import SqlReader
from tests import builders as b
from tests.builders import TODAY, stored


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    found = open_office(database_url)
    yield found
    found.close()


@contextmanager
def statements(office: Office) -> Iterator[list[str]]:
    """The SELECT statements sent by the readers meanwhile."""
    reader = office.store.reader
    assert isinstance(reader, SqlReader)
    sent: list[str] = []

    def note(_conn: object, _cursor: object, text: str, *_rest: object) -> None:
        if text.lstrip().upper().startswith(("SELECT", "WITH")):
            sent.append(text)

    sa.event.listen(reader.engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(reader.engine, "before_cursor_execute", note)


def only(rows: list[WorkRow]) -> WorkRow:
    assert len(rows) == 1
    return rows[0]


def test_every_cell_of_a_work(office: Office) -> None:
    unit, above, people = (
        b.unit("Roads"),
        b.programme(),
        [b.person("Ingrid Solberg"), b.person("Tomas Okafor")],
    )
    ruling = b.decision(ref="D-PB-2026-03-02")
    work = b.project(
        LText.of("Bridge", de="Brücke"), org_unit=OrgUnitId(unit.id), parent=WorkId(above.id),
        sponsor=PersonId(people[0].id), priority=Score(2),
        manager=PersonId(people[1].id), budget_authority=DecisionId(ruling.id),
    )  # fmt: skip
    plan = b.plan(work.id)
    gates = [b.gate(plan.id, "G3", dt.date(2026, 9, 25), 1), b.gate(plan.id, "G4", dt.date(2026, 8, 1), 2)]
    passed = b.gate(plan.id, "G2", dt.date(2026, 5, 1), 3, actual_finish=dt.datetime(2026, 5, 1, 12))
    stored(office, unit, *people, ruling, above, work, plan, *gates, passed)
    row = next(r for r in office.store.reader.works(TODAY) if r.id == work.id)
    assert (row.kind, row.ref, row.revision, row.phase, row.priority) == (
        "project",
        "PRJ-2025-001",
        1,
        "Build",
        2,
    )
    assert row.title == work.title
    assert (row.unit, row.parent_title, row.parent_kind) == (unit.title, above.title, "programme")
    assert (row.sponsor, row.sponsor_name, row.manager_name) == (
        people[0].id,
        "Ingrid Solberg",
        "Tomas Okafor",
    )
    assert (row.budget, row.forecast_cost, row.actual_cost) == (work.budget, work.forecast_cost, None)
    assert (row.budget_authority, row.authority_ref) == (ruling.id, "D-PB-2026-03-02")
    assert (row.finish_planned, row.finish_forecast) == (work.finish_planned, work.finish_forecast)
    assert (row.gate, row.gate_name, row.gate_date) == ("G4", "Gate G4", dt.date(2026, 8, 1))
    assert row.report is None
    assert row.slip == 18


def test_the_latest_report_that_counts_and_the_one_before(office: Office) -> None:
    work = b.project()
    july = b.report(work.id, dt.date(2026, 7, 14), "red", validated=Rating.AMBER, slip=7)
    stored(
        office, work, b.report(work.id, dt.date(2026, 5, 14), "red"), july,
        b.report(work.id, dt.date(2026, 6, 14), "green"),
        b.report(work.id, dt.date(2026, 7, 15), "red", state=ReportState.DRAFT),
    )  # fmt: skip
    report = only(office.store.reader.works(TODAY)).report
    assert report is not None
    assert (report.status_date, report.state, report.slip) == (july.status_date, ReportState.ACCEPTED, 7)
    assert (report.rating, report.before, report.trend) == (Rating.AMBER, Rating.GREEN, Trend.WORSE)
    assert (report.headline, report.path_to_green) == (july.headline, july.path_to_green)


def test_counts_of_open_high_risks_and_late_actions(office: Office) -> None:
    work, other = b.project(), b.project("Other", start_planned=dt.date(2026, 1, 5))
    closed = b.risk(work.id, (5, 5), state=RiskState.CLOSED)
    stored(
        office,
        work,
        other,
        b.risk(work.id, (4, 4)),
        b.risk(work.id, (3, 5)),
        closed,
        b.risk(other.id, (5, 5)),
    )
    stored(
        office, b.action(work=work.id), b.action(work=work.id, due=TODAY), b.action(),
        b.action(work=work.id, state=ActionState.DONE),
    )  # fmt: skip
    row = next(r for r in office.store.reader.works(TODAY) if r.id == work.id)
    assert (row.high_risks, row.late_actions) == (1, 1)


def undated(gate: PlanItem) -> PlanItem:
    return dc.replace(gate, start=None, finish=None)


def test_the_next_gate_is_the_soonest_of_all_plans_and_one_without_a_day_comes_last(office: Office) -> None:
    work, bare = b.project(), b.project("Other", start_planned=dt.date(2026, 1, 5))
    first, second, third = b.plan(work.id), b.plan(work.id), b.plan(bare.id)
    stored(
        office, work, bare, first, second, third,
        b.gate(first.id, "G5", dt.date(2026, 11, 2), 1), b.gate(second.id, "G3", dt.date(2026, 9, 1), 1),
        undated(b.gate(second.id, "G2", TODAY, 2)), undated(b.gate(third.id, "G1", TODAY, 1)),
    )  # fmt: skip
    rows = {r.id: r for r in office.store.reader.works(TODAY)}
    assert (rows[work.id].gate, rows[work.id].gate_date) == ("G3", dt.date(2026, 9, 1))
    assert (rows[bare.id].gate, rows[bare.id].gate_date) == ("G1", None)
    office.change(Archive("plan", second.id), "Archive")
    assert only(office.store.reader.works(TODAY, [("project", work.id)])).gate == "G5"


def test_all_four_kinds_come_and_archived_ones_do_not(office: Office) -> None:
    kept = [b.portfolio(), b.programme(), b.project(), b.service()]
    gone = b.project("Gone", start_planned=dt.date(2024, 2, 2))
    stored(office, *kept, gone)
    office.change(Archive("project", gone.id), "Archive")
    assert {r.kind for r in office.store.reader.works(TODAY)} == {
        "portfolio",
        "programme",
        "project",
        "service",
    }
    assert office.store.reader.works(TODAY, [("project", gone.id)]) == []


def test_a_change_of_anything_shown_finds_its_works(office: Office) -> None:
    unit, who, above, ruling = b.unit(), b.person(), b.programme(), b.decision()
    work = b.project(
        org_unit=OrgUnitId(unit.id), parent=WorkId(above.id), sponsor=PersonId(who.id),
        budget_authority=DecisionId(ruling.id),
    )  # fmt: skip
    plan = b.plan(work.id)
    report, risk, item, action = (
        b.report(work.id),
        b.risk(work.id),
        b.gate(plan.id, "G1", TODAY),
        b.action(work=work.id),
    )
    stored(
        office,
        unit,
        who,
        ruling,
        above,
        work,
        b.project("Other", ref="X-1"),
        plan,
        report,
        risk,
        item,
        action,
    )
    reader = office.store.reader
    for kind, record in (
        ("org_unit", unit), ("person", who), ("decision", ruling), ("project", work), ("plan", plan),
        ("status_report", report), ("risk", risk), ("plan_item", item), ("action", action),
    ):  # fmt: skip
        found = reader.works(TODAY, [(kind, record.id)])
        assert [r.id for r in found] == [work.id], kind
        assert found == [r for r in reader.works(TODAY) if r.id == work.id]
    assert {r.id for r in reader.works(TODAY, [("programme", above.id)])} == {above.id, work.id}
    assert reader.works(TODAY, [("saved_view", work.id)]) == []


def test_each_list_is_one_statement(office: Office) -> None:
    work = b.project()
    stored(office, work, b.report(work.id), b.risk(work.id), b.issue(work.id), b.action(work=work.id))
    reader = office.store.reader
    for read, most in (
        (lambda: reader.works(TODAY), 2),
        (lambda: reader.works(TODAY, [("project", work.id), ("risk", work.id)]), 1),
        (reader.risks, 1),
        (reader.issues, 1),
        (lambda: reader.actions(work=work.id), 1),
    ):
        with statements(office) as sent:
            assert len(read()) == 1
        assert len(sent) == most


def test_risks_with_work_owner_and_trend(office: Office) -> None:
    who, work = b.person("Lena Vogt"), b.project()
    risk = b.risk(work.id, (4, 5), owner=PersonId(who.id), previous=Assessment(Score(2), Score(5)))
    closed = b.risk(work.id, (1, 1), "Old", state=RiskState.CLOSED)
    stored(office, who, work, risk, closed)
    row = office.store.reader.risks(open_only=True)[0]
    assert (row.id, row.ref, row.work_ref, row.work_title) == (
        risk.id,
        "PRJ-2025-001-R01",
        "PRJ-2025-001",
        work.title,
    )
    assert (row.owner_name, row.score, row.trend, row.open) == ("Lena Vogt", 20, "worse", True)
    assert {r.id for r in office.store.reader.risks(ids=[closed.id])} == {closed.id}
    assert len(office.store.reader.risks(work=work.id)) == 2


def test_issues_name_the_risk_they_came_from(office: Office) -> None:
    work = b.project()
    risk = b.risk(work.id)
    issue = b.issue(work.id, from_risk=risk.id, due=dt.date(2026, 7, 1))
    stored(office, work, risk, issue)
    row = office.store.reader.issues(work=work.id, open_only=True)[0]
    assert (row.risk_ref, row.decision_ref, row.overdue(TODAY)) == ("PRJ-2025-001-R01", "", 14)


def test_actions_say_where_they_come_from_and_how_late_they_are(office: Office) -> None:
    board, ruling, who = b.body(), b.decision(ref="D-1"), b.person()
    meeting = b.meeting(board.id)
    moved = (DueChange(dt.date(2026, 6, 1), TODAY), DueChange(dt.date(2026, 6, 20), TODAY))
    late = b.action(
        owner=PersonId(who.id), meeting=MeetingId(meeting.id), decision=DecisionId(ruling.id),
        due_history=moved, body=BodyId(board.id),
    )  # fmt: skip
    stored(
        office,
        who,
        board,
        meeting,
        ruling,
        late,
        b.action("Later", due=dt.date(2026, 9, 1)),
        b.action("Open", due=None),
    )
    rows = office.store.reader.actions()
    assert [r.text for r in rows] == [late.text, "Later", "Open"]
    first = rows[0]
    assert (first.origin, first.meeting_ref, first.body_code, first.owner_name) == (
        "D-1",
        "PB-2026-01",
        "PB",
        who.display_name,
    )
    assert first.meeting_at == meeting.starts
    assert (first.overdue(TODAY), first.moved, first.for_the_chair(TODAY)) == (5, 2, True)
    assert rows[1].overdue(TODAY) == 0
    done = dc.replace(late, state=ActionState.DONE)
    office.change(batch([between(late, done)]), "Done")
    assert len(office.store.reader.actions(open_only=True)) == 2


def test_the_works_under_a_portfolio_at_any_depth_come_in_one_statement(office: Office) -> None:
    portfolio, programme = b.portfolio(), b.programme()
    inside = dc.replace(programme, parent=WorkId(portfolio.id))
    work = dc.replace(b.project(), parent=WorkId(programme.id))
    stored(office, portfolio, inside, work, dc.replace(b.project(), ref="PRJ-2025-777"))
    with statements(office) as sent:
        found = office.store.reader.works_under(portfolio.id, TODAY)
        assert len(sent) == 1
    assert found == [r for r in office.store.reader.works(TODAY) if r.id in (programme.id, work.id)]
