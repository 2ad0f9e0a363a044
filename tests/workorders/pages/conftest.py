"""People at the pages: a member of the office, an outsider, and an employee with a tablet."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.models import Membership, User
from bonbrug.values.clock import system_clock
from bonbrug.workorders.models import Company, Employee, WorkOrder
from bonbrug.workorders.pages.tablet.device import COOKIE
from tests.workorders.linking import linked

BACKEND = "django.contrib.auth.backends.ModelBackend"


def office_road(order: WorkOrder, name: str = "work_order", *more: int) -> str:
    return reverse(f"workorders:{name}", args=[order.company_id, order.pk, *more])


def words(client: Client, address: str) -> str:
    return unescape(client.get(address).content.decode())


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def office(company: Company) -> Client:
    user = add_person("kantoor@voorbeeld.example")
    Membership.objects.create(user=user, organisation=company.organisation, role="owner")
    return logged_in(user)


@pytest.fixture
def outsider(company: Company) -> Client:
    user = add_person("buiten@ander.example")
    add_organisation("Ander bedrijf", user)
    return logged_in(user)


def tablet_of(employee: Employee) -> Client:
    key = f"device-{employee.pk}"
    linked(employee, key, system_clock())
    client = Client()
    client.cookies[COOKIE] = key
    return client


@pytest.fixture
def tablet(sanne: Employee) -> Client:
    return tablet_of(sanne)


@pytest.fixture
def other_tablet(joris: Employee) -> Client:
    return tablet_of(joris)
