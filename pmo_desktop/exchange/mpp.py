"""Microsoft Project's own files (.mpp) and ProjectLibre's (.pod), by way of MPXJ in a process of its own.

MPXJ, the optional extra `mpp`, is a library for Java. It runs apart with bounded memory and time, reads a
copy of the file in a folder that goes away again, and writes Microsoft Project XML, which our reader takes.
"""

from __future__ import annotations

import dataclasses as dc
import importlib.util
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from pmo_desktop.domain.schedulefile import ScheduleFile
from pmo_desktop.exchange.mspdi.reading import parse_mspdi
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.safexml import Limits, load
from pmo_desktop.i18n import tr

EXTRA = "mpp"
_CONVERTER = "org.mpxj.sample.MpxjConvert"
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows, no console appears."""
_POLL = 0.1
_LAST_WORDS = 4000


@dc.dataclass(frozen=True, slots=True)
class Engine:
    """What converts: the Java program, the folder with MPXJ's libraries, and what a run may cost."""

    java: str
    libraries: Path
    memory_mb: int = 768
    seconds: float = 180.0


def engine_for(name: str) -> Engine:
    """What this computer has to convert with. Raises FileRefused saying what is missing and what to do."""
    libraries = _libraries()
    if libraries is None:
        raise FileRefused(
            name,
            tr(
                "it can only be read with the optional part for .mpp files, which is not installed; install "
                "pmo-desktop[mpp] and Java, or save the plan as XML in Microsoft Project and import that."
            ),
        )
    java = _java()
    if java is None:
        raise FileRefused(
            name,
            tr(
                "reading it needs Java, which was not found on this computer; install Java 17 or later, or "
                "save the plan as XML in Microsoft Project and import that."
            ),
        )
    return Engine(java, libraries)


def _libraries() -> Path | None:
    """Where MPXJ's libraries lie, found without importing it, which would start Java in this process."""
    found = importlib.util.find_spec("mpxj")
    places = [] if found is None else list(found.submodule_search_locations or ())
    folders = (Path(place) / "lib" for place in places)
    return next((folder for folder in folders if any(folder.glob("mpxj*.jar"))), None)


def _java() -> str | None:
    """The Java program: of JAVA_HOME, else of the search path."""
    home = os.environ.get("JAVA_HOME", "")
    own = shutil.which("java", path=str(Path(home) / "bin")) if home else None
    return own or shutil.which("java")


def read_mpp(
    path: Path,
    stop: Callable[[], None] | None = None,
    limits: Limits | None = None,
    engine: Engine | None = None,
) -> ScheduleFile:
    """The schedule in an .mpp or .pod file. Raises FileRefused in one sentence; `stop` ends it by raising."""
    return parse_mpp(load(path, limits), path.name, stop, limits, engine)


def parse_mpp(
    data: bytes,
    name: str,
    stop: Callable[[], None] | None = None,
    limits: Limits | None = None,
    engine: Engine | None = None,
) -> ScheduleFile:
    """The schedule in the bytes of an .mpp or .pod file called `name`; see `read_mpp`."""
    engine = engine or engine_for(name)
    with TemporaryDirectory(prefix="pmo-desktop-") as folder:
        given = Path(folder) / ("plan.pod" if Path(name).suffix.lower() == ".pod" else "plan.mpp")
        made = Path(folder) / "plan.xml"
        given.write_bytes(data)
        _convert(engine, given, made, name, stop)
        converted = load(made, limits)
    schedule = parse_mspdi(converted, name, stop, limits)
    written_by = tr("{program}, read with MPXJ", program="Microsoft Project")
    return dc.replace(schedule, header=dc.replace(schedule.header, written_by=written_by), format="MPP")


def _convert(engine: Engine, given: Path, made: Path, name: str, stop: Callable[[], None] | None) -> None:
    """Run the converter. Raises FileRefused when it fails, takes too long or makes nothing."""
    command = [
        engine.java,
        f"-Xmx{engine.memory_mb}m",
        "-XX:MaxMetaspaceSize=256m",
        "-Djava.awt.headless=true",
        "-cp",
        f"{engine.libraries}{os.sep}*",
        _CONVERTER,
        str(given),
        str(made),
    ]
    said = given.with_name("said.txt")
    with said.open("wb") as log:
        try:
            child = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=given.parent,
                creationflags=_NO_WINDOW,
            )
        except OSError as why:
            reason = tr("Java could not be started ({error}).", error=why.strerror or str(why))
            raise FileRefused(name, reason) from why
        try:
            finished = _waited(child, engine.seconds, stop)
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
    if not finished:
        reason = tr("reading it took longer than {seconds} seconds.", seconds=round(engine.seconds))
        raise FileRefused(name, reason)
    if child.returncode != 0 or not made.is_file():
        raise FileRefused(name, _failure(said.read_bytes()[-_LAST_WORDS:]))


def _waited(child: subprocess.Popen[bytes], seconds: float, stop: Callable[[], None] | None) -> bool:
    """Whether the child ended in time; `stop` is asked meanwhile."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            child.wait(_POLL)
        except subprocess.TimeoutExpired:
            if stop is not None:
                stop()
        else:
            return True
    return child.poll() is not None


def _failure(said: bytes) -> str:
    """Why the converter failed, from its last words."""
    if b"OutOfMemoryError" in said:
        return tr("it needs more memory than is allowed for reading it.")
    if b"password" in said.lower():
        return tr("it is protected with a password; save it without one.")
    if b"ClassNotFoundException" in said or b"UnsupportedClassVersionError" in said:
        return tr("the Java on this computer is too old to read it; install Java 17 or later.")
    return tr("it is damaged, or of a version that is not known.")
