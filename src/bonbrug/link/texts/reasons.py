"""What a code of either service means, in a few words."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Text = str | Promise
RECORD_CODE = 4

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
    "CREL905": _("a relation is a company (B) or a private person (P)"),
    "CREL906": _("the ledger account of the relation does not exist"),
    "CFACT901": _("a text of the invoice is too long"),
    "CFACT902": _("an amount is larger than the books hold"),
    "CFACT004": _("the invoice date is missing or out of range"),
    "CFACT006": _("an invoice has 1 to 100 lines"),
    "CFACT014": _("the payment term is missing"),
    "CFACT024": _("the relation code is missing"),
    "CFACT025": _("the relation does not exist"),
    "CFACT026": _("the invoice number is already in use"),
    "CFACT027": _("the invoice template is missing"),
    "CFACT028": _("the invoice template does not exist"),
    "CFACT029": _("the text of the e-mail is missing"),
    "CFACT030": _("the sender of the e-mail is missing"),
    "CFACT031": _("the subject of the e-mail is missing"),
    "CFACT032": _("the description of the booking is missing"),
    "CFACT033": _("the account number of the direct debit is missing"),
    "CFACT034": _("the account holder of the direct debit is missing"),
    "CFACT035": _("the city of the direct debit is missing"),
    "CFACT036": _("the description of the direct debit is missing"),
    "CFACT037": _("a line has no code"),
    "CFACT038": _("a line has no VAT code"),
    "CFACT039": _("a line has no description"),
    "CFACT040": _("a line has no ledger account"),
    "CFACT041": _("a line has no VAT code"),
    "CFACT042": _("a line has a wrong VAT code"),
    "CFACT212": _("a line has an unknown cost centre"),
    "CMUT012": _("the ledger account is unknown or of the wrong kind"),
    "CMUT020": _("the period of the booking is closed"),
    "number_in_use": _("the invoice number is already in use"),
    "code_in_use": _("the relation code is already in use"),
    # WerkbonApp
    "1000": _("the address of the work orders is not complete"),
    "1001": _("the address of the work orders leads to nothing they know"),
    "1002": _("the token is missing"),
    "1003": _("the software token is missing"),
    "1004": _("the token was refused"),
    "1005": _("the software token was refused"),
    "1006": _("their address must begin with https"),
    "1007": _("they have a fault at the moment"),
    "1008": _("the question arrived empty"),
    "1009": _("the question was not understood"),
    "1400": _("there is no location"),
    "1301": _("a required field of the relation is missing"),
    "1201": _("a required field of the material is missing"),
    "1801": _("a required field of the hour type is missing"),
    "1500": _("the work order was not found"),
    "1501": _("a required field of the work order is missing"),
    "1502": _("there was nothing to change"),
    "1503": _("nothing changed"),
    "1504": _("the record could not be read"),
    "1600": _("removing did not succeed"),
    # on the way
    "timeout": _("no answer in time"),
    "reset": _("the connection was broken off"),
    "cut": _("the answer was not whole"),
    "dns": _("the address was not found"),
    "resting": _("the other side was not there several times in a row"),
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
    # before sending
    "too_long": _("a text is longer than fits"),
    "illegal_character": _("a text has a character that cannot travel, such as a control code"),
    "not_text": _("a text has a character that cannot travel, such as a control code"),
    # answers that are no answer
    "unreachable": _("no answer"),
    "doctype": _("the answer was a web page"),
    "soap_fault": _("the answer was a fault"),
    "too_deep": _("the answer was too large"),
    "too_many_elements": _("the answer was too large"),
    "too_many_values": _("the answer was too large"),
    "encoding": _("the answer was packed in a way that is not known"),
    **dict.fromkeys(
        ("other_answer", "other_action", "other_work_order"),
        _("the answer was about something else"),
    ),
    **dict.fromkeys(
        (
            "not_xml", "not_json", "not_utf8", "duplicate_key", "no_envelope", "no_body",
            "wrong_type", "wrong_value", "unknown_operation", "strange_element",
            "unknown_charset", "wrong_charset", "missing_everywhere",
        ),
        _("the answer could not be read"),
    ),
    "too_many_absent": _("too many invoices of this period are not in the list of the books"),
    "relation_unknown": _("the answers about the customer contradict each other"),
}  # fmt: skip
HTTP: dict[str, Text] = {
    "3": _("they send the link to another address"),
    "403": _("a gate on the way refuses the link"),
    "404": _("there is nothing at this address"),
    "429": _("there were too many calls"),
    "5": _("they have a fault at the moment"),
    "": _("the answer has a status that is not known"),
}
# Records of WerkbonApp of which nothing in particular is said: 1200, 1301 and so on.
STORED: dict[str, Text] = {
    "00": _("a record could not be stored"),
    "01": _("a required field of a record is missing"),
}
RECORD_BLOCKS = frozenset(("11", "12", "13", *(str(block) for block in range(17, 29))))


def bare(code: str) -> str:
    """Write a code without dots: E002.3 is also seen as E0023."""
    return code.replace(".", "").strip()


def meaning(code: str) -> Text | None:
    """Return what a code means, without the code; None when it is not known."""
    if code.startswith("http_"):
        status = code[len("http_") :]
        return HTTP.get(status) or HTTP.get(status[:1]) or HTTP[""]
    if len(code) == RECORD_CODE and code[:2] in RECORD_BLOCKS and code not in REASONS:
        return STORED.get(code[2:])
    return REASONS.get(bare(code))


def reason(code: str) -> str:
    """Return the meaning; a code of a service stands behind it, for who has to look it up."""
    words = meaning(code)
    if words is None:
        return gettext("a reason that the link does not know (%(code)s)") % {"code": code}
    shown = code.removeprefix("http_")
    theirs = shown.isdigit() or shown.isupper()
    return f"{words} ({shown})" if theirs else str(words)
