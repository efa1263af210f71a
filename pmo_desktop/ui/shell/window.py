"""The window: puts strip, rail, pages, inspector and status bar together and moves between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.actions import Actions
from pmo_desktop.ui.search import Source
from pmo_desktop.ui.shell.areas import Areas
from pmo_desktop.ui.shell.body import Body
from pmo_desktop.ui.shell.commands import add_window_commands, found_commands
from pmo_desktop.ui.shell.history import History
from pmo_desktop.ui.shell.memory import keep_window, kept_look, restore_window
from pmo_desktop.ui.shell.page import Page, PageSpec
from pmo_desktop.ui.shell.rail import Place, Rail
from pmo_desktop.ui.shell.status import StatusLine
from pmo_desktop.ui.shell.strip import Strip
from pmo_desktop.ui.shell.toasts import Toasts
from pmo_desktop.ui.shell.wiring import connect_page
from pmo_desktop.ui.theme import Look, current
from pmo_desktop.ui.widgets.notices import BannerPlace
from pmo_desktop.ui.widgets.remembered import Remembered, remembered_flag
from pmo_desktop.ui.widgets.text import line

if TYPE_CHECKING:
    from pmo_desktop.ui.jobs import Job
    from pmo_desktop.ui.palette import CommandPalette

FOLDS_BELOW = 1360
SMALLEST = QSize(960, 600)
DESIGNED = QSize(1440, 900)
_ASIDE = 16


class Shell(QMainWindow):
    """The frame. Pages are built when they are first visited and know nothing of each other.

    `remembered` keeps geometry, rail, inspector and looks. `person` is who works here. `look` is made
    when none is given.
    """

    went = Signal(str)
    """The target now shown."""
    store_clicked = Signal()
    bell_clicked = Signal()
    person_clicked = Signal()

    def __init__(
        self,
        pages: Sequence[PageSpec],
        remembered: Remembered,
        *,
        look: Look | None = None,
        person: str = "",
        title: str = "PMO Desktop",
    ) -> None:
        super().__init__()
        self.remembered = remembered
        self.look = look or kept_look(remembered)
        self._specs = {spec.name: spec for spec in pages}
        self._built: dict[str, QWidget] = {}
        self._inspectors: dict[str, QWidget] = {}
        self.spoken: dict[str, tuple[str, str]] = {}
        self.known: dict[str, str] = {}
        self._history = History()
        self._toasts = Toasts(self)
        self._pins: list[Place] = []
        self._sources: list[Source] = [lambda _query: found_commands(self)]
        self._folded = remembered_flag(remembered, "window/rail_folded", default=False)
        self.setWindowTitle(title)
        self.setMinimumSize(SMALLEST)
        self.resize(DESIGNED)
        self._put_together(person)
        self.actions_ = Actions(self)
        self.actions_.fill(self.strip.menus)
        add_window_commands(self)
        restore_window(self)
        self.fold_as_due()

    def _put_together(self, person: str) -> None:
        self.strip = Strip(person)
        self.strip.search.connect(self.search)
        self.strip.store.clicked.connect(lambda _on=False: self.store_clicked.emit())
        self.strip.bell.clicked.connect(lambda _on=False: self.bell_clicked.emit())
        self.strip.person.clicked.connect(lambda _on=False: self.person_clicked.emit())
        self.rail = Rail([Place(s.name, tr(s.title), s.icon, s.bottom) for s in self.specs()])
        self.rail.chosen.connect(self.go)
        self.body = Body()
        self.body.resized.connect(lambda wide: self.remembered.setValue("window/inspector_width", wide))
        self.status_line = StatusLine()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        for widget, stretch in ((self.rail, 0), (line(vertical=True), 0), (self.body, 1)):
            middle.addWidget(widget, stretch)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addLayout(middle, 1)
        column.addWidget(self.status_line)
        self.setCentralWidget(holder)
        self.areas = Areas(self.rail, self.body, self.strip, self.page_shown)

    def specs(self) -> list[PageSpec]:
        """The pages with an entry in the rail, in its order."""
        return [spec for spec in self._specs.values() if not spec.hidden]

    @cached_property
    def palette_(self) -> CommandPalette:
        """The command palette, made when it is first opened."""
        from pmo_desktop.ui.palette import CommandPalette

        return CommandPalette(self, self._sources)

    def add_source(self, source: Source) -> None:
        """Let the palette find more: records, people, works."""
        self._sources.append(source)

    def search(self) -> None:
        """Open the palette."""
        self.palette_.open()

    def search_records(self) -> None:
        """Open the palette for records only."""
        self.palette_.open(only="records")

    def found_more(self) -> None:
        """A source has found more for what is typed."""
        if "palette_" in self.__dict__:
            self.palette_.again()

    # -- pages -------------------------------------------------------------------------------------

    @property
    def target(self) -> str:
        """Where the person is: "register" or "project/<id>"."""
        return self._history.now

    def page_shown(self) -> QWidget | None:
        """The page in front, None before the first."""
        return self._built.get(self.target.partition("/")[0])

    def page(self, name: str) -> QWidget:
        """A page by name, built now if it was not; KeyError for a name without a spec."""
        if name not in self._built:
            made = self._specs[name].build()
            self._built[name] = made
            if isinstance(made, Page):
                connect_page(self, name, made)
            self.body.stack.addWidget(made)  # the first one is shown by this, and speaks
        return self._built[name]

    def pages_built(self) -> list[str]:
        """Names of the pages that were visited."""
        return list(self._built)

    def in_front(self, name: str) -> bool:
        """Whether a page is the one shown; only that one speaks in the status bar."""
        return self.target.partition("/")[0] == name

    def go(self, target: str) -> None:
        """Show a page ("register") or a record on it ("project/<id>"); unknown pages are a KeyError."""
        if target.partition("/")[0] not in self._specs:
            raise KeyError(target)
        self._history.visit(target)
        self._show()

    def back(self) -> None:
        """To where one was before."""
        self._history.back()
        self._show()

    def forward(self) -> None:
        """To where one went back from."""
        self._history.forward()
        self._show()

    def _show(self) -> None:
        name, _, rest = self.target.partition("/")
        if not name:
            return
        self.say(*(("", "") if rest else self.spoken.get(name, ("", ""))))
        self.facts("" if rest else self.known.get(name, ""))
        page = self.page(name)
        self.body.inspect(self._inspectors.get(name))
        if rest and isinstance(page, Page):
            page.open(rest)
        self.body.speak_in(page.below_head if isinstance(page, Page) else None)
        last = page.focusWidget()
        self.body.stack.setCurrentWidget(page)
        if isinstance(page, Page):
            page.take_focus(last)
        spec = self._specs[name]
        self.rail.light(self.target if self.target in self._pinned_targets() else spec.under or name)
        self.fold_as_due()
        self.actions_.get("back").setEnabled(self._history.can_back)
        self.actions_.get("forward").setEnabled(self._history.can_forward)
        self.went.emit(self.target)

    def changed(self, names: Iterable[str] | None = None) -> None:
        """Something was stored: pages (all built ones, or those named) read again when seen."""
        for name in list(self._built) if names is None else names:
            page = self._built.get(name)
            if isinstance(page, Page):
                page.mark_stale()

    def refresh_counts(self) -> None:
        """Ask every page how many things wait for me there."""
        for spec in self.specs():
            if spec.count:
                self.rail.set_count(spec.name, spec.count())

    def set_pinned(self, places: Sequence[Place]) -> None:
        """Show what is pinned in the rail."""
        self._pins = list(places)
        self.rail.set_pinned(places)

    def _pinned_targets(self) -> set[str]:
        return {place.target for place in self._pins}

    # -- saying ------------------------------------------------------------------------------------

    @property
    def banners(self) -> BannerPlace:
        """The place of banners."""
        return self.body.banners

    def say(self, lead: str, rest: str = "") -> None:
        """Speak at the start of the status bar."""
        self.status_line.say(lead, rest)

    def facts(self, text: str) -> None:
        """Speak at its end."""
        self.status_line.facts(text)

    def show_job(self, job: Job) -> None:
        """Show work under way in the status bar; connect `Jobs.started` to this."""
        self.status_line.job.follow(job)

    def set_store_state(self, state: str, text: str = "") -> None:
        """Show "saved", "saving", "offline", "conflict" or "read_only", with a text of its own if given."""
        self.strip.store.set_state(state, text)

    def toast(self, text: str, act: str = "", on_act: Callable[[], object] | None = None) -> None:
        """Show a short message for six seconds, with an act that is in a menu too."""
        lift = self.status_line.height() + _ASIDE
        self._toasts.show(text, act, on_act, start=self.rail.width() + _ASIDE, lift=lift)

    @property
    def news(self) -> list[str]:
        """The toasts shown lately, the latest first."""
        return list(self._toasts.recent)

    # -- inspector, rail ---------------------------------------------------------------------------

    def inspect(self, widget: QWidget | None) -> None:
        """Fill the inspector's place for the page in front."""
        self.inspected(self.target.partition("/")[0], widget)

    def inspected(self, name: str, widget: QWidget | None) -> None:
        """Take what a page gives to inspect; what it gave before is deleted."""
        old = self._inspectors.pop(name, None)
        if widget is not None:
            self._inspectors[name] = widget
            closed = getattr(widget, "closed", None)
            if closed is not None and old is not widget:
                closed.connect(lambda: self.want_inspector(shown=False))
        if self.in_front(name):
            self.body.inspect(widget)
        if old is not None and old is not widget:
            old.deleteLater()

    def want_inspector(self, *, shown: bool) -> None:
        """Show or hide the inspector's place."""
        self.body.want(shown=shown)
        self.actions_.get("inspector").setChecked(shown)
        self.remembered.setValue("window/inspector", shown)

    def fold_rail(self, *, folded: bool) -> None:
        """Fold the rail or not, as far as the width of the window leaves a choice."""
        self._folded = folded
        self.remembered.setValue("window/rail_folded", folded)
        self.fold_as_due()

    def fold_as_due(self) -> None:
        """Fold the rail where the person, the page or the width of the window asks for it."""
        page = self.page_shown()
        asked = isinstance(page, Page) and page.folds_rail
        folded = self._folded or asked or self.width() < current().px(FOLDS_BELOW)
        if self.rail.folded is not folded:
            self.rail.fold(folded=folded)
        self.actions_.get("rail").setChecked(self._folded)

    # -- commands, window --------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size and looks."""
        keep_window(self)
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail where the window is narrow."""
        super().resizeEvent(event)
        self.fold_as_due()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the floating inspector."""
        if event.key() == Qt.Key.Key_Escape and self.body.inspecting and self.body.floats:
            self.want_inspector(shown=False)
            return
        super().keyPressEvent(event)
