"""The database itself keeps double entry, whoever writes to it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from bonbrug.books.models import Administration, Entry, EntryKind, EntryLine, LineRole
from tests.books.shelf import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def entry_with(books: Administration, *sides: tuple[str, str]) -> Entry:
    account = books.ledger_accounts.get(code="2300")
    entry = Entry.objects.create(
        administration=books,
        number=books.entries.count() + 1,
        kind=EntryKind.MEMORIAL,
        date=TODAY,
        account=account,
    )
    for place, (debit, credit) in enumerate(sides, start=1):
        EntryLine.objects.create(
            entry=entry,
            position=place,
            role=LineRole.COUNTER,
            account=account,
            debit=Decimal(debit),
            credit=Decimal(credit),
        )
    return entry


def refused(write: Callable[[], object]) -> str:
    with pytest.raises((IntegrityError, DatabaseError)) as caught, transaction.atomic():
        write()
    return str(caught.value)


def post(entry: Entry) -> int:
    return Entry.objects.filter(pk=entry.pk).update(posted=True)


def test_a_balanced_entry_is_posted(books: Administration) -> None:
    entry = entry_with(books, ("0.10", "0"), ("0.20", "0"), ("0", "0.30"))
    post(entry)
    entry.refresh_from_db()
    assert entry.posted


def test_an_entry_that_is_a_cent_off_is_refused(books: Administration) -> None:
    entry = entry_with(books, ("100.00", "0"), ("0", "99.99"))
    assert "debit and credit are not equal" in refused(lambda: post(entry))


def test_an_entry_without_lines_is_refused(books: Administration) -> None:
    entry = entry_with(books)
    assert "without lines" in refused(lambda: post(entry))


def test_an_entry_cannot_come_in_posted(books: Administration) -> None:
    account = books.ledger_accounts.get(code="2300")
    entry = Entry(administration=books, number=1, kind=EntryKind.MEMORIAL, date=TODAY)
    entry.account, entry.posted = account, True
    assert "after its lines" in refused(entry.save)


@pytest.mark.parametrize(
    "write",
    [
        lambda entry: EntryLine.objects.filter(entry=entry).update(debit=5, credit=0),
        lambda entry: EntryLine.objects.filter(entry=entry).delete(),
        lambda entry: EntryLine.objects.create(
            entry=entry, position=9, role=LineRole.COUNTER, account=entry.account, debit=1
        ),
        lambda entry: Entry.objects.filter(pk=entry.pk).update(posted=False),
        lambda entry: Entry.objects.filter(pk=entry.pk).update(description="anders"),
    ],
    ids=["changed line", "deleted line", "extra line", "un-posted", "changed text"],
)
def test_a_posted_entry_stays_as_it_is(
    books: Administration, write: Callable[[Entry], object]
) -> None:
    entry = entry_with(books, ("10", "0"), ("0", "10"))
    post(entry)
    assert "cannot be changed" in refused(lambda: write(entry))


def test_a_line_cannot_be_moved_to_a_posted_entry(books: Administration) -> None:
    posted = entry_with(books, ("10", "0"), ("0", "10"))
    other = entry_with(books, ("7", "0"))
    post(posted)
    moved = EntryLine.objects.filter(entry=other)
    assert "cannot be changed" in refused(lambda: moved.update(entry=posted, position=8))


def test_raw_sql_is_refused_as_well(books: Administration) -> None:
    entry = entry_with(books, ("10", "0"), ("0", "10"))
    post(entry)
    with connection.cursor() as cursor:
        told = refused(
            lambda: cursor.execute("DELETE FROM books_entryline WHERE entry_id = %s", [entry.pk])
        )
    assert "cannot be changed" in told


def test_an_unposted_entry_can_still_be_changed(books: Administration) -> None:
    entry = entry_with(books, ("10", "0"), ("0", "9"))
    EntryLine.objects.filter(entry=entry, credit=9).update(credit=10)
    assert post(entry) == 1
