"""The table of the treaty: which element carries what, how long it may be, in the schema's order.

What is absent is not written, unless the schema wants the element always.
"""

from dataclasses import dataclass

ID = 35
LONG = 999


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value: `source` is its place in the record; what is longer than `most` is cut."""

    tag: str
    source: str
    most: int | None = None
    always: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """Elements inside an element: of the same record, of a part of it, or of each in a row.

    One that `flows` can hold more than fits in memory: its parts are written one by one.
    """

    tag: str
    source: str
    parts: "tuple[Leaf | Branch, ...]"
    flows: bool = False


def _id(tag: str, source: str, *, always: bool = False) -> Leaf:
    return Leaf(tag, source, ID, always)


HEADER = (
    Leaf("fiscalYear", "year", 9),
    Leaf("startDate", "first"),
    Leaf("endDate", "last"),
    Leaf("curCode", "currency"),
    Leaf("dateCreated", "made_on"),
    Leaf("softwareDesc", "software", 50),
    Leaf("softwareVersion", "version", 20),
)
ADDRESS = (
    Leaf("streetname", "street", LONG),
    Leaf("number", "number", 15),
    Leaf("city", "city", 50),
    Leaf("postalCode", "postcode", 10),
    Leaf("country", "country"),
)
RELATION = (
    _id("custSupID", "id", always=True),
    Leaf("custSupName", "name", 50),
    Leaf("contact", "contact", 50),
    Leaf("telephone", "phone", 30),
    Leaf("fax", "fax", 30),
    Leaf("eMail", "email"),
    Leaf("website", "site"),
    Leaf("commerceNr", "kvk_number", LONG),
    Leaf("taxRegistrationCountry", "vat_country"),
    Leaf("taxRegIdent", "vat_number", 30),
    Leaf("custSupTp", "kind"),
    Branch("streetAddress", "address", ADDRESS),
    Branch("postalAddress", "mail_address", ADDRESS),
    Branch("bankAccount", "", (_id("bankAccNr", "account"),)),
)
ACCOUNT = (
    _id("accID", "id", always=True),
    Leaf("accDesc", "name", LONG, always=True),
    Leaf("accTp", "kind"),
)
VAT_CODE = (
    _id("vatID", "id", always=True),
    Leaf("vatDesc", "name", LONG, always=True),
    _id("vatToPayAccID", "to_pay"),
    _id("vatToClaimAccID", "to_claim"),
)
PERIOD = (
    Leaf("periodNumber", "number"),
    Leaf("periodDesc", "name", 50),
    Leaf("startDatePeriod", "first"),
    Leaf("endDatePeriod", "last"),
)
SIDED = (Leaf("amnt", "amount"), Leaf("amntTp", "side"))
TOTALS = (
    Leaf("linesCount", "count"),
    Leaf("totalDebit", "debit"),
    Leaf("totalCredit", "credit"),
)
OPENING = (
    Leaf("opBalDate", "day"),
    Leaf("opBalDesc", "name", LONG),
    *TOTALS,
    Branch("obLine", "lines", (Leaf("nr", "number"), _id("accID", "account"), *SIDED)),
)
VAT = (
    _id("vatID", "code", always=True),
    Leaf("vatPerc", "rate"),
    Leaf("vatAmnt", "amount"),
    Leaf("vatAmntTp", "side"),
)
LINE = (
    Leaf("nr", "number"),
    _id("accID", "account", always=True),
    Leaf("docRef", "document", LONG, always=True),
    Leaf("effDate", "day"),
    Leaf("desc", "text"),
    *SIDED,
    _id("custSupID", "relation"),
    Leaf("invRef", "invoice", LONG),
    _id("costID", "cost_centre"),
    Branch("vat", "vat", VAT),
)
TRANSACTION = (
    Leaf("nr", "number"),
    Leaf("desc", "text"),
    Leaf("periodNumber", "period"),
    Leaf("trDt", "day"),
    Branch("trLine", "lines", LINE),
)
JOURNAL = (
    _id("jrnID", "id", always=True),
    Leaf("desc", "name", always=True),
    Leaf("jrnTp", "kind"),
    _id("offsetAccID", "offset"),
    Branch("transaction", "transactions", TRANSACTION),
)
TRANSACTIONS = (*TOTALS, Branch("journal", "journals", JOURNAL, flows=True))
COMPANY = (
    _id("companyIdent", "kvk_number"),
    Leaf("companyName", "name", LONG, always=True),
    Leaf("taxRegistrationCountry", "vat_country"),
    Leaf("taxRegIdent", "vat_number", 30, always=True),
    Branch("streetAddress", "address", ADDRESS),
    Branch(
        "customersSuppliers", "", (Branch("customerSupplier", "relations", RELATION),), flows=True
    ),
    Branch("generalLedger", "", (Branch("ledgerAccount", "accounts", ACCOUNT),)),
    Branch("vatCodes", "", (Branch("vatCode", "vat_codes", VAT_CODE),)),
    Branch("periods", "", (Branch("period", "periods", PERIOD),)),
    Branch("openingBalance", "opening", OPENING),
    Branch("transactions", "transactions", TRANSACTIONS, flows=True),
)
AUDIT_FILE = (
    Branch("header", "header", HEADER),
    Branch("company", "company", COMPANY, flows=True),
)
