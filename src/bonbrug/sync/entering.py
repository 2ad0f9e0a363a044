"""Coming in at both sides: sign in, know whose books these are, have the work statuses."""

from bonbrug.sync.choices import WORK_STATUSES
from bonbrug.sync.failures import BOOKS, Failure
from bonbrug.sync.ledger import Standing
from bonbrug.sync.ports import FieldService
from bonbrug.sync.sending import Bridge, Circumstances


class OtherBooks(Failure):
    """The credentials open another administration than before."""


class SameBooks:
    """Asked before the first write of a run; looks once."""

    def __init__(self, bridge: Bridge, standing: Standing) -> None:
        self.books, self.key, self.looked = bridge.books, standing.books_key, False

    def ensure(self) -> None:
        if self.looked or not self.key:
            return
        keys = {administration.key for administration in self.books.administrations()}
        if keys and self.key not in keys:
            raise OtherBooks("other_administration", side=BOOKS)
        self.looked = True


def enter(bridge: Bridge, run: Circumstances, standing: Standing, *, dry_run: bool) -> None:
    """Sign in; the first time also remember whose books these are and make the work statuses."""
    bridge.ledger.progress("sign_in", 0, 0)
    bridge.books.sign_in()
    if dry_run:
        return
    if not standing.books_key:
        for first in bridge.books.administrations()[:1]:
            bridge.ledger.keep_books_key(first.key, first.name)
    if not standing.statuses_made:
        make_statuses(bridge.field)
        bridge.ledger.statuses_made(run.now)


def make_statuses(field: FieldService) -> None:
    """Put the work statuses that are missing; names that the company chose itself stay."""
    there = {code.strip() for code in field.work_statuses()}
    missing = {code: name for code, name in WORK_STATUSES.items() if code not in there}
    if missing:
        field.put_work_statuses(missing)
