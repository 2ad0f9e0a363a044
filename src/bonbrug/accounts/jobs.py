"""What the queue may ask about accounts. A job that is lost, doubled or late does no harm."""

from collections.abc import Callable, Mapping

from bonbrug.accounts import account_mails
from bonbrug.accounts.sign_in.mail_texts import COMPOSERS
from bonbrug.values.clock import system_clock


def mail(argument: str) -> None:
    """Send a mail about an account."""
    account_mails.post(int(argument), COMPOSERS, system_clock)


def tick() -> None:
    """Send out what is due."""
    account_mails.dispatch(system_clock())


HANDLERS: Mapping[str, Callable[[str], None]] = {account_mails.MAIL: mail}
