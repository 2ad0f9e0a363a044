"""VAT in words: kinds of work, what an address is, the rows of the table, and what is asked."""

from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bonbrug.link.texts.doubts import asked
from bonbrug.link.texts.words import ORDER_WAITS, Words
from bonbrug.values.vat_work import Dwelling, Work

Text = str | Promise
KINDS: dict[str, Text] = {
    Work.CONSTRUCTION: _("Construction, installation and repair"),
    Work.PAINTING: _("Painting"),
    Work.PLASTERING: _("Plastering"),
    Work.INSULATING: _("Insulating floors, walls and roofs"),
    Work.CLEANING: _("Cleaning inside buildings"),
    Work.WALLPAPERING: _("Wallpapering"),
    Work.GLAZING: _("Glazing"),
    Work.REAL_ESTATE: _("Other work on buildings and land"),
    Work.MOVABLE: _("Not on buildings or land"),
}
ANSWERS: dict[str, Text] = {
    Dwelling.OLD: _("A dwelling of more than two years"),
    Dwelling.NEW: _("A dwelling of two years at most"),
    Dwelling.NO: _("No dwelling"),
}
ROWS: dict[str, Text] = {
    "ordinary": _("as the product says"),
    "exempt_firm": _("your firm is under the small businesses scheme"),
    "real_estate_abroad": _("work on real estate abroad"),
    "subcontracted": _("VAT reversed: work for a main contractor"),
    "product_reversed": _("VAT reversed, as the product says"),
    "work_unmarked": _("it is not known what kind of work this is"),
    "dwelling_unanswered": _("it is not known whether the address is a dwelling"),
    "dwelling_unsure": _("the low rate is not certain for this work"),
    "dwelling": _("low rate: work on a dwelling of more than two years"),
    "real_estate_at_home": _("work on real estate in the Netherlands"),
    "country_unknown": _("the country of the customer is not known"),
    "eu_without_id": _("customer in the EU without a VAT number that holds"),
    "eu_services": _("service for a business in another EU country"),
    "eu_goods": _("goods for a business in another EU country"),
    "service_outside": _("service for a customer outside the EU"),
    "export": _("goods that leave the EU"),
    "goods_abroad": _("goods that were brought abroad"),
}
MARK = _("Say at VAT on invoices what kind of work this is; the work order then goes by itself.")
CUSTOMER = _(
    "Correct the customer in the books or at Customer agreements. Or choose Invoice it like this."
)


