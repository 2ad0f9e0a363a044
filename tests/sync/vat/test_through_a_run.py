"""VAT in whole runs: what is read, what is asked, what the books get."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bonbrug.sync.model.agreements import Collect, CustomerAgreement
from bonbrug.sync.model.records import Invoice
from bonbrug.sync.states.jobs import State
from bonbrug.sync.vat import doubts
from bonbrug.values.vat_work import Dwelling
from tests.fakes.world import CHOICES, World, product, relation, work_order

NUMBER = "NL000099998B57"
KINDS = (("Loodgieter", "construction"), ("Schilderwerk", "painting"), ("Werkplaats", "movable"))


def world(type_of_work: str = "", **of_the_books: str) -> World:
    made = World(replace(CHOICES, kinds_of_work=KINDS))
    made.books.relations_["1"] = relation(**of_the_books)
    made.add(work_order(type_of_work=type_of_work))
    return made


def invoice(world: World) -> Invoice:
    (kept,) = world.books.invoices_.values()
    return kept.invoice


def codes(world: World) -> list[str]:
    return [line.vat_code for line in invoice(world).lines]


def agree(world: World, **agreed: Any) -> None:
    world.memory.rows.agreed["test1"] = CustomerAgreement(**agreed)


def test_an_ordinary_work_order_goes_as_before() -> None:
    one = world("Loodgieter", country="Nederland")
    assert "vat_decided" not in one.run().codes()
    assert codes(one) == ["HOOG_VERK_21", "HOOG_VERK_21"]


def test_a_main_contractor_gets_reversed_vat_with_the_number_from_the_books() -> None:
    one = world("Loodgieter", vat_number=NUMBER)
    agree(one, reverse_charge=True)
    assert "vat_decided" in one.run().codes()
    assert codes(one) == ["VERL_VERK", "VERL_VERK"]
    assert invoice(one).lines[-1].description.endswith(f"\nBtw verlegd {NUMBER}")
    assert one.states() == [State.SETTLED]


def test_reversed_and_charged_work_of_a_month_goes_on_two_invoices_at_once() -> None:
    one = world("Loodgieter", vat_number=NUMBER)
    agree(one, reverse_charge=True, collect=Collect.MONTHLY)
    one.add(work_order("2", type_of_work="Werkplaats"))
    one.run()
    assert one.states() == [State.GATHERED, State.GATHERED]
    one.later(timedelta(days=12))
    made = [kept.invoice.lines for kept in one.books.invoices_.values()]
    assert [{line.vat_code for line in lines} for lines in made] == [
        {"VERL_VERK"}, {"HOOG_VERK_21"},
    ]  # fmt: skip


def test_the_number_of_the_agreement_goes_before_that_of_the_books() -> None:
    one = world("Loodgieter", vat_number="NL1")
    agree(one, reverse_charge=True, vat_number=NUMBER)
    one.run()
    assert NUMBER in invoice(one).lines[-1].description


def test_a_missing_number_waits_and_goes_once_the_books_have_it() -> None:
    one = world("Loodgieter")
    agree(one, reverse_charge=True)
    one.run()
    assert one.items() == [doubts.ID_MISSING]
    assert one.books.invoices_ == {}
    one.books.relations_["1"] = relation(vat_number=NUMBER)
    one.later()
    assert codes(one) == ["VERL_VERK", "VERL_VERK"]


def test_a_firm_in_another_eu_country_owes_the_vat_of_a_service() -> None:
    one = world("Werkplaats", country="België", vat_number="BE0999999031")
    one.add(work_order(type_of_work="Werkplaats", materials=()))
    one.run()
    assert codes(one) == ["BI_EU_VERK_D"]
    assert "reverse charge" in invoice(one).lines[0].description


def test_the_country_of_the_agreement_goes_before_that_of_the_books() -> None:
    one = world("Werkplaats", country="België", vat_number="BE0999999031")
    agree(one, country="Nederland", vat_number=NUMBER)
    one.run()
    assert codes(one) == ["HOOG_VERK_21", "HOOG_VERK_21"]


def test_a_yes_holds_until_the_vat_would_be_another_one() -> None:
    one = world("Werkplaats", country="Atlantis")
    one.run()
    assert one.items() == [doubts.COUNTRY_UNKNOWN]
    one.approve()
    one.books.products_["p-UUR"] = product("UUR", "Uur", vat_code="LAAG_VERK")
    one.later()
    assert one.items() == [doubts.COUNTRY_UNKNOWN]
    assert one.books.invoices_ == {}
    one.approve()
    one.later()
    assert codes(one) == ["LAAG_VERK", "HOOG_VERK_21"]


def test_an_answer_about_the_address_lets_the_work_order_go() -> None:
    one = world("Schilderwerk")
    one.run()
    assert one.items() == [doubts.DWELLING_UNKNOWN]
    one.memory.rows.dwellings["1234 AB 12"] = Dwelling.OLD
    one.later()
    assert codes(one) == ["LAAG_VERK", "LAAG_VERK"]


def test_marking_the_type_of_work_lets_it_go() -> None:
    one = world("Dakgoten", vat_number=NUMBER)
    agree(one, reverse_charge=True)
    one.run()
    assert one.items() == [doubts.WORK_UNMARKED]
    marked = (*KINDS, ("Dakgoten", "construction"))
    one.choices = replace(one.choices, kinds_of_work=marked, version=2)
    one.later()
    assert codes(one) == ["VERL_VERK", "VERL_VERK"]


def test_a_trial_run_asks_the_same_and_writes_nothing() -> None:
    one = world("Schilderwerk")
    one.run()
    report = one.run(dry_run=True)
    assert doubts.DWELLING_UNKNOWN in report.codes()
    assert report.counts["invoices"] == 0


def test_the_books_alone_change_what_they_know_of_a_customer() -> None:
    one = world("Loodgieter", country="Nederland", vat_number=NUMBER)
    one.run()
    one.later()
    assert one.books.relations_["1"] == relation(country="Nederland", vat_number=NUMBER)
    assert one.weather.count("change_relation", "put_relations") == 0
