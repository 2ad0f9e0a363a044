"""One call at the door, and how an endpoint answers it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, cast

from django.http import HttpRequest

from bonbrug.wire.werkbonapp.charset import in_utf_8
from bonbrug.wire.werkbonapp.faults import Fault
from bonbrug.wire.werkbonapp.php_query import Query, refuse_unknown
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.doors.tokens import Caller
from bonbrug.workorders.models import Company


@dataclass(frozen=True, slots=True)
class Call:
    """A request whose tokens were right; `now` is taken once."""

    request: HttpRequest
    caller: Caller
    now: datetime
    asked: Query

    @property
    def company(self) -> Company:
        return self.caller.company

    @property
    def who(self) -> str:
        return self.caller.package

    @property
    def query(self) -> Mapping[str, str]:
        """The query with one value per name (the last one)."""
        return self.asked.values

    def only(self, *names: str) -> None:
        """Refuse a parameter that this endpoint would pass over; `names` are those it reads."""
        refuse_unknown(self.asked, frozenset(names))

    @property
    def body(self) -> BinaryIO:
        """The body as a stream of UTF-8; the codec limits how much is read of it."""
        source = cast(BinaryIO, self.request)
        return in_utf_8(source, self.request.META.get("CONTENT_TYPE", ""))


@dataclass(frozen=True, slots=True)
class Reply:
    """The bytes of the envelope and how many records were written."""

    body: bytes
    writes: int = 0


Endpoint = Callable[[Call], Reply]


def as_fault(code: int, refusal: Refused) -> Fault:
    """Say an action's refusal in the words of the treaty: a code and its messages."""
    problems = refusal.facts.get("problems")
    messages = problems if isinstance(problems, tuple) else (str(refusal),)
    return Fault(code, messages)
