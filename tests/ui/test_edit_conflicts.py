import json
from html import unescape

import pytest
from django import forms
from django.utils import translation

from bonbrug.books.models import Unit
from bonbrug.ui.edit_conflicts import GONE, WAS, Part, shown
from bonbrug.ui.forms import AmountField, UiForm

THERE = Unit(singular="Uur")
FIRST = {"name": "Bakker", "price": "10,00", "active": True}


class PaintForm(UiForm):
    final = ("book",)

    name = forms.CharField(label="Name")
    price = AmountField(label="Price")
    active = forms.BooleanField(label="Active", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("", "–"), ("a", "Oil")], required=False)
    book = forms.BooleanField(required=False)


def carried(initial: dict[str, object]) -> str:
    """Return what a page with these values carries."""
    html = str(PaintForm(initial=initial).about(THERE).memory)
    return unescape(html.partition('value="')[2].partition('"')[0])


def sent(now: dict[str, object], was: str | None = None, **typed: str) -> PaintForm:
    """Send the form that showed FIRST with some other values, while `now` is there."""
    data = {"name": "Bakker", "price": "10,00", "active": "on", "kind": ""} | typed
    data[WAS] = carried(FIRST) if was is None else was
    return PaintForm({key: text for key, text in data.items() if text != "off"}, initial=now).about(
        THERE
    )


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def test_what_only_the_other_changed_stays_and_is_told() -> None:
    form = sent(FIRST | {"price": "12,50"}, name="Visser")
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Visser"
    assert str(form.cleaned_data["price"]) == "12.50"
    said = "Meanwhile somebody else changed Price from 10,00 to 12,50."
    assert [change.sentence for change in form.kept] == [said]


def test_what_both_changed_is_asked_with_both_values_and_nothing_is_chosen_for_anybody() -> None:
    form = sent(FIRST | {"price": "12,50"}, price="11,00")
    assert not form.is_valid()
    clash = form.clashes["price"]
    assert (clash.change.before, clash.change.now, clash.mine) == ("10,00", "12,50", "11,00")
    assert list(form.errors) == ["price"]


@pytest.mark.parametrize(("side", "price"), [("mine", "11.00"), ("theirs", "12.50")])
def test_a_choice_counts(side: str, price: str) -> None:
    now = FIRST | {"price": "12,50"}
    asked = sent(now, price="11,00")
    assert not asked.is_valid()
    key = asked.clashes["price"].key
    form = sent(now, price="11,00", **{"meanwhile-price": f"{side}-{key}"})
    assert form.is_valid()
    assert str(form.cleaned_data["price"]) == price


def test_a_choice_made_about_another_value_does_not_count() -> None:
    asked = sent(FIRST | {"price": "12,50"}, price="11,00")
    assert not asked.is_valid()
    choice = {"meanwhile-price": f"mine-{asked.clashes['price'].key}"}
    assert not sent(FIRST | {"price": "13,00"}, price="11,00", **choice).is_valid()


def test_an_open_question_stays_open_when_the_page_is_sent_again() -> None:
    now = FIRST | {"price": "12,50"}
    asked = sent(now, price="11,00")
    assert not asked.is_valid()
    again = unescape(str(asked.memory).partition('value="')[2].partition('"')[0])
    assert not sent(now, was=again, price="11,00").is_valid()


def test_two_who_type_the_same_are_not_asked() -> None:
    assert sent(FIRST | {"price": "11,00"}, price="11,00").is_valid()


def test_a_tick_that_the_other_took_away_stays_away() -> None:
    form = sent(FIRST | {"active": False}, name="Visser")
    assert form.is_valid()
    assert form.cleaned_data["active"] is False
    assert form.kept[0].sentence.endswith("from yes to no.")


def test_a_choice_is_told_by_its_label() -> None:
    form = sent(FIRST | {"kind": "a"}, name="Visser")
    assert form.is_valid()
    assert form.kept[0].now == "Oil"


def test_without_a_change_of_another_nothing_is_said() -> None:
    form = sent(FIRST, name="Visser", active="off")
    assert form.is_valid()
    assert (form.kept, form.clashes) == ([], {})


def test_what_cannot_be_taken_back_waits_until_the_change_was_seen() -> None:
    now = FIRST | {"price": "12,50"}
    form = sent(now, book="on")
    assert not form.is_valid()
    again = unescape(str(form.memory).partition('value="')[2].partition('"')[0])
    assert sent(now, was=again, price="12,50", book="on").is_valid()


def test_a_deleted_record_is_told_once_and_then_made_anew() -> None:
    typed = {"name": "Visser", "price": "10,00", WAS: carried(FIRST)}
    form = PaintForm(typed).about(None)
    assert not form.is_valid()
    assert f'value="{GONE}"' in form.memory
    assert form["name"].value() == "Visser"
    assert PaintForm(typed | {WAS: GONE}).about(None).is_valid()


def test_a_new_record_carries_nothing() -> None:
    assert PaintForm(initial=FIRST).about(None).memory == ""


def test_what_a_page_carries_and_cannot_be_read_is_as_if_everything_changed() -> None:
    assert not sent(FIRST, was="{", name="Visser").is_valid()


def test_parts_meet_as_a_whole() -> None:
    def meet(was: str, mine: str) -> PaintForm:
        data = {"name": "Bakker", "price": "10,00", WAS: json.dumps({"lines": was})}
        form = PaintForm(data, initial=FIRST | {"active": False})
        return form.about(THERE, lines=Part("lines", "new", mine, str))

    assert meet("old", "old").theirs("lines")
    assert not meet("new", "mine").theirs("lines")
    both = meet("old", "mine")
    assert not both.theirs("lines")
    assert "lines" in both.clashes


def test_what_a_browser_sends_back_untouched_is_no_change() -> None:
    field = forms.CharField(widget=forms.Textarea)
    assert shown(field, "een\ntwee ") == "een\ntwee"
    assert sent(FIRST | {"name": "Visser"}, name=" Bakker ").is_valid()
