"""What a person may set on this computer: one frozen value, stored as JSON in the data folder."""

from __future__ import annotations

import dataclasses as dc
import json
from pathlib import Path
from typing import Any

from pmo_desktop.assets import data_folder

THEMES = ("system", "light", "dark")
MAIL_SECURITY = ("starttls", "tls", "none")
_ONE_OF = {"theme": THEMES, "mail_security": MAIL_SECURITY}


@dc.dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its type and default; `help` in the field's metadata."""

    language: str = dc.field(default="", metadata={"help": "Language of the screen; empty for the system's."})
    theme: str = dc.field(default="system", metadata={"help": "system, light or dark."})
    database: str = dc.field(
        default="", metadata={"help": "Address of the database; empty for the local file."}
    )
    me: str = dc.field(default="", metadata={"help": "Code of the person who works here."})
    mail_server: str = dc.field(default="", metadata={"help": "Name of the SMTP server; empty for none."})
    mail_port: int = dc.field(default=587, metadata={"help": "587 for STARTTLS, 465 for TLS."})
    mail_security: str = dc.field(default="starttls", metadata={"help": "starttls, tls or none."})
    mail_user: str = dc.field(default="", metadata={"help": "Name to sign in with; empty for none."})
    mail_from: str = dc.field(default="", metadata={"help": "Address that mail is sent from."})
    dense: bool = dc.field(default=True, metadata={"help": "Rows of 30 pixels instead of 36."})


def settings_path() -> Path:
    """Where the settings of this computer are."""
    return data_folder() / "settings.json"


def _fits(field: dc.Field[Any], value: object) -> bool:
    if isinstance(value, str) and not value.isprintable():
        return False  # half a character, or a control character
    allowed = _ONE_OF.get(field.name)
    return type(value) is type(field.default) and (allowed is None or value in allowed)


def read_settings(path: Path) -> Settings:
    """The settings of a file; what is missing or does not fit takes its default, so no file stops a start."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    known = raw if isinstance(raw, dict) else {}
    return Settings(**{f.name: known[f.name] for f in dc.fields(Settings) if _fits(f, known.get(f.name))})


def write_settings(path: Path, settings: Settings) -> None:
    """Store the settings: the whole file is replaced, or stays as it was. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(dc.asdict(settings), indent=1, sort_keys=True), encoding="utf-8")
    beside.replace(path)
