"""Invoices by post: gathered in one PDF, and marked as printed when a person has seen the paper.

Gathering changes what is in a run, and nothing else: a printer that fails loses no invoice.
"""

from datetime import date

from django.db import transaction

from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Administration, Letter, PrintRun

MOST_AT_ONCE = 200  # invoices in one PDF


def gather(administration: Administration, today: date) -> PrintRun:
    """Put what waits to be printed in a run; an invoice is in one run at most."""
    with transaction.atomic():
        books = locked(administration)
        waiting = books.letters.filter(run=None).order_by("pk")
        chosen = list(waiting.values_list("pk", flat=True)[:MOST_AT_ONCE])
        if not chosen:
            raise Refused("nothing_to_print")
        run = PrintRun.objects.create(administration=books, made_on=today)
        Letter.objects.filter(pk__in=chosen).update(run=run)
        return run


def mark_printed(run: PrintRun, today: date) -> None:
    """A person has the paper."""
    with transaction.atomic():
        locked(run.administration_id)
        PrintRun.objects.filter(pk=run.pk, printed_on=None).update(printed_on=today)


def print_again(run: PrintRun) -> None:
    """Let every invoice of a run wait again, also after it was marked as printed."""
    with transaction.atomic():
        locked(run.administration_id)
        PrintRun.objects.filter(pk=run.pk).delete()


def drop_letter(letter: Letter) -> None:
    """Let an invoice out of what has to be printed: it goes in another way."""
    with transaction.atomic():
        locked(letter.administration_id)
        if not Letter.objects.filter(pk=letter.pk, run=None).delete()[0]:
            raise Refused("letter_meanwhile", number=letter.invoice.number)
