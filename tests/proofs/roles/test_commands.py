"""Every command of the terminal asks the same rule, as the operator."""

from argparse import Namespace
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest

from bonbrug.accounts.acts import Act
from bonbrug.accounts.models import Membership, User
from bonbrug.accounts.roles import NOBODY, Answer, Right, Role, Standing, Whose, decide
from bonbrug.site import cli, commands
from bonbrug.site.commands import person
from bonbrug.site.database import CannotOpen

NAMES = [each.name for each in iter_modules(commands.__path__)]


@pytest.mark.parametrize("name", NAMES)
def test_a_command_is_the_operators_and_nobody_elses(name: str) -> None:
    act: Act = import_module(f"{commands.__name__}.{name}").ACT
    for role in Role:
        said = decide(Standing(role, frozenset(Right)), act, Whose.NOBODYS)
        assert (said is Answer.ALLOWED) is (role is Role.OPERATOR)
    assert decide(NOBODY, act, Whose.NOBODYS) is Answer.NOT_YOUR_ROLE


@pytest.mark.parametrize("act", [None, Act.CODES, Act.SEE_BOOKS])
def test_a_command_without_an_act_of_the_operator_does_nothing(act: Act | None) -> None:
    made = ModuleType("made_up")
    if act:
        made.__dict__["ACT"] = act
    with pytest.raises(CannotOpen, match="made_up"):
        cli._may(made)


def let_in(email: str, role: str | None = None, *, operator: bool = False) -> None:
    person.run(Namespace(email=email, organisation="Nieuw BV", role=role, operator=operator))


@pytest.mark.django_db
def test_the_first_person_of_a_firm_owns_it_and_later_ones_are_its_office() -> None:
    let_in("eva@example.com")
    let_in("sam@example.com")
    let_in("bas@example.com", "bookkeeper", operator=True)
    let_in("sam@example.com", "fitter")
    roles = {row.user.email: row.role for row in Membership.objects.select_related("user")}
    assert roles == {
        "eva@example.com": "owner", "sam@example.com": "fitter", "bas@example.com": "bookkeeper",
    }  # fmt: skip
    assert [user.email for user in User.objects.filter(is_operator=True)] == ["bas@example.com"]
