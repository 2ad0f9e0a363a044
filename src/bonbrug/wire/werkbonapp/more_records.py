"""What is kept beside the master data: projects, addresses, contact persons and choice lists.

Source: docs/wire/werkbonapp.md §3 and §4.6. The code table has no block for addresses and contact
persons; both belong to a relation, so its codes are used.
"""

from dataclasses import dataclass
from datetime import date

from bonbrug.wire.werkbonapp.kinds import FLAG, WHOLE, YEAR_FIRST
from bonbrug.wire.werkbonapp.limits import PAGE
from bonbrug.wire.werkbonapp.tables import Column, Table


@dataclass(frozen=True, slots=True)
class Project:
    code: str = ""
    extern_code: str = ""
    debtor_number: str = ""
    address_code: str = ""
    contact_code: str = ""
    payer_debtor_number: str = ""
    status: str = ""
    name: str = ""
    description: str = ""
    progress: int = 0
    starts: date | None = None
    ends: date | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Address:
    debtor_number: str = ""
    code: str = ""
    contact_code: str = ""
    line: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    remark: str = ""
    latitude: str = ""
    longitude: str = ""


@dataclass(frozen=True, slots=True)
class ContactPerson:
    debtor_number: str = ""
    code: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class TypeOfWork:
    name: str = ""
    description: str = ""
    minutes: int = 0
    active: bool = True


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    description: str = ""


PROJECT = Table(
    "project",
    Project,
    (
        Column("code", "code", required=True, key=True),
        Column("code_ext", "extern_code"),
        Column("debtor_number", "debtor_number", required=True),
        Column("adr_code", "address_code"),
        Column("cpn_code", "contact_code"),
        Column("debtor_number_invoice", "payer_debtor_number", blank=None),
        Column("status", "status", required=True),
        Column("name", "name", required=True),
        Column("description", "description", limit=PAGE),
        Column("progress", "progress", WHOLE),
        Column("date_start", "starts", YEAR_FIRST, required=True),
        Column("date_end", "ends", YEAR_FIRST, blank=None),
        Column("active", "active", FLAG),
    ),
    missing=1701,
    failed=1701,
)

ADDRESS = Table(
    "address",
    Address,
    (
        Column("adr_debtor_nr", "debtor_number", required=True),
        Column("adr_code", "code", required=True, key=True),
        Column("adr_cpn_code", "contact_code"),
        Column("adr_line_1", "line", required=True),
        Column("adr_zip", "postal_code", required=True),
        Column("adr_city", "city", required=True),
        Column("adr_country", "country"),
        Column("adr_remark", "remark"),
        Column("adr_latitude", "latitude", omitted=True),
        Column("adr_longitude", "longitude", omitted=True),
    ),
    missing=1301,
    failed=1300,
)

CONTACT_PERSON = Table(
    "contactperson",
    ContactPerson,
    (
        Column("cpn_debtor_nr", "debtor_number", required=True),
        Column("cpn_code", "code", required=True, key=True),
        Column("cpn_name", "name", required=True),
        Column("cpn_phone", "phone"),
        Column("cpn_email", "email"),
    ),
    missing=1301,
    failed=1300,
)

TYPE_OF_WORK = Table(
    "worktype",
    TypeOfWork,
    (
        Column("wrt_name", "name", required=True, key=True),
        Column("wrt_description", "description", required=True),
        Column("wrt_default_minutes", "minutes", WHOLE, required=True),
        Column("wrt_active", "active", FLAG, required=True),
    ),
    missing=2601,
    failed=2600,
)

PAYMENT_METHOD = Table(
    "payment method",
    PaymentMethod,
    (Column("pmd_description", "description", required=True, key=True),),
    missing=2701,
    failed=2700,
)
