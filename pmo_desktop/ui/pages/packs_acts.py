"""What a person does with a pack: export, print, freeze, add a paper, write the commentary."""

from __future__ import annotations

import dataclasses as dc
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog

from pmo_desktop.domain.documents import Pack
from pmo_desktop.domain.edits import Edit, between, creation
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import MeetingId, PackId
from pmo_desktop.domain.meetings import Paper
from pmo_desktop.domain.values import LText, Rich, Zoned
from pmo_desktop.i18n import tr, trc, trl, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.pack import PackContent, short_hash
from pmo_desktop.readmodels.pack_front import Cover
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Change, StoreFault
from pmo_desktop.services.publishing.assembling import rearranged
from pmo_desktop.services.publishing.issue import Built, Verdict, issue, verify
from pmo_desktop.services.publishing.problems import PackProblem
from pmo_desktop.services.publishing.walls import body_roadmap
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.jobs import Jobs, Progress
from pmo_desktop.ui.pages.packs_dialogs import FreezeQuestion, PaperQuestion, WordsQuestion
from pmo_desktop.ui.pages.packs_papers import Handed, Wish, next_number, paper_edit, read_paper
from pmo_desktop.ui.preview.pdfium import first_text
from pmo_desktop.ui.preview.printing import print_pages, ready_printer
from pmo_desktop.ui.print.making import PlanPdf, PlanToPrint, name_of
from pmo_desktop.ui.widgets.notices import Notice
from pmo_desktop.ui.widgets.remembered import Remembered

if TYPE_CHECKING:
    from pmo_desktop.ui.pages.packs import PacksPage

PDF = "PDF (*.pdf)"
ChartPrinting: TypeAlias = tuple[PlanPdf, Remembered]
"""Who makes the PDF of a wall chart, and where the choices of the print window are kept."""


