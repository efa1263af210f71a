"""What a language brings to the wording of minutes: verbs, leads, who acts, words that colour."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Callable, Mapping

from pmo_desktop.domain.governance import BodyKind

Rewrite = Callable[[str], str]


@dc.dataclass(frozen=True, slots=True)
class Grammar:
    """One language. Sentences are made by functions, as the order of words differs between languages.

    `actors` names the body by its kind, as a subject in a sentence. `reported` puts a sentence into reported
    speech; `noted(who, sentence)` says who said it, nobody where `who` is empty. `decided(actor, words)` and
    `resolved(actor, words)` make a full sentence of the words of a decision. `asked(words)` is what is left
    of an action once its owner and "will" or "is to" are taken off; `condition` finds where one begins.
    """

    actors: Mapping[BodyKind, str]
    acted: re.Pattern[str]
    opened: re.Pattern[str]
    reported: Rewrite
    noted: Callable[[str, str], str]
    decided: Callable[[str, str], str]
    resolved: Callable[[str, str], str]
    asked: Rewrite
    role: Rewrite
    neutral: tuple[tuple[re.Pattern[str], str], ...]
    condition: re.Pattern[str]
    phrases: tuple[str, ...]


def words_of(*words: str) -> re.Pattern[str]:
    """A pattern of whole words, in small or large letters."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def pairs(*found: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Words and what to say instead; an empty text leaves them out."""
    return tuple((words_of(word), instead) for word, instead in found)


def like(before: str, after: str) -> str:
    """A word with a capital where the word before it in its place had one."""
    return after[:1].upper() + after[1:] if before[:1].isupper() else after


def capital(text: str) -> str:
    """With a capital at the beginning."""
    return text[:1].upper() + text[1:]


def replaced(text: str, said: Mapping[str, str], keep_behind: frozenset[str] = frozenset()) -> str:
    """Single words by others; a word that follows one of `keep_behind` stays as it is."""
    pattern = words_of(*map(re.escape, sorted(said, key=len, reverse=True)))

    def other(match: re.Match[str]) -> str:
        before = re.search(r"(\w+)\W*$", text[: match.start()])
        if before is not None and before.group(1).casefold() in keep_behind:
            return match.group()
        return like(match.group(), said[match.group().casefold()])

    return pattern.sub(other, text)
