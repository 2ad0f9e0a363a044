"""What is known of a customer and an address: from the agreement, the books and the answers."""

from bonbrug.sync.context import Ports
from bonbrug.sync.model.agreements import NOTHING_AGREED, CustomerAgreement
from bonbrug.sync.vat.customers import NOBODY_KNOWN, VatCustomer
from bonbrug.sync.vat.facts import VatFacts, VatReader, customer_of
from bonbrug.values.vat_work import Dwelling
from tests.fakes.world import START, World, relation, work_order

BOOKS = {"country": "België", "vat_number": "BE0999999031"}


def test_the_books_count_where_nothing_was_agreed() -> None:
    assert customer_of(NOTHING_AGREED, BOOKS) == VatCustomer("België", "BE0999999031")


def test_what_was_agreed_counts_before_the_books() -> None:
    agreed = CustomerAgreement(reverse_charge=True, country="Nederland", vat_number="NL1")
    assert customer_of(agreed, BOOKS) == VatCustomer("Nederland", "NL1", reverse_charge=True)


def test_of_books_that_never_told_them_nothing_is_known() -> None:
    assert customer_of(NOTHING_AGREED, {"code": "TEST1"}) == NOBODY_KNOWN


def reader(world: World) -> VatReader:
    return VatReader(Ports(world.books, world.field, world.memory), world.context)


def test_a_customer_is_read_from_the_memory() -> None:
    world = World()
    world.books.relations_["1"] = relation(**BOOKS)
    world.run()
    facts = reader(world).facts(work_order())
    assert facts.customer == VatCustomer("België", "BE0999999031")
    assert facts.today == START.date()


def test_a_customer_whom_the_memory_does_not_know_is_an_ordinary_one() -> None:
    assert reader(World()).facts(work_order()).customer == NOBODY_KNOWN


def test_two_customers_are_not_taken_for_each_other() -> None:
    world = World()
    world.memory.rows.agreed["test2"] = CustomerAgreement(reverse_charge=True)
    read = reader(world)
    first = read.facts(work_order())
    second = read.facts(work_order(customer=relation("TEST2", "2")))
    assert (first.customer.reverse_charge, second.customer.reverse_charge) == (False, True)


def test_an_address_is_what_was_answered_and_else_unknown() -> None:
    world = World()
    world.memory.rows.dwellings["1234 AB 12"] = Dwelling.NEW
    facts = reader(world).facts(work_order())
    assert facts.dwelling("1234 AB 12") is Dwelling.NEW
    assert facts.dwelling("1234 AB 14") is Dwelling.UNKNOWN


def test_without_answers_every_address_is_unknown() -> None:
    assert VatFacts(START.date()).dwelling("1234 AB 12") is Dwelling.UNKNOWN
