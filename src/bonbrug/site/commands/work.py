"""``bonbrug work``: the worker alone."""

from argparse import Namespace

from django.core.management import call_command

from bonbrug.site.serving import wait_for_end, working


def run(options: Namespace) -> int:
    """Work until Ctrl-C; a run at hand is finished first."""
    del options
    call_command("migrate", verbosity=0)
    with working():
        print("Bonbrug works: every connection every 15 minutes. Ctrl-C stops it.", flush=True)
        wait_for_end()
    return 0
