"""What an answer may be, and what it may not."""

from dataclasses import dataclass

ERROR = 500
# SOAP 1.1 demands the status 500 for a Fault, also where the sender is to blame; so does the WSDL.
BLAMED = (b"<faultcode>soap:Client<", b"<soap:Value>soap:Sender<")
# The Open API hides what fails inside an answer of 200.
FAILED_INSIDE = b'{"code":1007,'
NOT_KNOWN = 501  # a coding of the line that the server does not know


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes


def failed(answer: Answer) -> bool:
    """Tell whether the program failed; a refusal that blames the sender is none."""
    if answer.body.startswith(FAILED_INSIDE):
        return True
    if answer.status < ERROR or answer.status == NOT_KNOWN:
        return False
    return not any(mark in answer.body for mark in BLAMED)
