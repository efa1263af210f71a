"""The delegate of every table: surfaces, selection, focus, groups; what is inside is in `parts`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from pmo_desktop.itemmodels.roles import GroupRow, Role
from pmo_desktop.ui.delegates import parts
from pmo_desktop.ui.delegates.groups import paint_group
from pmo_desktop.ui.theme import Theme, current, font
from pmo_desktop.ui.theme.marks import rating_word
from pmo_desktop.ui.theme.paint import ButtonLook, button_width, paint_focus
from pmo_desktop.ui.widgets.text import plain_tip

Index = QModelIndex | QPersistentModelIndex
_KINDS: tuple[tuple[int, Callable[[parts.Cell, Any], None]], ...] = (
    (Role.RAG, parts.paint_rating),
    (Role.BUTTON, parts.paint_verb),
    (Role.TAG, parts.paint_state),
    (Role.AVATAR, parts.paint_person),
    (Role.AGE, parts.paint_age),
    (Role.GATE, parts.paint_gate_date),
    (Role.COMPLIANCE, parts.paint_meets),
    (Role.PROGRESS, parts.paint_share),
    (Qt.ItemDataRole.CheckStateRole, parts.paint_check),
)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell by the roles its model answers; edits in place; tells when a cell's button is used."""

    acted = Signal(QModelIndex)
    """The button in this cell was clicked."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        theme = current()
        painter.save()
        painter.setClipRect(option.rect)
        painter.setLayoutDirection(option.direction)
        ask = self._ask(index)
        group = ask(Role.GROUP)
        if isinstance(group, GroupRow):
            self._paint_group(painter, option, index, group, theme)
        else:
            self._paint_cell(painter, option, index, ask, theme)
        painter.restore()

    def _ask(self, index: Index) -> Callable[[int], Any]:
        """A function from role to value that asks only what the model can answer.

        A model with `column_roles(column) -> frozenset[int]` says which roles its cells ever answer.
        """
        knows: Callable[[int], frozenset[int]] | None = getattr(index.model(), "column_roles", None)
        if knows is None:
            return index.data
        known = knows(index.column())
        return lambda role: index.data(role) if role in known else None

    def _paint_group(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, group: GroupRow, theme: Theme
    ) -> None:
        row = QRect(0, option.rect.top(), self._view.viewport().width(), option.rect.height())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_group(painter, row, group, theme, selected=selected and self._has_focus())
        if selected and self._is_first(index):
            self._paint_bar(painter, option, theme)

    def _has_focus(self) -> bool:
        view = self._view.focusProxy() or self._view  # frozen columns: their table has it
        return view.hasFocus() or self._view.viewport().hasFocus()

    def _surface(self, option: QStyleOptionViewItem, index: Index, ask: Callable[[int], Any]) -> str:
        if option.state & QStyle.StateFlag.State_Selected:
            return "selected" if self._has_focus() else "selected_idle"
        if index.row() == self._view.property("hover_row"):
            return "hover"
        return "sunken" if ask(Role.TOTAL) else "page"

    def _paint_cell(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        ask: Callable[[int], Any],
        theme: Theme,
    ) -> None:
        rect = option.rect
        painter.fillRect(rect, theme.colour(self._surface(option, index, ask)))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line_soft"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_content(parts_cell(painter, option, index, ask, theme, self._is_first(index)), ask)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if option.state & QStyle.StateFlag.State_Selected and self._is_first(index):
            self._paint_bar(painter, option, theme)
        if ask(Role.CHANGED):
            rtl = option.direction == Qt.LayoutDirection.RightToLeft
            left = rect.left() if rtl else rect.right() - 1
            painter.fillRect(left, rect.top() + 4, 2, rect.height() - 9, theme.colour("info"))
        if self._shows_focus(option, index):
            paint_focus(painter, rect.adjusted(0, 1, 0, -2), theme)

    def _shows_focus(self, option: QStyleOptionViewItem, index: Index) -> bool:
        """Whether the ring is due: on the current cell, where cells are chosen one by one."""
        whole_rows = bool(self._view.property("row_focus"))
        return (
            not whole_rows
            and self._has_focus()
            and self._view.currentIndex() == index
            and bool(option.state & QStyle.StateFlag.State_Enabled)
        )

    @staticmethod
    def _paint_content(cell: parts.Cell, ask: Callable[[int], Any]) -> None:
        for role, paint in _KINDS:
            value = ask(role)
            if value is not None:
                paint(cell, value)
                return
        parts.paint_words(cell)

    def _is_first(self, index: Index) -> bool:
        if not isinstance(self._view, QTableView):
            return index.column() == 0
        return self._view.horizontalHeader().sectionPosition(index.column()) == 0

    @staticmethod
    def _paint_bar(painter: QPainter, option: QStyleOptionViewItem, theme: Theme) -> None:
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        left = option.rect.right() - 2 if rtl else option.rect.left()
        painter.fillRect(left, option.rect.top(), 3, option.rect.height(), theme.colour("focus"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The room that the content needs, for fitting a column."""
        theme, ask = current(), self._ask(index)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        strong = font(13, 600) if ask(Role.STRONG) else font(13)
        wide = QFontMetrics(strong).horizontalAdvance(text) + 1
        second = ask(Role.SUB)
        if second:
            wide = max(wide, QFontMetrics(font(12)).horizontalAdvance(str(second)) + 1)
        return QSize(_content_width(ask, wide, theme) + theme.px(17), theme.px(30))

    # -- buttons, tooltips -------------------------------------------------------------------------

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Tell when the button of a cell was clicked."""
        verb = index.data(Role.BUTTON)
        if verb and isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            rtl = option.direction == Qt.LayoutDirection.RightToLeft
            shown = ButtonLook(text=str(verb), key=str(index.data(Role.KEY) or ""))
            inner = option.rect.adjusted(8, 0, -8, 0)
            if parts.verb_box(inner, shown, current(), rtl=rtl).contains(event.position().toPoint()):
                self.acted.emit(model.index(index.row(), index.column(), index.parent()))
                return True
        return super().editorEvent(event, model, option, index)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the whole text of a cut cell, the words of a mark, or what the model says."""
        said = self.tip(index, option.rect.width())
        QToolTip.showText(event.globalPos(), plain_tip(said), view.viewport(), option.rect)
        return bool(said)

    def tip(self, index: Index, width: int) -> str:
        """The tooltip of a cell that is so many px wide; "" where all can be seen."""
        own = index.data(Qt.ItemDataRole.ToolTipRole)
        if own:
            return str(own)
        rating = index.data(Role.RAG)
        if rating is not None:
            return rating_word(str(rating), str(index.data(Role.TREND) or ""))
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        second = index.data(Role.SUB)
        cut = self.sizeHint(QStyleOptionViewItem(), index).width() > width + 1
        return "\n".join(t for t in (text, str(second or "")) if t) if cut else ""

    # -- editing ----------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A line for text, a list where the model offers choices."""
        choices: Sequence[tuple[object, str]] | None = index.data(Role.CHOICES)
        if choices is None:
            line = QLineEdit(parent)
            line.setProperty("look", "cell")
            return line
        box = QComboBox(parent)
        for value, text in choices:
            box.addItem(text, value)
        box.activated.connect(lambda _at: self._take(box))
        return box

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the value as it stands."""
        now = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            at = editor.findData(now)
            editor.setCurrentIndex(at if at >= 0 else editor.findText(str(now)))
        elif isinstance(editor, QLineEdit):
            editor.setText("" if now is None else str(now))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Ask the model for the change; a model of ours asks for an edit and stores nothing itself."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """The editor fills the cell inside its hairline."""
        editor.setGeometry(option.rect.adjusted(0, 1, 0, -1))


def parts_cell(
    painter: QPainter,
    option: QStyleOptionViewItem,
    index: Index,
    ask: Callable[[int], Any],
    theme: Theme,
    first: bool,
) -> parts.Cell:
    """The cell with its padding: 8 px, 14 px at the reading edge of the first column."""
    align = index.data(Qt.ItemDataRole.TextAlignmentRole)
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTrailing
    lead, trail = theme.px(14 if first else 8), theme.px(8)
    rtl = option.direction == Qt.LayoutDirection.RightToLeft
    inner = option.rect.adjusted(trail if rtl else lead, 0, -(lead if rtl else trail), -1)
    return parts.Cell(
        painter,
        inner,
        theme,
        str(index.data(Qt.ItemDataRole.DisplayRole) or ""),
        ask,
        at_end=bool(align is not None and int(align) & int(flags)),
        hover=bool(option.state & QStyle.StateFlag.State_MouseOver),
        enabled=bool(option.state & QStyle.StateFlag.State_Enabled),
    )


def _content_width(ask: Callable[[int], Any], text: int, theme: Theme) -> int:
    """The width of a cell's content when its text takes `text` px."""
    if ask(Role.RAG) is not None:
        return theme.px(44 if ask(Role.TREND) else 24)
    verb = ask(Role.BUTTON)
    if verb:
        shown = ButtonLook(text=str(verb), key=str(ask(Role.KEY) or ""))
        return button_width(shown, theme, 10)
    extra = ((Role.TAG, 12), (Role.AVATAR, 27), (Role.GATE, 44), (Role.COMPLIANCE, 24), (Role.AGE, 20))
    more = sum(px for role, px in extra if ask(role) is not None)
    more += (22 if ask(Role.ICON) else 0) + (18 if ask(Role.CONFLICT) else 0)
    return text + theme.px(more + 16 * int(ask(Role.LEVEL) or 0))
