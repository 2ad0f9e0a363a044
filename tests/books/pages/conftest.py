"""An office that works in the books through its browser."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.accounts.actions import add_person
from bonbrug.accounts.models import Membership, User
from bonbrug.books.actions.receive_payment import receive_payment
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Invoice
from tests.books.shelf import BOOKED, DRAFT, LABOUR, TODAY


def page(name: str, *args: int) -> str:
    return reverse(f"books:{name}", args=args)


def plain(html: str) -> str:
    """Return what a page says, without its marks and with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def log_in(user: User) -> Client:
    browser = Client(headers={"accept-language": "nl"})
    browser.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def office(books: Administration) -> Client:
    """Return the browser of a member of the organisation."""
    user = add_person("kantoor@example.com")
    Membership.objects.create(user=user, organisation=books.organisation, role="owner")
    return log_in(user)


@pytest.fixture
def stranger(books: Administration) -> Client:
    """Return the browser of somebody who works elsewhere."""
    return log_in(add_person("ander@example.com"))


@pytest.fixture
def ready(books: Administration) -> Invoice:
    """Return an invoice that is only set ready: € 74,85 without VAT."""
    return write_invoice(books, DRAFT, TODAY)


@pytest.fixture
def booked(books: Administration) -> Invoice:
    """Return a booked invoice of one and a half hour: € 63,00 and € 13,23 VAT."""
    return write_invoice(books, replace(BOOKED, lines=(LABOUR,)), TODAY)


@pytest.fixture
def paid_in_part(booked: Invoice) -> Invoice:
    """Return a booked invoice of € 76,23 of which € 20,00 came in."""
    receive_payment(booked.open_item, Decimal(20), TODAY, "1100")
    return booked
