"""Lengths and ranges of the e-Boekhouden wire. See docs/wire/eboekhouden-soap.md §1.2 and §3."""

from datetime import date

RELATION_CODE = 15
COMPANY_NAME = 100
CONTACT = 50  # 150 when added, 50 when changed: the smaller one keeps a relation changeable
ADDRESS = 150
SHORT = 50
FREE_FIELD = 100
FLAG = 1

INVOICE_NUMBER = 50
TEMPLATE_NAME = 50
BOOKING_TEXT = 200
UNIT = 50
LINE_CODE = 50
VAT_CODE = 12
LEDGER_CODE = 10
LEDGER_NAME = 50
PRODUCT_CODE = 20
LINES = range(1, 101)

USERNAME = 55
SECURITY_CODE = 50
SOURCE = 15
SESSION_ID = 38

FIRST_DAY = date(1980, 1, 1)
LAST_DAY = date(2049, 12, 31)

LIST_ROWS = 2_000
MUTATION_ROWS = 500
MUTATION_CALLS_PER_MONTH = 5_000

ELEMENTS = 20_000  # an invoice of 100 lines has about a thousand
OPENING_BYTES = 128 * 1024  # of a longer request, the session must stand in it
REQUEST_BYTES = 16 * 1024 * 1024
DEPTH = 64
