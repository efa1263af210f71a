"""One work as its page shows it: rating, figures, phases, reasons, the next report, documents."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from uuid import uuid4

import pytest

from pmo_desktop.domain.documents import Document, DocumentState
from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.ids import DocumentId
from pmo_desktop.domain.reports import ReportState
from pmo_desktop.domain.values import LText, Points, Rich
from pmo_desktop.domain.works import PortfolioState, ServiceLevel, ServiceState, WorkState
from pmo_desktop.itemmodels.project import length_of
from pmo_desktop.readmodels import project_documents as docs
from pmo_desktop.readmodels import project_reports as reports
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.project import WorkFile, people_words, plan_file, work_file
from pmo_desktop.readmodels.project_figures import cost_share, figures, signed_share, slip_words
from pmo_desktop.readmodels.project_phases import Phase, phases
from pmo_desktop.readmodels.project_summary import summary
from tests import builders as b
from tests.readmodels.test_register import row as work_row


def test_a_work_is_put_together_from_joined_rows_with_its_reports_the_latest_first() -> None:
    work, manager = b.project(), b.person()
    old, new = b.report(work.id, dt.date(2026, 6, 1), "green"), b.report(work.id, dt.date(2026, 7, 1), "red")
    rows = [(work, None, manager, None, None, None, r) for r in (old, new)]
    file = work_file(rows)
    assert file is not None
    assert file.reports == (new, old)
    assert (file.health(b.TODAY).rating, file.trend and file.trend.value) == (Rating.RED, "worse")
    assert file.health(dt.date(2026, 9, 1)).rating is Rating.NONE, "the report is too old"
    assert people_words(file) == "manager Tomas Okafor"
    assert work_file([]) is None
    assert plan_file([]) is None


def test_a_draft_does_not_count_and_an_ended_work_is_complete() -> None:
    work = b.project(state=WorkState.CLOSED)
    file = WorkFile(work, reports=(b.report(work.id, overall="red"),))
    assert file.health(b.TODAY).rating is Rating.COMPLETE
    draft = b.report(work.id, state=ReportState.DRAFT)
    assert WorkFile(b.project(), reports=(draft,)).report is None


def test_the_figures_of_a_project_name_limits_and_what_is_missing() -> None:
    work = b.project(tolerance_cost=Points(500), tolerance_time=20)
    found = {f.label: f for f in figures(WorkFile(work), b.TODAY)}
    assert list(found) == ["Finish forecast", "Forecast cost", "Critical path", "Schedule index", "Next gate"]
    assert (found["Finish forecast"].value, found["Finish forecast"].note) == (
        "10 Dec 2026",
        "+18 wd, tolerance 20",
    )
    assert found["Finish forecast"].tone == "warn", "beyond half of the tolerance"
    assert found["Forecast cost"].note == "+3.2\u00a0%, tolerance 5\u00a0%"
    assert found["Critical path"].note == "no plan yet"


def test_a_gate_of_another_year_says_the_year() -> None:
    work = b.project()
    plan = b.plan(work.id)

    def said(on: dt.date) -> str:
        file = WorkFile(work, plan=PlanFile(plan, (b.gate(plan.id, "G4", on),)))
        return figures(file, b.TODAY)[-1].value

    assert said(dt.date(b.TODAY.year, 12, 10)) == "G4, 10 Dec"
    assert said(dt.date(b.TODAY.year + 1, 6, 17)) == f"G4, 17 Jun {b.TODAY.year + 1}"


def test_the_end_of_a_programme_is_its_own_forecast_else_its_last_work() -> None:
    end = dt.date(2028, 2, 28)
    own = b.programme(finish_planned=end, finish_forecast=end)
    parts = [work_row(title=LText.of("Kitchen"), finish_forecast=dt.date(2027, 12, 23)), work_row()]
    found = figures(WorkFile(own), b.TODAY, parts)[3]
    assert (found.label, found.value, found.note) == ("Finish forecast", "28 Feb 2028", "as in the baseline")
    found = figures(WorkFile(dc.replace(own, finish_forecast=None)), b.TODAY, parts)[3]
    assert (found.label, found.value, found.note) == ("Last finish", "23 Dec 2027", "Kitchen")


def test_a_service_has_levels_and_no_per_cent_complete() -> None:
    levels = (ServiceLevel("Calls", "%", 90, 95), ServiceLevel("Repair", "h", 4, 6, higher_is_better=False))
    work = b.service(levels=levels, next_review=dt.date(2026, 7, 1))
    found = {f.label: f for f in figures(WorkFile(work), b.TODAY)}
    assert (found["Service levels"].value, found["Service levels"].note) == ("1 of 2 met", "Repair")
    assert found["Next review"].tone == "neg", "it is overdue"
    assert not any("done" in f.note or "index" in f.label.lower() for f in found.values())
    said = summary(WorkFile(work)).levels
    assert [(level.actual, level.target, level.met) for level in said] == [
        ("95\u00a0%", "at least 90\u00a0%", True), ("6\u00a0h", "at most 4\u00a0h", False),
    ]  # fmt: skip


def test_shares_and_slips_in_words() -> None:
    assert cost_share(b.eur(96.4), b.eur(99.5)) == 322
    assert cost_share(b.eur(0), b.eur(1)) is None
    assert (signed_share(322), signed_share(-320), signed_share(None)) == ("+3.2\u00a0%", "−3.2\u00a0%", "–")
    assert (slip_words(0), slip_words(None), slip_words(-3)) == (
        "as in the baseline", "no baseline to compare", "−3 wd to baseline",
    )  # fmt: skip


def test_phases_are_those_of_the_life_cycle() -> None:
    work = b.project(lifecycle="Building 2.0", phase="Build")
    assert [p.place for p in phases(work)] == ["done", "done", "now", "next", "next"]
    assert phases(dc.replace(work, phase="Recruitment")) == (Phase("Recruitment", "now"),)
    assert phases(dc.replace(work, state=WorkState.STOPPED)) == (Phase("Stopped", "now"),)
    live = phases(b.service(state=ServiceState.LIVE))
    assert [p.word for p in live if p.place == "now"] == ["Live"]
    assert phases(b.service(state=ServiceState.UNDER_REVIEW)) == (Phase("Under review", "now"),)
    assert len(phases(b.portfolio(state=PortfolioState.ACTIVE))) == 3


def test_ratings_stand_side_by_side_with_reasons() -> None:
    work = b.project(tolerance_time=20)
    report = b.report(
        work.id, slip=18, derived=b.ratings("amber", scope="red"), validated=Rating.RED,
        validation_note=Rich("Seen on site"), forecast_cost=b.eur(99.5),
    )  # fmt: skip
    before = b.report(work.id, dt.date(2026, 6, 1), "green")
    rows = {r.id: r for r in reports.rating_rows(WorkFile(work), report, before, 2)}
    assert list(rows) == ["overall", "time", "cost", "scope", "benefits", "risk", "resources"]
    assert (rows["overall"].counts, rows["overall"].reason, rows["overall"].trend) == (
        Rating.RED, "Seen on site", "worse",
    )  # fmt: skip
    assert rows["time"].reason == "+18 wd, tolerance 20"
    assert rows["cost"].reason == "+3.2\u00a0% against budget"
    assert rows["scope"].reason == "The figures say red"
    assert rows["risk"].reason == "2 above 15"


def test_the_next_report_begins_with_the_last_and_the_forecasts_of_the_work() -> None:
    work = b.project(manager=b.person().id)
    last = b.report(work.id, achieved=Rich("Old news"), next_steps=Rich("Pier 2"))
    made = reports.drafted(WorkFile(work, reports=(last,)), b.TODAY, uuid4())
    assert (made.state, made.status_date, made.owner) == (ReportState.DRAFT, b.TODAY, work.manager)
    assert (made.headline, made.next_steps, made.achieved) == (last.headline, "Pier 2", "")
    assert (made.forecast_finish, made.slip) == (work.finish_forecast, 18)
    assert reports.missing(made) == ""
    assert "headline" in reports.missing(dc.replace(made, headline=" "))
    assert "path to green" in reports.missing(dc.replace(made, path_to_green=Rich("")))
    first = reports.drafted(WorkFile(work), b.TODAY, uuid4())
    assert "headline" in reports.missing(first)


def test_the_way_forward_comes_first_among_the_steps() -> None:
    report = b.report(uuid4(), state=ReportState.SUBMITTED)
    assert reports.steps(report) == (ReportState.ACCEPTED, ReportState.RETURNED)
    rows = reports.report_rows((b.report(uuid4(), overall="red"), b.report(uuid4(), overall="amber")))
    assert [r.trend for r in rows] == ["worse", "new"]


def test_files_of_the_same_name_count_up() -> None:
    one = docs.added(b.project().id, "Brief_final.pdf", "0" * 64, 12, "1.0", uuid4(), b.TODAY)
    assert (str(one.title), one.file_name) == ("Brief final", "Brief_final.pdf")
    assert docs.DocumentRow(one).added == b.TODAY
    assert docs.next_version([one], "brief_FINAL.pdf") == "1.1"
    assert docs.next_version([dc.replace(one, version="draft b")], one.file_name) == "1.0"
    assert docs.next_version([one], "other.pdf") == "1.0"


@pytest.mark.parametrize(("size", "said"), [
    (0, "0\u00a0B"), (1023, "1,023\u00a0B"), (14_336, "14\u00a0kB"), (3_355_443, "3.2\u00a0MB"),
])  # fmt: skip
def test_sizes_in_words(size: int, said: str) -> None:
    assert docs.size_words(size) == said


def test_a_baselined_document_no_longer_changes() -> None:
    made = Document(
        id=DocumentId(uuid4()), title=LText.of("Plan"), state=DocumentState.BASELINED, source="typed"
    )
    row = docs.DocumentRow(made)
    assert row.frozen
    assert row.added is None


@pytest.mark.parametrize(("text", "minutes"), [
    ("20", 9600), ("20 d", 9600), ("0.5 d", 240), ("0,5 Tage", 240), ("4 h", 240), ("3 w", 7200),
    ("30 min", 30),
])  # fmt: skip
def test_lengths_as_people_type_them(text: str, minutes: int) -> None:
    assert length_of(text) == minutes


@pytest.mark.parametrize("text", ["", "d", "-3 d", "3 apples", "1.2.3"])
def test_other_texts_are_no_length(text: str) -> None:
    with pytest.raises(ValueError, match="is not a length"):
        length_of(text)
