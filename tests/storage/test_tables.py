"""Tables are made when they are first asked for, once, whoever asks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import sys
sys.setswitchinterval(1e-6)
from concurrent.futures import ThreadPoolExecutor
from pmo_desktop.domain.schema import families
from pmo_desktop.storage.tables import TABLES

with ThreadPoolExecutor(8) as pool:
    found = list(pool.map(lambda name: TABLES[name], [n for n in families() for _ in range(8)]))
assert len({id(t) for t in found}) == len(families())
"""


def test_threads_that_ask_at_once_get_one_table() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
