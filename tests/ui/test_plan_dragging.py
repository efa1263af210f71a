"""Dragging in the plan page itself: every gesture on every kind of line, stored, followed and undone."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.charts.gantt.draw import Hit
from pmo_desktop.domain.edits import batch, creation
from pmo_desktop.domain.ids import PlanLinkId
from pmo_desktop.domain.plans import ConstraintKind, LagKind, LinkKind, PlanLink
from pmo_desktop.domain.values import Minutes
from pmo_desktop.readmodels.gantt import day_of
from pmo_desktop.ui.gantt.canvas import GanttCanvas
from pmo_desktop.ui.gantt.gestures import HANDLE
from pmo_desktop.ui.gantt.span import TimeSpan
from pmo_desktop.ui.pages.project import plan_following as following
from tests.ui.plan_hands import NO_KEYS, PlanHands
from tests.ui.project_window import MONDAY, Made, line, wall

LEFT = Qt.MouseButton.LeftButton
SUMMARY, PIER, GATE, BY_HAND, HELD, BEFORE, AFTER, HALF = 0, 1, 3, 4, 5, 6, 7, 8
DAYS, HOURS, MONTHS = 12.0, 400.0, 0.5


class Dragger(PlanHands):
    """The plan with lines of every kind, and a pointer over its chart."""

    def fill(self, *, automatic: bool) -> None:
        plan, friday = self.made.plan, MONDAY + dt.timedelta(days=4)
        made = (
            line(plan, 5, "By hand", MONDAY, friday, manual=True),
            line(plan, 6, "Held", MONDAY, friday, constraint=ConstraintKind.MSO,
                 constraint_date=wall(MONDAY, 8)),
            line(plan, 7, "Before", MONDAY, friday),
            line(plan, 8, "After half as long", dt.date(2026, 7, 15), dt.date(2026, 7, 17)),
            dc.replace(line(plan, 9, "Half a day", MONDAY, MONDAY), finish=wall(MONDAY, 12),
                       duration=Minutes(240)),
        )  # fmt: skip
        link = PlanLink(
            id=PlanLinkId(uuid4()), plan=plan.id, from_no=7, to_no=8, lag=Minutes(5_000),
            lag_kind=LagKind.PERCENT,
        )  # fmt: skip
        self.made.lines += made
        self.desk.submit(batch([creation(one) for one in (*made, link)]), "Fill")
        self.settle()
        self.chained(automatic=automatic)
        self.tab.do(following.reschedule)
        self.settle()

    @property
    def canvas(self) -> GanttCanvas:
        return self.tab.view.canvas

    def at_scale(self, per_day: float) -> None:
        """Show the first Monday a little right of the edge, at so many points a day."""
        self.canvas.show_span(TimeSpan(day_of(wall(MONDAY, 8)) - 100 / per_day, per_day))
        self.canvas.grab()

    def hit(self, at: int) -> Hit:
        return next(h for h in self.canvas.hits.bars if h.id == str(self.made.lines[at].id))

    def spot(self, at: int, where: float) -> QPoint:
        """A place on a bar: 0 is its left end, 1 its right one."""
        hit = self.hit(at)
        return QPoint(round(hit.left + where * (hit.right - hit.left)), round((hit.top + hit.bottom) / 2))

    def pull(self, start: QPoint, end: QPoint, *, let: bool = True) -> None:
        QTest.mouseMove(self.canvas, start)
        QTest.mousePress(self.canvas, LEFT, NO_KEYS, start)
        QTest.mouseMove(self.canvas, start + (end - start) / 2)
        QTest.mouseMove(self.canvas, end)
        if let:
            QTest.mouseRelease(self.canvas, LEFT, NO_KEYS, end)
            self.settle()

    def drag(self, at: int, where: float, days: float, *, let: bool = True) -> None:
        """Drag a place of a bar by so many days of the scale."""
        start = self.spot(at, where)
        self.pull(start, start + QPoint(round(days * self.canvas.span.per_day), 0), let=let)

    def dates(self, at: int) -> tuple[dt.datetime, dt.datetime]:
        item = self.item(at)
        assert item.start
        assert item.finish
        return item.start, item.finish


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "office.db")


@pytest.fixture
def hand(made: Made, qtbot: QtBot, qapp: QApplication) -> Iterator[Dragger]:
    found = Dragger(made, qtbot, qapp, f"{made.work.id}/plan")
    found.fill(automatic=True)
    yield found
    found.close()


@pytest.fixture
def asked(made: Made, qtbot: QtBot, qapp: QApplication) -> Iterator[Dragger]:
    found = Dragger(made, qtbot, qapp, f"{made.work.id}/plan")
    found.fill(automatic=False)
    yield found
    found.close()


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 7, day, hour, minute)


def test_half_a_day_stays_half_a_day(hand: Dragger) -> None:
    hand.at_scale(DAYS)
    hand.drag(HALF, 0.5, 2)
    assert hand.dates(HALF) == (at(8, 8), at(8, 12))
    assert hand.item(HALF).duration == 240
    assert (hand.item(HALF).constraint, hand.item(HALF).constraint_date) == (ConstraintKind.SNET, at(8, 8))
    hand.desk.undo()
    hand.settle()
    assert hand.dates(HALF) == (at(6, 8), at(6, 12))
    assert hand.item(HALF).constraint is ConstraintKind.ASAP


def test_hours_are_dragged_in_working_time_at_a_scale_of_hours(hand: Dragger) -> None:
    hand.at_scale(HOURS)
    hand.drag(HALF, 0.5, 3 / 24)
    assert hand.dates(HALF) == (at(6, 11), at(6, 16)), "four hours of work with the rest at noon between"
    assert hand.item(HALF).duration == 240
    hand.at_scale(HOURS)
    hand.drag(HALF, 1.0, -1.25 / 24)
    assert (hand.dates(HALF)[1], hand.item(HALF).duration) == (at(6, 14, 45), 165)
    hand.at_scale(HOURS)
    hand.drag(HALF, 0.0, -2 / 24)
    assert (hand.dates(HALF)[0], hand.item(HALF).duration) == (at(6, 9), 285)


def test_weeks_are_the_steps_where_a_day_is_less_than_a_point(hand: Dragger) -> None:
    hand.at_scale(MONTHS)
    hand.drag(HELD, 0.5, 20)
    assert hand.dates(HELD) == (at(27, 8), at(31, 17))
    assert hand.item(HELD).constraint is ConstraintKind.SNET, "a dragged date holds the line no earlier"


def test_what_waits_is_shown_before_release_and_moves_with_it(hand: Dragger) -> None:
    hand.at_scale(DAYS)
    before, after = hand.dates(BEFORE), hand.dates(AFTER)
    hand.drag(BEFORE, 0.5, 7, let=False)
    hand.until(lambda: bool(hand.canvas.dragging.effect.bars))
    shown = {bar[0]: bar[1:] for bar in hand.canvas.dragging.effect.bars}
    hand.canvas.grab()
    QTest.mouseRelease(hand.canvas, LEFT, NO_KEYS, hand.canvas.dragging.pointer.toPoint())
    hand.settle()
    week = dt.timedelta(days=7)
    assert hand.dates(BEFORE) == (before[0] + week, before[1] + week)
    assert hand.dates(AFTER) == (after[0] + week, after[1] + week), "half the length after it, as before"
    for line_at in (BEFORE, AFTER):
        assert shown[str(hand.made.lines[line_at].id)] == hand.dates(line_at)
    moved = hand.tab._moves
    assert moved is not None
    assert {m.item.name: m.why for m in moved.moved}["Before"] == "Start no earlier than: 13 Jul 2026"
    hand.desk.undo()
    hand.settle()
    assert (hand.dates(BEFORE), hand.dates(AFTER)) == (before, after)


def test_a_longer_line_pushes_what_waits_by_its_share(hand: Dragger) -> None:
    hand.at_scale(DAYS)
    hand.drag(BEFORE, 1.0, 4)
    assert hand.item(BEFORE).duration == 7 * 480
    assert hand.dates(BEFORE)[1] == at(14, 17)
    assert hand.dates(AFTER)[0] == at(20, 13), "three and a half days after it"


def test_on_request_only_the_line_and_its_summary_move(asked: Dragger) -> None:
    asked.at_scale(DAYS)
    after = asked.dates(AFTER)
    asked.drag(BEFORE, 0.5, 7, let=False)
    asked.until(lambda: bool(asked.canvas.dragging.effect.bars))
    assert [bar[0] for bar in asked.canvas.dragging.effect.bars] == [str(asked.made.lines[BEFORE].id)]
    QTest.mouseRelease(asked.canvas, LEFT, NO_KEYS, asked.canvas.dragging.pointer.toPoint())
    asked.settle()
    assert asked.dates(BEFORE) == (at(13, 8), at(17, 17))
    assert asked.dates(AFTER) == after
    assert "F9" in asked.said[-1][1]
    asked.at_scale(HOURS)
    asked.drag(HALF, 0.5, 3 / 24)
    assert asked.dates(HALF) == (at(6, 11), at(6, 16))


@pytest.mark.parametrize("automatic", [True, False])
def test_a_line_by_hand_a_milestone_and_a_summary(
    made: Made, qtbot: QtBot, qapp: QApplication, automatic: bool
) -> None:
    hand = Dragger(made, qtbot, qapp, f"{made.work.id}/plan")
    hand.fill(automatic=automatic)
    hand.at_scale(DAYS)
    hand.drag(BY_HAND, 0.5, 5)
    assert hand.dates(BY_HAND) == (at(13, 8), at(17, 17)), "from a Saturday on to the Monday"
    assert hand.item(BY_HAND).constraint is ConstraintKind.ASAP
    gate = hand.dates(GATE)[0]
    hand.at_scale(DAYS)
    hand.drag(GATE, 0.5, 7)
    assert hand.dates(GATE) == (gate + dt.timedelta(days=7),) * 2
    before = hand.dates(SUMMARY)
    hand.drag(SUMMARY, 0.5, 7)
    assert hand.dates(SUMMARY) == before
    hand.close()


def test_progress_is_dragged_and_undone(hand: Dragger) -> None:
    hand.at_scale(DAYS)
    QTest.mousePress(hand.canvas, LEFT, Qt.KeyboardModifier.ShiftModifier, hand.spot(PIER, 0.3))
    for where in (0.4, 0.5):
        QTest.mouseMove(hand.canvas, hand.spot(PIER, where))
    QTest.mouseRelease(hand.canvas, LEFT, NO_KEYS, hand.spot(PIER, 0.5))
    hand.settle()
    assert hand.item(PIER).percent == 5_000
    hand.desk.undo()
    hand.settle()
    assert hand.item(PIER).percent == 0


@pytest.mark.parametrize(
    ("from_start", "to_end", "kind"),
    [
        (False, False, LinkKind.FS), (True, False, LinkKind.SS),
        (False, True, LinkKind.FF), (True, True, LinkKind.SF),
    ],
)  # fmt: skip
def test_links_of_every_kind_are_drawn_and_stored(
    hand: Dragger, from_start: bool, to_end: bool, kind: LinkKind
) -> None:
    hand.at_scale(DAYS)
    QTest.mouseMove(hand.canvas, hand.spot(BEFORE, 0.5))
    side = QPoint(-round(HANDLE) if from_start else round(HANDLE), 0)
    hand.pull(
        hand.spot(BEFORE, 0.0 if from_start else 1.0) + side, hand.spot(BY_HAND, 0.9 if to_end else 0.1)
    )
    made = [link for link in hand.links() if (link.from_no, link.to_no) == (7, 5)]
    assert [link.link_kind for link in made] == [kind]
    hand.desk.undo()
    hand.settle()
    assert not [link for link in hand.links() if (link.from_no, link.to_no) == (7, 5)]


def test_escape_lets_go_and_the_border_rolls_in_the_steps_of_the_scale(hand: Dragger) -> None:
    hand.at_scale(HOURS)
    before, began = hand.dates(HALF), hand.canvas.span.start
    edge = QPoint(hand.canvas.width() - 4, hand.spot(HALF, 0.5).y())
    hand.pull(hand.spot(HALF, 0.5), edge, let=False)
    hand.until(lambda: hand.canvas.span.start > began + 0.5)
    wish = hand.canvas.dragging.wish
    assert wish is not None
    assert wish.start is not None
    assert wish.start - before[0] > dt.timedelta(hours=12), "the bar goes with the pointer"
    QTest.keyClick(hand.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(hand.canvas, LEFT, NO_KEYS, edge)
    hand.settle()
    assert hand.dates(HALF) == before


def test_what_changed_is_shown_in_the_rows_that_are_there(hand: Dragger) -> None:
    resets: list[bool] = []
    hand.rows.modelReset.connect(lambda: resets.append(True))
    hand.tab.view.fold([str(hand.made.lines[SUMMARY].id)])
    hand.choose(HALF)
    hand.at_scale(DAYS)
    hand.drag(HALF, 0.5, 2)
    assert resets == []
    assert hand.shown(HALF, "start").startswith("8 Jul")
    assert hand.tab.view.selected_ids == (str(hand.made.lines[HALF].id),)
    assert hand.tab.view.collapsed == {str(hand.made.lines[SUMMARY].id)}
    hand.type(BEFORE, "name", "Earth works")
    assert resets == []
    assert hand.shown(BEFORE, "name") == "Earth works"
    assert hand.tab.view.model.rows[BEFORE].name == "Earth works"
