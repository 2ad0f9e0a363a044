"""Telling that there were too many wrong guesses, and when the next one may be made."""

from datetime import timedelta
from math import ceil
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext

STATUS = 429
Answer = TypeVar("Answer", bound=HttpResponse)


def sentence(wait: timedelta) -> str:
    """Say it in the language of the page."""
    minutes = ceil(wait / timedelta(minutes=1))
    words = ngettext(
        "Too many wrong tries. Try again in %(minutes)s minute; nothing is lost.",
        "Too many wrong tries. Try again in %(minutes)s minutes; nothing is lost.",
        minutes,
    )
    return words % {"minutes": minutes}


def page(request: HttpRequest, wait: timedelta) -> HttpResponse:
    """Answer with a page of its own."""
    said = {"sentence": sentence(wait)}
    return told(render(request, "accounts/too_many.html", said, status=STATUS), wait)


def told(answer: Answer, wait: timedelta) -> Answer:
    """Tell programs as well: Retry-After, in seconds."""
    answer.headers["Retry-After"] = str(ceil(wait.total_seconds()))
    return answer
