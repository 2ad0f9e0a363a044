"""What is asked about a work order before an invoice is made of it."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from bonbrug.link.texts.words import BILL_STAYS, ORDER_WAITS, Text, Words

YES_OR_CORRECT = _(
    "Is it right, then choose Invoice it like this. Otherwise correct it on the work order; the "
    "next run looks again."
)


def asked(title: Text, text: Text, advice: Text = YES_OR_CORRECT) -> Words:
    """Return the words of a question that a yes answers."""
    return Words(title, text, BILL_STAYS, advice)


_HOURS: dict[str, Words] = {
    "hours_contradict": asked(
        _("Hours contradict each other"),
        _(
            "Work order %(subject)s, line %(place)s: the total is %(total)s hours, but begin, end "
            "and break make %(reckoned)s."
        ),
    ),
    "hours_break": asked(
        _("Break longer than the work"),
        _(
            "Work order %(subject)s, line %(place)s: from %(begin)s to %(end)s with a break of "
            "%(pause)s minutes leaves nothing."
        ),
    ),
    "hours_long": asked(
        _("Very long hours"),
        _("Work order %(subject)s, line %(place)s: one period of %(total)s hours."),
    ),
    "hours_past_midnight": asked(
        _("Worked past midnight?"),
        _(
            "Work order %(subject)s, line %(place)s: from %(begin)s to %(end)s is a long night. "
            "Perhaps begin and end were exchanged."
        ),
    ),
    "hours_day": asked(
        _("Unlikely day"),
        _(
            "Work order %(subject)s, line %(place)s: the work is dated %(date)s, far before the "
            "day of the work order, %(order_date)s, or in the future."
        ),
    ),
    "order_day": asked(
        _("Work order of the future"),
        _("Work order %(subject)s is dated %(date)s, and today is %(today)s."),
    ),
    "hours_closed_period": asked(
        _("Work in a closed period"),
        _(
            "Work order %(subject)s, line %(place)s: the work is dated %(date)s, and the books are "
            "closed up to and including %(until_day)s."
        ),
    ),
    "hours_of_day": asked(
        _("Long day"),
        _(
            "Work order %(subject)s: employee %(employee)s worked %(total)s hours on %(date)s; "
            "over all work orders %(whole)s hours."
        ),
    ),
    "hours_over_a_day": Words(
        _("More hours than a day has"),
        _(
            "Work order %(subject)s: employee %(employee)s worked %(total)s hours on %(date)s; "
            "a day has 24."
        ),
        BILL_STAYS,
        _(
            "Correct the hours or the employee on the work order; the next run tries again. Did "
            "several people work under one number, then write the hours of each."
        ),
    ),
    "hours_twice": asked(
        _("The same hours twice"),
        _("Work order %(subject)s: line %(place)s and line %(other)s are the same hours."),
    ),
    "hours_overlap": asked(
        _("Hours at the same time"),
        _(
            "Work order %(subject)s: employee %(employee)s works on line %(place)s and line "
            "%(other)s at the same time."
        ),
    ),
    "hours_twice_elsewhere": asked(
        _("The same hours on another work order"),
        _(
            "Work order %(subject)s, line %(place)s: employee %(employee)s has the same hours on "
            "work order %(other_order)s."
        ),
    ),
    "hours_overlap_elsewhere": asked(
        _("At another work order at the same time"),
        _(
            "Work order %(subject)s, line %(place)s: employee %(employee)s works on work order "
            "%(other_order)s at the same time."
        ),
    ),
}
_AMOUNTS: dict[str, Words] = {
    "quantity_large": asked(
        _("Very large quantity or amount"),
        _(
            "Work order %(subject)s: the quantity of article %(article)s is %(quantity)s, which "
            "makes %(amount)s. More than %(pieces)s pieces or %(most)s is asked about."
        ),
    ),
    "rounding_unclear": asked(
        _("Rounding of hours"),
        _(
            "Work order %(subject)s asks for hours rounded to %(minutes)s minutes, and it is not "
            "known whether that is upwards. The worked time would be charged. At Invoice lines you "
            "can say it once for all work orders."
        ),
    ),
    "discount_unclear": asked(
        _("Discount"),
        _(
            "Work order %(subject)s, line %(place)s: a discount of %(discount)s percent stands on "
            "material %(material)s, and it is not known whether the price of %(price)s has it in "
            "it. That price would be charged."
        ),
    ),
    "warranty_unclear": asked(
        _("Warranty"),
        _(
            "Work order %(subject)s, line %(place)s: material %(material)s is marked as warranty, "
            "but costs %(price)s. That price would be charged."
        ),
    ),
    "total_zero": asked(
        _("Total of 0"),
        _("Work order %(subject)s comes to 0, so there is nothing to pay."),
    ),
    "invoice_large": asked(
        _("Very large invoice"),
        _(
            "Work order %(subject)s makes an invoice of %(amount)s, excluding VAT. More than "
            "%(most)s is asked about."
        ),
    ),
    "quantity_unusual": asked(
        _("Unusual quantity"),
        _(
            "Work order %(subject)s: the quantity of article %(article)s is %(quantity)s; your "
            "last invoices usually have at most %(usual_quantity)s."
        ),
    ),
    "amount_unusual": asked(
        _("Unusual amount"),
        _(
            "Work order %(subject)s: %(quantity)s of article %(article)s makes %(amount)s; a line "
            "of your last invoices is usually at most %(usual)s."
        ),
    ),
    "invoice_unusual": asked(
        _("Unusual invoice"),
        _(
            "Work order %(subject)s makes an invoice of %(amount)s, excluding VAT; your last "
            "invoices are usually at most %(usual)s."
        ),
    ),
    "negative_total": asked(
        _("Invoice below 0"),
        _("Work order %(subject)s makes an invoice of %(amount)s, excluding VAT: a credit."),
    ),
    "price_unusual": asked(
        _("Other price than usual"),
        _(
            "Work order %(subject)s, line %(place)s: article %(article)s costs %(price)s, and "
            "%(known_price)s is known for this customer or in your price list."
        ),
    ),
    "hour_price_changed": asked(
        _("Hour price changed after the work"),
        _(
            "Work order %(subject)s, line %(place)s: hour type %(hour_type)s cost %(theirs)s until "
            "%(date)s, so also on the day of the work. The price of now, %(ours)s, is charged."
        ),
    ),
    "signed_total_differs": asked(
        _("Other amount than on the work order"),
        _(
            "Work order %(subject)s, line %(place)s: material %(material)s costs "
            "%(theirs)s according to the work order, but quantity × price makes "
            "%(ours)s."
        ),
    ),
    "travel_not_used": asked(
        _("Travel distance not charged"),
        _(
            "Work order %(subject)s, line %(place)s has a travel distance of %(travel)s. The link "
            "does not charge it."
        ),
    ),
    "free_field_not_used": asked(
        _("Amount in a free field"),
        _(
            "Work order %(subject)s, line %(place)s: %(field)s holds an amount or percentage, "
            "%(value)s. The link charges quantity × price."
        ),
    ),
    "free_field_unread": Words(
        _("Free field not used"),
        _(
            "Work order %(subject)s, line %(place)s: %(field)s is filled in. It does not change "
            "the invoice."
        ),
    ),
}
_OTHERS: dict[str, Words] = {
    "relation_spelled_otherwise": asked(
        _("Customer code spelled otherwise"),
        _(
            "Work order %(subject)s is for customer %(relation)s; the books know %(known)s, with "
            "another %(field)s."
        ),
    ),
    "relation_differs": Words(
        _("Customer differs from the books"),
        _(
            "Work order %(subject)s: the %(field)s of customer %(relation)s is another one in the "
            "books."
        ),
    ),
    "mail_address_missing": asked(
        _("No e-mail address of the customer"),
        _(
            "The invoice of work order %(subject)s goes by e-mail, and the link knows no address "
            "of customer %(relation)s."
        ),
        _(
            "Fill in the address at the relation in the books, or agree with this customer that "
            "invoices go by post; the next run looks again. With Invoice it like this the invoice "
            "is made, and whether the books can mail it shows there."
        ),
    ),
    "mandate_incomplete": Words(
        _("Mandate not complete"),
        _(
            "The invoice of work order %(subject)s is collected by direct debit, and of customer "
            "%(relation)s this is missing or not right: %(fields)s."
        ),
        BILL_STAYS,
        _(
            "Fill it in at Customer agreements as it stands on what the customer signed, or let "
            "invoices to this customer go by post."
        ),
    ),
    "delivery_texts_missing": Words(
        _("Texts for sending are missing"),
        _(
            "The invoice of work order %(subject)s cannot go out to customer %(relation)s; the "
            "settings of the link do not say: %(fields)s."
        ),
        BILL_STAYS,
        _("Fill it in at Export settings, below Way of sending."),
    ),
    "customer_delivery_impossible": Words(
        _("Way of sending not possible"),
        _(
            "These books cannot send the invoice of work order %(subject)s to customer "
            "%(relation)s as was agreed: %(delivery)s."
        ),
        BILL_STAYS,
        _("Choose another way of sending at Customer agreements."),
    ),
    "invoiced_twice": asked(
        _("The same work twice?"),
        _(
            "Work order %(subject)s has the same customer, day and lines as work order "
            "%(other_order)s (invoice %(other_invoice)s)."
        ),
    ),
    "nothing_said": asked(
        _("Nothing says what was done"),
        _("Work order %(subject)s has hours only: no description, no remark and no material."),
    ),
    "unsigned": asked(
        _("Not signed"),
        _("Work order %(subject)s has no signature, and you want one."),
    ),
    "changed_after_yes": asked(
        _("Changed after your yes"),
        _(
            "Work order %(subject)s, its customer, a price or the settings changed after you said "
            "yes. This is the invoice as it would be now."
        ),
    ),
    "check_every_invoice": asked(
        _("Waits for your yes"),
        _(
            "Work order %(subject)s makes an invoice of %(amount)s, excluding VAT. At the settings "
            "you chose that every invoice waits."
        ),
    ),
}
_DOUBTS = {**_HOURS, **_AMOUNTS, **_OTHERS}

DOUBTS = {code: replace(words, idle=ORDER_WAITS) for code, words in _DOUBTS.items()}
