"""What can be done in Bonbrug, in the words of an office; who may is told by `roles.py`.

Every route and every command names one of these, and nothing is done that has no name.
"""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Act(StrEnum):
    """One thing that a person does; the value is its name in templates and on the table."""

    COME_IN = "come_in"
    START = "start"
    OWN_ACCOUNT = "own_account"
    USE_TABLET = "use_tablet"
    USE_PROGRAM = "use_program"

    SEE_WORK = "see_work"
    WRITE_WORK = "write_work"
    SEE_LISTS = "see_lists"
    KEEP_LISTS = "keep_lists"
    KEEP_EMPLOYEES = "keep_employees"

    SEE_LINK = "see_link"
    TRY_OUT = "try_out"
    RUN_LINK = "run_link"
    APPROVE = "approve"
    SET_LINK = "set_link"
    CONNECT = "connect"
    END_LINK = "end_link"

    SEE_BOOKS = "see_books"
    WRITE_INVOICES = "write_invoices"
    CREDIT = "credit"
    COLLECT = "collect"
    BOOK = "book"
    KEEP_RELATIONS = "keep_relations"
    SET_UP_BOOKS = "set_up_books"

    CODES = "codes"
    PEOPLE = "people"
    SEE_SECURITY_LOG = "see_security_log"
    PERSONAL_DATA = "personal_data"
    END_FIRM = "end_firm"

    SEE_STATE = "see_state"
    SEE_FIRMS = "see_firms"
    SEE_HOST_LOG = "see_host_log"
    OPERATE = "operate"
    LET_IN = "let_in"
    SET_LIMITS = "set_limits"
    TELL_ALL = "tell_all"
    READ_ONLY = "read_only"
    KEEP_SAFE = "keep_safe"

    @property
    def words(self) -> str | Promise:
        """Say it as one would to a colleague."""
        return WORDS[self]


WORDS: dict[Act, str | Promise] = {
    Act.COME_IN: _("Log in, log out, and choose a language or a theme"),
    Act.START: _("See the start page and the help"),
    Act.OWN_ACCOUNT: _("Change one's own password and second step, and end own sessions"),
    Act.USE_TABLET: _("Work on a tablet that is linked"),
    Act.USE_PROGRAM: _("Let a program in with its own codes"),
    Act.SEE_WORK: _("See work orders"),
    Act.WRITE_WORK: _("Make, change, complete and settle work orders"),
    Act.SEE_LISTS: _("See relations, materials, hour types and work statuses"),
    Act.KEEP_LISTS: _("Change those lists, and the settings of the work orders"),
    Act.KEEP_EMPLOYEES: _("See and change employees and tablets, and link a tablet"),
    Act.SEE_LINK: _("See the link, its settings, its journal and what is to do"),
    Act.TRY_OUT: _("Do a trial run and compare both sides"),
    Act.RUN_LINK: _("Start the link and decide what is to do"),
    Act.APPROVE: _("Approve or decline invoices that are doubtful"),
    Act.SET_LINK: _("Change the settings of the link and the customer agreements"),
    Act.CONNECT: _("Make a link and fill in its codes"),
    Act.END_LINK: _("Stop or delete a link"),
    Act.SEE_BOOKS: _("See the books, the VAT figures and the audit file"),
    Act.WRITE_INVOICES: _("Write, change, mail and print invoices"),
    Act.CREDIT: _("Credit invoices"),
    Act.COLLECT: _("Make direct debit files"),
    Act.BOOK: _(
        "Book payments, settle items, and keep ledger accounts, cost centres and the "
        "bookkeeping fields of relations"
    ),
    Act.KEEP_RELATIONS: _("Add, change and delete relations in the books"),
    Act.SET_UP_BOOKS: _("Change products, units, templates and the company details"),
    Act.CODES: _("Make codes and tokens, and see them once"),
    Act.PEOPLE: _("Let people in and say what they may do"),
    Act.SEE_SECURITY_LOG: _("See the security log and take it along"),
    Act.PERSONAL_DATA: _("Take along all about one person, and erase a customer"),
    Act.END_FIRM: _("End the firm: take everything along, and let it be erased"),
    Act.SEE_STATE: _("See whether everything runs and what is late"),
    Act.SEE_FIRMS: _(
        "See which firms there are, how many people and links each has, and its limits"
    ),
    Act.SEE_HOST_LOG: _("See the security log of the installation and take it along"),
    Act.OPERATE: _("Start, synchronise, check and move work orders in"),
    Act.LET_IN: _("Make firms, their first person and their first link"),
    Act.SET_LIMITS: _("Say how many people, links and calls a firm may have"),
    Act.TELL_ALL: _("Tell everybody something on every page"),
    Act.READ_ONLY: _("Keep everything read only for a while, and open it again"),
    Act.KEEP_SAFE: _("Back up, restore and renew keys"),
}
