"""The third pair before the stores of the tests: before the fakes, and before the simulator's."""

from collections.abc import Callable

from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.ports.bookkeeping import Bookkeeping
from bonbrug.sync.ports.field_service import FieldService
from tests.fakes.books import FakeBooks
from tests.fakes.world import World
from tests.proofs.simulator.books import Books
from tests.third_pair.monteur import Monteur, MonteurGateway
from tests.third_pair.pilaar import Pilaar
from tests.third_pair.pilaar_gateway import CAPABILITIES, PilaarGateway

CHOICES = SyncSettings(export_invoices=True, book=True, version=1)
Opened = Callable[[], tuple[Bookkeeping, FieldService]]


def third_pair(books: Books | FakeBooks, field: FieldService) -> Opened:
    """Put both services before these stores; return how a run opens them."""
    books.capabilities = CAPABILITIES  # also of who makes an invoice there by hand
    pilaar, monteur = Pilaar(books), Monteur(field)
    return lambda: (PilaarGateway(pilaar), MonteurGateway(monteur))


class ThirdWorld(World):
    """A small company whose both sides are of the third pair."""

    def __init__(self, choices: SyncSettings = CHOICES) -> None:
        super().__init__(choices)
        self.services = third_pair(self.books, self.field)
