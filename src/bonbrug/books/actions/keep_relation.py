"""Add, change and delete relations."""

from dataclasses import dataclass, field, fields
from datetime import date

from django.db import transaction

from bonbrug.books.actions.column_limits import check_lengths
from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import FREE_FIELDS, Administration, Relation
from bonbrug.ui.searching import taken_by


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """What a person or program says about a relation; a change replaces every field."""

    code: str
    name: str
    contact: str = ""
    sex: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    mail_address: str = ""
    mail_postal_code: str = ""
    mail_city: str = ""
    mail_country: str = ""
    phone: str = ""
    mobile: str = ""
    fax: str = ""
    email: str = ""
    site: str = ""
    note: str = ""
    bank_account: str = ""
    giro_account: str = ""
    vat_number: str = ""
    kvk_number: str = ""
    salutation: str = ""
    iban: str = ""
    bic: str = ""
    kind: str = "B"
    free: tuple[str, ...] = field(default=("",) * 10)
    member: bool = False
    default_account_id: int | None = None
    no_email: bool = False


TEXTS = tuple(f.name for f in fields(RelationDraft) if f.type is str)


def add_relation(administration: Administration, draft: RelationDraft, today: date) -> Relation:
    """Make a relation; refused when the code is missing or taken, or the name is missing."""
    with transaction.atomic():
        relation = Relation(administration=locked(administration), added_on=today)
        return _write(relation, draft)


def change_relation(relation: Relation, draft: RelationDraft) -> Relation:
    """Replace everything of a relation (an empty field becomes empty)."""
    with transaction.atomic():
        locked(relation.administration_id)
        return _write(relation, draft)


def delete_relation(relation: Relation) -> None:
    """Delete a relation that no invoice and no booking uses."""
    with transaction.atomic():
        locked(relation.administration_id)
        count = relation.invoices.count() or relation.entries.count()
        if count:
            raise Refused("relation_in_use", relation=relation.code, count=count)
        relation.delete()


def _write(relation: Relation, draft: RelationDraft) -> Relation:
    for name in TEXTS:
        setattr(relation, name, getattr(draft, name).strip())
    for name, text in zip(FREE_FIELDS, draft.free, strict=True):
        setattr(relation, name, text.strip())
    relation.member, relation.no_email = draft.member, draft.no_email
    relation.default_account_id = draft.default_account_id
    _check(relation)
    relation.save()
    return relation


def _check(relation: Relation) -> None:
    if not relation.code:
        raise Refused("relation_code_missing")
    if not relation.name:
        raise Refused("relation_name_missing")
    if relation.kind not in Relation.Kind.values:
        raise Refused("relation_kind_unknown")
    check_lengths(relation, (*TEXTS, *FREE_FIELDS))
    books = relation.administration
    if other := taken_by(books.relations.all(), "code", relation):
        raise Refused("relation_code_taken", relation=other.code)
    account = relation.default_account_id
    if account is not None and not books.ledger_accounts.filter(pk=account).exists():
        raise Refused("account_unknown", account=account)
