"""What can go wrong between two services, as a tree.

Failure
├── Unreachable      try again later; nothing was decided
│   └── Unreadable   an answer came, but it was not one of theirs (HTML, cut, wrong type)
├── Refused          the other side understood and said no to this record
├── NotAllowedIn     credentials or rights; stop this connection until a person repairs it
└── Misconfigured    a setting of ours cannot work (template, ledger, administration)

Each has `code` (a word of ours where the engine decides by it, otherwise the other side's code),
`detail` (precise, for the log; never a secret, never a customer's name) and `side`
(``books``, ``work_orders`` or '' when it is about neither). Where `code` is a word of ours, a
refusal keeps the other side's own code in `theirs`; `reason` is what the log and a person are told.
"""

from collections.abc import Mapping

BOOKS = "books"
WORK_ORDERS = "work_orders"


class Failure(Exception):
    """Base of all failures that the engine knows."""

    theirs = ""

    def __init__(self, code: str, detail: str = "", *, side: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
        self.side = side

    @property
    def reason(self) -> str:
        """Return the code to tell: the other side's own, where it is known."""
        return self.theirs or self.code


class Unreachable(Failure):
    """No answer; for a write the outcome is unknown unless `before_sending`."""

    def __init__(
        self, code: str, detail: str = "", *, before_sending: bool = False, side: str = ""
    ) -> None:
        super().__init__(code, detail, side=side)
        self.before_sending = before_sending


class Unreadable(Unreachable):
    """An answer that is not a whole message of the treaty."""


class Refused(Failure):
    """A definite no to one record or call.

    `about` names the line of an invoice that was refused, with its values as they were sent:
    place (from 1), article, quantity, price, vat_code, ledger. Empty when no line was named.
    """

    def __init__(
        self,
        code: str,
        detail: str = "",
        *,
        side: str = "",
        about: Mapping[str, str] | None = None,
        theirs: str = "",
    ) -> None:
        super().__init__(code, detail or theirs, side=side)
        self.about = dict(about or {})
        self.theirs = theirs


class NotAllowedIn(Failure):
    """Which credential was refused stands in `field` ('' when unknown).

    Fields: ``username``, ``security_code_1``, ``security_code_2``, ``token``, ``software_token``.
    """

    def __init__(self, code: str, detail: str = "", *, field: str = "") -> None:
        super().__init__(code, detail)
        self.field = field


class Misconfigured(Failure):
    """A setting that cannot work."""
