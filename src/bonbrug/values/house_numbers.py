"""What a house number may look like, in the Netherlands and in Belgium: one table.

Sources: the additions of the Dutch register of addresses (BAG), and the way Belgian post is
addressed (number, then bus or bte). A number begins with a digit, or with a word of `BEFORE` and
then one; what may follow it stands in `FORMS`, each with lines that show it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_WORDS = 8  # a number with all its additions; so a long line costs no more than a short one
NUMBER = re.compile(r"[0-9][\w/.+&-]*", re.ASCII)
SHORT = re.compile(r"[A-Za-z]{1,4}")
PART = re.compile(r"[0-9A-Za-z][\w/.-]{0,5}", re.ASCII)
GLUED = re.compile(r"[-/+][0-9A-Za-z]{1,5}|[A-Za-z][0-9]{1,4}", re.ASCII)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BEFORE = _words("t/o t.o. to tegenover naast nabij bij nr nr. no. n° nummer woonboot woonschip "
                "ligplaats standplaats kavel perceel unit")  # fmt: skip
KINDS: "dict[str, frozenset[str] | re.Pattern[str]]" = {
    "number": NUMBER,
    "letter": re.compile(r"[A-Za-z]"),
    "short": SHORT,
    "part": PART,
    "glued": GLUED,
    "high": re.compile(r"[0-9]{1,2}-?(hoog|hg|verd\.?)", re.ASCII | re.IGNORECASE),
    "roman": re.compile(r"[IVX]{1,4}"),
    "fraction": _words("1/2 1/3 2/3 1/4 3/4 ½ ⅓ ⅔ ¼ ¾"),
    "between": _words("- – — / + & t/m tm t.m. tot en et of"),
    "storey": _words("hoog verdieping verd verd. etage étage"),
    "unit": _words("bus bte bte. boîte boite app app. appartement apt apt. kamer k. unit box flat "
                   "verdieping etage hal blok bloc gebouw geb. toren trap loods deur poort lot "
                   "studio kantoor kavel ligplaats"),
    "side": _words("boven beneden onder huis hs bg bg. links rechts voor achter midden rood zwart "
                   "wit bis ter hoog laag parterre souterrain kelder zolder bovenwoning "
                   "benedenwoning achterhuis voorhuis bel-etage rez-de-chaussée rdc woonboot "
                   "woonschip woonark ark"),
    "begane": _words("begane"),
    "grond": _words("grond"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Form:
    """What may follow a number: kinds of words in a row; `last`: nothing comes after it.

    `examples` are (street, number); the line is both with a space between.
    """

    kinds: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]
    last: bool = False


# The longest come first, for the first that fits is taken.
FORMS = (
    Form(
        ("between", "number"),
        (
            ("Dorpsstraat", "12 t/m 14"),
            ("Kade", "12 - 14"),
            ("Laan 1940-1945", "7 & 9"),
            ("Steenweg", "3 en 5 bus 2"),
        ),
    ),
    Form(("between", "side"), (("Marktplein", "8 - boven"), ("Singel", "4 / achter"))),
    Form(("between", "short"), (("Bankastraat", "23 - II"), ("Javastraat", "9 - a"))),
    Form(
        ("letter", "number"),
        (("Professor Pieter Willemsstraat", "23 B 03"), ("Plein 1940", "12 A 2")),
    ),
    Form(
        ("number", "storey"),
        (("Javakade", "12 3 hoog"), ("Singel", "4 1e verdieping"), ("Gracht", "7 2de etage")),
    ),
    Form(("high",), (("Javastraat", "12 2hoog"), ("Javakade", "40 3-hoog links"))),
    Form(("begane", "grond"), (("Wilhelminakade", "31 begane grond"),)),
    Form(
        ("unit", "part"),
        (
            ("Kade", "3 bus 4"),
            ("Rue de l'Yser", "12 bte 3"),
            ("Avenue Louise", "12, boîte 3B"),
            ("Industrieweg", "8 hal 2"),
            ("Kanaaldijk", "40 app. 12"),
            ("Kerkstraat", "5 kamer 7 links"),
        ),
    ),
    Form(("fraction",), (("Straatweg", "5 1/2"), ("Straatweg", "5 ½ boven"))),
    Form(
        ("side",),
        (
            ("Marktplein", "8 boven"),
            ("1e Helmersstraat", "5 huis"),
            ("Amsteldijk", "12 woonboot"),
            ("Nassaulaan", "40 (achter)"),
            ("Twijnstraat", "3 bis a"),
        ),
    ),
    Form(("roman",), (("Bankastraat", "23 III hoog"), ("Bankastraat", "23 II a"))),
    Form(("glued",), (("Bankastraat", "23 -II"), ("Studentenweg", "101 K12"))),
    Form(("short",), (("1e Dwarsstraat", "3 bis"), ("Bankastraat", "23 II")), last=True),
)
# Without an addition, and with a word before the number.
BARE = (
    ("Dorpsstraat", "1"),
    ("Marktplein", "8-a"),
    ("'s-Gravenweg", "12-14"),
    ("Plein 1940", "12"),
    ("Laan 1940-1945", "7"),
    ("1e Helmersstraat", "5"),
    ("Avenue Louise,", "12"),
    ("Postbus", "123"),
    ("Jan van Galenkade", "t.o. 12"),
    ("Kanaaldijk", "t/o 3 woonboot"),
    ("Amsteldijk", "ligplaats 4"),
    ("Weg naar Rome", "nr. 9"),
)


def is_number(words: Sequence[str]) -> bool:
    """Tell whether these words, all of them, are one house number with its additions."""
    if words and words[0].casefold() in BEFORE:
        words = words[1:]
    if not words or not NUMBER.fullmatch(_without_comma(words, 0)):
        return False
    at = 1
    while at < len(words):
        step = _step(words, at)
        if not step:
            return False
        at += step
    return True


def _step(words: Sequence[str], at: int) -> int:
    """Return how many words the addition at this place has; 0 when there is none."""
    for form in FORMS:
        end = at + len(form.kinds)
        if end > len(words) or (form.last and end < len(words)):
            continue
        if all(_fits(kind, _without_comma(words, at + n)) for n, kind in enumerate(form.kinds)):
            return len(form.kinds)
    return 0


def _without_comma(words: Sequence[str], at: int) -> str:
    """A comma and brackets are no part of a word: ``12, bte 3`` and ``12 (boven)``."""
    word = words[at]
    if word.startswith("(") and word.endswith(")"):
        word = word[1:-1]
    return word.removesuffix(",") if at + 1 < len(words) else word


def _fits(kind: str, word: str) -> bool:
    known = KINDS[kind]
    if isinstance(known, frozenset):
        return word.casefold() in known
    return bool(known.fullmatch(word))
