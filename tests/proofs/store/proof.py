"""What stands in the tables, read without the program; and what may never stand there."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from tests.proofs.store.writing import Fact

QUERIES = {
    "job": "SELECT row_id, 'seen' FROM link_exportjob",
    "claim": "SELECT number, body_fingerprint FROM link_intent",
    "stamp": "SELECT number, attempts FROM link_intent WHERE send_stamp IS NOT NULL",
    "done": """
        SELECT i.number, j.row_id FROM link_intent i JOIN link_exportjob j ON j.id = i.job_id
        WHERE i.outcome = 'done' AND j.state = 'invoiced' AND j.invoice_number = i.number
    """,
}
HALVES = {
    "a job without what was received": """
        SELECT j.row_id FROM link_exportjob j
        LEFT JOIN link_inbox b ON b.job_id = j.id WHERE b.id IS NULL
    """,
    "an intended job without an intent": """
        SELECT j.row_id FROM link_exportjob j
        LEFT JOIN link_intent i ON i.job_id = j.id AND i.outcome <> 'released'
        WHERE j.state = 'intended' AND i.id IS NULL
    """,
    "an intent of which the job does not know": """
        SELECT i.number FROM link_intent i JOIN link_exportjob j ON j.id = i.job_id
        WHERE i.outcome IN ('claimed', 'sent') AND j.state <> 'intended'
    """,
    "a sent intent without a stamp": """
        SELECT number FROM link_intent
        WHERE outcome IN ('sent', 'done') AND (send_stamp IS NULL OR attempts = 0)
    """,
    "a made invoice that the job does not have": """
        SELECT i.number FROM link_intent i JOIN link_exportjob j ON j.id = i.job_id
        WHERE i.outcome = 'done'
        AND (j.state NOT IN ('invoiced', 'settled') OR j.invoice_number <> i.number)
    """,
    "a last number that is not the last": """
        SELECT c.last_number FROM link_connection c WHERE c.last_number <>
        (SELECT COALESCE(MAX(number), '') FROM link_intent WHERE outcome = 'done')
    """,
}


class Cursor(Protocol):
    """A cursor of any database."""

    def execute(self, query: Any, /) -> object: ...

    def fetchall(self) -> Sequence[Any]: ...


def standing(cursor: Cursor) -> set[Fact]:
    """Return every fact that the tables hold."""
    found = set()
    for kind, query in QUERIES.items():
        cursor.execute(query)
        found |= {Fact(kind, name, str(word)) for name, word in cursor.fetchall()}
    return found


def wrong(cursor: Cursor, acknowledged: Iterable[Fact]) -> list[str]:
    """Name what was acknowledged and is gone, and what is there by halves."""
    problems = [f"gone: {fact.kind} {fact.name}" for fact in set(acknowledged) - standing(cursor)]
    for name, query in HALVES.items():
        cursor.execute(query)
        problems += [f"{name}: {row[0]}" for row in cursor.fetchall()]
    return problems
