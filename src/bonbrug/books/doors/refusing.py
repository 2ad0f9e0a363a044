"""From the code words of the actions to the codes of the wire (specs/e-boekhouden section 5)."""

from bonbrug.books.actions.refusals import Refused
from bonbrug.wire.eboekhouden.faults import TEXTS, Fault

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

NAMES = {
    "number": "Factuurnummer",
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


def fault(refused: Refused, codes: dict[str, str]) -> Fault:
    """Return the refusal as the wire says it, with the line and the values that it is about."""
    code = codes[refused.code]
    facts = dict(refused.facts)
    line = facts.pop("line", None)
    where = [f"regel {line}"] if line else []
    values = [told for name, value in facts.items() if (told := _told(name, value))]
    about = ": ".join((*where, *([" × ".join(values)] if values else [])))
    return Fault(code, f"{TEXTS[code]} ({about})" if about else TEXTS[code])


def _told(name: str, value: object) -> str:
    text = str(value).strip()
    if name == "field":
        return NAMES.get(text, text)
    return f"ten hoogste {text} tekens" if name == "length" else text
