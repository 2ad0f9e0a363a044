"""Erasing a firm whose time is over: all houses, one transaction, and then the files."""

import logging
from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction

from bonbrug.accounts import account_mails, end_firm, ending
from bonbrug.accounts.models import Ending, Organisation
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, record
from bonbrug.accounts.sign_in.mail_texts import ENDED
from bonbrug.site.ending import ended_list, exporting
from bonbrug.site.personal_data import houses, outside_list
from bonbrug.site.personal_data.erasing import Busy, standing_still
from bonbrug.site.personal_data.free_pages import overwrite_free_pages

log = logging.getLogger(__name__)
MARGIN = timedelta(seconds=2)  # the database compares its own clock, in whole seconds


class NotYet(Exception):
    """The ending was stopped, carried out, or its time is not over."""


def erase_due(now: datetime) -> int:
    """Erase every firm whose time is over; return how many. Who is busy waits for the next time."""
    return sum(_erased(row, now) for row in list(ending.due(now - MARGIN)))


def _erased(row: Ending, now: datetime) -> bool:
    try:
        erase(row, now)
    except (Busy, NotYet):
        log.warning("a firm whose time is over was not erased yet: firm_id=%s", row.number)
        return False
    return True


def erase(row: Ending, now: datetime) -> Ending:
    """Erase all of it or nothing; raises NotYet, or Busy while a synchronisation goes."""
    organisation = Organisation.objects.filter(pk=row.number).first()
    if organisation is None:
        raise NotYet
    told = end_firm.owners(row.number)
    with standing_still(organisation), transaction.atomic():
        locked = ending.due(now).select_for_update().filter(pk=row.pk).first()
        if locked is None:
            raise NotYet
        _erase(organisation, locked, now)
    _afterwards(locked, told, now)
    return locked


def _erase(organisation: Organisation, row: Ending, now: datetime) -> None:
    outside_list.strike_all(organisation)
    row.counts = dict(_rows_gone(row.number, now))
    row.erased_at = now
    row.save(update_fields=["counts", "erased_at"])
    ended_list.note(organisation, row)
    about = f"firm:{row.number}"
    told = NewEvent(Kind.FIRM_ERASED, about=about, details={"rows": sum(row.counts.values())})
    record(HOST, told, now)


def _rows_gone(number: int, now: datetime) -> Counter[str]:
    gone = Counter[str]()
    for house in houses.open_houses():
        gone += houses.actions(house, "end_firm").erase(number)
    return gone + end_firm.erase(number, now)


def _afterwards(row: Ending, told: list[str], now: datetime) -> None:
    exporting.forget(row.number)
    overwrite_free_pages()
    if account_mails.can_send():
        for address in told:
            account_mails.ask(f"{ENDED}:{row.pk}", address, "nl", now)


def end_again(now: datetime) -> int:
    """End anew what a backup of before brought back; return how many firms."""
    return sum(_ended_again(*one, now) for one in list(ended_list.not_ended_here()))


def _ended_again(organisation: Organisation, proof: ending.Proof, now: datetime) -> bool:
    """The export was given then; what is erased now is what the backup held."""
    moments = {
        name: datetime.fromisoformat(proof[name]) for name in ("asked_at", "exported_at", "ends_at")
    }
    values = {"role": proof["asked_by"], "next_try_at": now, "erased_at": None, **moments}
    values["export_hash"] = proof["export_sha256"]
    row, _new = Ending.objects.update_or_create(number=organisation.pk, defaults=values)
    return _erased(row, now)
