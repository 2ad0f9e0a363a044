"""What a run leaves for the next one about the lists that it read and the records that it put."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bonbrug.sync.model.bindings import PRODUCT, RELATION


class Listing(StrEnum):
    """A list that a run may read."""

    BOOKS_RELATIONS = "books_relations"
    BOOKS_PRODUCTS = "books_products"
    WORK_RELATIONS = "work_relations"


IN_THE_BOOKS = {RELATION: Listing.BOOKS_RELATIONS, PRODUCT: Listing.BOOKS_PRODUCTS}


@dataclass(frozen=True, slots=True)
class ReadingState:
    """What is known of one list.

    `row_count`: how many rows it had when that was no reason to ask (0: it may have any number).
    `fingerprint`: of the answer that led to nothing ('' when none did), under `circumstances`, the
    fingerprint of the settings and the day of that run.
    """

    row_count: int = 0
    fingerprint: str = ""
    circumstances: str = ""


NEVER_READ = ReadingState()


@dataclass(frozen=True, slots=True)
class LateWrite:
    """A record that was put and got no answer: it may yet arrive.

    `shelf`: relations, materials or hour_types; `fingerprint` of how the work orders would show it.
    """

    shelf: str
    fingerprint: str
    sent_at: datetime
