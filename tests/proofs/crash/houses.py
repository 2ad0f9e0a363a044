"""What the people of a firm do in the two houses, and what must stand there in the end."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from bonbrug.books.actions.keep_product import change_product
from bonbrug.books.actions.keep_relation import change_relation
from bonbrug.books.actions.receive_payment import receive_payment
from bonbrug.books.models import OpenItem
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.actions import keep_relation as customers
from tests.proofs.faults import firm
from tests.proofs.faults.seen import Paper, Seen

BANK = "1100"
OLDER_THAN_THE_LINK = timedelta(days=60)
Turns = dict[str, int]  # what was changed → the turn of its newest value


def open_firm(orders: dict[str, str]) -> Paper:
    """Start a firm that completed these work orders (number → code of the customer)."""
    paper = firm.open_firm()
    complete(paper, orders)
    return paper


def complete(paper: Paper, orders: dict[str, str]) -> None:
    for number, customer in orders.items():
        firm.complete(paper, number, customer)


def make_older(paper: Paper, number: str) -> None:
    """Let a work order be from before the link, so that it waits for a person."""
    order = firm.both(paper)[1].work_orders.get(number=number)
    order.work_date = accounting_day(system_clock()) - OLDER_THAN_THE_LINK
    order.save()


def change(paper: Paper, turn: int) -> Turns:
    """Change records on both sides; return which ones, because BAAS may not have crossed yet."""
    books, company = firm.both(paper)
    smit, glue, ride = (
        replace(firm.SMIT, phone=f"030 {turn:07}"),
        replace(firm.GLUE, price=firm.GLUE.price + turn),
        replace(firm.RIDE, price=firm.RIDE.price + turn),
    )
    change_relation(books.relations.get(code="SMIT"), smit)
    for draft in (glue, ride):
        change_product(books.products.get(code=draft.code), draft)
    changed = ["SMIT", "KIT", "REIS"]
    for baas in company.relations.filter(debtor_number="BAAS"):
        customers.change_relation(baas, {"phone": f"020 {turn:07}"})
        changed.append("BAAS")
    return dict.fromkeys(changed, turn)


def pay(paper: Paper) -> None:
    """Receive a part of every invoice that is open."""
    books = firm.both(paper)[0]
    for item in OpenItem.objects.filter(administration=books).order_by("pk"):
        receive_payment(item, Decimal(10), accounting_day(system_clock()), BANK)


def look(paper: Paper, turns: Turns) -> tuple[Seen, list[str]]:
    """Return what stands in both houses, and each value that is not the newest a person gave."""
    return firm.look(paper), list(_old_values(paper, turns))


def _old_values(paper: Paper, turns: Turns) -> Iterator[str]:
    books, company = firm.both(paper)
    newest = {
        "SMIT": f"030 {turns.get('SMIT', 0):07}",
        "BAAS": f"020 {turns.get('BAAS', 0):07}",
        "KIT": firm.GLUE.price + turns.get("KIT", 0),
        "REIS": firm.RIDE.price + turns.get("REIS", 0),
    }
    in_the_books = {
        **dict(books.relations.values_list("code", "phone")),
        **dict(books.products.values_list("code", "price")),
    }
    in_the_work_orders = {
        **dict(company.relations.values_list("debtor_number", "phone")),
        **dict(company.materials.values_list("code", "price")),
        **dict(company.hour_types.values_list("code", "sale_price")),
    }
    for side, values in ("books", in_the_books), ("work orders", in_the_work_orders):
        for code in turns:
            if values.get(code) != newest[code]:
                yield f"{code} in the {side}: {values.get(code)} is not {newest[code]}"
