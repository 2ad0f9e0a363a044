"""What is said about the road itself: reaching, signing in, settings, and stages of a run."""

from django.utils.translation import gettext_lazy as _

from bonbrug.link.pages.words import NOTHING_LOST, Text, Words

WAIT = _("You need not do anything: the link tries again by itself.")

UNREACHABLE = Words(_("Not reachable"), _("The other side did not answer."), NOTHING_LOST, WAIT)
UNREADABLE = Words(
    _("Answer not readable"),
    _("The other side gave an answer that is not whole or not theirs; nothing of it was used."),
    NOTHING_LOST,
    WAIT,
)

CONNECTION: dict[str, Words] = {
    "dns": Words(
        _("Not reachable"),
        _("The address of the other side was not found. Is the internet connection working?"),
        NOTHING_LOST,
        WAIT,
    ),
    "connect": Words(
        _("Not reachable"), _("The other side does not answer the door."), NOTHING_LOST, WAIT
    ),
    "tls": Words(
        _("No safe connection"),
        _("A safe connection with the other side was not possible, so nothing was sent."),
        NOTHING_LOST,
        WAIT,
    ),
    "timeout": Words(
        _("No answer in time"), _("The other side did not answer in time."), NOTHING_LOST, WAIT
    ),
    **dict.fromkeys(("reset", "unreachable"), UNREACHABLE),
    **dict.fromkeys(
        (
            "cut", "too_large", "encoding", "empty", "html", "not_utf8", "not_json",
            "duplicate_key", "too_deep", "no_envelope", "wrong_type", "other_work_order",
        ),
        UNREADABLE,
    ),
    **dict.fromkeys(
        ("no_clear_answers", "relation_unknown", "relation_gone", "no_result", "spoiled_row"),
        UNREADABLE,
    ),
    "seal_broken": Words(
        _("Codes cannot be opened"),
        _("The kept codes cannot be opened with the keys of this installation; the link stopped."),
        _("Nothing was sent. The codes were not changed."),
        _("Fill in the codes again at Login settings, or let the operator put the keys back."),
    ),
    "interrupted": Words(
        _("Broken off"), _("The run was broken off before its end."), NOTHING_LOST, WAIT
    ),
    "check_failed": Words(
        _("Not checked"),
        _("The connection could not be checked: %(reason)s."),
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
    "call_limit": Words(
        _("Too many calls"),
        _("The books do not take any more calls for now; the link waits."),
        NOTHING_LOST,
        WAIT,
    ),
    "credentials_refused": Words(
        _("Login details refused"),
        _("Refused: %(field)s (%(reason)s). The link has stopped."),
        NOTHING_LOST,
        _("Fill in the codes again at Login settings; a new password also gives new codes."),
    ),
    **{
        f"credentials_refused@{token}": Words(
            _("Token refused"),
            _("The work orders refused the %(field)s (%(reason)s). The link has stopped."),
            NOTHING_LOST,
            _(
                "Open the link again from the work orders: Instellingen > Externe koppelingen > "
                "Open instellingen."
            ),
        )
        for token in ("token", "software_token")
    },
    "other_administration": Words(
        _("Another administration"),
        _("The login details open another administration than before. The link has stopped."),
        _("Nothing was written in the other administration."),
        _("Fill in the codes of the right administration at Login settings."),
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
