"""What the address of a page asks: the one reader of queries, with their bounds.

What cannot be meant is told (422), or does not exist (404). It is never taken for something else,
and the whole list is never the answer to a filter that was not understood.
"""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_WORDS = 10
MOST_CHARACTERS = 200
MOST_DIGITS = 18  # one more may not fit in a number of the database
YEARS = range(1900, 2200)


class InvalidRequest(BadRequest):
    """A request that cannot be meant; `told` is for the person, `status` for the browser."""

    def __init__(self, told: str | Promise, status: int = 422) -> None:
        super().__init__("a request that cannot be meant")
        self.told, self.status = told, status


def text(request: HttpRequest, name: str) -> str:
    """Return what was asked under this name, '' when nothing was."""
    given = request.GET.get(name, "").strip()
    if len(given) > MOST_CHARACTERS:
        raise InvalidRequest(_("That is too long. At most 200 characters can be asked at once."))
    return given


def opaque(request: HttpRequest, name: str) -> str:
    """Return what an app of ours gives back as it got it; who reads it bounds it."""
    return request.GET.get(name, "")


def words(request: HttpRequest, name: str = "zoek") -> list[str]:
    """Return the words that are searched for, each once."""
    found = list(dict.fromkeys(text(request, name).split()))
    if len(found) > MOST_WORDS:
        raise InvalidRequest(_("Search with at most 10 words; fewer words find more."))
    return found


def choice(request: HttpRequest, name: str, offered: Collection[str]) -> str:
    """Return one of the offered words, '' when nothing was chosen."""
    given = text(request, name)
    if given and given not in offered:
        raise InvalidRequest(_("This choice does not exist here (any more)."))
    return given


def number(request: HttpRequest, name: str) -> int | None:
    """Return a whole number from 1 up, None when nothing was asked; what is none is nowhere."""
    given = text(request, name)
    return digits(given) if given else None


def digits(given: str) -> int:
    """Return the number of a record; what is none does not exist."""
    if not (given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS):
        raise Http404
    return int(given)


def whole(request: HttpRequest) -> QueryDict:
    """Return all that was asked, to make the address of a page beside this one."""
    return request.GET.copy()


def day(request: HttpRequest, name: str) -> date | None:
    """Return a day written as ``2018-09-19``, None when nothing was asked."""
    given = text(request, name)
    if not given:
        return None
    try:
        found = date.fromisoformat(given)
    except ValueError:
        found = date.min
    if found.year not in YEARS:
        raise InvalidRequest(_("This date does not exist. Choose one from the calendar."))
    return found
