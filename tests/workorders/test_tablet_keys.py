"""What opens the pages of a tablet: a code once, and keys that roll over and end."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from bonbrug.accounts.keys import digest
from bonbrug.workorders.actions.link_code import LIVES, code_from, forget_codes, show_code
from bonbrug.workorders.actions.link_tablet import (
    FORGOTTEN_AFTER,
    ROLLED_AFTER,
    UNUSED_ENDS,
    Device,
    forget_tablets,
    leave_tablet,
    link_tablet,
    see_tablet,
)
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.models import Company, Employee, LinkCode, Tablet, TabletEvent, TabletKey
from tests.upgrading import at_version, to_newest
from tests.workorders.conftest import NOW
from tests.workorders.linking import CODE, linked

pytestmark = pytest.mark.postgres
TOMORROW = NOW + ROLLED_AFTER


def test_a_code_has_eight_signs_that_are_not_mixed_up() -> None:
    assert code_from(bytes(5)) == "0000-0000"
    assert code_from(b"\xff" * 5) == "ZZZZ-ZZZZ"
    assert len({code_from(bytes([0, 0, 0, 0, n])) for n in range(256)}) == 256


def test_a_code_of_a_quarter_ago_links_nothing(company: Company, sanne: Employee) -> None:
    show_code(sanne, CODE, NOW)
    with pytest.raises(Refused, match="15 minut"):
        link_tablet(company, "101", CODE, Device("key"), NOW + LIVES)
    assert forget_codes(NOW + LIVES) == 1


def test_a_code_of_a_colleague_links_nothing(
    company: Company, sanne: Employee, joris: Employee
) -> None:
    show_code(sanne, CODE, NOW)
    with pytest.raises(Refused, match="15 minut"):
        link_tablet(company, "102", CODE, Device("key"), NOW)


def test_a_new_code_replaces_the_one_before(company: Company, sanne: Employee) -> None:
    show_code(sanne, CODE, NOW)
    show_code(sanne, "AAAA-AAAA", NOW)
    with pytest.raises(Refused, match="15 minut"):
        link_tablet(company, "101", CODE, Device("key"), NOW)


def test_neither_code_nor_key_is_kept(sanne: Employee) -> None:
    linked(sanne, "key of the device", NOW)
    kept = str([list(model.objects.values()) for model in (LinkCode, TabletKey, Tablet)])
    assert CODE not in kept
    assert "key of the device" not in kept


@pytest.mark.django_db(transaction=True)
def test_a_code_used_twice_at_once_links_one_tablet(company: Company, sanne: Employee) -> None:
    show_code(sanne, CODE, NOW)

    def one(number: int) -> bool:
        try:
            link_tablet(company, "101", CODE, Device(f"key {number}"), NOW)
        except Refused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(one, range(8))) == 1
    assert Tablet.objects.count() == 1


def test_the_old_key_works_until_the_new_one_was_used(sanne: Employee) -> None:
    linked(sanne, "old", NOW)
    given = see_tablet("old", TOMORROW, lambda: "new")
    assert given
    assert given.new_key == "new"
    assert see_tablet("old", TOMORROW)
    assert see_tablet("new", TOMORROW)
    assert see_tablet("old", TOMORROW) is None
    assert see_tablet("new", TOMORROW)


def test_a_new_key_is_given_to_one_of_many_requests_and_once_a_day(sanne: Employee) -> None:
    linked(sanne, "old", NOW)
    keys = iter("abc")
    given = [see_tablet("old", TOMORROW, lambda: next(keys)) for _ in range(3)]
    assert [seen.new_key for seen in given if seen] == ["a", "", ""]


def test_a_key_that_got_lost_on_the_way_is_replaced_a_day_later(sanne: Employee) -> None:
    linked(sanne, "old", NOW)
    see_tablet("old", TOMORROW, lambda: "lost")
    again = see_tablet("old", TOMORROW + ROLLED_AFTER, lambda: "new")
    assert again
    assert again.new_key == "new"
    assert see_tablet("lost", TOMORROW + ROLLED_AFTER) is None


def test_a_tablet_that_is_used_never_ends_and_one_that_is_not_ends(sanne: Employee) -> None:
    linked(sanne, "key", NOW)
    almost = UNUSED_ENDS - timedelta(minutes=1)
    assert see_tablet("key", NOW + almost)
    assert see_tablet("key", NOW + 2 * almost)
    assert see_tablet("key", NOW + 2 * almost + UNUSED_ENDS) is None


def test_linking_a_device_anew_keeps_it_and_its_old_key_until_the_new_one_was_used(
    sanne: Employee,
) -> None:
    first = linked(sanne, "old", NOW)
    long_after = NOW + 2 * UNUSED_ENDS
    again = linked(sanne, "new", long_after, known_by="old")
    assert again.pk == first.pk
    assert see_tablet("old", long_after)
    assert see_tablet("new", long_after)
    assert see_tablet("old", long_after) is None
    assert list(TabletEvent.objects.values_list("what", flat=True)) == ["linked_again", "linked"]


def test_a_device_of_another_company_is_a_new_one_here(sanne: Employee, stranger: Company) -> None:
    other = Employee.objects.create(company=stranger, number="7", first_name="Ander")
    first = linked(sanne, "old", NOW)
    assert linked(other, "new", NOW, known_by="old").pk != first.pk
    assert see_tablet("old", NOW)


def test_leaving_ends_every_key_of_the_device(sanne: Employee) -> None:
    linked(sanne, "old", NOW)
    see_tablet("old", TOMORROW, lambda: "new")
    leave_tablet("old", TOMORROW)
    assert see_tablet("new", TOMORROW) is None
    leave_tablet("unknown", TOMORROW)


def test_devices_and_lines_of_a_year_ago_are_removed(sanne: Employee) -> None:
    linked(sanne, "key", NOW)
    assert forget_tablets(NOW + FORGOTTEN_AFTER) == 0
    assert forget_tablets(NOW + FORGOTTEN_AFTER + timedelta(seconds=1)) > 0
    assert not Tablet.objects.exists()
    assert not TabletEvent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_tablet_of_an_earlier_version_stays_linked() -> None:
    earlier = at_version(("workorders", "0002_without_invoices"))
    try:
        firm = earlier.get_model("accounts", "Organisation").objects.create(name="Voorbeeld")
        model = earlier.get_model("workorders", "Company")
        company = model.objects.create(organisation=firm, name="Voorbeeld", company_id="1234567")
        people = earlier.get_model("workorders", "Employee").objects
        sanne = people.create(company=company, number="101", first_name="Sanne")
        earlier.get_model("workorders", "Tablet").objects.create(
            employee=sanne, device_digest=digest("key"), linked_at=NOW, last_seen=NOW
        )
    finally:
        to_newest("workorders")
    seen = see_tablet("key", TOMORROW, lambda: "new")
    assert seen
    assert (seen.employee.number, seen.new_key) == ("101", "new")
