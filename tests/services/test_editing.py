"""One edit after another, through the real store on both databases."""

from __future__ import annotations

import dataclasses as dc
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from uuid import UUID, uuid4

import pytest

from pmo_desktop.domain.editjson import op_from, op_text
from pmo_desktop.domain.edits import Archive, FieldChange, Set, batch, between, creation
from pmo_desktop.domain.ids import BodyId, MeetingId, PersonId, RiskId, WorkId
from pmo_desktop.domain.jsoncodec import instant_from, instant_text
from pmo_desktop.domain.meetings import Meeting
from pmo_desktop.domain.organisation import Person
from pmo_desktop.domain.raid import Risk
from pmo_desktop.domain.rules import field_problem
from pmo_desktop.domain.schema import kinds
from pmo_desktop.domain.values import LText, Money, Score, Zoned
from pmo_desktop.domain.works import Project, WorkState
from pmo_desktop.i18n import speaking, trl
from pmo_desktop.services.checking import check
from pmo_desktop.services.editing import Editor
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Change, Refused, StoreFault
from pmo_desktop.storage.store import open_store


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    store = open_store(database_url)
    made = Office(store, Editor(store))
    yield made
    made.close()


def project(title: str = "Tram line 4", **more: object) -> Project:
    return dc.replace(Project(id=WorkId(uuid4()), title=LText.of(title)), **more)  # type: ignore[arg-type]


def risk(work: WorkId) -> Risk:
    return Risk(id=RiskId(uuid4()), title=LText.of("Ice"), work=work)


def stored(office: Office, uid: UUID) -> Project:
    found = office.store.reader.get("project", [uid])[uid]
    assert isinstance(found, Project)
    return found


def test_a_record_comes_back_as_it_was_made(office: Office) -> None:
    made = project(
        budget=Money(9_640_000_00, "EUR"),
        start_planned=date(2026, 3, 2),
        tags=("bridge", "night"),
        countries=("DE",),
    )
    office.change(creation(made), "New project")
    found = stored(office, made.id)
    assert found == dc.replace(made, ref="PRJ-2026-001", revision=1)


def test_numbers_are_given_in_order_and_never_twice(office: Office) -> None:
    first, second, third = (project(t, start_planned=date(2026, 1, 5)) for t in "ABC")
    office.change(creation(first), "New")
    office.change(Archive("project", first.id), "Archive")
    office.change(creation(dc.replace(second, ref="PRJ-2026-007")), "New")
    office.change(creation(third), "New")
    assert [stored(office, p.id).ref for p in (second, third)] == ["PRJ-2026-007", "PRJ-2026-008"]


def test_a_risk_is_numbered_within_its_work(office: Office) -> None:
    work = project(start_planned=date(2026, 1, 5))
    risks = [Risk(id=RiskId(uuid4()), title=LText.of(t), work=work.id) for t in ("Ice", "Strike")]
    office.change(batch([creation(work), *map(creation, risks)]), "New")
    assert [r.ref for r in office.store.reader.all("risk")] == ["PRJ-2026-001-R01", "PRJ-2026-001-R02"]


def test_the_same_op_sent_twice_is_done_once(office: Office) -> None:
    op = office.op(creation(project()), "New")
    first, second = office.editor.apply(op), office.editor.apply(op)
    assert second.repeated
    assert second.change == first.change
    assert len(office.store.reader.all("project")) == 1


def test_a_broken_rule_stores_nothing_and_names_the_field(office: Office) -> None:
    good, bad = project(), project(start_planned=date(2026, 5, 1), finish_planned=date(2026, 4, 1))
    with pytest.raises(Refused) as refused:
        office.change(batch([creation(good), creation(bad)]), "Two")
    assert [(p.id, p.field) for p in refused.value.problems] == [(bad.id, "finish_planned")]
    assert office.store.reader.all("project") == []
    assert office.store.reader.history() == []


def test_a_state_that_cannot_follow_is_refused(office: Office) -> None:
    made = project()
    office.change(creation(made), "New")
    with pytest.raises(Refused, match="Proposed cannot become Closed"):
        office.change(between(made, dc.replace(made, state=WorkState.CLOSED)), "Close")


def test_a_reference_to_nothing_is_refused(office: Office) -> None:
    with pytest.raises(StoreFault, match="does not exist"):
        office.change(creation(project(sponsor=PersonId(uuid4()))), "New")
    assert office.store.reader.all("project") == []


def test_a_code_used_twice_is_refused(office: Office) -> None:
    office.change(creation(project(ref="X-1")), "New")
    with pytest.raises(Refused, match="already used"):
        office.change(creation(project(ref="X-1")), "New")


