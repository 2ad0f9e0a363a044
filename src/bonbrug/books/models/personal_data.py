"""What the books hold about a person; a new column gets a place here, or in `OTHER`."""

from bonbrug.values.personal_data import MONEY, OFFICE, Erased, Held, Role, Term, Whose, Why

CUSTOMER, PEOPLE = (Whose.CUSTOMER,), (Whose.CUSTOMER, Whose.CONTACT)
FREE = " ".join(f"free_{place}" for place in range(1, 11))

PERSONAL = {
    "books.Relation": (
        Held("customer_number", "code", CUSTOMER, Why.TAX, Term.BOOKS, MONEY, Erased.NUMBER),
        Held("on_invoice", "name address postal_code city country vat_number kvk_number oin",
             CUSTOMER, Why.TAX, Term.BOOKS, MONEY, Erased.LAW),
        Held("contact", "contact sex salutation phone mobile fax email site mail_address"
             " mail_postal_code mail_city mail_country buyer_reference", PEOPLE, Why.WORK,
             Term.CUSTOMER, MONEY, Erased.EMPTIED),
        Held("bank_account", "bank_account giro_account iban bic", CUSTOMER, Why.PAYMENT,
             Term.CUSTOMER, MONEY, Erased.EMPTIED),
        Held("notes", f"note {FREE}", PEOPLE, Why.WORK, Term.CUSTOMER, MONEY, Erased.EMPTIED),
    ),
    "books.Invoice": (
        Held("invoice", "number date net vat gross reference text booking_text", CUSTOMER, Why.TAX,
             Term.BOOKS, MONEY, Erased.LAW),
        Held("delivery", "delivery_details", PEOPLE, Why.PAYMENT, Term.CUSTOMER, OFFICE,
             Erased.EMPTIED),
    ),
    "books.InvoiceLine": (
        Held("invoice", "description", CUSTOMER, Why.TAX, Term.BOOKS, MONEY, Erased.LAW),
    ),
    "books.DeletedInvoice": (
        Held("customer_number", "relation_code", CUSTOMER, Why.TAX, Term.BOOKS, MONEY,
             Erased.NUMBER),
    ),
    "books.Entry": (
        Held("booking", "description voucher payment_reference", CUSTOMER, Why.TAX, Term.BOOKS,
             MONEY, Erased.LEDGER),
    ),
    "books.Mandate": (
        Held("mandate", "reference signed_on iban bic holder", CUSTOMER, Why.PAYMENT, Term.BOOKS,
             MONEY, Erased.LAW),
    ),
    "books.DebitBatch": (
        Held("mandate", "file", CUSTOMER, Why.PAYMENT, Term.BOOKS, MONEY, Erased.LAW),
    ),
    "books.DirectDebit": (
        Held("mandate", "text", CUSTOMER, Why.PAYMENT, Term.BOOKS, MONEY, Erased.LAW),
    ),
    "books.InvoiceMail": (
        Held("mail", "recipient subject body", PEOPLE, Why.PROOF, Term.MAIL, OFFICE,
             Erased.EMPTIED),
        Held("sender", "from_address from_name", (Whose.USER,), Why.PROOF, Term.MAIL, OFFICE,
             Erased.EMPTIED),
    ),
    "books.Administration": (
        Held("own_firm", "name street postal_code city country vat_number kvk_number iban g_iban"
             " bic creditor_id oin", (Whose.USER,), Why.TAX, Term.PERSON, MONEY, Erased.OTHERS),
        Held("key", "username sealed_security_code_1 sealed_security_code_2", (Whose.USER,),
             Why.ACCESS, Term.PERSON, (Role.OWNER,), Erased.OTHERS, secret=True),
    ),
    "books.Session": (
        Held("key", "key source opened_at used_at closed_at", (Whose.USER,), Why.ACCESS,
             Term.PROGRAM, (), Erased.OTHERS, secret=True),
    ),
}  # fmt: skip

OTHER = {
    "books.Administration": "untaxed_reason guid last_entry_number own_row_cap exempt_from"
    " exempt_until",
    "books.WayIn": "digest expires_at",
    "books.CallCount": "month operation calls",
    "books.LedgerAccount": "code name category group",
    "books.CostCentre": "description",
    "books.Relation": "added_on kind member no_email g_share wants_electronic",
    "books.InvoiceTemplate": "name text footer accent",
    "books.Invoice": "term_days booked_on delivery",
    "books.InvoiceLine": "position quantity unit code price vat_code cost_centre kept_net kept_vat",
    "books.DeletedInvoice": "number date gross deleted_on",
    "books.Entry": "number kind date term_days invoice_number with_vat posted",
    "books.EntryLine": "position role debit credit vat_code vat cost_centre",
    "books.OpenItem": "number term_days owed_by_us date amount paid",
    "books.Receipt": "date amount",
    "books.Offset": "date amount",
    "books.Mandate": "one_off used_before notice_days",
    "books.DebitBatch": "made_on collection_day count sum withdrawn_on collected_on",
    "books.DirectDebit": "state doubt amount sequence returned_on",
    "books.PrintRun": "made_on printed_on",
    "books.InvoiceMail": "state made_on attempts next_try_at started_at ended_at code",
    "books.Unit": "singular plural",
    "books.ProductGroup": "code description",
    "books.Product": "code description purchase_price price vat_code cost_centre active",
}
