"""What can be wrong with a message itself."""

from enum import StrEnum


class Version(StrEnum):
    """The two versions of SOAP, named by the namespace of their envelope."""

    SOAP11 = "http://schemas.xmlsoap.org/soap/envelope/"
    SOAP12 = "http://www.w3.org/2003/05/soap-envelope"

    @property
    def content_type(self) -> str:
        """Return the media type with which this version travels."""
        media = "text/xml" if self is Version.SOAP11 else "application/soap+xml"
        return f"{media}; charset=utf-8"


class MessageError(Exception):
    """Bytes that are not a whole message of the treaty.

    `reason` is a word for the log; `detail` names an element or a place, never a value.
    `version` is what the other side speaks, as far as it could be read. `told` is for the answer
    only: it may repeat what was sent.
    """

    def __init__(
        self,
        reason: str,
        detail: str = "",
        *,
        version: Version = Version.SOAP11,
        told: str = "",
    ) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
        self.version = version
        self.told = told


class WrongValue(ValueError):
    """An element of a request whose value cannot be read.

    The text of the exception is for logs; `value` and `place` (names of elements from the outside
    in, rows with their number) are for the answer only.
    """

    def __init__(self, problem: str, value: str, expected: str, line: int) -> None:
        super().__init__(problem)
        self.value, self.expected, self.line = value, expected, line
        self.place: tuple[str, ...] = ()

    def within(self, name: str) -> "WrongValue":
        """Return it with one more element around it."""
        self.place = (name, *self.place)
        return self


class SoapFault(MessageError):
    """The other side answered with a SOAP Fault; `text` may repeat values: not for logs."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__("soap_fault", code)
        self.text = text
