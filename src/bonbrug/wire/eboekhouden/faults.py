"""The refusals of the books as codes. Source: docs/wire/eboekhouden-soap.md §5.

Clients match on the code only; the wording is ours and may change.
"""


class Fault(Exception):
    """A refusal with a code of the list, in the books' own error block (HTTP 200)."""

    def __init__(self, code: str, message: str = "") -> None:
        self.code = code
        self.message = message or EVERY_TEXT.get(code, "")
        super().__init__(f"{code}: {self.message}" if self.message else code)


def bare(code: str) -> str:
    """Write a code without dots, since ``E002.3`` is also seen as ``E0023``."""
    return code.replace(".", "").strip()


TEXTS = {
    "E001.1": "Gebruikersnaam of beveiligingscode 1 is onjuist",
    "E001.2": "Bij deze gebruiker hoort geen administratie",
    "E001.3": "Beveiligingscode 2 is onjuist",
    "E001.5": "De gebruiker heeft geen rechten voor deze koppeling",
    "E001.7": "De controle van de gegevens is niet gelukt",
    "E002.1": "De sessie heeft een onjuiste waarde",
    "E002.2": "De sessie bestaat niet",
    "E002.3": "De sessie is verlopen",
    "E002.4": "De sessie is al afgesloten",
    "E002.5": "Deze gebruiker is geen accountant van deze administratie",
    "E003.1": "Het aantal aanroepen van deze maand is verbruikt",
    "CREL001": "De relatiecode is al in gebruik",
    "CREL901": "De relatiecode ontbreekt",
    "CREL902": "De naam van de relatie ontbreekt",
    "CREL903": "De relatie bestaat niet",
    "CREL904": "Een veld van de relatie is te lang",
    "CFACT004": "De factuurdatum ontbreekt of valt buiten 1980 tot en met 2049",
    "CFACT006": "Een factuur heeft 1 tot en met 100 regels",
    "CFACT014": "De betalingstermijn ontbreekt",
    "CFACT024": "De relatiecode ontbreekt",
    "CFACT025": "De relatiecode bestaat niet",
    "CFACT026": "Het factuurnummer is niet beschikbaar",
    "CFACT027": "Het factuursjabloon ontbreekt",
    "CFACT028": "Het factuursjabloon bestaat niet",
    "CFACT029": "De tekst van de e-mail ontbreekt",
    "CFACT030": "Het afzenderadres van de e-mail ontbreekt",
    "CFACT031": "Het onderwerp van de e-mail ontbreekt",
    "CFACT032": "De omschrijving van de boeking ontbreekt",
    "CFACT033": "Het rekeningnummer voor de incasso ontbreekt",
    "CFACT034": "De tenaamstelling voor de incasso ontbreekt",
    "CFACT035": "De plaats voor de incasso ontbreekt",
    "CFACT036": "De eerste omschrijvingsregel van de incasso ontbreekt",
    "CFACT037": "Een regel heeft geen code",
    "CFACT038": "Een regel heeft geen btw-code",
    "CFACT039": "Een regel heeft geen omschrijving",
    "CFACT040": "Een regel heeft geen tegenrekening",
    "CFACT041": "Een regel heeft geen btw-code",
    "CFACT042": "Een regel heeft een onjuiste btw-code",
    "CFACT212": "De kostenplaats van een regel bestaat niet",
    # Ours, in a range that no published code uses.
    "CREL905": "BP moet B (bedrijf) of P (particulier) zijn",
    "CREL906": "De grootboekrekening van de relatie bestaat niet",
    "CFACT901": "Een tekst van de factuur is te lang",
    "CFACT902": "Een bedrag van de factuur is te groot",
    "CMUT012": "Een tegenrekening bestaat niet of heeft de verkeerde categorie",
    "CMUT020": "De boekingsperiode is afgesloten",
}
"""The codes of the calls that the link makes; it has words for each."""

TEXTS_OF_BOOKING = {
    "CGB001": "De code van de grootboekrekening is al in gebruik",
    "CGB002": "De omschrijving van de grootboekrekening ontbreekt",
    "CGB005": "De categorie van de grootboekrekening ontbreekt",
    "CGB006": "De categorie van de grootboekrekening moet BAL of VW zijn",
    "CGN003": "De code van de grootboekrekening ontbreekt",
    "CGB901.1": "De grootboekrekening bestaat niet",
    "CGB902": "Een veld van de grootboekrekening is te lang",
    "CSAL901": "De grootboekrekening bestaat niet",
    "CMUT001": "De rekening bestaat niet",
    "CMUT001.1": "De rekening heeft de verkeerde categorie",
    "CMUT003": "InExBTW ontbreekt",
    "CMUT003.1": "InExBTW moet IN of EX zijn",
    "CMUT004": "De datum ontbreekt of valt buiten 1980 tot en met 2049",
    "CMUT005": "De omschrijving ontbreekt",
    "CMUT006": "Een mutatie heeft 1 tot en met 100 regels",
    "CMUT008": "De mutatiesoort bestaat niet",
    "CMUT010": "De bedragen van een regel tellen niet op",
    "CMUT010.1": "De btw volgt niet uit het percentage",
    "CMUT011": "De btw-code is bij deze mutatiesoort niet toegestaan",
    "CMUT013": "Het factuurnummer ontbreekt",
    "CMUT014": "De relatiecode of de betalingstermijn ontbreekt",
    "CMUT015": "De rekening moet een crediteurenrekening zijn",
    "CMUT016": "De rekening moet een debiteurenrekening zijn",
    "CMUT017": "De relatiecode bestaat niet",
    "CMUT018": "Dit factuurnummer bestaat al bij deze relatie",
    "CMUT019": "Dit factuurnummer bestaat al",
    "CMUT021": "Een betaling heeft één regel",
    "CMUT022": "Het factuurnummer van de betaling ontbreekt",
    "CMUT023": "De relatiecode van de betaling ontbreekt",
    "CMUT024": "De factuur die wordt betaald bestaat niet",
    "CMUT025": "De relatie die betaalt bestaat niet",
    "CMUT026": "De betaling past niet bij wat er open staat",
    "CMUT027": "De tegenrekening moet een debiteurenrekening zijn",
    "CMUT028": "De tegenrekening moet een crediteurenrekening zijn",
    "CMUT033": "Een betaling heeft geen btw-code",
    "CMUT901": "Een tekst van de mutatie is te lang",
    "CMUT902": "Een bedrag van de mutatie is te groot",
    "CMUT903": "Een bedrag van de mutatie is niet in hele centen",
    "CMUT904": "De kostenplaats van een regel bestaat niet",
}
"""The codes of the other calls: bookings, ledger accounts and balances."""

EVERY_TEXT = {**TEXTS, **TEXTS_OF_BOOKING}

SESSION_ENDED = frozenset({"E0021", "E0022", "E0023", "E0024"})
"""Bare codes after which a new session and the same call are right."""

NUMBER_IN_USE = "CFACT026"
RELATION_CODE_IN_USE = "CREL001"
TEMPLATE_MISSING = "CFACT027"
TEMPLATE_UNKNOWN = "CFACT028"
TERM_MISSING = "CFACT014"
BOOKING_TEXT_MISSING = "CFACT032"
CALL_LIMIT = "E0031"

INVOICE_REFUSALS = frozenset(
    code for code in TEXTS if code.startswith("CFACT") or code == "CMUT012"
)
"""Codes after which an invoice certainly was not made.

CMUT020 is not among them: whether the invoice stays when only its booking is refused is unknown.
"""
