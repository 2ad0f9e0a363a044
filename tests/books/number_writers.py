"""One process of several that write or credit invoices of one administration at the same time.

``python -m tests.books.number_writers ROLE TIMES SEED`` prints what it made, or why not, as JSON.
"""

import json
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import django

YEARS_END = (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2))
Made = tuple[str, str]
"""A number and the day of its invoice; or a refusal and the day that was wanted."""


def main(role: str, times: str, seed: str) -> None:
    django.setup()
    roles = {
        "open": opened,
        "books": by_the_books,
        "link": by_the_link,
        "person": by_hand,
        "credit": credited,
        "left": left,
    }
    made = roles[role](int(times), random.Random(seed))
    print(json.dumps(made))  # noqa: T201 - the output


def opened(times: int, _chance: random.Random) -> list[Made]:
    """Make the administration, with so many booked invoices of € 100 without VAT."""
    from django.core.management import call_command

    from tests.books.shelf import BOOKED, PIPE, open_books

    call_command("migrate", verbosity=0)
    open_books()
    line = replace(PIPE, quantity=Decimal(10), price=Decimal(10), vat_code="GEEN")
    day = date(2026, 12, 29)
    return [wrote(replace(BOOKED, lines=(line,), date=day)) for _ in range(times)]


def by_the_books(times: int, chance: random.Random) -> list[Made]:
    """Let the books give the number, as a call without one does."""
    from tests.books.shelf import BOOKED

    return [wrote(replace(BOOKED, date=chance.choice(YEARS_END))) for _ in range(times)]


def by_the_link(times: int, chance: random.Random) -> list[Made]:
    """Read the invoices, take the next number, send it; when it is taken meanwhile, again."""
    from tests.books.shelf import DRAFT

    made: list[Made] = []
    while len(made) < times:
        day = chance.choice(YEARS_END)
        number = next_of_the_link(day)
        sent = wrote(replace(DRAFT, number=number, date=day))
        if sent[0] != "number_taken":
            made.append(sent)
    return made


def next_of_the_link(day: date) -> str:
    from bonbrug.books.models import Invoice
    from bonbrug.sync.invoicing.numbering import next_number
    from bonbrug.sync.model.records import FoundInvoice

    nothing = Decimal(0)
    rows = Invoice.objects.order_by("date", "pk").values_list("number", "date")
    found = [FoundInvoice(number, at, nothing, nothing, nothing, ()) for number, at in rows]
    return next_number(found, set(), "", day)


def by_hand(times: int, chance: random.Random) -> list[Made]:
    """Type numbers: the next one of the series, the same in other capitals, or something else."""
    from tests.books.shelf import DRAFT

    made = []
    for place in range(times):
        day = chance.choice(YEARS_END)
        number = chance.choice([next_of_the_link(day), "f-77", "F-77", f"HAND {place}A"])
        made.append(wrote(replace(DRAFT, number=number, date=day)))
    return made


def wrote(draft: object) -> Made:
    from bonbrug.books.actions.invoice_draft import InvoiceDraft
    from bonbrug.books.actions.write_invoice import write_invoice
    from bonbrug.books.models import Administration

    assert isinstance(draft, InvoiceDraft)
    day = str(draft.date)
    books = Administration.objects.get()
    return (tried(partial(write_invoice, books, draft, YEARS_END[0])), day)


def credited(times: int, chance: random.Random) -> list[Made]:
    """Credit a part of the first invoice, as two tabs or two processes do."""
    from bonbrug.books.actions.credit_invoice import CreditDraft, credit_invoice
    from bonbrug.books.models import Invoice

    first = Invoice.objects.order_by("pk")[0]
    made = []
    for _ in range(times):
        day, part = chance.choice(YEARS_END), {1: Decimal(chance.randint(1, 4))}
        made.append((tried(partial(credit_invoice, first, CreditDraft(day, part), day)), str(day)))
    return made


def left(_times: int, _chance: random.Random) -> list[Made]:
    """Tell what is left of the first invoice, and its open item: both in euros."""
    from bonbrug.books.actions.credit_lines import gross_left
    from bonbrug.books.models import Invoice

    first = Invoice.objects.order_by("pk")[0]
    return [(str(gross_left(first)), str(first.open_item.open))]


def tried(write: Callable[[], Any]) -> str:
    """Return the number of the invoice that was written, or the code of a refusal."""
    from bonbrug.books.actions.refusals import Refused

    try:
        return str(write().number)
    except Refused as refused:
        return refused.code


if __name__ == "__main__":
    main(*sys.argv[1:])
