"""The words for where a direct debit stands."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bonbrug.books.models import DebitState, DirectDebit
from bonbrug.ui.templatetags.ui import badge, day

COLOURS = {
    DebitState.WAITING: "blue",
    DebitState.IN_FILE: "blue",
    DebitState.COLLECTED: "green",
    DebitState.RETURNED: "red",
}


def state_of(debit: DirectDebit) -> SafeString:
    """Show the state in words and colour."""
    state = DebitState(debit.state)
    return badge(state.label, COLOURS[state])


def sentence_of(debit: DirectDebit) -> str:
    """Say where a debit stands, as it is told on the invoice."""
    if debit.state == DebitState.RETURNED:
        return _("The bank gave it back on %(day)s.") % {"day": day(debit.returned_on)}
    if debit.batch is None:
        return _("Not in a file yet.")
    facts = {"day": day(debit.batch.collection_day)}
    if debit.state == DebitState.COLLECTED:
        return _("Collected on %(day)s.") % facts
    return _("The bank collects on %(day)s.") % facts