_ASKS: dict[str, Words] = {
    "vat_exempt_rate": asked(
        _("VAT on a product, while you charge none"),
        _(
            "Work order %(subject)s, line %(lines)s: product %(article)s has VAT, but on that day "
            "your firm is under the small businesses scheme (KOR). The invoice is without VAT."
        ),
        _("Set the product to Geen BTW in the books, or choose Invoice it like this."),
    ),
    "vat_exempt_abroad": asked(
        _("Work abroad under the small businesses scheme"),
        _(
            "Work order %(subject)s: the Dutch scheme (KOR) does not cover what is taxed in "
            "another country. It is not known which VAT holds."
        ),
    ),
    "vat_id_missing": asked(
        _("VAT number of the customer is missing"),
        _(
            "Work order %(subject)s, line %(lines)s: the VAT is reversed, and then the invoice "
            "must name the VAT number of the customer."
        ),
        CUSTOMER,
    ),
    "vat_id_wrong": asked(
        _("VAT number of the customer does not hold"),
        _(
            "Work order %(subject)s, line %(lines)s: the VAT number of the customer has a wrong "
            "digit, or is one of another country."
        ),
        CUSTOMER,
    ),
    "vat_reversed_abroad": asked(
        _("VAT reversed to a firm abroad"),
        _(
            "Work order %(subject)s, line %(lines)s: the VAT would be reversed to a firm that is "
            "not in the Netherlands."
        ),
    ),
    "vat_reversed_no_rate": asked(
        _("VAT reversed, but at which rate?"),
        _(
            "Work order %(subject)s, line %(lines)s: product %(article)s has neither the high nor "
            "the low rate, so it is not known how the VAT is reversed."
        ),
    ),
    "vat_mixed": asked(
        _("VAT charged and reversed on one invoice"),
        _("Work order %(subject)s: the VAT of some lines is charged, that of others is reversed."),
    ),
    "vat_work_unmarked": asked(
        _("Which kind of work is this?"),
        _(
            "Work order %(subject)s, line %(lines)s: for this customer or address the VAT depends "
            "on the kind of work, and its type of work is not in your list."
        ),
        MARK,
    ),
    "vat_dwelling_unknown": asked(
        _("Is this a dwelling?"),
        _(
            "Work order %(subject)s, line %(lines)s: this work has the low rate at a dwelling of "
            "more than two years. The answer is kept for this address."
        ),
        _("Say what the address is. The work order then goes by itself."),
    ),
    "vat_address_incomplete": asked(
        _("Is this a dwelling?"),
        _(
            "Work order %(subject)s, line %(lines)s: this work has the low rate at a dwelling of "
            "more than two years, but the address has no postcode or house number."
        ),
    ),
    "vat_dwelling_unsure": asked(
        _("High or low rate?"),
        _(
            "Work order %(subject)s, line %(lines)s: whether the low rate holds for this work is "
            "not certain. The product stands as it is: %(article)s."
        ),
    ),
    "vat_low_elsewhere": asked(
        _("Low rate at an address that is no dwelling of more than two years"),
        _("Work order %(subject)s, line %(lines)s: product %(article)s has the low rate."),
    ),
    "vat_real_estate_abroad": asked(
        _("Work on real estate abroad"),
        _("Work order %(subject)s, line %(lines)s: the VAT of the country of the work holds."),
    ),
    "vat_goods_stay": asked(
        _("Did the goods leave the country?"),
        _(
            "Work order %(subject)s, line %(lines)s: the customer is abroad and the goods would be "
            "without VAT, but the address of the work is not certainly abroad."
        ),
    ),
    "vat_goods_abroad": asked(
        _("Goods that were brought abroad"),
        _("Work order %(subject)s, line %(lines)s: the address of the work is abroad."),
    ),
    "vat_private_abroad": asked(
        _("Customer abroad without a VAT number"),
        _(
            "Work order %(subject)s, line %(lines)s: the customer is in another EU country. With a "
            "VAT number it is a business, without one it is not known."
        ),
        CUSTOMER,
    ),
    "vat_service_outside": asked(
        _("Service for a customer outside the EU"),
        _("Work order %(subject)s, line %(lines)s: it is not known which VAT holds."),
    ),
    "vat_country_unknown": asked(
        _("Country of the customer is not known"),
        _(
            "Work order %(subject)s: the country of the customer is written in a way that the link "
            "does not know, so it is not known which VAT holds."
        ),
        CUSTOMER,
    ),
    "vat_rate_changed": asked(
        _("The rate changed during the work"),
        _("Work order %(subject)s, line %(lines)s: part of the work was done before that day."),
    ),
    "vat_rate_of_another_day": asked(
        _("Rate of another day"),
        _(
            "Work order %(subject)s, line %(lines)s: on the day of the work the rate was "
            "%(due)s%%, and the books charge %(actual)s%% on an invoice of today."
        ),
    ),
    "vat_no_code": asked(
        _("The books have no such VAT code"),
        _(
            "Work order %(subject)s, line %(lines)s: %(row)s. The books have no VAT code for this; "
            "the product stands as it is."
        ),
    ),
}
VAT: dict[str, Words] = {
    **{code: replace(words, idle=ORDER_WAITS) for code, words in _ASKS.items()},
    "vat_decided": Words(
        _("VAT on invoices"), _("VAT of work order %(subject)s, line %(lines)s: %(row)s.")
    ),
}


def row_in_words(row: str) -> str:
    """Say a row of the table."""
    return str(ROWS.get(row, row))
