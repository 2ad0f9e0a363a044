"""The file that a bank collects from: pain.008.001.08, written by the library sepaxml."""

import re
from collections.abc import Sequence
from datetime import date

from sepaxml import SepaDD
from text_unidecode import unidecode

from bonbrug.books.models import Administration, DirectDebit
from bonbrug.values.identifiers import bare, bare_creditor_id

SCHEMA = "pain.008.001.08"
# The characters that every bank takes (EPC 217-08, SEPA Requirements, 1.5).
OTHERS = re.compile(r"[^A-Za-z0-9/?:().,'+ -]+")


def debit_file(firm: Administration, debits: Sequence[DirectDebit], day: date) -> str:
    """Return the XML that collects these debits on one day.

    Its message number and moment are the library's: a file is made once and kept, so that the bank
    sees the same one however often it is downloaded.
    """
    account = {
        "name": sepa_text(firm.name, 70),
        "IBAN": bare(firm.iban),
        "creditor_id": bare_creditor_id(firm.creditor_id),
        "currency": "EUR",
        "batch": True,
        **({"BIC": bare(firm.bic)} if firm.bic else {}),
    }
    file = SepaDD(account, schema=SCHEMA, clean=True)
    for debit in debits:
        file.add_payment(_payment(debit, day))
    written: bytes = file.export(validate=False)
    return written.decode()


def _payment(debit: DirectDebit, day: date) -> dict[str, object]:
    mandate = debit.mandate
    if mandate is None:
        raise ValueError("a debit in a file has a mandate")
    return {
        "name": sepa_text(mandate.holder, 70),
        "IBAN": bare(mandate.iban),
        "amount": int(debit.amount * 100),
        "type": debit.sequence,
        "collection_date": day,
        "mandate_id": mandate.reference,
        "mandate_date": mandate.signed_on,
        "description": sepa_text(debit.text, 140),
        "endtoend_id": f"{sepa_text(debit.invoice.number, 20)}-{debit.pk}".lstrip("/"),
        **({"BIC": bare(mandate.bic)} if mandate.bic else {}),
    }


def sepa_text(text: str, longest: int) -> str:
    """Return a text in the letters that every bank takes; "Café & zn" becomes "Cafe + zn"."""
    plain = unidecode(text.replace("&", "+"))
    return " ".join(OTHERS.sub(" ", plain).split())[:longest].strip()
