"""The program with its window: what happens from the first pixel to the last."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QLibraryInfo,
    QLocale,
    QObject,
    QSettings,
    Qt,
    QTimer,
    QTranslator,
)
from PySide6.QtWidgets import QApplication, QWidget

from pmo_desktop import __version__, i18n
from pmo_desktop.assets import cache_folder, data_folder
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr
from pmo_desktop.settings import read_settings, settings_path
from pmo_desktop.ui.leaving import Leaving
from pmo_desktop.ui.loading import wake_collector
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.theme import Look, Mode, register_fonts
from pmo_desktop.ui.widgets.remembered import Memory, Remembered
from pmo_desktop.ui.window import Workplace

if TYPE_CHECKING:
    from pmo_desktop.services.engines import Engines

    OpenEngines = Callable[[str, bool], Engines]
    """Makes what a window needs for another database: its address, and whether to make it."""

START_MS = 3000
"""How long after the window a start is over, with the first page read."""
REST_MS = 1500
"""When, after the window, the fonts of other scripts are registered."""
RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})
QUIET_MS = 300
CALM_LOOKS = 6
"""How long nothing may happen before a page counts as drawn."""
LONGEST_MS = 60_000


def _application(lang: str) -> QApplication:
    os.environ.setdefault("MPLCONFIGDIR", str(cache_folder() / "matplotlib"))
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "Fusion"])
    assert isinstance(app, QApplication)
    app.setApplicationName("pmo-desktop")
    app.setApplicationDisplayName("PMO Desktop")
    app.setApplicationVersion(__version__)
    if lang:
        i18n.use(lang)
    _speak_qt(app)
    register_fonts()
    return app


def _speak_qt(app: QApplication) -> None:
    """Qt's own texts and its direction in the language of the program."""
    code = i18n.language()
    QLocale.setDefault(QLocale("en" if code == i18n.PSEUDO else code))
    if code.split("-")[0] in RIGHT_TO_LEFT:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    translator = QTranslator(app)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{code}", place):
        app.installTranslator(translator)


def _report_crashes(work: Callable[[str], None]) -> None:
    """One hook for what nobody expected: it logs, tells the window, and the work goes on."""

    def hook(kind: type[BaseException], why: BaseException, trace: TracebackType | None) -> None:
        text = "".join(traceback.format_exception(kind, why, trace))
        sys.stderr.write(text)
        try:
            data_folder().mkdir(parents=True, exist_ok=True)
            with (data_folder() / "errors.log").open("a", encoding="utf-8") as log:
                log.write(f"{__version__}\n{text}\n")
        except OSError:
            sys.stderr.write(tr("The report could not be written to {path}.", path=data_folder()) + "\n")
        work(text)

    sys.excepthook = hook


def show_window(engines: Engines, page: str, lang: str, other: OpenEngines | None = None) -> int:
    """Open the window on a database and give the exit code when it is closed.

    `other` lets the person open another database, which takes the place of this one.
    """
    app = _application(lang)
    settings = read_settings(settings_path())
    look = Look(app, Mode(settings.theme))
    look.set_roomy(not settings.dense)
    kept = QSettings(str(data_folder() / "window.ini"), QSettings.Format.IniFormat)
    session = Session(look, kept, other)
    session.show(engines, page)
    QTimer.singleShot(START_MS, lambda: Leaving(app, session.keep_now))
    QTimer.singleShot(START_MS, wake_collector)
    code = app.exec()
    session.close()
    return code


class AfterPaint(QObject):
    """Does something once, as soon as a widget is painted for the first time."""

    def __init__(self, widget: QWidget, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self._act = act
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the paint come, and let it be done first."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._act)
        return False


class Session:
    """The window in front; another database gets a window of its own before this one goes."""

    def __init__(self, look: Look, kept: Remembered, other: OpenEngines | None) -> None:
        self._look, self._kept, self._other = look, kept, other
        self.place: Workplace | None = None

    def show(self, engines: Engines, page: str) -> None:
        """Show a window on a database in place of the one before."""
        before = self.place
        self.place = place = Workplace(engines, self._look, self._kept)
        if self._other is not None:
            place.other_wanted.connect(self._swap)
        _report_crashes(place.crashed)
        AfterPaint(place.shell, lambda: place.start(page))
        QTimer.singleShot(REST_MS, lambda: register_fonts(rest=True))
        place.shell.show()
        if before is not None:
            before.shell.close()
            before.close()

    def _swap(self, url: str, create: bool) -> None:
        if self._other is not None:
            self.show(self._other(url, create), "home")

    def keep_now(self) -> None:
        """Bring what is typed to this computer's disk at once."""
        if self.place is not None:
            self.place.desk.keep_now()

    def close(self) -> None:
        """Store what is on its way and let go of everything."""
        if self.place is not None:
            self.place.close()


def shoot(engines: Engines, page: str, out: Path, size: tuple[int, int], theme: str, lang: str) -> None:
    """Draw a page into a PNG file.

    Raises Fault when the record is not there, or the database or the file cannot be used.
    """
    app = _application(lang)
    look = Look(app, Mode(theme))
    place = Workplace(engines, look, Memory())
    faults: list[str] = []
    place.desk.fault.connect(faults.append)
    place.shell.resize(*size)
    place.shell.show()
    place.start(page)
    _until_quiet(place)
    shown = place.shell.page_shown()
    if isinstance(shown, Page) and shown.missing:
        faults.append(shown.missing)
    picture = place.shell.grab()
    place.close()
    if faults:
        raise Fault(faults[0])
    if not picture.save(str(out), "PNG"):
        raise Fault(
            tr("{path} could not be written: {reason}.", path=out, reason=tr("the folder refuses it"))
        )


def _until_quiet(place: Workplace) -> None:
    """Let the window work until nothing has been under way for a while."""
    loop = QEventLoop()
    quiet = QTimer()
    quiet.setInterval(QUIET_MS // CALM_LOOKS)
    calm = 0

    def look_again() -> None:
        nonlocal calm
        calm = 0 if place.busy else calm + 1
        if calm >= CALM_LOOKS:
            loop.quit()

    quiet.timeout.connect(look_again)
    QTimer.singleShot(LONGEST_MS, loop.quit)
    quiet.start()
    loop.exec()
