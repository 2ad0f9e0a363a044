"""Firm and relations, as an audit file names them."""

from collections.abc import Iterator, Mapping

from bonbrug.books.documents.audit.chosen import CHUNK, Chosen
from bonbrug.books.models import OUTGOING, Administration, Relation
from bonbrug.values.country_codes import HOME, country_code
from bonbrug.values.identifiers import bare
from bonbrug.values.party import postcode, split_street
from bonbrug.wire.xaf import records
from bonbrug.wire.xaf.codes import RelationType
from bonbrug.wire.xaf.elements import ADDRESS

LONGEST_NUMBER = next(leaf.most or 0 for leaf in ADDRESS if leaf.tag == "number")


def firm_address(firm: Administration) -> records.Address:
    """Return where the firm sits."""
    return _address(firm.street, firm.postal_code, firm.city, firm.country)


def firm_country(firm: Administration) -> str:
    """Return the country of the firm; the schema wants one."""
    return country_code(firm.country) or HOME


def relations_of(chosen: Chosen, codes: Mapping[int, str]) -> Iterator[records.Relation]:
    """Yield the relations of `codes`, under the codes that the lines name too."""
    buyers, suppliers = _traders(chosen)
    for relation in chosen.books.relations.order_by("code").iterator(chunk_size=CHUNK):
        if relation.pk in codes:
            kind = _kind(relation.pk in buyers, relation.pk in suppliers)
            yield _relation(relation, codes[relation.pk], kind)


def _traders(chosen: Chosen) -> tuple[set[int], set[int]]:
    """Return who was sold to, and of whom was bought."""
    known = chosen.books.entries.filter(posted=True, relation__isnull=False)
    ids = known.order_by().values_list("relation_id", flat=True).distinct()
    bought = ids.filter(kind__in=OUTGOING)
    return set(ids.exclude(kind__in=OUTGOING)), set(bought)


def _kind(buys: bool, supplies: bool) -> str:
    if buys and supplies:
        return RelationType.BOTH
    if supplies:
        return RelationType.SUPPLIER
    return RelationType.CUSTOMER if buys else ""


def _relation(relation: Relation, code: str, kind: str) -> records.Relation:
    country = country_code(relation.country)
    return records.Relation(
        id=code,
        name=relation.name,
        kind=kind,
        contact=relation.contact,
        phone=relation.phone or relation.mobile,
        fax=relation.fax,
        email=relation.email,
        site=relation.site,
        kvk_number=relation.kvk_number,
        vat_country=country if relation.vat_number else "",
        vat_number=bare(relation.vat_number),
        address=_address(relation.address, relation.postal_code, relation.city, relation.country),
        mail_address=_mail_address(relation),
        account=bare(relation.iban or relation.bank_account),
    )


def _mail_address(relation: Relation) -> records.Address:
    line, code, city = relation.mail_address, relation.mail_postal_code, relation.mail_city
    country = relation.mail_country if line or code or city else ""
    return _address(line, code, city, country)


def _address(line: str, code: str, city: str, country: str) -> records.Address:
    """Nothing known is no address, not one in the Netherlands."""
    if not any(text.strip() for text in (line, code, city, country)):
        return records.Address()
    street, number = split_street(line)
    if len(number) > LONGEST_NUMBER:
        street, number = line, ""
    return records.Address(
        street=street,
        number=number,
        city=city,
        postcode=postcode(code),
        country=country_code(country),
    )
