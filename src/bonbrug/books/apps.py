"""The house of the books."""

from django.apps import AppConfig


class BooksConfig(AppConfig):
    name = "bonbrug.books"
    label = "books"
