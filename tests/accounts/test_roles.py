"""Who may do what: one function, on every role, act and owner."""

from itertools import product

import pytest

from bonbrug.accounts.acts import WORDS, Act
from bonbrug.accounts.roles import (
    FOR_EVERYBODY,
    FOR_WHO_IS_IN,
    NOBODY,
    RIGHTS,
    ROLES,
    Answer,
    Right,
    Role,
    Standing,
    Whose,
    decide,
    rights_of,
)

ALL = frozenset(Right)
OF_FIRMS = [act for act in Act if act in ROLES]
OF_OPERATOR = {
    Act.SEE_STATE, Act.SEE_FIRMS, Act.SEE_HOST_LOG, Act.OPERATE, Act.LET_IN, Act.TELL_ALL,
    Act.READ_ONLY, Act.KEEP_SAFE, Act.SET_LIMITS,
}  # fmt: skip
NOT_OF_OFFICE = {
    Act.CODES, Act.PEOPLE, Act.CONNECT, Act.END_LINK, Act.SEE_SECURITY_LOG, Act.PERSONAL_DATA,
    Act.END_FIRM,
}  # fmt: skip


def allowed(role: Role, rights: frozenset[Right] = ALL, whose: Whose = Whose.FIRMS) -> set[Act]:
    standing = Standing(role, rights)
    return {act for act in OF_FIRMS if decide(standing, act, whose) is Answer.ALLOWED}


def test_every_act_has_words_and_somebody_who_may() -> None:
    assert set(WORDS) == set(Act)
    assert set(ROLES) | FOR_EVERYBODY | FOR_WHO_IS_IN == set(Act)
    assert all(ROLES.values())


def test_an_owner_may_everything_of_the_firm() -> None:
    assert allowed(Role.OWNER) == set(OF_FIRMS) - OF_OPERATOR


def test_the_office_may_everything_but_codes_people_links_and_the_end_of_the_firm() -> None:
    assert allowed(Role.OWNER) - allowed(Role.OFFICE) == NOT_OF_OFFICE


def test_a_bookkeeper_keeps_the_books_and_looks_at_the_rest() -> None:
    assert allowed(Role.BOOKKEEPER) == {
        Act.SEE_BOOKS, Act.BOOK, Act.WRITE_INVOICES, Act.CREDIT, Act.COLLECT,
        Act.SEE_LINK, Act.TRY_OUT, Act.APPROVE, Act.SEE_WORK, Act.SEE_LISTS,
    }  # fmt: skip


def test_a_fitter_sees_work_orders_of_their_own_and_nothing_else() -> None:
    assert allowed(Role.FITTER) == {Act.SEE_WORK}
    fitter = Standing(Role.FITTER)
    assert decide(fitter, Act.SEE_WORK, Whose.COLLEAGUES) is Answer.NOT_YOURS


def test_an_operator_sees_state_and_nothing_of_a_firm() -> None:
    assert allowed(Role.OPERATOR, whose=Whose.NOBODYS) == OF_OPERATOR
    assert allowed(Role.OPERATOR, whose=Whose.OTHERS) == set()


@pytest.mark.parametrize("role", [*Role, None])
def test_what_is_of_another_firm_is_nobodys_role(role: Role | None) -> None:
    standing = Standing(role, ALL)
    answers = {decide(standing, act, Whose.OTHERS) for act in OF_FIRMS}
    assert answers == {Answer.NOT_YOURS}


def test_who_is_no_member_may_nothing_but_come_in() -> None:
    for act, whose in product(OF_FIRMS, (Whose.FIRMS, Whose.NOBODYS)):
        assert decide(NOBODY, act, whose) is Answer.NOT_YOUR_ROLE
    assert decide(NOBODY, Act.COME_IN, Whose.NOBODYS) is Answer.ALLOWED


@pytest.mark.parametrize(("act", "right"), RIGHTS.items())
def test_a_right_decides_beside_the_role(act: Act, right: Right) -> None:
    for role in (Role.OWNER, Role.OFFICE, Role.BOOKKEEPER):
        assert act in allowed(role, frozenset({right}))
        assert act not in allowed(role, ALL - {right})
    assert act not in allowed(Role.FITTER)


def test_rights_are_of_owner_and_bookkeeper_until_they_are_given_or_taken() -> None:
    assert rights_of(Role.OWNER, {}) == rights_of(Role.BOOKKEEPER, {}) == ALL
    assert rights_of(Role.OFFICE, {}) == frozenset()
    assert rights_of(Role.OFFICE, {Right.CREDIT: True}) == {Right.CREDIT}
    assert rights_of(Role.OWNER, {Right.CREDIT: False}) == ALL - {Right.CREDIT}
