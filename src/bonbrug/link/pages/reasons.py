"""What a code of either service means, in a few words."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Text = str | Promise

REASONS: dict[str, Text] = {
    # e-Boekhouden.nl
    "E0011": _("user name or security code 1 is wrong"),
    "E0012": _("this user has no administration"),
    "E0013": _("security code 2 is wrong"),
    "E0015": _("this user may not use the API"),
    "E0017": _("the credentials could not be checked"),
    "E0021": _("the session was not accepted"),
    "E0022": _("the session was not found"),
    "E0023": _("the session had expired"),
    "E0024": _("the session was already closed"),
    "E0025": _("this user is not an accountant"),
    "E0031": _("the calls of this month are used up"),
    "CREL001": _("the relation code is already in use"),
    "CREL901": _("the relation code is missing"),
    "CREL902": _("the name of the relation is missing"),
    "CREL903": _("the relation does not exist"),
    "CREL904": _("a field of the relation is too long"),
    "CFACT004": _("the invoice date is missing or out of range"),
    "CFACT006": _("an invoice has 1 to 100 lines"),
    "CFACT014": _("the payment term is missing"),
    "CFACT024": _("the relation code is missing"),
    "CFACT025": _("the relation does not exist"),
    "CFACT026": _("the invoice number is already in use"),
    "CFACT027": _("the invoice template is missing"),
    "CFACT028": _("the invoice template does not exist"),
    "CFACT032": _("the description of the booking is missing"),
    "CFACT037": _("a line has no code"),
    "CFACT038": _("a line has no VAT code"),
    "CFACT039": _("a line has no description"),
    "CFACT040": _("a line has no ledger account"),
    "CFACT041": _("a line has no VAT code"),
    "CFACT042": _("a line has a wrong VAT code"),
    "CFACT212": _("a line has an unknown cost centre"),
    "CMUT012": _("the ledger account is unknown or of the wrong kind"),
    "number_in_use": _("the invoice number is already in use"),
    "code_in_use": _("the relation code is already in use"),
    # WerkbonApp
    "1002": _("the token is missing"),
    "1003": _("the software token is missing"),
    "1004": _("the token was refused"),
    "1005": _("the software token was refused"),
    "1006": _("the other side wants https"),
    "1007": _("the other side has a fault"),
    "1301": _("a required field of the relation is missing"),
    "1201": _("a required field of the material is missing"),
    "1801": _("a required field of the hour type is missing"),
    "1500": _("the work order was not found"),
    "1503": _("nothing changed"),
    # on the way
    "timeout": _("no answer in time"),
    "reset": _("the connection was broken off"),
    "cut": _("the answer was not whole"),
    "dns": _("the address was not found"),
    "connect": _("the other side did not answer the door"),
    "tls": _("no safe connection was possible"),
    "too_large": _("the answer was too large"),
    "html": _("the answer was a web page"),
    "empty": _("the answer was empty"),
    "address": _("the address of the other side is no web address"),
    "request": _("the question could not be sent like this"),
    "no_row_id": _("the work order has no id"),
    "relation_gone": _("the relation does not exist any more"),
    "no_result": _("the answer gave no result"),
    "spoiled_row": _("a record in the answer could not be read"),
    "unknown_code": _("the books answered with a code that is not known"),
    "row_cap": _("the list is longer than the books give at once"),
    "call_limit": _("the books take no more calls for now"),
    "no_clear_answers": _("several unclear answers in a row"),
    "absent": _("not found in the books so far"),
    "no_number": _("the answer gave no number"),
    "number_in_use_but_absent": _("the number is in use, but the invoice is not shown"),
    "1504": _("the record could not be read"),
}


def bare(code: str) -> str:
    """Write a code without dots: E002.3 is also seen as E0023."""
    return code.replace(".", "").strip()


def reason(code: str) -> str:
    """Return the meaning with the code; the code alone when it is not known."""
    if code.startswith("http_"):
        return gettext("the other side answered with fault %(code)s") % {"code": code[5:]}
    words = REASONS.get(bare(code))
    if words is None:
        return code
    return f"{words} ({code})" if any(letter.isdigit() for letter in code) else str(words)
