"""What needs somebody today, of all houses and firms of one person: the top of the start page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib import import_module
from itertools import chain
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bonbrug.accounts.access import may, standings
from bonbrug.accounts.acts import Act
from bonbrug.ui.templatetags.ui import euro

ICONS = {"workorders": "clipboard-list", "link": "link", "books": "book-2"}


@dataclass(frozen=True, slots=True)
class Need:
    """One line: the house it is of, whose it is, the page where it is done, and what it says."""

    house: str
    owner: str
    url: str
    count: int
    text: str

    @property
    def icon(self) -> str:
        """The picture of its house."""
        return ICONS[self.house]


def needs(request: HttpRequest, today: date) -> list[Need]:
    """Return what this person may do something about, in the order of the work."""
    lines = (
        *map(_work, _report("workorders", request, Act.WRITE_WORK, today)),
        *map(_link, _report("link", request, Act.SEE_LINK)),
        *map(_books, _report("books", request, Act.SEE_BOOKS, today)),
    )
    return [need for need in chain.from_iterable(lines) if need.count]


def _report(house: str, request: HttpRequest, act: Act, *day: date) -> Sequence[Any]:
    """Ask a house that is open here about the firms for which this person may do that."""
    firms = [pk for pk in standings(request) if may(request, act, pk)]
    if house not in settings.HOUSES or not firms:
        return ()
    found: Sequence[Any] = import_module(f"bonbrug.{house}.reports.today").today_of(firms, *day)
    return found


def _work(found: Any) -> Iterator[Need]:
    page = reverse("workorders:work_orders", args=[found.company.pk])
    of = partial(Need, "workorders", found.company.name)
    late = ngettext(
        "%(count)s work order is past its day",
        "%(count)s work orders are past their day",
        found.late,
    )
    unplanned = ngettext(
        "%(count)s work order has no day or no employee yet",
        "%(count)s work orders have no day or no employee yet",
        found.unplanned,
    )
    done = ngettext(
        "%(count)s work order is done and not settled yet",
        "%(count)s work orders are done and not settled yet",
        found.done,
    )
    sent = ngettext(
        "%(count)s line from a tablet waits for a decision",
        "%(count)s lines from tablets wait for a decision",
        found.sent,
    )
    tablets = reverse("workorders:from_tablets", args=[found.company.pk])
    yield of(tablets, found.sent, sent % {"count": found.sent})
    yield of(f"{page}?planning=laat", found.late, late % {"count": found.late})
    yield of(f"{page}?planning=open", found.unplanned, unplanned % {"count": found.unplanned})
    yield of(f"{page}?status=Compleet", found.done, done % {"count": found.done})


def _link(found: Any) -> Iterator[Need]:
    page = reverse("link:to_do", args=[found.connection.pk])
    text = ngettext(
        "%(count)s question of the link waits for an answer",
        "%(count)s questions of the link wait for an answer",
        found.questions,
    )
    count = found.questions
    yield Need("link", found.connection.name, page, count, text % {"count": count})


def _books(found: Any) -> Iterator[Need]:
    page = reverse("books:open_items", args=[found.administration.pk])
    of = partial(Need, "books", found.administration.name, page)
    late = ngettext(
        "%(count)s invoice is not paid in time: %(amount)s",
        "%(count)s invoices are not paid in time: %(amount)s",
        found.late_invoices,
    )
    words = {"count": found.late_invoices, "amount": euro(found.late)}
    yield of(found.late_invoices, late % words)
    yield of(
        int(found.open > 0), _("Customers have %(amount)s to pay") % {"amount": euro(found.open)}
    )
