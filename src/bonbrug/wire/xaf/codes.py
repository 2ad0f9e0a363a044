"""The words of the treaty: its space, and the kinds of account, relation and journal.

Sources: docs/wire/xaf.md.
"""

from enum import StrEnum

SPACE = "http://www.auditfiles.nl/XAF/3.2"
CURRENCY = "EUR"


class AccountType(StrEnum):
    BALANCE = "B"
    RESULT = "P"


class RelationType(StrEnum):
    BOTH = "B"
    CUSTOMER = "C"
    SUPPLIER = "S"


class JournalType(StrEnum):
    MEMORIAL = "M"
    PURCHASES = "P"
    SALES = "S"


class Side(StrEnum):
    DEBIT = "D"
    CREDIT = "C"
