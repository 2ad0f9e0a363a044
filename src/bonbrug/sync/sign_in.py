"""Coming in at both sides: sign in, know whose books these are, have the work statuses."""

from bonbrug.sync.context import Ports, RunContext
from bonbrug.sync.model.connection_state import ConnectionState
from bonbrug.sync.model.failures import BOOKS, Failure
from bonbrug.sync.ports.field_service import FieldService


class OtherBooks(Failure):
    """The credentials open another administration than before."""


class SameBooks:
    """Asked before the first write of a run; looks once."""

    def __init__(self, ports: Ports, connection: ConnectionState) -> None:
        self.books, self.key, self.looked = ports.books, connection.books_key, False

    def ensure(self) -> None:
        if self.looked or not self.key:
            return
        keys = {administration.key for administration in self.books.administrations()}
        if keys and self.key not in keys:
            raise OtherBooks("other_administration", side=BOOKS)
        self.looked = True


def sign_in(ports: Ports, run: RunContext, connection: ConnectionState, *, dry_run: bool) -> None:
    """Sign in; the first time also remember whose books these are and make the work statuses."""
    ports.run_memory.progress("sign_in", 0, 0)
    ports.books.sign_in()
    if dry_run:
        return
    if not connection.books_key:
        for first in ports.books.administrations()[:1]:
            ports.run_memory.keep_books_key(first.key, first.name)
    if not connection.statuses_made:
        make_statuses(ports.field)
        ports.run_memory.statuses_made(run.now)


def make_statuses(field: FieldService) -> None:
    """Put the work statuses that are missing; names that the company chose itself stay."""
    there = {code.strip() for code in field.work_statuses()}
    made = field.capabilities.statuses.made
    missing = {code: name for code, name in made.items() if code not in there}
    if missing:
        field.put_work_statuses(missing)
