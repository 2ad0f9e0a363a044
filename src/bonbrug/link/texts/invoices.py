"""What is said about making, finding and settling an invoice."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bonbrug.link.texts.words import (
    BILL_STAYS,
    BILLS_WAIT,
    INVOICE_STAYS,
    ONE_INVOICE,
    ORDER_WAITS,
    Counted,
    Words,
)

INVOICES: dict[str, Words] = {
    "work_order_gone": Words(
        _("Work order gone"),
        _("Work order %(subject)s was deleted in the work orders before it was invoiced."),
        _("No invoice was made of it."),
        _("If it should have been invoiced, make the invoice in e-Boekhouden.nl by hand."),
        _("No invoice is made of this work order."),
    ),
    "settled_without_invoice": Words(
        _("Settled without invoice"),
        _("Work order %(subject)s was set to Afgehandeld by someone before it was invoiced."),
        _("The link made no invoice of it. Whether somebody else did, it cannot see."),
        _("Was that the intention? Then close this. If not, make the invoice by hand."),
        _("No invoice is made of this work order."),
    ),
    "settled_not_read": Words(
        _("Settled work orders not looked through"),
        _("The list of settled work orders could not be read: %(reason)s. Tomorrow again."),
    ),
    "mark_refused": Words(
        _("99 Error not set"),
        _("Work order %(subject)s could not be set to 99 Error: %(reason)s."),
    ),
    "old_setting_refused": Words(
        _("Made anew with the settings of now"),
        _(
            "The invoice of work order %(subject)s was still made with earlier settings and the "
            "books refused it: %(reason)s. The next run makes it anew."
        ),
    ),
    "foreign_invoice": Words(
        _("Already invoiced by someone else"),
        _(
            "Invoice %(invoice)s in the books names work order %(subject)s, but this link did not "
            "make it."
        ),
        ONE_INVOICE,
        _(
            "Look at that invoice. Is it the right one, then set the work order to Afgehandeld. "
            "Is it not, then take the number of the work order out of its text."
        ),
        ORDER_WAITS,
    ),
    "collective_changed": Words(
        _("A work order of a collective invoice changed"),
        _(
            "Collective invoice %(subject)s was sent as %(invoice)s without a clear answer and may "
            "yet appear in the books. Since then one of its work orders changed or was taken away."
        ),
        _("Nothing is sent, so that no work order is invoiced twice."),
        _(
            "Look in e-Boekhouden.nl whether invoice %(invoice)s is there. When it is not, put the "
            "work order back as it was. Then choose Try again."
        ),
        ORDER_WAITS,
    ),
    "credit_deleted": Words(
        _("The credit is gone"),
        _(
            "Invoice %(invoice)s of work order %(subject)s stands again: its credit was deleted in "
            "the books."
        ),
        ONE_INVOICE,
        _(
            "Is that invoice right, then set the work order to Afgehandeld. Is it not, then credit "
            "it and make the new one in e-Boekhouden.nl by hand, and set the work order to "
            "Afgehandeld."
        ),
        ORDER_WAITS,
    ),
    "adopted": Words(
        _("Invoice found"),
        _(
            "Work order %(subject)s: invoice %(invoice)s was found in the books and is kept as "
            "ours."
        ),
    ),
    "double_found": Words(
        _("Found twice"),
        _("Work order %(subject)s has more than one invoice in the books: %(invoices)s."),
        _("The link sends nothing more for this work order."),
        _("Look which of them is right and credit the other in e-Boekhouden.nl."),
        _("Both invoices stay as they are, and no third one is made."),
    ),
    "renumbered": Words(
        _("Another invoice number"),
        _("Work order %(subject)s: asked for number %(claimed)s, the books gave %(invoice)s."),
        _("The invoice is in the books, once, with the number that they gave."),
        _("Check whether the numbering in the books still runs on as you want."),
        INVOICE_STAYS,
    ),
    "setting_refused": Words(
        _("A setting cannot work"),
        _("The books refused the settings of the invoices: %(reason)s."),
        _("No invoice was made. All other work orders wait, so that not each of them is refused."),
        _("Correct Export settings, such as the name of the template, and save them."),
        _("No invoices are made, and imports go on."),
    ),
    "setting_refused@template": Words(
        _("A setting cannot work"),
        _("The books refused the invoices with template %(template)s: %(reason)s."),
        _("No invoice was made. All other work orders wait, so that not each of them is refused."),
        _(
            "Add the template %(template)s in e-Boekhouden.nl at Beheer > Sjablonen > "
            "Factuursjablonen and press Try again, or fill in the exact name at Export settings."
        ),
        _("No invoices are made, and imports go on."),
    ),
    "books_refused": Words(
        _("Refused by the books"),
        _("Work order %(subject)s was refused by the books: %(reason)s."),
        _("No invoice was made. The work order is not offered again until something changes."),
        _("Correct what is named, in the work order or in the books, and try again."),
        ORDER_WAITS,
    ),
    "books_refused@line": Words(
        _("Refused by the books"),
        _(
            "Work order %(subject)s was refused by the books: %(reason)s. It is line %(place)s of "
            "the invoice: %(article)s, %(quantity)s × %(price)s, VAT code %(vat_code)s, ledger "
            "account %(ledger)s."
        ),
        _("No invoice was made. The work order is not offered again until something changes."),
        _("Correct this line, in the work order or in the books, and try again."),
        ORDER_WAITS,
    ),
    "outcome_unknown": Words(
        _("Outcome unknown"),
        _(
            "Work order %(subject)s: invoice %(invoice)s of %(gross)s was sent, but whether it "
            "was made is not known yet: %(reason)s."
        ),
        _(
            "Sent it was. Whether it stands in the books is not certain; the link keeps looking. "
            "No second invoice can come of it, for the number is kept for this work order."
        ),
        _(
            "Look in e-Boekhouden.nl for invoice %(invoice)s. You need not do anything; with Try "
            "again the link looks first and only then sends the same invoice once more."
        ),
        _("The link keeps looking in the books; it does not send the invoice again."),
    ),
    "arrived_after_all": Words(
        _("Invoice made after all"),
        _(
            "Work order %(subject)s needed no invoice, somebody said, but invoice %(invoices)s "
            "arrived in the books late."
        ),
        ONE_INVOICE,
        _("Credit it in e-Boekhouden.nl if it should not be there."),
        INVOICE_STAYS,
    ),
    "told_found": Words(
        _("Invoice found under the number you gave"),
        _("Work order %(subject)s: invoice %(invoice)s is kept as its invoice."),
    ),
    "told_not_found": Words(
        _("No invoice under that number"),
        _(
            "Work order %(subject)s: this customer has no invoice %(told)s in the books, or it "
            "belongs to another work order."
        ),
        _("Invoice %(invoice)s was sent and its outcome is still unknown. Nothing is sent again."),
        _("Look up the number in e-Boekhouden.nl once more, letter by letter."),
        _("The link keeps looking in the books; it does not send the invoice again."),
    ),
    "number_taken": Words(
        _("Number taken"),
        _(
            "Work order %(subject)s: number %(invoice)s was used by someone else in the meantime; "
            "the link takes the next one."
        ),
    ),
    "not_booked": Words(
        _("Set ready, not booked"),
        _("Work order %(subject)s: invoice %(invoice)s was made but is not booked."),
        _("The invoice is in the books, once. It is not an open item yet."),
        _(
            "Open the invoice with the pencil in e-Boekhouden.nl, tick Factuur direct verwerken in "
            "de boekhouding and press Opslaan."
        ),
        _("The invoice stays set ready in the books and is not booked."),
    ),
    "invoice_not_found": Words(
        _("Invoice not found any more"),
        _("Work order %(subject)s: invoice %(invoice)s is not in the books."),
        _("It was accepted by the books before. It is not made again by itself."),
        _("Was it deleted on purpose, then close this. If not, make it again by hand."),
        _("The invoice is not made again."),
    ),
    "totals_differ": Words(
        _("Amounts differ"),
        _(
            "Work order %(subject)s: invoice %(invoice)s differs from the work order: "
            "%(differences)s."
        ),
        ONE_INVOICE,
        _("Compare the invoice with the work order and correct it in e-Boekhouden.nl."),
        INVOICE_STAYS,
    ),
    "settle_refused": Words(
        _("Not set to Afgehandeld"),
        _("Work order %(subject)s is invoiced, but could not be settled: %(reason)s."),
        _("The invoice is made, once. The link keeps trying to settle the work order."),
        _("If it stays like this, set the work order to Afgehandeld by hand."),
    ),
    "gone_after_invoice": Words(
        _("Deleted after the invoice"),
        _("Work order %(subject)s was deleted after invoice %(invoice)s was made."),
    ),
    "wrong_row": Words(
        _("Another work order answered"),
        _("Work order %(subject)s is invoiced, but when settling it another one answered."),
        _("The invoice is made, once. Which work order was settled is not certain."),
        _("Look at both work orders in the work orders."),
    ),
    "changed_after_invoice@lines": Words(
        _("Changed after the invoice"),
        _("Work order %(subject)s was changed after invoice %(invoice)s was made: %(changes)s."),
        _("The invoice shows the work order as it was. It is not changed by the link."),
        _("Compare them. If needed, change or credit the invoice in e-Boekhouden.nl."),
        INVOICE_STAYS,
    ),
    "changed_after_invoice": Words(
        _("Changed after the invoice"),
        _("Work order %(subject)s was changed after invoice %(invoice)s was made."),
        _("The invoice shows the work order as it was. It is not changed by the link."),
        _("Compare them. If needed, change or credit the invoice in e-Boekhouden.nl."),
        INVOICE_STAYS,
    ),
    "unknown_relation": Words(
        _("Customer not in the books"),
        _("Work order %(subject)s: customer %(relation)s does not exist in the books."),
        BILL_STAYS,
        _("Add the customer in e-Boekhouden.nl with this code, or tick Export relations."),
        ORDER_WAITS,
    ),
    "customer_erased": Words(
        _("Customer was erased"),
        _("Work order %(subject)s: customer %(relation)s was erased at a person's request."),
        BILL_STAYS,
        _(
            "If it is a customer again, choose Bring back at Personal data, and look at its"
            " agreements and its VAT. Otherwise decide that no invoice is wanted."
        ),
        ORDER_WAITS,
    ),
    "relation_other_company": Words(
        _("Another customer under this code"),
        _("Work order %(subject)s: code %(relation)s belongs to another company in the books."),
        _("No invoice was made, so that nobody gets the invoice of somebody else."),
        _("Give one of the two another code, in the books or in the work orders."),
        ORDER_WAITS,
    ),
    "relation_without_name": Words(
        _("Customer without name"),
        _("Work order %(subject)s: customer %(relation)s has no name."),
        BILL_STAYS,
        _("Fill in the name on the work order."),
        ORDER_WAITS,
    ),
    "relation_refused": Words(
        _("Customer refused by the books"),
        _("Work order %(subject)s: the books refused customer %(relation)s: %(reason)s."),
        BILL_STAYS,
        _("Add the customer in e-Boekhouden.nl by hand, or correct what is named."),
        ORDER_WAITS,
    ),
    "reopened": Words(
        _("Set to Compleet again"),
        _("Work order %(subject)s was set to Compleet again after invoice %(invoice)s was made."),
        _("The first invoice stands. Nothing is credited or invoiced by itself."),
        _(
            "Is the invoice wrong, then credit it and invoice the work order again. Is there no "
            "work to be paid at all, then only credit it. Is the invoice right, then leave it: the "
            "work order is set to Afgehandeld again."
        ),
        _("No second invoice is made; the work order stays Compleet."),
    ),
    "backlog": Words(
        _("Old work orders wait"),
        Counted(
            "count",
            lambda count: ngettext(
                "%(count)s work order was already Compleet when the link began. It waits for you.",
                "%(count)s work orders were already Compleet when the link began. "
                "They wait for you.",
                count,
            ),
        ),
        _("Nothing was invoiced of this by the link, and new work orders are not held up."),
        _(
            "Must all of this be invoiced, then let it go. Was it invoiced in another way, then "
            "set it to Afgehandeld in the work orders."
        ),
        _("They keep waiting, and new work orders go on."),
    ),
    "exports_held": Words(
        _("Invoices are on hold"),
        _("No invoices are made until somebody confirms that they may go on."),
        _("Work orders wait and lose nothing. Imports go on."),
        _("Check in e-Boekhouden.nl that the newest invoices are there, and let them go on."),
        _("No invoices are made, and imports go on."),
    ),
    "no_template": Words(
        _("No invoice template"),
        _("No invoices are made, for no invoice template is filled in."),
        BILLS_WAIT,
        _("Fill in the name of the template at Export settings."),
        _("No invoices are made, and imports go on."),
    ),
    "template_too_long": Words(
        _("Invoice template too long"),
        _("No invoices are made, for the name of the template is longer than 50 characters."),
        BILLS_WAIT,
        _("Fill in the exact name of the template at Export settings."),
        _("No invoices are made, and imports go on."),
    ),
    "delivery_impossible": Words(
        _("Way of sending not possible"),
        _("No invoices are made, for these books cannot send them in the way that was chosen."),
        BILLS_WAIT,
        _("Choose another way of sending at Export settings."),
        _("No invoices are made, and imports go on."),
    ),
    "step_refused": Words(
        _("Not accepted"),
        _("Work order %(subject)s: a step was refused by %(side)s: %(reason)s."),
        ONE_INVOICE,
        _("Correct what is named. The next run tries again."),
    ),
    "decided_meanwhile": Words(
        _("Decided during the run"),
        _(
            "Somebody decided about work order %(subject)s at To do while it was being worked on. "
            "The next run goes by that decision."
        ),
    ),
    "no_answer": Words(
        _("No answer"),
        _(
            "Work order %(subject)s: no clear answer from %(side)s: %(reason)s. The next run "
            "goes on with it."
        ),
    ),
    "defect": Words(
        _("The link could not handle this"),
        _("Work order %(subject)s could not be handled by the link itself (%(kind)s)."),
        _("The other work orders went on. No second invoice is made by itself."),
        _("Tell the operator, with the number of the work order."),
    ),
}
