"""Why something is refused: a code word for programs, a sentence for people."""

from django.utils.translation import gettext, gettext_noop

from bonbrug.values.number_text import told

SENTENCES: dict[str, str] = {
    # relations
    "relation_code_missing": gettext_noop("Give the relation a code."),
    "relation_name_missing": gettext_noop("Give the relation a name."),
    "relation_code_taken": gettext_noop("Code %(relation)s is already in use."),
    "relation_kind_unknown": gettext_noop("Choose company (B) or private person (P)."),
    "relation_in_use": gettext_noop(
        "Relation %(relation)s cannot be deleted: %(count)s invoices or bookings use it."
    ),
    "relation_missing": gettext_noop("Choose a relation."),
    "relation_unknown": gettext_noop("There is no relation %(relation)s."),
    "g_share_wrong": gettext_noop("Give a percentage from 0 up to, but not including, 100."),
    "account_unknown": gettext_noop("There is no ledger account %(account)s."),
    "too_long": gettext_noop("%(field)s holds at most %(length)s characters."),
    # products, units, templates
    "product_code_missing": gettext_noop("Give the product a code."),
    "product_description_missing": gettext_noop("Give the product a description."),
    "product_code_taken": gettext_noop("There is already a product with code %(product)s."),
    "vat_code_unknown": gettext_noop("%(vat)s is not a VAT code for sales."),
    "account_does_not_sell": gettext_noop("Ledger account %(account)s is not for revenue."),
    "amount_too_large": gettext_noop("An amount is too large."),
    "unit_missing": gettext_noop("Fill in singular and plural."),
    "unit_taken": gettext_noop("There is already a unit %(unit)s."),
    "unit_in_use": gettext_noop(
        "Unit %(unit)s cannot be deleted: %(count)s products are sold in it."
    ),
    "unit_unknown": gettext_noop("There is no unit %(unit)s."),
    "template_name_missing": gettext_noop("Give the template a name."),
    "template_name_taken": gettext_noop("There is already a template %(template)s."),
    "template_in_use": gettext_noop(
        "Template %(template)s cannot be deleted: %(count)s invoices use it."
    ),
    "accent_wrong": gettext_noop("Write the colour as # and six hexadecimal digits."),
    # invoices
    "date_wrong": gettext_noop("Give a date between 1980 and 2049."),
    "template_missing": gettext_noop("Choose an invoice template."),
    "template_unknown": gettext_noop("There is no invoice template %(template)s."),
    "term_missing": gettext_noop("Give the payment term in days."),
    "email_body_missing": gettext_noop("The text of the e-mail is missing."),
    "email_from_missing": gettext_noop("The sender address of the e-mail is missing."),
    "email_subject_missing": gettext_noop("The subject of the e-mail is missing."),
    "debit_account_missing": gettext_noop("The account number for the direct debit is missing."),
    "debit_holder_missing": gettext_noop("The account holder for the direct debit is missing."),
    "debit_city_missing": gettext_noop("The place of the account holder is missing."),
    "debit_text_missing": gettext_noop("The first description of the direct debit is missing."),
    "line_count_wrong": gettext_noop("An invoice has 1 to 100 lines."),
    "line_code_missing": gettext_noop("Line %(line)s: the code is missing."),
    "line_vat_missing": gettext_noop("Line %(line)s: the VAT code is missing."),
    "line_description_missing": gettext_noop("Line %(line)s: the description is missing."),
    "line_account_missing": gettext_noop("Line %(line)s: the ledger account is missing."),
    "line_vat_wrong": gettext_noop("Line %(line)s: VAT code %(vat)s cannot be used."),
    "line_account_wrong": gettext_noop("Line %(line)s: ledger account %(account)s cannot be used."),
    "line_cost_centre_unknown": gettext_noop("Line %(line)s: there is no such cost centre."),
    "line_amount_too_large": gettext_noop("Line %(line)s: the amount is too large."),
    "number_taken": gettext_noop("Invoice number %(number)s is not available."),
    "booking_text_missing": gettext_noop("Give a description for the booking."),
    "already_booked": gettext_noop("Invoice %(number)s is booked and cannot be changed any more."),
    # credit invoices and offsetting
    "credit_not_booked": gettext_noop(
        "Invoice %(number)s is only set ready: change or delete it instead of crediting it."
    ),
    "booked_is_credited": gettext_noop(
        "Invoice %(number)s is booked: credit it instead of deleting it."
    ),
    "credit_of_credit": gettext_noop("Invoice %(number)s is a credit invoice itself."),
    "credit_too_early": gettext_noop(
        "A credit invoice has the date of the first invoice, %(first)s, or a later one."
    ),
    "credit_nothing": gettext_noop("Fill in what is credited."),
    "credit_line_unknown": gettext_noop("The invoice has no line %(line)s."),
    "credit_line_too_much": gettext_noop("At most %(left)s can still be credited."),
    "credit_total_too_much": gettext_noop(
        "All credit invoices of invoice %(number)s together must lie between nothing and what it "
        "charged: %(left)s is left."
    ),
    "credit_known": gettext_noop("It is known already which invoice %(number)s credits."),
    "credit_lines_differ": gettext_noop(
        "The lines are not a part of what is left of invoice %(number)s."
    ),
    "offset_other_relation": gettext_noop("Both must be of the same relation."),
    "offset_same_side": gettext_noop(
        "Choose one that the relation pays and one that the relation gets back."
    ),
    "offset_too_much": gettext_noop("At most %(most)s can be offset."),
    "offset_too_early": gettext_noop("Both are there from %(first)s on: choose that day or later."),
    "no_account_of_category": gettext_noop(
        "The chart of accounts has no account of category %(category)s."
    ),
    # ledger accounts and cost centres
    "account_code_missing": gettext_noop("Give the ledger account a code."),
    "account_name_missing": gettext_noop("Give the ledger account a name."),
    "account_category_missing": gettext_noop("Choose a category."),
    "account_category_wrong": gettext_noop(
        "Category %(category)s cannot be chosen: an account is made for the balance sheet or for "
        "profit and loss, and a bank or a debtors account stays one."
    ),
    "account_code_taken": gettext_noop("There is already a ledger account %(account)s."),
    "cost_centre_missing": gettext_noop("Give the cost centre a name."),
    "cost_centre_taken": gettext_noop("There is already a cost centre %(centre)s."),
    "cost_centre_in_itself": gettext_noop("Cost centre %(centre)s cannot lie within itself."),
    "cost_centre_in_use": gettext_noop(
        "Cost centre %(centre)s cannot be deleted: %(count)s lines or cost centres use it."
    ),
    # bookings
    "entry_kind_unknown": gettext_noop("Give a kind of booking that exists."),
    "entry_date_wrong": gettext_noop("Give a date between 1980 and 2049."),
    "entry_account_unknown": gettext_noop("There is no ledger account %(account)s."),
    "entry_account_wrong": gettext_noop("Ledger account %(account)s is not for this booking."),
    "entry_account_no_debtors": gettext_noop("Ledger account %(account)s is not for debtors."),
    "entry_account_no_creditors": gettext_noop("Ledger account %(account)s is not for creditors."),
    "entry_vat_side_missing": gettext_noop("Say whether the amounts are with VAT or without."),
    "entry_description_missing": gettext_noop("Give the booking a description."),
    "entry_line_count_wrong": gettext_noop("A booking has 1 to 100 lines."),
    "entry_number_missing": gettext_noop("Give the invoice number."),
    "entry_number_taken": gettext_noop("Invoice number %(number)s is booked already."),
    "entry_number_of_relation_taken": gettext_noop(
        "Invoice number %(number)s of this relation is booked already."
    ),
    "entry_relation_missing": gettext_noop("Choose a relation."),
    "entry_relation_unknown": gettext_noop("There is no relation %(relation)s."),
    "entry_term_missing": gettext_noop("Give the payment term in days."),
    "entry_line_account_wrong": gettext_noop(
        "Line %(line)s: ledger account %(account)s cannot be used."
    ),
    "entry_line_vat_wrong": gettext_noop("Line %(line)s: VAT code %(vat)s cannot be used."),
    "entry_amounts_differ": gettext_noop("Line %(line)s: the amounts do not add up."),
    "entry_vat_differs": gettext_noop(
        "Line %(line)s: VAT of %(vat)s does not follow from %(percentage)s percent."
    ),
    "entry_amount_too_large": gettext_noop("Line %(line)s: %(amount)s is too large."),
    "entry_amount_not_cents": gettext_noop("Line %(line)s: %(amount)s is not in whole cents."),
    "payment_one_line_only": gettext_noop("A payment has one line."),
    "payment_number_missing": gettext_noop("Give the number of the invoice that is paid."),
    "payment_number_unknown": gettext_noop("There is no open item %(number)s."),
    "payment_relation_missing": gettext_noop("Give the relation that pays."),
    "payment_relation_unknown": gettext_noop("There is no relation %(relation)s."),
    "payment_does_not_fit": gettext_noop(
        "The payment does not fit what is open of invoice %(number)s."
    ),
    "payment_account_no_debtors": gettext_noop(
        "Line %(line)s: ledger account %(account)s is not for debtors."
    ),
    "payment_account_no_creditors": gettext_noop(
        "Line %(line)s: ledger account %(account)s is not for creditors."
    ),
    "payment_has_vat": gettext_noop("Line %(line)s: a payment has no VAT."),
    # payments
    "payment_is_nothing": gettext_noop("Fill in an amount."),
    "payment_wrong_side": gettext_noop("The amount has the wrong sign for this open item."),
    "more_than_open": gettext_noop("Only %(open)s is still open."),
    "account_holds_no_money": gettext_noop("Ledger account %(account)s is not a bank or cash."),
    # sending
    "mail_of_unbooked": gettext_noop("Process invoice %(number)s first; then it can be sent."),
    "mail_meanwhile": gettext_noop(
        "Meanwhile something happened with the mail of invoice %(number)s. Look, and choose again."
    ),
    "mail_no_address": gettext_noop("The relation has no e-mail address."),
    "mail_wrong_address": gettext_noop("The e-mail address of the relation is not right."),
    "mail_wrong_sender": gettext_noop("The sender address of the e-mail is not right."),
    "mail_not_wanted": gettext_noop("The relation wants no e-mail."),
    "nothing_to_print": gettext_noop("Nothing waits to be printed any more."),
    "letter_meanwhile": gettext_noop("Invoice %(number)s is in a PDF already."),
    # direct debits
    "mandate_missing": gettext_noop("The mandate is missing."),
    "mandate_of_other": gettext_noop("This mandate is of another relation."),
    "mandate_differs": gettext_noop(
        "The invoice gives another account or day of signing than this mandate has."
    ),
    "mandate_used": gettext_noop(
        "This mandate was used already; another account or day of signing needs a new mandate."
    ),
    "mandate_spent": gettext_noop("This mandate was for one collection, and that was made."),
    "mandate_reference_wrong": gettext_noop(
        "A mandate has 1 to 35 letters without accents, digits or + ? / - : ( ) . , '"
    ),
    "mandate_iban_wrong": gettext_noop("The IBAN of the customer is not right."),
    "mandate_bic_wrong": gettext_noop("The BIC is not right."),
    "mandate_holder_missing": gettext_noop("The account holder is missing."),
    "mandate_day_missing": gettext_noop("The day on which the mandate was signed is missing."),
    "mandate_notice_wrong": gettext_noop("Give the notice as 0 to 365 days."),
    "debit_meanwhile": gettext_noop(
        "Meanwhile something changed in what is to be collected. Look, and choose again."
    ),
    "debit_not_ready": gettext_noop("Invoice %(number)s cannot be collected: %(why)s"),
    "debit_paid": gettext_noop("The invoice is paid."),
    "debit_too_early": gettext_noop("From %(earliest)s: the customer is told that long before."),
    "debit_day_closed": gettext_noop("Banks collect nothing on that day; the next is %(next)s."),
    "debit_day_wrong": gettext_noop("Choose a day from tomorrow until a year from now."),
    "firm_creditor_id_missing": gettext_noop(
        "The creditor identifier of your firm is missing or wrong: fill it in at Company details."
    ),
    "firm_iban_missing": gettext_noop(
        "The IBAN of your firm is missing or wrong: fill it in at Company details."
    ),
    "batch_past": gettext_noop("This file cannot be changed any more."),
    "batch_day_wrong": gettext_noop("Give a day from the collection day until today."),
    "batch_not_yet": gettext_noop("Before its day, or once withdrawn, a file collects nothing."),
    # coming in
    "username_taken": gettext_noop("User name %(username)s is already in use."),
    "name_missing": gettext_noop("Give the administration a name."),
}


class Refused(Exception):
    """The books say no. Nothing was written.

    `code` is a key of `SENTENCES`; `facts` are the values that its sentence names. Facts may hold
    names of customers: log the code only.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    @property
    def sentence(self) -> str:
        """Return what to tell a person, in the language of this moment."""
        return gettext(SENTENCES[self.code]) % told(self.facts)
