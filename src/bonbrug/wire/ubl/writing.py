"""A document to bytes: the table walked from top to bottom, the same bytes every time."""

from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from bonbrug.values.money import plain
from bonbrug.values.text import printable
from bonbrug.wire.ubl.codes import CURRENCY
from bonbrug.wire.ubl.documents import CREDIT_NOTE, INVOICE, Part
from bonbrug.wire.ubl.elements import Branch, Form, Leaf
from bonbrug.wire.ubl.records import Document, Identifier

UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
SPACES = {
    "cac": UBL + "CommonAggregateComponents-2",
    "cbc": UBL + "CommonBasicComponents-2",
}


def write(document: Document) -> bytes:
    """Return the document as UBL 2.1, in UTF-8 with a declaration."""
    name = "CreditNote" if document.is_credit_note else "Invoice"
    space = f"{UBL}{name}-2"
    spaces: Any = {None: space, **SPACES}  # None is the space of names without a prefix
    root = etree.Element(etree.QName(space, name), nsmap=spaces)
    _fill(root, CREDIT_NOTE if document.is_credit_note else INVOICE, document)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _fill(parent: etree._Element, parts: tuple[Part, ...], record: object) -> bool:
    """Write the parts; tell whether one of them says something that is not always the same."""
    said = False
    for part in parts:
        if isinstance(part, Branch):
            said |= _branch(parent, part, record)
        else:
            said |= _leaf(parent, part, record)
    return said


def _branch(parent: etree._Element, branch: Branch, record: object) -> bool:
    found = _value(record, branch.source)
    said = False
    for each in found if isinstance(found, tuple) else (found,):
        if each is None:
            continue
        child = etree.SubElement(parent, _qualified(branch.tag))
        if _fill(child, branch.parts, each) or _is_fixed(branch):
            said |= not _is_fixed(branch)
        else:
            parent.remove(child)
    return said


def _is_fixed(branch: Branch) -> bool:
    return all(isinstance(part, Leaf) and part.form is Form.FIXED for part in branch.parts)


def _leaf(parent: etree._Element, leaf: Leaf, record: object) -> bool:
    value = leaf.source if leaf.form is Form.FIXED else _value(record, leaf.source)
    text = _text(value, leaf.form)
    if not text:
        return False
    child = etree.SubElement(parent, _qualified(leaf.tag))
    child.text = text
    if leaf.form is Form.AMOUNT:
        child.set("currencyID", CURRENCY)
    if leaf.form is Form.QUANTITY:
        child.set("unitCode", _value(record, "unit"))
    if isinstance(value, Identifier) and value.scheme:
        child.set("schemeID", value.scheme)
    return leaf.form is not Form.FIXED


def _value(record: object, source: str) -> Any:
    return getattr(record, source) if source else record


def _text(value: Any, form: Form) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f") if form is Form.AMOUNT else plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return printable(value.value if isinstance(value, Identifier) else str(value)).strip()


def _qualified(tag: str) -> etree.QName:
    prefix, _colon, name = tag.partition(":")
    return etree.QName(SPACES[prefix], name)
