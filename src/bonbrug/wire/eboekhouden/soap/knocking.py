"""Who knocks with a long request: its session is known before the rest of it is read."""

import codecs
from dataclasses import dataclass
from typing import Any

from lxml import etree

from bonbrug.wire.eboekhouden.operations import OPERATIONS, InSession, Operation
from bonbrug.wire.eboekhouden.soap.errors import MessageError, Version
from bonbrug.wire.eboekhouden.soap.parsing import OPTIONS, refuse_prolog
from bonbrug.wire.eboekhouden.soap.tables import qualified

_NAMES = {qualified(name): name for name in ("SessionID", "SecurityCode2")}
_BODIES = {f"{{{version.value}}}Body": version for version in Version}


@dataclass(frozen=True, slots=True)
class Knock:
    """Which call begins here, and with which session."""

    operation: Operation[Any, Any]
    version: Version
    session: InSession


def read_knock(opening: bytes, charset: str = "") -> Knock:
    """Return who calls, from the first bytes of a request; `charset` is that of Content-Type.

    MessageError where session and second code do not stand in them: such a request is not read on.
    Clients that follow the contract put both first (docs/wire/eboekhouden-soap.md §3.1).
    """
    refuse_prolog(opening)
    found: dict[str, etree._Element] = {}
    parser = etree.XMLPullParser(
        events=("end",), tag=tuple(_NAMES), encoding=_known(charset), **OPTIONS
    )
    try:
        parser.feed(opening)
        for _event, element in parser.read_events():
            if element is None or isinstance(element, tuple):
                continue
            if _version(element):
                found.setdefault(_NAMES[str(element.tag)], element)
    except (etree.XMLSyntaxError, ValueError):
        raise MessageError("not_xml") from None
    if len(found) < len(_NAMES):
        raise MessageError("too_large", "no session in its first part")
    return _knock(found)


def _knock(found: dict[str, etree._Element]) -> Knock:
    one = found["SessionID"]
    call, version = one.getparent(), _version(one)
    name = "" if call is None else str(call.tag).removeprefix(qualified(""))
    if name not in OPERATIONS or version is None:
        raise MessageError("unknown_operation")
    texts = {name: element.text or "" for name, element in found.items()}
    return Knock(OPERATIONS[name], version, InSession(**texts))


def _version(element: etree._Element) -> Version | None:
    """Return the version of SOAP when this is a part of the call itself."""
    call = element.getparent()
    body = call.getparent() if call is not None else None
    return _BODIES.get(str(body.tag)) if body is not None else None


def _known(charset: str) -> str | None:
    try:
        return codecs.lookup(charset).name
    except (LookupError, ValueError):
        return None
