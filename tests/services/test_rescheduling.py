"""Dates that follow the network: what moves, why, as one edit that can be taken back."""

from __future__ import annotations

import dataclasses as dc
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.edits import between, creation, steps
from pmo_desktop.domain.organisation import Calendar, CalendarException
from pmo_desktop.domain.plans import ConstraintKind, ItemKind, LagKind, LinkKind, PlanItem
from pmo_desktop.domain.values import LText, Minutes, Points
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans.rescheduling import Rescheduling, preview, rescheduled
from pmo_desktop.services.plans.state import applied
from tests.services.plans import MONDAY, item, link, plan_file, stretch, wall


def chain() -> PlanFile:
    """Three lines one after another: Monday to Tuesday, Wednesday, Thursday to Friday."""
    return plan_file(item(1, 2), item(2), item(3, 2), links=(link(1, 2), link(2, 3)))


def longer(file: PlanFile, number: int, days: int) -> Rescheduling:
    before = file.by_number[number]
    return rescheduled(file, between(before, dc.replace(before, duration=Minutes(days * 480))))


def by_number(made: Rescheduling) -> dict[int, PlanItem]:
    return {one.number: one for one in made.items}


def test_what_waits_for_a_longer_line_moves_with_it_in_one_edit() -> None:
    file = chain()
    made = longer(file, 1, 4)
    assert [stretch(one) for one in made.items] == [
        (MONDAY, date(2026, 7, 9)),
        (date(2026, 7, 10), date(2026, 7, 10)),
        (date(2026, 7, 13), date(2026, 7, 14)),
    ]
    assert [(m.item.number, m.days) for m in made.moved] == [(1, 2), (2, 2), (3, 2)]
    assert [m.why for m in made.moved] == ["was changed", "waits for “Line 1”", "waits for “Line 2”"]
    assert (made.finish_before, made.finish) == (date(2026, 7, 10), date(2026, 7, 14))
    after = applied(file, made.edit)
    assert {i.number: i for i in after.items} == by_number(made)
    assert applied(after, made.edit.inverse()) == file, "one step back restores every line"


def test_a_plan_that_is_right_is_left_alone() -> None:
    file = chain()
    assert rescheduled(file).edit.edits == ()
    assert rescheduled(file).moved == ()


def test_floats_and_the_critical_path_are_kept_with_the_dates() -> None:
    file = plan_file(item(1, 5), item(2, 2), item(3), links=(link(1, 3), link(2, 3)))
    assert [(i.critical, i.total_slack, i.free_slack) for i in file.items] == [
        (True, 0, 0), (False, 3 * 480, 3 * 480), (True, 0, 0),
    ]  # fmt: skip


def test_summaries_take_dates_and_length_from_what_lies_under_them() -> None:
    file = plan_file(
        item(1, item_kind=ItemKind.SUMMARY), item(2, 3, parent=1), item(3, 4, parent=1), links=(link(2, 3),)
    )
    assert stretch(file.items[0]) == (MONDAY, date(2026, 7, 14))
    assert file.items[0].duration == 7 * 480
    moved = longer(file, 3, 5).moved
    assert [m.why for m in moved] == ["follows the lines under it", "was changed"]


def test_the_beginning_is_written_down_so_that_it_stays_when_the_first_line_moves() -> None:
    file = plan_file(item(1), item(2), begins=None)
    held = dc.replace(file.items[0], constraint=ConstraintKind.SNET, constraint_date=wall(date(2026, 7, 8)))
    made = rescheduled(file, between(file.items[0], held))
    assert [stretch(one)[0] for one in made.items] == [date(2026, 7, 8), MONDAY]
    assert applied(file, made.edit).plan.begins == wall(MONDAY)


def test_holidays_of_the_office_move_work_and_say_so() -> None:
    file = chain()
    free = CalendarException(date(2026, 7, 7), date(2026, 7, 7), "Founders' day")
    office = Calendar(id=file.plan.id, title=LText.of("Site"), exceptions=(free,))  # type: ignore[arg-type]
    made = rescheduled(dc.replace(file, office=office))
    assert stretch(made.items[0]) == (MONDAY, date(2026, 7, 8))
    assert made.moved[0].why == "begins with the plan"


def test_manual_lines_events_and_duties_keep_their_dates() -> None:
    on = wall(date(2026, 8, 3)), wall(date(2026, 8, 4), 17)
    sorts: list[dict[str, Any]] = [
        {"manual": True}, {"item_kind": ItemKind.EVENT}, {"item_kind": ItemKind.DUTY},
    ]  # fmt: skip
    kept = [item(number, start=on[0], finish=on[1], **more) for number, more in enumerate(sorts, 2)]
    file = plan_file(item(1, 2), *kept, links=(link(1, 2), link(1, 3), link(1, 4)))
    assert {stretch(one) for one in file.items[1:]} == {(date(2026, 8, 3), date(2026, 8, 4))}
    assert longer(file, 1, 9).moved[0].item.number == 1


def test_started_work_does_not_move_and_done_work_stands() -> None:
    begun = item(2, 2, percent=Points(5000), actual_start=wall(MONDAY))
    file = plan_file(item(1, 3), begun, links=(link(1, 2),))
    assert stretch(file.items[1])[0] == MONDAY
    assert any("does not wait" in said for said in rescheduled(file).notices)


