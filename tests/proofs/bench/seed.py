"""Fill a fresh data folder with many relations and products; print the credentials as JSON."""

import json
import os
import secrets
import sys
from datetime import UTC, date, datetime
from decimal import Decimal

import django
from django.core.management import call_command

django.setup()

from bonbrug.accounts.actions import add_organisation
from bonbrug.books.actions.access import draw_codes, draw_guid
from bonbrug.books.actions.set_up import Firm, new_administration
from bonbrug.books.models import Administration, Product, Relation
from bonbrug.workorders.actions.order_link import order
from bonbrug.workorders.actions.set_up import new_company
from bonbrug.workorders.models import ExternalLink


def relations(books: Administration, count: int) -> None:
    Relation.objects.bulk_create(
        [
            Relation(
                administration=books,
                code=f"R{number:05}",
                name=f"Voorbeeldbedrijf {number} & Zonen B.V.",
                contact=f"Dhr. {number} Voorbeeld",
                address=f"Voorbeeldstraat {number}",
                postal_code="1234 AB",
                city="Voorbeeldstad",
                phone=f"030 {number:07}",
                email=f"klant{number}@voorbeeld.example",
                added_on=date(2026, 1, 1),
            )
            for number in range(count)
        ],
        batch_size=500,
    )


def products(books: Administration, count: int) -> None:
    account = books.ledger_accounts.get(code="8000")
    piece, hour = books.units.get(singular="Stuk"), books.units.get(singular="Uur")
    Product.objects.bulk_create(
        [
            Product(
                administration=books,
                code=f"P{number:05}",
                description=f"Voorbeeldartikel nummer {number}",
                unit=piece if number % 10 else hour,
                price=Decimal(number % 500 + 1) / 4,
                vat_code="HOOG_VERK_21",
                account=account,
                active=True,
            )
            for number in range(count)
        ],
        batch_size=500,
    )


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    organisation = add_organisation("Meting BV")
    guid = draw_guid(os.urandom)
    codes = draw_codes(os.urandom)
    books = new_administration(organisation, Firm("Meting BV"), "Meting", guid, codes)
    relations(books, count)
    products(books, count)
    company = new_company(organisation, "Meting BV", "7000001")
    token, software_token = secrets.token_hex(32), secrets.token_hex(32)
    order(company, ExternalLink.EBOEKHOUDEN, token, software_token, datetime.now(UTC))
    told = [books.username, codes.first, codes.second, company.company_id, token, software_token]
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
