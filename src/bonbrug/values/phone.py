"""Telephone numbers: what to dial of what a person wrote."""

import re

_EXTENSION = re.compile(
    r"(?:;\s*ext=|[,;]?\s*(?:tst|toestel|ext|extension|x|#)[.:]?\s*)(\d{1,6})$",
    re.IGNORECASE | re.ASCII,
)
_NUMBER = re.compile(r"(?:\+|(?<!\w))\(?\+?\d[\d\s().\-–/]*\d(?!\w)", re.ASCII)
_KEYS = {
    letter: str(key)
    for key, letters in enumerate(("ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"), 2)
    for letter in letters
}
_NAMED = re.compile(r"(0[89]00)[\s-]*([A-Z]{3,7})", re.IGNORECASE | re.ASCII)
SHORTEST, LONGEST = 7, 15  # digits, by ITU-T E.164


def dial(text: str) -> str:
    """Return the address behind a number to tap: ``+31 (0)6-12 34 56 78`` → ``tel:+31612345678``.

    A national number stays national: whose country it is, is not known. Empty when the text holds
    no number, or more than one.
    """
    bare = text.replace("\u00a0", " ").strip()
    named = _NAMED.fullmatch(bare)
    if named:
        return f"tel:{named[1]}" + "".join(_KEYS[letter] for letter in named[2].upper())
    extension = _EXTENSION.search(bare)
    found = _NUMBER.findall(bare[: extension.start()] if extension else bare)
    numbers = [number for number in map(_digits, found) if number]
    if len(numbers) != 1:
        return ""
    return f"tel:{numbers[0]}" + (f";ext={extension[1]}" if extension else "")


def _digits(written: str) -> str:
    """Return the digits to press; international ones after a plus."""
    bare = re.sub(r"[^0-9+(]", "", written)
    abroad = re.match(r"\(?(?:\+|00)", bare)
    if abroad:
        bare = "+" + bare[abroad.end() :].replace("(0", "", 1)
    bare = bare.replace("(", "")
    return bare if SHORTEST <= len(bare.lstrip("+")) <= LONGEST else ""


def phone_holds(text: str) -> bool:
    """Tell whether a number can be dialled; a Dutch one that begins with one 0 has ten digits."""
    number = dial(text).removeprefix("tel:").partition(";")[0]
    if not re.match(r"0[1-7]|08[58]", number):
        return bool(number)
    return len(number) == 10
