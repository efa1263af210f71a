"""Draws every component in both looks into a folder: `python -m tests.ui.gallery FOLDER`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop.itemmodels.roles import GroupRow, Role
from pmo_desktop.ui.search import Item
from pmo_desktop.ui.shell import Page, PageSpec, Shell
from pmo_desktop.ui.shell.rail import Place
from pmo_desktop.ui.theme import Look, Mode, register_fonts
from pmo_desktop.ui.widgets.buttons import Button, Segments, Switch
from pmo_desktop.ui.widgets.columns import TotalsRow
from pmo_desktop.ui.widgets.figures import KeyFigure, Part, SegmentedBar, Sparkline
from pmo_desktop.ui.widgets.filters import FilterBar, FilterField, Token
from pmo_desktop.ui.widgets.forms import FieldRow
from pmo_desktop.ui.widgets.header import PageHeader, Tabs
from pmo_desktop.ui.widgets.marks import Avatar, GateMark, RagCounts, RagMark, Tag
from pmo_desktop.ui.widgets.notices import Banner, EmptyState, Notice
from pmo_desktop.ui.widgets.panels import Block, Card, Inspector, column_of, row_of
from pmo_desktop.ui.widgets.remembered import Memory
from pmo_desktop.ui.widgets.table import TWO_LINES, RecordTable
from pmo_desktop.ui.widgets.text import Label

_END = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_HEADS = ("Health", "Code", "Work", "Manager", "Next gate", "Finish", "± plan", "Budget", "Report", "")
_WORKS = (
    ("red", "worse", "PRJ-2024-018", "Old Mint Tunnel Lining", "David Brandt", "G4", "–", "+74", "61.3", 1),
    (
        "amber",
        "worse",
        "PRJ-2026-012",
        "Harbour Link Bridge",
        "Tomas Okafor",
        "G3",
        "25 Sep",
        "+18",
        "96.4",
        1,
    ),
    ("green", "same", "PRJ-2026-004", "Ring Road East", "Lena Vogt", "G3", "12 Aug", "+4", "82.0", 1),
    (
        "complete",
        "same",
        "PRJ-2024-009",
        "Millbrook Crossing",
        "Paul Adeyemi",
        "G5",
        "28 Jul",
        "0",
        "18.1",
        3,
    ),
    (
        "none",
        "same",
        "PRJ-2026-008",
        "Tunnel Radio Renewal",
        "Jonas Sæther",
        "G3",
        "30 Sep",
        "+5",
        "33.8",
        41,
    ),
    (
        "amber",
        "new",
        "PRJ-2026-019",
        "Platform <b>Access</b>, 14 stations",
        "Ada Ek",
        "G2",
        "9 Sep",
        "+9",
        "57.5",
        1,
    ),
    (
        "green",
        "better",
        "PRJ-2025-031",
        "Signal Renewal North",
        "Amina Haddad",
        "G4",
        "26 Aug",
        "−2",
        "140.2",
        1,
    ),
)


class Works(QAbstractTableModel):
    """A few works under one group head, in every kind of cell."""

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_WORKS) + 1

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section in {5, 6, 7, 8}:
            return _END
        return _HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        if index.row() == 0:
            ratings = (("red", 1), ("amber", 2), ("green", 2), ("complete", 1))
            return GroupRow("Roads and bridges", "6 works · 295.4 m", ratings) if role == Role.GROUP else None
        rag, trend, code, work, manager, gate, on, late, budget, age = _WORKS[index.row() - 1]
        shown = (rag, code, work, manager, on, "10 Dec 2026", late, budget, "", "")
        answers: dict[int, dict[int, object]] = {
            0: {Role.RAG: rag, Role.TREND: trend},
            1: {Role.TONE: "text2"},
            3: {Role.AVATAR: "".join(w[0] for w in manager.split())},
            4: {Role.GATE: gate},
            6: {Role.TONE: "neg" if len(late) > 2 else "text", Role.STRONG: len(late) > 2},
            8: {Role.AGE: age},
            9: {Role.BUTTON: "Remind" if age > 30 else None, Role.KEY: "Enter"},
        }
        if role == Qt.ItemDataRole.DisplayRole:
            return shown[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in {5, 6, 7, 8}:
            return _END
        return answers.get(index.column(), {}).get(role)


def _buttons() -> QWidget:
    off = Button("Accept report", look="primary")
    off.setEnabled(False)
    no = Button("Return")
    no.setEnabled(False)
    on = Button("Links", look="quiet", icon="link", toggle=True)
    on.setChecked(True)
    holder = QWidget()
    holder.setLayout(
        column_of(
            _holder(
                Button("Accept report", look="primary"),
                off,
                Button("Return"),
                no,
                Button("Columns", look="quiet", icon="columns-3"),
                on,
                Button(icon="ellipsis", tip="More"),
            ),
            _holder(
                Button("Stop project…", look="danger"),
                Button("New", look="primary", icon="plus", key="Ctrl+N"),
                Button("Show who", look="link"),
                Segments([("w", "Weeks"), ("m", "Months"), ("q", "Quarters")]),
            ),
        )
    )
    return holder


def _holder(*widgets: QWidget, spacing: int = 12) -> QWidget:
    made = QWidget()
    made.setLayout(row_of(*widgets, 1, spacing=spacing))
    return made


def _fields() -> QWidget:
    bad, locked, choice = QLineEdit("96.4 m"), QLineEdit("Baseline 2, 3 Mar 2026"), QComboBox()
    choice.addItems(["Ingrid Solberg", "Lena Vogt"])
    wrong = FieldRow("Budget", bad)
    wrong.set_error("Above the limit of 90 m")
    shut = FieldRow("Baseline", locked)
    shut.lock("Set by D-PB-2026-03-02")
    rows = (
        FieldRow("Finish forecast", QLineEdit("10 Dec 2026"), help="18 wd after plan"),
        FieldRow("Sponsor", choice, help="Head of structures", needed=True),
        wrong,
        shut,
    )
    return _holder(*rows)


def _choices() -> QWidget:
    yes, part, one = QCheckBox("Notify owner"), QCheckBox("12 of 34"), QRadioButton("This period")
    yes.setChecked(True)
    part.setTristate(True)
    part.setCheckState(Qt.CheckState.PartiallyChecked)
    one.setChecked(True)
    return _holder(
        yes,
        QCheckBox("Copy deputy"),
        part,
        one,
        QRadioButton("All"),
        Switch("Links", on=True),
        Switch("Load"),
    )


def _marks() -> QWidget:
    tags = [
        Tag("Draft"),
        Tag("Submitted", "info"),
        Tag("Accepted", "pos"),
        Tag("No ask yet", "warn"),
        Tag("Overdue 5 wd", "neg"),
        Tag("To decide", "accent", icon="gavel"),
    ]
    people = [Avatar("Tomas Okafor"), Avatar("Marta Kowalska"), GateMark("G3")]
    ratings = ("green", "amber", "red", "complete", "none")
    marks = [RagMark(r, size=24, word=True) for r in ratings]
    sizes = [
        RagMark(r, t, size=s)
        for s in (13, 17, 20)
        for r, t in zip(ratings, ("better", "same", "worse", "new", ""), strict=True)
    ]
    holder = QWidget()
    counts = RagCounts((("red", 1), ("amber", 2), ("green", 3), ("none", 1)))
    holder.setLayout(column_of(_holder(*tags, *people), _holder(*marks), _holder(*sizes), counts))
    return holder


def works_table() -> RecordTable:
    """The table of the pictures."""
    table = RecordTable(name="gallery")
    table.setModel(Works())
    table.model().setParent(table)
    table.set_columns(stretch=2)
    table.show_sorted(6, Qt.SortOrder.DescendingOrder)
    table.setCurrentIndex(table.model().index(2, 6))
    return table


def components() -> QWidget:
    """One page with every component."""
    page = QWidget()
    page.resize(1440, 1120)
    both = QHBoxLayout(page)
    both.setContentsMargins(24, 20, 24, 20)
    both.setSpacing(28)
    tabs = Tabs([("summary", "Summary"), ("plan", "Plan")])
    tabs.add("risks", "Risks", 6)
    tabs.choose("plan")
    bar = SegmentedBar(
        [
            Part(21, "accepted"),
            Part(7, "to check", "bar"),
            Part(2, "returned", "warn_fill"),
            Part(4, "not in", "line_control"),
        ],
        legend=True,
    )
    table = works_table()
    table.setFixedHeight(272)
    left = QVBoxLayout()
    left.setSpacing(14)
    for part in (_buttons(), _fields(), _choices(), _marks(), bar, tabs, table):
        left.addWidget(part)
    left.addStretch(1)
    right = QVBoxLayout()
    right.setSpacing(10)
    for notice in (
        Notice(
            "a", "info", "Seen as at 14 Jul 18:00.", "Figures after that are not in this view", "Show now"
        ),
        Notice(
            "b", "warn", "Working without the database.", "Your 6 edits are kept here", "Details", "wifi-off"
        ),
        Notice(
            "c", "neg", "Could not store 1 edit.", "The disk is full. Free space, then try again", "Try again"
        ),
        Notice("d", "pos", "Pack issued.", "9 copies made, 2 printed"),
    ):
        right.addWidget(Banner(notice))
    card = Card("Gates that need you", "next 45 days", icon="diamond", action=Button("Open review"))
    card.add(
        _holder(
            KeyFigure("Finish forecast", "10 Dec 2026", "+18 wd to baseline 2", tone="neg"),
            KeyFigure("Forecast cost", "EUR 99.5 m", "+3.2 %, tolerance 5 %"),
            spacing=40,
        )
    )
    card.add(
        Sparkline(
            (2, 4, 4, 9, 11, 18), limit=20, labels=("Feb", "Mar", "Apr", "May", "Jun", "Jul"), last="+18"
        )
    )
    right.addWidget(card)
    right.addWidget(
        EmptyState("No overdue actions", "The next is due Monday 20 July.", buttons=[Button("All actions")])
    )
    right.addStretch(1)
    both.addLayout(left, 3)
    both.addLayout(right, 2)
    return page


class RegisterPage(Page):
    """A page as its authors write them."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        new = Button("New work", look="primary", icon="plus")
        column.addWidget(
            PageHeader(
                "Register",
                "18 of 41 works in 4 programmes",
                [Button("Print view", look="quiet", icon="printer"), new],
            )
        )
        views = Tabs()
        for key, text, n in (
            ("active", "Active", 18),
            ("attention", "Needs attention", 10),
            ("all", "All", 41),
        ):
            views.add(key, text, n)
        views.add_end(Button(look="quiet", icon="plus", tip="New view", small=True))
        column.addWidget(views)
        state = FilterField("state", "State", lambda: [("active", "Active or closing")])
        self.bar = FilterBar(
            [state],
            end=[
                Button("Group: Programme", look="quiet", icon="rows-3"),
                Button("Columns", look="quiet", icon="columns-3"),
            ],
        )
        self.bar.set_tokens(
            [
                Token("state", "State", ("active",), ("Active or closing",)),
                Token("sponsor", "Sponsor", (1, 2, 3), ("A", "B", "C")),
            ]
        )
        column.addWidget(self.bar)
        self.table = works_table()
        self.table.select_row(2)
        self.table.setCurrentIndex(self.table.model().index(2, 6))
        column.addWidget(self.table, 1)
        totals = TotalsRow(self.table)
        totals.set_totals({2: "18 works", 6: "+7", 7: "778.2"})
        column.addWidget(totals)

    def refresh(self) -> None:
        self.says.emit("1 selected", "Budget 96.4 m · forecast 99.5 m   ·   Undo: finish forecast, Ctrl+Z")
        self.facts.emit("Amounts in EUR million   ·   As at 15 Jul 2026 09:42")
        panel = Inspector(
            "PRJ-2026-012",
            "Harbour Link Bridge",
            can_pin=True,
            tabs=[("summary", "Summary"), ("activity", "Activity"), ("links", "Links")],
            actions=[Button("Open project", look="primary", key="Ctrl+O"), Button("Add to agenda")],
        )
        block = Block()
        for rating, trend, name, said in (
            ("amber", "worse", "Overall", "Amber, worse"),
            ("amber", "worse", "Time", "+18 wd, tolerance 20"),
            ("green", "same", "Cost", "+3.2 %, tolerance 5"),
        ):
            line = row_of(RagMark(rating, trend, size=17), Label(name), 1, Label(said, size=12, tone="text2"))
            block.add(line)
        panel.add(block)
        path = Block("Path to green")
        path.add(Label("Second shift on piling from 27 July wins back 12 of 18 days.", wrap=True))
        panel.add(path)
        drift = Block("Finish against plan, working days")
        drift.add(
            Sparkline(
                (2, 4, 4, 9, 11, 18), limit=20, labels=("Feb", "Mar", "Apr", "May", "Jun", "Jul"), last="+18"
            )
        )
        panel.add(drift)
        facts = Block()
        for name, value in (
            ("Sponsor", "Ingrid Solberg"),
            ("Manager", "Tomas Okafor"),
            ("Budget", "EUR 96.4 m"),
        ):
            facts.add_fact(name, value)
        panel.add(facts)
        self.inspect.emit(panel)


