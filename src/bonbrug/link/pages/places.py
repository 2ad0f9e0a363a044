"""Where an item is repaired: the page that a person goes to, and how the link to it is called."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.link.models import Connection
from bonbrug.link.pages.decisions import SIGNING_IN
from bonbrug.sync.vat.doubts import WORK_UNMARKED

TOKENS = frozenset({"token", "software_token"})
PLACES: dict[str, tuple[str, str | Promise]] = {
    **dict.fromkeys(SIGNING_IN, ("link:sign_in", gettext_lazy("To Login settings"))),
    **dict.fromkeys(
        (
            "setting_refused",
            "no_template",
            "template_too_long",
            "unknown_relation",
            "delivery_impossible",
            "delivery_texts_missing",
        ),
        ("link:settings", gettext_lazy("To the settings")),
    ),
    **dict.fromkeys(
        (
            "vat_id_missing",
            "vat_id_wrong",
            "vat_private_abroad",
            "vat_country_unknown",
            "mandate_incomplete",
            "mail_address_missing",
            "customer_delivery_impossible",
        ),
        ("link:agreements", gettext_lazy("To Customer agreements")),
    ),
    WORK_UNMARKED: ("link:vat", gettext_lazy("To VAT on invoices")),
    **dict.fromkeys(
        ("new_layout", "rounding_unclear", "unknown_call_out"),
        ("link:layout", gettext_lazy("To Invoice lines")),
    ),
}


def place_of(connection: Connection, kind: str, subject: str = "") -> tuple[str, str | Promise]:
    """Return where what is asked is repaired; a token comes from the work orders."""
    if kind == "credentials_refused" and subject in TOKENS:
        return reverse("link:opening"), _("How to open it again")
    if kind not in PLACES:
        return "", ""
    name, label = PLACES[kind]
    return reverse(name, args=[connection.pk]), label
