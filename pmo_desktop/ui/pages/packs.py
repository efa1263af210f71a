"""Packs: choose a meeting, see its pack as true pages, put right what stands against it, freeze it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels.packlist import (
    MeetingChoice,
    SectionLine,
    first_choice,
    moved,
    section_lines,
)
from pmo_desktop.services.publishing.assembling import rearranged
from pmo_desktop.services.publishing.issue import Build, Built
from pmo_desktop.services.publishing.problems import PackProblem, Weight
from pmo_desktop.services.publishing.walls import chart_keys
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.jobs import Job, Jobs, Progress
from pmo_desktop.ui.pages.packs_acts import Acts, ChartPrinting
from pmo_desktop.ui.pages.packs_loading import Loaded, choices, header_words, load
from pmo_desktop.ui.pages.packs_menu import PacksMenu
from pmo_desktop.ui.pages.packs_problems import ProblemsPane, printed_problems, weights
from pmo_desktop.ui.pages.packs_sections import SectionsPane
from pmo_desktop.ui.preview.pane import PreviewPane
from pmo_desktop.ui.preview.pdfium import PageSize, page_sizes
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.shell.acts import Act, in_bands
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.header import PageHeader
from pmo_desktop.ui.widgets.marks import Tag
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.text import line

SETTLE_MS = 250
_NOTHING, _PACK = range(2)


class PacksPage(Page):
    """The designer of packs. `build` prints a content; it comes from the composition root."""

    folds_rail = True

    def __init__(self, desk: Desk, jobs: Jobs, build: Build, charts: ChartPrinting | None = None) -> None:
        super().__init__()
        self.acts = Acts(self, desk, jobs, charts)
        self._desk, self._jobs, self._print = desk, jobs, build
        self.loaded: Loaded | None = None
        self.built: Built | None = None
        self._wanted = ""
        self._meeting: UUID | None = None
        self._order: tuple[str, ...] = ()
        self._off: frozenset[str] = frozenset()
        self._charts: frozenset[str] = frozenset()
        self._job: Job | None = None
        self.new_version = False
        self.setAcceptDrops(True)
        self._rebuild = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rebuild.timeout.connect(self.build_now)
        self._make()
        self._listen()
        PacksMenu(self)
        self._enable()

    # -- building the page -------------------------------------------------------------------------

    def _make(self) -> None:
        self._tag = Tag("", "neutral")
        self._export = Button(tr("Export PDF…"), icon="download", on_click=self.acts.export)
        self._printer = Button(tr("Print…"), icon="printer", on_click=self.acts.print_pages)
        self._again = Button(tr("New version…"), icon="files", on_click=self.begin_version)
        self.freeze = Button(
            tr("Approve and freeze…"), look="primary", icon="stamp", on_click=self.acts.approve
        )
        actions = (self._export, self._printer, self._again, self.freeze)
        self._header = PageHeader(tr("Packs"), actions=actions, side_by_side=False)
        self._header.add_beside_title(self._tag)
        self.sections, self.preview, self.problems = SectionsPane(), PreviewPane(), ProblemsPane()
        self._empty = EmptyState(
            tr("No meeting yet"),
            tr("A pack follows the agenda of a meeting. Plan one first."),
            icon="files",
            buttons=[Button(tr("Go to meetings"), look="primary", on_click=lambda: self.go.emit("meetings"))],
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._middle())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(line())
        self._below = QVBoxLayout()
        column.addLayout(self._below)
        column.addWidget(self._stack, 1)

    def _middle(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget, stretch in ((self.sections, 30), (self.preview, 56), (self.problems, 24)):
            if stretch != 30:
                row.addWidget(line(vertical=True))
            row.addWidget(widget, stretch)
        return both

    def _listen(self) -> None:
        self.sections.meeting_chosen.connect(self.choose)
        self.sections.switched.connect(self.switch)
        self.sections.moved.connect(self.move_section)
        self.sections.chosen.connect(self.show_section)
        self.sections.add_wanted.connect(self.acts.add_paper)
        self.sections.words_wanted.connect(self.acts.write_commentary)
        self.sections.refused.connect(self.status)
        self.preview.page_changed.connect(self._turned)
        self.problems.acted.connect(self.acts.settle)

    # -- reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the meetings, then the one shown."""
        if self._desk.is_open:
            self._desk.query(choices, self._chosen)

    def open(self, target: str) -> None:
        """The pack of one meeting, by its id or its reference."""
        try:
            self.choose(UUID(target))
        except ValueError:
            self._wanted = target
            self.refresh()

    @property
    def below_head(self) -> QVBoxLayout:
        """Under the head."""
        return self._below

    @property
    def missing(self) -> str:
        """A meeting that was asked for and is not here."""
        return tr("There is no meeting “{code}” here.", code=self._wanted) if self._wanted else ""

    @property
    def busy(self) -> bool:
        """Whether the pack or its pages are being made."""
        return self._job is not None or self._rebuild.isActive() or self.preview.renderer.busy

    def choose(self, meeting: UUID) -> None:
        """Another meeting."""
        if meeting != self._meeting:
            self._meeting, self.new_version = meeting, False
            self._order, self._off, self._charts = (), frozenset(), frozenset()
            self.loaded = self.built = None
        self.refresh()

    def _chosen(self, found: Sequence[MeetingChoice]) -> None:
        named = next((c.id for c in found if c.ref == self._wanted), None)
        if named is not None:
            self._wanted = ""
            self.choose(named)
            return
        known = {c.id for c in found}
        if self._meeting not in known:
            first = first_choice(found)
            self._meeting = first.id if first else None
        self._stack.setCurrentIndex(_PACK if self._meeting else _NOTHING)
        self._enable()
        if self._meeting is None:
            self._header.set_title(tr("Packs"))
            self._header.set_facts("")
            return
        self.sections.set_meetings(found, self._meeting)
        wanted = MeetingId(self._meeting)
        self._desk.query(lambda office: load(office, wanted), self._read)

    def _read(self, found: Loaded | str) -> None:
        if isinstance(found, str):
            self.preview.say(found)
            return
        if found.meeting_id != self._meeting:
            return
        self.loaded = found
        charts = chart_keys(found.content)
        self._off, self._charts = self._off | (charts - self._charts), self._charts | charts
        self._say()
        self.problems.show_versions(found.facts.issued)
        if self.frozen:
            self.built = None
            self._show_lines()
            self.preview.show_pdf(found.pdf, found.ref, found.labels, found.sizes)
            self._show_problems()
        else:
            self._show_lines()
            self._show_problems()
            self.build_now()
        self._enable()

    @property
    def frozen(self) -> bool:
        """Whether what is shown was issued and cannot be changed."""
        return self.loaded is not None and self.loaded.issued is not None and not self.new_version

    def begin_version(self) -> None:
        """Put the next version together from the data of now."""
        self.new_version = True
        self.refresh()

    # -- building the pack -------------------------------------------------------------------------

    def content_keys(self) -> tuple[str, ...]:
        """The sections that go into the pack, in order."""
        return tuple(s.key for s in self.sections.model.lines if s.on)

    def build_now(self) -> None:
        """Print the pack in the background; what was begun before is forgotten."""
        if self.loaded is None or self.frozen:
            return
        if self._job is not None:
            self._job.stop()
        loaded, keys, build = self.loaded, self.content_keys(), self._print
        content = rearranged(loaded.content, keys)
        if not self.preview.shows_pages:
            self.preview.say(tr("The pages are being made"), tr("This takes a second or two."))

        def work(progress: Progress) -> tuple[Built, tuple[PageSize, ...]]:
            progress(0.1, tr("{n} sections", n=len(content.sections)))
            made = build(content, loaded.papers)
            progress(0.9)
            return made, page_sizes(made.pdf, loaded.ref)

        self._job = self._jobs.run(
            tr("Building the pack for {ref}", ref=loaded.ref), work, done=self._made, failed=self._not_made
        )

    def _made(self, answer: tuple[Built, tuple[PageSize, ...]]) -> None:
        built, sizes = answer
        self._job, self.built = None, built
        self.preview.show_pdf(built.pdf, self.loaded.ref if self.loaded else "", built.labels, sizes)
        self._say()
        self._show_lines()
        self._show_problems()
        self._enable()

    def _not_made(self, why: Exception) -> None:
        self._job = None
        self.preview.say(tr("The pack could not be printed"), str(why))

    def switch(self, key: str, on: bool) -> None:
        """Take a section in or leave it out."""
        self._off = self._off - {key} if on else self._off | {key}
        self._show_lines()
        self._rebuild.start()

    def move_section(self, key: str, by: int) -> None:
        """Move a section up or down."""
        self._order = moved([s.key for s in self.sections.model.lines], key, by)
        self._show_lines()
        self.sections.select(self.sections.model.row_of(key))
        self._rebuild.start()

    # -- showing -----------------------------------------------------------------------------------

    def _show_lines(self) -> None:
        loaded = self.loaded
        if loaded is None:
            return
        content = loaded.frozen if self.frozen and loaded.frozen else loaded.content
        starts = self.built.starts if self.built else loaded.starts if self.frozen else {}
        total = self.built.pages if self.built else len(loaded.labels)
        troubled = {} if self.frozen else weights(loaded.problems, [x.head.key for x in content.sections])
        lines = section_lines(content, self._order, self._off, starts, total, troubled)
        self.sections.set_lines(lines, locked=self.frozen)

    def _show_problems(self) -> None:
        if self.frozen and self.loaded is not None and self.loaded.issued is not None:
            self.problems.show_frozen(self.loaded.issued)
        else:
            self.problems.show_problems(self.all_problems())

    def all_problems(self) -> list[PackProblem]:
        """What the records show, then what the printed pages show."""
        if self.loaded is None:
            return []
        return [*self.loaded.problems, *printed_problems(self.built.problems if self.built else ())]

    @property
    def stopping(self) -> int:
        """How many problems stop the issue."""
        return sum(p.weight is Weight.STOPS for p in self.all_problems())

    def _say(self) -> None:
        loaded = self.loaded
        if loaded is None:
            return
        tag, facts = header_words(loaded, self.built, frozen=self.frozen)
        self._header.set_title(tr("Pack for {ref}", ref=loaded.ref))
        self._tag.set_text(tag)
        self._header.set_facts(facts)

    def _enable(self) -> None:
        ready = self.loaded is not None and (self.built is not None or self.frozen)
        self._export.setEnabled(ready)
        self._printer.setEnabled(ready)
        self._again.setVisible(self.frozen)
        self.freeze.setVisible(self._meeting is not None and not self.frozen)
        self.freeze.setEnabled(ready and not self.stopping)
        why = trn("{n} problem stops the issue", "{n} problems stop the issue", self.stopping)
        self.freeze.setToolTip(why if self.stopping else "")
        self.facts.emit(why if self.stopping and not self.frozen else "")

    def _turned(self, page: int) -> None:
        self.sections.mark(page + 1)

    def show_section(self, key: str) -> None:
        """The first page of a section."""
        found: SectionLine | None = next((s for s in self.sections.model.lines if s.key == key), None)
        if found is not None and found.first:
            self.preview.go_to(found.first - 1)
        if found is not None:
            lead = tr("Paper {number}", number=found.number) if found.number else ""
            self.says.emit(lead, found.title)

    def offered(self) -> list[Act]:
        """Acts of the pack, and of the section that is selected."""
        return in_bands([*super().offered(), *self.sections.does.offered()])

    # -- dropping a file ---------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A PDF may be dropped while the pack is open."""
        urls = event.mimeData().urls()
        if urls and self.loaded is not None and not self.frozen:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Each file becomes a paper."""
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        event.acceptProposedAction()
        for path in paths[:1]:
            self.acts.read_paper(path)
