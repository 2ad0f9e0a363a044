"""Roles and rights as they are kept: the first of a firm owns it, and one owner stays."""

import pytest
from django.db import IntegrityError, transaction

from bonbrug.accounts.actions import (
    LastOwner,
    add_member,
    add_organisation,
    add_person,
    end_membership,
    give_right,
    give_role,
)
from bonbrug.accounts.models import Membership, Organisation, User
from bonbrug.accounts.roles import Right, Role

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture
def firm(db: None) -> Organisation:
    return add_organisation("Voorbeeld BV")


@pytest.fixture
def eva(db: None) -> User:
    return add_person("eva@example.com")


@pytest.fixture
def sam(db: None) -> User:
    return add_person("sam@example.com")


def test_the_first_member_is_the_owner_and_later_ones_are_the_office(
    firm: Organisation, eva: User, sam: User
) -> None:
    assert add_member(firm, eva).role == Role.OWNER
    assert add_member(firm, sam).role == Role.OFFICE


def test_who_is_a_member_already_keeps_the_role(firm: Organisation, eva: User) -> None:
    add_member(firm, eva)
    assert add_member(firm, eva, Role.FITTER).role == Role.OWNER


def test_a_right_is_kept_until_it_is_as_the_role_has_it(firm: Organisation, eva: User) -> None:
    member = add_member(firm, eva)
    give_right(member, Right.CREDIT, given=False)
    assert Right.CREDIT not in Membership.objects.get().standing.rights
    give_right(member, Right.CREDIT, given=None)
    assert Membership.objects.get().standing.rights == frozenset(Right)


def test_the_last_owner_stays_one(firm: Organisation, eva: User, sam: User) -> None:
    owner, other = add_member(firm, eva), add_member(firm, sam)
    with pytest.raises(LastOwner):
        give_role(owner, Role.OFFICE)
    with pytest.raises(LastOwner):
        end_membership(owner)
    give_role(other, Role.OWNER)
    give_role(owner, Role.OFFICE)
    assert {row.user: row.role for row in Membership.objects.all()} == {
        eva: Role.OFFICE, sam: Role.OWNER,
    }  # fmt: skip


def test_a_membership_without_a_role_is_not_kept(firm: Organisation, eva: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=eva, organisation=firm)
