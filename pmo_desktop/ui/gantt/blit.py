"""A Matplotlib figure as a Qt picture, without copying its pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def picture(figure: Figure, ratio: float) -> QImage:
    """Draw a figure and look at its pixels; the picture is valid as long as the figure is kept."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = figure.canvas if isinstance(figure.canvas, FigureCanvasAgg) else FigureCanvasAgg(figure)
    canvas.draw()
    across, down = canvas.get_width_height(physical=True)
    image = QImage(canvas.buffer_rgba(), across, down, across * 4, QImage.Format.Format_RGBX8888)
    image.setDevicePixelRatio(ratio)
    return image