def test_a_plan_kept_backwards_ends_where_it_is_told_to() -> None:
    file = plan_file(
        item(1, 2), item(2, 3), links=(link(1, 2),), from_finish=True, ends=wall(date(2026, 7, 31), 17)
    )
    assert stretch(file.items[1])[1] == date(2026, 7, 31)


# -- what is said ------------------------------------------------------------------------------------


def test_a_ring_is_named_by_its_lines_and_nothing_breaks() -> None:
    file = chain()
    made = rescheduled(file, creation(link(3, 1)))
    assert len(made.notices) == 1
    assert made.notices[0].startswith("These lines wait for one another: “Line ")
    assert all(f"“Line {n}”" in made.notices[0] for n in (1, 2, 3))


def test_a_must_date_against_a_link_is_said_with_both_lines() -> None:
    file = chain()
    must = dc.replace(file.items[1], constraint=ConstraintKind.MSO, constraint_date=wall(MONDAY))
    said = rescheduled(file, between(file.items[1], must)).notices
    assert "“Line 2” (Must start on: 6 Jul 2026) does not wait for “Line 1”, as a link asks." in said


def test_a_missed_deadline_is_said_with_its_day() -> None:
    file = chain()
    due = dc.replace(file.items[2], deadline=wall(date(2026, 7, 9), 17))
    said = rescheduled(file, between(file.items[2], due)).notices
    assert said == ("“Line 3” ends on 10 Jul 2026, after its deadline 9 Jul 2026.",)


def test_dates_that_leave_the_calendar_are_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="1900 to 2199"):
        longer(chain(), 1, 200_000)


def test_lags_are_part_of_the_reason() -> None:
    file = plan_file(item(1, 2), item(2), links=(link(1, 2, LinkKind.SS, lag=480),))
    assert stretch(file.items[1])[0] == date(2026, 7, 7)
    held = dc.replace(file.items[0], constraint=ConstraintKind.SNET, constraint_date=wall(date(2026, 7, 8)))
    made = rescheduled(file, between(file.items[0], held))
    assert [m.why for m in made.moved] == [
        "Start no earlier than: 8 Jul 2026", "tied to “Line 1”: Start to start, +1d",
    ]  # fmt: skip
    percent = plan_file(item(1, 2), item(2), links=(link(1, 2, lag=5000, lag_kind=LagKind.PERCENT),))
    assert stretch(percent.items[1])[0] == date(2026, 7, 9)


# -- the preview of a drag ---------------------------------------------------------------------------


def test_a_preview_says_what_the_edit_will_store() -> None:
    file = chain()
    changed = dc.replace(file.items[0], duration=Minutes(4 * 480))
    seen = {uid: (start, finish) for uid, start, finish in preview(file, [changed])}
    made = rescheduled(file, between(file.items[0], changed))
    assert seen == {str(m.item.id): (m.item.start, m.item.finish) for m in made.moved}
    assert preview(file, []) == ()


def test_a_preview_keeps_the_network_it_was_built_from() -> None:
    file = chain()
    before = file.network.network
    preview(file, [dc.replace(file.items[0], duration=Minutes(4 * 480))])
    assert file.network.network is before
    assert before.tasks.duration.tolist() == [9600, 4800, 9600]


def test_a_preview_of_another_place_or_kind_builds_anew() -> None:
    file = chain()
    still = dc.replace(file.items[1], active=False)
    assert [uid for uid, _, _ in preview(file, [still])] == [str(file.items[2].id)]


def test_where_dates_do_not_follow_a_preview_moves_the_line_and_its_summaries_alone() -> None:
    file = plan_file(
        item(1, item_kind=ItemKind.SUMMARY), item(2, parent=1), item(3, parent=1), links=(link(2, 3),),
        automatic=False,
    )  # fmt: skip
    later = dc.replace(file.items[2], finish=wall(date(2026, 7, 10), 17))
    assert [uid for uid, _, _ in preview(file, [later])] == [str(file.items[0].id), str(later.id)]


@st.composite
def plans(draw: st.DrawFn) -> PlanFile:
    """Up to eight lines, each after some of those before it, some held by a date or begun."""
    count = draw(st.integers(1, 8))
    lines, links = [], []
    for number in range(1, count + 1):
        held = draw(st.booleans())
        more: dict[str, object] = {}
        if held:
            on = wall(MONDAY.replace(day=draw(st.integers(6, 31))))
            more = {"constraint": ConstraintKind.SNET, "constraint_date": on}
        lines.append(item(number, draw(st.integers(1, 9)), **more))
        links += [link(n, number) for n in range(1, number) if draw(st.integers(0, 3)) == 0]
    return plan_file(*lines, links=tuple(links))


@given(plans(), st.integers(1, 8), st.integers(1, 20))
def test_an_edit_settles_is_foreseen_and_can_be_taken_back(file: PlanFile, number: int, days: int) -> None:
    before = file.items[number % len(file.items)]
    changed = dc.replace(before, duration=Minutes(days * 480))
    made = rescheduled(file, between(before, changed))
    after = applied(file, made.edit)
    assert rescheduled(after).edit.edits == (), "worked out once, the dates hold"
    assert {uid for uid, _, _ in preview(file, [changed])} == {str(m.item.id) for m in made.moved}
    assert applied(after, made.edit.inverse()) == file


def test_steps_on_other_records_ride_along() -> None:
    file = chain()
    made = rescheduled(file, creation(link(1, 3)))
    assert [step.kind for step in steps(made.edit)] == ["plan_link"]
