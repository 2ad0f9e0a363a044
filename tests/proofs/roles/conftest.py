"""Everybody who can ask: each role in the firm and elsewhere, without rights, and no member."""

from dataclasses import dataclass

import pytest
from django.test import Client

from bonbrug.accounts.actions import (
    add_member,
    add_organisation,
    add_person,
    give_right,
    make_operator,
)
from bonbrug.accounts.models import Organisation, User
from bonbrug.accounts.roles import NOBODY, OPERATOR, Right, Role, Standing, rights_of
from tests.proofs.roles.records import everything
from tests.site.filled_lists import Filled


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who asks: their browser, what they are, and whether in the firm of the records."""

    name: str
    client: Client
    standing: Standing
    own: bool = True
    known: bool = True


@pytest.fixture
def firm(db: None) -> Filled:
    return everything()


@pytest.fixture
def people(firm: Filled) -> list[Who]:
    """Everybody who can ask: each role here and elsewhere, without rights, and no member."""
    elsewhere = add_organisation("Elders BV")
    here = firm.books.organisation
    roles = [role for role in Role if role != Role.OPERATOR]
    found = [
        *(_member(role, here, own=True, bare=False) for role in roles),
        *(_member(role, here, own=True, bare=True) for role in roles),
        *(_member(role, elsewhere, own=False, bare=False) for role in roles),
    ]
    operator = add_person("beheer@example.com")
    make_operator(operator)
    stranger = _browser(add_person("niemand@example.com"))
    return [
        *found,
        Who("operator", _browser(operator), OPERATOR, own=False),
        Who("no member", stranger, NOBODY, own=False),
        Who("anonymous", _client(), NOBODY, own=False, known=False),
    ]


def _member(role: Role, firm: Organisation, *, own: bool, bare: bool) -> Who:
    name = f"{role}{' here' if own else ' elsewhere'}{' bare' if bare else ''}"
    user = add_person(f"{name.replace(' ', '-')}@example.com")
    member = add_member(firm, user, role)
    for right in Right:
        give_right(member, right, given=not bare)
    standing = Standing(role, rights_of(role, dict.fromkeys(Right, not bare)))
    return Who(name, _browser(user), standing, own=own)


def _client() -> Client:
    return Client(raise_request_exception=False)


def _browser(user: User) -> Client:
    client = _client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client
