"""Schedule risk on one page: the S-curve, what moves the finish, and what was assumed."""

from __future__ import annotations

from datetime import date

from matplotlib.figure import Figure

from pmo_desktop.charts.finishes import put_s_curve, put_tornado
from pmo_desktop.charts.fonts import SEMIBOLD, elided, text_width
from pmo_desktop.charts.palette import PAPER, Palette
from pmo_desktop.charts.parts import ROW, TITLE
from pmo_desktop.charts.sheet import SIZE, Sheet, Word, centred
from pmo_desktop.charts.vector import figures_pdf
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.schedulerisk import CountedRisk, ScheduleRisk, assumed_words

A4 = 841.89, 595.28
"""Landscape, in points."""
_INSET = 42.5
_HEAD = 46.0
_CURVE, _GAP = 250.0, 22.0
_BARS = 430.0


def risk_pdf(risk: ScheduleRisk, title: str, ref: str, on: date) -> bytes:
    """The page as a PDF, with the same bytes for the same result."""
    return figures_pdf([risk_page(risk, title, ref, on)])


def risk_page(risk: ScheduleRisk, title: str, ref: str, on: date, palette: Palette = PAPER) -> Figure:
    """One landscape A4 page as a figure; curve and tornado are those of the screen."""
    wide, high = A4
    page = Figure(figsize=(wide / 72, high / 72), dpi=72)
    sheet = Sheet(page, palette.page, (_INSET, _INSET, _INSET, _INSET))
    name = tr("{ref} · {title}", ref=ref, title=title)
    sheet.say(Word(0, 14, elided(name, sheet.width * 0.7, 13, SEMIBOLD), palette.text, 13, SEMIBOLD))
    sheet.say(Word(sheet.width, 14, tr("as at {day}", day=shown.day(on)), palette.text2, anchor="end"))
    sheet.say(Word(0, 30, elided(risk.finding, sheet.width, 10.5), palette.text, 10.5))
    curve = _part(page, (_INSET, _INSET + _HEAD, sheet.width, _CURVE), palette)
    put_s_curve(curve, risk, palette)
    below = _INSET + _HEAD + _CURVE + _GAP
    bars = _part(page, (_INSET, below, _BARS, high - below - _INSET), palette)
    put_tornado(bars, risk, palette, tr("What moves the finish most"))
    said = _part(page, (_INSET + _BARS + 30, below, sheet.width - _BARS - 30, bars.height), palette)
    _put_assumed(said, risk, palette)
    return page


def _part(page: Figure, box: tuple[float, float, float, float], palette: Palette) -> Sheet:
    """A sheet in a part of the page: left, top, width, height in points."""
    wide, high = A4
    left, top, width, height = box
    return Sheet(page, palette.page, (left, top, wide - left - width, high - top - height), beside=True)


def _put_assumed(sheet: Sheet, risk: ScheduleRisk, palette: Palette) -> None:
    """What was assumed, then the risks that were counted, as many as there is room for."""
    sheet.say(Word(0, centred(ROW / 2, TITLE), tr("What was assumed"), palette.text, TITLE, SEMIBOLD))
    runs = tr("{n} runs, seed {seed}", n=shown.number(risk.runs), seed=risk.seed)
    texts = [runs, *assumed_words(risk.assumed), *(_counted(one) for one in risk.assumed.counted)]
    lines = [line for text in texts for line in wrapped(text, sheet.width, SIZE)]
    room = int(sheet.height // ROW) - 2
    for at, line in enumerate(lines[:room]):
        sheet.say(Word(0, centred(ROW * (at + 2)), line, palette.text2))


def _counted(risk: CountedRisk) -> str:
    share, days = shown.percent(round((risk.chance or 0) * 10_000)), shown.signed(risk.days)
    return tr("{ref} {title}: {share}, {n}\u00a0wd", ref=risk.ref, title=risk.title, share=share, n=days)


def wrapped(text: str, width: float, size: float) -> list[str]:
    """A text in lines no wider than so many points; a longer word stays whole."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
