"""The heading of the work order on its invoice, and how it is found back."""

from dataclasses import replace

import pytest

from bonbrug.gateways.eboekhouden_soap.capabilities import CAPABILITIES
from bonbrug.sync.drafting.heading import heading
from bonbrug.sync.model.records import WorkOrder, WorkPlace
from bonbrug.sync.states.jobs import State
from tests.fakes.world import CHOICES, World, work_order

HEADED = replace(CHOICES, heading=True)
MARKER = "werkbon WB-00001 · K7QX2M3A"
ELSEWHERE = WorkPlace("Kerkstraat", "3 b", "4321 BA", "Elders")


def told(order: WorkOrder) -> list[str]:
    return heading(order, MARKER, CAPABILITIES.texts).split("\n")


def first_text(world: World) -> str:
    return world.books.invoices_["2018001"].invoice.lines[0].description


def test_the_heading_says_which_when_what_and_where() -> None:
    order = work_order(description="Lekkage verholpen", work_place=ELSEWHERE)
    assert told(order) == [
        "Werkbon WB-00001 · 19-09-2018 · K7QX2M3A",
        "Lekkage verholpen",
        "Werkadres: Kerkstraat 3 b, 4321 BA Elders",
    ]


@pytest.mark.parametrize(
    "place",
    [
        WorkPlace(),
        WorkPlace("Dorpsstraat", "12", "1234AB", "voorbeeldstad"),
        WorkPlace("Dorpsstraat 12", "", "1234 AB", "Voorbeeldstad"),
    ],
)
def test_a_work_address_that_is_the_invoice_address_is_not_repeated(place: WorkPlace) -> None:
    assert told(work_order(work_place=place, description="")) == [
        "Werkbon WB-00001 · 19-09-2018 · K7QX2M3A"
    ]


def test_without_a_day_the_heading_has_none() -> None:
    assert told(work_order(day=None))[0] == "Werkbon WB-00001 · K7QX2M3A"


def test_the_heading_stands_before_the_first_line_of_its_own_text() -> None:
    world = World(HEADED)
    world.add(work_order(description="Lekkage verholpen"))
    world.run()
    first, *rest = first_text(world).split("\n")
    assert first.startswith("Werkbon WB-00001 · 19-09-2018 · ")
    assert rest == ["Lekkage verholpen", "Artikel UUR"]
    assert world.states() == [State.SETTLED]


def test_without_the_heading_the_marker_ends_the_first_line_as_before() -> None:
    world = World()
    world.add(work_order(description="Lekkage verholpen"))
    world.run()
    assert first_text(world).startswith("Artikel UUR\nwerkbon WB-00001 · ")


@pytest.mark.parametrize("event", ["lost_reply", "late"])
def test_an_invoice_with_a_heading_is_found_back_and_made_once(event: str) -> None:
    world = World(HEADED)
    world.add(work_order())
    world.weather.next("send_invoice", event)
    for _ in range(4):
        world.run()
        world.weather.deliver()
        world.later()
    assert list(world.books.invoices_) == ["2018001"]
    assert world.states() == [State.SETTLED]


def test_an_invoice_of_before_is_found_back_after_the_layout_changed() -> None:
    world = World()
    world.add(work_order())
    world.weather.next("send_invoice", "lost_reply")
    world.run()
    world.choices = replace(HEADED, version=2)
    world.later()
    world.later()
    assert list(world.books.invoices_) == ["2018001"]
    assert world.states() == [State.SETTLED]


def test_a_yes_does_not_hold_for_another_description() -> None:
    world = World(HEADED)
    odd = work_order(rounding_minutes=60, description="Lek gezocht")
    world.add(odd)
    world.run()
    assert world.items() == ["rounding_unclear"]
    world.approve()
    world.add(replace(odd, description="Alles vernieuwd"))
    world.later()
    assert world.items() == ["rounding_unclear"]
    assert world.books.invoices_ == {}
