"""M8 to M10: import and export settings, saving, starting."""

from django.test import Client

from bonbrug.link import store
from bonbrug.link.models import Connection
from tests.link.pages.conftest import Counterpart

TICKED = {
    "import_relations": "on",
    "import_materials": "on",
    "import_hour_types": "on",
    "export_invoices": "on",
    "template": "Test",
    "term_days": "14",
    "book": "on",
    "export_relations": "on",
}


def _save(page: Client, connection: Connection, **changed: str) -> tuple[int, str]:
    given = {name: value for name, value in {**TICKED, **changed}.items() if value}
    answer = page.post(f"/koppeling/{connection.pk}/", given, follow=True)
    return answer.status_code, answer.content.decode()


def test_the_page_has_the_words_of_the_manual(page: Client, signed_in: Connection) -> None:
    text = page.get(f"/koppeling/{signed_in.pk}/").content.decode()
    for words in (
        "Login instellingen",
        "Import instellingen",
        "Selecteer gegevens om te importeren",
        "Relaties",
        "Materialen",
        "Uursoorten",
        "Export instellingen",
        "Factuur",
        "Factuursjabloon",
        "Betalingstermijn",
        "Verwerken in de boekhouding",
        "Exporteer relaties",
        "Help",
        "Instellingen opslaan",
        "Start synchronisatie",
        "Tijd",
        "Bericht",
    ):
        assert words in text


def test_saving_keeps_every_choice_with_a_new_version(page: Client, signed_in: Connection) -> None:
    _status, text = _save(page, signed_in, hour_words="manuur, h", export_from="2018-09-19")
    signed_in.refresh_from_db()
    assert "De instellingen zijn opgeslagen." in text
    assert signed_in.settings_version == 1
    assert signed_in.hour_words == ["manuur", "h"]
    assert (signed_in.template, signed_in.term_days) == ("Test", 14)
    assert (signed_in.book, signed_in.export_relations) == (True, True)
    assert str(signed_in.export_from) == "2018-09-19"


def test_what_is_not_ticked_is_off(page: Client, signed_in: Connection) -> None:
    _save(page, signed_in, import_materials="", book="")
    signed_in.refresh_from_db()
    assert (signed_in.import_materials, signed_in.book) == (False, False)


def test_an_invoice_needs_a_template_and_nothing_typed_is_lost(
    page: Client, signed_in: Connection
) -> None:
    status, text = _save(page, signed_in, template="", term_days="21", hour_words="manuur")
    assert status == 422
    assert "Vul de naam van het factuursjabloon in." in text
    assert 'value="21"' in text
    assert 'value="manuur"' in text


def test_without_invoices_no_template_is_asked(page: Client, signed_in: Connection) -> None:
    status, _text = _save(page, signed_in, export_invoices="", template="", term_days="")
    signed_in.refresh_from_db()
    assert status == 200
    assert signed_in.term_days == 14


def test_the_start_button_waits_for_saved_settings(page: Client, signed_in: Connection) -> None:
    text = page.get(f"/koppeling/{signed_in.pk}/").content.decode()
    assert 'form="starten" disabled aria-describedby="waarom"' in text
    assert "Sla eerst de instellingen op." in text


def test_before_the_first_save_the_page_leads_to_the_save_button(
    page: Client, signed_in: Connection
) -> None:
    text = page.get(f"/koppeling/{signed_in.pk}/").content.decode()
    assert "Sla eerst de instellingen op; tot dan wordt er niets gesynchroniseerd." in text
    assert '<a href="#opslaan">Naar Instellingen opslaan</a>' in text
    assert 'form="instellingen" id="opslaan"' in text
    assert f'href="/koppeling/{signed_in.pk}/#opslaan"' in page.get("/koppeling/").content.decode()


def test_after_the_first_save_nobody_is_sent_to_the_save_button(
    page: Client, linked: Connection
) -> None:
    assert 'href="#opslaan"' not in page.get(f"/koppeling/{linked.pk}/").content.decode()


def test_starting_too_early_is_refused_with_the_reason(
    page: Client, signed_in: Connection, other_side: Counterpart
) -> None:
    answer = page.post(f"/koppeling/{signed_in.pk}/starten/", follow=True)
    assert "Sla eerst de instellingen op." in answer.content.decode()
    assert other_side.sent == []


def test_starting_says_that_it_runs_and_asks_for_a_run(
    page: Client, linked: Connection, other_side: Counterpart
) -> None:
    answer = page.post(f"/koppeling/{linked.pk}/starten/", follow=True)
    text = answer.content.decode()
    assert "De synchronisatie is gestart." in text
    assert "<progress" in text
    assert other_side.sent == [("synchronise", str(linked.pk))]


def test_starting_during_a_run_joins_it(page: Client, linked: Connection) -> None:
    assert store.take(linked.pk, "someone")
    answer = page.post(f"/koppeling/{linked.pk}/starten/", follow=True)
    assert "Er loopt al een synchronisatie." in answer.content.decode()


def test_starting_by_address_alone_is_not_possible(page: Client, linked: Connection) -> None:
    assert page.get(f"/koppeling/{linked.pk}/starten/").status_code == 405


def test_a_link_that_was_shut_out_says_so(page: Client, linked: Connection) -> None:
    Connection.objects.filter(pk=linked.pk).update(breaker="credentials_refused")
    text = page.get(f"/koppeling/{linked.pk}/").content.decode()
    assert "Staat stil" in text
    assert "De inloggegevens zijn geweigerd." in text
