"""Units as an office writes them, to the codes of UN/ECE recommendation 20, and 21 for packages."""

from bonbrug.values.quantity import folded, is_hour

ONE = "C62"
HOUR = "HUR"
_WORDS = {
    "MIN": "minuut minuten min",
    "DAY": "dag dagen day days",
    "WEE": "week weken weeks",
    "MON": "maand maanden month months",
    "ANN": "jaar jaren year years",
    "H87": "stuk stuks st st. piece pieces",
    "MTR": "meter meters m m1",
    "CMT": "centimeter cm",
    "MMT": "millimeter mm",
    "KMT": "kilometer kilometers km",
    "MTK": "m2 m²",
    "MTQ": "m3 m³",
    "LTR": "liter liters l",
    "KGM": "kilo kilogram kg",
    "GRM": "gram g",
    "TNE": "ton tonnen",
    "KWH": "kwh",
    "SET": "set sets",
    "PR": "paar paren",
    "XBX": "doos dozen box",
    "XPK": "pak pakken pakket pakketten",
    "XBG": "zak zakken",
    "XRO": "rol rollen",
    "XTU": "tube tubes koker kokers",
    "XCA": "blik blikken",
    "XBO": "fles flessen",
    "XPX": "pallet pallets",
}
_CODES = {word: code for code, words in _WORDS.items() for word in words.split()}


def unit_code(unit: str) -> str:
    """Return the code of a unit; what is not known is counted by the piece."""
    return HOUR if is_hour(unit) else _CODES.get(folded(unit), ONE)
