"""The shape of what is said about a fact."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MANY = 2


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence that differs for one and for many; `fact` names the fact with the number."""

    fact: str
    say: Callable[[int], str]

    def __str__(self) -> str:
        return self.say(MANY)


Text = str | Promise
Sentence = Text | Counted

BILL_STAYS = _("No invoice was made of it, and the work order stays as it is.")
BILLS_WAIT = _("The work orders wait and lose nothing.")
NOT_TRAVELLED = _("It did not travel; what was there before is unchanged.")
NOTHING_LOST = _("Nothing is lost: the next run goes on where this one stopped.")
ONE_INVOICE = _("No second invoice is made by itself.")
ORDER_WAITS = _("This work order waits; the others go on.")
RECORD_STAYS = _("This record does not travel; the others do.")
STANDS_STILL = _("The link stands still. Work orders wait, and nothing is lost.")
INVOICE_STAYS = _("The invoice stays as it is.")


@dataclass(frozen=True, slots=True)
class Words:
    """`text` is one sentence for the log; the rest is for the person who has to decide.

    All but `title` may name facts as ``%(name)s``; `subject` is the number or code of the record.
    `certain` says what is sure and what is not; `advice` what one can do; `idle` what happens when
    nobody does anything ('' when that needs no words of its own).
    """

    title: Text
    text: Sentence
    certain: Text = ""
    advice: Text = ""
    idle: Text = ""
