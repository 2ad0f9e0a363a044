"""What the queue may ask about firms that end. A job that is lost, doubled or late does no harm."""

from collections.abc import Callable, Mapping

from bonbrug.accounts import ending
from bonbrug.accounts.models import Ending
from bonbrug.jobs import task_queue
from bonbrug.site.ending import exporting
from bonbrug.site.personal_data.erasing import Busy
from bonbrug.values.clock import system_clock

EXPORT = "firm_export"


def tick() -> None:
    """Let every export be made that nobody is making."""
    for row in list(ending.due_exports(system_clock())):
        if ending.claim_export(row, system_clock()):
            task_queue.send(EXPORT, str(row.pk), task_queue.SLOW)


def make_export(argument: str) -> None:
    """Make one; while a synchronisation goes it waits for a later tick."""
    row = ending.waiting().filter(pk=int(argument), exported_at=None).first()
    if row is None:
        return
    try:
        exporting.export(row, system_clock)
    except Busy:
        Ending.objects.filter(pk=row.pk).update(next_try_at=system_clock())
    except exporting.Stopped:
        return


HANDLERS: Mapping[str, Callable[[str], None]] = {EXPORT: make_export}
