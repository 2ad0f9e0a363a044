"""How lines are made and hours are charged, in words: for the settings and per customer."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bonbrug.link.texts.delivery import SHORT
from bonbrug.sync.model.agreements import Collect, CustomerAgreement
from bonbrug.sync.model.settings import LinesPer, OrderRounding
from bonbrug.values.charged_time import STEPS, Per, Rounding, Way
from bonbrug.values.number_text import number_text

Text = str | Promise
Choices = list[tuple[str, Text]]

LINES_PER: dict[str, Text] = {
    LinesPer.PERIOD: gettext_lazy("a line per period"),
    LinesPer.DAY: gettext_lazy("a line per day and hour type"),
    LinesPer.HOUR_TYPE: gettext_lazy("a line per hour type"),
}
COLLECT: dict[str, Text] = {
    Collect.NO: gettext_lazy("an invoice per work order"),
    Collect.WEEKLY: gettext_lazy("one invoice a week"),
    Collect.MONTHLY: gettext_lazy("one invoice a month"),
    Collect.PROJECT: gettext_lazy("one invoice per project, when you say so"),
    Collect.BY_HAND: gettext_lazy("one invoice when you say so"),
}
WAYS: dict[str, Text] = {
    Way.EXACT: gettext_lazy("not rounded"),
    Way.UP: gettext_lazy("rounded up"),
    Way.NEAREST: gettext_lazy("rounded to the nearest"),
}
PER: dict[str, Text] = {
    Per.PERIOD: gettext_lazy("per period"),
    Per.DAY: gettext_lazy("per day"),
    Per.ORDER: gettext_lazy("per work order"),
}
ORDER_ROUNDING: dict[str, Text] = {
    OrderRounding.ASK: gettext_lazy("ask first"),
    OrderRounding.UP: gettext_lazy("round up"),
    OrderRounding.NEAREST: gettext_lazy("round to the nearest"),
    OrderRounding.NOTE: gettext_lazy("charge the worked time"),
}


def steps() -> Choices:
    """Return the steps that hours can be rounded to."""
    return [(str(step), _("%(minutes)s min") % {"minutes": step}) for step in STEPS]


def rounding(rule: Rounding) -> str:
    """Say a rule for rounding."""
    if rule.way is Way.EXACT:
        return str(WAYS[Way.EXACT])
    facts = {"way": WAYS[rule.way], "minutes": rule.step, "per": PER[rule.per]}
    return _("%(way)s %(minutes)s min %(per)s") % facts


def agreement(agreed: CustomerAgreement) -> str:
    """Say what was agreed with a customer, with commas between it."""
    said = [
        str(LINES_PER[agreed.lines_per]) if agreed.lines_per else "",
        rounding(agreed.rounding) if agreed.rounding else "",
        _minimum(agreed.minimum_minutes),
        _call_out(agreed.call_out),
        _discount(agreed.discount),
        _("VAT reversed") if agreed.reverse_charge else "",
        agreed.country,
        agreed.vat_number,
        str(SHORT[agreed.delivery]) if agreed.delivery else "",
        _("mandate %(mandate)s") % {"mandate": agreed.mandate.reference}
        if agreed.mandate.reference
        else "",
        str(COLLECT[agreed.collect]) if agreed.collect else "",
    ]
    return ", ".join(piece for piece in said if piece)


def _minimum(minutes: int | None) -> str:
    if minutes is None:
        return ""
    return _("at least %(minutes)s min") % {"minutes": minutes} if minutes else _("no minimum")


def _discount(percent: Decimal | None) -> str:
    if not percent:
        return ""
    return _("discount of %(percent)s%%") % {"percent": number_text(percent)}


def _call_out(code: str | None) -> str:
    if code is None:
        return ""
    return _("call-out charge %(code)s") % {"code": code} if code else _("no call-out charge")
