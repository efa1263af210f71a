"""An error that is meant for a person: its text is a sentence that says what happened and what to do."""

from __future__ import annotations


class Fault(Exception):
    """Something that is not a mistake of the program: a file, a database, a rule, a wrong word."""
