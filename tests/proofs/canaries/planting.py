"""Canaries in every place of a secret, and a customer of whom every word is one."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.core import context
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.test import RequestFactory

from bonbrug.accounts.actions import make_login_link
from bonbrug.accounts.inviting import Asked, invite
from bonbrug.accounts.keys import signing_keys
from bonbrug.accounts.models import User
from bonbrug.accounts.roles import Role
from bonbrug.books.actions import access
from bonbrug.books.models import Relation
from bonbrug.link.models import Binding, Connection
from bonbrug.link.models.connection import SECRETS
from bonbrug.workorders.actions import order_link
from bonbrug.workorders.models import Company, Employee, WorkOrder
from bonbrug.workorders.models import Relation as Customer
from tests.proofs.canaries.traces import Canary, Watch
from tests.proofs.roles.conftest import Who
from tests.site.filled_lists import Filled
from tests.workorders.linking import linked

PASSWORD = "kanariepieten zingen zelden zacht"
CUSTOMER = "Familie Kanarieveen"
GUID = "C0FFEE00-0000-4000-8000-0000000000AB"


@dataclass(frozen=True, slots=True)
class Planted:
    """What was planted; `watch` looks for the secrets, `customers` for the customer's name."""

    secrets: dict[str, str]
    watch: Watch
    customers: Watch


def plant(firm: Filled, people: list[Who]) -> Planted:
    """Put canaries in the firm of the records; everybody there is somebody of `people`."""
    now = datetime.now(UTC)
    owner = User.objects.get(username="owner-here@example.com")
    found = {
        **_keys(),
        **_sessions(people),
        **_of_a_person(owner, now),
        **_invitation(firm, now),
        **_codes_of_the_books(firm, now),
        **_tokens(firm.company, now),
        **_tablet(firm.company, now),
        **_credentials(firm.link),
    }
    _customers(firm)
    return Planted(
        found,
        Watch(Canary(kind, text) for kind, text in found.items()),
        Watch([Canary("customer", CUSTOMER)]),
    )


def _keys() -> dict[str, str]:
    sealing = settings.BONBRUG_SEALING_KEYS.current()
    both = [("sealing key", sealing), ("signing key", signing_keys())]
    return {
        "key of the framework": settings.SECRET_KEY,
        **{f"{name} {place}": key.hex() for name, keys in both for place, key in enumerate(keys)},
    }


def _sessions(people: list[Who]) -> dict[str, str]:
    name = settings.SESSION_COOKIE_NAME
    return {
        f"session of {who.name}": who.client.cookies[name].value
        for who in people
        if name in who.client.cookies
    }


def _of_a_person(user: User, now: datetime) -> dict[str, str]:
    """A password, an app and its recovery codes; nobody logs out, for the hash alone is kept."""
    secret = generate_totp_secret()
    request = RequestFactory().get("/")
    request.user = user
    with context.request_context(request):
        TOTP.activate(user, secret)
        codes = RecoveryCodes.activate(user).get_unused_codes()
    link, unused = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    make_login_link(user, now, link)
    return {
        "password": PASSWORD,
        "secret of an app": secret,
        **{f"recovery code {place}": code for place, code in enumerate(codes)},
        "login link": link,
        "login link that nobody made": unused,
    }


def _invitation(firm: Filled, now: datetime) -> dict[str, str]:
    token = secrets.token_urlsafe(32)
    invite(Asked(firm.books.organisation, "pim@example.com", Role.OFFICE), token, now)
    return {"invitation": token}


def _codes_of_the_books(firm: Filled, now: datetime) -> dict[str, str]:
    codes = access.draw_codes(secrets.token_bytes)
    access.renew_codes(firm.books, codes, now)
    session = access.open_session(firm.books, "canary", GUID, now)
    return {
        "security code 1": codes.first,
        "security code 2": codes.second,
        "session of the SOAP door": session.key,
    }


def _tokens(company: Company, now: datetime) -> dict[str, str]:
    pair = secrets.token_hex(32), secrets.token_hex(32)
    order_link.end(company.external_links.get(), now)
    order_link.order(company, "eboekhouden", *pair, now)
    return {"token": pair[0], "software token": pair[1]}


def _tablet(company: Company, now: datetime) -> dict[str, str]:
    key = secrets.token_urlsafe(32)
    linked(Employee.objects.filter(company=company).earliest("pk"), key, now)
    return {"key of a tablet": key}


def _credentials(connection: Connection) -> dict[str, str]:
    found = {f"{name} of the link": secrets.token_hex(32) for name in SECRETS}
    for name in SECRETS:
        connection.seal(name, found[f"{name} of the link"])
    connection.save()
    return found


def _customers(firm: Filled) -> None:
    Relation.objects.filter(administration=firm.books).update(name=CUSTOMER)
    Customer.objects.filter(company=firm.company).update(name=CUSTOMER)
    WorkOrder.objects.filter(company=firm.company).update(customer_name=CUSTOMER)
    base = {"code": "R1", "name": CUSTOMER, "city": "Utrecht"}
    Binding.objects.filter(connection=firm.link).update(base_json=base)
