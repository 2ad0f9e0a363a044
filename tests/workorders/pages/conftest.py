"""People at the pages: a member of the office, an outsider, and an employee with a tablet."""

from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.models import Membership, User
from bonbrug.workorders.actions.link_tablet import link_tablet
from bonbrug.workorders.models import Company, Employee
from bonbrug.workorders.pages.tablet.door import COOKIE

BACKEND = "django.contrib.auth.backends.ModelBackend"


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture(autouse=True)
def _no_earlier_tries() -> None:
    cache.clear()


@pytest.fixture
def office(company: Company) -> Client:
    user = add_person("kantoor@voorbeeld.example")
    Membership.objects.create(user=user, organisation=company.organisation)
    return logged_in(user)


@pytest.fixture
def outsider(company: Company) -> Client:
    user = add_person("buiten@ander.example")
    add_organisation("Ander bedrijf", user)
    return logged_in(user)


def tablet_of(company: Company, employee: Employee, now: datetime) -> Client:
    device = f"device-{employee.pk}"
    link_tablet(company, employee.number, device, now)
    client = Client()
    client.cookies[COOKIE] = device
    return client


@pytest.fixture
def tablet(company: Company, sanne: Employee, now: datetime) -> Client:
    return tablet_of(company, sanne, now)


@pytest.fixture
def other_tablet(company: Company, joris: Employee, now: datetime) -> Client:
    return tablet_of(company, joris, now)
