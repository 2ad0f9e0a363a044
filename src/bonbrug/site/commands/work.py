"""``bonbrug work``: the worker alone."""

from argparse import Namespace

from bonbrug.site.opening import open_store
from bonbrug.site.serving import wait_for_end, working


def run(options: Namespace) -> int:
    """Work until Ctrl-C; a run at hand is finished first."""
    del options
    open_store()
    with working():
        print("Bonbrug works: every connection every 15 minutes. Ctrl-C stops it.", flush=True)
        wait_for_end()
    return 0
