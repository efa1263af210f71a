"""The scripts of `packaging/` as modules; the folder is no package, and a library has its name."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent


def script(name: str) -> ModuleType:
    """One script, loaded from its file under a name of its own."""
    spec = spec_from_file_location(f"packaging_{name}", ROOT / "packaging" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"packaging/{name}.py")
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module
