"""What people call a field of ours."""

from collections.abc import Callable

from django.utils.translation import gettext as _

_NAMES: dict[str, Callable[[], str]] = {
    "name": lambda: _("name"),
    "code": lambda: _("code"),
    "number": lambda: _("number"),
    "description": lambda: _("description"),
    "internal_description": lambda: _("internal description"),
    "short_description": lambda: _("short description"),
    "debtor_number": lambda: _("relation number"),
    "first_name": lambda: _("first name"),
    "last_name": lambda: _("last name"),
    "street": lambda: _("street"),
    "house_number": lambda: _("house number"),
    "postal_code": lambda: _("postal code"),
    "city": lambda: _("city"),
    "country": lambda: _("country"),
    "contact": lambda: _("contact"),
    "phone": lambda: _("phone"),
    "mobile": lambda: _("mobile"),
    "email": lambda: _("e-mail"),
    "email_workorder": lambda: _("e-mail for work orders"),
    "remark": lambda: _("remark"),
    "comment": lambda: _("comment"),
    "price": lambda: _("price"),
    "sale_price": lambda: _("sale price"),
    "cost_price": lambda: _("cost price"),
    "quantity": lambda: _("quantity"),
    "unit": lambda: _("unit"),
    "discount": lambda: _("discount"),
    "warranty": lambda: _("warranty"),
    "minimum_hours": lambda: _("minimum hours"),
    "hour_type": lambda: _("hour type"),
    "type_of_work": lambda: _("type of work"),
    "payment_method": lambda: _("payment method"),
    "work_status": lambda: _("work status"),
    "take_back_minutes": lambda: _("time to take back"),
    "signer_name": lambda: _("name of who signs"),
    "letterhead": lambda: _("address on the work order"),
}


def field_name(field: str) -> str:
    """Return the words for a column, such as ``name (customer)`` for ``customer_name``."""
    block, _dash, rest = field.partition("_")
    if block == "customer" and rest in _NAMES:
        return _("%(field)s (customer)") % {"field": _NAMES[rest]()}
    if block == "payer" and rest in _NAMES:
        return _("%(field)s (invoice customer)") % {"field": _NAMES[rest]()}
    return _NAMES[field]() if field in _NAMES else field.replace("_", " ")
