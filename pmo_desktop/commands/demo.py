"""`demo`: the whole chain on the example office, from an import to a printed pack and minutes."""

from __future__ import annotations

import argparse
import dataclasses as dc
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_desktop.assets import called
from pmo_desktop.bootstrap import load_example, open_office
from pmo_desktop.commands.common import Commands, write_file
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr

if TYPE_CHECKING:
    from pmo_desktop.domain.meetings import Meeting
    from pmo_desktop.services.office import Office


def add(commands: Commands) -> None:
    """The words of the command."""
    parser = commands.add_parser(
        "demo", help=tr("make the example office, its board pack and minutes in a folder")
    )
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help=tr("folder to write into"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the demo and say what was done."""
    return make_demo(args.out)


def make_demo(folder: Path) -> int:
    """Write demo.db, pack.pdf and minutes.pdf into a folder; an older demo there is replaced."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ending in ("", "-journal", "-wal", "-shm"):
            (folder / f"demo.db{ending}").unlink(missing_ok=True)
    except OSError as why:
        raise Fault(tr("{path} could not be written: {reason}.", path=folder, reason=why.strerror)) from why
    began = time.perf_counter()
    opened = open_office(f"sqlite:///{folder.resolve() / 'demo.db'}", create=True)
    try:
        opened = _office(opened)
        meeting = _board(opened)
        _pack(opened, meeting, folder / "pack.pdf")
        _hold(opened, meeting)
        _minutes(opened, meeting, folder / "minutes.pdf")
    finally:
        opened.close()
    print(
        tr(
            "Done in {seconds} s. Open it with: {command} --db {path}",
            seconds=f"{time.perf_counter() - began:.1f}",
            command=called(),
            path=folder / "demo.db",
        )
    )
    return 0


def _office(opened: Office) -> Office:
    """Load the example; what follows is done by its coordinator."""
    from pmo_desktop.assets import resource
    from pmo_desktop.exchange.intake import bring_in
    from pmo_desktop.services.office import who_works_here

    load_example(opened)
    reader = opened.store.reader
    opened = dc.replace(opened, who=who_works_here(reader, ""))
    print(
        tr(
            "Example: {projects} projects, {programmes} programmes, {services} services, {people} people",
            projects=len(reader.all("project")),
            programmes=len(reader.all("programme")),
            services=len(reader.all("service")),
            people=len(reader.all("person")),
        )
    )
    for path in sorted(resource("demo", "import").iterdir()):
        receipt = bring_in(opened, path, store=True)
        if "error" in receipt:
            raise Fault(receipt["error"])
        print(
            tr(
                "Imported {file}: {rows} rows, {created} created, {changed} changed, {skipped} skipped",
                file=path.name,
                rows=receipt["rows"],
                created=receipt["created"],
                changed=receipt["changed"],
                skipped=len(receipt["skipped"]),
            )
        )
    return opened


def _board(opened: Office) -> Meeting:
    from pmo_desktop.domain.governance import BodyKind
    from pmo_desktop.domain.meetings import MeetingState

    reader = opened.store.reader
    boards = {b.id for b in reader.all("body") if b.body_kind is BodyKind.PORTFOLIO_BOARD}
    ready = [m for m in reader.all("meeting") if m.body in boards and m.state is MeetingState.AGENDA_AGREED]
    found: Meeting = min(ready, key=lambda m: m.starts.at)
    return found


def _pack(opened: Office, meeting: Meeting, path: Path) -> None:
    from pmo_desktop.bootstrap import build_pack
    from pmo_desktop.services.publishing.assembling import publish

    began = time.perf_counter()
    issued = publish(opened, meeting.id, build_pack, keep=lambda pdf: write_file(path, pdf))
    print(
        tr(
            "Pack for {meeting}: {pages} pages, version {version}, hash {hash}, {seconds} s, in {path}",
            meeting=meeting.ref,
            pages=issued.pack.pages,
            version=issued.pack.version,
            hash=issued.pack.content_hash[:8],
            seconds=f"{time.perf_counter() - began:.1f}",
            path=path,
        )
    )


def _hold(opened: Office, meeting: Meeting) -> None:
    from pmo_desktop.demo.meeting import hold

    held = hold(opened, meeting.id)
    print(
        tr(
            "Meeting {meeting} held: {lines} lines typed, {decisions} decisions, {actions} actions",
            meeting=meeting.ref,
            lines=held.lines,
            decisions=held.decisions,
            actions=held.actions,
        )
    )


def _minutes(opened: Office, meeting: Meeting, path: Path) -> None:
    from pmo_desktop.bootstrap import build_minutes
    from pmo_desktop.services.meetings.minuting import minutes_model

    model = minutes_model(opened.store.reader, meeting.id)
    assert model is not None
    write_file(path, build_minutes(model))
    print(tr("Draft minutes in {path}", path=path))
