"""Whether a file lies on a disk of this computer."""

from __future__ import annotations

import os
from pathlib import Path

_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "9p", "fuse.sshfs", "davfs", "ncpfs", "ceph"}
)


def _kind_of_mount(path: Path) -> str:
    """The file system below a path on Linux, empty elsewhere."""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    for line in lines:
        _, mount, found, *_ = line.split(" ")
        place = mount.replace("\\040", " ")
        inside = place == "/" or str(path) == place or str(path).startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(best):
            best, kind = place, found
    return kind


def on_network(path: Path) -> bool:
    """Whether a path is on a network share, as far as this computer can tell."""
    full = path.resolve()
    if os.name == "nt":
        return str(full).startswith("\\\\")
    return _kind_of_mount(full) in _NETWORK
