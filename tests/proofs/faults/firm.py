"""One invented firm in both houses: what its people do, and what stands in its books afterwards."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from decimal import Decimal
from typing import cast

from bonbrug.accounts.actions import add_organisation
from bonbrug.books.actions.access import draw_codes, draw_guid
from bonbrug.books.actions.keep_product import ProductDraft, add_product, change_product
from bonbrug.books.actions.keep_relation import RelationDraft, add_relation, change_relation
from bonbrug.books.actions.keep_template import TemplateDraft, add_template
from bonbrug.books.actions.set_up import Firm, new_administration
from bonbrug.books.models import Administration
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.actions import keep_relation as customers
from bonbrug.workorders.actions.import_orders import import_orders
from bonbrug.workorders.actions.incoming import WholeOrder
from bonbrug.workorders.actions.order_link import order as order_link
from bonbrug.workorders.actions.records import WorkOrderFields
from bonbrug.workorders.actions.set_up import new_company
from bonbrug.workorders.models import Company, Status
from tests.proofs.faults.seen import Bill, Paper, Seen

TEMPLATE = "Standaard"
NAMED = re.compile(r"[Ww]erkbon (\S+) ·")
SMIT = RelationDraft(
    "SMIT", "Bakkerij Smit", address="Dorpsstraat 12", postal_code="1234 AB", city="Voorbeelddorp"
)
BAAS = replace(SMIT, code="BAAS", name="Baas Verhuur", address="Kade 4")
HOUR = ProductDraft("UUR", "Monteur per uur", "Uur", Decimal(45), "HOOG_VERK_21", "8020")
RIDE = ProductDraft("REIS", "Reistijd", "Uur", Decimal(30), "HOOG_VERK_21", "8020")
PIPE = ProductDraft("KB15", "Koperbuis 15 mm", "Meter", Decimal("3.95"), "HOOG_VERK_21", "8000")
GLUE = ProductDraft("KIT", "Kit", "Tube", Decimal("7.95"), "HOOG_VERK_21", "8000")


def open_firm() -> Paper:
    """Start the books and the work orders of a new firm."""
    organisation = add_organisation("Demo Installatie BV")
    number = 1_000_000 + Company.objects.count()
    codes, guid = draw_codes(os.urandom), draw_guid(os.urandom)
    firm = Firm("Demo Installatie BV", city="Voorbeelddorp")
    books = new_administration(organisation, firm, f"firma{number}", guid, codes)
    add_template(books, TemplateDraft(TEMPLATE))
    for relation in (SMIT, BAAS):
        add_relation(books, relation, accounting_day(system_clock()))
    for product in (HOUR, RIDE, PIPE, GLUE):
        add_product(books, product)
    company = new_company(organisation, "Demo Installatie BV", str(number))
    token, software_token = os.urandom(32).hex(), os.urandom(32).hex()
    order_link(company, "eboekhouden", token, software_token, system_clock())
    return Paper(
        username=books.username,
        code1=codes.first,
        code2=codes.second,
        company_id=company.company_id,
        token=token,
        software_token=software_token,
    )


def both(paper: Paper) -> tuple[Administration, Company]:
    books = Administration.objects.get(username=paper["username"])
    return books, Company.objects.get(company_id=paper["company_id"])


# --- what its people do -------------------------------------------------------------------------


def complete(paper: Paper, number: str, customer: str) -> None:
    """Bring in a work order that is Compleet, for a customer with this code."""
    company, day = both(paper)[1], accounting_day(system_clock())
    block = {
        "name": f"Klant {customer}",
        "debtor_number": customer,
        "street": "Dorpsstraat",
        "house_number": "12",
        "postal_code": "1234 AB",
        "city": "Voorbeelddorp",
    }
    fields = {
        f"{who}_{name}": text for who in ("customer", "payer") for name, text in block.items()
    }
    turn = company.work_orders.count()  # no two are the same work
    day_fields = {"number": number, "work_status": "1", "work_date": day}
    whole = WholeOrder(
        cast(WorkOrderFields, {**day_fields, **fields}),
        status=Status.COMPLETE,
        periods=[
            {
                "work_date": day,
                "begin": time(8, turn % 60),
                "end": time(10, turn % 60),
                "hour_type": "UUR",
            }
        ],
        materials=[
            {
                "code": "KB15",
                "name": "Koperbuis 15 mm",
                "unit": "Meter",
                "quantity": Decimal(3),
                "price": Decimal("3.95"),
            }
        ],
    )
    import_orders(company, [whole], now=system_clock(), who="kantoor", chance=os.urandom)


def change(paper: Paper, turn: int) -> None:
    """Change a relation on either side, a material and an hour type: each has to cross."""
    books, company = both(paper)
    smit = books.relations.get(code="SMIT")
    change_relation(smit, replace(SMIT, phone=f"030 {turn:07}"))
    change_product(books.products.get(code="KIT"), replace(GLUE, price=GLUE.price + turn))
    change_product(books.products.get(code="REIS"), replace(RIDE, price=RIDE.price + turn))
    baas = company.relations.get(debtor_number="BAAS")
    customers.change_relation(baas, {"phone": f"020 {turn:07}"})


# --- what came of it ----------------------------------------------------------------------------


def look(paper: Paper) -> Seen:
    """Return what stands in both houses."""
    books, company = both(paper)
    return Seen(
        statuses=dict(company.work_orders.values_list("number", "status")),
        bills=list(_bills(books)),
        relations=sorted(books.relations.values_list("code", flat=True)),
        customers=sorted(company.relations.values_list("debtor_number", flat=True)),
        products=sorted(books.products.values_list("code", flat=True)),
        materials=sorted(company.materials.values_list("code", flat=True)),
        hour_types=sorted(company.hour_types.values_list("code", flat=True)),
    )


def _bills(books: Administration) -> Iterator[Bill]:
    for bill in books.invoices.prefetch_related("lines"):
        named = [NAMED.search(line.description) for line in bill.lines.all()]
        order = next((found[1] for found in named if found), "")
        yield Bill(number=bill.number, order=order, gross=str(bill.gross), booked=bill.is_booked)


def behind(paper: Paper, turn: int) -> list[str]:
    """Return where the change of that turn does not stand: in which house, and what does."""
    books, company = both(paper)
    standing = {
        "SMIT in the books": (books.relations.get(code="SMIT").phone, f"030 {turn:07}"),
        "SMIT in the work orders": (_customer(company, "SMIT"), f"030 {turn:07}"),
        "BAAS in the books": (books.relations.get(code="BAAS").phone, f"020 {turn:07}"),
        "BAAS in the work orders": (_customer(company, "BAAS"), f"020 {turn:07}"),
        "KIT in the work orders": (company.materials.get(code="KIT").price, GLUE.price + turn),
        "REIS in the work orders": (
            company.hour_types.get(code="REIS").sale_price,
            RIDE.price + turn,
        ),
    }
    return [f"{name}: {there}" for name, (there, wanted) in standing.items() if there != wanted]


def _customer(company: Company, code: str) -> str:
    return company.relations.get(debtor_number=code).phone
