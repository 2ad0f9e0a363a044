"""Ordering a link with an outside package (Koppeling bestellen)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from bonbrug.accounts.keys import digest, keyring
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, ExternalLink

PACKAGES = (ExternalLink.EBOEKHOUDEN,)


@dataclass(frozen=True, slots=True, repr=False)
class LinkTokens:
    """What the outside package needs; never written to a log."""

    token: str
    software_token: str


def order(
    company: Company, package: str, token: str, software_token: str, now: datetime
) -> ExternalLink:
    """Keep a new pair of tokens (64 hex characters each, drawn by the caller)."""
    if package not in PACKAGES:
        raise Refused("package_unknown", package=package)
    if company.external_links.filter(package=package).exists():
        raise Refused("already_ordered", package=package)
    try:
        with transaction.atomic():
            link = _keep(company, package, LinkTokens(token, software_token), now)
            _tell(link, Kind.CODES_RENEWED, now)
    except IntegrityError as error:
        raise Refused("token_in_use") from error
    return link


def _keep(company: Company, package: str, tokens: LinkTokens, now: datetime) -> ExternalLink:
    link = ExternalLink.objects.create(
        company=company,
        package=package,
        ordered_at=now,
        token_digest=digest(tokens.token),
        software_token_digest=digest(tokens.software_token),
    )
    # What is sealed is bound to the primary key, which exists only now.
    link.token_sealed = keyring().seal(tokens.token, link.bound(link.pk, "token"))
    link.software_token_sealed = keyring().seal(
        tokens.software_token, link.bound(link.pk, "software_token")
    )
    link.save(update_fields=["token_sealed", "software_token_sealed"])
    return link


def open_tokens(link: ExternalLink) -> LinkTokens:
    """Return the tokens, to show them to the office; raises SealBroken when they do not open."""
    ring = keyring()
    return LinkTokens(
        ring.unseal(link.token_sealed, link.bound(link.pk, "token")),
        ring.unseal(link.software_token_sealed, link.bound(link.pk, "software_token")),
    )


def tell_seen(link: ExternalLink, now: datetime) -> None:
    """Tell the security log that the tokens were shown to a person."""
    _tell(link, Kind.CODES_SEEN, now)


def end(link: ExternalLink, now: datetime) -> None:
    """Stop the link: its tokens open no door any more."""
    with transaction.atomic():
        link.delete()
        _tell(link, Kind.LINK_ENDED, now)


def _tell(link: ExternalLink, kind: Kind, now: datetime) -> None:
    company = link.company
    record(company.organisation_id, NewEvent(kind, about=f"company:{company.pk}"), now)
