"""The twelve items of Te doen, each made to occur by what really causes it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bonbrug.link import actions
from bonbrug.link.models import ExportJob, Intent
from bonbrug.sync.model.records import Administration, MaterialLine
from tests.fakes.books import Kept
from tests.fakes.linked import CODES, Linked, make_linked
from tests.fakes.world import CHOICES, relation, work_order

HOUR = timedelta(hours=1)
PIPE = MaterialLine("BUIS", "Koperen buis", "Stuk", Decimal(2), Decimal("4.55"))
Scene = Callable[[pytest.MonkeyPatch], Linked]


def _started(patch: pytest.MonkeyPatch) -> Linked:
    linked = make_linked(patch)
    linked.done()
    linked.world.add(work_order())
    return linked


def _silent(patch: pytest.MonkeyPatch, event: str) -> Linked:
    linked = _started(patch)
    linked.world.weather.next("send_invoice", *[event] * 4)
    for _ in range(6):
        linked.later()
    return linked


def unknown(patch: pytest.MonkeyPatch) -> Linked:
    return _silent(patch, "lost_request")


def unknown_and_late(patch: pytest.MonkeyPatch) -> Linked:
    """The invoice is still under way, four times; it arrives while somebody presses."""
    return _silent(patch, "late")


def double(patch: pytest.MonkeyPatch) -> Linked:
    """Two invoices with one marker, and a link that forgot both."""
    linked = _started(patch)
    linked.later()
    kept = linked.world.books.invoices_["2018001"]
    again = replace(kept.invoice, number="2018002")
    linked.world.books.invoices_["2018002"] = replace(kept, invoice=again)
    Intent.objects.all().delete()
    ExportJob.objects.all().delete()
    linked.world.add(work_order())
    linked.later()
    return linked


def changed(patch: pytest.MonkeyPatch) -> Linked:
    linked = _started(patch)
    linked.world.weather.next("settle", "not_sent")
    linked.later()
    linked.world.add(work_order(materials=(replace(PIPE, quantity=Decimal(5)),)))
    linked.later()
    return linked


def reopened(patch: pytest.MonkeyPatch) -> Linked:
    linked = _started(patch)
    linked.later()
    linked.world.add(work_order())
    linked.later()
    return linked


def gone(patch: pytest.MonkeyPatch) -> Linked:
    linked = _started(patch)
    linked.later()
    linked.world.books.invoices_.clear()
    linked.later(HOUR)
    return linked


def not_booked(patch: pytest.MonkeyPatch) -> Linked:
    linked = _started(patch)
    books = linked.world.books
    write = books.write
    patch.setattr(books, "write", lambda made: _set_ready(books.invoices_, write(made)))
    linked.later()
    return linked


def _set_ready(invoices: dict[str, Kept], number: str) -> str:
    invoices[number] = replace(invoices[number], open_amount=None)
    return number


def settled_by_hand(patch: pytest.MonkeyPatch) -> Linked:
    linked = _started(patch)
    linked.world.weather.next("send_invoice", "not_sent")
    linked.later()
    linked.world.add(work_order(status="Afgehandeld"))
    linked.later()
    return linked


def refused_codes(patch: pytest.MonkeyPatch) -> Linked:
    linked = _started(patch)
    linked.world.books.open = False
    linked.later()
    return linked


def other_books(patch: pytest.MonkeyPatch) -> Linked:
    linked = _started(patch)
    linked.world.books.administration = Administration("admin-2", "Andere BV")
    linked.later()
    return linked


def fewer(patch: pytest.MonkeyPatch) -> Linked:
    linked = make_linked(patch)
    many = {str(place): relation(f"K{place}", str(place)) for place in range(10, 50)}
    linked.world.books.relations_.update(many)
    linked.done()
    for place in many:
        del linked.world.books.relations_[place]
    linked.world.add(work_order())
    linked.later()
    return linked


def wrong_line(patch: pytest.MonkeyPatch) -> Linked:
    linked = _started(patch)
    linked.world.add(work_order(materials=(replace(PIPE, code="ONBEKEND"),)))
    linked.later()
    return linked


def old_ones(patch: pytest.MonkeyPatch) -> Linked:
    linked = make_linked(patch, CHOICES)
    linked.world.add(*(work_order(str(place)) for place in range(1, 13)))
    linked.done()
    return linked


SCENES: dict[str, tuple[str, Scene]] = {
    "H-1": ("outcome_unknown", unknown),
    "H-1 late": ("outcome_unknown", unknown_and_late),
    "H-2": ("double_found", double),
    "H-3": ("changed_after_invoice", changed),
    "H-4": ("reopened", reopened),
    "H-5": ("invoice_not_found", gone),
    "H-6": ("not_booked", not_booked),
    "H-7": ("settled_without_invoice", settled_by_hand),
    "H-8": ("credentials_refused", refused_codes),
    "H-9": ("other_administration", other_books),
    "H-10": ("mass_change", fewer),
    "H-11": ("unknown_material", wrong_line),
    "H-12": ("backlog", old_ones),
}


def heal(linked: Linked) -> None:
    """Repair what only a person outside Te doen can repair, and let everything arrive."""
    world = linked.world
    world.weather.script.clear()
    world.weather.deliver()
    world.books.open = True
    world.books.administration = Administration("admin-1", "Voorbeeld BV")
    assert actions.sign_in(linked.connection, *CODES, now=linked.now).ok
    for row, order in world.field.orders_.items():
        if any(line.code == "ONBEKEND" for line in order.materials):
            world.field.orders_[row] = replace(order, materials=(PIPE,))
