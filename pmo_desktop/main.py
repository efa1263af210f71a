"""The command line: the window by default, sub-commands for jobs without one.

Exit codes: 0 done, 1 not done and said why in one sentence, 2 wrong words on the command line.
"""

from __future__ import annotations

import argparse
import locale
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from pmo_desktop import __version__, i18n
from pmo_desktop.assets import called
from pmo_desktop.commands import window
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr
from pmo_desktop.settings import Settings, read_settings, settings_path

COMMANDS = ("demo", "import", "export", "schedule", "pack", "minutes", "shot", "check", "chase", "capture")


def parser_for(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The words of the command line; those of the sub-commands only where one may be meant.

    The window is the usual wish, and it shall not wait for modules that it does not need.
    """
    parser = argparse.ArgumentParser(
        prog=called(),
        description=tr("The desktop program of a project management office."),
        epilog=tr(
            "Without a command the window opens. Exit code 0: done; 1: not done, and why; 2: wrong words."
        ),
    )
    parser.add_argument("--version", action="version", version=f"PMO Desktop {__version__}")
    window.options(parser)
    if {"-h", "--help", *COMMANDS} & set(argv) or any(not word.startswith("-") for word in argv[:1]):
        _add_commands(parser)
    return parser


def _add_commands(parser: argparse.ArgumentParser) -> None:
    from pmo_desktop.commands import (
        capture,
        chase,
        checking,
        demo,
        exporting,
        importing,
        minutes,
        pack,
        scheduling,
        shot,
    )

    commands = parser.add_subparsers(dest="command", metavar=tr("COMMAND"))
    for module in (demo, importing, exporting, scheduling, pack, minutes, shot, checking, chase, capture):
        module.add(commands)


def chosen_language(settings: Settings) -> str:
    """The language set by the person, by PMO_LANG, or by the system; English where there is no other."""
    wanted = os.environ.get("PMO_LANG") or settings.language or (locale.getlocale()[0] or "")
    known = (*i18n.languages(), i18n.PSEUDO)
    short = wanted.replace("-", "_").split("_")[0].lower()
    return next((code for code in (wanted, short) if code in known), i18n.SOURCE)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()  # in a packaged program, a child that reads a paper starts here
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    i18n.use(chosen_language(read_settings(settings_path())))
    words = sys.argv[1:] if argv is None else argv
    args = parser_for(words).parse_args(words)
    try:
        return int(args.run(args))
    except Fault as why:
        print(f"pmo-desktop: {why}", file=sys.stderr)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone
    except OSError as why:  # the output cannot be written: a full disk, a closed terminal
        with suppress(OSError):
            print(f"pmo-desktop: {why.strerror or why}", file=sys.stderr)
    except KeyboardInterrupt:
        print(tr("Stopped."), file=sys.stderr)
        return 130
    return 1
