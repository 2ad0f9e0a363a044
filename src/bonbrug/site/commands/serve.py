"""``bonbrug serve``: the pages and the doors."""

from argparse import Namespace
from contextlib import nullcontext

from django.core.management import call_command

from bonbrug.site.serving import served, wait_for_end, working


def run(options: Namespace) -> int:
    """Serve until Ctrl-C."""
    call_command("migrate", verbosity=0)
    with served(options.host, options.port) as address:
        print(f"Bonbrug: {address}", flush=True)
        with working() if options.work else nullcontext():
            wait_for_end()
    return 0
