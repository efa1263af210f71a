"""The window: what happens without a sub-command."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from pmo_desktop.assets import data_folder
from pmo_desktop.bootstrap import default_url, engines
from pmo_desktop.i18n import tr
from pmo_desktop.settings import read_settings, settings_path

if TYPE_CHECKING:
    from pmo_desktop.services.engines import Engines

PAGES = (
    "home", "register", "roadmap", "project", "meetings", "calendar", "bodies", "packs", "actions",
    "decisions", "health", "search", "receipt", "history", "settings",
)  # fmt: skip


def options(parser: argparse.ArgumentParser) -> None:
    """The words of the window."""
    parser.add_argument(
        "--db",
        metavar="URL",
        default="",
        help=tr("database address or path of an SQLite file; default: your own file"),
    )
    parser.add_argument("--page", metavar="NAME", choices=PAGES, default="home", help=tr("page to open"))
    parser.add_argument("--lang", metavar="CODE", default="", help=tr("language of the screen, such as de"))
    parser.set_defaults(run=run)


def can_show() -> bool:
    """Whether there is a screen to open a window on; Qt would abort instead of saying so."""
    if not sys.platform.startswith(("linux", "freebsd")):
        return True
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def without_a_screen() -> int:
    """Say that there is no display, and do the demo's main job into a folder that is named."""
    from pmo_desktop.commands.demo import make_demo

    folder = data_folder() / "demo"
    print(tr("There is no display here, so no window can be opened."))
    print(
        tr(
            "Every sub-command works without one: see --help. Here is the main job, done in {path}:",
            path=folder,
        )
    )
    return make_demo(Path(folder))


def application() -> ModuleType:
    """The module that shows windows, loaded as fast as can be."""
    from pmo_desktop.ui.loading import load_qt, rest_collector

    # NumPy multiplies no matrices here; threads for that take as long to make as all the rest of it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    rest_collector()
    load_qt()
    from pmo_desktop.ui import application

    return application


def run(args: argparse.Namespace) -> int:
    """Open the window and stay until it is closed."""
    if not can_show():
        return without_a_screen()
    kept = read_settings(settings_path()).database
    url = args.db or kept or default_url()

    def other(address: str, create: bool) -> Engines:
        return engines(address, create=create)

    opened = engines(url, create=not (args.db or kept))
    return int(application().show_window(opened, args.page, args.lang, other))
