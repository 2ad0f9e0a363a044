"""``bonbrug invitations``: who was asked into which firm and is not there yet."""

import secrets
import sys
from argparse import Namespace

from bonbrug.accounts.acts import Act
from bonbrug.accounts.firms import open_invitations, renew_invitation, withdraw_invitation
from bonbrug.accounts.pages import invitation_mail
from bonbrug.ui.stretches import stretch
from bonbrug.values.clock import system_clock

ACT = Act.LET_IN


def run(options: Namespace) -> int:
    """Return 0 when it was done, 2 when it cannot be."""
    return ACTIONS[options.action](options)


def _list(options: Namespace) -> int:
    now = system_clock()
    try:
        found = open_invitations(options.search)
        part = stretch(found, "expires_at", options.behind, options.rows)
    except LookupError:
        return _gone(options.behind)
    for each in part.rows:
        ended = "  expired" if each.expires_at <= now else ""
        until = f"{each.expires_at:%Y-%m-%d %H:%M}"
        print(f"{each.pk}  {each.email}  {each.role}  {each.organisation}  until {until}{ended}")
    if part.next_behind:
        print(f"more: --behind {part.next_behind}")
    return 0


def _withdraw(options: Namespace) -> int:
    done = withdraw_invitation(options.invitation, system_clock())
    return 0 if done else _gone(options.invitation)


def _again(options: Namespace) -> int:
    token = secrets.token_urlsafe(32)
    invitation = renew_invitation(options.invitation, token, system_clock())
    if invitation is None:
        return _gone(options.invitation)
    return tell(invitation_mail.unsent(invitation, token))


def tell(shown_once: dict[str, str]) -> int:
    """Print the address that was not mailed; it is shown once."""
    if shown_once:
        trouble, email = shown_once["trouble"], shown_once["email"]
        print(f"not mailed ({trouble}); give this address to {email} yourself:")
        print(shown_once["link"])
    return 0


def _gone(number: int) -> int:
    print(f"bonbrug: there is no invitation {number}", file=sys.stderr)
    return 2


ACTIONS = {"list": _list, "withdraw": _withdraw, "again": _again}
