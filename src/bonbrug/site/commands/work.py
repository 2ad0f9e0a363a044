"""``bonbrug work``: the worker alone."""

from argparse import Namespace

from bonbrug.accounts.acts import Act
from bonbrug.site.database import open_store
from bonbrug.site.serving import wait_for_end, working

ACT = Act.OPERATE


def run(options: Namespace) -> int:
    """Work until Ctrl-C; a run at hand is finished first."""
    del options
    open_store()
    with working():
        wait_for_end(_ready)
    return 0


def _ready() -> None:
    print("Bonbrug works: every connection every 15 minutes. Ctrl-C stops it.", flush=True)
