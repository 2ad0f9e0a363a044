"""Every column has a place in the data map, and its pages are those of the lists."""

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps
from tools import data_map, generated

from bonbrug.values.personal_data import Erased, kept_by_law


def test_every_column_has_one_place_in_the_data_map() -> None:
    assert data_map.unplaced() == [], "put it in models/personal_data.py of its house"


def test_the_data_map_names_no_column_that_is_gone() -> None:
    assert data_map.unknown() == []


@isolate_apps("bonbrug.books")
def test_a_new_column_without_a_place_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    class Birthday(models.Model):
        day = models.DateField()

        class Meta:
            app_label = "books"

    monkeypatch.setattr(apps, "get_models", lambda: [Birthday])
    assert data_map.unplaced() == ["books.Birthday.day"]


def test_a_column_that_points_to_a_person_needs_a_place() -> None:
    there = data_map._places()
    assert {"link.Item.closed_by", "accounts.Membership.user"} <= set(there)


def test_the_pages_are_up_to_date() -> None:
    assert [page.name for page in generated.stale(data_map.pages())] == [], "run make data-map"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_term_says_its_number(language: str) -> None:
    text = data_map.pages()[data_map.ROOT / "docs" / data_map.PAGES[language]]
    assert all(str(number) in text for number in data_map.terms().values())


def test_only_the_books_keep_something_by_law() -> None:
    for house, lists in data_map._lists().items():
        kept = kept_by_law(lists.PERSONAL)
        assert (house == "books") == bool(kept)


def test_no_secret_is_about_a_customer() -> None:
    secret = [
        each
        for lists in data_map._lists().values()
        for held in lists.PERSONAL.values()
        for each in held
        if each.secret
    ]
    assert secret
    assert {each.erased for each in secret} == {Erased.OTHERS}
