"""Every text of the window comes from translation or from the database: seen with the pseudo-language on."""

from __future__ import annotations

import ast
import dataclasses as dc
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from babel import Locale
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import pmo_desktop
from pmo_desktop import i18n
from pmo_desktop.assets import resource
from pmo_desktop.bootstrap import load_example, open_office
from pmo_desktop.domain.edits import batch, between
from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.domain.searchwords_keys import Key, key_word
from pmo_desktop.exchange.intake import bring_in
from pmo_desktop.services.meetings.searching import examples
from pmo_desktop.ui.pages.meetings import MeetingsPage
from pmo_desktop.ui.window import Workplace
from tests.ui.texts import Data, Painted, texts_of, texts_of_palette
from tests.ui.windows import settled, window

WIDE = (2400, 1500)
PAGES = (
    "home",
    "register",
    "project",
    "meetings",
    "calendar",
    "bodies",
    "packs",
    "actions",
    "health",
    "decisions",
    "search",
    "receipt",
    "history",
    "settings",
)
TABS = ("summary", "plan", "risks", "actions", "reports", "documents")
LISTS = resource("demo", "import")
NAMES = ("PMO Desktop", *(Locale.parse(code, sep="-").get_display_name() or "" for code in i18n.languages()))
KEYS = tuple(key_word(key, i18n.PSEUDO) for key in Key)
"""Keys of the search are a grammar of each language, as dates in words are."""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example office in English, as a file to copy; its boards print in the pseudo-language."""
    path = tmp_path_factory.mktemp("example") / "office.db"
    office = open_office(f"sqlite:///{path}", create=True)
    load_example(office)
    bring_in(office, LISTS / "regional_works.csv", store=True)
    boards = office.store.reader.all("body")
    office.change(batch(between(b, dc.replace(b, language=i18n.PSEUDO)) for b in boards), "Set up")
    office.close()
    return path


class Reader:
    """Goes through the window and collects what is neither translated nor data."""

    def __init__(self, place: Workplace, bot: QtBot, painted: Painted) -> None:
        self.place, self.bot, self.painted = place, bot, painted
        searches = (typed for typed, _meaning in examples(place.desk.office.store.reader.known_names()))
        self.known = (*NAMES, *KEYS, *searches, place.desk.office.store.url)
        self.found: dict[str, str] = {}

    def visit(self, target: str) -> None:
        """Go to a page or record and read it."""
        self.place.shell.go(target)
        self.read(target)

    def read(self, where: str) -> None:
        """Read what is in front."""
        settled(self.bot, self.place)
        self.place.shell.grab()
        self.take(where, texts_of(self.place.shell))
        self.take(where, self.painted.taken())

    def take(self, where: str, texts: Iterable[tuple[str, str]]) -> None:
        """Keep what is neither of some texts."""
        data = Data(self.place.desk.office, *self.known)
        for what, text in texts:
            words = text.split("\t")[0]  # behind it stands a key, in Qt's words
            for part in data.untranslated(words) if words else ():
                self.found.setdefault(part, f"{part!r} in {text[:90]!r}: {where}, {what}")

    def all_translated(self) -> None:
        """Fails with one line for each text that is neither."""
        assert not self.found, "\n".join(["", *sorted(self.found.values())])


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Painted:
    """What painters write."""
    noting = Painted()
    noting.listen(monkeypatch)
    return noting


@pytest.fixture
def reader(
    example: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication, painted: Painted
) -> Iterator[Reader]:
    """The window on the example office, in the pseudo-language."""
    path = tmp_path / "office.db"
    shutil.copy(example, path)
    i18n.use(i18n.PSEUDO)
    with window(qtbot, qapp, path) as place:
        place.shell.resize(*WIDE)
        yield Reader(place, qtbot, painted)


@pytest.mark.parametrize(
    "page",
    [
        "home",
        "register",
        "packs",
        "calendar",
        "bodies",
        "decisions",
        "actions",
        "health",
        "search",
        "history",
        "settings",
    ],
)
def test_a_page_of_the_rail(reader: Reader, page: str) -> None:
    reader.visit(page)
    reader.all_translated()


@pytest.mark.parametrize("kind", ["project", "service", "programme"])
def test_every_tab_of_a_work(reader: Reader, kind: str) -> None:
    works = reader.place.desk.office.store.reader.all(kind)
    for tab in TABS:
        reader.visit(f"project/{works[0].ref}/{tab}")
    reader.all_translated()


def test_the_lists_and_the_inspector(reader: Reader) -> None:
    works = reader.place.desk.office.store.reader.all("project")
    reader.visit(f"register/{works[1].ref}")
    reader.visit("project")
    reader.visit("meetings")
    reader.all_translated()


@pytest.mark.parametrize("state", [MeetingState.ENDED, MeetingState.AGENDA_AGREED])
def test_every_tab_of_a_meeting(reader: Reader, state: MeetingState) -> None:
    meetings = reader.place.desk.office.store.reader.all("meeting")
    meeting = next(m for m in meetings if m.state is state and m.ref.startswith("PB"))
    for tab in ("agenda", "live", "actions"):
        reader.visit(f"meetings/{meeting.ref}/{tab}")
    reader.all_translated()


def test_a_meeting_being_minuted(reader: Reader) -> None:
    meetings = reader.place.desk.office.store.reader.all("meeting")
    meeting = next(m for m in meetings if m.state is MeetingState.AGENDA_AGREED and m.ref.startswith("PB"))
    reader.visit(f"meetings/{meeting.ref}/live")
    page = reader.place.shell.page("meetings")
    assert isinstance(page, MeetingsPage)
    page.start()
    reader.read("roll-call")
    edit = page.live.capture.edit
    for line in ("p all", "d Approve the plan from 1 March 2027", "a Ask the supplier @"):
        reader.known = (*reader.known, line, line[2:].rstrip(" @"))
        QTest.keyClicks(edit, line)
        reader.read(line)
        QTest.keyClick(edit, Qt.Key.Key_Escape if line.endswith("@") else Qt.Key.Key_Return)
        reader.read(f"{line}, entered")
    reader.all_translated()


def test_the_receipt_of_a_register_and_of_a_schedule(reader: Reader) -> None:
    files = sorted(LISTS.iterdir())
    cells = (cell for file in files for cell in re.split(r"[<>,\n]", file.read_text(encoding="utf-8")))
    reader.known = (*reader.known, *cells)
    reader.place.import_files(files)
    reader.read("receipt")
    reader.all_translated()


@pytest.mark.parametrize("typed", ["", ">", "?", "ring", "@an", "#re", "zzzz"])
def test_the_palette(reader: Reader, typed: str) -> None:
    """Its delegate paints found texts in pieces, so its items are read instead."""
    palette = reader.place.shell.palette_
    palette.open(typed)
    reader.bot.wait(150)
    settled(reader.bot, reader.place)
    reader.known = (*reader.known, typed.strip("@#"))
    reader.take(f"palette {typed}", texts_of(palette))
    reader.take(f"palette {typed}", texts_of_palette(palette))
    palette.dismiss()
    reader.all_translated()


def test_the_first_start(tmp_path: Path, qtbot: QtBot, qapp: QApplication, painted: Painted) -> None:
    i18n.use(i18n.PSEUDO)
    with window(qtbot, qapp, tmp_path / "empty.db") as place:
        reader = Reader(place, qtbot, painted)
        for page in PAGES:
            reader.visit(page)
        reader.all_translated()


# -- what no visit reaches: dialogs, menus of the moment, sentences of a fault ---------------------

CODE = Path(pmo_desktop.__file__).parent
SHOWN_BY = frozenset(
    """
    Label Button QLabel QAction QPushButton EmptyState Notice Card Block PageHeader KeyFigure FieldRow Toast
    Fault StoreFault GroupRow Heading setText setToolTip setStatusTip setWindowTitle setPlaceholderText
    setTitle setAccessibleName setAccessibleDescription addItem addTab addMenu addAction add_fact set_title
    set_facts set_text set_error set_help raise_notice toast say information warning question para cell
    """.split()
)
_WORDS = re.compile(r"[A-Za-z]{2,} [a-z]{2,}|[A-Z][a-z]{2,}")


def _loose(source: str) -> Iterator[tuple[int, str]]:
    """Words handed to what shows them without a call that translates them, with their lines."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", getattr(node.func, "attr", "")) in SHOWN_BY
        ):
            for given in node.args:
                words = ((given.lineno, text.split("\t")[0]) for text in _literals(given))
                yield from ((line, text) for line, text in words if _WORDS.search(text))


def _literals(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.JoinedStr(values=parts):
            yield from (text for part in parts for text in _literals(part))
        case ast.BinOp(left=left, right=right):
            yield from (*_literals(left), *_literals(right))
        case ast.IfExp(body=one, orelse=other):
            yield from (*_literals(one), *_literals(other))
        case _:
            return


def test_words_handed_over_untranslated_are_seen() -> None:
    source = 'Label("Not due")\nbutton.setText(f"Saved {time}")\nLabel(tr("Due"), tone="Text in")\nLabel("–")'
    assert list(_loose(source)) == [(1, "Not due"), (2, "Saved ")]


def test_no_words_are_handed_over_untranslated() -> None:
    found = [
        f"{path.relative_to(CODE)}:{line}: {text!r}"
        for path in sorted(CODE.rglob("*.py"))
        for line, text in _loose(path.read_text(encoding="utf-8"))
    ]
    assert found == []
