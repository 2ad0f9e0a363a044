"""Statuses as words with a colour."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bonbrug.ui.templatetags.ui import badge
from bonbrug.workorders.models import Company, Status, WorkOrder
from bonbrug.workorders.models.columns import Brought
from bonbrug.workorders.pages.taking_back import until

COLOURS = {
    Status.READY: "blue",
    Status.PICKED_UP: "orange",
    Status.COMPLETE: "green",
    Status.SETTLED: "secondary",
}
ERROR = "99"


def status_badge(status: str) -> SafeString:
    """Show a status of the life cycle."""
    known = Status(status) if status in Status.values else None
    label = known.label if known else status
    return badge(label, COLOURS[known] if known else "secondary")


def order_badge(order: WorkOrder) -> SafeString:
    """Show the status of a work order, and until when it can be taken back."""
    shown = status_badge(order.status)
    if order.held_until is None:
        return shown
    held = badge(_("take back until %(time)s") % {"time": until(order)}, "orange")
    return format_html("{} {}", shown, held)


def work_status_names(company: Company) -> dict[str, str]:
    """Return code → what the office calls it (code and name)."""
    return {status.code: str(status) for status in company.work_statuses.all()}


def work_status_badge(code: str, names: dict[str, str]) -> SafeString | str:
    """Show the company's own code with its name; nothing when there is none."""
    if not code:
        return ""
    return badge(names.get(code, code), "red" if code == ERROR else "secondary")


def origin_badge(record: Brought) -> SafeString | str:
    """Mark what came from the books."""
    return badge(_("from e-Boekhouden"), "green") if record.is_from_eboekhouden else ""


def active_badge(active: bool) -> SafeString:
    """Say whether a record is in use."""
    return badge(_("active"), "green") if active else badge(_("not active"), "secondary")
