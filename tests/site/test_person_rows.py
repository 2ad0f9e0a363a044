"""Exports and erasures reach every table of the data map, and have a word for all of it."""

import pytest
from tools import data_map

from bonbrug.accounts.actions import add_organisation
from bonbrug.site.personal_data import houses
from bonbrug.site.personal_data.words import ERASED, HOUSES, WHAT
from bonbrug.values.personal_data import Erased, Held, Person, Whose

# About others as well, or digests without a way back; each is said in the manual.
LEFT_OUT = {
    Whose.CUSTOMER: {
        "books.DebitBatch", "link.VersionHistory", "link.LateWrite", "accounts.Erasure",
    },
    Whose.EMPLOYEE: {"workorders.LinkCode", "workorders.TabletKey", "link.ExportJob", "link.Inbox"},
    Whose.USER: {
        "accounts.Erasure", "accounts.WrongGuesses", "sessions.Session", "books.Administration",
        "books.InvoiceMail", "books.Session", "link.Connection", "accounts.FactorSecret",
    },
}  # fmt: skip


def held() -> list[tuple[str, Held]]:
    return [
        (table, each)
        for lists in data_map._lists().values()
        for table, many in lists.PERSONAL.items()
        for each in many
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("whose", list(LEFT_OUT))
def test_every_table_about_somebody_is_reached(whose: Whose) -> None:
    firm = add_organisation("Voorbeeld")
    about = {table for table, each in held() if whose in each.whose}
    if whose is Whose.CUSTOMER:
        about |= {table for table, each in held() if Whose.CONTACT in each.whose}
    reached = {rows.model._meta.label for rows in houses.rows_of(firm, Person(whose, "1"))}
    if whose is Whose.USER:
        reached |= {"link.Item", "link.Reconciliation", "link.Event"}  # only of one that exists
    assert about - reached - LEFT_OUT[whose] == set()
    assert LEFT_OUT[whose] <= about


def test_there_is_a_word_for_all_of_it() -> None:
    assert {each.what for _, each in held() if not each.secret} <= set(WHAT)
    assert set(HOUSES) == set(data_map._lists())
    assert set(ERASED) == set(Erased)


def test_the_manual_and_the_pages_use_the_same_words_in_one_table() -> None:
    for table in {table for table, _ in held()}:
        told = [each.what for name, each in held() if name == table and not each.secret]
        assert len(told) == len(set(told)), table
