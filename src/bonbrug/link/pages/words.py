"""The shape of what is said about a fact."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

BILL_STAYS = _("No invoice was made of it, and the work order stays as it is.")
BILLS_WAIT = _("The work orders wait and lose nothing.")
NOT_TRAVELLED = _("It did not travel; what was there before is unchanged.")
NOTHING_LOST = _("Nothing is lost: the next run goes on where this one stopped.")
ONE_INVOICE = _("No second invoice is made by itself.")


@dataclass(frozen=True, slots=True)
class Words:
    """`text` is one sentence for the log; the rest is for the person who has to decide.

    All but `title` may name facts as ``%(name)s``; `subject` is the number or code of the record.
    `certain` says what is sure and what is not; `advice` what one can do.
    """

    title: Text
    text: Text
    certain: Text = ""
    advice: Text = ""
