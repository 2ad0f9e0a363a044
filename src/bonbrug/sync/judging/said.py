"""R11 and R12: what the customer is told was done, and whether it was signed for."""

from collections.abc import Iterator

from bonbrug.sync.judging.context import Asking
from bonbrug.sync.model.findings import Finding
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.model.settings import Limits


def of_texts(asking: Asking) -> Iterator[Finding]:
    """Ask when nothing but hours stands on the invoice: no description, remark or material.

    What does not fit is refused where the lines are made (sync/drafting).
    """
    if not _says_something(asking.order):
        yield asking.about("nothing_said", field="description")


def _says_something(order: WorkOrder) -> bool:
    remarks = any(period.remark for period in order.periods)
    return bool(order.description or order.materials) or remarks


def of_signature(asking: Asking, limits: Limits) -> Iterator[Finding]:
    if limits.needs_signature and not asking.order.signed:
        yield asking.about("unsigned", field="signed")
