"""What can be done with a link; the only writers besides store.py."""

from bonbrug.link.actions.connections import (
    Counterparts,
    SignIn,
    check,
    choices_of,
    choose,
    delete,
    make_connection,
    sign_in,
)
from bonbrug.link.actions.deciding import accept, close, hold, release_backlog, release_hold, retry
from bonbrug.link.actions.running import (
    dispatch,
    start_synchronisation,
    synchronise,
    synchronise_when_due,
    wake,
)
from bonbrug.sync.choices import Choices

__all__ = [
    "Choices",
    "Counterparts",
    "SignIn",
    "accept",
    "check",
    "choices_of",
    "choose",
    "close",
    "delete",
    "dispatch",
    "hold",
    "make_connection",
    "release_backlog",
    "release_hold",
    "retry",
    "sign_in",
    "start_synchronisation",
    "synchronise",
    "synchronise_when_due",
    "wake",
]
