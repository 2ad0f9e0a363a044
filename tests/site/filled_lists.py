"""Three houses of one firm in which every list has at least `ROWS` rows. All is invented."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.test import Client

from bonbrug.accounts.actions import add_person
from bonbrug.accounts.models import Membership, Organisation
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent as NewSecurityEvent
from bonbrug.accounts.security.recording import record
from bonbrug.books.actions.collect import make_batch
from bonbrug.books.actions.delete_invoice import delete_invoice
from bonbrug.books.actions.entry_amounts import EntryLineDraft
from bonbrug.books.actions.entry_draft import EntryDraft
from bonbrug.books.actions.keep_cost_centre import add_cost_centre
from bonbrug.books.actions.keep_product import ProductDraft, add_product
from bonbrug.books.actions.keep_relation import RelationDraft, add_relation
from bonbrug.books.actions.keep_template import TemplateDraft, add_template
from bonbrug.books.actions.write_entry import write_entry
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Delivery, EntryKind, InvoiceMail, MailState
from bonbrug.link.actions import make_connection
from bonbrug.link.actions.connections import Counterparts
from bonbrug.link.models import AddressAnswer, Binding, Connection, CustomerAgreement, ExportJob
from bonbrug.link.store import journal
from bonbrug.link.store.journal import NewEvent
from bonbrug.sync.states.jobs import State
from bonbrug.workorders.actions.keep_employee import add_employee
from bonbrug.workorders.actions.keep_hour_type import add_hour_type
from bonbrug.workorders.actions.keep_material import add_material
from bonbrug.workorders.actions.keep_relation import add_relation as add_customer
from bonbrug.workorders.actions.keep_work_status import add_work_status
from bonbrug.workorders.actions.order_link import order
from bonbrug.workorders.actions.plan_work import order_nr_from, plan
from bonbrug.workorders.actions.set_up import new_company
from bonbrug.workorders.models import Company, WorkOrder
from tests.books.debits import COLLECTION_DAY, collectable, collecting, debit_of
from tests.books.shelf import BOOKED, DRAFT, TODAY, open_books

NOW = datetime(2018, 9, 17, 13, 16, tzinfo=UTC)
ROWS = 3
PLACES = range(1, ROWS + 1)
MAIL = {"subject": "Factuur kraan", "body": "Hierbij.", "from_address": "kantoor@demo.example"}


@dataclass(frozen=True, slots=True)
class Filled:
    """The houses, and the browser of who works there."""

    office: Client
    books: Administration
    company: Company
    link: Connection


def filled() -> Filled:
    """Fill the houses."""
    books = open_books()
    firm = books.organisation
    user = add_person("kantoor@demo.example")
    Membership.objects.create(user=user, organisation=firm, role="owner")
    office = Client(headers={"accept-language": "nl"})
    office.force_login(user, "django.contrib.auth.backends.ModelBackend")
    for place in PLACES:
        record(firm.pk, NewSecurityEvent(Kind.CODES_SEEN, about=f"administration:{place}"), NOW)
    _registers(books)
    _invoices(books)
    _debits(books)
    return Filled(office, books, _company(firm), _link(firm))


def _registers(books: Administration) -> None:
    for place in PLACES:
        name = f"=1+{place}"
        add_relation(books, RelationDraft(f"R{place}", name, phone=f"+31 6 1234567{place}"), TODAY)
        add_template(books, TemplateDraft(f"Sjabloon {place}"))
        add_cost_centre(books, f"Bus {place}")
        price = Decimal("1234.5") * place
        add_product(books, ProductDraft(f"P{place}", "Pomp", "Stuk", price, "GEEN", "8000"))


def _invoices(books: Administration) -> None:
    for place in PLACES:
        write_invoice(books, BOOKED, TODAY)
        write_invoice(books, replace(BOOKED, delivery=Delivery.EMAIL, details=MAIL), TODAY)
        mailed = write_invoice(books, replace(BOOKED, delivery=Delivery.EMAIL, details=MAIL), TODAY)
        InvoiceMail.objects.filter(invoice=mailed).update(state=MailState.SENT, ended_at=NOW)
        delete_invoice(write_invoice(books, DRAFT, TODAY), TODAY)
        write_entry(books, _bought(place))


def _bought(place: int) -> EntryDraft:
    amount = Decimal(100 * place)
    line = EntryLineDraft("7000", amount, amount, Decimal(0), amount)
    return EntryDraft(
        EntryKind.INVOICE_RECEIVED, TODAY, "1600", (line,), "Inkoop", "TEST1", f"I{place}",
        term_days=14,
    )  # fmt: skip


def _debits(books: Administration) -> None:
    firm = collecting(books)
    for place in PLACES:
        collectable(firm, mandate_id=f"M-{place}")
        filed = debit_of(collectable(firm, mandate_id=f"F-{place}"))
        make_batch(firm, [filed.pk], COLLECTION_DAY, TODAY)


def _company(firm: Organisation) -> Company:
    company = new_company(firm, firm.name, "1234567")
    order(company, "eboekhouden", "a1" * 32, "b2" * 32, NOW)
    for place in PLACES:
        add_customer(company, {"debtor_number": f"R{place}", "name": f"Klant {place}"})
        add_material(company, {"code": f"M{place}", "description": "Buis", "price": Decimal(2000)})
        add_hour_type(company, {"code": f"U{place}", "name": "Uur", "sale_price": Decimal(45)})
        add_work_status(company, {"code": f"8{place}", "name": f"Wacht {place}"})
        _orders(company, place)
    return company


def _orders(company: Company, place: int) -> None:
    fields = {"first_name": "Sanne", "last_name": f"Voorbeeld {place}", "number": f"10{place}"}
    employee = add_employee(company, fields)  # type: ignore[arg-type]
    for archived in (False, True):
        number = order_nr_from((place + ROWS * archived).to_bytes(5, "big"))
        one = plan(
            company, {"customer_name": "Bakkerij"}, now=NOW, who="kantoor", order_nr=number,
            employee=employee,
        )  # fmt: skip
        WorkOrder.objects.filter(pk=one.pk).update(archived=archived)


def _link(firm: Organisation) -> Connection:
    services = Counterparts("ingebouwd", "ingebouwd")
    link = make_connection(firm, firm.name, services, "6416759", ("5a" * 32, "c0" * 32), NOW)
    for place in PLACES:
        ExportJob.objects.create(
            connection=link, row_id=str(place), work_order_number=f"100{place}", seen_at=NOW,
            state=State.SETTLED, invoice_number=f"201800{place}", gross=Decimal("-1234.56"),
            invoiced_at=NOW + timedelta(minutes=place), booked=True,
        )  # fmt: skip
        code = f"R{place}"
        CustomerAgreement.objects.create(connection=link, key=code.lower(), code=code)
        base = {"code": code, "name": f"Klant {place}", "city": "Utrecht"}
        Binding.objects.create(connection=link, kind="relation", key=code.lower(), base_json=base)
        AddressAnswer.objects.create(
            connection=link, key=f"1234AB {place}", answer="yes", answered_at=NOW
        )
        journal.append(link.pk, [NewEvent("item_opened", f"100{place}")], NOW)
    return link
