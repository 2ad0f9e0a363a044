"""Two people have the settings of one link open; neither puts back what the other chose."""

from django.test import Client

from bonbrug.link.models import Connection
from tests.link.pages.test_settings import TICKED
from tests.ui.opened import choices, opened, typed_in


def test_settings_keep_both_changes(page: Client, signed_in: Connection) -> None:
    where = f"/koppeling/{signed_in.pk}/"
    page.post(where, TICKED)
    first, second = opened(page, where), opened(page, where)
    page.post(where, first | {"term_days": "30"})
    second.pop("book")
    answer = page.post(where, second, follow=True)
    signed_in.refresh_from_db()
    assert (signed_in.term_days, signed_in.book) == (30, False)
    assert "Betalingstermijn gewijzigd van 14 in 30. Dat blijft zo." in answer.text


def test_a_setting_that_both_changed_is_asked(page: Client, signed_in: Connection) -> None:
    where = f"/koppeling/{signed_in.pk}/"
    page.post(where, TICKED)
    first, second = opened(page, where), opened(page, where)
    page.post(where, first | {"template": "Van haar"})
    asked = page.post(where, second | {"template": "Van hem"})
    signed_in.refresh_from_db()
    assert signed_in.template == "Van haar"
    page.post(where, typed_in(asked) | {"meanwhile-template": choices(asked, "template")["mine"]})
    signed_in.refresh_from_db()
    assert signed_in.template == "Van hem"


def test_addresses_that_both_changed_are_asked(page: Client, signed_in: Connection) -> None:
    where = f"/koppeling/{signed_in.pk}/meldingen/"
    first, second = opened(page, where), opened(page, where)
    page.post(where, first | {"addresses": "een@voorbeeld.example"})
    asked = page.post(where, second | {"addresses": "twee@voorbeeld.example"})
    signed_in.refresh_from_db()
    assert signed_in.notify == ["een@voorbeeld.example"]
    assert set(choices(asked, "addresses")) == {"mine", "theirs"}
