"""What is said about taking an invoice back."""

from django.utils.translation import gettext_lazy as _

from bonbrug.link.texts.words import INVOICE_STAYS, Text, Words

NOT_CREDITED = _("Nothing was credited, and no new invoice is made.")
IN_BOOKS = _(
    "Credit invoice %(invoice)s in e-Boekhouden.nl, and choose here not to credit it. Then the "
    "work order asks again what to do with it."
)


def _refused(title: Text, text: Text, advice: Text = IN_BOOKS) -> Words:
    return Words(title, text, NOT_CREDITED, advice, INVOICE_STAYS)


CREDITS: dict[str, Words] = {
    "credit_refused": _refused(
        _("Credit refused by the books"),
        _("The books refused to credit the invoice of work order %(subject)s: %(reason)s."),
        _("Correct what is named and try again, or choose not to credit it."),
    ),
    "credit_by_hand": _refused(
        _("Credit it in the books"),
        _("Invoice %(invoice)s of work order %(subject)s cannot be credited from here."),
    ),
    "credit_unknown_lines": _refused(
        _("Credit it in the books"),
        _(
            "Invoice %(invoice)s of work order %(subject)s was not sent by this link, so that its "
            "lines are not known here."
        ),
    ),
    "credit_invoice_gone": _refused(
        _("Invoice to credit not found"),
        _("Invoice %(invoice)s of work order %(subject)s is not in the books any more."),
        _("Was it deleted there, then choose not to credit it. Otherwise try again."),
    ),
    "credit_invoice_changed": _refused(
        _("Invoice was changed in the books"),
        _(
            "Invoice %(invoice)s of work order %(subject)s has other amounts in the books than it "
            "was sent with, so that a credit of what was sent would be wrong."
        ),
    ),
    "credit_there_already": _refused(
        _("Perhaps credited already"),
        _(
            "The books have invoice %(other)s of this customer, with exactly the opposite amount "
            "of invoice %(invoice)s of work order %(subject)s."
        ),
        _(
            "Look at invoice %(other)s. Is it the credit, then choose not to credit it. Is it "
            "about something else, then credit it anyway."
        ),
    ),
    "offset_items": Words(
        _("Set off two open items"),
        _("Credit %(credit)s of invoice %(invoice)s (work order %(subject)s) is in the books."),
        _("Invoice and credit add up to nothing; both are in the books once."),
        _(
            "Set them off against each other in e-Boekhouden.nl: Boekhouden > Overzichten > "
            "Open posten. Was the invoice paid already, then pay the amount back."
        ),
        _("Both stay as open items in the books."),
    ),
}
