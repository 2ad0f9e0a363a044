"""How far a work order is, in words and a colour."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from bonbrug.sync.states.jobs import State

Text = str | Promise
STATES: dict[str, tuple[Text, str]] = {
    State.NEW: (gettext_lazy("Seen, goes with the next run"), "blue"),
    State.WAITING: (gettext_lazy("Waits for your consent"), "orange"),
    State.GATHERED: (gettext_lazy("Waits for its collective invoice"), "blue"),
    State.COLLECTED: (gettext_lazy("In a collective invoice that is on its way"), "blue"),
    State.REFUSED: (gettext_lazy("Needs correction"), "red"),
    State.INTENDED: (gettext_lazy("Sent, outcome not certain yet"), "blue"),
    State.INVOICED: (gettext_lazy("Invoiced, not yet settled"), "blue"),
    State.SETTLED: (gettext_lazy("Invoiced and settled"), "green"),
    State.DECLINED: (gettext_lazy("Not invoiced, by your choice"), "secondary"),
    State.WITHDRAWN: (gettext_lazy("Not to be invoiced any more"), "secondary"),
}
