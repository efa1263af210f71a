"""The program with its window: what happens from the first pixel to the last."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEventLoop, QLibraryInfo, QLocale, QSettings, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from pmo_desktop import __version__, i18n
from pmo_desktop.assets import cache_folder, data_folder
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr
from pmo_desktop.services.engines import Engines
from pmo_desktop.settings import read_settings, settings_path
from pmo_desktop.ui.theme import Look, Mode, register_fonts
from pmo_desktop.ui.widgets.remembered import Memory
from pmo_desktop.ui.window import Workplace

RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})
QUIET_MS = 250
"""How long nothing may happen before a page counts as drawn."""
LONGEST_MS = 60_000


def _application(lang: str) -> QApplication:
    os.environ.setdefault("MPLCONFIGDIR", str(cache_folder() / "matplotlib"))
    app = QApplication.instance() or QApplication(sys.argv[:1])
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


def show_window(engines: Engines, page: str, lang: str) -> int:
    """Open the window on a database and give the exit code when it is closed."""
    app = _application(lang)
    settings = read_settings(settings_path())
    look = Look(app, Mode(settings.theme))
    kept = QSettings(str(data_folder() / "window.ini"), QSettings.Format.IniFormat)
    place = Workplace(engines, look, kept)
    _report_crashes(place.crashed)
    place.shell.show()
    QTimer.singleShot(0, lambda: place.start(page))
    code = app.exec()
    place.close()
    return code


def shoot(engines: Engines, page: str, out: Path, size: tuple[int, int], theme: str, lang: str) -> None:
    """Draw a page into a PNG file. Raises Fault when the database or the file cannot be used."""
    app = _application(lang)
    look = Look(app, Mode(theme))
    place = Workplace(engines, look, Memory())
    faults: list[str] = []
    place.desk.fault.connect(faults.append)
    place.shell.resize(*size)
    place.shell.show()
    place.start(page)
    _until_quiet(place)
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
    quiet.setSingleShot(True)
    quiet.setInterval(QUIET_MS)

    def look_again() -> None:
        if place.busy:
            quiet.start()
        else:
            loop.quit()

    quiet.timeout.connect(look_again)
    QTimer.singleShot(LONGEST_MS, loop.quit)
    quiet.start()
    loop.exec()
