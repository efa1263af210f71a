"""A Matplotlib figure as a Qt picture, without copying its pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from pmo_desktop.charts.sheet import Sheet


def picture(figure: Figure, ratio: float) -> QImage:
    """Draw a figure and look at its pixels; the picture is valid as long as the figure is kept."""
    canvas = _canvas(figure)
    canvas.draw()
    return _seen(canvas, ratio, QImage.Format.Format_RGBX8888)


def sheet_picture(sheet: Sheet, ratio: float) -> QImage:
    """The layers of a merged sheet on its page, without its words; for frame after frame.

    Red and blue of the layers are exchanged (`palette.turned`): that is how a window keeps its
    pixels, which are then copied as they are.
    """
    import numpy as np
    from matplotlib.colors import to_rgba

    canvas = _canvas(sheet.figure)
    renderer = canvas.get_renderer()
    page = (np.array(to_rgba(sheet.figure.get_facecolor())) * 255).round().astype(np.uint8)
    np.asarray(renderer.buffer_rgba()).view(np.uint32)[...] = page.view(np.uint32)[0]
    sheet.paint(renderer)
    return _seen(canvas, ratio, QImage.Format.Format_RGB32)


def _canvas(figure: Figure) -> FigureCanvasAgg:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    return figure.canvas if isinstance(figure.canvas, FigureCanvasAgg) else FigureCanvasAgg(figure)


def _seen(canvas: FigureCanvasAgg, ratio: float, pixels: QImage.Format) -> QImage:
    across, down = canvas.get_width_height(physical=True)
    image = QImage(canvas.buffer_rgba(), across, down, across * 4, pixels)
    image.setDevicePixelRatio(ratio)
    return image
