"""Figures as PDF: the same bytes every time, text as text, fonts embedded as TrueType."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pmo_desktop.charts import fonts  # noqa: F401  (before Matplotlib: its font list goes to our cache)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NO_DATES = {"CreationDate": None, "ModDate": None, "Creator": None, "Producer": None}
_RULES: dict[Any, Any] = {"pdf.fonttype": 42, "pdf.compression": 6, "path.simplify": False}


def figure_pdf(figure: Figure) -> bytes:
    """One page as large as the figure."""
    return figures_pdf([figure])


def figures_pdf(figures: Iterable[Figure]) -> bytes:
    """One page a figure, each as large as its figure; nothing in the bytes depends on when or where."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import PdfPages

    out = io.BytesIO()
    with rc_context(_RULES), PdfPages(out, metadata=dict(_NO_DATES)) as pages:
        for figure in figures:
            pages.savefig(figure)
    return out.getvalue()


def figure_png(figure: Figure, dpi: float = 150) -> bytes:
    """A picture at so many pixels per inch."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    out = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(out, format="png", dpi=dpi, metadata={"Software": None})
    return out.getvalue()
