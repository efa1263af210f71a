"""Keep the translations of `resources/translations` in step with the texts in the code.

    python packaging/translations.py extract [CODE ...]   bring each .po up to date; CODE: a new language
    python packaging/translations.py check                list what is missing, fuzzy or wrong; exit code 1

Runs in `.venv`, with Babel. Found are `tr(text)`, `trl(text)`, `trn(one, many)`, `trnl(one, many)`,
`trc(context, text)` and `N_(text)` anywhere, and the declarations of records: `says(label, help)` and
`record(kind, one, many)`.
"""

from __future__ import annotations

import argparse
import ast
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "pmo_desktop"
CATALOGUES = ROOT / "resources" / "translations"
HEADER = "# The texts of PMO Desktop in one language, by gettext. English is the source."

Key = tuple[str, str | None]
"""A text and its context: what a catalogue looks up."""


@dataclass(frozen=True)
class Text:
    """One visible text in the code: in English, with a plural or a context where it has one."""

    text: str
    file: str
    many: str | None = None
    context: str | None = None

    @property
    def key(self) -> Key:
        """What a catalogue finds it by."""
        return self.text, self.context


class Unreadable(Exception):
    """A text that is put together while the program runs, so that no catalogue can hold it."""


def texts_in(source: str, file: str) -> Iterator[Text]:
    """The visible texts of one module. Raises Unreadable for an f-string or a sum of strings."""
    for node in ast.walk(ast.parse(source, file)):
        if isinstance(node, ast.Call):
            yield from _texts_of(node, file)


def _texts_of(call: ast.Call, file: str) -> Iterator[Text]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name not in ("tr", "trl", "N_", "trn", "trnl", "trc", "says", "record"):
        return
    said = [_literal(arg, name, file) for arg in call.args[:3]] + ["", "", ""]
    match name:
        case "trn" | "trnl":
            yield from _known(Text(said[0], file, many=said[1]))
        case "trc":
            yield from _known(Text(said[1], file, context=said[0]))
        case "says":
            helped = [_literal(word.value, name, file) for word in call.keywords if word.arg == "help"]
            for text in [*said[:2], *helped]:
                yield from _known(Text(text, file))
        case "record":
            yield from _known(Text(said[1], file))
            yield from _known(Text(said[2], file))
        case _:
            yield from _known(Text(said[0], file))


def _known(text: Text) -> Iterator[Text]:
    if text.text:
        yield text


def _literal(node: ast.expr, name: str, file: str) -> str:
    """The string of an argument; nothing for a name, whose text is marked where it is declared."""
    if isinstance(node, ast.JoinedStr | ast.BinOp):
        raise Unreadable(f"{file}:{node.lineno}: {name}() needs one plain string, with {{names}} for values")
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def all_texts(code: Path) -> Catalog:
    """The texts of a source tree as a catalogue without translations. Raises Unreadable."""
    catalogue = Catalog()
    for path in sorted(code.rglob("*.py")):
        file = path.relative_to(code.parent).as_posix()
        for text in texts_in(path.read_text(encoding="utf-8"), file):
            key = (text.text, text.many) if text.many else text.text
            catalogue.add(key, locations=[(file, 0)], context=text.context)
    return catalogue


def extract(code: Path, folder: Path, languages: Sequence[str]) -> list[str]:
    """Bring each catalogue up to date, keeping its translations; returns a line for each."""
    wanted = all_texts(code)
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for language in sorted({path.stem for path in folder.glob("*.po")} | set(languages)):
        path = folder / f"{language}.po"
        catalogue = _read(path) if path.exists() else _new(language)
        catalogue.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
        _write(path, catalogue)
        empty = sum(1 for message in catalogue if message.id and not _is_translated(message))
        lines.append(f"{language}: {len(catalogue)} texts, {empty} without a translation")
    return lines


def _new(language: str) -> Catalog:
    return Catalog(
        locale=language,
        header_comment=HEADER,
        project="PMO Desktop",
        version="1",
        msgid_bugs_address="the project's issue list",
        last_translator="PMO Desktop",
        language_team="PMO Desktop",
        fuzzy=False,
    )


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def _write(path: Path, catalogue: Catalog) -> None:
    for message in catalogue:
        message.flags.discard("python-format")  # Babel takes "5 % done" for one
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)
        beside.replace(path)  # who reads meanwhile, such as a running program, sees the old one or the new
    finally:
        beside.unlink(missing_ok=True)


def check(code: Path, folder: Path) -> list[str]:
    """One line for each text that a language does not have, or has wrong; none when all is well."""
    wanted = {_key(message) for message in all_texts(code) if message.id}
    lines = []
    for path in sorted(folder.glob("*.po")):
        catalogue = [message for message in _read(path) if message.id]
        missing = wanted - {_key(message) for message in catalogue}
        lines += [f"{path.name}: not in the catalogue: {text!r}" for text, _ in sorted(missing, key=str)]
        for message in catalogue:
            lines += [f"{path.name}: {fault}: {_forms(message.id)[0]!r}" for fault in faults(message)]
    return lines


def faults(message: Message) -> list[str]:
    """What is wrong with one translation."""
    if not _is_translated(message):
        return ["not translated"]
    found = ["fuzzy"] if message.fuzzy else []
    wanted = _names(_forms(message.id)[-1])
    # A form for one number may leave the number out; a value that is not given would be an error.
    loose = {"n"} if message.pluralizable else set()
    if any(_names(form) | loose != wanted | loose for form in _forms(message.string)):
        found.append("other placeholders than {" + "}, {".join(sorted(wanted)) + "}")
    return found


def _forms(said: str | Sequence[str] | None) -> tuple[str, ...]:
    return (said or "",) if said is None or isinstance(said, str) else tuple(said)


def _is_translated(message: Message) -> bool:
    return bool(message.string) and all(_forms(message.string))


def _key(message: Message) -> Key:
    return _forms(message.id)[0], message.context


def _names(text: str) -> set[str]:
    """The placeholders of a text; a brace too many counts as one, named by what is wrong."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        return {str(error)}


def main(argv: Sequence[str]) -> int:
    """Do one command; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--code", type=Path, default=CODE, help="the package whose texts are wanted")
    parser.add_argument("--folder", type=Path, default=CATALOGUES, help="where the .po files are")
    commands = parser.add_subparsers(dest="command", required=True)
    extracting = commands.add_parser("extract", help="bring each .po file up to date")
    extracting.add_argument("languages", nargs="*", metavar="CODE", help="a language that may be new")
    commands.add_parser("check", help="list what is missing, fuzzy or wrong")
    asked = parser.parse_args(argv)
    try:
        if asked.command == "extract":
            lines, code = extract(asked.code, asked.folder, asked.languages), 0
        else:
            lines = check(asked.code, asked.folder)
            code = 1 if lines else 0
    except Unreadable as unreadable:
        lines, code = [str(unreadable)], 1
    print("\n".join(lines) or "Every text is translated.")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