def test_two_people_on_two_fields_both_win(office: Office) -> None:
    made = project()
    office.change(creation(made), "New")
    seen = stored(office, made.id)
    office.change(between(seen, dc.replace(seen, phase="Build")), "Phase")
    receipt = office.change(between(seen, dc.replace(seen, priority=Score(2))), "Priority")
    assert receipt.clashes == ()
    assert (stored(office, made.id).phase, stored(office, made.id).priority) == ("Build", 2)


def test_two_people_on_one_field_clash_and_both_wordings_are_kept(office: Office) -> None:
    made = project()
    office.change(creation(made), "New")
    seen = stored(office, made.id)
    office.change(between(seen, dc.replace(seen, phase="Build")), "Phase")
    receipt = office.change(between(seen, dc.replace(seen, phase="Design")), "Phase")
    assert [(c.field, c.mine, c.theirs) for c in receipt.clashes] == [("phase", "Design", "Build")]
    assert stored(office, made.id).phase == "Build"


def test_lists_and_languages_merge(office: Office) -> None:
    made = project("Bridge", tags=("a", "b"))
    office.change(creation(made), "New")
    seen = stored(office, made.id)
    office.change(
        between(seen, dc.replace(seen, tags=("a", "b", "c"), title=LText.of("Bridge", de="Brücke"))), "1"
    )
    office.change(between(seen, dc.replace(seen, tags=("b",), title=LText.of("The bridge"))), "2")
    now = stored(office, made.id)
    assert (now.tags, dict(now.title.texts)) == (("b", "c"), {"en": "The bridge", "de": "Brücke"})


def test_the_change_names_kinds_and_ids(office: Office) -> None:
    heard: list[Change] = []
    editor = Editor(office.store, heard.append)
    made = project()
    editor.apply(office.op(creation(made), "New"))
    assert heard[0].kinds() == {"project"}
    assert heard[0].ids("project") == {made.id}


def test_history_tells_who_what_and_when(office: Office) -> None:
    made = project()
    office.change(creation(made), "New project")
    office.change(between(made, dc.replace(made, phase="Build")), "Phase of Tram line 4")
    latest, first = office.store.reader.history(record=made.id)
    assert (latest.verb, latest.revision, latest.label) == ("set", 2, "Phase of Tram line 4")
    assert latest.changes == (FieldChange("phase", "", "Build"),)
    assert (first.verb, first.revision) == ("create", 1)


def test_history_and_news_speak_the_language_of_the_reader(office: Office) -> None:
    """Also after the op has waited in the journal; what was stored in words alone stays as it was."""
    made = project()
    with speaking("de"):
        op = office.op(creation(made), trl("New work"))
        office.editor.apply(op_from(op_text(op)))
        german = office.store.reader.history(record=made.id)[0].label
        office.change(between(made, dc.replace(made, phase="Build")), "Phase geändert")
    assert german == op.label != "New work"
    assert [p.label for p in office.store.reader.history(record=made.id)] == ["Phase geändert", "New work"]
    news = office.store.reader.recent(datetime(2000, 1, 1, tzinfo=UTC))
    assert [r.label for r in news] == ["Phase geändert", "New work"]


def test_an_edit_of_a_record_that_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="does not exist"):
        office.change(Set("project", uuid4(), (FieldChange("phase", "", "x"),)), "Phase")


@pytest.mark.parametrize(
    "text",
    ["<b>bold</b> & <script>", "=cmd|' /C calc'!A0", "אבג \u202e מאחור", "x" * 200, "'; DROP TABLE work; --"],
)
def test_hostile_text_comes_back_unchanged(office: Office, text: str) -> None:
    made = project(text)
    office.change(creation(made), "New")
    assert stored(office, made.id).title.said("en") == text


def test_text_that_cannot_be_stored_is_refused_with_its_field(office: Office) -> None:
    with pytest.raises(Refused, match="cannot be stored"):
        office.change(creation(project(phase="a\x00b")), "New")
    with pytest.raises(Refused, match="longer than 200"):
        office.change(creation(project("y" * 201)), "New")


