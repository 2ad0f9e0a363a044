"""Pages where a secret can be guessed: it is looked at only when this visitor may try, and counted.

They stand before the view of django-allauth whose form they watch.
"""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse

from bonbrug.accounts.limits import NONE
from bonbrug.accounts.pages import too_many
from bonbrug.accounts.rate_limiter import Attempt


class CountedGuess:
    """Says how a guess is counted with `begin`, and with `is_guess` which form holds one."""

    attempt: Attempt
    request: HttpRequest

    def begin(self) -> Attempt:
        """Look whether this visitor may try."""
        raise NotImplementedError

    def is_guess(self, form: Form) -> bool:
        """Tell whether a refused form was a wrong guess."""
        del form
        return True

    def guessed_wrong(self) -> None:
        """Tell whoever should know; nobody unless a page says so."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look at what was typed only when this visitor may try."""
        self.attempt = self.begin()
        if self.attempt.wait:
            return too_many.page(request, self.attempt.wait)
        answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc] # a view
        return answer

    def form_invalid(self, form: Form) -> HttpResponse:
        """Count it, and say so when that were too many."""
        guess = self.is_guess(form)
        wait = self.attempt.wrong() if guess else NONE
        if wait:
            return too_many.page(self.request, wait)
        if guess:
            self.guessed_wrong()
        answer: HttpResponse = super().form_invalid(form)  # type: ignore[misc] # a view
        return answer


class ForgivenGuess(CountedGuess):
    """As before, and who was right begins anew."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Forget the wrong guesses of before."""
        self.attempt.right()
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc] # a view
        return answer
