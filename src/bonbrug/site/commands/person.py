"""``bonbrug person``: let somebody in, with a link that logs in once."""

import secrets
import sys
from argparse import Namespace

from django.conf import settings

from bonbrug.accounts.actions import (
    add_member,
    add_organisation,
    add_person,
    give_role,
    make_login_link,
    make_operator,
)
from bonbrug.accounts.acts import Act
from bonbrug.accounts.firm_limits import Full
from bonbrug.accounts.models import Organisation, User
from bonbrug.accounts.roles import Role
from bonbrug.site.database import open_store
from bonbrug.values.clock import system_clock

ACT = Act.LET_IN


def run(options: Namespace) -> int:
    """Make the person and the organisation where they are new; print a fresh link."""
    open_store()
    known = User.objects.filter(username=options.email.lower()).first()
    person = known or add_person(options.email)
    if options.organisation:
        organisation = Organisation.objects.filter(name=options.organisation).first()
        firm = organisation or add_organisation(options.organisation, made_at=system_clock())
        try:
            _join(firm, person, Role(options.role) if options.role else None)
        except Full as full:
            return _full(firm, full)
    if options.operator:
        make_operator(person)
    token = secrets.token_urlsafe(32)
    make_login_link(person, system_clock(), token)
    print(f"{settings.BONBRUG_BASE_URL}/inloggen/{token}/")
    return 0


def _full(firm: Organisation, full: Full) -> int:
    print(
        f"bonbrug: {firm} may have {full.most} people and has them;"
        f" `bonbrug organisations limits {firm.pk} --people …` makes room",
        file=sys.stderr,
    )
    return 2


def _join(firm: Organisation, person: User, role: Role | None) -> None:
    member = add_member(firm, person, role)
    if role and member.role != role:
        give_role(member, role)
