"""Six ways in which one element of a SOAP answer can drift, at one place or at all its places."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

ELSEWHERE = "{http://elders.example/soap}"
NO_TEXT = re.compile(r"true|false|[0-9]+[.][0-9]+|[0-9]{4}-[0-9-]+T[0-9:]+")
LINE = re.compile(r".*/c[A-Z][^/]*/.*/c[A-Z][^/]*")
OTHER_CONTENT = ("drop", "repeat", "reorder")  # of a line: another invoice, not another form


@dataclass(frozen=True, slots=True)
class Drifted:
    """`where` is a path of local names; `everywhere`: at every element with that path."""

    way: str
    where: str
    everywhere: bool
    body: bytes

    def __str__(self) -> str:
        return f"{self.way} {self.where}{' everywhere' if self.everywhere else ''}"


def drop(element: etree._Element) -> None:
    _parent(element).remove(element)


def rename(element: etree._Element) -> None:
    name = etree.QName(element)
    element.tag = f"{{{name.namespace}}}X{name.localname}"


def retype(element: etree._Element) -> None:
    """A text gets a part inside it; a list, a date, an amount or a flag becomes a word."""
    text = (element.text or "").strip()
    if len(element) or NO_TEXT.fullmatch(text):
        for child in list(element):
            element.remove(child)
        element.text = "onbekend"
    else:
        element.text = None
        etree.SubElement(element, f"{{{etree.QName(element).namespace}}}waarde").text = text


def repeat(element: etree._Element) -> None:
    """Once more; a second text is another text."""
    again = deepcopy(element)
    if not len(again) and (again.text or "").strip():
        again.text = f"{again.text}7"
    element.addnext(again)


def reorder(element: etree._Element) -> None:
    """To the end of its family, or to the front when it stands at the end."""
    parent = _parent(element)
    place = 0 if element.getnext() is None else len(parent) - 1
    parent.remove(element)
    parent.insert(place, element)


def elsewhere(element: etree._Element) -> None:
    element.tag = ELSEWHERE + etree.QName(element).localname


WAYS: dict[str, Callable[[etree._Element], None]] = {
    "drop": drop,
    "rename": rename,
    "retype": retype,
    "repeat": repeat,
    "reorder": reorder,
    "namespace": elsewhere,
}


def drifts(body: bytes) -> Iterator[Drifted]:
    """Yield every element below the root in every way, alone and with all of its path."""
    paths = [_path(element) for element in _below(_tree(body))]
    for way, change in WAYS.items():
        for path in dict.fromkeys(paths):
            if way in OTHER_CONTENT and LINE.fullmatch(path):
                continue
            same = [place for place, other in enumerate(paths) if other == path]
            for place in same:
                yield Drifted(way, path, everywhere=False, body=changed(body, change, [place]))
            if len(same) > 1:
                yield Drifted(way, path, everywhere=True, body=changed(body, change, same))


def places(body: bytes, name: str) -> list[int]:
    """Return where the elements of this name stand, as `changed` counts."""
    found = _below(_tree(body))
    return [place for place, each in enumerate(found) if etree.QName(each).localname == name]


def changed(body: bytes, change: Callable[[etree._Element], None], places: list[int]) -> bytes:
    root = _tree(body)
    elements = _below(root)
    for place in places:
        change(elements[place])
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _tree(body: bytes) -> etree._Element:
    return etree.fromstring(body, etree.XMLParser(remove_blank_text=True))


def _below(root: etree._Element) -> list[etree._Element]:
    return [element for element in root.iter() if element is not root]


def _path(element: etree._Element) -> str:
    parts = [etree.QName(each).localname for each in (element, *element.iterancestors())]
    return "/".join(reversed(parts[:-2]))


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent
