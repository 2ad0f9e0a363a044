"""Tablets: linked by company number and employee number, recognised by a secret of their own."""

from datetime import datetime, timedelta

from bonbrug.accounts.keys import digest
from bonbrug.workorders.actions.keep_employee import find_employee
from bonbrug.workorders.models import Company, Employee, Tablet

SEEN_AGAIN_AFTER = timedelta(minutes=5)


def link_tablet(company: Company, number: str, device: str, now: datetime) -> Tablet:
    """Link a device (its random secret) to the employee with this number; refused otherwise.

    A device that was linked to somebody else works for this employee from now on.
    """
    employee = find_employee(company, number)
    tablet, _ = Tablet.objects.update_or_create(
        device_digest=digest(device),
        defaults={"employee": employee, "linked_at": now, "last_seen": now},
    )
    return tablet


def employee_of(device: str, now: datetime) -> Employee | None:
    """Return the active employee whose tablet this is, and remember that it was seen."""
    tablet = (
        Tablet.objects.select_related("employee__company")
        .filter(device_digest=digest(device), employee__active=True)
        .first()
    )
    if tablet is None:
        return None
    if now - tablet.last_seen > SEEN_AGAIN_AFTER:
        Tablet.objects.filter(pk=tablet.pk).update(last_seen=now)
    return tablet.employee


def unlink_tablet(tablet: Tablet) -> None:
    """Forget the device."""
    tablet.delete()
