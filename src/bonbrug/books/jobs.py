"""What the timetable and the queue ask of the books. A job that is lost or doubled does no harm."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from bonbrug.books.actions.access import forget_sessions
from bonbrug.books.actions.forget_mails import forget_mails
from bonbrug.books.actions.send_mail import MAIL, Attach, dispatch_mails, send_mail
from bonbrug.values.clock import system_clock


def clean_up(now: datetime) -> None:
    """Delete the sessions that programs never closed, and the texts of mails of a year ago."""
    forget_sessions(now)
    forget_mails(now)


def tick() -> None:
    """Send out what is due."""
    dispatch_mails(system_clock())


def handlers(attach: Attach) -> Mapping[str, Callable[[str], None]]:
    """Return what is done with each job, by name; `attach` makes the files of a mail."""
    return {MAIL: partial(_mail, attach)}


def _mail(attach: Attach, argument: str) -> None:
    send_mail(int(argument), attach, system_clock)
