"""What is asked about a work order before an invoice is made of it."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from bonbrug.link.texts.words import BILL_STAYS, ORDER_WAITS, Text, Words

YES_OR_CORRECT = _(
    "Is it right, then choose Invoice it like this. Otherwise correct it on the work order; the "
    "next run looks again."
)


def _asked(title: Text, text: Text) -> Words:
    return Words(title, text, BILL_STAYS, YES_OR_CORRECT)


_DOUBTS: dict[str, Words] = {
    "hours_contradict": _asked(
        _("Hours contradict each other"),
        _(
            "Work order %(subject)s, line %(place)s: the total is %(total)s hours, but begin, end "
            "and break make %(reckoned)s."
        ),
    ),
    "hours_long": _asked(
        _("Very long hours"),
        _("Work order %(subject)s, line %(place)s: one period of %(total)s hours."),
    ),
    "hours_past_midnight": _asked(
        _("Worked past midnight?"),
        _(
            "Work order %(subject)s, line %(place)s: from %(begin)s to %(end)s is a long night. "
            "Perhaps begin and end were exchanged."
        ),
    ),
    "hours_day": _asked(
        _("Unlikely day"),
        _(
            "Work order %(subject)s, line %(place)s: the work is dated %(date)s, far from the day "
            "of the work order or in the future."
        ),
    ),
    "hours_of_day": _asked(
        _("Long day"),
        _("Work order %(subject)s: employee %(employee)s worked %(total)s hours on %(date)s."),
    ),
    "hours_twice": _asked(
        _("The same hours twice"),
        _("Work order %(subject)s: line %(place)s and line %(other)s are the same hours."),
    ),
    "hours_overlap": _asked(
        _("Hours at the same time"),
        _(
            "Work order %(subject)s: employee %(employee)s works on line %(place)s and line "
            "%(other)s at the same time."
        ),
    ),
    "quantity_large": _asked(
        _("Very large quantity or amount"),
        _(
            "Work order %(subject)s: the quantity of article %(article)s is %(quantity)s, which "
            "makes %(amount)s."
        ),
    ),
    "rounding_unclear": _asked(
        _("Rounding of hours"),
        _(
            "Work order %(subject)s asks for hours rounded to %(minutes)s minutes, and it is not "
            "known whether that is upwards. The worked time would be charged. At Invoice lines you "
            "can say it once for all work orders."
        ),
    ),
    "discount_unclear": _asked(
        _("Discount"),
        _(
            "Work order %(subject)s, line %(place)s: a discount of %(discount)s percent stands on "
            "material %(material)s, and it is not known whether the price of %(price)s has it in "
            "it. That price would be charged."
        ),
    ),
    "warranty_unclear": _asked(
        _("Warranty"),
        _(
            "Work order %(subject)s, line %(place)s: material %(material)s is marked as warranty, "
            "but costs %(price)s. That price would be charged."
        ),
    ),
    "total_zero": _asked(
        _("Total of 0"),
        _("Work order %(subject)s comes to 0, so there is nothing to pay."),
    ),
    "credit_total": _asked(
        _("Credit invoice"),
        _(
            "Work order %(subject)s comes to %(amount)s excluding VAT: it would become a credit "
            "invoice."
        ),
    ),
    "invoice_large": _asked(
        _("Very large invoice"),
        _("Work order %(subject)s makes an invoice of %(amount)s, excluding VAT."),
    ),
}

DOUBTS = {code: replace(words, idle=ORDER_WAITS) for code, words in _DOUBTS.items()}
