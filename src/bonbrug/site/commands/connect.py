"""``bonbrug connect``: make a connection from the terminal."""

import os
import sys
from argparse import Namespace
from getpass import getpass

from django.conf import settings

from bonbrug.accounts.actions import add_organisation
from bonbrug.accounts.acts import Act
from bonbrug.accounts.firm_limits import Full
from bonbrug.accounts.models import Organisation
from bonbrug.link import crossing
from bonbrug.link.actions import SyncSettings, check, choose, make_connection, sign_in
from bonbrug.link.actions.connections import Counterparts
from bonbrug.link.models import Connection
from bonbrug.link.texts import sentences
from bonbrug.site.database import open_store
from bonbrug.values.clock import system_clock

ACT = Act.LET_IN
NAMES = ("SECURITY_CODE_1", "SECURITY_CODE_2", "TOKEN", "SOFTWARE_TOKEN")


def run(options: Namespace) -> int:
    """Make it, sign in, save the settings; say what is wrong when something is."""
    open_store()
    code1, code2, token, software_token = (_secret(name) for name in NAMES)
    now = system_clock()
    tokens = (token, software_token or settings.BONBRUG_SOFTWARE_TOKEN)
    firm = _organisation(options.organisation)
    try:
        connection = make_connection(
            firm, options.name, _counterparts(options), options.company_id, tokens, now
        )
    except Full as full:
        return _full(firm, full)
    bearer = os.environ.get("BONBRUG_BEARER_TOKEN", "")
    signed = sign_in(connection, options.username, code1, code2, now, bearer_token=bearer)
    if not signed.ok:
        print(sentences.of_sign_in(signed), file=sys.stderr)
        print(f"Connection {connection.pk} was made; sign in on its page.", file=sys.stderr)
        return 1
    choose(connection, _choices(options), None, now)
    return _checked(connection)


def _full(firm: Organisation, full: Full) -> int:
    print(
        f"bonbrug: {firm} may have {full.most} connections and has them;"
        f" `bonbrug organisations limits {firm.pk} --connections …` makes room",
        file=sys.stderr,
    )
    return 2


def _checked(connection: Connection) -> int:
    wrong = [finding for finding in check(connection) if finding.needs_person]
    for finding in wrong:
        print(sentences.of_finding(finding), file=sys.stderr)
    print(f"Connection {connection.pk} ({connection.name}) is ready; `bonbrug sync` starts it.")
    return 1 if wrong else 0


def _secret(name: str) -> str:
    given = os.environ.get(f"BONBRUG_{name}")
    if given is not None:
        return given
    if sys.stdin.isatty():
        return getpass(f"{name}: ")
    return sys.stdin.readline().rstrip("\n")


def _organisation(name: str) -> Organisation:
    known = Organisation.objects.filter(name=name).first()
    return known or add_organisation(name, made_at=system_clock())


def _counterparts(options: Namespace) -> Counterparts:
    books, field = crossing.counterparts()
    return Counterparts(
        options.books or next(iter(books)), options.work_orders or next(iter(field))
    )


def _choices(options: Namespace) -> SyncSettings:
    return SyncSettings(
        export_invoices=bool(options.template),
        template=options.template,
        term_days=options.term,
        book=options.book,
        export_relations=options.export_relations,
        export_from=options.export_from,
    )
