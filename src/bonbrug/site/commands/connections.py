"""``bonbrug connections``: which are late, stopped or unreachable, of all firms."""

from argparse import Namespace

from django.utils import translation

from bonbrug.accounts.acts import Act
from bonbrug.link.actions.troubles import ORDERS, Trouble, counts, in_trouble
from bonbrug.site.operator.connections import told
from bonbrug.ui.stretches import stretch
from bonbrug.values.clock import system_clock

ACT = Act.SEE_STATE


def run(options: Namespace) -> int:
    """Print a line per connection, the most urgent first; 1 when one is late or stopped."""
    now = system_clock()
    found = counts(now)
    for trouble in [Trouble(options.kind)] if options.kind else Trouble:
        rows = in_trouble(trouble, now).select_related("organisation")
        part = stretch(rows, ORDERS[trouble], None, options.rows)
        for each in part.rows:
            with translation.override("en"):
                why = told(each, trouble, now)
            print(f"{trouble.value}  {each.pk}  {each.organisation.name}  {why}")
        if part.next_behind:
            print(f"{trouble.value}: {found[trouble] - len(part.rows)} more")
    if not any(found.values()):
        print("every connection runs as it should")
    return 1 if found[Trouble.LATE] or found[Trouble.STOPPED] else 0
