"""The record of one decision as a document: to print, or to keep as PDF. Texts of people are never markup."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from pmo_desktop.domain.effects import EffectState
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.decisions import DecisionEntry
from pmo_desktop.services.decisions.reading import DecisionFile
from pmo_desktop.ui.theme import font

_HEAD, _TEXT, _SMALL, _DPI = 15.0, 10.5, 8.5, 300
_MARGIN = 20.0


class _Writer:
    """Blocks of a document, each in one format."""

    def __init__(self) -> None:
        self.document = QTextDocument()
        self._cursor = QTextCursor(self.document)
        self._first = True

    def add(self, text: str, size: float = _TEXT, *, bold: bool = False, above: float = 2.0) -> None:
        """One paragraph."""
        block, chars = QTextBlockFormat(), QTextCharFormat()
        block.setTopMargin(above)
        face = QFont(font(13).family())
        face.setPointSizeF(size)
        face.setBold(bold)
        chars.setFont(face)
        if not self._first:
            self._cursor.insertBlock()
        self._first = False
        self._cursor.setBlockFormat(block)
        self._cursor.setCharFormat(chars)
        self._cursor.insertText(text)

    def pair(self, label: str, value: str) -> None:
        """A fact."""
        if value:
            self.add(tr("{label}: {value}", label=label, value=value))

    def part(self, heading: str, text: str) -> None:
        """A heading with a text under it."""
        if text:
            self.add(heading, bold=True, above=10.0)
            self.add(text)


def document_of(file: DecisionFile, printed_on: str) -> QTextDocument:
    """All of a decision, from its words to what it changed and what became of it."""
    entry, record, write = file.entry, file.entry.record, _Writer()
    write.add(tr("Decision {ref}", ref=entry.ref), _HEAD, bold=True, above=0.0)
    write.add(str(record.text), 12.0, bold=True, above=8.0)
    write.add("", above=0.0)
    write.pair(tr("Body"), entry.body.title.said(language()) if entry.body else "")
    write.pair(tr("Made"), tr(record.route.label))
    write.pair(tr("Made on"), shown.date(record.made_on) if record.made_on else "")
    write.pair(tr("State"), tr(record.state.label))
    write.pair(tr("Authority"), record.authority)
    about = (f"{ref} {title.said(language())}" for _, ref, title in entry.works)
    write.pair(tr("About"), ", ".join(about))
    for label, value in file.taken.lines:
        write.pair(label, value)
    write.pair(tr("Took part"), ", ".join(file.taken.present))
    write.pair(tr("Not counted, interest declared"), ", ".join(file.taken.out))
    for vote in file.taken.votes:
        write.pair(tr("Vote"), vote)
    write.pair(tr("Votes"), str(record.description) if entry.between else "")
    write.part(tr("Because"), str(record.reasons))
    write.part(tr("Could not wait because"), str(record.urgent_because))
    write.part(tr("Options considered"), str(record.options))
    write.part(tr("Conditions"), str(record.conditions))
    write.part(tr("Dissent"), str(record.dissent))
    _effects(write, entry)
    _others(write, entry)
    write.add(printed_on, _SMALL, above=18.0)
    return write.document


def _effects(write: _Writer, entry: DecisionEntry) -> None:
    if entry.effects:
        write.add(tr("What it changes in the register"), bold=True, above=10.0)
    for line in entry.effects:
        at = line.effect.applied_at
        since = shown.date(at.astimezone().date()) if at and line.effect.state is EffectState.APPLIED else ""
        write.add(" · ".join(part for part in (line.says, line.state, since) if part))


def _others(write: _Writer, entry: DecisionEntry) -> None:
    lines = (
        (tr("Replaces"), entry.replaces),
        (tr("Overturned by"), entry.replaced_by),
        (tr("Ratified by"), entry.ratified_by),
    )
    if any(ref for _, ref in lines):
        write.add(tr("Other decisions"), bold=True, above=10.0)
    for label, ref in lines:
        write.pair(label, ref)


def write_pdf(document: QTextDocument, path: Path, title: str) -> None:
    """The document as a PDF of A4 sheets."""
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setResolution(_DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    area = writer.pageLayout().paintRectPixels(_DPI)
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(QSizeF(area.size()))
    document.print_(writer)
