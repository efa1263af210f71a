"""Set up PMO Desktop from nothing and run it, test it or measure it.

    python3 packaging/dev.py run [args]     the program, with its own arguments
    python3 packaging/dev.py test [args]    style, types and all tests; with arguments only pytest, with these
    python3 packaging/dev.py lint           style and types only
    python3 packaging/dev.py bench [names] [args]   the scripts of packaging/bench
    python3 packaging/dev.py soak [name] [args]     the scripts of packaging/soak

Needs Python 3.11 or later with venv, and nothing else: standard library only. The syntax is that of
Python 3.8, so that an older Python gets a sentence and not a SyntaxError.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Dict, List, NoReturn, Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "pmo-stamp"
OLDEST = (3, 11)

DRAWING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt needs to draw at all, also without a display: shared library and its Debian package."""

WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What a window on an X display needs on top."""

RENAMED = {"libglib2.0-0": "libglib2.0-0t64"}
"""Packages that newer Debian and Ubuntu know by another name."""

RUN_THIS = "System packages are missing. Run this line, then the same command again:\n\n    "

NO_NETWORK = (
    "Retrying (",
    "NewConnectionError",
    "ConnectionError",
    "name resolution",
    "Network is unreachable",
    "timed out",
    "Temporary failure",
    "Failed to establish",
    "(from versions: none)",
)


class Trouble(Exception):
    """Something the person at the keyboard has to do; its text says what."""


def say(text: str) -> None:
    """One line of progress, at once."""
    print(text, flush=True)


def main(argv: Sequence[str]) -> int:
    """Do one command; returns the exit code."""
    if sys.version_info < OLDEST:
        say("PMO Desktop needs Python 3.11 or later; this is Python {}.{}.".format(*sys.version_info[:2]))
        return 1
    command, rest = (argv[0], list(argv[1:])) if argv else ("", [])
    if command not in ("run", "test", "lint", "bench", "soak"):
        say((__doc__ or "").strip())
        return 0 if command in ("-h", "--help", "help") else 2
    try:
        set_up("run" if command == "run" else "dev", with_window=command == "run" and has_display())
    except Trouble as trouble:
        say(str(trouble))
        return 1
    if command == "run":
        start(rest)
    if command in ("bench", "soak"):
        return measure(command, rest)
    return check(rest, tests=command == "test")


# Set-up


def set_up(kind: str, with_window: bool) -> None:
    """Bring libraries and `.venv` to what the lock file `kind` wants; quick when they are there already.

    Raises Trouble when the person has to act first.
    """
    provide_packages(missing_packages(with_window))
    wanted = digest(kind)
    enough = {wanted, digest("dev")}  # dev.lock holds all of run.lock
    if not usable():
        say("Making .venv ...")
        make_venv()
    elif STAMP.is_file() and STAMP.read_text(encoding="ascii").strip() in enough:
        return
    install(kind)
    STAMP.write_text(wanted, encoding="ascii")


def digest(kind: str) -> str:
    """What a finished `.venv` is known by: the lock file's text and this Python's version."""
    lock = (ROOT / "packaging" / (kind + ".lock")).read_bytes()
    return hashlib.sha256(lock + sys.version.encode()).hexdigest()


def missing_packages(with_window: bool) -> Dict[str, str]:
    """The shared libraries and parts of Python that are not there, each with its Debian package."""
    if not sys.platform.startswith("linux"):
        return {}
    wanted = dict(DRAWING, **WINDOW) if with_window else DRAWING
    missing = {name: package for name, package in wanted.items() if not loads(name)}
    if not all(importlib.util.find_spec(name) for name in ("ensurepip", "venv")) and not usable():
        missing["Python's venv"] = "python{}.{}-venv".format(*sys.version_info[:2])
    return missing


def loads(library: str) -> bool:
    """Whether the dynamic loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def provide_packages(missing: Dict[str, str]) -> None:
    """Install what is missing with apt when that is possible.

    Raises Trouble with the one line to run when it is not.
    """
    if not missing:
        return
    if not shutil.which("apt-get"):
        raise Trouble(by_hand(missing))
    if os.geteuid() != 0:
        raise Trouble(RUN_THIS + as_root("apt-get install -y --no-install-recommends", known_names(missing)))
    began = time.monotonic()
    say("Installing system packages: " + " ".join(missing.values()))
    apt("update")
    apt("install", "-y", "--no-install-recommends", *known_names(missing))
    say("  done in {:.0f} s".format(time.monotonic() - began))


def as_root(install: str, packages: List[str]) -> str:
    """The line that installs packages, for a shell of an ordinary user; a new machine has no lists yet."""
    line = "apt-get update && {} {}".format(install, " ".join(packages))
    return "sudo sh -c '{}'".format(line) if shutil.which("sudo") else "su -c '{}'".format(line)


def by_hand(missing: Dict[str, str]) -> str:
    """What to do on a system without apt."""
    if shutil.which("dnf"):
        names = " ".join("'{}()(64bit)'".format(name) for name in missing if name.startswith("lib"))
        return RUN_THIS + "sudo dnf install -y " + names
    return "Install these by your system's package manager, then run this again: " + ", ".join(missing)


