"""``bonbrug second-step``: an organisation asks a second step of its people, or no longer."""

import sys
from argparse import Namespace

from bonbrug.accounts.acts import Act
from bonbrug.accounts.models import Organisation
from bonbrug.accounts.second_factor_required import ON, require_second_factor
from bonbrug.site.database import open_store
from bonbrug.values.clock import system_clock

ACT = Act.LET_IN


def run(options: Namespace) -> int:
    """Set it for the one organisation of that name, and say who is concerned."""
    open_store()
    found = Organisation.objects.filter(name=options.organisation)
    if found.count() != 1:
        print(f"{found.count()} organisations are called {options.organisation}", file=sys.stderr)
        return 2
    organisation = found.get()
    require_second_factor(organisation, required=options.asked == ON, now=system_clock())
    people = organisation.memberships.count()
    asked = "is asked a second step" if options.asked == ON else "is asked no second step"
    print(f"{organisation}: who works there ({people}) {asked}")
    return 0
