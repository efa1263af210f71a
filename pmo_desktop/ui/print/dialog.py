"""A plan on paper, before it is printed: choices at the left, the true pages at the right."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pmo_desktop.charts.paper.pages import PaperSettings, paper, settings_from, settings_text
from pmo_desktop.charts.paper.plan import Advice, Layout
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.ui.jobs import Job, Jobs, Progress
from pmo_desktop.ui.preview.pane import PreviewPane
from pmo_desktop.ui.preview.pdfium import PageSize
from pmo_desktop.ui.preview.printing import print_pages
from pmo_desktop.ui.print.form import PaperForm
from pmo_desktop.ui.print.making import PlanPdf, PlanToPrint, Proof, proof, write_plan
from pmo_desktop.ui.print.printer import PrinterChoice, dots, plan_printer
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import IconMark
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.text import Label, line, surface

_KEPT = "print/plan"
_PAUSE_MS = 220
"""After the last choice, before pages are made anew."""
FIRST, MOST = 3, 48
"""Sheets that are shown at once, and the most that are shown at all."""
_FORM = 376


def chosen_settings(remembered: Remembered, key: str) -> PaperSettings:
    """What was chosen for this plan, else for any."""
    found = (str(remembered.value(name) or "") for name in (f"{_KEPT}/{key}", _KEPT))
    return settings_from(next((text for text in found if text), ""))


class PlanPrint(QDialog):
    """Choices, advice, true pages; prints, or writes files. `said` gets a sentence when that ended."""

    def __init__(
        self,
        plan: PlanToPrint,
        make: PlanPdf,
        jobs: Jobs,
        remembered: Remembered,
        key: str,
        said: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._plan, self._make, self._jobs, self._kept = plan, make, jobs, remembered
        self._keys = (f"{_KEPT}/{key}", _KEPT)
        self._say = said
        self._layout: Layout | None = None
        self._job: Job | None = None
        self.setWindowTitle(tr("Print the plan"))
        self.setModal(True)
        surface(self, "page")
        facts = plan.facts
        self.form = PaperForm(facts.printed.date() if facts.printed else date.min)
        self.preview = PreviewPane()
        self._count = Label("", size=12, tone="text2", wrap=True)
        self._advice = QVBoxLayout()
        self._advice.setSpacing(6)
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.form.changed.connect(self._chosen)
        self._shortcuts()
        self.form.show_settings(chosen_settings(remembered, key))
        self.refresh()

    def _lay_out(self) -> None:
        self.print = Button(
            tr("Print"), look="primary", icon="printer", tip=tr("Print (Ctrl+P)"), on_click=self.send
        )
        self.save = Button(tr("Save as…"), tip=tr("Save as a file (Ctrl+S)"), on_click=self.ask_file)
        close = Button(tr("Cancel"), on_click=self.reject)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.form)
        side = QWidget()
        side.setFixedWidth(current().px(_FORM))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(8)
        column.addWidget(scroll, 1)
        column.addWidget(line())
        below = QVBoxLayout()
        below.setContentsMargins(16, 0, 16, 0)
        below.setSpacing(8)
        below.addWidget(self._count)
        below.addLayout(self._advice)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for button in (self.print, self.save, close):
            acts.addWidget(button)
        acts.addStretch(1)
        below.addLayout(acts)
        column.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.preview, 1)

    def _shortcuts(self) -> None:
        view = self.preview.view
        for keys, act in (
            ("Ctrl+P", self.send),
            ("Ctrl+S", self.ask_file),
            ("PgDown", partial(view.turn, 1)),
            ("PgUp", partial(view.turn, -1)),
            ("Ctrl++", partial(view.step_zoom, 1)),
            ("Ctrl+-", partial(view.step_zoom, -1)),
            ("Ctrl+0", partial(view.set_zoom, 0.0)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def sizeHint(self) -> QSize:
        """Nearly as large as the window."""
        parent = self.parentWidget()
        room = parent.window().size() if parent else QSize(1280, 800)
        return QSize(max(room.width() - 80, 900), max(room.height() - 60, 560))

    @property
    def waiting(self) -> bool:
        """Whether pages will be made anew."""
        return self._pause.isActive()

    @property
    def plan_layout(self) -> Layout:
        """The sheets that were made last."""
        assert self._layout is not None
        return self._layout

    @property
    def facts(self) -> str:
        """What is said of the sheets."""
        return self._count.text()

    @property
    def settings(self) -> PaperSettings:
        """What is chosen."""
        return self.form.settings()

    # -- pages -------------------------------------------------------------------------------------

    def _chosen(self) -> None:
        text = settings_text(self.settings)
        for key in self._keys:
            self._kept.setValue(key, text)
        self._pause.start()

    def refresh(self) -> None:
        """Make the first pages anew, then the others."""
        plan, make, settings = self._plan, self._make, self.settings

        def work(tell: Progress) -> Proof:
            return proof(plan.laid_out(settings), plan.facts, make, tell, FIRST)

        self._start(work)

    def _start(self, work: object) -> None:
        if self._job is not None and self._job.running:
            self._job.stop()
        self._job = job = self._jobs.run(tr("Preview of the plan"), work, failed=self._failed)  # type: ignore[arg-type]
        job.done.connect(partial(self._made, job))

    def _made(self, job: Job, made: Proof) -> None:
        if job is not self._job:
            return
        again = self._layout is not made.layout
        self._layout = made.layout
        sizes = tuple(PageSize(s.geometry.width, s.geometry.height) for s in made.layout.sheets[: made.shown])
        self.preview.show_pdf(made.pdf, self.windowTitle(), made.labels, sizes)
        if again:
            self._tell(made)
        if not made.complete and made.shown < MOST:
            self._start(lambda tell: proof(made.layout, self._plan.facts, self._make, tell, MOST))

    def _failed(self, why: Exception) -> None:
        self.preview.say(tr("The pages could not be made."), str(why))

    def _tell(self, made: Proof) -> None:
        """How many sheets, how they lie, the type; then what should be known."""
        layout, count = made.layout, len(made.layout.sheets)
        words = trn("{n} sheet of {paper}", "{n} sheets of {paper}", count, paper=_paper(layout))
        parts = [words, tr("type {size} pt", size=shown.number(layout.type_size, 1))]
        if layout.across > 1:
            parts.insert(1, tr("{down} down, {across} across", down=layout.down, across=layout.across))
        if count > MOST:
            parts.append(tr("the first {n} are shown", n=MOST))
        self._count.setText(" · ".join(parts))
        while (item := self._advice.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for advice in layout.advice:
            self._advice.addWidget(self._said(advice))

    def _said(self, advice: Advice) -> QWidget:
        """One piece of advice, with a button for the paper that it offers."""
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconMark("triangle-alert", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(advice.text, size=12, wrap=True), 1)
        if advice.paper:
            words = tr("Use {paper}", paper=paper(advice.paper).name)
            row.addWidget(Button(words, look="link", on_click=lambda: self.use(advice)))
        return box

    def use(self, advice: Advice) -> None:
        """Take the paper that was offered."""
        wish = dc.replace(self.settings, paper=advice.paper, portrait=advice.portrait)
        self.form.show_settings(wish)
        self._chosen()

    # -- acts --------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask for a name and write the plan there."""
        forms = ";;".join((tr("PDF") + " (*.pdf)", tr("Picture") + " (*.png)", tr("Drawing") + " (*.svg)"))
        name, kind = QFileDialog.getSaveFileName(self, tr("Save the plan"), self._name(), forms)
        if name:
            path = Path(name)
            ending = kind.rpartition("*")[2].rstrip(")") or ".pdf"
            self.write(path if path.suffix else path.with_suffix(ending))

    def _name(self) -> str:
        words = f"{self._plan.facts.code} {self._plan.model.name}".strip() or tr("Plan")
        return "".join(c for c in words if c.isalnum() or c in " -_.")[:80] + ".pdf"

    def write(self, path: Path) -> None:
        """Write the plan as a file of the kind its name says, in the background."""
        plan, make, settings, say = self._plan, self._make, self.settings, self._say

        def work(tell: Progress) -> tuple[Path, ...]:
            layout = plan.laid_out(settings)
            return write_plan(path, layout, plan.facts, make, tell, settings.dpi)

        def done(files: tuple[Path, ...]) -> None:
            if len(files) == 1:
                say(tr("The plan is in {path}.", path=files[0]))
            else:
                folder = files[0].parent
                say(tr("The plan is in {n} files in {folder}.", n=len(files), folder=folder))

        label = tr("Writing {name}", name=path.name)
        self._jobs.run(label, work, done=done, failed=lambda why: say(str(why)))
        self.accept()

    def send(self) -> None:
        """Ask for a printer and print the sheets."""
        settings, title = self.settings, self._plan.model.name or tr("Plan")
        kept = (str(self._kept.value(f"{name}/printer") or "") for name in self._keys)
        printer = plan_printer(settings, title, PrinterChoice.read(next((t for t in kept if t), "")))
        question = QPrintDialog(printer, self)
        question.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if question.exec() != QPrintDialog.DialogCode.Accepted:
            return
        choice = PrinterChoice.of(printer).text
        for name in self._keys:
            self._kept.setValue(f"{name}/printer", choice)
        plan, make, say = self._plan, self._make, self._say
        first, last = printer.fromPage(), printer.toPage()

        def work(tell: Progress) -> int:
            made = proof(plan.laid_out(settings), plan.facts, make, lambda share, text: tell(share / 2, text))
            return print_pages(
                printer,
                made.pdf,
                lambda share, text: tell(0.5 + share / 2, text),
                first,
                last,
                dots(settings),
            )

        def done(pages: int) -> None:
            say(trn("{n} page sent to the printer", "{n} pages sent to the printer", pages))

        self._jobs.run(tr("Printing {name}", name=title), work, done=done)
        self.accept()

    def done(self, result: int) -> None:
        """Make no more pages once the window is closed."""
        if self._job is not None and self._job.running:
            self._job.stop()
        self._job = None
        self._pause.stop()
        self.preview.renderer.close()
        super().done(result)


def _paper(layout: Layout) -> str:
    return paper(layout.settings.paper).name
