"""Records that are known on both sides: what each side was told last."""

from collections.abc import Mapping
from dataclasses import dataclass

RELATION = "relation"
PRODUCT = "product"
NOT_SENT = ""
MATERIAL = "material"
HOUR_TYPE = "hour_type"
OFF = "off"
PUT_REFUSED = "refused"
ERASED = "erased"  # a person had this customer erased: nothing of it travels to the work orders
CHANGING = "changing"  # a change is on its way to the books; the base holds what it will be


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a bound record for a quick comparison."""

    fingerprint: str
    sent_as: str
    books_id: str


@dataclass(frozen=True, slots=True)
class Bound:
    """A record to remember; `base` is JSON-ready (serializers.py writes and reads it)."""

    key: str
    books_id: str
    base: Mapping[str, str | bool]
    fingerprint: str
    sent_as: str
