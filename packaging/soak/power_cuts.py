"""Model power cuts of the journal: at any write, with what was not synced lost, torn or reordered.

    python packaging/soak/power_cuts.py [--cuts 2000] [--notes 120] [--seed 1]

A child process keeps ops and growing lines in a journal under strace, which notes each write, truncation and
sync with its bytes. Each modelled cut stops after one of these: what was synced is on the disk; of the rest
nothing, everything, a first part, or any sectors of 512 bytes in any order. The journal is opened on what is
left. It must hold all that was acknowledged before the cut, nothing twice, and at most the one note more that
was under way. Needs strace (Linux). Exit code 1 when a cut lost or doubled anything, or a file did not open.
"""

from __future__ import annotations

import argparse
import dataclasses as dc
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import UUID, uuid5

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

SECTOR = 512
CALLS = "pwrite64,write,ftruncate,fsync,fdatasync,unlink"
_CALL = re.compile(r'^(?:\d+ +)?(\w+)\((?:\d+<([^>]*)>|"([^"]*)")(?:, (.*))?\) += (-?\d+)')
_SCOPE = UUID("5b0b8b6e-8f43-4a39-9d0a-0a1f0c8b7f11")


@dc.dataclass(frozen=True, slots=True)
class State:
    """What a journal holds: ids of ops in order, those refused, and growing lines."""

    waiting: tuple[UUID, ...] = ()
    refused: tuple[UUID, ...] = ()
    typing: tuple[tuple[str, str], ...] = ()


@dc.dataclass(frozen=True, slots=True)
class Event:
    """One call: "write" (at, data), "size" (at), "sync", "gone" of a file, or "ack" of a note (at)."""

    what: str
    name: str
    at: int = 0
    data: bytes = b""


# -- the child ---------------------------------------------------------------------------------------------


def child(path: Path, acks: Path, notes: int) -> int:
    """Keep notes, and say after each that it was acknowledged."""
    from datetime import UTC, datetime

    from pmo_desktop.domain.edits import Create, Op
    from pmo_desktop.services.journal import Journal
    from pmo_desktop.services.notes import Note

    journal = Journal(path)
    out = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(out, b"0\n")
    for n in range(notes):
        uid = uuid5(_SCOPE, str(n))
        match n % 6:
            case 0 | 3:
                values = (("meeting", uid), ("raw", f"line {n} " + "ä" * (n * 37 % 900)))
                made = Op(uid, Create("minute_entry", uid, values), datetime.now(UTC), uid, "Line")
                batch = Note.keep(made, "minutes/m" if n % 6 else "")
                journal.remember(batch)
                journal.commit(batch)
            case 5:
                journal.done(uuid5(_SCOPE, str(n - 5)))
            case _:
                journal.typing("minutes/m", f"growing {n} " + "x" * (n * 13 % 300))
        os.write(out, f"{n + 1}\n".encode())
    journal.close()
    return 0


def states(notes: int) -> list[State]:
    """What the journal holds after each note, from nothing."""
    waiting: list[UUID] = []
    typing: dict[str, str] = {}
    found = [State()]
    for n in range(notes):
        match n % 6:
            case 0 | 3:
                waiting.append(uuid5(_SCOPE, str(n)))
                if n % 6:
                    typing.pop("minutes/m", None)
            case 5:
                waiting.remove(uuid5(_SCOPE, str(n - 5)))
            case _:
                typing["minutes/m"] = f"growing {n} " + "x" * (n * 13 % 300)
        found.append(State(tuple(waiting), (), tuple(sorted(typing.items()))))
    return found


# -- the record --------------------------------------------------------------------------------------------


def recorded(folder: Path, notes: int) -> list[Event]:
    """Run the child under strace; what it did to the journal's files, in order."""
    path, acks, log = folder / "journal.db", folder / "acks", folder / "calls"
    words = ["strace", "-f", "-y", "-xx", "-s", "200000", "-e", f"trace={CALLS}", "-o", str(log)]
    child_words = [sys.executable, __file__, "--child", str(path), str(acks), str(notes)]
    done = subprocess.run([*words, *child_words], check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"The recording failed: {done.stderr.strip() or done.returncode}")
    events = (_event(line, path, acks) for line in log.read_text("ascii").splitlines())
    return [event for event in events if event is not None]


def _event(line: str, path: Path, acks: Path) -> Event | None:
    found = _CALL.match(line)
    if found is None or int(found.group(5)) < 0:
        return None
    call, place, named, rest = found.group(1), found.group(2), found.group(3), found.group(4) or ""
    name = _unhexed(place or named or "").decode("utf-8", "replace")
    if name == str(acks) and call == "write":
        return Event("ack", "", int(_data(rest)))
    if name not in (str(path), f"{path}-journal"):
        return None
    short = Path(name).name
    match call:
        case "pwrite64":
            return Event("write", short, int(rest.rsplit(", ", 1)[1]), _data(rest))
        case "ftruncate":
            return Event("size", short, int(rest))
        case "unlink":
            return Event("gone", short)
        case _:
            return Event("sync", short)


