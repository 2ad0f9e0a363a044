"""Fill a fresh data folder with customers, products and work orders that are ready to invoice."""

import json
import os
import secrets
import sys
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import cast

import django
from django.core.management import call_command

django.setup()

from bonbrug.accounts.actions import add_organisation
from bonbrug.books.actions.access import draw_codes, draw_guid
from bonbrug.books.actions.keep_template import TemplateDraft, add_template
from bonbrug.books.actions.set_up import Firm, new_administration
from bonbrug.workorders.actions.import_orders import import_orders
from bonbrug.workorders.actions.incoming import WholeOrder
from bonbrug.workorders.actions.order_link import order
from bonbrug.workorders.actions.records import LineFields, PeriodFields, WorkOrderFields
from bonbrug.workorders.actions.set_up import new_company
from bonbrug.workorders.models import ExternalLink, Status
from tests.proofs.bench.seed import products, relations

CUSTOMERS, PRODUCTS, EMPLOYEES, A_DAY = 200, 100, 40, 4
NOW = datetime.now(UTC)


def whole(number: int) -> WholeOrder:
    """Return a work order of four a day for each employee, over the last weeks."""
    customer = number % CUSTOMERS
    worker, turn = number % EMPLOYEES, number // EMPLOYEES
    day = NOW.date() - timedelta(days=1 + turn // A_DAY)
    block = {
        "name": f"Voorbeeldbedrijf {customer} & Zonen B.V.",
        "debtor_number": f"R{customer:05}",
        "street": "Voorbeeldstraat",
        "house_number": str(customer),
        "postal_code": "1234 AB",
        "city": "Voorbeeldstad",
    }
    fields = {
        "number": f"B-{number:05}",
        "description": "Storing verholpen",
        "work_status": "1",
        "work_date": day,
        "type_of_work": "Service",
        "payment_method": "op rekening",
        **{f"{who}_{key}": value for who in ("customer", "payer") for key, value in block.items()},
    }
    begin = 8 + 2 * (turn % A_DAY)
    period: PeriodFields = {
        "work_date": day,
        "begin": time(begin),
        "end": time(begin + 1, 30),
        "break_minutes": 0,
        "remark": "",
        "hour_type": "P00010",
        "employee_number": str(100 + worker),
    }
    return WholeOrder(
        cast(WorkOrderFields, fields),
        status=Status.COMPLETE,
        employee_number="",
        periods=[period],
        materials=[_line(1 + number % 9), _line(11 + number % 9)],
    )


def _line(product: int) -> LineFields:
    return {
        "code": f"P{product:05}",
        "name": f"Voorbeeldartikel nummer {product}",
        "unit": "Stuk",
        "quantity": Decimal(2),
        "price": Decimal(product % 500 + 1) / 4,
        "freefield1": "HOOG_VERK_21",
        "freefield2": "8000",
    }


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    organisation = add_organisation("Meting BV")
    guid, codes = draw_guid(os.urandom), draw_codes(os.urandom)
    books = new_administration(organisation, Firm("Meting BV"), "Meting", guid, codes)
    add_template(books, TemplateDraft("Standaard", text=""))
    relations(books, CUSTOMERS)
    products(books, PRODUCTS)
    company = new_company(organisation, "Meting BV", "7000001")
    tokens = secrets.token_hex(32), secrets.token_hex(32)
    order(company, ExternalLink.EBOEKHOUDEN, *tokens, NOW)
    orders = [whole(number) for number in range(count)]
    import_orders(company, orders, now=NOW, who="meting", chance=os.urandom)
    print(json.dumps([books.username, codes.first, codes.second, company.company_id, *tokens]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
