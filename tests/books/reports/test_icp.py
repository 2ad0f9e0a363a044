"""The ICP list is box 3b per VAT number; what cannot be declared is named."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bonbrug.books.actions.entry_draft import EntryDraft
from bonbrug.books.actions.keep_relation import RelationDraft, add_relation
from bonbrug.books.actions.write_entry import write_entry
from bonbrug.books.models import Administration, EntryKind, Relation
from bonbrug.books.reports.icp import Wrong, icp, wrong_with
from bonbrug.books.reports.vat_boxes import Box
from bonbrug.books.reports.vat_return import vat_return
from tests.books.actions.test_write_entry import RECEIVED
from tests.books.reports.trade import DAY, QUARTER, line, sell
from tests.books.shelf import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BELGIAN, GERMAN = "BE0403019261", "DE136695976"
NUMBERS = (BELGIAN, "be 0403.019.261", GERMAN, "", "DE136695977", "NL004495445B01", "US12", "12")


def customer(books: Administration, number: str, code: str = "EU1") -> Relation:
    return add_relation(books, RelationDraft(code, "Klant", vat_number=number), TODAY)


def rows(books: Administration) -> list[tuple[str, str, str, str]]:
    """Return country, number, goods and services of each row."""
    found = icp(books, QUARTER).customers
    return [(one.country, one.number, str(one.goods), str(one.services)) for one in found]


def test_goods_and_services_stand_apart_per_number(books: Administration) -> None:
    customer(books, "be 0403.019.261")
    customer(books, GERMAN, "EU2")
    for code, net, relation in (
        ("BI_EU_VERK", "100", "EU1"),
        ("BI_EU_VERK_D", "30", "EU1"),
        ("BI_EU_VERK", "-10", "EU1"),
        ("BI_EU_VERK", "7", "EU2"),
        ("HOOG_VERK_21", "50", "EU1"),
    ):
        sell(books, net, code, relation=relation)
    assert rows(books) == [
        ("BE", "0403019261", "90.00", "30.00"),
        ("DE", "136695976", "7.00", "0.00"),
    ]


def test_two_relations_with_one_number_are_one_row(books: Administration) -> None:
    customer(books, BELGIAN)
    customer(books, "be 0403.019.261", "EU2")
    sell(books, "1", "BI_EU_VERK", relation="EU1")
    sell(books, "2", "BI_EU_VERK", relation="EU2")
    assert rows(books) == [("BE", "0403019261", "3.00", "0.00")]
    assert len(icp(books, QUARTER).customers[0].relations) == 2


def test_only_the_days_of_the_period_count(books: Administration) -> None:
    customer(books, BELGIAN)
    for day in (date(2018, 6, 30), date(2018, 7, 1), date(2018, 9, 30), date(2018, 10, 1)):
        sell(books, "1", "BI_EU_VERK", day, "EU1")
    assert rows(books) == [("BE", "0403019261", "2.00", "0.00")]


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("", Wrong.NO_NUMBER),
        ("0403019261", Wrong.NO_COUNTRY),
        ("NL004495445B01", Wrong.HOME),
        ("US123456789", Wrong.OUTSIDE_EU),
        ("DE136695977", Wrong.NUMBER),
        ("BE", Wrong.NUMBER),
    ],
)
def test_a_customer_without_a_good_number_is_to_be_repaired(
    books: Administration, number: str, wrong: Wrong
) -> None:
    relation = customer(books, number)
    sell(books, "100", "BI_EU_VERK", relation="EU1")
    found = icp(books, QUARTER)
    assert not found.customers
    assert [(one.wrong, one.relations) for one in found.repairs] == [(wrong, [relation])]
    assert found.total == 100


def test_a_sale_without_a_relation_is_named_by_its_booking(books: Administration) -> None:
    entry = write_entry(books, replace(RECEIVED, lines=(line("100", "BI_EU_VERK"),)))
    (repair,) = icp(books, QUARTER).repairs
    assert (repair.wrong, repair.entry) == (Wrong.NO_RELATION, entry)


@pytest.mark.parametrize(
    ("number", "day", "is_goods", "wrong"),
    [
        ("GB980780684", date(2020, 12, 31), True, None),
        ("GB980780684", date(2021, 1, 1), True, Wrong.OUTSIDE_EU),
        ("XI980780684", date(2021, 1, 1), True, None),
        ("XI980780684", date(2021, 1, 1), False, Wrong.OUTSIDE_EU),
        ("XI980780684", date(2020, 12, 31), True, Wrong.OUTSIDE_EU),
        ("EL094259216", DAY, True, None),
    ],
)
def test_a_country_counts_as_long_as_it_is_in_the_eu(
    number: str, day: date, *, is_goods: bool, wrong: Wrong | None
) -> None:
    assert wrong_with(number, day, is_goods=is_goods) is wrong


sales = st.lists(
    st.tuples(
        st.integers(0, len(NUMBERS)),
        st.decimals(-500, 500, places=2),
        st.sampled_from(["BI_EU_VERK", "BI_EU_VERK_D", "HOOG_VERK_21"]),
    ),
    max_size=12,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sales)
def test_any_list_and_its_repairs_are_box_3b(
    books: Administration, wanted: list[tuple[int, str, str]]
) -> None:
    with transaction.atomic():
        for place, number in enumerate(NUMBERS):
            customer(books, number, f"R{place}")
        for place, net, code in wanted:
            write_entry(books, _sale(place, net, code))
        found = vat_return(books, QUARTER).of(Box.EU_SALES)
        assert icp(books, QUARTER).total == found.net
        transaction.set_rollback(True)


def _sale(place: int, net: str, code: str) -> EntryDraft:
    relation = f"R{place}" if place < len(NUMBERS) else ""
    kind = EntryKind.MONEY_RECEIVED
    return replace(RECEIVED, kind=kind, relation_code=relation, lines=(line(net, code),))
