"""What the link holds about a person; a new column gets a place here, or in `OTHER`."""

from bonbrug.values.personal_data import OFFICE, Erased, Held, Role, Term, Whose, Why

CUSTOMER, PEOPLE = (Whose.CUSTOMER,), (Whose.CUSTOMER, Whose.CONTACT)
EMPLOYEE, USER = (Whose.EMPLOYEE,), (Whose.USER,)
SETTING_UP = (Role.OWNER,)

PERSONAL = {
    "link.Connection": (
        Held("sender", "mail_address mail_name notify", USER, Why.QUESTIONS, Term.PERSON,
             SETTING_UP, Erased.OTHERS),
        Held("key", "username security_code_1 security_code_2 token software_token bearer_token",
             USER, Why.ACCESS, Term.PERSON, (), Erased.OTHERS, secret=True),
    ),
    "link.CustomerAgreement": (
        Held("agreement", "key code lines_per round_way round_step round_per minimum_minutes"
             " call_out discount collect delivery", CUSTOMER, Why.WORK, Term.CUSTOMER, OFFICE,
             Erased.REMOVED),
        Held("company_numbers", "reverse_charge country vat_number", CUSTOMER, Why.TAX,
             Term.CUSTOMER, OFFICE, Erased.REMOVED),
        Held("mandate", "mandate mandate_signed_on mandate_first debit_iban debit_holder"
             " debit_city", CUSTOMER, Why.PAYMENT, Term.CUSTOMER, OFFICE, Erased.REMOVED),
    ),
    "link.Binding": (
        Held("customer_number", "key books_id", CUSTOMER, Why.LINKING, Term.CUSTOMER, (),
             Erased.NUMBER),
        Held("copy", "base_json", PEOPLE, Why.LINKING, Term.CUSTOMER, (), Erased.EMPTIED),
        Held("digest", "fingerprint", CUSTOMER, Why.LINKING, Term.CUSTOMER, (), Erased.EMPTIED),
    ),
    "link.VersionHistory": (
        Held("digest", "fingerprint", CUSTOMER, Why.LINKING, Term.CUSTOMER, (), Erased.REMOVED),
    ),
    "link.AddressAnswer": (
        Held("work_address", "key address answer answered_at", CUSTOMER, Why.TAX, Term.CUSTOMER,
             OFFICE, Erased.REMOVED),
    ),
    "link.ExportJob": (
        Held("customer_number", "relation_code work_order_number invoice_number project", CUSTOMER,
             Why.LINKING, Term.JOURNAL, OFFICE, Erased.NUMBER),
        Held("digest", "content_fingerprint refused_fingerprint approved_fingerprint"
             " reopened_fingerprint left_fingerprint likeness", CUSTOMER, Why.LINKING,
             Term.JOURNAL, (), Erased.NUMBER),
        Held("hours", "work worked_first worked_last", EMPLOYEE, Why.WORK, Term.WORKED, (),
             Erased.OTHERS),
    ),
    "link.Intent": (
        Held("sent_invoice", "body", PEOPLE, Why.LINKING, Term.BOOKS, OFFICE, Erased.EMPTIED),
        Held("digest", "body_fingerprint", CUSTOMER, Why.LINKING, Term.BOOKS, (), Erased.NUMBER),
    ),
    "link.Proposal": (
        Held("sent_invoice", "body", PEOPLE, Why.WORK, Term.RECEIVED, OFFICE, Erased.REMOVED),
    ),
    "link.TrialInvoice": (
        Held("sent_invoice", "work_order_number relation_code body asked", PEOPLE, Why.WORK,
             Term.RECEIVED, OFFICE, Erased.REMOVED),
    ),
    "link.Inbox": (
        Held("received", "body_sealed received_at", (*PEOPLE, Whose.EMPLOYEE), Why.QUESTIONS,
             Term.RECEIVED, OFFICE, Erased.REMOVED),
        Held("digest", "content_fingerprint", CUSTOMER, Why.LINKING, Term.RECEIVED, (),
             Erased.REMOVED),
    ),
    "link.LogLine": (
        Held("log", "subject facts first_moment moment", PEOPLE, Why.QUESTIONS, Term.LOG, OFFICE,
             Erased.REMOVED),
        Held("digest", "fingerprint", CUSTOMER, Why.LINKING, Term.LOG, (), Erased.REMOVED),
    ),
    "link.Item": (
        Held("to_do", "subject facts opened_at last_seen_at closed_at", PEOPLE, Why.QUESTIONS,
             Term.CLOSED, OFFICE, Erased.REMOVED),
        Held("who_did", "closed_by", USER, Why.QUESTIONS, Term.CLOSED, OFFICE, Erased.REMOVED),
    ),
    "link.Event": (
        Held("who_did", "who moment", USER, Why.QUESTIONS, Term.JOURNAL, (Role.OWNER, Role.HOST),
             Erased.OTHERS),
        Held("customer_number", "subject before after", CUSTOMER, Why.QUESTIONS, Term.JOURNAL,
             (Role.OWNER, Role.HOST), Erased.NUMBER),
    ),
    "link.Reconciliation": (
        Held("who_did", "asked_by asked_at", USER, Why.QUESTIONS, Term.LOG, OFFICE, Erased.OTHERS),
    ),
    "link.LateWrite": (
        Held("digest", "fingerprint sent_at", CUSTOMER, Why.LINKING, Term.LOG, (), Erased.NUMBER),
    ),
}  # fmt: skip

OTHER = {
    "link.Connection": "name books_service field_service company_id created_at deleted_at"
    " credentials_set_at signed_in_at books_key books_name statuses_made_at import_relations"
    " import_materials import_hour_types export_invoices template term_days book export_relations"
    " mark_errors bill_minimum lines_per line_dates line_names line_remarks heading round_way"
    " round_step round_per order_rounding minimum_minutes call_out zero_invoices hour_words control"
    " most_pieces most_of_a_line most_of_an_invoice unusual_times price_percent oldest_days"
    " closed_until twice_days needs_signature asks_travel delivery mail_subject mail_text"
    " statement_1 statement_2 statement_3 settings_version activated_on export_from exempt_from"
    " exempt_until kinds_of_work due_at queued_at phase_seconds again breaker exports_paused_until"
    " backlog_judged export_stop last_number swept_at tidied_at answer_seconds silent_since"
    " silent_times hold_seconds",
    "link.Lease": "owner epoch expires_at",
    "link.Binding": "kind sent_as seen_seq",
    "link.VersionHistory": "replaced_seq",
    "link.ExportJob": "row_id generation work_day state marker refused_code decisions invoice_date"
    " net vat gross open_amount booked verified seen_at invoiced_at settled_at doubles_reported"
    " credits again collective collect_now",
    "link.Intent": "number marker settings_version invoice_date send_stamp looked_at attempts"
    " doubtful named_number epoch outcome",
    "link.Proposal": "circumstances",
    "link.TrialInvoice": "row_id circumstances",
    "link.Event": "sequence what previous hash key",
    "link.JournalHead": "sequence hash forgotten forgotten_hash key signature",
    "link.Run": "started_at finished_at trigger dry_run stage done total outcome code facts times",
    "link.LogLine": "kind needs_person times",
    "link.Item": "kind count",
    "link.Budget": "api month used",
    "link.Digest": "message_id made_at attempts next_try_at sent_at code",
    "link.Notice": "made_at",
    "link.ReadingState": "listing row_count fingerprint circumstances",
    "link.LateWrite": "shelf",
    "link.Reconciliation": "first last started_at beat_at finished_at stage done total outcome code"
    " facts",
}
