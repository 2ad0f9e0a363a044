"""What exports, previews and pages say; the data map of the manual says the same."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bonbrug.values.personal_data import Erased, Whose

Text = str | Promise

WHAT: dict[str, Text] = {
    "account": _("account"),
    "membership": _("for which firm"),
    "login": _("log-in link"),
    "invitation": _("invitation"),
    "asked_mail": _("mail that was asked for"),
    "trusted_browser": _("trusted browser"),
    "security": _("security log"),
    "second_step": _("second step"),
    "session": _("session"),
    "customer_number": _("customer number"),
    "name_address": _("name and address"),
    "contact": _("contact details"),
    "company_numbers": _("company numbers"),
    "notes": _("notes and free texts"),
    "work_address": _("work address"),
    "who_did": _("who did it, and when"),
    "signature": _("signature"),
    "hours": _("who worked when"),
    "typed_lines": _("lines typed by hand"),
    "employee": _("employee"),
    "tablet": _("tablet"),
    "on_invoice": _("what must stand on an invoice"),
    "bank_account": _("bank account"),
    "invoice": _("invoice"),
    "delivery": _("how the invoice goes out"),
    "booking": _("booking"),
    "mandate": _("mandate and direct debit"),
    "mail": _("mail with an invoice"),
    "sender": _("sender of mail"),
    "own_firm": _("the own firm"),
    "agreement": _("agreement about invoices"),
    "copy": _("what both sides agreed on"),
    "digest": _("digest of a record"),
    "sent_invoice": _("invoice as it was planned or sent"),
    "received": _("work order as it was received"),
    "log": _("log line"),
    "to_do": _("question at To do"),
    "other": _("besides"),
}

HOUSES: dict[str, Text] = {
    "accounts": _("Log-ins"),
    "workorders": _("Work orders"),
    "link": _("Link"),
    "books": _("Books"),
}

WHOSE: dict[Whose, Text] = {
    Whose.CUSTOMER: _("Customer, by its number"),
    Whose.EMPLOYEE: _("Employee, by its number"),
    Whose.USER: _("User, by e-mail address"),
}

ERASED: dict[Erased, Text] = {
    Erased.REMOVED: _("removed"),
    Erased.EMPTIED: _("emptied"),
    Erased.LAW: _("kept: a booked invoice needs it"),
    Erased.LEDGER: _("kept: a booking is never changed"),
    Erased.NUMBER: _("kept: a number, a code or a digest"),
    Erased.OTHERS: _("not about the customer"),
}

OBSTACLES: dict[str, Text] = {
    "invoice_not_booked": _("Invoice %(number)s is not booked. Book it or delete it first."),
    "invoice_not_paid": _("Invoice %(number)s is not paid. Book the payment or credit it first."),
    "mail_under_way": _("The mail with invoice %(number)s is being sent. Try again in a while."),
    "debit_under_way": _(
        "Invoice %(number)s is being collected. Wait for the bank, or withdraw the file first."
    ),
    "work_order_open": _("Work order %(number)s is not settled. Complete and settle it first."),
    "job_open": _(
        "Work order %(number)s is on its way to an invoice. Let it become one, or decide about it"
        " at To do first."
    ),
}
BUSY = _("A synchronisation of %(name)s is going, and nothing was erased. Try again in a minute.")
HELD = _(
    "The file of the database still holds what was erased, because others were busy with it."
    " Erase once more when it is quiet."
)
OUTSIDE = _(
    "Erase this customer in e-Boekhouden.nl and WerkbonApp as well. Until then they hold the name;"
    " the link does not bring it back by itself."
)
BACKUPS = _(
    "Backups hold what was erased until they are deleted. Restoring one erases this customer anew."
)
