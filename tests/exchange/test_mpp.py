"""Files of Microsoft Project by way of a converter in a process of its own; here a stand-in for Java."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pmo_desktop.exchange.mpp import Engine, engine_for, read_mpp
from pmo_desktop.exchange.refused import FileRefused
from tests.exchange.mspdi_writer import mspdi, task

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 MSProject.MPP14"


class Cancelled(Exception):
    """What ends a reading that nobody waits for."""


def _engine(folder: Path, body: str, seconds: float = 30.0) -> Engine:
    """A program in Java's place: Python code that finds the two paths in `given` and `made`."""
    script = folder / "java"
    lines = (f"#!{sys.executable}", "import sys, time", "given, made = sys.argv[-2:]", body)
    script.write_text("\n".join(lines), encoding="utf-8")
    script.chmod(0o700)
    return Engine(str(script), folder, seconds=seconds)


def _file(folder: Path) -> Path:
    path = folder / "old plan.mpp"
    path.write_bytes(COMPOUND)
    return path


def test_what_the_converter_writes_is_read(tmp_path: Path) -> None:
    made = mspdi([task(1, "Dig")])
    body = f"assert open(given, 'rb').read().startswith(b'\\xd0\\xcf')\nopen(made, 'wb').write({made!r})"
    schedule = read_mpp(_file(tmp_path), engine=_engine(tmp_path, body))
    assert [t.name for t in schedule.tasks] == ["Dig"]
    assert (schedule.source, schedule.format) == ("old plan.mpp", "MPP")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("sys.exit('java.io.IOException: bad')", "damaged, or of a version that is not known"),
        ("sys.exit('java.lang.OutOfMemoryError')", "needs more memory"),
        ("sys.exit('File is password protected')", "protected with a password"),
        ("sys.exit('UnsupportedClassVersionError')", "too old to read it"),
        ("pass", "damaged, or of a version that is not known"),
        ("open(made, 'wb').write(b'<Project><Tasks>')", "the end of the file is missing"),
    ],
)
def test_each_failure_is_a_sentence(tmp_path: Path, body: str, reason: str) -> None:
    with pytest.raises(FileRefused, match=reason):
        read_mpp(_file(tmp_path), engine=_engine(tmp_path, body))


def test_a_converter_that_never_ends_is_ended(tmp_path: Path) -> None:
    engine = _engine(tmp_path, "time.sleep(600)", seconds=0.3)
    with pytest.raises(FileRefused, match="took longer"):
        read_mpp(_file(tmp_path), engine=engine)


def test_the_reading_can_be_cancelled(tmp_path: Path) -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_mpp(_file(tmp_path), stop, engine=_engine(tmp_path, "time.sleep(600)"))


def test_java_that_cannot_be_started(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="Java could not be started"):
        read_mpp(_file(tmp_path), engine=Engine(str(tmp_path / "nowhere"), tmp_path))


def test_what_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mpxj", None)
    with pytest.raises(FileRefused, match=r"pmo-desktop\[mpp\] and Java"):
        engine_for("plan.mpp")
    monkeypatch.undo()
    package = tmp_path / "mpxj"
    (package / "lib").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "lib" / "mpxj.jar").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(FileRefused, match="install Java 17 or later"):
        engine_for("plan.mpp")