class HomePage(Page):
    """Cards."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(
            PageHeader(
                "Wednesday 15 July 2026",
                "July cycle, reports were due yesterday",
                [
                    Segments([("t", "Today"), ("w", "This week")]),
                    Button("Print my day", icon="printer"),
                    Button("New", look="primary", icon="plus", key="Ctrl+N"),
                ],
                side_by_side=False,
            )
        )
        card = Card("Overdue actions", "4", icon="circle-check", action=Button("Remind all…"))
        table = RecordTable(row=TWO_LINES, row_focus=True)
        table.setModel(Works())
        table.model().setParent(table)
        table.set_columns(stretch=2)
        table.setFixedHeight(300)
        card.add_wide(table)
        column.addWidget(card)
        column.addStretch(1)


def shell(look: Look) -> Shell:
    """A window with two pages."""
    specs = [
        PageSpec("home", "Home", "house", HomePage),
        PageSpec("register", "Register", "table-2", RegisterPage),
        PageSpec("projects", "Projects", "chart-gantt", HomePage),
        PageSpec("meetings", "Meetings", "scale", HomePage, count=lambda: 2),
        PageSpec("packs", "Packs", "files", HomePage, count=lambda: 1),
        PageSpec("history", "History", "history", HomePage, bottom=True),
        PageSpec("settings", "Settings", "settings", HomePage, bottom=True),
    ]
    window = Shell(specs, Memory(), look=look, person="Elena Marsh")
    window.set_pinned(
        [Place("project/1", "Harbour Link Bridge", "amber"), Place("project/2", "Ring Road East", "green")]
    )
    window.refresh_counts()
    works = [
        Item("work", "Harbour Link Bridge", "PRJ-2026-012 · Build", rating="amber", key="Enter"),
        Item("record", "Harbour Link: budget", "paper PB-2026-07/06", icon="file-text"),
        Item("person", "Haruto Sato", "Quantity surveyor, Rail", icon="user"),
    ]
    window.add_source(lambda _q: works)
    return window


def main(folder: Path) -> None:
    """Draw everything."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    register_fonts()
    register_fonts(rest=True)
    look = Look(app, Mode.LIGHT)
    for mode in (Mode.LIGHT, Mode.DARK):
        look.set_mode(mode)
        page = components()
        page.show()
        page.grab().save(str(folder / f"components-{mode}.png"))
        page.close()
        window = shell(look)
        window.show()
        QTest.qWaitForWindowActive(window)
        for name in ("home", "register"):
            window.go(name)
            shown = window.page_shown()
            if isinstance(shown, Page):
                shown.focus_first()
            app.sendPostedEvents()
            window.grab().save(str(folder / f"{name}-{mode}.png"))
        window.toast("34 requests sent", "Undo")
        window.palette_.open("har")
        app.sendPostedEvents()
        window.grab().save(str(folder / f"palette-{mode}.png"))
        window.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]))
