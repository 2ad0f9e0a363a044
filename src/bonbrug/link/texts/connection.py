"""What is said about the road itself: reaching, signing in, settings, and stages of a run."""

from django.utils.translation import gettext_lazy as _

from bonbrug.link.texts.answers import OPEN_AGAIN, WAIT
from bonbrug.link.texts.words import NOTHING_LOST, STANDS_STILL, Text, Words

CONNECTION: dict[str, Words] = {
    "seal_broken": Words(
        _("Codes cannot be opened"),
        _("The kept codes cannot be opened with the keys of this installation; the link stopped."),
        _("Nothing was sent. The codes were not changed."),
        _("Fill in the codes again at Login settings, or let the operator put the keys back."),
        STANDS_STILL,
    ),
    "new_layout": Words(
        _("New: what an invoice says"),
        _(
            "At Invoice lines you can now choose a heading with the work and its address, other "
            "lines of hours, rounding, a minimum and a call-out charge; at Customer agreements "
            "these can differ for one customer."
        ),
        _(
            "Your invoices look as before. New is that returned material may stand on an invoice, "
            "and that rounding and discounts on a work order are asked about where they are "
            "unclear."
        ),
        _("Look at Invoice lines, where an example stands beside the choices."),
    ),
    "interrupted": Words(
        _("Broken off"), _("The run was broken off before its end."), NOTHING_LOST, WAIT
    ),
    "check_failed": Words(
        _("Not checked"),
        _("The connection with %(side)s could not be checked: %(reason)s."),
        NOTHING_LOST,
        _("Try again in a while."),
    ),
    "template_not_checked": Words(
        _("Template not checked"),
        _("The books cannot list their templates, so the name is only checked with an invoice."),
    ),
    "template_unknown": Words(
        _("Template unknown"),
        _("The books have no invoice template with exactly this name."),
        _("No invoice was made with it."),
        _("Fill in the exact name at Export settings: Beheer > Sjablonen > Factuursjablonen."),
    ),
    "no_employees": Words(
        _("No employees"),
        _("The work orders have no active employee, so nobody can link a tablet yet."),
        "",
        _("Add an employee in the work orders."),
    ),
    "unknown_service": Words(
        _("Service not in the list"),
        _("This link uses a service that the operator no longer lists."),
        NOTHING_LOST,
        _("Ask the operator, or make a new link."),
    ),
    "calls_used_up": Words(
        _("Calls of this month used up"),
        _("This link made as many calls this month as the operator allows, so it waits."),
        NOTHING_LOST,
        _(
            "You can start it by hand. By itself it goes on next month, or when the operator "
            "allows more calls."
        ),
        STANDS_STILL,
    ),
    "old_open_api": Words(
        _("Open API too old"),
        _(
            "This version of the Open API sets a work order to Afgehandeld by handing it over, "
            "so the link does not read from it."
        ),
        NOTHING_LOST,
        _("Ask the operator to name the address of Open API 8 or newer."),
        STANDS_STILL,
    ),
    "credentials_refused": Words(
        _("Login details refused"),
        _("Refused: %(field)s; %(reason)s. The link has stopped."),
        NOTHING_LOST,
        _("Fill in the codes again at Login settings; a new password also gives new codes."),
        STANDS_STILL,
    ),
    **{
        f"credentials_refused@{token}": Words(
            _("Token refused"),
            _("The work orders refused the %(field)s; %(reason)s. The link has stopped."),
            NOTHING_LOST,
            OPEN_AGAIN,
            STANDS_STILL,
        )
        for token in ("token", "software_token")
    },
    "other_administration": Words(
        _("Another administration"),
        _("The login details open another administration than before. The link has stopped."),
        _("Nothing was written in the other administration."),
        _("Fill in the codes of the right administration at Login settings."),
        STANDS_STILL,
    ),
}  # fmt: skip

STOPPED: dict[str, Text] = {
    "credentials_refused": _(
        "The login details were refused. The link stands still until you fill them in again."
    ),
}

STAGES: dict[str, Text] = {
    "": _("Synchronising …"),
    "sign_in": _("Signing in …"),
    "read_relation": _("Reading relations …"),
    "read_product": _("Reading products/services …"),
    "read_work_orders": _("Reading work orders …"),
    "invoices": _("Making invoices …"),
    "verify": _("Checking invoices in the books …"),
    "settle": _("Settling work orders …"),
    "relations": _("Relations to the work orders …"),
    "materials": _("Materials to the work orders …"),
    "hour_types": _("Hour types to the work orders …"),
}
