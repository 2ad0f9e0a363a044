"""``bonbrug serve``: the pages and the doors."""

from argparse import Namespace
from contextlib import nullcontext

from bonbrug.accounts.acts import Act
from bonbrug.site.database import open_store
from bonbrug.site.serving import served, wait_for_end, working

ACT = Act.OPERATE


def run(options: Namespace) -> int:
    """Serve until Ctrl-C."""
    open_store()
    with served(options.host, options.port) as address:
        print(f"Bonbrug: {address}", flush=True)
        with working() if options.work else nullcontext():
            wait_for_end()
    return 0
