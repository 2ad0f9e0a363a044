"""Words of the pages of the operator."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By the value of `Trouble` of the link: what it is called, and its colour.
TROUBLES: Mapping[str, tuple[str | Promise, str]] = {
    "late": (_("late"), "red"),
    "stopped": (_("stopped"), "red"),
    "unreachable": (_("unreachable"), "orange"),
    "held": (_("invoices held"), "orange"),
}
ABOUT: Mapping[str, str | Promise] = {
    "late": _("The turn of these is long past and nobody works on them. Are there workers?"),
    "stopped": _("These wait for a person of the firm, who was told so."),
    "unreachable": _("A service did not answer time and again. These are tried by themselves."),
    "held": _("These make no invoices until a person of the firm releases them."),
}


def trouble_badges(troubles: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return each trouble with its count in words, and its colour."""
    return [
        (f"{TROUBLES[kind][0]}: {count}", TROUBLES[kind][1]) for kind, count in troubles.items()
    ]
