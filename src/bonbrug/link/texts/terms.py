"""Names of fields and kinds of record inside a sentence."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

Text = str | Promise

TERMS: dict[str, Text] = {
    "relation": _("relation"),
    "relations": _("relations"),
    "product": _("product"),
    "products": _("products"),
    "material": _("material"),
    "materials": _("materials"),
    "hour_type": _("hour type"),
    "hour_types": _("hour types"),
    "work_orders": _("work orders"),
    "name": _("name"),
    "contact": _("contact"),
    "street": _("street"),
    "address": _("address"),
    "house_number": _("house number"),
    "country": _("country"),
    "vat_number": _("VAT number"),
    "type_of_work": _("type of work"),
    "postal_code": _("postal code"),
    "city": _("city"),
    "phone": _("phone"),
    "mobile": _("mobile"),
    "email": _("e-mail"),
    "remark": _("remark"),
    "code": _("code"),
    "description": _("description"),
    "unit": _("unit"),
    "price": _("price"),
    "vat_code": _("VAT code"),
    "ledger_code": _("ledger account"),
    "active": _("active"),
    "remote_id": _("id in the books"),
    "minutes": _("minutes worked"),
    "employee": _("employee"),
    "begin": _("begin"),
    "end": _("end"),
    "pause": _("break"),
    "travel": _("travel distance"),
    "signed": _("signed"),
    "free_3": _("free field 3"),
    "free_4": _("free field 4"),
    "free_5": _("free field 5"),
    "quantity": _("quantity"),
    "total": _("total"),
    "discount": _("discount"),
    "warranty": _("warranty"),
    "original_price": _("price before discount"),
    "lines": _("invoice lines"),
    "archived": _("archived"),
    "minimum_hours": _("minimum hours"),
    "rounding_minutes": _("rounding of hours"),
    "problem": _("what could not be read"),
    "relation_code": _("code of the relation"),
    "term_days": _("payment term in days"),
    "template": _("invoice template"),
    "book": _("process in the books"),
    "booking_text": _("text of the booking"),
    "delivery": _("way of sending"),
    "kind": _("way of sending"),
    "subject": _("subject of the e-mail"),
    "text": _("text of the e-mail"),
    "sender_address": _("sender address of the e-mail"),
    "sender_name": _("sender name of the e-mail"),
    "mandate": _("mandate"),
    "signed_on": _("day of signing"),
    "first": _("first collection on the mandate"),
    "iban": _("IBAN of the customer"),
    "holder": _("account holder"),
    "statement_1": _("first line on the bank statement"),
    "statement_2": _("second line on the bank statement"),
    "statement_3": _("third line on the bank statement"),
    "username": _("user name"),
    "security_code_1": _("security code 1"),
    "security_code_2": _("security code 2"),
    "token": _("token"),
    "software_token": _("software token"),
    "customer": _("customer"),
    "periods": _("hours"),
    "number": _("number"),
    "row_id": _("id"),
    "status": _("status"),
    "work_status": _("work status"),
    "day": _("date"),
    "login": _("login details"),
    "net": _("excl. VAT"),
    "vat": _("VAT"),
    "gross": _("incl. VAT"),
}


ONE = {
    "relations": "relation",
    "products": "product",
    "materials": "material",
    "hour_types": "hour_type",
}

COUNTED: Mapping[str, Callable[[int], str]] = {
    "relation": lambda n: ngettext("%(n)s relation", "%(n)s relations", n),
    "product": lambda n: ngettext("%(n)s product", "%(n)s products", n),
    "material": lambda n: ngettext("%(n)s material", "%(n)s materials", n),
    "hour_type": lambda n: ngettext("%(n)s hour type", "%(n)s hour types", n),
    "": lambda n: ngettext("%(n)s record", "%(n)s records", n),
}

SIDES: dict[str, Text] = {
    "books": _("the books"),
    "work_orders": _("the work orders"),
    "": _("the other side"),
}
GIVES: dict[str, Text] = {
    "books": _("the books give"),
    "work_orders": _("the work orders give"),
    "": _("the other side gives"),
}


def records(kind: str, count: int) -> str:
    """``relations, 1`` → 1 relation."""
    say = COUNTED.get(ONE.get(kind, kind)) or COUNTED[""]
    return say(count) % {"n": count}


def term(word: str) -> str:
    """Return the name of a field or kind; one we do not know stays as it is."""
    return str(TERMS.get(word, word))


def listed(words: str) -> str:
    """``name,street`` → name, street."""
    return ", ".join(term(word) for word in words.split(",") if word)


def spaced(words: str) -> str:
    """``2018011,2018012`` → 2018011, 2018012."""
    return ", ".join(word.strip() for word in words.split(",") if word.strip())
