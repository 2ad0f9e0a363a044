"""Addresses of the doors for machines; ASP.NET looks at neither capitals nor a last slash."""

from django.urls import re_path

from bonbrug.books.doors import soap

# Not with a flag: what has one cannot be turned back into an address.
urlpatterns = [re_path(r"^[sS][oO][aA][pP]\.[aA][sS][mM][xX]/?$", soap.door)]
