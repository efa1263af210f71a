"""Every text that a window shows, wherever it is kept, and whether it went through translation or is data.

`texts_of(window)` reads labels, buttons, fields, lists, tables, menus, tooltips and accessible names;
`painted()` notes what painters write besides. `Data` knows every text of a database; `Data.untranslated`
gives the parts of a text that are neither marked by the pseudo-language nor data.
"""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Callable, Collection, Iterator
from enum import Enum
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)

from pmo_desktop.domain import kinds
from pmo_desktop.domain.values import LText
from pmo_desktop.itemmodels.roles import GroupRow, Role
from pmo_desktop.services.office import Office
from pmo_desktop.ui.palette import CommandPalette

MOST_ROWS = 400
_TEXT_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Role.SUB,
    Role.BUTTON,
    Role.KEY,
)


# -- reading a window ------------------------------------------------------------------------------


def texts_of(window: QWidget) -> Iterator[tuple[str, str]]:
    """Every text of what is seen in a window, with the name of what shows it."""
    yield "window title", window.windowTitle()
    for action in window.actions():
        yield from _of_action(action)
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisible() or isinstance(widget, QMenu):
            for text in _of_widget(widget):
                yield f"{type(widget).__name__} {widget.objectName()}".strip(), text


def _of_widget(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.statusTip(), widget.accessibleName(), widget.accessibleDescription())
    yield from (text for action in widget.actions() for _, text in _of_action(action))
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield from (widget.placeholderText(), widget.text())
        case QPlainTextEdit():
            yield from (widget.placeholderText(), widget.toPlainText())
        case QComboBox():
            yield from (widget.itemText(n) for n in range(widget.count()))
        case QTabBar():
            yield from (widget.tabText(n) for n in range(widget.count()))
        case QMenu():
            yield widget.title()
        case QAbstractItemView() if widget.model() is not None:
            yield from _of_view(widget)
        case _:
            pass


def _of_action(action: QAction) -> Iterator[tuple[str, str]]:
    for text in (action.text().replace("&&", "&"), action.toolTip(), action.statusTip()):
        yield "action", text


def _of_view(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if isinstance(view, QTableView | QTreeView):
        yield from _of_heads(model)
    yield from _of_rows(model, QModelIndex())


def _of_heads(model: QAbstractItemModel) -> Iterator[str]:
    for column in range(model.columnCount()):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            yield from _of_value(model.headerData(column, Qt.Orientation.Horizontal, role))


def _of_rows(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), MOST_ROWS)):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)):
            index = model.index(row, column, parent)
            for role in (*_TEXT_ROLES, Role.GROUP, Role.CHOICES):
                yield from _of_value(index.data(role))
            if column == 0:
                yield from _of_rows(model, index)


