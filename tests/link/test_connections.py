from dataclasses import replace
from typing import Any

import pytest

from bonbrug.accounts.transactions import InsideTransaction, no_transaction_open
from bonbrug.link import actions, crossing
from bonbrug.link.models import Connection
from bonbrug.sync.model.failures import Misconfigured, NotAllowedIn, Unreachable
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.values.sealing import SealBroken
from tests.fakes.linked import CODES, Linked, make_linked, ordered
from tests.fakes.world import CHOICES, START

pytestmark = pytest.mark.django_db


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    return make_linked(monkeypatch)


def test_credentials_are_stored_sealed_and_open_again(linked: Linked) -> None:
    stored = Connection.objects.get(pk=linked.connection.pk)
    names = ("username", "security_code_1", "security_code_2", "token", "software_token")
    values = (*CODES, "token", "software")
    assert tuple(map(stored.secret, names)) == values
    assert not {getattr(stored, name) for name in names} & set(values)


def test_a_sealed_value_does_not_open_in_another_place(linked: Linked) -> None:
    other = ordered("Ander", "1000002")
    other.token = linked.connection.token
    with pytest.raises(SealBroken):
        other.secret("token")
    other.token = other.software_token
    with pytest.raises(SealBroken):
        other.secret("token")


def test_a_refused_sign_in_names_the_field_and_keeps_the_old_codes(linked: Linked) -> None:
    linked.world.books.open = False
    answer = actions.sign_in(linked.connection, "demo", "wrong", "code-2", START)
    assert answer == actions.SignIn(ok=False, code="E001.2", field="security_code_1")
    linked.connection.refresh_from_db()
    assert linked.connection.secret("security_code_1") == "code-1"


def test_books_that_do_not_answer_keep_nothing_either(linked: Linked) -> None:
    linked.world.weather.next("sign_in", Unreachable("timeout"))
    answer = actions.sign_in(linked.connection, "demo", "new", "code-2", START)
    assert answer == actions.SignIn(ok=False, code="timeout")
    linked.connection.refresh_from_db()
    assert linked.connection.secret("security_code_1") == "code-1"


def test_a_refused_token_shows_at_the_sign_in(linked: Linked) -> None:
    linked.world.weather.next("work_statuses", NotAllowedIn("1005", field="token"))
    answer = actions.sign_in(linked.connection, *CODES, now=START)
    assert answer == actions.SignIn(ok=False, code="1005", field="token")


def test_signing_in_makes_the_work_statuses_and_remembers_the_books(linked: Linked) -> None:
    assert sorted(linked.world.field.statuses_) == ["0", "1", "99"]
    assert linked.connection.books_key == "admin-1"


def test_saving_the_first_time_activates_and_every_time_counts(linked: Linked) -> None:
    assert linked.connection.activated_on == START.date()
    assert linked.connection.due_at
    assert actions.choose(linked.connection, SyncSettings(), None, START) == 2


def test_what_was_chosen_comes_back(linked: Linked) -> None:
    choices = replace(CHOICES, hour_words=("mandag",), export_from=START.date(), term_days=30)
    version = actions.choose(linked.connection, choices, None, START)
    linked.connection.refresh_from_db()
    kept = replace(choices, **actions.layout_of(linked.connection), version=version)
    assert actions.choices_of(linked.connection) == kept


def test_a_check_of_a_good_connection_finds_nothing_to_do(linked: Linked) -> None:
    assert [one.code for one in actions.check(linked.connection)] == ["template_not_checked"]
    assert linked.world.weather.count("send_invoice") == 0


def test_a_check_names_what_is_wrong_on_both_sides(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linked.world.books, "templates", lambda: ["Anders"])
    monkeypatch.setattr(linked.world.field, "employees", list)
    codes = [one.code for one in actions.check(linked.connection)]
    assert codes == ["template_unknown", "no_employees"]


def test_a_check_goes_on_where_one_side_fails(linked: Linked) -> None:
    linked.world.books.open = False
    linked.world.weather.next("employees", Unreachable("timeout"))
    codes = [one.code for one in actions.check(linked.connection)]
    assert codes == ["credentials_refused", "check_failed"]


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        ("http://127.0.0.1:8000/x", {"ingebouwd": "http://127.0.0.1:8000/x"}),
        ("http://h/x?a=b", {"ingebouwd": "http://h/x?a=b"}),
        ("e-Boekhouden.nl=https://s/x", {"e-Boekhouden.nl": "https://s/x"}),
        ("a=https://s/x, b=https://t/y", {"a": "https://s/x", "b": "https://t/y"}),
    ],
)
def test_the_operator_lists_addresses_by_name(listed: str, found: dict[str, str]) -> None:
    assert crossing.addresses(listed) == found


def test_a_service_that_is_not_on_the_list_is_not_called() -> None:
    connection = ordered()
    connection.field_service = connection.books_service = "http://elders.example"
    for opening in (crossing.open_bookkeeping, crossing.open_field_service):
        with pytest.raises(Misconfigured, match="unknown_service"):
            opening(connection)


@pytest.mark.parametrize(
    ("address", "old"),
    [
        ("https://www.werkbonapp.nl/openapi/7", True),
        ("https://www.werkbonapp.nl/openapi/7/", True),
        ("http://127.0.0.1:8000/OpenAPI/v6", True),
        ("https://www.werkbonapp.nl/openapi/8", False),
        ("https://www.werkbonapp.nl/openapi/12", False),
        ("https://bridge.example/werkbonnen", False),
    ],
)
def test_an_open_api_that_settles_what_it_hands_over_is_known_by_its_version(
    address: str, old: bool
) -> None:
    assert crossing.settles_by_reading(address) is old


def test_the_set_up_test_names_an_open_api_that_is_too_old_and_reads_nothing_from_it(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = crossing.try_field_service
    linked = make_linked(monkeypatch)
    monkeypatch.setattr(crossing, "try_field_service", real)
    settings.BONBRUG_WERKBONAPP_URL = "http://127.0.0.1:9/openapi/7"
    assert "old_open_api" in [one.code for one in actions.check(linked.connection)]
    run = linked.done()
    assert (run.outcome, run.code, linked.kinds()) == (
        "misconfigured", "old_open_api", ["old_open_api"],
    )  # fmt: skip
    assert linked.world.weather.calls == []
    monkeypatch.setattr(crossing, "try_field_service", lambda *args: linked.world.field)
    linked.later()
    assert linked.kinds() == []


def test_no_call_leaves_while_a_transaction_is_open() -> None:
    with pytest.raises(InsideTransaction):
        no_transaction_open()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_calls_may_leave() -> None:
    no_transaction_open()
