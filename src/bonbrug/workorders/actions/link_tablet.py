"""Tablets: linked by company, employee number and code, recognised by a key that rolls over."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from bonbrug.accounts.keys import digest
from bonbrug.accounts.security.acting import Actor, stranger
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record
from bonbrug.workorders.actions.keep_employee import find_employee
from bonbrug.workorders.actions.link_code import use_code
from bonbrug.workorders.models import Company, Employee, Tablet, TabletEvent, TabletKey, TabletNews

SEEN_AGAIN_AFTER = timedelta(minutes=5)
ROLLED_AFTER = timedelta(days=1)
UNUSED_ENDS = timedelta(days=60)
FORGOTTEN_AFTER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Device:
    """A new random key, the one that the browser held already ('' none), and its name."""

    key: str = field(repr=False)
    known_by: str = field(default="", repr=False)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """Who stands at the tablet; `new_key` is what its browser must hold from now on ('' same)."""

    employee: Employee
    tablet: Tablet
    new_key: str = field(default="", repr=False)


def link_tablet(company: Company, number: str, code: str, device: Device, now: datetime) -> Tablet:
    """Link a device to the employee with this number, using up the code; refused otherwise.

    A device that this company knows stays the same one, so its waiting work stays with it; its old
    key works until the new one was used, for an answer may get lost.
    """
    employee = find_employee(company, number)
    with transaction.atomic():
        use_code(employee, code, now)
        known = _known(device.known_by, company)
        tablet = known or Tablet(linked_at=now)
        tablet.employee, tablet.name = employee, device.name[:255]
        tablet.linked_at = tablet.last_seen = tablet.rolled_at = now
        tablet.save()
        TabletKey.objects.create(tablet=tablet, digest=digest(device.key), made_at=now)
        _tell(tablet, TabletNews.LINKED_AGAIN if known else TabletNews.LINKED, now)
        name = _name(tablet)
        _tell_security(tablet, name, Kind.TABLET_LINKED, now, stranger(name))
    return tablet


def _known(key: str, company: Company) -> Tablet | None:
    tablets = Tablet.objects.select_for_update(of=("self",))
    return tablets.filter(keys__digest=digest(key), employee__company=company).first()


def see_tablet(key: str, now: datetime, draw: Callable[[], str] | None = None) -> Seen | None:
    """Return who works at the device with this key, and remember that it was seen.

    `draw` makes a new key, which is given out once a day; without it none is given out.
    """
    found = TabletKey.objects.select_related("tablet__employee__company").filter(
        digest=digest(key),
        tablet__employee__active=True,
        tablet__last_seen__gt=now - UNUSED_ENDS,
    )
    used = found.first()
    if used is None:
        return None
    tablet = used.tablet
    if used.used_at is None:
        _begin_to_use(used, now)
    if now - tablet.last_seen > SEEN_AGAIN_AFTER:
        Tablet.objects.filter(pk=tablet.pk).update(last_seen=now)
    return Seen(tablet.employee, tablet, _rolled(used, now, draw) if draw else "")


def _begin_to_use(key: TabletKey, now: datetime) -> None:
    """From now on the keys before it open nothing."""
    with transaction.atomic():
        TabletKey.objects.filter(pk=key.pk).update(used_at=now)
        key.tablet.keys.filter(pk__lt=key.pk).delete()


def _rolled(used: TabletKey, now: datetime, draw: Callable[[], str]) -> str:
    """Give out a new key when the last is a day old; of requests at once, only to one."""
    tablet = used.tablet
    if now - tablet.rolled_at < ROLLED_AFTER:
        return ""
    with transaction.atomic():
        mine = Tablet.objects.filter(pk=tablet.pk, rolled_at=tablet.rolled_at)
        if not mine.update(rolled_at=now):
            return ""
        # What was given out yesterday and is not used today has got lost on the way.
        tablet.keys.filter(used_at=None).exclude(pk=used.pk).delete()
        new = draw()
        TabletKey.objects.create(tablet=tablet, digest=digest(new), made_at=now)
    return new


def is_ended(tablet: Tablet, now: datetime) -> bool:
    """Tell whether it was not used for so long that it opens nothing any more."""
    return tablet.last_seen <= now - UNUSED_ENDS


def end_tablet(tablet: Tablet, by: str, now: datetime) -> None:
    """The office ends a device: at once, with all its keys."""
    with transaction.atomic():
        _tell(tablet, TabletNews.ENDED, now, by)
        name = _name(tablet)
        tablet.delete()
        _tell_security(tablet, name, Kind.TABLET_ENDED, now)


def leave_tablet(key: str, now: datetime) -> None:
    """The employee unlinks the device at hand; an unknown key is no error."""
    tablet = Tablet.objects.filter(keys__digest=digest(key)).first()
    if tablet is None:
        return
    with transaction.atomic():
        _tell(tablet, TabletNews.LEFT, now)
        name = _name(tablet)
        tablet.delete()
        _tell_security(tablet, name, Kind.TABLET_ENDED, now, stranger(name))


def note_seen(company: Company) -> None:
    """The office has read what happened."""
    company.tablet_events.filter(seen=False).update(seen=True)


def forget_tablets(now: datetime) -> int:
    """Remove devices and lines of a year ago; return how many."""
    before = now - FORGOTTEN_AFTER
    lines = TabletEvent.objects.filter(moment__lt=before).delete()[0]
    return lines + Tablet.objects.filter(last_seen__lt=before).delete()[0]


def _tell(tablet: Tablet, what: TabletNews, now: datetime, by: str = "") -> None:
    employee = tablet.employee
    TabletEvent.objects.create(
        company=employee.company,
        moment=now,
        what=what,
        who=employee.name[:255],
        tablet=tablet.name,
        by=by[:255],
        seen=bool(by),
    )


def _name(tablet: Tablet) -> str:
    return f"tablet:{tablet.pk}"


def _tell_security(
    tablet: Tablet, name: str, kind: Kind, now: datetime, by: Actor | None = None
) -> None:
    """Tell the security log by numbers only; `by` is the tablet when no person is logged in."""
    employee = tablet.employee
    details = {"employee": employee.pk}
    told = NewEvent(kind, about=name, details=details, by=by)
    record(employee.company.organisation_id, told, now)
