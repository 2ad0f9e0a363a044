"""Rules about the head of the document: what it is, and what it refers to."""

from collections.abc import Iterator

from bonbrug.wire.ubl.codes import Kind
from bonbrug.wire.ubl.records import Document
from bonbrug.wire.ubl.rules.breach import Breach, is_dutch_peppol, is_nlcius, is_peppol


def document_rules(document: Document) -> Iterator[Breach]:
    """Number and date, the kind of document, and the customer's reference."""
    if not document.profile:
        yield Breach("BR-01", "profile")
    if not document.number:
        yield Breach("BR-02", "number")
    if document.issued is None:
        yield Breach("BR-03", "issued")
    yield from _kind(document)
    if not (document.buyer_reference or document.order_reference):
        if is_nlcius(document):
            yield Breach("BR-NL-2", "buyer_reference")
        if is_peppol(document):
            yield Breach("PEPPOL-EN16931-R003", "buyer_reference")


def _kind(document: Document) -> Iterator[Breach]:
    if not document.kind:
        yield Breach("BR-04", "kind")
    if is_nlcius(document):
        if document.kind not in tuple(Kind):
            yield Breach("BR-NL-7", "kind")
        if (document.kind == Kind.CREDIT_NOTE) != document.is_credit_note:
            yield Breach("BR-NL-8", "kind")
        if document.kind == Kind.CORRECTIVE and not any(document.corrects):
            yield Breach("BR-NL-9", "corrects")
    if is_dutch_peppol(document) and document.is_credit_note and not any(document.corrects):
        yield Breach("NL-R-001", "corrects")
