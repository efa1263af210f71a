"""What is shipped: locks without hosts, fonts and icons with licences, the two commands, the wheel."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from pmo_desktop.assets import resource
from tests.tools import ROOT, script

PACKAGING = ROOT / "packaging"
LOCKS = ("run.lock", "dev.lock")
HOST = re.compile(r"[a-z0-9-]+\.(com|org|net|io|dev|cloud)\b")
REGISTRIES = tuple(
    ".".join(words)
    for words in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("anaconda", "org"),
    )
)
"""Put together here, so that this file does not name them either."""

FONTS = {
    "NotoSans": ("Regular", "Medium", "SemiBold", "Bold", "Italic"),
    "NotoSerif": ("Regular", "Bold", "Italic"),
    "NotoSansMath": ("Regular",),
    "NotoSansSymbols2": ("Regular",),
    "NotoSansArabic": ("Regular", "SemiBold"),
    "NotoSansHebrew": ("Regular", "SemiBold"),
    "NotoSansDevanagari": ("Regular", "SemiBold"),
}

dev = script("dev")


def named(path: Path) -> set[str]:
    """The distributions that a requirements file names, as an index spells them."""
    lines = re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", path.read_text(encoding="ascii"), re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in lines}


def tracked() -> list[Path]:
    """The files of the source tree: those that git knows, or all but what is made, outside a checkout."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]
    made = {".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".hypothesis"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not made.intersection(path.parts)]


# Locks


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place(lock: str) -> None:
    text = (PACKAGING / lock).read_text(encoding="ascii")
    assert "://" not in text
    assert HOST.findall(text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_is_pinned_with_hashes(lock: str) -> None:
    text = (PACKAGING / lock).read_text(encoding="ascii").replace("\\\n", " ")
    for line in text.splitlines():
        assert re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line), line


def test_locks_hold_what_is_asked_for_and_dev_holds_run() -> None:
    assert named(PACKAGING / "run.in") <= named(PACKAGING / "run.lock")
    assert named(PACKAGING / "dev.in") - {"r"} <= named(PACKAGING / "dev.lock")
    run, both = ((PACKAGING / lock).read_text(encoding="ascii") for lock in LOCKS)
    pins = re.compile(r"^\S+==\S+", re.MULTILINE)
    assert set(pins.findall(run)) <= set(pins.findall(both))


def test_the_wheel_asks_for_what_the_lock_was_made_from() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (PACKAGING / "run.in").read_text(encoding="ascii").splitlines()
    assert project["dependencies"] == [line for line in lines if line and not line.startswith("#")]


# What is in the tree


def test_no_file_names_a_package_registry() -> None:
    named_in = {
        f"{path.relative_to(ROOT)}: {host}"
        for path in tracked()
        for host in REGISTRIES
        if host.encode() in path.read_bytes()
    }
    assert named_in == set()


def test_fonts_are_there_with_their_licence() -> None:
    wanted = {f"{family}-{style}.ttf" for family, styles in FONTS.items() for style in styles}
    assert wanted <= {path.name for path in resource("fonts").iterdir()}
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")


def test_icons_are_there_with_their_licence_and_take_the_theme_colour() -> None:
    icons = list(resource("icons").glob("*.svg"))
    assert len(icons) >= 100
    assert [path.name for path in icons if "currentColor" not in path.read_text(encoding="utf-8")] == []
    assert "ISC License" in resource("icons", "LICENSE").read_text(encoding="utf-8")


def test_the_program_has_a_licence() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_the_wheel_has_resources_and_the_command(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = wheel.namelist()
        points = next(name for name in names if name.endswith("entry_points.txt"))
        assert b"pmo-desktop = pmo_desktop.main:main" in wheel.read(points)
    assert {"pmo_desktop/main.py", "pmo_desktop/resources/fonts/NotoSans-Regular.ttf"} <= set(names)
    assert not [name for name in names if name.startswith(("tests/", "packaging/")) or "/manual/" in name]


def test_the_pictures_of_the_readme_are_there_and_small() -> None:
    shown = re.findall(r"!\[.+\]\((.+\.png)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(shown) == 2
    assert [name for name in shown if (ROOT / name).stat().st_size > 300_000] == []


# The two commands


def test_an_old_python_can_read_the_set_up() -> None:
    ast.parse((PACKAGING / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_old_python_gets_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert dev.main(["test"]) == 1
    said = capsys.readouterr().out
    assert said == "PMO Desktop needs Python 3.11 or later; this is Python 3.9.\n"


@pytest.mark.parametrize(("args", "code"), [([], 2), (["--help"], 0), (["dance"], 2)])
def test_without_a_known_command_the_usage_is_shown(args: list[str], code: int) -> None:
    done = subprocess.run(
        [sys.executable, str(PACKAGING / "dev.py"), *args], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert "packaging/dev.py run" in done.stdout


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "refused"),
        ("Retrying (Retry(total=4)) after connection broken by NewConnectionError", "check the network"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("error: something else", "could not be installed"),
    ],
)
def test_a_failed_installation_says_why(output: str, sentence: str) -> None:
    said = dev.why_not_installed(output)
    assert sentence in said.splitlines()[0]
    assert output in said


def test_an_ordinary_user_gets_the_one_line_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/" + name)
    monkeypatch.setattr(dev, "apt_knows", lambda package: package == "libglib2.0-0t64")
    install = "apt-get update && apt-get install -y --no-install-recommends libgl1 libglib2.0-0t64"
    with pytest.raises(dev.Trouble) as trouble:
        dev.provide_packages({"libGL.so.1": "libgl1", "libglib-2.0.so.0": "libglib2.0-0"})
    line = str(trouble.value).splitlines()[-1].strip()
    assert line == f"sudo sh -c '{install}'"
    monkeypatch.setattr(dev.shutil, "which", lambda name: None if name == "sudo" else "/usr/bin/" + name)
    with pytest.raises(dev.Trouble) as trouble:
        dev.provide_packages({"libGL.so.1": "libgl1", "libglib-2.0.so.0": "libglib2.0-0"})
    assert str(trouble.value).splitlines()[-1].strip() == f"su -c '{install}'"


def test_ci_runs_the_test_command_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="ascii").splitlines()
    assert lines[-1] == "exec python3 packaging/dev.py test"
    assert not [line for line in lines if re.search(r"\b(apt|pip|curl)\b", line)]