def test_eight_writers_keep_the_trail_in_order(postgres_url: str) -> None:
    """Audit rows are ordered by the record's revision, however the writers interleave."""
    first = Office((store := open_store(postgres_url)), Editor(store))
    made = Person(id=PersonId(uuid4()), display_name="Ann Berg")
    first.change(creation(made), "New")

    def write(letter: str) -> None:
        own = open_store(postgres_url)
        mine = Office(own, Editor(own))
        for n in range(12):
            seen = own.reader.get("person", [made.id])[made.id]
            wanted = dc.replace(seen, languages=(*seen.languages, f"{letter}{n}"), job=f"{letter}{n}")
            mine.change(between(seen, wanted), "Write")
        own.close()

    threads = [threading.Thread(target=write, args=(letter,)) for letter in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    now = first.store.reader.get("person", [made.id])[made.id]
    trail = sorted(first.store.reader.history(record=made.id, most=500), key=lambda p: p.revision)
    assert set(now.languages) == {f"{letter}{n}" for letter in "abcdefgh" for n in range(12)}
    assert [p.revision for p in trail] == list(range(1, now.revision + 1))
    jobs = [c for p in trail for c in p.changes if c.name == "job"]
    assert all(before.new == after.old for before, after in pairwise(jobs[1:]))
    first.close()


def test_a_whole_database_is_well_until_a_hand_is_laid_on_it(office: Office) -> None:
    made = project()
    office.change(creation(made), "New")
    office.change(between(made, dc.replace(made, phase="Build")), "Phase")
    assert check(office.store).problems == ()
    from pmo_desktop.storage.store import SqlStore

    assert isinstance(office.store, SqlStore)
    import sqlalchemy as sa

    with office.store.begin() as tx:
        tx._conn.execute(sa.text("UPDATE work SET revision = 9"))
    assert "the record says 9" in " ".join(check(office.store).problems)


def test_undo_goes_back_over_a_step_that_has_no_way_back(office: Office) -> None:
    made = project(source="test")
    office.change(creation(made), "New")
    forward = office.op(between(made, dc.replace(made, state=WorkState.ACTIVE)), "Start")
    office.editor.apply(forward)
    with pytest.raises(Refused):
        office.change(forward.edit.inverse(), "By hand")
    office.editor.apply(dc.replace(office.op(forward.edit.inverse(), "Undo"), undoes=forward.id), strict=True)
    assert stored(office, made.id).state is WorkState.PROPOSED


HALF = "\ud83d"
"""Half of an emoji, as some clipboards give it."""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", LText.of("Road", de="Straße\0")), ("title", LText.of("Road" + HALF)),
        ("tags", ("tidy", "a\0b")), ("tags", (HALF,)), ("phase", HALF), ("ref", "P\0"),
        ("budget", Money(2**63, "EUR")), ("budget", Money(-(2**70), "EUR")),
    ],
)  # fmt: skip
def test_what_no_database_takes_is_refused_at_its_field(office: Office, field: str, value: object) -> None:
    with pytest.raises(Refused) as why:
        office.change(creation(dc.replace(project(), **{field: value})), "New")  # type: ignore[arg-type]
    assert [p.field for p in why.value.problems] == [field]
    assert office.store.reader.all("project") == []


@pytest.mark.parametrize("year", [1, 33, 999, 9999])
def test_a_clock_that_is_wrong_by_centuries_loses_nothing(office: Office, year: int) -> None:
    wrong = dc.replace(office, now=lambda: datetime(year, 6, 1, 12, tzinfo=UTC))
    wrong.change(creation(project()), "New")
    assert len(office.store.reader.all("project")) == 1
    assert instant_from(instant_text(wrong.now())) == wrong.now()


@pytest.mark.parametrize("hours", [-12, 14])
@pytest.mark.parametrize("edge", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=UTC)])
def test_an_instant_at_the_edge_of_the_calendar_is_refused(edge: datetime, hours: int) -> None:
    at = edge.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert "year of the calendar" in field_problem(kinds()["minute_entry"].field("at"), at)


@pytest.mark.parametrize("zone", ["Mars/Phobos", "../../etc/passwd", "Europe", "/", "Europe/Berlin\0"])
def test_a_meeting_in_a_zone_that_is_none_is_refused(office: Office, zone: str) -> None:
    made = Meeting(
        id=MeetingId(uuid4()), title=LText.of("Board"), body=BodyId(uuid4()),
        starts=Zoned(datetime(2026, 7, 1, 9, tzinfo=UTC), zone),
    )  # fmt: skip
    with pytest.raises(Refused, match="time zone"):
        office.change(creation(made), "New")


@pytest.mark.parametrize("code", ["{}", "{n}", "A{0}", "%s", "B}", "بورد", "=1+1"])
def test_a_code_of_any_characters_numbers_what_belongs_to_it(office: Office, code: str) -> None:
    work = project(ref=code)
    office.change(creation(work), "New")
    for _ in range(2):
        office.change(creation(risk(work.id)), "New risk")
    assert [r.ref for r in office.store.reader.all("risk")] == [f"{code}-R01", f"{code}-R02"]


def test_what_belongs_to_nothing_is_refused_and_does_not_crash(office: Office) -> None:
    with pytest.raises(StoreFault, match="does not exist"):
        office.change(creation(risk(WorkId(uuid4()))), "New risk")