class Acts:
    """The acts of the designer; each asks what it must, works in the background and says how it ended."""

    def __init__(self, page: PacksPage, desk: Desk, jobs: Jobs, charts: ChartPrinting | None = None) -> None:
        self._page, self._desk, self._jobs, self._charts = page, desk, jobs, charts

    def _body(self) -> tuple[str, bytes]:
        """The name and bytes of what is shown; no bytes while nothing is."""
        page = self._page
        if page.loaded is None:
            return "", b""
        frozen = page.loaded.issued if page.frozen else None
        version = frozen.version if frozen else page.loaded.content.version
        name = tr("pack {ref} version {n}", ref=page.loaded.ref, n=version)
        return name, page.loaded.pdf if frozen else page.built.pdf if page.built else b""

    # -- file and printer --------------------------------------------------------------------------

    def export(self) -> None:
        """Write the PDF that is shown to a file."""
        name, body = self._body()
        if not body:
            return
        path, _ = QFileDialog.getSaveFileName(self._page, tr("Export the pack"), f"{name}.pdf", PDF)
        if path:
            self.export_to(Path(path), body)

    def export_to(self, path: Path, body: bytes) -> None:
        """Write a file whole, or leave what was there and say why."""
        beside = path.with_name(f".{path.name}.new")
        try:
            beside.write_bytes(body)
            beside.replace(path)
        except OSError as why:
            beside.unlink(missing_ok=True)
            reason = why.strerror or str(why)
            self._refuse(
                tr("Not exported"), tr("{path} could not be written: {reason}.", path=path, reason=reason)
            )
            return
        self._page.toast.emit(tr("Written to {path}", path=path), "")

    def print_pages(self) -> None:
        """Print what is shown, page for page as on the screen."""
        name, body = self._body()
        if not body:
            return
        printer = ready_printer(body, name)
        dialog = QPrintDialog(printer, self._page)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        first, last = printer.fromPage(), printer.toPage()

        def work(progress: Progress) -> int:
            return print_pages(printer, body, progress, first, last)

        self._jobs.run(tr("Printing {name}", name=name), work, done=self._printed)

    def _printed(self, pages: int) -> None:
        self._page.toast.emit(trn("{n} page sent to the printer", "{n} pages sent to the printer", pages), "")

    def wall_chart(self) -> None:
        """Read the roadmap of the body's works and show it in the print window."""
        loaded = self._page.loaded
        if loaded is None:
            return
        meeting, zone = MeetingId(loaded.meeting_id), loaded.content.as_of.zone

        def read(office: Office) -> PlanToPrint | None:
            from pmo_desktop.charts.paper.pages import PrintFacts

            now = office.now()
            model = body_roadmap(office.store, meeting, Zoned(now, zone))
            if model is None:
                return None
            facts = PrintFacts(printed=now.astimezone().replace(tzinfo=None), by=name_of(office))
            return PlanToPrint(model, frozenset(), frozenset(), facts)

        self._desk.query(read, self._show_chart)

    def _show_chart(self, plan: PlanToPrint | None) -> None:
        from pmo_desktop.ui.print.dialog import PlanPrint

        page = self._page
        if plan is None or self._charts is None:
            page.toast.emit(tr("No work of this body has a plan."), "")
            return
        (make, kept), said = self._charts, page.toast.emit
        key = f"roadmap/{page.loaded.facts.meeting.body.id}" if page.loaded else "roadmap"
        window = PlanPrint(plan, make, self._jobs, kept, key, lambda s: said(s, ""), page)
        window.finished.connect(window.deleteLater)
        window.open()

    def verify_file(self) -> None:
        """Ask for a file and say which issued pack it is."""
        path, _ = QFileDialog.getOpenFileName(self._page, tr("Verify a file"), "", PDF)
        if path:
            self.verify(Path(path))

    def verify(self, path: Path) -> None:
        """Compare a file with the packs that were issued from this database, and say the verdict."""

        def read(office: Office) -> Verdict:
            try:
                return verify(office.store, path.read_bytes(), first_text)
            except OSError as why:
                reason = why.strerror or str(why)
                said = tr("{path} could not be read: {reason}.", path=path, reason=reason)
                return Verdict(ok=False, sentence=said)

        self._desk.query(read, lambda verdict: self._judged(path, verdict))

    def _judged(self, path: Path, verdict: Verdict) -> None:
        tone = "pos" if verdict.ok else "neg"
        self._page.notice.emit(Notice("verify", tone, path.name, verdict.sentence, trc("act", "Close")))

    # -- freezing ----------------------------------------------------------------------------------

    def approve(self) -> None:
        """Ask once, naming what will be frozen; then freeze it."""
        page = self._page
        if page.loaded is None or page.built is None or page.stopping:
            return
        content = rearranged(page.loaded.content, page.content_keys())
        question = FreezeQuestion(freeze_facts(content, page.built), content.version, page)
        if question.exec():
            self.freeze(content, page.built)

    def freeze(self, content: PackContent, built: Built) -> None:
        """Store the pack as issued, in the writer's thread."""
        loaded = self._page.loaded
        if loaded is None:
            return
        meeting = loaded.facts.meeting.meeting

        def work(office: Office) -> Pack | str:
            try:
                return issue(office, meeting, content, built)
            except StoreFault:
                raise
            except Fault as why:
                return str(why)

        self._page.freeze.setEnabled(False)
        self._desk.write(work, self._frozen)

    def _frozen(self, answer: Pack | str) -> None:
        page = self._page
        if isinstance(answer, str):
            self._refuse(tr("Not frozen"), answer)
            page.refresh()
            return
        page.new_version = False
        touched = frozenset({("pack", answer.id), ("meeting", answer.meeting)})
        self._desk.changed.emit(Change(self._desk.office.new_id(), touched))
        page.toast.emit(tr("{ref} is frozen as version {n}", ref=answer.ref, n=answer.version), "")
        page.refresh()

    # -- problems ----------------------------------------------------------------------------------

    def settle(self, problem: PackProblem) -> None:
        """Go where a problem can be put right, or ask for what it lacks."""
        target, page = problem.goes_to, self._page
        if target.startswith("page/"):
            page.preview.go_to(int(target.removeprefix("page/")) - 1)
        elif target == "commentary":
            self.write_commentary()
        elif target:
            page.go.emit(target)
        else:
            papers = page.loaded.facts.papers if page.loaded else ()
            self.add_paper(next((p for p in papers if str(p.id) == problem.about), None))

    # -- papers ------------------------------------------------------------------------------------

    def add_paper(self, paper: Paper | None = None) -> None:
        """Choose a PDF and make it a paper of the meeting."""
        if self._page.loaded is None or self._page.frozen:
            return
        path, _ = QFileDialog.getOpenFileName(self._page, tr("Add a paper"), "", PDF)
        if path:
            self.read_paper(Path(path), paper)

    def read_paper(self, path: Path, paper: Paper | None = None) -> None:
        """Look at a file in the background, then ask where it belongs."""

        def done(handed: Handed) -> None:
            self.ask_place(handed, paper)

        def failed(why: Exception) -> None:
            self._refuse(tr("Paper not taken"), str(why))

        self._jobs.run(
            tr("Looking at {name}", name=path.name),
            lambda _progress: read_paper(path),
            done=done,
            failed=failed,
        )

    def ask_place(self, handed: Handed, paper: Paper | None) -> None:
        """Ask for title and item of a new paper; one that was announced has both."""
        loaded = self._page.loaded
        if loaded is None:
            return
        if paper is None:
            title = Path(handed.name).stem.replace("_", " ").replace("-", " ").strip().capitalize()
            question = PaperQuestion(handed.name, title, loaded.facts.meeting.items, self._page)
            if not question.exec():
                return
            wish = Wish(question.title, next_number(loaded.facts.papers), question.item)
        else:
            wish = Wish(str(paper.title), paper.number, None, paper)
        self.store_paper(handed, wish)

    def store_paper(self, handed: Handed, wish: Wish) -> None:
        """Keep the file, then store document and paper as one edit that can be taken back."""
        loaded = self._page.loaded
        if loaded is None:
            return
        meeting = MeetingId(loaded.meeting_id)

        def done(edit: Edit) -> None:
            self._desk.submit(
                edit, trl("Add paper {name}", name=wish.title), lambda _receipt: self._page.refresh()
            )

        self._desk.write(lambda office: paper_edit(office, meeting, handed, wish), done)

    # -- words -------------------------------------------------------------------------------------

    def write_commentary(self) -> None:
        """The leader's own words for the portfolio page."""
        loaded = self._page.loaded
        if loaded is None or self._page.frozen:
            return
        question = WordsQuestion(loaded.facts.commentary, self._page)
        if question.exec():
            self.keep_commentary(question.text)

    def keep_commentary(self, text: str) -> None:
        """Keep the words with the draft of the pack."""
        loaded = self._page.loaded
        if loaded is None:
            return
        draft, content = loaded.facts.draft, loaded.content
        edit: Edit
        if draft is not None:
            edit = between(draft, dc.replace(draft, description=Rich(text)))
        else:
            edit = creation(
                Pack(
                    id=PackId(self._desk.office.new_id()),
                    meeting=MeetingId(loaded.meeting_id),
                    title=LText.of(content.title, content.printing.language),
                    version=content.version,
                    as_of=content.as_of.at,
                    description=Rich(text),
                )
            )
        self._desk.submit(
            edit, trl("Commentary for {ref}", ref=loaded.ref), lambda _receipt: self._page.refresh()
        )

    def _refuse(self, lead: str, text: str) -> None:
        self._page.notice.emit(Notice("pack", "warn", lead, text, trc("act", "Close")))


def freeze_facts(content: PackContent, built: Built) -> list[tuple[str, str]]:
    """What the question names: meeting, date of the data, pages, hash, copies."""
    voting = next((s.voting_members for s in content.sections if isinstance(s, Cover)), 0)
    copies = trn(
        "File copy, and {n} for the voting member", "File copy, and {n} for the voting members", voting
    )
    return [
        (tr("Meeting"), f"{content.meeting.ref}, {shown.date(shown.local(content.meeting.starts).date())}"),
        (tr("Data as at"), shown.zoned(content.as_of)),
        (tr("Length"), trn("{n} page", "{n} pages", built.pages)),
        (tr("Content hash"), short_hash(content)),
        (tr("Copies"), copies),
    ]
