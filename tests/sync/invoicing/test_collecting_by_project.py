"""One invoice for each project of a customer, when a person says that it is over."""

from dataclasses import replace
from datetime import timedelta

from bonbrug.sync.model.agreements import Collect, CustomerAgreement
from bonbrug.sync.model.failures import Refused
from bonbrug.sync.states import person_transitions
from bonbrug.sync.states.jobs import State
from tests.fakes.world import World, work_order
from tests.sync.invoicing.test_collecting import (
    collect_now,
    jobs,
    month_ends,
    sent,
    statuses,
    whole,
    world_of,
)

BY_PROJECT = CustomerAgreement(collect=Collect.PROJECT)


def projects(*numbers: str) -> World:
    """Return a work order of each of these projects, by their place."""
    orders = (work_order(str(at), project=number) for at, number in enumerate(numbers, 1))
    return world_of(*orders, agreed=BY_PROJECT)


def test_work_orders_of_a_project_wait_until_a_person_says_so() -> None:
    world = projects("P1", "P1")
    world.later(timedelta(days=90))
    assert (sent(world), world.states()) == ([], [State.GATHERED, State.GATHERED])
    collect_now(world)
    world.later()
    assert [len(one.lines) for one in sent(world)] == [4]


def test_each_project_gets_an_invoice_of_its_own() -> None:
    world = projects("P1", "P2", "p1 ")
    collect_now(world)
    world.later()
    assert sorted(len(one.lines) for one in sent(world)) == [2, 4]


def test_only_the_project_that_is_over_is_invoiced() -> None:
    world = projects("P1", "P2")
    first = jobs(world)[0]
    world.memory.jobs_[first.id] = replace(first, collect_now=True)
    world.later()
    assert statuses(world) == ["Afgehandeld", "Compleet"]


def test_one_without_a_project_is_invoiced_at_once_by_itself() -> None:
    world = projects("P1", " ")
    assert [len(one.lines) for one in sent(world)] == [2]
    assert statuses(world) == ["Compleet", "Afgehandeld"]


def test_one_that_gets_another_project_while_it_waits_goes_with_that() -> None:
    world = projects("P1", "P1", "P2")
    world.add(work_order("2", project="P2"))
    world.later()
    assert [job.project for job in jobs(world)] == ["P1", "P2", "P2"]
    collect_now(world)
    world.later()
    assert [len(one.lines) for one in sent(world)] == [2, 4]


def test_one_that_gets_another_project_leaves_an_invoice_that_was_refused() -> None:
    world = projects("P1", "P1")
    world.weather.next("send_invoice", Refused("CFACT042"))
    collect_now(world)
    world.later()
    world.add(work_order("1", description="Anders"), work_order("2", project="P2"))
    world.choices = replace(world.choices, version=2)
    world.add(work_order("1", project="P1"))
    world.later()
    assert [len(one.lines) for one in sent(world)] == [2]
    world.later()
    assert world.states()[1] is State.GATHERED


def test_without_a_project_by_now_each_gets_an_invoice_of_its_own() -> None:
    world = projects("P1", "P1")
    world.weather.next("send_invoice", Refused("CFACT042"))
    collect_now(world)
    world.later()
    world.add(work_order("1"), work_order("2"))
    world.choices = replace(world.choices, version=2)
    world.later()
    world.later()
    assert [len(one.lines) for one in sent(world)] == [2, 2]
    assert statuses(world) == ["Afgehandeld", "Afgehandeld"]


def test_one_that_was_asked_for_with_its_project_waits_in_another_one() -> None:
    world = projects("P1", "P2")
    first = jobs(world)[0]
    world.memory.jobs_[first.id] = replace(first, collect_now=True)
    world.add(work_order("1", project="P2"))
    world.later()
    world.later()
    assert (sent(world), world.states()) == ([], [State.GATHERED, State.GATHERED])
    assert [job.collect_now for job in jobs(world)] == [False, False]


def test_one_that_was_asked_for_goes_though_something_else_on_it_changed() -> None:
    world = projects("P1", "P2")
    world.memory.decide(jobs(world)[0].id, person_transitions.collect_now)
    world.add(work_order("1", project="P1", materials=()))
    world.later()
    assert statuses(world) == ["Afgehandeld", "Compleet"]


def of_before() -> World:
    """Work orders that were gathered for a month when no project was kept of them."""
    world = world_of(work_order("1", project="P1"), work_order("2", project="P2"))
    forget_projects(world)
    return world


def forget_projects(world: World) -> None:
    for job in jobs(world):
        world.memory.jobs_[job.id] = replace(job, project="")


def test_what_waits_for_a_month_since_before_is_left_as_it_is() -> None:
    world = of_before()
    before = dict(world.memory.jobs_)
    world.later()
    assert world.memory.jobs_ == before
    month_ends(world)
    assert [len(one.lines) for one in sent(world)] == [4]


def test_nobody_is_asked_about_the_project_of_what_may_be_on_its_way_since_before() -> None:
    world = of_before()
    world.weather.next("send_invoice", "late", Refused("CFACT042"))
    month_ends(world)
    forget_projects(world)
    world.later()
    world.memory.decide(whole(world).id, person_transitions.retry)
    world.memory.items.clear()
    world.later()
    assert world.items() == []
    assert [len(one.lines) for one in sent(world)] == [4]


def test_what_waits_since_before_is_parted_by_project_once_that_is_agreed() -> None:
    world = of_before()
    world.memory.rows.agreed["test1"] = BY_PROJECT
    world.later()
    assert [job.project for job in jobs(world)] == ["P1", "P2"]
    collect_now(world)
    world.later()
    assert [len(one.lines) for one in sent(world)] == [2, 2]


def test_a_trial_run_counts_what_has_no_project_and_not_what_waits() -> None:
    world = World()
    world.memory.rows.agreed["test1"] = BY_PROJECT
    world.add(work_order("1", project="P1"), work_order("2"))
    assert world.run(dry_run=True).counts["invoices"] == 1
