"""``bonbrug organisations``: which firms there are and how they stand, and a new one."""

import secrets
import sys
from argparse import Namespace
from dataclasses import replace

from bonbrug.accounts.acts import Act
from bonbrug.accounts.firm_limits import LEAST_CALLS, limits_of, own_limits, set_limits
from bonbrug.accounts.firms import NameTaken, make_firm, people_of
from bonbrug.accounts.models import Organisation
from bonbrug.accounts.pages import invitation_mail
from bonbrug.site.commands.invitations import tell
from bonbrug.site.database import open_store
from bonbrug.site.operator import state
from bonbrug.ui.stretches import stretch
from bonbrug.values.clock import system_clock

ACT = Act.LET_IN
USUAL = -1  # what `arguments.py` makes of the word


def run(options: Namespace) -> int:
    """Return 0 when it was done, 2 when it cannot be."""
    open_store()
    return ACTIONS[options.action](options)


def _list(options: Namespace) -> int:
    try:
        part = stretch(state.firms(options.search), "name", options.behind, options.rows)
    except LookupError:
        return _cannot(f"there is no organisation {options.behind}")
    for each in state.states(part.rows, system_clock()):
        print(_line(each))
    if part.next_behind:
        print(f"more: --behind {part.next_behind}")
    return 0


def _line(each: state.FirmState) -> str:
    since = f"{each.firm.made_at:%Y-%m-%d}" if each.firm.made_at else "-"
    trouble = ", ".join(f"{kind} {count}" for kind, count in each.troubles.items())
    return (
        f"{each.firm.pk}  {each.firm.name}  people: {each.people}"
        f"  connections: {each.connections}  trouble: {trouble or 'none'}  since: {since}"
    )


def _show(options: Namespace) -> int:
    firm = Organisation.objects.filter(pk=options.organisation).first()
    if firm is None:
        return _cannot(f"there is no organisation {options.organisation}")
    now = system_clock()
    people = people_of(firm, now)
    print(_line(state.states([firm], now)[0]))
    for role, count in people.by_role.items():
        print(f"  {role.value}: {count}")
    print(f"  logged in these 30 days: {people.lately}, with a second step: {people.second_step}")
    for each in firm.invitations.order_by("email"):
        print(f"  invitation {each.pk}: {each.email} {each.role} until {each.expires_at:%Y-%m-%d}")
    return 0


def _make(options: Namespace) -> int:
    token = secrets.token_urlsafe(32)
    try:
        invitation = make_firm(options.name, options.owner, token, system_clock())
    except NameTaken:
        return _cannot(f"an organisation is called {options.name!r} already; add the place")
    print(f"organisation {invitation.organisation_id} is made")
    return tell(invitation_mail.unsent(invitation, token))


def _limits(options: Namespace) -> int:
    """Change what was named and leave the rest; ``usual`` is as for everybody."""
    firm = Organisation.objects.filter(pk=options.organisation).first()
    if firm is None:
        return _cannot(f"there is no organisation {options.organisation}")
    kept = own_limits(firm)
    named = {"people": options.people, "connections": options.connections}
    named["calls_per_month"] = options.calls
    changed = {name: value for name, value in named.items() if value is not None}
    if changed.get("calls_per_month", USUAL) != USUAL and options.calls < LEAST_CALLS:
        return _cannot(f"--calls is {LEAST_CALLS} or more")
    if changed:
        own = {name: None if value == USUAL else value for name, value in changed.items()}
        set_limits(firm, replace(kept, **own), system_clock())
    most = limits_of(firm)
    print(f"people: {most.people}  connections: {most.connections}  calls: {most.calls_per_month}")
    return 0


def _cannot(why: str) -> int:
    print(f"bonbrug: {why}", file=sys.stderr)
    return 2


ACTIONS = {"list": _list, "show": _show, "make": _make, "limits": _limits}
