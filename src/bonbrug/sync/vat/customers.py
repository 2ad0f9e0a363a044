"""Where a customer is established, and whether the VAT number is one of that country. Pure."""

from dataclasses import dataclass
from datetime import date

from bonbrug.sync.vat.cases import VatId, Where
from bonbrug.values.countries import HOME, Country, country_named, country_of_vat_number
from bonbrug.values.identifiers import vat_number_holds


@dataclass(frozen=True, slots=True)
class VatCustomer:
    """What is known of a customer, as people wrote it; empty texts say nothing.

    `reverse_charge`: a main contractor, or one who builds for itself.
    """

    country: str = ""
    vat_number: str = ""
    reverse_charge: bool = False

    def where(self, day: date) -> Where:
        """Return where the customer is established on that day."""
        country = self._country()
        if country is None:
            return Where.UNKNOWN
        if country is HOME:
            return Where.HOME
        return Where.EU if country.in_eu(day) else Where.OUTSIDE

    @property
    def vat_id(self) -> VatId:
        """Tell whether the number holds and has the letters of the customer's country."""
        if not self.vat_number:
            return VatId.NONE
        country = self._country()
        issued_by = country_of_vat_number(self.vat_number) or HOME
        fits = country in (None, issued_by)
        return VatId.HOLDS if fits and vat_number_holds(self.vat_number) else VatId.WRONG

    def _country(self) -> Country | None:
        """Return the country that was written, else that of the number, else ours."""
        if self.country:
            return country_named(self.country)
        return country_of_vat_number(self.vat_number) or HOME


NOBODY_KNOWN = VatCustomer()
