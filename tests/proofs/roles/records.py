"""A firm in which every address of the program has a record to lead to."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Model

from bonbrug.accounts.models import Announcement, Erasure, Invitation, Membership, Organisation
from bonbrug.books.models import (
    CostCentre,
    DebitBatch,
    DirectDebit,
    Entry,
    Invoice,
    InvoiceMail,
    InvoiceTemplate,
    LedgerAccount,
    Letter,
    OpenItem,
    PrintRun,
    Product,
    Relation,
    Unit,
)
from bonbrug.link.models import ExportJob, Item, Reconciliation, Run, TrialInvoice
from bonbrug.sync.model import records
from bonbrug.sync.model.serializers import invoice_to_json
from bonbrug.sync.states.jobs import State
from bonbrug.workorders.models import (
    Employee,
    HourType,
    Material,
    MaterialLine,
    Tablet,
    TabletOperation,
    WorkOrder,
    WorkPeriod,
    WorkStatus,
)
from bonbrug.workorders.models import Relation as Customer
from tests.site.filled_lists import NOW, Filled, filled
from tests.workorders.linking import linked

# Which record an address is about, by the begin of its name; the longest begin counts.
OF_BOOKS: dict[str, type[Model]] = {
    "relation": Relation, "offset": Relation, "invoice": Invoice, "mail": InvoiceMail,
    "letter": Letter, "print_run": PrintRun, "debit": DirectDebit, "batch": DebitBatch,
    "product": Product, "unit": Unit, "receive": OpenItem, "entry": Entry,
    "account": LedgerAccount, "cost_centre": CostCentre, "template": InvoiceTemplate,
}  # fmt: skip
OF_WORK: dict[str, type[Model]] = {
    "": WorkOrder, "tablet_unlink": Tablet, "tablet_code": Employee, "relations": Customer,
    "materials": Material, "hour_types": HourType, "work_statuses": WorkStatus,
    "employees": Employee, "operation": TabletOperation,
}  # fmt: skip
OF_PEOPLE: dict[str, type[Model]] = {
    "erase": Organisation, "bring_back": Erasure, "member": Membership,
    "invitation_withdraw": Invitation, "mfa_remove_webauthn": Authenticator,
    "end_session": UserSession, "operator_firm": Organisation, "operator_invitation": Invitation,
    "operator_announcement": Announcement, "put_away": Announcement,
}  # fmt: skip
OF_LINK: dict[str, type[Model]] = {"": TrialInvoice, "reconciliation": Reconciliation}


def everything() -> Filled:
    """Fill the three houses of a firm, with one of each thing that an address can be about."""
    firm = filled()
    _work(firm)
    _link(firm)
    Erasure.objects.create(organisation=firm.books.organisation, code="9", erased_at=NOW)
    return firm


def _work(firm: Filled) -> None:
    order = WorkOrder.objects.filter(archived=False).earliest("pk")
    assert order.employee
    WorkPeriod.objects.create(work_order=order, work_date=date(2018, 9, 17))
    MaterialLine.objects.create(work_order=order, name="Buis", quantity=1, price=1)
    WorkOrder.objects.filter(pk=order.pk).update(signature=b"\x89PNG")
    TabletOperation.objects.create(
        company=order.company, work_order=order, employee=order.employee, key=UUID(int=7),
        kind="order_picked_up", result="refused", waits=True, received_at=NOW,
    )  # fmt: skip
    other = firm.company.employees.exclude(pk=order.employee.pk).earliest("pk")
    linked(other, "d" * 43, NOW)
    Unit.objects.get_or_create(administration=firm.books, singular="Doos", plural="Dozen")


def _link(firm: Filled) -> None:
    link = firm.link
    link.company_id = firm.company.company_id
    # Not activated: a run would ask the other side, and each try stands in a transaction.
    link.signed_in_at = NOW
    link.save()
    job = ExportJob.objects.create(
        connection=link, row_id="90", work_order_number="90", seen_at=NOW, state=State.DECLINED
    )
    Item.objects.create(connection=link, job=job, kind="defect", opened_at=NOW, last_seen_at=NOW)
    run = Run.objects.create(
        connection=link, started_at=NOW, finished_at=NOW, trigger="trial", dry_run=True
    )
    body = invoice_to_json(
        records.Invoice(
            "2018001", "R1", NOW.date(), 14, "Test", book=True, booking_text="", lines=()
        )
    )
    row = str(WorkOrder.objects.filter(archived=False).earliest("pk").pk)
    TrialInvoice.objects.create(run=run, row_id=row, work_order_number="90", body=body)
    Reconciliation.objects.create(
        connection=link, first=NOW.date(), last=NOW.date(), asked_at=NOW, finished_at=NOW
    )


def parts(house: str, name: str, firm: Filled, order: int) -> Mapping[str, object]:
    """Return what stands in an address of this name; `order` is the work order of a fitter."""
    known = {
        "": OF_PEOPLE, "books": OF_BOOKS, "workorders": OF_WORK, "link": OF_LINK,
    }.get(house, {})  # fmt: skip
    found = max((begin for begin in known if name.startswith(begin)), key=len, default=None)
    record = _one(known[found]) if found is not None else 0
    line = _one(MaterialLine if "material" in name else WorkPeriod)
    job = ExportJob.objects.get(row_id="90").pk
    return {
        "administration": firm.books.pk,
        "company": firm.company.pk,
        "pk": firm.link.pk if house == "link" else order if record is None else record,
        "line": line,
        "material": _one(Material),
        "company_id": firm.link.company_id if house == "link" else firm.company.company_id,
        "row_id": "90",
        "item": _one(Item),
        "job": job,
        "row": record,
        "run": _one(Run),
        "token": "0" * 43,
        "code": "2018-k3",
        "name": "1a",
        "version": "8",
        "endpoint": "relations",
        "uidb36": "1",
        "key": "set-password",
        "organisation": firm.books.organisation_id,
    }


def _one(kind: type[Model]) -> int | None:
    """Return the first one; of work orders the caller says which, and 0 where there is none."""
    if kind is WorkOrder:
        return None
    row = kind._default_manager.order_by("pk").first()
    return row.pk if row else 0
