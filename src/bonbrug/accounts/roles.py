"""Who may do what: one pure function, asked by every page, button and command."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from bonbrug.accounts.acts import Act


class Role(TextChoices):
    """What somebody is in a firm; the operator is no member of any."""

    OWNER = "owner", _("owner")
    OFFICE = "office", _("office")
    BOOKKEEPER = "bookkeeper", _("bookkeeper")
    FITTER = "fitter", _("fitter")
    OPERATOR = "operator", _("operator")


class Right(TextChoices):
    """What moves money, and is given or taken person by person."""

    APPROVE = "approve", _("approve doubtful invoices")
    CREDIT = "credit", _("credit invoices")
    COLLECT = "collect", _("make direct debit files")


class Whose(StrEnum):
    """Whose the thing is, as seen by who asks."""

    NOBODYS = "nobody's"  # no firm's: a page or a command about no record
    FIRMS = "the firm's"
    COLLEAGUES = "a colleague's"  # of the firm, but somebody else's own work
    OTHERS = "another firm's"


class Answer(StrEnum):
    """`NOT_YOURS` answers as if it did not exist; `NOT_YOUR_ROLE` says who may."""

    ALLOWED = "allowed"
    NOT_YOURS = "not yours"
    NOT_YOUR_ROLE = "not your role"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is where the thing is; without `role` nothing, as a stranger."""

    role: Role | None = None
    rights: frozenset[Right] = frozenset()


NOBODY = Standing()
OPERATOR = Standing(Role.OPERATOR)
MEMBERS = frozenset({Role.OWNER, Role.OFFICE, Role.BOOKKEEPER, Role.FITTER})
DESK = frozenset({Role.OWNER, Role.OFFICE})
BOOKS = DESK | {Role.BOOKKEEPER}
OWNER = frozenset({Role.OWNER})
ONLY_OPERATOR = frozenset({Role.OPERATOR})

# Who comes in at these brings something else than a role: nothing, a device, or codes.
FOR_EVERYBODY = frozenset({Act.COME_IN, Act.USE_TABLET, Act.USE_PROGRAM})
# Who logged in may do these, member or not.
FOR_WHO_IS_IN = frozenset({Act.START, Act.OWN_ACCOUNT})
ROLES: dict[Act, frozenset[Role]] = {
    Act.SEE_WORK: MEMBERS,
    Act.WRITE_WORK: DESK,
    Act.SEE_LISTS: BOOKS,
    Act.KEEP_LISTS: DESK,
    Act.KEEP_EMPLOYEES: DESK,
    Act.SEE_LINK: BOOKS,
    Act.TRY_OUT: BOOKS,
    Act.RUN_LINK: DESK,
    Act.APPROVE: BOOKS,
    Act.SET_LINK: DESK,
    Act.CONNECT: OWNER,
    Act.END_LINK: OWNER,
    Act.SEE_BOOKS: BOOKS,
    Act.WRITE_INVOICES: BOOKS,
    Act.CREDIT: BOOKS,
    Act.COLLECT: BOOKS,
    Act.BOOK: BOOKS,
    Act.KEEP_RELATIONS: DESK,
    Act.SET_UP_BOOKS: DESK,
    Act.CODES: OWNER,
    Act.PEOPLE: OWNER,
    Act.SEE_SECURITY_LOG: OWNER,
    Act.PERSONAL_DATA: OWNER,
    Act.END_FIRM: OWNER,
    Act.SEE_STATE: ONLY_OPERATOR,
    Act.SEE_FIRMS: ONLY_OPERATOR,
    Act.SEE_HOST_LOG: ONLY_OPERATOR,
    Act.OPERATE: ONLY_OPERATOR,
    Act.LET_IN: ONLY_OPERATOR,
    Act.SET_LIMITS: ONLY_OPERATOR,
    Act.TELL_ALL: ONLY_OPERATOR,
    Act.READ_ONLY: ONLY_OPERATOR,
    Act.KEEP_SAFE: ONLY_OPERATOR,
}
RIGHTS = {Act.APPROVE: Right.APPROVE, Act.CREDIT: Right.CREDIT, Act.COLLECT: Right.COLLECT}
# Who has these rights without being given them.
HAS_RIGHTS = frozenset({Role.OWNER, Role.BOOKKEEPER})
SEES_OWN_WORK = frozenset({Role.FITTER})


def decide(standing: Standing, act: Act, whose: Whose) -> Answer:
    """Say whether who stands like this may do it to a thing that is `whose`."""
    if act in FOR_EVERYBODY | FOR_WHO_IS_IN:
        return Answer.ALLOWED
    if whose is Whose.OTHERS:
        return Answer.NOT_YOURS
    if standing.role not in ROLES[act]:
        return Answer.NOT_YOUR_ROLE
    if whose is Whose.COLLEAGUES and standing.role in SEES_OWN_WORK:
        return Answer.NOT_YOURS
    right = RIGHTS.get(act)
    return Answer.ALLOWED if right is None or right in standing.rights else Answer.NOT_YOUR_ROLE


def who_may(act: Act) -> list[Role]:
    """Return the roles that may do it, in the order of `Role`."""
    return [role for role in Role if role in ROLES.get(act, Role)]


def rights_of(role: Role, given: dict[Right, bool | None]) -> frozenset[Right]:
    """Return the rights of a role, as they were given or taken (None: as the role has it)."""
    has = role in HAS_RIGHTS
    return frozenset(
        right for right in Right if (has if given.get(right) is None else given[right])
    )
