"""Which passwords are refused because they are tried first."""

from itertools import takewhile
from string import digits, punctuation

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

TRIMMINGS = digits + punctuation + " "
FEW = 5  # different characters
OURS = frozenset({"bonbrug", "wachtwoord", "welkom", "werkbon", "werkbonapp", "eboekhouden"})


class LongEnoughValidator(MinimumLengthValidator):
    """Asks a length and nothing else."""

    def get_error_message(self) -> str:
        words = _("This password is too short: it needs at least %(length)s characters.")
        return words % {"length": self.min_length}


class EasyToGuessValidator(CommonPasswordValidator):
    """Refuses a common password in length only: one with digits around it, or written twice.

    The list is the one that comes with Django, in a file beside it; nothing is asked outside.
    """

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError for a password that is guessed early."""
        del user
        word = password.lower().strip()
        bare = word.strip(TRIMMINGS)
        tried = {word, bare, repeated(word), repeated(bare)}
        if len(set(word)) < FEW or not bare or tried & OURS or tried & self.passwords:
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_error_message(self) -> str:
        return _(
            "This password is one of the first that are tried. Four words that do not belong"
            " together are better."
        )

    def get_help_text(self) -> str:
        return _("No well-known password, also not with digits behind it.")


def repeated(word: str) -> str:
    """Return what a word is made of when it is that part again and again, else the word."""
    parts = (word[:size] for size in range(1, len(word) // 2 + 1))
    others = takewhile(lambda part: part * (len(word) // len(part)) != word, parts)
    size = sum(1 for _ in others) + 1
    return word[:size] if size <= len(word) // 2 else word
