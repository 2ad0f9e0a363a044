"""What a thread lets go of before it calls another service: transactions, and its line."""

from django.db import connections


class InsideTransaction(RuntimeError):
    """A call to another service while a database transaction is open."""


def no_transaction_open() -> None:
    """Refuse to send while this thread holds a transaction open."""
    if any(connection.in_atomic_block for connection in connections.all(initialized_only=True)):
        raise InsideTransaction


def let_go_of_lines() -> None:
    """Give this thread's line back to the pool: others use it while the other side thinks."""
    for connection in connections.all(initialized_only=True):
        if getattr(connection, "pool", None) is not None:
            connection.close()
