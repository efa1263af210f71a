"""What went wrong with a database, in a sentence that says what is safe and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError, SQLAlchemyError

from pmo_desktop.domain.rules import Problem
from pmo_desktop.i18n import N_, tr
from pmo_desktop.services.ports import CodeTaken, Dangling, Refused, StoreFault

_SIGNS: tuple[tuple[str, str], ...] = (
    ("pm003", N_("The minutes are approved. Amend them by a decision of the body.")),
    ("pm001", N_("The trail is only added to. Nothing in it was changed.")),
    ("pm004", N_("Minutes are written under READ COMMITTED only. Nothing was stored.")),
    ("database is locked", N_("The database is in use by another program. Nothing was stored. Try again.")),
    ("database or disk is full", N_("The disk is full. Nothing was stored. Free space, then try again.")),
    ("readonly database", N_("The database can only be read here. Nothing was stored.")),
    ("read-only", N_("The database can only be read here. Nothing was stored.")),
    ("malformed", N_("The database file is damaged. It was not changed. Restore a backup of it.")),
    ("not a database", N_("The file is not a database of this program. It was not changed.")),
    (
        "unable to open",
        N_("The database file cannot be opened. Check that the folder exists and may be written."),
    ),
    ("disk i/o", N_("The disk did not answer. Nothing was stored. Check the disk, then try again.")),
    ("password authentication", N_("The server refused the name or the password.")),
    ("does not exist", N_("The server has no database of this name.")),
    ("resolve host", N_("There is no server of this name. Check the address, or the network.")),
    ("invalid connection option", N_("The address of the server has an option that is not known.")),
    ("invalid sslmode", N_("The address of the server has an option that is not known.")),
    ("connection", N_("The database server does not answer. Your work is kept here until it does.")),
)


def sentence(why: BaseException) -> str:
    """What a database error means to the person at the screen."""
    text = str(why).lower()
    for sign, said in _SIGNS:
        if sign in text:
            return tr(said)
    return tr("The database refused: {reason}", reason=str(why).splitlines()[0])


def unreadable(value: str) -> str:
    """A stored value that the program cannot read: damage, or somebody else's hand."""
    return tr("The database holds a value that cannot be read: {value}. Restore a backup of it.", value=value)


def _refused(field: str, says: str) -> Refused:
    """What will not be stored however often it is sent."""
    return Refused([Problem(UUID(int=0), field, says)])


@contextmanager
def explained() -> Iterator[None]:
    """Turns database errors into sentences: Refused for what can never be stored, else StoreFault."""
    try:
        yield
    except UnicodeEncodeError as why:
        raise _refused(
            "", tr("A text has a character that no database can hold. Nothing was stored.")
        ) from why
    except OverflowError as why:
        raise _refused("", tr("A number is too large to be stored. Nothing was stored.")) from why
    except IntegrityError as why:
        lower = str(why.orig).lower()
        if "foreign key" in lower:
            raise Dangling(tr("A record that this points at does not exist. Nothing was stored.")) from why
        if "unique" in lower or "duplicate" in lower:
            said = tr("The code is already used by another record. Nothing was stored.")
            raise CodeTaken([Problem(UUID(int=0), "ref", said)]) from why
        raise _refused("", sentence(why.orig or why)) from why
    except DataError as why:
        raise _refused("", sentence(why.orig or why)) from why
    except (OperationalError, DBAPIError) as why:
        raise StoreFault(sentence(why.orig or why)) from why
    except SQLAlchemyError as why:
        raise StoreFault(sentence(why)) from why
