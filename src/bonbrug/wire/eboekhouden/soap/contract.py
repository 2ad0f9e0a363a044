"""The public contract. `soap.wsdl` is the service's own WSDL, byte for byte.

Clients fetch it from us as they do from the real service, so it must not differ in anything but
the two addresses at its end.
"""

from functools import cache
from importlib.resources import files

from bonbrug.wire.eboekhouden.soap.writing import escaped

PUBLISHED_ADDRESS = b"http://soap.e-boekhouden.nl/soap.asmx"


@cache
def _published() -> bytes:
    return files("bonbrug.wire.eboekhouden.soap").joinpath("soap.wsdl").read_bytes()


def wsdl(address: str) -> bytes:
    """Return the WSDL with its two addresses replaced."""
    quoted = escaped(address).replace('"', "&quot;").encode()
    return _published().replace(
        b'location="' + PUBLISHED_ADDRESS + b'"', b'location="' + quoted + b'"'
    )
