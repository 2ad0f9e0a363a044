"""What is said about work orders and their invoices."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bonbrug.link.texts.words import BILL_STAYS, ORDER_WAITS, Counted, Words

IN_BOOKS = _("Correct it in e-Boekhouden.nl: Factureren > Producten/diensten.")
IN_ORDER = _("Correct the line on the work order; the next run tries again.")

_ORDERS: dict[str, Words] = {
    "zero_hours": Words(
        _("Hours of 0"),
        _("Work order %(subject)s, line %(place)s: hour type %(hour_type)s has no time."),
        BILL_STAYS,
        _("Fill in begin, end and break on the work order, or remove the line."),
    ),
    "unknown_hour_type": Words(
        _("Unknown hour type"),
        _(
            "Work order %(subject)s, line %(place)s: hour type %(hour_type)s does not come from "
            "the books."
        ),
        BILL_STAYS,
        _(
            "Choose an hour type from the books on the work order, or add this one in "
            "e-Boekhouden.nl with the unit Uur."
        ),
    ),
    "hour_type_price@line": Words(
        _("Hour type without price"),
        _("Work order %(subject)s, line %(place)s: hour type %(hour_type)s has no price."),
        BILL_STAYS,
        IN_BOOKS,
    ),
    "minimum_not_charged": Words(
        _("Minimum hours not charged"),
        _(
            "Work order %(subject)s has a minimum of %(minimum)s hours and less was worked. Only "
            "the worked time was charged. At the settings you can have the minimum charged."
        ),
    ),
    "rounding_not_used": Words(
        _("Hours not rounded"),
        _(
            "Work order %(subject)s rounds hours to %(minutes)s minutes. The worked time was "
            "charged without rounding."
        ),
    ),
    "hours_billed": Words(
        _("Hours charged"),
        _(
            "Work order %(subject)s: %(written)s hours written, %(signed)s signed for, %(billed)s "
            "charged."
        ),
    ),
    "unknown_call_out": Words(
        _("Unknown call-out charge"),
        _("Work order %(subject)s: the call-out charge %(article)s does not come from the books."),
        BILL_STAYS,
        _(
            "Choose another product at Invoice lines or at Customer agreements, or add this one in "
            "e-Boekhouden.nl: Factureren > Producten/diensten."
        ),
    ),
    "zero_quantity": Words(
        _("Quantity of 0"),
        _("Work order %(subject)s, line %(place)s: the quantity of material %(material)s is 0."),
        BILL_STAYS,
        IN_ORDER,
    ),
    "negative_quantity": Words(
        _("Quantity below 0"),
        _(
            "Work order %(subject)s, line %(place)s: the quantity of material %(material)s is "
            "below 0."
        ),
        BILL_STAYS,
        _("Make a credit invoice in e-Boekhouden.nl, or correct the quantity."),
    ),
    "unknown_material": Words(
        _("Unknown material"),
        _(
            "Work order %(subject)s, line %(place)s: material %(material)s does not come from the "
            "books."
        ),
        BILL_STAYS,
        _(
            "Choose a material from the books on the work order, or add this one in "
            "e-Boekhouden.nl: Factureren > Producten/diensten."
        ),
    ),
    "negative_price": Words(
        _("Price below 0"),
        _("Work order %(subject)s, line %(place)s: the price of material %(material)s is below 0."),
        BILL_STAYS,
        IN_ORDER,
    ),
    "price_zero": Words(
        _("Price of 0"),
        _("Work order %(subject)s, line %(place)s has a price of 0 and is invoiced like that."),
    ),
    "no_vat_code": Words(
        _("No VAT code"),
        _("Work order %(subject)s, line %(place)s: article %(article)s has no VAT code."),
        BILL_STAYS,
        IN_BOOKS,
    ),
    "unknown_vat_code": Words(
        _("VAT code not for sales"),
        _(
            "Work order %(subject)s, line %(place)s: VAT code %(vat_code)s of article %(article)s "
            "cannot stand on an invoice."
        ),
        BILL_STAYS,
        IN_BOOKS,
    ),
    "no_ledger": Words(
        _("No ledger account"),
        _("Work order %(subject)s, line %(place)s: article %(article)s has no ledger account."),
        BILL_STAYS,
        IN_BOOKS,
    ),
    "no_description": Words(
        _("No description"),
        _("Work order %(subject)s, line %(place)s: article %(article)s has no description."),
        BILL_STAYS,
        IN_BOOKS,
    ),
    "too_long@line": Words(
        _("Text too long"),
        Counted(
            "length",
            lambda length: ngettext(
                "Work order %(subject)s, line %(place)s: the %(field)s has %(length)s character; "
                "at most %(limit)s fit.",
                "Work order %(subject)s, line %(place)s: the %(field)s has %(length)s characters; "
                "at most %(limit)s fit.",
                length,
            ),
        ),
        BILL_STAYS,
        IN_ORDER,
    ),
    "amount_too_large@line": Words(
        _("Amount too large"),
        _("Work order %(subject)s, line %(place)s: the amount of %(article)s is too large."),
        BILL_STAYS,
        IN_ORDER,
    ),
    "amount_too_large": Words(
        _("Amount too large"),
        _("Work order %(subject)s: the total of %(amount)s is larger than an invoice holds."),
        BILL_STAYS,
        _("Correct the lines on the work order, or split it in two."),
    ),
    "too_many_decimals": Words(
        _("Too many decimals"),
        _(
            "Work order %(subject)s, line %(place)s: the quantity or the price of %(article)s has "
            "more than %(limit)s decimals."
        ),
        BILL_STAYS,
        IN_ORDER,
    ),
    "work_order_too_long": Words(
        _("Text too long"),
        Counted(
            "length",
            lambda length: ngettext(
                "Work order %(subject)s: the %(field)s has %(length)s character; the link holds "
                "at most %(limit)s.",
                "Work order %(subject)s: the %(field)s has %(length)s characters; the link holds "
                "at most %(limit)s.",
                length,
            ),
        ),
        BILL_STAYS,
        _("Shorten it on the work order; the next run tries again."),
    ),
    "unreadable_part": Words(
        _("Work order partly unreadable"),
        _("Work order %(subject)s: %(part)s could not be read."),
        _("No invoice was made, so that nothing is left out by accident."),
        _("Open the work order, correct that part and save it."),
    ),
    "no_lines": Words(
        _("Nothing to invoice"),
        _("Work order %(subject)s has no hours and no materials."),
        BILL_STAYS,
        _("Add lines, or give the work order another werkbonstatus."),
    ),
    "too_many_lines": Words(
        _("Too many lines"),
        Counted(
            "count",
            lambda count: ngettext(
                "Work order %(subject)s has %(count)s line; an invoice holds at most %(limit)s.",
                "Work order %(subject)s has %(count)s lines; an invoice holds at most %(limit)s.",
                count,
            ),
        ),
        BILL_STAYS,
        _("Split the work order in two."),
    ),
    "missing_relation": Words(
        _("No customer"),
        _("Work order %(subject)s has no customer number."),
        BILL_STAYS,
        _("Choose a customer with a number on the work order."),
    ),
}

ORDERS = {code: replace(words, idle=ORDER_WAITS) for code, words in _ORDERS.items()}
