"""Controls: text stays text, tables obey the keyboard, filters and forms say what they hold."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.ui.delegates.cell import CellDelegate
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button, Segments, Switch
from pmo_desktop.ui.widgets.columns import TotalsRow
from pmo_desktop.ui.widgets.figures import KeyFigure, Part, SegmentedBar, Sparkline
from pmo_desktop.ui.widgets.filters import FilterBar, FilterField, Token
from pmo_desktop.ui.widgets.forms import FieldRow, Form
from pmo_desktop.ui.widgets.frozen import FrozenColumns
from pmo_desktop.ui.widgets.header import PageHeader, Tabs
from pmo_desktop.ui.widgets.marks import Avatar, RagCounts, RagMark, Tag
from pmo_desktop.ui.widgets.notices import Banner, BannerPlace, EmptyState, Notice, Toast
from pmo_desktop.ui.widgets.panels import Block, Card, Inspector, Splitter
from pmo_desktop.ui.widgets.remembered import Memory, remembered_flag, remembered_int
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label, plain_tip
from tests.ui.gallery import Works, works_table

MARKUP = "<b>bold</b> <img src='file:///etc/hostname'> & <a href='x'>y</a>"


class Numbers(QAbstractTableModel):
    """Three columns of numbers that can be sorted; the middle one can be written."""

    def __init__(self, rows: int = 30) -> None:
        super().__init__()
        self.rows = list(range(rows))
        self.asked: list[tuple[int, str]] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return f"{self.rows[index.row()]}.{index.column()}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        named = role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal
        return ("One", "Two", "Three")[section] if named else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsEditable if index.column() == 1 else usual

    def setData(self, index: QModelIndex | QPersistentModelIndex, value: object, role: int = 2) -> bool:
        self.asked.append((index.row(), str(value)))
        return False

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self.rows.sort(reverse=order is Qt.SortOrder.DescendingOrder)
        self.layoutChanged.emit()


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable:
    """A shown table with the focus."""
    made = RecordTable()
    qtbot.addWidget(made)
    model = Numbers()
    model.setParent(made)
    made.setModel(model)
    made.set_columns({0: 80}, stretch=1)
    made.resize(500, 300)
    shown(made, qtbot)
    made.setFocus()
    return made


def shown(widget: QWidget, qtbot: QtBot) -> None:
    """Show a window and wait until keys reach it."""
    with qtbot.waitActive(widget):
        widget.show()


def labels(widget: QWidget) -> list[QLabel]:
    return [w for w in [widget, *widget.findChildren(QWidget)] if isinstance(w, QLabel)]


def widgets_with_user_text() -> list[QWidget]:
    block = Block(MARKUP)
    block.add_fact(MARKUP, MARKUP)
    inspector = Inspector(MARKUP, MARKUP, tabs=[("a", MARKUP)])
    inspector.add(block)
    return [
        Label(MARKUP),
        PageHeader(MARKUP, MARKUP),
        Card(MARKUP, MARKUP),
        KeyFigure(MARKUP, MARKUP, MARKUP),
        EmptyState(MARKUP, MARKUP),
        Banner(Notice("k", "neg", MARKUP, MARKUP)),
        FieldRow(MARKUP, QLineEdit(), help=MARKUP),
        inspector,
    ]


def test_text_of_people_is_never_read_as_markup(qtbot: QtBot) -> None:
    for widget in widgets_with_user_text():
        qtbot.addWidget(widget)
        found = labels(widget)
        assert found
        assert all(label.textFormat() is Qt.TextFormat.PlainText for label in found)


def test_tooltips_show_markup_as_text(qtbot: QtBot) -> None:
    assert plain_tip("a & b") == "a & b"
    assert "<b>" not in plain_tip(MARKUP)
    assert "&lt;b&gt;" in plain_tip(MARKUP)
    for widget in (Avatar(MARKUP), Button(icon="x", tip=MARKUP)):
        qtbot.addWidget(widget)
        assert "<img" not in widget.toolTip()


def test_cells_show_markup_as_text(qtbot: QtBot) -> None:
    shown = works_table()
    qtbot.addWidget(shown)
    shown.resize(900, 320)
    assert not shown.grab().isNull()
    delegate = shown.itemDelegate()
    assert isinstance(delegate, CellDelegate)
    assert delegate.tip(shown.model().index(6, 2), 20) == "Platform <b>Access</b>, 14 stations"


def test_marks_have_names(qtbot: QtBot) -> None:
    mark, tag = RagMark("amber", "worse"), Tag("Draft")
    counts = RagCounts([("red", 1), ("green", 0), ("amber", 2)])
    for widget in (mark, counts, tag):
        qtbot.addWidget(widget)
    assert mark.accessibleName() == "Amber, worse"
    assert counts.accessibleName() == "1 Red, 2 Amber"
    assert tag.accessibleName() == "Draft"
    mark.set_rating("none")
    assert mark.accessibleName() == "Not rated"


def test_a_button_acts_by_key_and_pointer(qtbot: QtBot) -> None:
    acts: list[str] = []
    button = Button("Accept report", look="primary", on_click=lambda: acts.append("x"))
    qtbot.addWidget(button)
    button.show()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setEnabled(False)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert acts == ["x"] * 3


def test_a_button_follows_its_action_and_ends_before_it(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    action = QAction("Remind", holder)
    button = Button.of(action)
    action.setEnabled(False)
    action.setText("Remind all")
    assert (button.text(), button.isEnabled()) == ("Remind all", False)
    gone: list[bool] = []
    button.destroyed.connect(lambda: gone.append(True))
    button.deleteLater()
    qtbot.waitUntil(lambda: gone == [True])
    action.setText("Remind nobody")


def test_labels_align_by_the_window_and_not_by_their_script(qtbot: QtBot) -> None:
    label = Label("Harbour Link Bridge")
    qtbot.addWidget(label)
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    label.resize(400, 20)
    image = label.grab().toImage()
    page = image.pixel(399, 0)
    inked = [x for x in range(400) if any(image.pixel(x, y) != page for y in range(20))]
    assert min(inked) > 200


def test_the_focus_of_a_button_is_seen(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    button = Button("Return", parent=holder)
    shown(holder, qtbot)
    button.clearFocus()
    before = button.grab().toImage()
    button.setFocus()
    after = button.grab().toImage()
    assert before != after
    assert QColor(after.pixel(after.width() // 2, 1)) == current().colour("focus")


def test_choices_tell_their_keys(qtbot: QtBot) -> None:
    segments, switch = Segments([("w", "Weeks"), ("m", "Months")]), Switch("Links")
    for widget in (segments, switch):
        qtbot.addWidget(widget)
        widget.show()
    assert segments.key == "w"
    segments.choose("m")
    assert segments.key == "m"
    with qtbot.waitSignal(switch.toggled) as told:
        QTest.keyClick(switch, Qt.Key.Key_Space)
    assert told.args == [True]


def test_arrows_move_along_the_tabs_in_reading_direction(qtbot: QtBot) -> None:
    tabs = Tabs([("a", "Summary"), ("b", "Plan"), ("c", "Risks")])
    qtbot.addWidget(tabs)
    tabs.show()
    seen: list[str] = []
    tabs.chosen.connect(seen.append)
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    tabs.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert seen == ["b", "a", "c"]
    tabs.clear()
    assert tabs.key == ""


def test_the_worst_notice_is_shown(qtbot: QtBot) -> None:
    place = BannerPlace()
    qtbot.addWidget(place)
    place.raise_notice(Notice("stale", "info", "Seen as at 14 Jul."))
    place.raise_notice(Notice("store", "neg", "Could not store 1 edit.", act="Try again"))
    place.raise_notice(Notice("offline", "warn", "Working without the database."))
    assert [n.key for n in place.notices()] == ["store", "offline", "stale"]
    seen = [b for b in place.findChildren(Banner) if not b.isHidden()]
    assert [b.notice.key for b in seen] == ["store"]
    acts: list[str] = []
    place.acted.connect(acts.append)
    QTest.mouseClick(seen[-1].findChildren(Button)[0], Qt.MouseButton.LeftButton)
    assert acts == ["store"]
    for key in ("store", "offline", "stale", "unknown"):
        place.clear(key)
    assert place.isHidden()


def test_a_toast_leaves_the_focus_alone_and_goes(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 300)
    line = QLineEdit(window)
    shown(window, qtbot)
    line.setFocus()
    toast = Toast(window, MARKUP, act="Undo", seconds=0.05)
    gone: list[bool] = []
    toast.destroyed.connect(lambda: gone.append(True))
    toast.show_at(QPoint(16, 280))
    assert toast.geometry().bottom() < 280
    qtbot.waitUntil(lambda: gone == [True])
    assert line.hasFocus()


def test_filters_tell_their_tokens(qtbot: QtBot) -> None:
    field = FilterField("state", "State", lambda: [("a", "Active"), ("c", "Closing"), ("x", "Closed")])
    bar = FilterBar([field])
    qtbot.addWidget(bar)
    bar.show()
    seen: list[list[Token]] = []
    bar.changed.connect(seen.append)
    bar.set_token("state", ["a", "c"])
    assert seen[-1][0].texts == ("Active", "Closing")
    assert seen[-1][0].said == "Active or Closing"
    bar.set_token("state", ["a", "c", "x"])
    assert bar.tokens()[0].said == "any of 3"
    QTest.keyClick(bar.line, Qt.Key.Key_Backspace)
    assert bar.tokens() == []
    with qtbot.waitSignal(bar.typed) as told:
        QTest.keyClicks(bar.line, "harb")
    assert told.args == ["harb"]
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert bar.text == ""


def test_an_error_stands_below_its_field_and_nothing_jumps(qtbot: QtBot) -> None:
    form, row = Form(), FieldRow("Budget", QLineEdit(), help="in EUR", needed=True)
    qtbot.addWidget(form)
    form.add(row)
    shown(form, qtbot)
    high = row.sizeHint().height()
    row.set_error("Above the limit of 90 m")
    assert row.error == "Above the limit of 90 m"
    assert row.field.accessibleDescription() == "Above the limit of 90 m"
    assert row.sizeHint().height() == high
    assert form.focus_first_error()
    assert row.field.hasFocus()
    row.set_error("")
    assert row.error == ""
    assert not form.focus_first_error()


def test_a_governed_field_is_read_only_with_its_authority(qtbot: QtBot) -> None:
    line = QLineEdit("Baseline 2")
    row = FieldRow("Baseline", line)
    qtbot.addWidget(row)
    row.lock("Set by D-PB-2026-03-02")
    assert line.isReadOnly()
    assert "Set by D-PB-2026-03-02" in [label.text() for label in labels(row)]


def test_the_table_sorts_by_its_heads(table: RecordTable, qtbot: QtBot) -> None:
    at = QPoint(table.head.sectionViewportPosition(0) + 20, 10)
    QTest.mouseClick(table.head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert table.sort_state == (0, Qt.SortOrder.AscendingOrder)
    QTest.mouseClick(table.head.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert table.sort_state == (0, Qt.SortOrder.DescendingOrder)
    assert table.model().index(0, 0).data() == "29.0"
    with qtbot.waitSignal(table.level_wanted) as told:
        shift = Qt.KeyboardModifier.ShiftModifier
        QTest.mouseClick(table.head.viewport(), Qt.MouseButton.LeftButton, shift, pos=at)
    assert told.args == [0]


def test_enter_acts_and_the_selection_is_followed(table: RecordTable, qtbot: QtBot) -> None:
    table.select_row(2)
    with qtbot.waitSignal(table.acted) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args[0].row() == 2
    with qtbot.waitSignal(table.followed) as moved:
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert moved.args[0].row() == 3


def test_rows_are_copied_as_a_table_with_heads(table: RecordTable, qtbot: QtBot) -> None:
    table.setColumnHidden(2, True)
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "One\tTwo\n1.0\t1.1\n"


def test_typing_in_a_cell_asks_for_an_edit(table: RecordTable, qtbot: QtBot) -> None:
    table.setCurrentIndex(table.model().index(0, 1))
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText("new")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    model = table.model()
    assert isinstance(model, Numbers)
    qtbot.waitUntil(lambda: model.asked == [(0, "new")])
    assert model.index(0, 1).data() == "0.1"


def test_widths_and_hidden_columns_are_remembered(qtbot: QtBot) -> None:
    kept = Memory()

    def made() -> RecordTable:
        table = RecordTable(name="numbers", remembered=kept)
        qtbot.addWidget(table)
        model = Numbers()
        model.setParent(table)
        table.setModel(model)
        table.set_columns({0: 80, 1: 90, 2: 70})
        return table

    first = made()
    first.setColumnWidth(0, 133)
    first.setColumnHidden(2, True)
    first.setColumnWidth(0, 134)
    second = made()
    assert second.columnWidth(0) == 134
    assert second.isColumnHidden(2)
    kept["table/numbers/3"] = "no such thing"
    assert made().columnWidth(0) == 80


def test_the_stretching_column_takes_what_is_left(table: RecordTable) -> None:
    assert sum(table.columnWidth(c) for c in range(3)) == table.viewport().width()
    table.resize(150, 300)
    assert table.columnWidth(1) >= 150


def test_the_first_columns_stay_when_scrolled_sideways(qtbot: QtBot) -> None:
    wide = RecordTable(frozen=1)
    qtbot.addWidget(wide)
    model = Numbers()
    model.setParent(wide)
    wide.setModel(model)
    wide.set_columns({0: 80, 1: 300, 2: 300})
    wide.resize(300, 200)
    shown(wide, qtbot)
    pinned = wide.findChild(FrozenColumns)
    assert pinned is not None
    states = [pinned.isVisible()]
    wide.horizontalScrollBar().setValue(120)
    states.append(pinned.isVisible())
    assert states == [False, True]
    assert pinned.width() == 81
    wide.verticalScrollBar().setValue(90)
    assert pinned.verticalScrollBar().value() == 90
    QTest.mouseClick(pinned.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert wide.currentIndex().row() == pinned.indexAt(QPoint(20, 20)).row()


def test_groups_fold_by_pointer_and_key(qtbot: QtBot) -> None:
    shown = works_table()
    qtbot.addWidget(shown)
    shown.resize(900, 320)
    shown.show()
    with qtbot.waitSignal(shown.group_toggled) as told:
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert told.args == ["Roads and bridges"]
    shown.setCurrentIndex(shown.model().index(0, 0))
    with qtbot.waitSignal(shown.group_toggled):
        QTest.keyClick(shown, Qt.Key.Key_Left)
    shown.selectAll()
    assert 0 not in shown.selected_rows()


def test_the_button_of_a_cell_acts(qtbot: QtBot) -> None:
    shown = works_table()
    qtbot.addWidget(shown)
    shown.resize(1300, 320)
    shown.show()
    row = next(r for r in range(1, 8) if shown.model().index(r, 9).data(Role.BUTTON))
    box = shown.visualRect(shown.model().index(row, 9))
    with qtbot.waitSignal(shown.acted) as told:
        at = QPoint(box.right() - 20, box.center().y())
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (told.args[0].row(), told.args[0].column()) == (row, 9)


def test_a_selected_row_has_its_bar_at_the_reading_edge(table: RecordTable) -> None:
    table.select_row(1)
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        table.setLayoutDirection(direction)
        image = table.viewport().grab().toImage()
        edge = 1 if direction is Qt.LayoutDirection.LeftToRight else image.width() - 2
        assert QColor(image.pixel(edge, 45)) == current().colour("focus")


def test_the_gallery_model_keeps_the_contract_of_qt(qtbot: QtBot) -> None:
    model = Works()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == 8
    assert tester is not None


def test_totals_follow_the_columns(table: RecordTable, qtbot: QtBot) -> None:
    totals = TotalsRow(table)
    qtbot.addWidget(totals)
    totals.resize(500, 32)
    totals.set_totals({1: "18 works"})
    before = totals.grab().toImage()
    table.setColumnWidth(0, 160)
    after = totals.grab().toImage()
    assert before != after
    assert totals.accessibleName() == "18 works"


def test_figures_are_painted_and_named(qtbot: QtBot) -> None:
    bar = SegmentedBar([Part(3, "accepted"), Part(1, "to check", "bar"), Part(0, "lost")], legend=True)
    spark = Sparkline(
        (1, 2, 5), limit=4, labels=("May", "Jun", "Jul"), last="+5", name="5 days late, limit 4"
    )
    figure = KeyFigure("Finish", "10 Dec 2026", "+18 wd", tone="neg")
    for widget in (bar, spark, figure):
        qtbot.addWidget(widget)
        widget.resize(300, widget.sizeHint().height())
        image: QImage = widget.grab().toImage()
        pixels = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
        assert len(pixels) > 8
    assert bar.accessibleName() == "3 accepted, 1 to check"
    assert spark.accessibleName() == "5 days late, limit 4"
    assert figure.accessibleName() == "Finish 10 Dec 2026 +18 wd"


def test_a_splitter_keeps_its_place(qtbot: QtBot) -> None:
    kept = Memory({"splitter/plan": "120,280"})
    split = Splitter(name="plan", remembered=kept, default=[200, 200])
    qtbot.addWidget(split)
    for _ in range(2):
        split.addWidget(QWidget())
    split.resize(407, 100)
    split.show()
    split.restore()
    assert split.sizes() == [120, 280]
    split.restore_default()
    assert kept["splitter/plan"] == "200,200"


def test_what_cannot_be_read_gives_the_default() -> None:
    kept = Memory({"n": "many", "f": "true", "g": "no"})
    assert remembered_int(kept, "n", 7) == 7
    assert remembered_flag(kept, "f", default=False)
    assert not remembered_flag(kept, "g", default=True)
    assert remembered_flag(kept, "missing", default=True)


def test_a_cell_is_never_covered_by_the_columns_that_stay(qtbot: QtBot) -> None:
    wide = RecordTable(frozen=1)
    qtbot.addWidget(wide)
    model = Numbers()
    model.setParent(wide)
    wide.setModel(model)
    wide.set_columns({0: 80, 1: 300, 2: 300})
    wide.resize(300, 200)
    shown(wide, qtbot)
    wide.horizontalScrollBar().setValue(320)
    wide.setCurrentIndex(model.index(1, 0))
    assert wide.horizontalScrollBar().value() == 320
    assert wide.column_place(0) == 0
    wide.setCurrentIndex(model.index(1, 1))
    assert wide.column_place(1) >= 80
    pinned = wide.findChild(FrozenColumns)
    assert pinned is not None
    heads: list[int] = []
    wide.sorted_by.connect(lambda column, _order: heads.append(column))
    pinned.head.sectionClicked.emit(0)
    assert heads == [0]


def test_widths_that_only_fit_content_are_nobodys_wish(qtbot: QtBot) -> None:
    table = RecordTable(name="numbers", remembered=Memory())
    qtbot.addWidget(table)
    model = Numbers()
    model.setParent(table)
    table.setModel(model)
    table.horizontalHeader().resizeSection(0, 222)
    table.set_columns({0: 80, 1: 90, 2: 100}, hidden={2})
    assert table.columnWidth(0) < 222
    assert table.isColumnHidden(2)
