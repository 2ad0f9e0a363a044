"""A credit invoice that a program sent: which invoice its text names, and a person's yes to that.

The wire has no field for it (docs/wire/eboekhouden-soap.md §3.2), so a text is only a suggestion.
"""

import re
from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from bonbrug.books.actions.credit_invoice import check_credited, check_total, settle
from bonbrug.books.actions.credit_lines import Left, left_of
from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Invoice, InvoiceLine
from bonbrug.values import crediting

_SAYS = re.compile(r"\bcredit(?:factuur)? van factuur[ \t]+(?P<rest>\S.*)$", re.I | re.M)


def suggested(credit: Invoice) -> Invoice | None:
    """Return the one invoice that a line names in "Credit van factuur 2018010", when it fits."""
    if not credit.is_booked or credit.credits_id or credit.gross >= 0:
        return None
    texts = credit.lines.values_list("description", flat=True)
    named = {number for text in texts for number in _numbers(text)}
    if not named:
        return None
    found = list(_of_same_relation(credit).filter(number__in=named)[:2])
    if len(found) != 1:
        return None
    try:
        _matched(found[0], credit)
    except Refused:
        return None
    return found[0]


def _of_same_relation(credit: Invoice) -> QuerySet[Invoice]:
    return Invoice.objects.filter(
        administration_id=credit.administration_id, relation_id=credit.relation_id
    )


def confirm_credit(credit: Invoice, first: Invoice, day: date) -> Invoice:
    """Keep which invoice is credited, and settle what both have open; all of it or nothing."""
    with transaction.atomic():
        books = locked(credit.administration_id)
        fresh = books.invoices.get(pk=credit.pk)
        named = books.invoices.get(pk=first.pk)
        if fresh.credits_id:
            raise Refused("credit_known", number=fresh.number)
        lines = _matched(named, fresh)
        fresh.credits = named
        fresh.save(update_fields=["credits"])
        InvoiceLine.objects.bulk_update(lines, ["credits", "kept_net", "kept_vat"])
        settle(books, named, fresh, max(day, fresh.date))
        return fresh


def _numbers(text: str) -> Iterator[str]:
    """Yield what the number may be: the rest of the text line, or its first word."""
    for said in _SAYS.finditer(text):
        rest = said["rest"].rstrip(" .,;:)\r")
        yield rest
        yield rest.split()[0].rstrip(".,;:)") if rest else ""


def _matched(first: Invoice, credit: Invoice) -> list[InvoiceLine]:
    """Return the lines of the credit invoice, each with the line that it credits.

    Refused when the invoice cannot be credited so. Nothing is written.
    """
    check_credited(first, credit.date)
    if not credit.is_booked or credit.relation_id != first.relation_id:
        raise Refused("credit_lines_differ", number=first.number)
    check_total(first, credit.gross)
    rests = left_of(first)
    lines = list(credit.lines.all())
    for line in lines:
        _match(line, rests, first)
    return lines


def _match(line: InvoiceLine, rests: list[Left], first: Invoice) -> None:
    """Let a line credit the first line like it that has enough left, and take that away."""
    for place, rest in enumerate(rests):
        after = crediting.left_of(rest.left, [line.charged])
        if _alike(line, rest.line) and crediting.takes(rest.left, after):
            line.kept_net, line.kept_vat = line.net, line.vat
            line.credits = rest.line
            rests[place] = Left(rest.line, after)
            return
    raise Refused("credit_lines_differ", number=first.number)


def _alike(line: InvoiceLine, first: InvoiceLine) -> bool:
    names = ("code", "price", "vat_code", "account_id", "cost_centre")
    return all(getattr(line, name) == getattr(first, name) for name in names)
