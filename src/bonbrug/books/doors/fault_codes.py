"""From the words of the actions to the codes of the wire (docs/wire/eboekhouden-soap.md §5)."""

from collections.abc import Mapping

from bonbrug.books.actions.refusals import Refused
from bonbrug.wire.eboekhouden.faults import EVERY_TEXT, Fault

RELATION = {
    "relation_code_taken": "CREL001",
    "relation_code_missing": "CREL901",
    "relation_name_missing": "CREL902",
    "too_long": "CREL904",
    "relation_kind_unknown": "CREL905",
    "account_unknown": "CREL906",
}
INVOICE = {
    "date_wrong": "CFACT004",
    "line_count_wrong": "CFACT006",
    "term_missing": "CFACT014",
    "relation_missing": "CFACT024",
    "relation_unknown": "CFACT025",
    "number_taken": "CFACT026",
    "template_missing": "CFACT027",
    "template_unknown": "CFACT028",
    "email_body_missing": "CFACT029",
    "email_from_missing": "CFACT030",
    "email_subject_missing": "CFACT031",
    "booking_text_missing": "CFACT032",
    "debit_account_missing": "CFACT033",
    "debit_holder_missing": "CFACT034",
    "debit_city_missing": "CFACT035",
    "debit_text_missing": "CFACT036",
    "line_code_missing": "CFACT037",
    "line_vat_missing": "CFACT038",
    "line_description_missing": "CFACT039",
    "line_account_missing": "CFACT040",
    "line_vat_wrong": "CFACT042",
    "line_cost_centre_unknown": "CFACT212",
    "line_account_wrong": "CMUT012",
    "no_account_of_category": "CMUT012",
    # Not in the published list: ours, in a range that no published code uses.
    "too_long": "CFACT901",
    "line_amount_too_large": "CFACT902",
}
ENTRY = {
    "entry_account_unknown": "CMUT001",
    "entry_account_wrong": "CMUT001.1",
    "entry_vat_side_missing": "CMUT003",
    "entry_date_wrong": "CMUT004",
    "entry_description_missing": "CMUT005",
    "entry_line_count_wrong": "CMUT006",
    "entry_kind_unknown": "CMUT008",
    "entry_amounts_differ": "CMUT010",
    "entry_vat_differs": "CMUT010.1",
    "entry_line_vat_wrong": "CMUT011",
    "entry_line_account_wrong": "CMUT012",
    "no_account_of_category": "CMUT012",
    "entry_number_missing": "CMUT013",
    "entry_relation_missing": "CMUT014",
    "entry_term_missing": "CMUT014",
    "entry_account_no_creditors": "CMUT015",
    "entry_account_no_debtors": "CMUT016",
    "entry_relation_unknown": "CMUT017",
    "entry_number_of_relation_taken": "CMUT018",
    "entry_number_taken": "CMUT019",
    "payment_one_line_only": "CMUT021",
    "payment_number_missing": "CMUT022",
    "payment_relation_missing": "CMUT023",
    "payment_number_unknown": "CMUT024",
    "payment_relation_unknown": "CMUT025",
    "payment_does_not_fit": "CMUT026",
    "payment_account_no_debtors": "CMUT027",
    "payment_account_no_creditors": "CMUT028",
    "payment_has_vat": "CMUT033",
    "too_long": "CMUT901",
    "entry_amount_too_large": "CMUT902",
    "entry_amount_not_cents": "CMUT903",
    "line_cost_centre_unknown": "CMUT904",
}
ACCOUNT = {
    "account_code_taken": "CGB001",
    "account_name_missing": "CGB002",
    "account_category_missing": "CGB005",
    "account_category_wrong": "CGB006",
    "account_code_missing": "CGN003",
    "too_long": "CGB902",
}
ACCOUNT_CHANGE = {word: f"{code}.1" for word, code in ACCOUNT.items()}

NAMES = {
    "number": "Factuurnummer",
    "description": "Omschrijving",
    "invoice_number": "Factuurnummer",
    "voucher": "Boekstuk",
    "payment_reference": "Betalingskenmerk",
    "group": "Groep",
    "booking_text": "BoekhoudmutatieOmschrijving",
    "unit": "Eenheid",
    "code": "Code",
    "name": "Bedrijf",
    "contact": "Contactpersoon",
    "address": "Adres",
    "postal_code": "Postcode",
    "city": "Plaats",
    "country": "Land",
    "phone": "Telefoon",
    "mobile": "GSM",
    "email": "Email",
    "site": "Site",
}
"""The element that a field of the actions came in with, where its name differs."""


def fault(refused: Refused, codes: Mapping[str, str]) -> Fault:
    """Return the refusal as the wire says it, with the line and the values that it is about."""
    code = codes[refused.code]
    facts = dict(refused.facts)
    line = facts.pop("line", None)
    where = [f"regel {line}"] if line else []
    values = [told for name, value in facts.items() if (told := _told(name, value))]
    about = ": ".join((*where, *([" × ".join(values)] if values else [])))
    text = EVERY_TEXT[code.removesuffix(".1") if code.startswith("CG") else code]
    return Fault(code, f"{text} ({about})" if about else text)


def _told(name: str, value: object) -> str:
    text = str(value).strip()
    if name == "field":
        return NAMES.get(text, text)
    return f"ten hoogste {text} tekens" if name == "length" else text
