"""What waits for a collective invoice: asked about as all else, and kept as it is by now."""

from dataclasses import replace
from decimal import Decimal

from bonbrug.sync.model.failures import Refused
from bonbrug.sync.model.records import MaterialLine, WorkOrder
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import State
from tests.fakes.world import CHOICES, World, relation, work_order
from tests.sync.invoicing.test_collecting import (
    MONTHLY,
    invoice_by_hand,
    jobs,
    month_ends,
    refused_by_the_books,
    sent,
    two,
    whole,
    world_of,
)

FREE_PIPE = MaterialLine("BUIS", "Koperen buis", "Stuk", Decimal(2), Decimal(0))


def free(row_id: str = "1") -> WorkOrder:
    return work_order(row_id, materials=(FREE_PIPE,))


def noted(world: World) -> list[tuple[str, str]]:
    return [(line.code, line.subject) for line in world.memory.lines if not line.needs_person]


def of_another_company() -> World:
    """Without imported relations only the books tell who the customer is."""
    world = World(replace(CHOICES, import_relations=False))
    world.memory.rows.agreed["test1"] = MONTHLY
    world.books.relations_["1"] = relation(name="Heel ander bedrijf", postal_code="9999 ZZ")
    world.add(work_order())
    world.run()
    return world


def test_who_the_customer_is_is_asked_before_it_waits() -> None:
    world = of_another_company()
    assert (world.states(), world.items()) == ([State.REFUSED], ["relation_other_company"])


def test_it_waits_once_a_person_said_who_the_customer_is() -> None:
    world = of_another_company()
    world.approve()
    world.later()
    assert (world.states(), world.items()) == ([State.GATHERED], [])


def test_a_warning_about_it_is_noted_when_it_begins_to_wait() -> None:
    assert noted(world_of(free())) == [("price_zero", "WB-00001")]


def test_it_is_kept_for_the_customer_that_it_is_of_by_now() -> None:
    world = world_of(work_order("1"))
    assert [job.relation_code for job in jobs(world)] == ["TEST1"]
    world.books.relations_["2"] = relation("K2", "2")
    world.memory.rows.agreed["k2"] = MONTHLY
    world.add(work_order("1", customer=relation("K2")))
    world.later()
    assert [job.relation_code for job in jobs(world)] == ["K2"]


def test_who_agrees_after_a_refusal_leaves_what_may_yet_arrive_alone() -> None:
    world = World()
    world.add(work_order("1"))
    world.weather.next("send_invoice", "late", Refused("CFACT042"))
    world.run()
    world.later()
    world.memory.rows.agreed["test1"] = MONTHLY
    world.memory.decide(1, person_transitions.retry)
    world.later()
    assert world.states() == [State.SETTLED]
    assert [invoice.number for invoice in sent(world)] == ["2018001"]


def test_a_warning_about_what_changed_in_a_refused_invoice_is_noted() -> None:
    world = refused_by_the_books()
    world.add(free("2"))
    world.later()
    assert noted(world) == [("price_zero", "WB-00002")]


def test_what_was_looked_at_anew_for_a_refused_invoice_is_not_looked_at_again() -> None:
    world = refused_by_the_books()
    world.add(free("2"))
    world.weather.next("send_invoice", Refused("CFACT042"))
    world.later()
    before = list(world.memory.lines)
    world.memory.decide(whole(world).id, person_transitions.retry)
    world.later()
    assert len(sent(world)) == 1
    assert world.memory.lines == before


def test_a_lost_invoice_of_several_is_not_sent_again_when_one_was_invoiced_by_hand() -> None:
    world = two(MONTHLY.collect)
    world.weather.next("send_invoice", "lost_request")
    month_ends(world)
    invoice_by_hand(world, "WB-00002")
    world.later()
    assert world.memory.items["foreign_invoice", "WB-00002"].facts == {"invoice": "2018900"}
    assert [invoice.number for invoice in sent(world)] == ["2018900"]
