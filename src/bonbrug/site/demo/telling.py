"""What the demo says of its first synchronisation: one line for each thing the manual promises."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bonbrug.link.models import Run
from bonbrug.site.connections import told


def lines(run: Run) -> Iterator[str]:
    """Yield four lines of counts, or what stood in the way; nothing new is one line."""
    facts = {name: int(count) for name, count in run.facts.items() if isinstance(count, int)}
    if not any(facts.values()):
        yield from told(run)
        return
    zero = dict.fromkeys(
        ("relations", "materials", "hour_types", "invoices", "booked", "settled"), 0
    )
    counted = {**zero, **facts}
    yield _("Relations %(relations)d, materials %(materials)d, hour types %(hour_types)d") % counted
    yield _("Invoices made %(invoices)d") % counted
    yield _("Processed in the books %(booked)d") % counted
    yield _("Work orders set to Afgehandeld %(settled)d") % counted
    yield from list(told(run))[1:]
