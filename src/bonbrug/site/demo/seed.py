"""Put the story in the houses, at the first start only. Secrets are drawn at random."""

import os
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.models import Organisation, User
from bonbrug.books.actions.access import draw_codes, draw_guid
from bonbrug.books.actions.keep_product import ProductDraft, add_product
from bonbrug.books.actions.keep_relation import RelationDraft, add_relation
from bonbrug.books.actions.keep_template import TemplateDraft, add_template
from bonbrug.books.actions.set_up import Firm, new_administration
from bonbrug.books.models import Administration
from bonbrug.link import crossing
from bonbrug.link.actions import SyncSettings, choose, make_connection, sign_in
from bonbrug.link.actions.connections import Counterparts
from bonbrug.link.models import Connection
from bonbrug.site.demo import story, work
from bonbrug.values.clock import accounting_day
from bonbrug.workorders.actions.keep_employee import add_employee
from bonbrug.workorders.actions.link_code import CHANCE, code_from, show_code
from bonbrug.workorders.actions.order_link import open_tokens, order
from bonbrug.workorders.actions.set_up import new_company
from bonbrug.workorders.models import Company, Employee, ExternalLink

OFFICE = "kantoor@demo.example"


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What demo.json and the terminal tell."""

    office: User
    password: str


def seeded() -> bool:
    """Tell whether an earlier start made the demo."""
    return User.objects.filter(username=OFFICE).exists()


def seed(now: datetime) -> NewEvent:
    """Make both companies with their books; all or nothing. Contacts nobody."""
    password = secrets.token_urlsafe(12)
    with transaction.atomic():
        office = add_person(OFFICE, password)
        installer = add_organisation(story.INSTALLER.name, office, made_at=now)
        painter = add_organisation(story.PAINTER.name, office, made_at=now)
        today = accounting_day(now)
        _books(installer, story.INSTALLER, story.RELATIONS, story.PRODUCTS, today)
        _books(painter, story.PAINTER, story.RELATIONS[3:], story.PAINTS, today)
        company = _company(installer, "1000001", story.EMPLOYEES)
        _company(painter, "1000002", story.EMPLOYEES[2:])
        order(company, ExternalLink.EBOEKHOUDEN, secrets.token_hex(32), secrets.token_hex(32), now)
        work.put(company, now)
    return NewEvent(office, password)


def _books(
    organisation: Organisation,
    firm: Firm,
    relations: tuple[RelationDraft, ...],
    products: tuple[ProductDraft, ...],
    today: date,
) -> Administration:
    guid = draw_guid(os.urandom)
    username = firm.name.replace(" ", "")
    books = new_administration(organisation, firm, username, guid, draw_codes(os.urandom))
    add_template(books, TemplateDraft(story.TEMPLATE, text="Dank voor uw opdracht."))
    for relation in relations:
        add_relation(books, relation, today)
    for product in products:
        add_product(books, product)
    return books


def _company(
    organisation: Organisation, company_id: str, people: tuple[tuple[str, str, str], ...]
) -> Company:
    company = new_company(organisation, organisation.name, company_id)
    for number, first, last in people:
        add_employee(company, {"number": number, "first_name": first, "last_name": last})
    return company


def link_code(now: datetime) -> tuple[str, str, str]:
    """Show a code for the first employee; return what links a tablet with it."""
    employee = Employee.objects.select_related("company").order_by("pk")[0]
    code = code_from(os.urandom(CHANCE))
    show_code(employee, code, now)
    return employee.company.company_id, employee.number, code


def link(now: datetime) -> Connection:
    """Link the first company as its owner would; the doors must be open for the sign-in."""
    company = Company.objects.get(company_id="1000001")
    books = Administration.objects.get(organisation=company.organisation)
    tokens = open_tokens(company.external_links.get())
    connection = make_connection(
        company.organisation,
        company.name,
        _in_the_box(),
        company.company_id,
        (tokens.token, tokens.software_token),
        now,
    )
    sign_in(connection, books.username, books.security_code_1, books.security_code_2, now)
    choose(connection, _choices(now), None, now)
    return connection


def _in_the_box() -> Counterparts:
    books, field = crossing.counterparts()
    return Counterparts(next(iter(books)), next(iter(field)))


def _choices(now: datetime) -> SyncSettings:
    return SyncSettings(
        export_invoices=True,
        template=story.TEMPLATE,
        term_days=14,
        book=True,
        export_relations=True,
        export_from=accounting_day(now) - timedelta(days=30),
    )
