"""What is wrong with a message, as a sentence for whoever wrote the program that sent it.

The shape is that of the real service: what the server could not do, an arrow, and why. The texts
may repeat what was sent: for the answer only, never for a log.
"""

from bonbrug.wire.eboekhouden import limits
from bonbrug.wire.eboekhouden.soap.errors import MessageError
from bonbrug.wire.eboekhouden.soap.tables import NAMESPACE

ARROW = " ---> "
READ = "Server was unable to read request."
LONGEST = 100

_SENTENCES = {
    "not_xml": "The body is not a well-formed XML document. %s",
    "doctype": "A document type (DOCTYPE) is not taken. Leave it out.",
    "too_deep": f"The elements lie more than {limits.DEPTH} levels deep.",
    "too_large": f"The body is larger than {limits.REQUEST_BYTES // 2**20} MiB, or its first "
    f"{limits.OPENING_BYTES // 1024} KiB name no session. %s",
    "too_many_elements": f"The body has more than {limits.ELEMENTS} elements.",
    "no_envelope": "The root is not a SOAP envelope. Expected: Envelope in the namespace of SOAP "
    "1.1 (http://schemas.xmlsoap.org/soap/envelope/) or 1.2 "
    "(http://www.w3.org/2003/05/soap-envelope).",
    "no_body": "The envelope has no Body with a call in it.",
    "unknown_operation": "There is no operation %s. Expected: an operation of the WSDL, in the "
    f"namespace {NAMESPACE}.",
    "other_action": "Server did not recognize the value of HTTP Header SOAPAction: %s.",
    "unknown_charset": "The charset of Content-Type is not known here: %s. Expected: utf-8, "
    "utf-16, iso-8859-1, windows-1252 or us-ascii.",
    "wrong_charset": "The body is not written in the charset that its Content-Type or byte order "
    "mark tells: %s.",
    "wrong_value": "%s",
}


def explained(error: MessageError) -> str:
    """Return the sentence about an error in a request."""
    sentence = _SENTENCES.get(error.reason, error.reason)
    said = sentence.replace("%s", error.told or error.detail).strip()
    return said if error.reason == "other_action" else READ + ARROW + said


def shown(value: str) -> str:
    """Return a value between quotes, cut when it is long."""
    bare = " ".join(value.split())
    return repr(bare if len(bare) <= LONGEST else bare[:LONGEST] + "…")