def _of_value(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case GroupRow():
            yield from (value.title, value.facts)
        case [*pairs]:
            yield from (text for _, text in pairs)
        case _:
            pass


def texts_of_palette(palette: CommandPalette) -> Iterator[tuple[str, str]]:
    """What the palette offers, with the words by which it finds its commands."""
    for item in palette.items():
        yield from (("palette", text) for text in (item.text, item.sub, item.off))
        if item.kind == "command":
            yield "palette", item.words


class Painted:
    """What painters write while this is switched on."""

    def __init__(self) -> None:
        self.texts: set[str] = set()

    def listen(self, patch: pytest.MonkeyPatch) -> None:
        """Note every text that a painter is given from now on."""
        write: Callable[..., Any] = QPainter.drawText

        def noting(painter: QPainter, *given: Any) -> Any:
            self.texts.update(value for value in given if isinstance(value, str))
            return write(painter, *given)

        patch.setattr(QPainter, "drawText", noting)

    def taken(self) -> Iterator[tuple[str, str]]:
        """What was written since the last time."""
        noted, self.texts = self.texts, set()
        return (("painted", text) for text in sorted(noted))


# -- what is data ----------------------------------------------------------------------------------

_ACCENTED = "ÅÉÎÖÛÝåéîöûýçñšž"
_BARE = "AEIOUYaeiouycnsz"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_FREE = re.compile(
    rf"\b(?:{_DAYS}|{_MONTHS})\b"  # dates and periods, written by Babel
    r"|\bUTC\b|\b[A-Z]{3}(?=[\s\u00a0][−\d])"  # zones; amounts with their currency
    r"|\b[A-Z]\. [A-Z][\w-]+"  # a name on paper: E. Marchbank
    r"|\b[A-Z]{1,5}(?:-[A-Z0-9]+)*-?\d[\w.-]*"  # codes: PRJ-2026-001, G3, R-014, 1.2
    r"|\b(?:Ctrl|Alt|Shift|Meta)\+\S+|\b(?:Enter|Return|Esc|Tab|Del|F\d{1,2})\b"
    r"|\b[a-z]+://\S+|(?<![\w.])[\w./-]+\.(?:csv|xlsx?|xml|pdf|db)\b",  # keys, addresses, files
)
_HASH = re.compile(r"\b[0-9a-f]{4}(?: ?[0-9a-f]{4})+\b")
_NUMBER = re.compile(r"[−+-]?\d[\d\s.,:/\u00a0]*")
_PARTS = re.compile(r"\n|\t| · | – | / |: |; |, |[()“”\u2066-\u2069\u200e\u200f]|[…→•]")
_WORD = re.compile(r"[^\W\d_]{2,}")


class Data:
    """Every text and code of a database; `more` are other texts that are given, such as names of files."""

    def __init__(self, office: Office, *more: str) -> None:
        said = {_plain(text) for text in (*_texts_in_records(office), *more)}
        self._whole = said | {part for text in said for part in _parts(text)}
        self._blob = "\n".join(sorted(said))
        self._words = set(_WORD.findall(self._blob))

    def knows(self, part: str) -> bool:
        """Whether a part of a text is data: a text of the database, or words out of the middle of one."""
        part = part.strip(" .,:;!?*#@>")
        if part in self._whole or not _WORD.search(part):
            return True
        return (len(part.split()) > 2 or len(part) > 20) and part in self._blob

    def untranslated(self, text: str) -> list[str]:
        """The parts of a text that neither went through translation nor are data."""
        text = _plain(text)
        cut = text.endswith("…") and text[:-1].strip()
        found = [part for part in _unmarked(text) if not self._made_of_data(part)]
        return [part for part in found if not (cut and cut.endswith(part) and part in self._blob)]

    def untranslated_on_paper(self, line: str, sources: Collection[str]) -> list[str]:
        """The same for one line of a page, where texts of several cells stand, begun or ended on others.

        A word alone may be the rest of a text, unless it is a text of the program (`sources`).
        """
        pieces = re.split(r"[⟦⟧]|·{2,}", _HASH.sub(" ", _plain(line)))
        runs = (run for piece in pieces for run in _runs(piece))
        return [rest for run in runs for rest in self._without_data(run) if not self._written(rest, sources)]

    def _written(self, rest: str, sources: Collection[str]) -> bool:
        bare = _NUMBER.sub(" ", _FREE.sub(" ", rest))
        words = [part.strip(".,:;·– ") for part in _parts(bare)]
        lone = (w for w in words if not self.knows(w))
        return all(w in self._words and (w not in sources or w.islower()) for w in lone)

    def _without_data(self, run: str) -> Iterator[str]:
        """What is left of words when every two or more that follow each other in the database are taken."""
        words, rest, at = run.split(), list[str](), 0
        while at < len(words):
            end = at + 1
            while end < len(words) and " ".join(words[at : end + 1]) in self._blob:
                end += 1
            if end - at > 1:
                yield from filter(None, [" ".join(rest)])
                rest = []
            else:
                rest.append(words[at])
            at = end
        yield from filter(None, [" ".join(rest)])

    def _made_of_data(self, part: str) -> bool:
        if self.knows(part):
            return True
        bare = _NUMBER.sub(" ", _FREE.sub(" ", part))
        return all(self.knows(piece) for piece in _parts(bare))


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u00ad", "").replace("\u200b", "")


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _PARTS.split(text) if part and part.strip()]


def _unmarked(text: str) -> Iterator[str]:
    """What the pseudo-language did not write: outside its marks, or a value set in between them."""
    depth, start = 0, 0
    for at, sign in enumerate(text + "⟦"):
        if sign not in "⟦⟧":
            continue
        piece = text[start:at]
        yield from _parts(piece) if not depth else _values(piece)
        depth, start = depth + (1 if sign == "⟦" else -1 if depth else 0), at + 1


def _values(piece: str) -> Iterator[str]:
    """Values set in between the marks, in their parts."""
    return (part for run in _runs(piece) for part in _parts(run))


def _runs(piece: str) -> Iterator[str]:
    """Runs of words that still have letters which the pseudo-language replaces."""
    run: list[str] = []
    for word in piece.split():
        word = word.rstrip("·") or "·"
        replaced = any(c in _ACCENTED for c in word)
        if replaced and run:
            yield " ".join(run)
            run = []
        elif not replaced and (run or any(c in _BARE for c in word)):
            run.append(word)
    if run:
        yield " ".join(run)


def _texts_in_records(office: Office) -> Iterator[str]:
    reader = office.store.reader
    for cls in kinds.ALL:
        for record in reader.all(cls.ABOUT.kind, archived=True):
            yield from _strings(record)
    for past in reader.history(most=5000):
        yield past.label


def _strings(value: object) -> Iterator[str]:
    match value:
        case Enum():
            return
        case str():
            yield value
        case LText():
            yield from (text for _, text in value.texts)
        case dict():
            for key, inner in value.items():
                yield from (*_strings(key), *_strings(inner))
        case tuple() | list() | frozenset() | set():
            for inner in value:
                yield from _strings(inner)
        case _ if dc.is_dataclass(value):
            for field in dc.fields(value):
                yield from _strings(getattr(value, field.name))
        case _:
            return
