"""What the work orders hold about a person; a new column gets a place here, or in `OTHER`."""

from bonbrug.values.personal_data import FIELD, OFFICE, Erased, Held, Role, Term, Whose, Why

CUSTOMER, EMPLOYEE = (Whose.CUSTOMER,), (Whose.EMPLOYEE,)
PEOPLE = (Whose.CUSTOMER, Whose.CONTACT)
WORKING = (Whose.EMPLOYEE, Whose.USER)

PERSONAL = {
    "workorders.Relation": (
        Held("customer_number", "debtor_number", CUSTOMER, Why.WORK, Term.CUSTOMER, FIELD,
             Erased.REMOVED),
        Held("name_address", "name street house_number postal_code city country", CUSTOMER,
             Why.WORK, Term.CUSTOMER, FIELD, Erased.REMOVED),
        Held("contact", "contact phone mobile email email_workorder", PEOPLE, Why.WORK,
             Term.CUSTOMER, FIELD, Erased.REMOVED),
        Held("company_numbers", "kvk vat", CUSTOMER, Why.WORK, Term.CUSTOMER, OFFICE,
             Erased.REMOVED),
        Held("notes", "remark extra", PEOPLE, Why.WORK, Term.CUSTOMER, FIELD, Erased.REMOVED),
    ),
    "workorders.Address": (
        Held("work_address", "debtor_number line_1 postal_code city country latitude longitude"
             " remark", CUSTOMER, Why.WORK, Term.CUSTOMER, FIELD, Erased.REMOVED),
        Held("contact", "contact_code", PEOPLE, Why.WORK, Term.CUSTOMER, FIELD, Erased.REMOVED),
    ),
    "workorders.ContactPerson": (
        Held("contact", "code debtor_number name phone email", PEOPLE, Why.WORK, Term.CUSTOMER,
             FIELD, Erased.REMOVED),
    ),
    "workorders.Project": (
        Held("customer_number", "debtor_number payer_debtor_number address_code contact_code",
             CUSTOMER, Why.WORK, Term.CUSTOMER, OFFICE, Erased.NUMBER),
        Held("notes", "name description", PEOPLE, Why.WORK, Term.CUSTOMER, OFFICE, Erased.EMPTIED),
    ),
    "workorders.Dwelling": (
        Held("work_address", "address is_old", CUSTOMER, Why.TAX, Term.CUSTOMER, FIELD,
             Erased.REMOVED),
        Held("who_did", "marked_by marked_at", WORKING, Why.QUESTIONS, Term.CUSTOMER, OFFICE,
             Erased.REMOVED),
    ),
    "workorders.WorkOrder": (
        Held("customer_number", "customer_debtor_number payer_debtor_number", CUSTOMER, Why.WORK,
             Term.WORK, FIELD, Erased.NUMBER),
        Held("name_address", "customer_name customer_street customer_house_number"
             " customer_postal_code customer_city payer_name payer_street payer_house_number"
             " payer_postal_code payer_city", CUSTOMER, Why.WORK, Term.WORK, FIELD, Erased.EMPTIED),
        Held("contact", "customer_contact customer_phone customer_email payer_contact payer_phone"
             " payer_email", PEOPLE, Why.WORK, Term.WORK, FIELD, Erased.EMPTIED),
        Held("notes", "customer_remark payer_remark short_description description"
             " internal_description comment extra", PEOPLE, Why.WORK, Term.WORK, FIELD,
             Erased.EMPTIED),
        Held("signature", "signature signer_name signed_at signed_content signed_code", PEOPLE,
             Why.PROOF, Term.WORK, FIELD, Erased.EMPTIED),
        Held("hours", "work_date work_time work_end_date work_end_time duration_minutes"
             " signed_minutes", EMPLOYEE, Why.WORK, Term.WORK, FIELD, Erased.OTHERS),
    ),
    "workorders.WorkPeriod": (
        Held("hours", "work_date begin end break_minutes total_minutes travel employee_number",
             EMPLOYEE, Why.WORK, Term.WORK, FIELD, Erased.OTHERS),
        Held("notes", "remark", (Whose.CUSTOMER, Whose.EMPLOYEE), Why.WORK, Term.WORK, FIELD,
             Erased.EMPTIED),
    ),
    "workorders.MaterialLine": (
        Held("typed_lines", "name freefield1 freefield2 freefield3 freefield4 freefield5 extra",
             CUSTOMER, Why.WORK, Term.WORK, FIELD, Erased.EMPTIED),
    ),
    "workorders.History": (
        Held("who_did", "moment who", WORKING, Why.QUESTIONS, Term.WORK, OFFICE, Erased.OTHERS),
        Held("notes", "detail", PEOPLE, Why.QUESTIONS, Term.WORK, OFFICE, Erased.EMPTIED),
    ),
    "workorders.Employee": (
        Held("employee", "number first_name last_name active user", EMPLOYEE, Why.WORK, Term.PERSON,
             FIELD, Erased.OTHERS),
    ),
    "workorders.Tablet": (
        Held("tablet", "name linked_at last_seen rolled_at", EMPLOYEE, Why.ACCESS, Term.TABLET,
             FIELD, Erased.OTHERS),
    ),
    "workorders.TabletKey": (
        Held("key", "digest made_at used_at", EMPLOYEE, Why.ACCESS, Term.TABLET, (), Erased.OTHERS,
             secret=True),
    ),
    "workorders.LinkCode": (
        Held("key", "digest expires_at used_at", EMPLOYEE, Why.ACCESS, Term.LOGIN, (),
             Erased.OTHERS, secret=True),
    ),
    "workorders.TabletOperation": (
        Held("who_did", "made_at received_at who decided_by decided_at", WORKING, Why.QUESTIONS,
             Term.WORK, OFFICE, Erased.OTHERS),
        Held("notes", "content answer", PEOPLE, Why.WORK, Term.WORK, OFFICE, Erased.EMPTIED),
    ),
    "workorders.TabletEvent": (
        Held("tablet", "moment what who tablet by", WORKING, Why.SAFETY, Term.TABLET,
             (Role.OWNER, Role.OFFICE), Erased.OTHERS),
    ),
}  # fmt: skip

OTHER = {
    "workorders.Company": "name company_id next_serial default_work_status take_back_minutes"
    " discount_code number_prefix numbers_per_year signature_required letterhead",
    "workorders.ExternalLink": "package ordered_at token_digest token_sealed"
    " software_token_digest software_token_sealed",
    "workorders.WorkStatus": "code name",
    "workorders.WorkOrder": "held_until status_before work_status_given serial number number_key"
    " order_nr status work_status type_of_work payment_method project_number minimum_hours"
    " rounding_minutes discount finished archived created_at changed_at",
    "workorders.WorkPeriod": "position hour_type made_by",
    "workorders.MaterialLine": "position code unit quantity price type discount warranty by_hand"
    " made_by",
    "workorders.History": "what",
    "workorders.HourType": "source seen_at code name cost_booking sale_booking sale_price"
    " cost_price active",
    "workorders.Material": "source seen_at code description price unit eancode barcode freefield1"
    " freefield2 freefield3 freefield4 freefield5 extra",
    "workorders.NumberSeries": "year following",
    "workorders.Project": "code extern_code status progress starts ends active",
    "workorders.Address": "code",
    "workorders.TypeOfWork": "name description minutes active",
    "workorders.PaymentMethod": "description",
    "workorders.Relation": "source seen_at",
    "workorders.TabletEvent": "seen",
    "workorders.TabletOperation": "key digest kind result code waits decision",
}