def _data(rest: str) -> bytes:
    return _unhexed(rest[rest.index('"') + 1 : rest.rindex('"')])


def _unhexed(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode()


# -- the model ---------------------------------------------------------------------------------------------


class Disk:
    """Files as the disk has them: what was synced, and the calls since."""

    def __init__(self) -> None:
        self.safe: dict[str, bytes] = {}
        self.loose: list[Event] = []

    def take(self, event: Event) -> None:
        """One more call; a sync makes all of its file safe."""
        if event.what != "sync":
            self.loose.append(event)
            return
        for each in self.loose:
            if each.name == event.name:
                self.safe = _done(self.safe, each)
        self.loose = [e for e in self.loose if e.name != event.name]

    def after_cut(self, rng: random.Random) -> dict[str, bytes]:
        """What is left: of the loose calls nothing, all, a first part, or any of their sectors."""
        files = dict(self.safe)
        how = rng.choice(("none", "all", "part", "torn"))
        kept = list(self.loose) if how != "none" else []
        if how == "part":
            kept = kept[: rng.randint(0, len(kept))]
        if how == "torn":
            kept = [s for e in kept for s in _sectors(e)]
            rng.shuffle(kept)
            kept = kept[: rng.randint(0, len(kept))]
        for event in kept:
            files = _done(files, event)
        return files


def _sectors(event: Event) -> list[Event]:
    if event.what != "write":
        return [event]
    return [
        Event("write", event.name, event.at + n, event.data[n : n + SECTOR])
        for n in range(0, len(event.data), SECTOR)
    ]


def _done(files: dict[str, bytes], event: Event) -> dict[str, bytes]:
    body = files.get(event.name, b"")
    match event.what:
        case "write":
            body = body.ljust(event.at, b"\0")
            body = body[: event.at] + event.data + body[event.at + len(event.data) :]
        case "size":
            body = body[: event.at].ljust(event.at, b"\0")
        case _:
            return {name: b for name, b in files.items() if name != event.name}
    return {**files, event.name: body}


def held(folder: Path, files: dict[str, bytes]) -> State:
    """What the journal holds when it is opened on what is left."""
    from pmo_desktop.services.journal import Journal

    for name in ("journal.db", "journal.db-journal"):
        place = folder / name
        place.unlink(missing_ok=True)
        if name in files:
            place.write_bytes(files[name])
    journal = Journal(folder / "journal.db")
    found = State(
        tuple(op.id for op in journal.waiting()),
        tuple(op.id for op, _ in journal.refused()),
        tuple(sorted(journal.growing().items())),
    )
    journal.close()
    return found


def cut(events: list[Event], at: int, rng: random.Random) -> tuple[int, dict[str, bytes]]:
    """The last note acknowledged before a cut, and what is left on the disk."""
    disk, acknowledged = Disk(), -1
    for event in events[:at]:
        if event.what == "ack":
            acknowledged = event.at
        else:
            disk.take(event)
    return acknowledged, disk.after_cut(rng)


def main() -> int:
    """Model so many cuts and report."""
    parser = argparse.ArgumentParser(description="Model power cuts of the journal.")
    parser.add_argument("--cuts", type=int, default=2000)
    parser.add_argument("--notes", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        return child(Path(args.child[0]), Path(args.child[1]), int(args.child[2]))
    if not shutil.which("strace"):
        print("strace is not installed, and without it no write can be seen.")
        return 1
    with tempfile.TemporaryDirectory(prefix="pmo-cuts-") as name:
        return model(Path(name), args.cuts, args.notes, random.Random(args.seed))  # noqa: S311


def model(folder: Path, cuts: int, notes: int, rng: random.Random) -> int:
    """Record once, cut many times."""
    began = time.monotonic()
    (folder / "made").mkdir()
    (folder / "cut").mkdir()
    events, wanted = recorded(folder / "made", notes), states(notes)
    first = next(n for n, e in enumerate(events) if e.what == "ack")
    wrong = failed = 0
    for n in range(cuts):
        acknowledged, files = cut(events, rng.randint(first + 1, len(events)), rng)
        try:
            found = held(folder / "cut", files)
        except Exception as why:  # noqa: BLE001 - whatever stops a start is what is counted here
            failed += 1
            print(f"cut {n}: the journal did not open: {why!r}")
            continue
        if found not in wanted[acknowledged : acknowledged + 2]:
            wrong += 1
            print(f"cut {n}: after note {acknowledged} the journal holds {found}")
    print(f"{len(events)} calls recorded of {notes} notes, {cuts} cuts")
    print(f"cuts that lost or doubled something: {wrong}, that the journal did not open after: {failed}")
    print(f"{time.monotonic() - began:.0f} s")
    return 1 if wrong or failed else 0


if __name__ == "__main__":
    sys.exit(main())
