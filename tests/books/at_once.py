"""Several people, or several jobs, at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections


def at_once(*acts: Callable[[], object]) -> None:
    """Let all begin together, each with a connection of its own; what one raises is raised."""
    barrier = Barrier(len(acts), timeout=20)

    def run(act: Callable[[], object]) -> None:
        try:
            barrier.wait()
            act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(run, acts, timeout=60))
