"""The VAT of the lines of one work order, one after the other, and what must be asked about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from bonbrug.sync.model.findings import Fact, Finding, asked, noted
from bonbrug.sync.model.records import WorkOrder
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.vat import doubts
from bonbrug.sync.vat.cases import Case, Decision, Kind
from bonbrug.sync.vat.dwellings import LOW_RATES
from bonbrug.sync.vat.facts import VatFacts
from bonbrug.sync.vat.places import address_key, place_of, site_of
from bonbrug.sync.vat.rates import Charged, charged, days_of
from bonbrug.sync.vat.table import decide
from bonbrug.values.money import plain
from bonbrug.values.vat_treatments import Taxed, Treatment, VatCodes
from bonbrug.values.vat_work import Dwelling

ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class LineVat:
    """How one line is taxed and why. `place` is its line on the work order."""

    place: int
    article: str
    decision: Decision
    charged: Charged
    doubts: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.charged.code

    @property
    def reverses(self) -> bool:
        """Tell whether the customer owes the VAT here."""
        return self.decision.taxed.treatment is Treatment.REVERSED

    @property
    def facts(self) -> dict[str, Fact]:
        """Return what a finding about this line tells."""
        rates = {"due": self.charged.due, "actual": self.charged.actual}
        told: dict[str, Fact] = {"article": self.article, "row": self.decision.reason}
        return told | {name: plain(rate) for name, rate in rates.items() if rate is not None}


class OrderVat:
    """Decides line by line; `lines` keeps what was decided, in the order of the invoice."""

    def __init__(
        self, order: WorkOrder, facts: VatFacts, choices: SyncSettings, codes: VatCodes
    ) -> None:
        self.order, self.facts, self.choices, self.codes = order, facts, choices, codes
        self.days = days_of(order, facts.today)
        self.work = choices.kind_of_work(order.type_of_work)
        self.lines: list[LineVat] = []

    def code_of(self, place: int, kind: Kind, article: str, sold_code: str) -> str:
        """Decide how a line is taxed; return the code of the books that says so."""
        sold_as = self.codes.taxed(sold_code)
        decision = decide(self._case(kind, sold_as))
        days = (self.days.of(kind), self.facts.today)
        found = charged(decision, sold_as, sold_code, self.codes, days)
        asks = (*decision.doubts, *self._of_rates(decision.taxed, found))
        self.lines.append(LineVat(place, article, decision, found, asks))
        return found.code

    def _case(self, kind: Kind, sold_as: Taxed) -> Case:
        customer, day = self.facts.customer, self.days.of(kind)
        where, site = customer.where(day), site_of(self.order)
        return Case(
            exempt_firm=self.choices.is_exempt_on(day),
            customer=where,
            vat_id=customer.vat_id,
            reverse_charge=customer.reverse_charge,
            place=place_of(site[0], where),
            work=self.work,
            dwelling=self._dwelling(address_key(*site)),
            kind=kind,
            with_labour=bool(self.order.periods),
            sold_as=sold_as,
        )

    def _dwelling(self, key: str) -> Dwelling:
        """Look a whole address up where it matters, not before."""
        known = bool(key) and self.work in LOW_RATES
        return self.facts.dwelling(key) if known else Dwelling.UNKNOWN

    def _of_rates(self, taxed: Taxed, found: Charged) -> tuple[str, ...]:
        """A change inside the work order says more than that the rate is of another day."""
        if taxed.level is not None and self.days.crosses(taxed.level):
            return (doubts.RATE_CHANGED,)
        return found.doubts

    def asks(self) -> list[Finding]:
        """Return what must be asked: each question once, with the lines that it is about."""
        about: dict[str, list[LineVat]] = {}
        for line in self.lines:
            for code in line.doubts:
                about.setdefault(self._answerable(code), []).append(line)
        if self._is_mixed():
            about[doubts.MIXED] = self.lines
        return [self._asked(code, lines) for code, lines in about.items()]

    def _asked(self, code: str, lines: list[LineVat]) -> Finding:
        facts = {**lines[0].facts, "lines": _places(lines)}
        return asked(code, self.order.number, self.order.row_id, **facts)

    def _answerable(self, code: str) -> str:
        """An answer about an address is kept by its postcode and number: both must be there."""
        if code == doubts.DWELLING_UNKNOWN and not address_key(*site_of(self.order)):
            return doubts.ADDRESS_INCOMPLETE
        return code

    def _is_mixed(self) -> bool:
        found = {line.decision.taxed.treatment for line in self.lines}
        return {Treatment.REVERSED, Treatment.CHARGED} <= found

    def notes(self) -> Iterator[Finding]:
        """Say which lines were taxed otherwise than their product says, and by which row."""
        by_row: dict[str, list[LineVat]] = {}
        for line in self.lines:
            if line.decision.reason != ORDINARY:
                by_row.setdefault(line.decision.reason, []).append(line)
        for row, lines in by_row.items():
            facts: dict[str, Fact] = {"row": row, "lines": _places(lines)}
            yield noted("vat_decided", self.order.number, self.order.row_id, **facts)


def _places(lines: Iterable[LineVat]) -> str:
    return ", ".join(str(place) for place in sorted({line.place for line in lines}))


def parts(lines: Iterable[LineVat]) -> list[str]:
    """Return what a fingerprint is made of: nothing where all is as the products say."""
    return [
        f"{line.place}:{line.decision.reason}:{line.code}:{line.charged.due or Decimal(0)}"
        for line in lines
        if line.decision.reason != ORDINARY
    ]
