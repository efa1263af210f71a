"""The pages as small pictures in a column, with their printed numbers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.preview.pdfium import PageSize
from pmo_desktop.ui.preview.renderer import Renderer, Wanted
from pmo_desktop.ui.theme import current, font

Index = QModelIndex | QPersistentModelIndex
WIDE, LABEL, ROOM = 60, 24, 98
FINER = 2
"""Times the size shown: thin rules would be fat in a picture of exactly that size."""
_NOWHERE = QModelIndex()


class PagesModel(QAbstractListModel):
    """The pages of a document: their printed numbers and small images, which come when they are asked for."""

    def __init__(self, renderer: Renderer) -> None:
        super().__init__()
        self._renderer = renderer
        self.sizes: tuple[PageSize, ...] = ()
        self.labels: tuple[str, ...] = ()
        self.ratio = 1.0
        renderer.made.connect(self._made)

    def set_pages(self, sizes: tuple[PageSize, ...], labels: tuple[str, ...]) -> None:
        """Another document."""
        self.beginResetModel()
        self.sizes, self.labels = sizes, labels
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Pages."""
        return 0 if parent.isValid() else len(self.sizes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The number, the image, and the words for a screen reader."""
        row = index.row()
        label = self.labels[row] if row < len(self.labels) else str(row + 1)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return label
            case Qt.ItemDataRole.AccessibleTextRole:
                return tr("Page {n}", n=label)
            case Qt.ItemDataRole.DecorationRole:
                return self._renderer.image(row, self.scale(row) * self.ratio * FINER)
            case _:
                return None

    def scale(self, row: int) -> float:
        """Pixels for a point, so that each page is equally wide."""
        return round(current().px(WIDE) / self.sizes[row].width, 3)

    def _made(self, wanted: Wanted) -> None:
        if wanted.page < len(self.sizes) and wanted.scale == round(
            self.scale(wanted.page) * self.ratio * FINER, 3
        ):
            at = self.index(wanted.page)
            self.dataChanged.emit(at, at, [Qt.ItemDataRole.DecorationRole])


class _Small(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, PagesModel)
        size = model.sizes[index.row()]
        return QSize(
            current().px(ROOM), round(size.height * model.scale(index.row())) + current().px(LABEL + 8)
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, model = current(), index.model()
        assert isinstance(model, PagesModel)
        size, scale = model.sizes[index.row()], model.scale(index.row())
        wide, high = size.width * scale, size.height * scale
        place = QRectF(
            option.rect.left() + (option.rect.width() - wide) / 2, option.rect.top() + 4, wide, high
        )
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(place, Qt.GlobalColor.white)
        image = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(image, QImage):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, image)
        painter.setPen(theme.pen("focus" if chosen else "line", 2 if chosen else 1))
        painter.drawRect(place)
        painter.setPen(theme.colour("accent_text" if chosen else "text2"))
        painter.setFont(font(12, 600 if chosen else 400))
        below = QRectF(option.rect.left(), place.bottom(), option.rect.width(), theme.px(LABEL))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()


class Thumbnails(QListView):
    """A column of pages; `chosen(page)` when the person picks one."""

    chosen = Signal(int)

    def __init__(self, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = PagesModel(renderer)
        self.pages.ratio = self.devicePixelRatioF()
        self.setModel(self.pages)
        self.setItemDelegate(_Small(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(current().px(ROOM + 12))
        self.setProperty("surface", "window")
        self.setAccessibleName(tr("Pages"))
        self.selectionModel().currentChanged.connect(self._picked)

    def follow(self, page: int) -> None:
        """Mark a page without saying that it was chosen."""
        at = self.pages.index(page)
        blocker = QSignalBlocker(self.selectionModel())
        self.selectionModel().setCurrentIndex(at, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        blocker.unblock()
        self.scrollTo(at)
        self.viewport().update()

    def _picked(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(now.row())
