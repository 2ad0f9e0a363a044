"""What differs from what was signed for, in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.templatetags.ui import day, moment
from bonbrug.values.number_text import number_text
from bonbrug.values.time_text import clock
from bonbrug.workorders.documents.signature import Check

SHORT = 8  # digits of a drawing, enough to tell two apart
NAMES: dict[str, str | Promise] = {
    "company_id": _("Company number"),
    "number": _("Number"),
    "customer": _("Customer"),
    "street": _("Street"),
    "place": _("Postal code and city"),
    "date": _("Date"),
    "time": _("Time"),
    "type_of_work": _("Type of work"),
    "short_description": _("In short"),
    "description": _("Description"),
    "periods": _("Hours"),
    "charged_minutes": _("To be charged"),
    "materials": _("Material"),
    "discount": _("Discount on everything"),
    "finished": _("The work is finished"),
    "signed": _("Signature"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One row of the table; a side that is None was not there."""

    name: str | Promise
    before: str | None
    now: str | None


def told(check: Check) -> Iterator[Told]:
    """Say each difference."""
    for one in check.differences:
        words = WORDS.get(one.part, str)
        before, now = (None if side is None else words(side) for side in (one.before, one.now))
        yield Told(NAMES[one.part], before, now)


def _hours(period: dict[str, Any]) -> str:
    span = f"{period['begin']}–{period['end']}" if period["begin"] else ""
    pause = {"minutes": period["break_minutes"]}
    rest = gettext("break %(minutes)s min") % pause if period["break_minutes"] else ""
    parts = (
        _day(period["date"]),
        span,
        clock(period["minutes"]),
        rest,
        period["name"],
        period["remark"],
    )
    return ", ".join(filter(None, parts))


def _used(used: dict[str, Any]) -> str:
    discount, less = Decimal(used["discount"]), ""
    if used["warranty"]:
        less = f"{gettext('warranty')}: {used['warranty']}"
    elif discount:
        less = gettext("%(percentage)s %% discount") % {"percentage": number_text(discount)}
    what = " ".join(
        filter(None, (number_text(Decimal(used["quantity"])), used["unit"], used["name"]))
    )
    return ", ".join(filter(None, (what, used["code"], less)))


def _signed(signed: dict[str, str]) -> str:
    at = moment(datetime.fromisoformat(signed["moment"])) if signed["moment"] else ""
    drawn = {"mark": signed["drawing"][:SHORT].upper()}
    drawing = gettext("drawing %(mark)s") % drawn if drawn["mark"] else gettext("without a drawing")
    return ", ".join(filter(None, (signed["name"], at, drawing)))


def _day(text: str) -> str:
    return day(date.fromisoformat(text)) if text else ""


def _yes(finished: object) -> str:
    return gettext("yes") if finished else gettext("no")


def _percentage(discount: str) -> str:
    return f"{number_text(Decimal(discount))} %"


WORDS: dict[str, Callable[[Any], str]] = {
    "date": _day,
    "periods": _hours,
    "charged_minutes": clock,
    "materials": _used,
    "discount": _percentage,
    "finished": _yes,
    "signed": _signed,
}
