"""A link that is opened by many at the same moment lets in one of them."""

from datetime import UTC, datetime

import pytest

from bonbrug.accounts.actions import add_organisation, add_person, make_login_link, use_login_link
from bonbrug.accounts.inviting import Asked, accept, invite
from bonbrug.accounts.models import Invitation, Membership, User
from bonbrug.accounts.roles import Role
from tests.books.at_once import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TOKEN = "0123456789abcdef" * 2


def test_a_login_link_that_is_used_eight_times_at_once_logs_in_once() -> None:
    now = datetime.now(UTC)
    person = add_person("eva@example.com")
    make_login_link(person, now, TOKEN)

    let_in: list[User | None] = []
    at_once(*[lambda: let_in.append(use_login_link(TOKEN, now))] * 8)
    assert len(let_in) == 8
    assert [one for one in let_in if one] == [person]


def test_an_invitation_that_is_accepted_eight_times_at_once_makes_one_membership() -> None:
    now = datetime.now(UTC)
    firm, person = add_organisation("Voorbeeld BV"), add_person("sam@example.com")
    asked = invite(Asked(firm, person.email, Role.OFFICE), TOKEN, now)

    made: list[Membership | None] = []
    at_once(*[lambda: made.append(accept(asked, person, now))] * 8)
    assert len(made) == 8
    assert len([one for one in made if one]) == 1
    assert (Membership.objects.count(), Invitation.objects.count()) == (1, 0)
