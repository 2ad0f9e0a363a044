"""What may not happen while a database transaction is open: a call to another service."""

from django.db import connections


class InsideTransaction(RuntimeError):
    """A call to another service while a database transaction is open."""


def no_transaction_open() -> None:
    """Refuse to send while this thread holds a transaction open."""
    if any(connection.in_atomic_block for connection in connections.all(initialized_only=True)):
        raise InsideTransaction
