"""Is a file of the shape that XAF 3.2 wants: which elements, in which order, how long, naming whom?

A table of our own, of the elements that are written here. Where the published schema is at hand,
the variable ``XAF_SCHEMA`` names it, and every file is held against it as well.
"""

import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache

from lxml import etree

SPACE = "{http://www.auditfiles.nl/XAF/3.2}"
Check = Callable[[str], bool]


def text(most: int | None = None) -> Check:
    return lambda given: most is None or len(given) <= most


def number(digits: int) -> Check:
    return lambda given: bool(re.fullmatch(rf"\d{{1,{digits}}}", given))


def one_of(*words: str) -> Check:
    return lambda given: given in words


def day(given: str) -> bool:
    return date.fromisoformat(given).isoformat() == given


def amount(given: str) -> bool:
    return bool(re.fullmatch(r"-?\d{1,18}(\.\d{1,2})?", given))


def rate(given: str) -> bool:
    return bool(re.fullmatch(r"\d{1,5}(\.\d{1,3})?", given))


def country(given: str) -> bool:
    return bool(re.fullmatch("[A-Z]{2}", given))


ID, LONG, SIDE = text(35), text(999), one_of("C", "D")
ADDRESS = "streetname? number? city? postalCode? country?"
SUMS = "linesCount totalDebit totalCredit"
# What stands in each element: ? may be absent, * comes any number of times, + at least once.
INSIDE = {
    "auditfile": "header company",
    "header": "fiscalYear startDate endDate curCode dateCreated softwareDesc? softwareVersion?",
    "company": "companyIdent? companyName taxRegistrationCountry taxRegIdent streetAddress? "
    "customersSuppliers? generalLedger? vatCodes? periods? openingBalance? transactions?",
    "customersSuppliers": "customerSupplier*",
    "customerSupplier": "custSupID custSupName? contact? telephone? fax? eMail? website? "
    "commerceNr? taxRegistrationCountry? taxRegIdent? custSupTp? streetAddress? postalAddress? "
    "bankAccount?",
    "streetAddress": ADDRESS,
    "postalAddress": ADDRESS,
    "bankAccount": "bankAccNr",
    "generalLedger": "ledgerAccount+",
    "ledgerAccount": "accID accDesc accTp",
    "vatCodes": "vatCode*",
    "vatCode": "vatID vatDesc vatToPayAccID? vatToClaimAccID?",
    "periods": "period*",
    "period": "periodNumber periodDesc? startDatePeriod endDatePeriod",
    "openingBalance": f"opBalDate opBalDesc? {SUMS} obLine*",
    "obLine": "nr accID amnt amntTp",
    "transactions": f"{SUMS} journal*",
    "journal": "jrnID desc jrnTp? offsetAccID? transaction*",
    "transaction": "nr desc? periodNumber trDt trLine*",
    "trLine": "nr accID docRef effDate desc? amnt amntTp custSupID? invRef? costID? vat?",
    "vat": "vatID vatPerc vatAmnt vatAmntTp",
}
VALUES: dict[str, Check] = {
    "fiscalYear": text(9), "curCode": one_of("EUR"), "softwareDesc": text(50),
    "softwareVersion": text(20), "companyIdent": ID, "companyName": LONG, "taxRegIdent": text(30),
    "streetname": LONG, "number": text(15), "city": text(50), "postalCode": text(10),
    "custSupID": ID, "custSupName": text(50), "contact": text(50), "telephone": text(30),
    "fax": text(30), "eMail": text(), "website": text(), "commerceNr": LONG,
    "custSupTp": one_of("B", "C", "O", "S"), "bankAccNr": ID, "accID": ID, "accDesc": LONG,
    "accTp": one_of("B", "P"), "vatID": ID, "vatDesc": LONG, "vatToPayAccID": ID,
    "vatToClaimAccID": ID, "periodNumber": number(3), "periodDesc": text(50), "opBalDesc": LONG,
    "linesCount": number(10), "nr": ID, "jrnID": ID, "desc": text(), "offsetAccID": ID,
    "jrnTp": one_of("M", "P", "S"), "docRef": LONG, "invRef": LONG, "costID": ID,
    "vatPerc": rate, "amntTp": SIDE, "vatAmntTp": SIDE, "country": country,
    "taxRegistrationCountry": country,
}  # fmt: skip
VALUES |= dict.fromkeys(
    ("startDate", "endDate", "dateCreated", "startDatePeriod", "endDatePeriod", "opBalDate",
     "trDt", "effDate"), day,
)  # fmt: skip
VALUES |= dict.fromkeys(("totalDebit", "totalCredit", "amnt", "vatAmnt"), amount)
# Who is listed, and who names it.
KEYS = {
    "ledgerAccount/accID": ("trLine/accID", "obLine/accID", "journal/offsetAccID",
                            "vatCode/vatToPayAccID", "vatCode/vatToClaimAccID"),
    "customerSupplier/custSupID": ("trLine/custSupID",),
    "vatCode/vatID": ("vat/vatID",),
    "period/periodNumber": ("transaction/periodNumber",),
    "journal/jrnID": (),
}  # fmt: skip


def read(data: bytes) -> etree._Element:
    return etree.fromstring(data)


def texts(root: etree._Element, road: str) -> list[str]:
    """Return the values at the end of a road of tags, wherever it begins."""
    return [each.text or "" for each in found(root, road)]


def found(root: etree._Element, road: str) -> list[etree._Element]:
    return root.findall(".//" + "/".join(SPACE + tag for tag in road.split("/")))


def sided(root: etree._Element, tag: str = "trLine") -> Iterator[tuple[str, Decimal]]:
    """Yield account and amount of each line, debit positive."""
    for line in found(root, tag):
        sign = 1 if line.findtext(f"{SPACE}amntTp") == "D" else -1
        yield line.findtext(f"{SPACE}accID", ""), sign * Decimal(line.findtext(f"{SPACE}amnt", ""))


def faults(root: etree._Element) -> list[str]:
    """Return everything that is not as it should be."""
    wrong = [*_elements(root), *_keys(root)]
    schema = _schema()
    if schema is not None and not schema.validate(root):
        wrong.append(str(schema.error_log))
    return wrong


def _elements(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        tag = str(element.tag).removeprefix(SPACE)
        inside = " ".join(str(child.tag).removeprefix(SPACE) for child in element) + " "
        if tag in INSIDE:
            if not _order(INSIDE[tag]).fullmatch(inside):
                yield f"{tag}: {inside}"
        elif len(element) or not VALUES[tag](element.text or ""):
            yield f"{tag} = {element.text}"


@cache
def _order(told: str) -> re.Pattern[str]:
    parts = re.findall(r"(\w+)([?*+]?)", told)
    return re.compile("".join(f"(?:{tag} ){often}" for tag, often in parts))


def _keys(root: etree._Element) -> Iterator[str]:
    for key, roads in KEYS.items():
        listed = texts(root, key)
        if len(set(listed)) != len(listed):
            yield f"{key} stands twice"
        yield from (
            f"{road} {name}" for road in roads for name in texts(root, road) if name not in listed
        )


@cache
def _schema() -> etree.XMLSchema | None:
    path = os.environ.get("XAF_SCHEMA")
    return etree.XMLSchema(etree.parse(path)) if path else None
