"""The calls that open other administrations, lead a person in, and book: what they refuse."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.accounts.keys import digest
from bonbrug.books.actions import access
from bonbrug.books.actions.set_up import Firm, new_administration
from bonbrug.books.models import Administration, Session
from bonbrug.values.clock import system_clock
from bonbrug.wire.eboekhouden import operations as calls
from bonbrug.wire.eboekhouden import records
from bonbrug.wire.eboekhouden.operations import OPERATIONS
from bonbrug.wire.eboekhouden.soap import write_request
from tests.books.doors.conftest import Post
from tests.books.doors.test_golden import code_in, value_of
from tests.books.shelf import CODES, GUID, TODAY, open_books

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

KEY = "{" + GUID + "}"
OTHER = access.SecurityCodes("2" * 32, GUID.replace("AA", "DD"))
LOGIN = ("voorbeeld", CODES.first, CODES.second, "test")


def ask(post: Post, record: object) -> str:
    operation = OPERATIONS[type(record).__name__]
    return post(write_request(operation, record))


@pytest.fixture
def second(books: Administration) -> Administration:
    """Return another administration of the same organisation."""
    guid = GUID.replace("AA", "BB")
    firm = Firm("Demo Schilders BV")
    return new_administration(books.organisation, firm, "schilders", guid, OTHER)


def test_a_session_for_another_administration_of_the_office(
    post: Post, second: Administration
) -> None:
    answer = ask(post, calls.OpenSessionSub(*LOGIN, second.guid.lower()))
    [key] = value_of("SessionID", answer)
    listed = ask(post, calls.GetAdministraties(key, CODES.second))
    assert value_of("Bedrijf", listed) == ["Demo Schilders BV"]
    assert code_in(ask(post, calls.GetAdministraties(key, OTHER.second))) == "E002.1"


def test_nobody_opens_the_administration_of_another_office(
    post: Post, books: Administration
) -> None:
    theirs = open_books("vreemd", GUID.replace("AA", "CC"), OTHER)
    for guid in (theirs.guid, "", "{" + "0" * 36 + "}"):
        assert code_in(ask(post, calls.OpenSessionSub(*LOGIN, guid))) == "E002.5"
    wrong = ("voorbeeld", CODES.first, OTHER.second, "test", books.guid)
    assert code_in(ask(post, calls.OpenSessionSub(*wrong))) == "E001.3"
    assert not Session.objects.exists()


def test_new_codes_end_the_sessions_that_the_old_ones_opened_elsewhere(
    post: Post, books: Administration, second: Administration
) -> None:
    [key] = value_of("SessionID", ask(post, calls.OpenSessionSub(*LOGIN, second.guid)))
    access.renew_codes(books, OTHER, system_clock())
    assert code_in(ask(post, calls.GetAdministraties(key, CODES.second))) == "E002.4"


def test_auto_login_gives_a_token_of_which_only_the_digest_is_kept(
    post: Post, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    [token] = value_of("Token", ask(post, calls.AutoLogin("voorbeeld", KEY, CODES.second)))
    way = session.administration.ways_in.get()
    assert way.digest == digest(token)
    assert way.expires_at - system_clock() <= timedelta(minutes=5)
    for secret in (token, CODES.first, CODES.second):
        assert secret not in caplog.text
    assert CODES.second not in token


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (calls.AutoLogin("iemand", KEY, CODES.second), "E001.1"),
        (calls.AutoLogin("voorbeeld", KEY, OTHER.second), "E002.1"),
        (calls.AutoLogin("voorbeeld", "{x}", CODES.second), "E002.1"),
    ],
)
def test_auto_login_needs_the_session_and_its_own_user(
    post: Post, session: Session, asked: calls.AutoLogin, code: str
) -> None:
    assert code_in(ask(post, asked)) == code
    assert not session.administration.ways_in.exists()


def entry(**changes: object) -> records.Mutatie:
    five = Decimal(5)
    line = records.MutatieRegel(five, five, Decimal(0), five, "GEEN", Decimal(0), "7000")
    known: dict[str, Any] = {
        "Soort": "Memoriaal", "Datum": TODAY, "Rekening": "2300", "Omschrijving": "Correctie",
        "InExBTW": "EX", "MutatieRegels": (line,),
    }  # fmt: skip
    return records.Mutatie(**{**known, **changes})


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Soort": ""}, "CMUT008"),
        ({"Soort": "Onzin"}, "CMUT008"),
        ({"InExBTW": ""}, "CMUT003"),
        ({"InExBTW": "BEIDE"}, "CMUT003.1"),
        ({"Rekening": "9999"}, "CMUT001"),
        ({"Datum": records.NO_DATE}, "CMUT004"),
        ({"MutatieRegels": ()}, "CMUT006"),
        ({"Soort": "FactuurVerstuurd", "Rekening": "1300"}, "CMUT013"),
    ],
)
def test_a_wrong_booking_has_its_code_and_writes_nothing(
    post: Post, session: Session, changes: dict[str, object], code: str
) -> None:
    answer = ask(post, calls.AddMutatie(KEY, CODES.second, entry(**changes)))
    assert (code_in(answer), value_of("Mutatienummer", answer)) == (code, ["0"])
    assert not session.administration.entries.exists()


def test_a_booking_comes_back_as_it_was_sent(post: Post, session: Session) -> None:
    spent = entry(Soort="GeldUitgegeven", Rekening="1000", Boekstuk="B7")
    answer = ask(post, calls.AddMutatie(KEY, CODES.second, spent))
    assert value_of("Mutatienummer", answer) == ["1"]
    listed = ask(post, calls.GetMutaties(KEY, CODES.second))
    for name, value in {"Soort": "GeldUitgegeven", "Boekstuk": "B7", "BedragInvoer": "5"}.items():
        assert value_of(name, listed) == [value]


@pytest.mark.parametrize(
    ("account", "code"),
    [
        (records.Grootboekrekening(0, "8000", "Omzet", "VW"), "CGB001"),
        (records.Grootboekrekening(0, "8100", "", "VW"), "CGB002"),
        (records.Grootboekrekening(0, "8100", "Omzet", ""), "CGB005"),
        (records.Grootboekrekening(0, "8100", "Omzet", "DEB"), "CGB006"),
        (records.Grootboekrekening(0, "", "Omzet", "VW"), "CGN003"),
    ],
)
def test_a_wrong_ledger_account_has_its_code(
    post: Post, session: Session, account: records.Grootboekrekening, code: str
) -> None:
    assert code_in(ask(post, calls.AddGrootboekrekening(KEY, CODES.second, account))) == code
    known = session.administration.ledger_accounts.get(code="7000")
    changed = records.Grootboekrekening(
        known.pk, account.Code, account.Omschrijving, account.Categorie
    )
    answer = ask(post, calls.UpdateGrootboekrekening(KEY, CODES.second, changed))
    assert code_in(answer) == f"{code}.1"


def test_an_account_that_is_not_there_has_its_own_codes(post: Post, session: Session) -> None:
    gone = records.Grootboekrekening(987654, "8100", "Omzet", "VW")
    answer = ask(post, calls.UpdateGrootboekrekening(KEY, CODES.second, gone))
    assert code_in(answer) == "CGB901.1"
    answer = ask(post, calls.GetSaldo(KEY, CODES.second, records.SaldoFilter("9999")))
    assert (code_in(answer), value_of("Saldo", answer)) == ("CSAL901", ["0"])


def test_open_items_of_suppliers_are_told_apart(post: Post, session: Session) -> None:
    bought = entry(
        Soort="FactuurOntvangen",
        Rekening="1600",
        RelatieCode="TEST1",
        Factuurnummer="I1",
        Betalingstermijn="30",
    )
    assert code_in(ask(post, calls.AddMutatie(KEY, CODES.second, bought))) == ""
    for kind, numbers in (("Crediteuren", ["I1"]), ("Debiteuren", [])):
        listed = ask(post, calls.GetOpenPosten(KEY, CODES.second, kind))
        assert value_of("MutFactuur", listed) == numbers
