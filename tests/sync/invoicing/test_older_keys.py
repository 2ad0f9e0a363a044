"""After a new signing key, what an older one marked is known as ours: no invoice a second time."""

from dataclasses import replace
from datetime import timedelta

from bonbrug.sync.context import RunContext
from bonbrug.sync.marker import Markers, tag_of
from bonbrug.sync.model.findings import noted
from bonbrug.sync.states.jobs import Outcome
from tests.fakes.world import World, work_order
from tests.sync.desk import ABOUT, BY_HAND, DOUBTFUL, INVOICE, MARKER, SENT, Desk, invoiced

OLD = b"k" * 32
RENEWED = Markers(b"n" * 32, "ingebouwd:1234567", (OLD,))


class Renewed(World):
    """A world that got a newer signing key."""

    @property
    def context(self) -> RunContext:
        return replace(super().context, markers=RENEWED)


def restored(before: World, world: World) -> World:
    """The books and the work order as they are now, and a memory that knows nothing of it."""
    world.add(work_order())
    world.books.invoices_ = before.books.invoices_
    return world


def sent() -> World:
    world = World()
    world.add(work_order())
    world.run()
    return world


def test_an_invoice_with_the_mark_of_an_older_key_is_adopted_with_that_mark() -> None:
    before = sent()
    world = restored(before, Renewed())
    world.later(timedelta(days=1))
    assert world.weather.count("send_invoice") == 0
    job = world.memory.jobs_[1]
    assert (job.invoice_number, tag_of(job.marker)) == ("2018001", tag_of(MARKER))
    world.later(timedelta(hours=2))
    assert world.items() == []


def test_without_the_older_key_it_needs_a_person() -> None:
    """This is what a restore without its keys would do, were it not refused."""

    class Lost(World):
        @property
        def context(self) -> RunContext:
            return replace(super().context, markers=replace(RENEWED, older=()))

    world = restored(sent(), Lost())
    world.later(timedelta(days=1))
    assert (world.weather.count("send_invoice"), world.items()) == (0, ["foreign_invoice"])


def renewed(desk: Desk) -> Desk:
    desk.sending.run = replace(desk.sending.run, markers=RENEWED)
    return desk


NEWER = RENEWED.marker("werkbon", "WB-00001", "1", 1)
NEWER_INVOICE = replace(
    INVOICE,
    lines=(replace(INVOICE.lines[0], description=f"Werk\n{NEWER}"),),
    booking_text=NEWER,
)


def test_under_our_number_an_invoice_with_the_mark_of_another_key_is_ours() -> None:
    """An intent of yesterday's backup; the invoice was made anew after it, under the newer key."""
    desk = renewed(Desk(SENT))
    desk.books.write(NEWER_INVOICE)
    desk.look()
    assert desk.job == invoiced(marker=NEWER)
    assert desk.intent == replace(SENT, outcome=Outcome.DONE)
    assert (desk.told, desk.calls()) == ([], 0)


def test_it_goes_before_the_invoice_that_a_person_named() -> None:
    desk = renewed(Desk(replace(SENT, named_number="2018777")))
    desk.books.write(NEWER_INVOICE)
    desk.books.write(replace(BY_HAND, number="2018777"))
    desk.look()
    assert (desk.job, desk.told) == (invoiced(marker=NEWER), [])


def test_under_another_number_it_is_adopted() -> None:
    desk = renewed(Desk(DOUBTFUL))
    desk.books.write(replace(NEWER_INVOICE, number="2018500"))
    desk.look()
    assert desk.job == invoiced("2018500", marker=NEWER)
    assert desk.told == [noted("adopted", *ABOUT, invoice="2018500")]


def test_two_invoices_with_marks_of_two_keys_are_told_as_double() -> None:
    world = restored(sent(), Renewed())
    world.later(timedelta(days=1))
    (kept,) = world.books.invoices_.values()
    lines = tuple(
        replace(line, description=line.description.replace(MARKER, NEWER))
        for line in kept.invoice.lines
    )
    world.books.write(replace(kept.invoice, number="2018777", lines=lines))
    world.later(timedelta(hours=2))
    assert world.items() == ["double_found"]