def known_names(missing: Dict[str, str]) -> List[str]:
    """The Debian packages under the names that this release gives them."""
    return [RENAMED[p] if p in RENAMED and apt_knows(RENAMED[p]) else p for p in missing.values()]


def apt_knows(package: str) -> bool:
    """Whether apt has heard of a package."""
    found = subprocess.run(["apt-cache", "show", package], capture_output=True, check=False)
    return found.returncode == 0


def apt(*args: str) -> None:
    """Run apt-get quietly. Raises Trouble with its last lines."""
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    done = subprocess.run(["apt-get", "-q", *args], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble("apt-get {} failed:\n{}".format(args[0], tail(done.stdout + done.stderr)))


def venv_python() -> Path:
    """The interpreter inside `.venv`."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def usable() -> bool:
    """Whether `.venv` has a working interpreter of this very version, with pip."""
    asked = [str(venv_python()), "-c", "import sys, pip; sys.stdout.write(sys.version)"]
    try:
        answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout == sys.version


def make_venv() -> None:
    """Make `.venv` new. Raises Trouble when Python cannot."""
    if Path(sys.prefix) == VENV:
        raise Trouble("This Python lives in the .venv that has to be made again: use the system's python3.")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if made.returncode:
        raise Trouble("Python could not make {}:\n{}".format(VENV, tail(made.stdout + made.stderr)))


def install(kind: str) -> None:
    """Bring the packages of a lock file into `.venv`, each checked against its hash. Raises Trouble."""
    lock = ROOT / "packaging" / (kind + ".lock")
    count = sum(1 for line in lock.read_text(encoding="ascii").splitlines() if "==" in line)
    say("Installing up to {} pinned packages into .venv (a minute at first) ...".format(count))
    STAMP.unlink(missing_ok=True)
    began = time.monotonic()
    pip = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet"]
    done = subprocess.run(
        [*pip, "--require-hashes", "--only-binary=:all:", "-r", str(lock)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Trouble(why_not_installed(done.stdout))
    say("  done in {:.0f} s".format(time.monotonic() - began))


def why_not_installed(output: str) -> str:
    """The sentence for a failed installation, with pip's last lines below it."""
    if "DO NOT MATCH THE HASHES" in output:
        reason = "A downloaded package is not the one that the lock file names, and was refused."
    elif "No space left" in output:
        reason = "The disk is full: the packages need about 1.3 GB."
    elif any(word in output for word in NO_NETWORK):
        reason = "The packages could not be fetched: check the network and pip's settings, then try again."
    else:
        reason = "The packages could not be installed."
    return "{}\nThe last lines of pip:\n{}".format(reason, tail(output))


def tail(text: str, lines: int = 8) -> str:
    """The last lines of a text, indented."""
    return "\n".join("    " + line for line in text.strip().splitlines()[-lines:])


# Commands


def has_display() -> bool:
    """Whether a window can be expected to open."""
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def environment() -> Dict[str, str]:
    """The environment for what runs from this source tree, wherever it is called from."""
    before = os.environ.get("PYTHONPATH")
    return dict(os.environ, PYTHONPATH=os.pathsep.join([str(ROOT)] + ([before] if before else [])))


def start(args: List[str]) -> NoReturn:
    """Become the program."""
    command = [str(venv_python()), "-P", "-m", "pmo_desktop", *args]
    typed = "{} {} run".format(Path(sys.executable).name, sys.argv[0])
    env = dict(environment(), PMO_CALLED=typed)  # so that its messages can be typed after
    if os.name == "nt":  # there, exec returns to the prompt at once
        sys.exit(subprocess.call(command, env=env))
    os.execve(command[0], command, env)


def check(args: List[str], tests: bool) -> int:
    """Style, types and tests, all of them even if one fails; with arguments, only pytest with these."""
    steps = [] if args else [["ruff", "check", "."], ["mypy"]]
    steps += [["pytest", *args]] if tests else []
    failed = [step[0] for step in steps if module(step)]
    if failed:
        say("Failed: " + ", ".join(failed))
    return 1 if failed else 0


def module(step: Sequence[str]) -> int:
    """Run one tool of `.venv` on the source tree; returns its exit code."""
    env = dict(environment(), QT_QPA_PLATFORM="offscreen")
    return subprocess.call([str(venv_python()), "-m", *step], cwd=str(ROOT), env=env)


def measure(kind: str, args: List[str]) -> int:
    """Run the scripts of a folder of measurements, or those that are named first; the rest is theirs."""
    folder = ROOT / "packaging" / kind
    names = [path.stem for path in sorted(folder.glob("*.py")) if not path.stem.startswith("_")]
    count = next((place for place, word in enumerate(args) if word not in names), len(args))
    if not names or (args and not count):
        say("packaging/{} has: {}".format(kind, ", ".join(names) or "nothing yet"))
        return 1
    return max(script(folder / (name + ".py"), args[count:]) for name in (args[:count] or names))


def script(path: Path, args: Sequence[str]) -> int:
    """Run one script in `.venv`; returns its exit code."""
    say("== {}".format(path.stem))
    return subprocess.call([str(venv_python()), str(path), *args], cwd=str(ROOT), env=environment())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
