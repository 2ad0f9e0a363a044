"""Ways of sending an invoice: a mail, and a direct debit on a mandate."""

from datetime import date
from typing import Any

from bonbrug.sync.model.agreements import Mandate
from bonbrug.sync.model.records import Delivery
from bonbrug.values.delivery import DeliveryKind

POST, EMAIL, DEBIT = DeliveryKind
# As they are chosen for a connection.
TEXTS: dict[str, Any] = {
    "mail_subject": "Uw factuur",
    "mail_text": "Hierbij onze factuur.",
    "mail_address": "kantoor@demo.example",
    "mail_name": "Demo Installatie BV",
    "statement_1": "Demo Installatie BV",
    "statement_2": "werkbonnen",
}
MANDATE = Mandate(
    "M-2018-7",
    signed_on=date(2018, 1, 5),
    first=True,
    iban="NL91ABNA0417164300",
    holder="J. Jansen",
    city="Ede",
)
MAIL = Delivery(
    EMAIL,
    subject="Uw factuur",
    text="Hierbij onze factuur.",
    sender_address="kantoor@demo.example",
    sender_name="Demo Installatie BV",
)
COLLECTED = Delivery(
    DEBIT,
    mandate="M-2018-7",
    signed_on=date(2018, 1, 5),
    first=True,
    iban="NL91ABNA0417164300",
    holder="J. Jansen",
    city="Ede",
    statement_1="Demo Installatie BV",
    statement_2="werkbonnen",
)
