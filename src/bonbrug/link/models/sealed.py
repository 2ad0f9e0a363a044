"""What the link keeps sealed; a new column with sealed values gets a line here."""

from functools import partial

from bonbrug.accounts.sealed import SealedColumn
from bonbrug.link.models.connection import SECRETS, Connection
from bonbrug.link.models.jobs import Inbox

SEALED = (
    *(SealedColumn(Connection, name, partial(Connection.bound, field=name)) for name in SECRETS),
    SealedColumn(Inbox, "body_sealed", Inbox.bound, number="job_id"),
)
