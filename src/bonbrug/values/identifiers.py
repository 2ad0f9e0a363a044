"""Numbers with check digits, and the shape of a postcode: does what was typed hold?

The arithmetic is python-stdnum's. A number of a country that it does not know is let pass.
"""

import re

from stdnum import bic, get_cc_module, iban
from stdnum.eu import at_02
from stdnum.nl import btw, postcode
from stdnum.util import clean

# What a bank takes as the reference of a mandate (EPC 217-08, SEPA Requirements, 1.5).
MANDATE = re.compile(r"[A-Za-z0-9+?/:().,' -]{1,35}")
HOME = frozenset({"", "nl", "nld", "nederland", "netherlands", "the netherlands", "holland"})


def at_home(country: str) -> bool:
    """Tell whether a country as people write it is the Netherlands; empty counts as that."""
    return country.strip().casefold() in HOME


def bare(text: str, marks: str = "./-") -> str:
    """Return a number as it travels: in capitals, without spaces and these marks.

    What only looks like one of them counts as it, as it does for the checks below.
    """
    return "".join(clean(text, marks).split()).upper()


def bare_creditor_id(text: str) -> str:
    """Return such an identifier without the many marks that its check passes over."""
    return str(at_02.compact(text))


def iban_holds(text: str) -> bool:
    """Check an account number of any country."""
    return bool(iban.is_valid(text))


def bic_holds(text: str) -> bool:
    return bool(bic.is_valid(text))


def creditor_id_holds(text: str) -> bool:
    """Check the identifier of a firm that collects by SEPA direct debit (incassant-ID)."""
    return bool(at_02.is_valid(text))


def mandate_holds(text: str) -> bool:
    """Check the reference of a mandate for direct debit."""
    return MANDATE.fullmatch(text) is not None


def vat_number_holds(text: str) -> bool:
    """Check a btw-id with its country in front; without letters in front it is a Dutch one."""
    number = bare(text)
    country = number[:2]
    if not country.isalpha():
        return bool(btw.is_valid(number))
    module = get_cc_module({"EL": "gr", "XI": "gb"}.get(country, country.lower()), "vat")
    return module is None or bool(module.is_valid(number) or module.is_valid(number[2:]))


def kvk_number_holds(text: str) -> bool:
    """Check the eight digits of the Dutch trade register."""
    return re.fullmatch(r"\d{8}", re.sub(r"[\s.]", "", text), re.ASCII) is not None


def oin_holds(text: str) -> bool:
    """Check the twenty digits of a Dutch authority; they begin with zeros."""
    return re.fullmatch(r"0000000\d{13}", re.sub(r"[\s.]", "", text), re.ASCII) is not None


def postcode_holds(text: str) -> bool:
    """Check a Dutch postcode: 1234 AB, without the letter pairs that are not given out."""
    return bool(postcode.is_valid(text))
