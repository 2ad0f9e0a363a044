"""The pages about personal data: a file, a preview, and erasing; of one's own firm only."""

import io
import zipfile

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_member, add_organisation, add_person
from bonbrug.accounts.models import Erasure, User
from bonbrug.books.models import Relation
from tests.site import canary
from tests.site.canary import CODE
from tests.wrong_input.box import Box
from tests.wrong_input.conftest import box

__all__ = ["box"]
pytestmark = pytest.mark.postgres
PAGE = "/persoonsgegevens/"


@pytest.fixture
def office(box: Box) -> Client:
    """Somebody of the firm, at a browser that speaks English."""
    box.relation(canary.KANARIE)
    box.sync()
    user = add_person("kantoor@firm.example", "a very long password")
    add_member(box.books.organisation, user)
    return browser(user)


def browser(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def asked(box: Box, key: str = CODE, whose: str = "customer", **more: str) -> dict[str, str]:
    return {"organisation": str(box.books.organisation.pk), "whose": whose, "key": key, **more}


def erase_page(box: Box, code: str = CODE) -> str:
    return f"{PAGE}{box.books.organisation.pk}/wissen/{code}/"


def test_the_file_comes_as_a_zip(office: Client, box: Box) -> None:
    answer = office.post(PAGE, asked(box))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bonbrug-k4711.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        assert "Kanarieveen" in archive.read("everything.html").decode()


def test_a_number_that_nobody_has_is_said_beside_the_field(office: Client, box: Box) -> None:
    answer = office.post(PAGE, asked(box, "NIEMAND"))
    assert answer.status_code == 422
    assert "Nothing is kept about this person" in answer.text


def test_only_a_customer_can_be_erased(office: Client, box: Box) -> None:
    answer = office.post(PAGE, asked(box, "101", "employee", erase="1"))
    assert answer.status_code == 422
    assert "Only a customer" in answer.text


def test_erasing_takes_a_preview_and_the_number_once_more(office: Client, box: Box) -> None:
    first = office.post(PAGE, asked(box, erase="1"))
    assert first.headers["Location"] == erase_page(box)
    preview = office.get(erase_page(box)).text
    assert "name and address" in preview
    assert "This cannot be undone." in preview
    slip = office.post(erase_page(box), {"confirm": "K4712"})
    assert slip.status_code == 422
    assert Relation.objects.filter(code=CODE).exists()
    done = office.post(erase_page(box), {"confirm": " k4711"}, follow=True).text
    assert "Customer K4711 is erased." in done
    assert "Erase this customer in e-Boekhouden.nl and WerkbonApp as well." in done
    assert not Relation.objects.filter(code=CODE).exists()
    assert Erasure.objects.get(by__username="kantoor@firm.example").code == CODE.casefold()


def test_what_is_not_finished_is_said_and_there_is_no_button(office: Client, box: Box) -> None:
    box.order("18-7005", customer=canary.KANARIE)
    page = office.get(erase_page(box)).text
    assert "Work order 18-7005 is not settled." in page
    assert "Erase for good" not in page
    office.post(erase_page(box), {"confirm": CODE})
    assert Relation.objects.filter(code=CODE).exists()


def test_somebody_can_be_brought_back(office: Client, box: Box) -> None:
    office.post(erase_page(box), {"confirm": CODE})
    erasure = Erasure.objects.get()
    done = office.post(f"{PAGE}{erasure.pk}/terug/", follow=True).text
    assert "k4711 can be a customer again." in done
    assert not Erasure.objects.exists()


def test_for_somebody_of_another_firm_none_of_it_exists(office: Client, box: Box) -> None:
    stranger = add_person("ander@ander.example", "a very long password")
    add_member(add_organisation("Ander BV"), stranger)
    other = browser(stranger)
    assert other.get(erase_page(box)).status_code == 404
    assert other.post(erase_page(box), {"confirm": CODE}).status_code == 404
    assert other.post(PAGE, asked(box)).status_code == 422
    office.post(erase_page(box), {"confirm": CODE})
    assert other.post(f"{PAGE}{Erasure.objects.get().pk}/terug/").status_code == 404
    assert CODE.casefold() not in other.get(PAGE).text


def test_who_is_not_logged_in_is_sent_to_log_in(box: Box) -> None:
    for address in (PAGE, erase_page(box)):
        assert Client().get(address).headers["Location"].startswith("/inloggen/")


def test_both_languages_say_it(office: Client, box: Box) -> None:
    assert "Erased customers" in office.get(PAGE).text
    assert "Gewiste klanten" in office.get(PAGE, headers={"accept-language": "nl"}).text
